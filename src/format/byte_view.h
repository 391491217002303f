// Little-endian numbers out of bytes that nobody vouches for: what lies outside is 0. Thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vnidx::format {

class ByteView {
 public:
  ByteView() = default;
  explicit ByteView(std::string_view bytes) : bytes_(bytes) {}

  std::size_t size() const { return bytes_.size(); }
  std::uint8_t u8(std::size_t at) const {
    return at < bytes_.size() ? static_cast<std::uint8_t>(bytes_[at]) : std::uint8_t{0};
  }
  std::uint16_t u16(std::size_t at) const {
    return static_cast<std::uint16_t>(u8(at) | static_cast<unsigned>(u8(at + 1)) << 8);
  }
  std::uint32_t u32(std::size_t at) const {
    return static_cast<std::uint32_t>(u16(at)) | static_cast<std::uint32_t>(u16(at + 2)) << 16;
  }
  /// As much of the `size` bytes at `at` as there is.
  ByteView part(std::size_t at, std::size_t size) const {
    return ByteView(bytes_.substr(std::min(at, bytes_.size()), size));
  }
  const char* data() const { return bytes_.data(); }

 private:
  std::string_view bytes_;
};

}  // namespace vnidx::format
