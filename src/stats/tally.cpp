#include "stats/tally.h"

#include <algorithm>
#include <array>
#include <utility>

#include "stats/format.h"
#include "stats/table_writer.h"

namespace vnidx::stats {
namespace {

// Sorts `keys` by value, digit by digit; `room` is as large. Digits that all keys share are passed over.
void radix_sort(std::vector<std::uint64_t>& keys, std::vector<std::uint64_t>& room) {
  constexpr unsigned kDigitBits = 11;
  constexpr std::size_t kDigits = (64 + kDigitBits - 1) / kDigitBits;
  constexpr std::uint64_t kMask = (1U << kDigitBits) - 1;
  std::array<std::array<std::uint32_t, kMask + 1>, kDigits> places{};
  for (const std::uint64_t key : keys) {
    for (std::size_t digit = 0; digit < kDigits; ++digit)
      ++places[digit][key >> (kDigitBits * digit) & kMask];
  }
  for (std::size_t digit = 0; digit < kDigits; ++digit) {
    const unsigned shift = kDigitBits * static_cast<unsigned>(digit);
    if (keys.empty() || places[digit][keys.front() >> shift & kMask] == keys.size()) continue;
    std::uint32_t next = 0;
    for (std::uint32_t& place : places[digit]) next += std::exchange(place, next);
    for (const std::uint64_t key : keys) room[places[digit][key >> shift & kMask]++] = key;
    keys.swap(room);
  }
}

}  // namespace

void Tally::count_word(std::uint32_t id) {
  if (words_.size() <= id) words_.resize(id + 1 + id / 2);
  if (words_[id]++ == 0) counted_.push_back(id);
}

void Tally::fold() {
  sorted_.resize(recent_.size());
  radix_sort(recent_, sorted_);
  std::vector<Pair> all;
  all.reserve(pairs_.size() + recent_.size());
  auto known = pairs_.begin();
  for (auto first = recent_.begin(); first != recent_.end();) {
    const auto last = std::find_if(first, recent_.end(), [&](std::uint64_t ids) { return ids != *first; });
    while (known != pairs_.end() && known->ids < *first) all.push_back(*known++);
    all.push_back({*first, static_cast<std::uint32_t>(last - first)});
    if (known != pairs_.end() && known->ids == *first) all.back().count += known++->count;
    first = last;
  }
  all.insert(all.end(), known, pairs_.end());
  pairs_ = std::move(all);
  recent_.clear();
}

std::string Tally::take_table(const std::function<std::string_view(std::uint32_t)>& term_of) {
  fold();
  std::sort(counted_.begin(), counted_.end(),
            [&](std::uint32_t a, std::uint32_t b) { return term_of(a) < term_of(b); });
  TableWriter writer;
  std::vector<Number> number_of(words_.size());
  for (Number number = 0; number < counted_.size(); ++number) {
    number_of[counted_[number]] = number;
    writer.add_term(term_of(counted_[number]), words_[counted_[number]]);
  }
  // The pairs of a first word lie together; where they end, by its id.
  std::vector<std::size_t> ends(words_.size());
  for (std::size_t i = 0; i < pairs_.size(); ++i) ends[pairs_[i].ids >> 32] = i + 1;
  std::vector<Follower> row;
  for (const std::uint32_t id : counted_) {
    row.clear();
    for (std::size_t i = ends[id]; i > 0 && pairs_[i - 1].ids >> 32 == id; --i) {
      row.push_back({number_of[pairs_[i - 1].ids & 0xffffffffU], pairs_[i - 1].count});
    }
    std::ranges::sort(row, {}, &Follower::term);
    writer.add_row(row);
  }
  for (const std::uint32_t id : counted_) words_[id] = 0;
  counted_.clear();
  pairs_.clear();
  return writer.finish();
}

}  // namespace vnidx::stats
