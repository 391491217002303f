#include "text/spelling_table.h"

#include <utility>

namespace vnidx::text {
namespace {

constexpr unsigned kInitialBits = 13;  // 200 KB: room for the spellings of some hundred articles

}  // namespace

SpellingTable::SpellingTable() : slots_(std::size_t{1} << kInitialBits), shift_(64 - kInitialBits) {}

const Spelling* SpellingTable::find(std::string_view word) const {
  if (word.size() <= ShortKey::kCapacity) return find(ShortKey::of(word));
  const auto found = long_.find(word);
  return found == long_.end() ? nullptr : &found->second;
}

void SpellingTable::add(std::string_view word, Spelling spelling) {
  if (word.size() > ShortKey::kCapacity) {
    long_.emplace(word, spelling);
    return;
  }
  if (2 * (used_ + 1) > slots_.size()) grow();
  const ShortKey key = ShortKey::of(word);
  slots_[slot_of(key)] = {key, spelling};
  ++used_;
}

void SpellingTable::grow() {
  std::vector<Slot> old(2 * slots_.size());
  old.swap(slots_);
  --shift_;
  for (const Slot& slot : old) {
    if (slot.spelling.term != kFree) slots_[slot_of(slot.key)] = slot;
  }
}

}  // namespace vnidx::text
