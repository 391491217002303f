#include "base/path.h"

#include <unicode/utf8.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace vnidx {

std::string absolute_path(const std::string& path) {
  std::error_code failed;
  const std::filesystem::path full = std::filesystem::absolute(path, failed);
  std::string normal = (failed ? std::filesystem::path(path) : full).lexically_normal().string();
  if (normal.size() > 1 && normal.ends_with('/')) normal.pop_back();
  return normal;
}

std::string shown_path(std::string_view path) {
  std::string shown;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(path.data());
  for (std::size_t at = 0; at < path.size();) {
    std::size_t next = at;
    UChar32 code_point = 0;
    U8_NEXT(bytes, next, path.size(), code_point);
    if (code_point >= 0) shown += path.substr(at, next - at);
    for (; code_point < 0 && at < next; ++at) {
      std::array<char, 3> digits;
      std::snprintf(digits.data(), digits.size(), "%02X", static_cast<unsigned>(bytes[at]));
      shown.append("\uFFFD").append(digits.data());
    }
    at = next;
  }
  return shown;
}

}  // namespace vnidx
