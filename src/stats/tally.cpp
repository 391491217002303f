#include "stats/tally.h"

#include <algorithm>
#include <utility>

#include "stats/format.h"
#include "stats/table_writer.h"

namespace vnidx::stats {
namespace {

constexpr std::size_t kStartSlots = 1 << 16;  // a power of two, always

std::size_t slot_of(std::uint64_t ids, std::size_t slots) {
  // Fibonacci hashing: the high bits of the product depend on all of the key.
  return static_cast<std::size_t>(ids * 0x9e3779b97f4a7c15ULL >> 20) & (slots - 1);
}

}  // namespace

Tally::Tally() : pairs_(kStartSlots, Pair{0, 0}) {}

void Tally::count_word(std::uint32_t id) {
  if (words_.size() <= id) words_.resize(id + 1 + id / 2);
  if (words_[id]++ == 0) counted_.push_back(id);
}

void Tally::count_pair(std::uint32_t first, std::uint32_t second) {
  const std::uint64_t ids = std::uint64_t{first} << 32 | second;
  std::size_t slot = slot_of(ids, pairs_.size());
  while (pairs_[slot].count != 0 && pairs_[slot].ids != ids) slot = (slot + 1) & (pairs_.size() - 1);
  if (pairs_[slot].count++ != 0) return;
  pairs_[slot].ids = ids;
  if (++pair_count_ * 2 > pairs_.size()) grow();
}

void Tally::grow() {
  std::vector<Pair> old = std::exchange(pairs_, std::vector<Pair>(pairs_.size() * 2, Pair{0, 0}));
  for (const Pair& pair : old) {
    if (pair.count == 0) continue;
    std::size_t slot = slot_of(pair.ids, pairs_.size());
    while (pairs_[slot].count != 0) slot = (slot + 1) & (pairs_.size() - 1);
    pairs_[slot] = pair;
  }
}

std::string Tally::take_table(const std::function<std::string_view(std::uint32_t)>& term_of) {
  std::sort(counted_.begin(), counted_.end(),
            [&](std::uint32_t a, std::uint32_t b) { return term_of(a) < term_of(b); });
  TableWriter writer;
  std::vector<Number> number_of(words_.size());
  for (Number number = 0; number < counted_.size(); ++number) {
    number_of[counted_[number]] = number;
    writer.add_term(term_of(counted_[number]), words_[counted_[number]]);
  }
  // Pairs by first term: counting sort into rows, then each short row by second term.
  std::vector<std::uint32_t> ends(counted_.size() + 1);
  for (const Pair& pair : pairs_) {
    if (pair.count != 0) ++ends[number_of[pair.ids >> 32]];
  }
  std::uint32_t sum = 0;
  for (std::uint32_t& end : ends) end = sum += end;
  std::vector<Follower> rows(sum);
  std::vector<std::uint32_t> starts = ends;
  for (const Pair& pair : pairs_) {
    if (pair.count == 0) continue;
    rows[--starts[number_of[pair.ids >> 32]]] = {number_of[pair.ids & 0xffffffffU], pair.count};
  }
  for (Number number = 0; number < counted_.size(); ++number) {
    const auto first = rows.begin() + starts[number];
    const auto last = rows.begin() + ends[number];
    std::sort(first, last, [](const Follower& a, const Follower& b) { return a.term < b.term; });
    writer.add_row({first, last});
  }
  for (const std::uint32_t id : counted_) words_[id] = 0;
  counted_.clear();
  std::fill(pairs_.begin(), pairs_.end(), Pair{0, 0});
  pair_count_ = 0;
  return writer.finish();
}

}  // namespace vnidx::stats
