#include "source/exclusions.h"

#include <algorithm>
#include <utility>

namespace vnidx::source {
namespace {

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(part.size() + 1, path.size()));
    if (!part.empty()) parts.emplace_back(part);
  }
  return parts;
}

/// Takes one character of UTF-8, or a byte that is none.
std::string_view take_character(std::string_view& rest) {
  std::size_t size = 1;
  while (size < rest.size() && (rest[size] & 0xC0) == 0x80) ++size;
  const std::string_view character = rest.substr(0, size);
  rest.remove_prefix(size);
  return character;
}

/// `glob` is behind a `[`. Takes it up to its `]`; nothing where it has none: then `[` stands for itself.
std::optional<bool> take_set(std::string_view& glob, std::string_view character) {
  std::string_view rest = glob;
  const bool negated = rest.starts_with('!') || rest.starts_with('^');
  if (negated) rest.remove_prefix(1);
  bool found = false;
  for (bool first = true; !rest.empty(); first = false) {
    if (rest.front() == ']' && !first) {
      glob = rest.substr(1);
      return found != negated;
    }
    if (rest.front() == '\\' && rest.size() > 1) rest.remove_prefix(1);
    const std::string_view low = take_character(rest);
    std::string_view high = low;
    if (rest.size() > 1 && rest.front() == '-' && rest[1] != ']') {
      rest.remove_prefix(1);
      high = take_character(rest);
    }
    // Bytes of UTF-8 are in the order of what they stand for.
    found = found || (low <= character && character <= high);
  }
  return std::nullopt;
}

/// Takes what stands for one character off `glob`, which is not empty; whether it stands for `character`.
bool take_one(std::string_view& glob, std::string_view character) {
  const std::string_view sign = take_character(glob);
  if (sign == "?") return true;
  if (sign == "[") {
    if (const auto found = take_set(glob, character)) return *found;
  }
  if (sign == "\\" && !glob.empty()) return take_character(glob) == character;
  return sign == character;
}

using Parts = std::span<const std::string>;

// As matches(), with `**` for `*` and parts for characters.
bool match_parts(Parts glob, Parts path) {
  std::optional<std::pair<Parts, Parts>> retry;
  while (!path.empty()) {
    if (!glob.empty() && glob.front() == "**") {
      if (glob.size() == 1) return true;
      glob = glob.subspan(1);
      retry = {glob, path};
    } else if (!glob.empty() && matches(glob.front(), path.front())) {
      glob = glob.subspan(1);
      path = path.subspan(1);
    } else if (retry) {
      retry->second = retry->second.subspan(1);
      glob = retry->first;
      path = retry->second;
    } else {
      return false;
    }
  }
  return glob.empty();
}

}  // namespace

bool matches(std::string_view glob, std::string_view name) {
  std::optional<std::pair<std::string_view, std::string_view>> retry;  // behind the last star
  while (!name.empty()) {
    if (glob.starts_with('*')) {
      glob.remove_prefix(1);
      retry = {glob, name};
      continue;
    }
    std::string_view next_glob = glob;
    std::string_view next_name = name;
    const std::string_view character = take_character(next_name);
    if (!glob.empty() && take_one(next_glob, character)) {
      glob = next_glob;
      name = next_name;
    } else if (retry) {
      take_character(retry->second);
      glob = retry->first;
      name = retry->second;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*') == std::string_view::npos;
}

Exclusions::Exclusions(std::span<const std::string> globs) {
  for (const std::string& glob : globs) add(glob);
}

Exclusions Exclusions::of_lines(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  Exclusions exclusions;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (!line.starts_with('#')) exclusions.add(line);
  }
  return exclusions;
}

void Exclusions::add(std::string_view line) {
  while (line.ends_with(' ') || line.ends_with('\r') || line.ends_with('\t')) line.remove_suffix(1);
  Glob glob;
  if (line.starts_with('!')) {
    glob.excludes = false;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    glob.folders_only = true;
    line.remove_suffix(1);
  }
  const bool is_anchored = line.find('/') != std::string_view::npos;
  glob.parts = parts_of(line);
  if (glob.parts.empty()) return;
  if (!is_anchored) glob.parts.insert(glob.parts.begin(), "**");
  globs_.push_back(std::move(glob));
}

std::optional<bool> Exclusions::excludes(std::string_view path, bool is_folder) const {
  if (globs_.empty()) return std::nullopt;
  const std::vector<std::string> parts = parts_of(path);
  const auto last = std::find_if(globs_.rbegin(), globs_.rend(), [&](const Glob& glob) {
    return (is_folder || !glob.folders_only) && match_parts(glob.parts, parts);
  });
  if (last == globs_.rend()) return std::nullopt;
  return last->excludes;
}

bool Exclusions::cover(std::string_view path) const {
  if (globs_.empty()) return false;
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/', slash + 1)) {
    if (excludes(path.substr(0, slash), true).value_or(false)) return true;
  }
  return excludes(path, false).value_or(false);
}

}  // namespace vnidx::source
