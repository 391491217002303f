#include "store/engine.h"

#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>

#include "base/file.h"
#include "store/seal.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

constexpr char kGlassFile[] = "iamglass";
// Files by which other backends of Xapian, older and newer, are known.
constexpr const char* kOtherBackends[] = {"honey", "chert", "brass", "flint"};
constexpr std::size_t kVersionBytes = 2;

// Xapian counts versions of a layout by their day: seven bits of years since 2014, four of months, five of
// days.
std::string version_of(std::string_view magic) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(magic[at]); };
  const unsigned version = byte(magic.size() - 2) << 8U | byte(magic.size() - 1);
  std::string text(32, '\0');
  const int size = std::snprintf(text.data(), text.size(), "glass of %u-%02u-%02u", 2014 + (version >> 9U),
                                 version >> 5U & 15U, version & 31U);
  text.resize(static_cast<std::size_t>(std::max(size, 0)));
  return text;
}

struct Engine {
  std::string file;  // by which it is known
  std::string name;
};

std::optional<Engine> other_engine(const fs::path& generation) {
  for (const std::string backend : kOtherBackends) {
    const std::string file = "iam" + backend;
    if (const auto is_there = file_exists(generation / file); is_there && *is_there)
      return Engine{file, backend};
  }
  const auto content = read_file(generation / kGlassFile);
  if (!content || content->size() < kGlassMagic.size()) return std::nullopt;
  const std::string_view magic = std::string_view(*content).substr(0, kGlassMagic.size());
  const bool is_glass = magic.starts_with(kGlassMagic.substr(0, kGlassMagic.size() - kVersionBytes));
  if (!is_glass || magic == kGlassMagic) return std::nullopt;
  return Engine{kGlassFile, version_of(magic)};
}

}  // namespace

Result<void> require_known_engine(const fs::path& generation) {
  const auto engine = other_engine(generation);
  if (!engine) return {};
  // A byte that was changed may look like another version.
  const auto sealed = inspect_seal(generation);
  if (!sealed || std::ranges::count(sealed->damaged, engine->file) > 0) return {};
  return Error{ErrorCode::no_index,
               "the index was written by another version of Xapian, its engine (" + engine->name +
                   "); this one is Xapian " + Xapian::version_string() + " (" + version_of(kGlassMagic) + ")",
               generation.string(), "use the vnidx that made it, or move it away and add again what it held"};
}

}  // namespace vnidx::store
