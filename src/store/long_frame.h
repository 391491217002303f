// Frames that are too long for a table of Xapian's, each in a file of its own beside the tables.
//
// Xapian cuts a value into at most 65,535 items, four to a block: some 117 MB. A frame that is longer than a
// small part of that lies in a file whose name is its hash, and a reference lies in the table in its place.
// To zstd that is a frame to be skipped (RFC 8878, section 3.1.2), so no frame of a record looks like it:
//
//   reference = 50 2A 4D 18, 18 00 00 00, hash:16, bytes of the frame:8          little-endian
//
// Such a file never changes, so generations share it. Functions; thread-safe on different folders.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "vnidx/result.h"

namespace vnidx::store {

inline constexpr std::size_t kMaxFrameInTable = std::size_t{2} << 20;

/// Writes `frame` to a file in `folder`, which is made where it is missing, so that it survives a power cut;
/// the reference to it. Error io.
Result<std::string> set_aside(std::string_view frame, const std::filesystem::path& folder);

/// The frame that `data` refers to, which lies in `folder`; nothing where `data` is no reference. Errors:
/// damaged, io.
Result<std::optional<std::string>> long_frame(std::string_view data, const std::filesystem::path& folder);

/// Puts the long frames of the folder `source`, which may be missing, into `destination` too. Error io.
Result<void> share_long_frames(const std::filesystem::path& source, const std::filesystem::path& destination);

}  // namespace vnidx::store
