// How many documents an update may remove before a person must say so. A value.
#pragma once

#include <algorithm>
#include <cstdint>

namespace vnidx::index {

/// So many, or so many of a hundred, whichever is more.
struct DeleteLimit {
  std::uint64_t documents = 20;
  std::uint64_t percent = 20;

  /// The limit for an index of `all` documents.
  std::uint64_t of(std::uint64_t all) const { return std::max(documents, all * percent / 100); }
  friend bool operator==(const DeleteLimit&, const DeleteLimit&) = default;
};

}  // namespace vnidx::index
