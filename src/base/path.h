// Paths as strings of bytes. Thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace vnidx {

/// `path` as vnidx remembers it: absolute, without `.` and `..` parts and `/` at its end, links left as they
/// are. A relative one stays relative where the working folder is gone.
std::string absolute_path(const std::string& path);

/// `path` as documents and terms have it, which is UTF-8: a byte that is none becomes U+FFFD and its two
/// hexadecimal digits, so that no two files have one name.
std::string shown_path(std::string_view path);

/// Both paths are absolute.
inline bool is_at_or_below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) &&
         (path.size() == folder.size() || folder.ends_with('/') || path[folder.size()] == '/');
}

/// Calls visit(std::string) with `path` and every folder above it, nearest first, until it returns true;
/// whether it did.
template <class Visit>
bool climb(std::string_view path, Visit&& visit) {
  while (!path.empty()) {
    if (visit(std::string(path))) return true;
    if (path == "/") return false;
    path = path.substr(0, std::max<std::size_t>(path.rfind('/'), 1));
  }
  return false;
}

}  // namespace vnidx
