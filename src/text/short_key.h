// The bytes of a word of at most 16 bytes as two integers, to hash and compare without loops. Pure functions;
// thread-safe.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace vnidx::text {

/// Padded with NUL bytes: equal keys are equal words, for no word holds a NUL.
struct ShortKey {
  static constexpr std::size_t kCapacity = 16;

  std::uint64_t low = 0;
  std::uint64_t high = 0;

  /// `word` has at most kCapacity bytes.
  static ShortKey of(std::string_view word) {
    ShortKey key;
    std::memcpy(&key, word.data(), word.size());
    return key;
  }

  bool operator==(const ShortKey&) const = default;

  /// Multiplicative (Fibonacci) hashing: the highest bits depend on every byte and are the ones to use.
  std::uint64_t hash() const {
    const std::uint64_t mixed = (low ^ (high * 0x9E3779B97F4A7C15U)) * 0xD6E8FEB86659FD93U;
    return (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93U;
  }
};

/// The bytes in front of the first ASCII character that is neither letter nor digit.
struct Chunk {
  ShortKey key;
  std::size_t length;  ///< kCapacity: no such character among the first kCapacity bytes
};

/// The highest bit of each byte that is an ASCII character, but neither letter nor digit.
constexpr std::uint64_t ascii_separators(std::uint64_t bytes) {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  const std::uint64_t low = bytes & (0x7F * kEach);
  const std::uint64_t small = low | (0x20 * kEach);
  // With 7 bits in each byte, adding 0x80 − c sets the eighth where the byte is at least c.
  const auto at_least = [](std::uint64_t values, unsigned char c) { return values + (0x80U - c) * kEach; };
  const std::uint64_t letters = at_least(small, 'a') & ~at_least(small, 'z' + 1);
  const std::uint64_t digits = at_least(low, '0') & ~at_least(low, '9' + 1);
  return ~(letters | digits | bytes) & (0x80 * kEach);
}

/// Reads ShortKey::kCapacity bytes from `at`. For little-endian machines: the first byte is the lowest.
inline Chunk read_chunk(const char* at) {
  static_assert(sizeof(ShortKey) == ShortKey::kCapacity);
  Chunk chunk;
  std::memcpy(&chunk.key, at, sizeof chunk.key);
  const std::uint64_t low = ascii_separators(chunk.key.low);
  const std::uint64_t high = ascii_separators(chunk.key.high);
  // All bytes below the first separator; every byte where there is none.
  const auto below = [](std::uint64_t separators) { return ((separators & -separators) >> 7) - 1; };
  chunk.key.low &= below(low);
  chunk.key.high &= low != 0 ? 0 : below(high);
  const int bits = low != 0 ? std::countr_zero(low) : 64 + std::countr_zero(high);
  chunk.length = static_cast<std::size_t>(bits) / 8;
  return chunk;
}

}  // namespace vnidx::text
