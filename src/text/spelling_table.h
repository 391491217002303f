// Which term a spelling is: a hash table from the raw bytes of a word to its term and shape, made for the
// inner loop of the analyzer. Nearly every word of a Vietnamese text is at most 16 bytes long: those are keys
// by value, compared in two instructions, with no pointer to follow. Longer spellings have a map of their
// own.
//
// Not thread-safe.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/analyzer.h"
#include "text/short_key.h"

namespace vnidx::text {

/// What the analyzer remembers of a spelling.
struct Spelling {
  TermId term;
  Shape shape;
};

class SpellingTable {
 public:
  SpellingTable();

  /// Null where the spelling is not known; good until add().
  const Spelling* find(const ShortKey& key) const;
  const Spelling* find(std::string_view word) const;

  /// Adds a spelling that is not known yet. Its bytes must outlive the table where they are too long for a
  /// ShortKey.
  void add(std::string_view word, Spelling spelling);

 private:
  static constexpr TermId kFree = std::numeric_limits<TermId>::max();

  struct Slot {
    ShortKey key;
    Spelling spelling{kFree, Shape::lower};
  };

  /// The slot of `key`, or the free slot where it would stand.
  std::size_t slot_of(const ShortKey& key) const;
  void grow();

  std::vector<Slot> slots_;  ///< a power of two, at most half full
  std::size_t used_ = 0;
  unsigned shift_;  ///< of a hash, to get a slot's index
  std::unordered_map<std::string_view, Spelling> long_;
};

inline std::size_t SpellingTable::slot_of(const ShortKey& key) const {
  const std::size_t last = slots_.size() - 1;
  std::size_t index = key.hash() >> shift_;
  while (slots_[index].key != key && slots_[index].spelling.term != kFree) index = (index + 1) & last;
  return index;
}

inline const Spelling* SpellingTable::find(const ShortKey& key) const {
  const Slot& slot = slots_[slot_of(key)];
  return slot.spelling.term == kFree ? nullptr : &slot.spelling;
}

}  // namespace vnidx::text
