#include "store/own_files.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <system_error>

#include "base/file.h"
#include "schema/fields.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

// Ours in a generation.
constexpr std::array<std::string_view, 8> kOurFiles{"seal",
                                                    "spare",
                                                    "docdata.sums",
                                                    "postlist.sums",
                                                    "pairs.changes",
                                                    "organizations.changes",
                                                    schema::kStatisticsFile,
                                                    schema::kOrganizationsFile};

// Xapian's in a generation: those of its engines glass and honey, and of chert, which was before them.
constexpr std::array<std::string_view, 6> kXapianFiles{"iamglass",  "iamhoney", "iamchert",
                                                       "flintlock", "v.tmp",    "v.rtmp"};
constexpr std::array<std::string_view, 7> kTables{"docdata",  "postlist", "termlist", "position",
                                                  "spelling", "synonym",  "record"};
constexpr std::array<std::string_view, 6> kTableEndings{".glass", ".honey", ".DB",
                                                        ".baseA", ".baseB", ".tmp"};

constexpr std::array<std::string_view, 3> kBuildFolders{"fresh", "added", "engine"};
// What a build writes for each of its workers begins so; its number follows.
constexpr std::array<std::string_view, 2> kBuildFiles{"runs", "pairs"};

// A text that is too long for a table (store/long_frame.h); its hash follows.
constexpr std::string_view kLongFrame = "long-";

template <class Names>
bool is_among(std::string_view name, const Names& names) {
  return std::ranges::find(names, name) != names.end();
}

bool is_numbered(std::string_view name, std::string_view start, std::string_view digits) {
  return name.starts_with(start) && name.find_first_not_of(digits, start.size()) == std::string_view::npos;
}

bool is_generation_file(std::string_view name) {
  if (name.ends_with(kTemporaryExtension)) name.remove_suffix(std::string_view(kTemporaryExtension).size());
  return is_among(name, kOurFiles) || is_among(name, kXapianFiles) || is_xapian_table(name) ||
         is_numbered(name, kLongFrame, "0123456789abcdef");
}

bool is_build_file(std::string_view name) {
  for (const std::string_view start : kBuildFiles) {
    if (is_numbered(name, start, "0123456789-")) return true;
  }
  return is_generation_file(name);
}

bool is_build_folder(std::string_view name) {
  return is_among(name, kBuildFolders) || is_numbered(name, "long", "0123456789");
}

// Whether `path` is a folder, and no link to one, every entry of which is taken by `is_own`.
bool holds_only(const fs::path& path, const std::function<bool(const fs::directory_entry&)>& is_own) {
  std::error_code failed;
  if (fs::symlink_status(path, failed).type() != fs::file_type::directory) return false;
  for (fs::directory_iterator entry(path, failed), end; !failed && entry != end; entry.increment(failed)) {
    if (!is_own(*entry)) return false;
  }
  return !failed;
}

bool is_file(const fs::directory_entry& entry) {
  std::error_code failed;
  return entry.symlink_status(failed).type() == fs::file_type::regular;
}

bool holds_generation_only(const fs::path& folder) {
  return holds_only(folder, [](const fs::directory_entry& entry) {
    return is_file(entry) && is_generation_file(entry.path().filename().native());
  });
}

bool holds_build_only(const fs::path& folder) {
  return holds_only(folder, [](const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().native();
    return is_file(entry) ? is_build_file(name)
                          : is_build_folder(name) && holds_generation_only(entry.path());
  });
}

}  // namespace

bool is_xapian_table(std::string_view name) {
  const std::size_t dot = std::min(name.find('.'), name.size());
  return is_among(name.substr(0, dot), kTables) && is_among(name.substr(dot), kTableEndings);
}

std::uint64_t generation_number(std::string_view name) {
  // Such a number can be counted on, and no name leads to an overflow.
  constexpr std::size_t kMostDigits = 18;
  std::uint64_t number = 0;
  if (name.size() < 2 || name.size() > 1 + kMostDigits || name.front() != 'g') return 0;
  const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), number);
  return error == std::errc{} && end == name.data() + name.size() ? number : 0;
}

std::vector<std::string> own_generations(const fs::path& index) {
  std::vector<std::string> names;
  std::error_code failed;
  for (fs::directory_iterator entry(index, failed), end; !failed && entry != end; entry.increment(failed)) {
    std::string name = entry->path().filename().string();
    if (generation_number(name) > 0 && holds_generation_only(entry->path())) names.push_back(std::move(name));
  }
  return names;
}

bool remove_own(const fs::path& folder) {
  if (is_absent(folder)) return true;
  if (!holds_build_only(folder)) return false;
  std::error_code failed;
  fs::remove_all(folder, failed);
  return !failed;
}

bool is_absent(const fs::path& path) {
  std::error_code failed;
  return fs::symlink_status(path, failed).type() == fs::file_type::not_found;
}

bool is_own_file(const fs::path& path) {
  std::error_code failed;
  return fs::symlink_status(path, failed).type() == fs::file_type::regular;
}

}  // namespace vnidx::store
