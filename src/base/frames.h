// Pieces of bytes, one after another, through a pipe or socket: each has its length in four bytes before it.
// Free functions; thread-safe on different descriptors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vnidx {

inline constexpr std::size_t kMaxFrame = std::size_t{2} << 30;
using FrameLength = std::uint32_t;

/// Writes all of `bytes`, whatever signals come. False where that failed; errno says why.
bool write_fully(int fd, std::string_view bytes);

/// Writes `bytes`, which are at most kMaxFrame, as one frame.
bool write_frame(int fd, std::string_view bytes);

}  // namespace vnidx
