// Which pairs of words may stand next to each other in a document, without reading its text: a Bloom filter
// in a value slot. Words count in their folded form, so that one filter serves words with marks and words
// without.
//
//   value  = checksum:u16 bits       little-endian; the checksum is the lower end of the XXH3 of `bits`
//
// A pair that is there is always found; of those that are not, one in sixteen is too (kBitsPerPair, kProbes).
// A document without this value, or with one that is damaged, may hold any pair. Filters and hashes are
// values; a PairFilterBuilder belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vnidx::schema {

/// A word as filters know it. Never 0.
using WordHash = std::uint64_t;

WordHash word_hash(std::string_view folded);

class PairFilterBuilder {
 public:
  PairFilterBuilder();

  /// The next word of the document at hand.
  void add(WordHash word);

  /// The filter of this document, and an end of it: the next word begins another. Empty where it has no pair,
  /// or so many different ones that a filter would cost more than it saves.
  std::string take();

 private:
  void insert(std::uint64_t pair);
  void grow();

  WordHash last_ = 0;                 // 0: none yet
  std::vector<std::uint64_t> pairs_;  // a set by open addressing; 0: free
  std::size_t count_ = 0;
};

/// Looks into a value, which must outlive it.
class PairFilter {
 public:
  explicit PairFilter(std::string_view value);

  /// False where `second` never stands right behind `first`.
  bool may_hold(WordHash first, WordHash second) const;

 private:
  std::string_view bits_;  // empty: any pair
};

}  // namespace vnidx::schema
