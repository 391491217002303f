#include "store/engine.h"

#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <system_error>

#include "base/child_process.h"
#include "base/file.h"
#include "store/guard.h"
#include "store/own_files.h"
#include "store/seal.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

constexpr std::string_view kStart = "iam";
constexpr char kGlassFile[] = "iamglass";
constexpr std::size_t kVersionBytes = 2;

bool names_engine(std::string_view name) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
  return name.size() > kStart.size() && name.starts_with(kStart) &&
         name.find_first_not_of(kLetters) == std::string_view::npos;
}

// Xapian counts versions of a layout by their day: seven bits of years since 2014, four of months, five of
// days.
std::string version_of(std::string_view magic) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(magic[at]); };
  const unsigned version = byte(magic.size() - 2) << 8U | byte(magic.size() - 1);
  std::string text(32, '\0');
  const int size = std::snprintf(text.data(), text.size(), " of %u-%02u-%02u", 2014 + (version >> 9U),
                                 version >> 5U & 15U, version & 31U);
  text.resize(static_cast<std::size_t>(std::max(size, 0)));
  return text;
}

// As a person is told.
std::string shown(const Engine& engine) {
  const std::string name = engine.file.substr(kStart.size());
  return engine.magic.empty() ? name : name + version_of(engine.magic);
}

// Whether Xapian says of a database that it knows nothing of the kind; of one that is damaged it says
// something else.
bool tells_foreign_engine(const Xapian::Error& error) {
  const std::string_view type = error.get_type();
  return type == "DatabaseVersionError" || type == "FeatureUnavailableError" ||
         error.get_msg().find("detect type") != std::string::npos;
}

bool is_foreign_to_xapian(const fs::path& generation) {
  constexpr std::chrono::seconds kTimeToOpen{60};
  const auto outcome = run_in_child(kTimeToOpen, [&](const ChildWriter& out) {
    try {
      const Xapian::Database database(generation.string());
    } catch (const Xapian::Error& error) {
      if (tells_foreign_engine(error)) out({"foreign"});
    }
  });
  return outcome && !outcome->messages.empty();
}

}  // namespace

Result<Engine> engine_of(const fs::path& path) {
  std::string file;
  std::error_code failed;
  for (fs::directory_iterator entry(path, failed), end; !failed && entry != end; entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    const bool is_first = file.empty() || name == kGlassFile;
    if (is_first && names_engine(name) && is_own_file(entry->path())) file = name;
  }
  if (failed) return io_error("read", path, failed.value());
  if (file.empty())
    return Error{ErrorCode::damaged, "no file tells which engine wrote this database", path.string(), {}};
  const auto content = read_file(path / file);
  if (!content) return content.error();
  // Engines of today begin so, and go on with their name and two bytes of version; those before them do not.
  constexpr std::string_view kXapian = kGlassMagic.substr(0, kGlassMagic.find("Glass"));
  const bool tells_version = content->size() >= kGlassMagic.size() && content->starts_with(kXapian);
  return Engine{file, tells_version ? content->substr(0, kGlassMagic.size()) : std::string()};
}

Result<Engine> engine_of_new_databases(const fs::path& scratch, int backend) {
  return guarded(scratch, [&]() -> Result<Engine> {
    {
      const Xapian::WritableDatabase database(
          scratch.string(), Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC | backend);
    }
    auto engine = engine_of(scratch);
    if (!remove_own(scratch)) {
      return Error{ErrorCode::io,
                   std::string("Xapian ") + Xapian::version_string() +
                       " writes files that this vnidx does not know as parts of a database",
                   scratch.string(), "use another version of Xapian"};
    }
    return engine;
  });
}

bool has_known_tables(const Engine& engine) {
  return engine.file == kGlassFile && engine.magic == kGlassMagic;
}

Result<void> require_readable_engine(const fs::path& generation) {
  const auto engine = engine_of(generation);
  if (!engine || has_known_tables(*engine)) return {};
  // What is called glass and does not say so is damaged.
  constexpr std::string_view kAnyGlass = kGlassMagic.substr(0, kGlassMagic.size() - kVersionBytes);
  if (engine->file == kGlassFile && !engine->magic.starts_with(kAnyGlass)) return {};
  // A byte that was changed may look like another version.
  const auto sealed = inspect_seal(generation);
  if (!sealed || std::ranges::count(sealed->damaged, engine->file) > 0) return {};
  if (!is_foreign_to_xapian(generation)) return {};
  return Error{ErrorCode::no_index,
               "the index was written by another version of Xapian, its engine (" + shown(*engine) +
                   "); this one is Xapian " + Xapian::version_string() + ", which cannot open it",
               generation.string(), "use the vnidx that made it, or move it away and add again what it held"};
}

}  // namespace vnidx::store
