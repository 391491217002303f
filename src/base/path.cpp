#include "base/path.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace vnidx {
namespace {

// How many bytes the code point at the start of `text` takes; 0 where that is not UTF-8. The Unicode Standard, table 3-7:
// what the second byte may be depends on the first, all others are 80..BF.
std::size_t code_point_bytes(std::string_view text) {
  struct Row {
    std::uint8_t first, last;     // the first byte
    std::uint8_t lowest, highest; // the second one
    std::uint8_t bytes;
  };
  static constexpr std::array<Row, 9> kRows{{{0x00, 0x7F, 0, 0, 1},
                                             {0xC2, 0xDF, 0x80, 0xBF, 2},
                                             {0xE0, 0xE0, 0xA0, 0xBF, 3},
                                             {0xE1, 0xEC, 0x80, 0xBF, 3},
                                             {0xED, 0xED, 0x80, 0x9F, 3},
                                             {0xEE, 0xEF, 0x80, 0xBF, 3},
                                             {0xF0, 0xF0, 0x90, 0xBF, 4},
                                             {0xF1, 0xF3, 0x80, 0xBF, 4},
                                             {0xF4, 0xF4, 0x80, 0x8F, 4}}};
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  for (const Row& row : kRows) {
    if (byte(0) < row.first || byte(0) > row.last || text.size() < row.bytes) continue;
    bool is_good = row.bytes == 1 || (byte(1) >= row.lowest && byte(1) <= row.highest);
    for (std::size_t i = 2; i < row.bytes; ++i) is_good = is_good && byte(i) >= 0x80 && byte(i) <= 0xBF;
    return is_good ? row.bytes : 0;
  }
  return 0;
}

}  // namespace

std::string absolute_path(const std::string& path) {
  std::error_code failed;
  const std::filesystem::path full = std::filesystem::absolute(path, failed);
  std::string normal = (failed ? std::filesystem::path(path) : full).lexically_normal().string();
  if (normal.size() > 1 && normal.ends_with('/')) normal.pop_back();
  return normal;
}

std::string shown_path(std::string_view path) {
  std::string shown;
  while (!path.empty()) {
    const std::size_t bytes = code_point_bytes(path);
    if (bytes == 0) {
      std::array<char, 3> digits;
      std::snprintf(digits.data(), digits.size(), "%02X", static_cast<unsigned>(static_cast<std::uint8_t>(path[0])));
      shown.append("\uFFFD").append(digits.data());
    } else {
      shown += path.substr(0, bytes);
    }
    path.remove_prefix(std::max<std::size_t>(bytes, 1));
  }
  return shown;
}

}  // namespace vnidx
