#include "stats/merge.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "stats/format.h"
#include "stats/table_writer.h"

namespace vnidx::stats {
namespace {

constexpr Number kDropped = std::numeric_limits<Number>::max();

// One source on its way through the terms of all.
struct Walk {
  explicit Walk(const Source& from) : source(&from), cursor(*from.table) {
    numbers.resize(from.table->size(), kDropped);
    has_entry = cursor.next(entry);
  }

  const Source* source;
  Table::Cursor cursor;
  Table::Entry entry{};
  bool has_entry;
  std::vector<Number> numbers;  // by its own number: the number in the sum
};

std::uint64_t clamped(std::int64_t count) {
  return count > 0 ? static_cast<std::uint64_t>(count) : 0;
}

}  // namespace

std::string merge(std::span<const Source> sources, std::uint64_t least) {
  std::vector<Walk> walks;
  walks.reserve(sources.size());
  for (const Source& source : sources) walks.emplace_back(source);

  // The terms of all sources, in order; which of them have it, and under which number.
  TableWriter writer;
  struct Own {
    std::uint32_t walk;
    Number number;
  };
  std::vector<Own> owners;  // of every kept term, one after the other
  std::vector<std::size_t> owner_ends;
  const auto behind = [&](std::uint32_t a, std::uint32_t b) {
    return walks[a].entry.term > walks[b].entry.term;
  };
  std::vector<std::uint32_t> heap;
  for (std::uint32_t i = 0; i < walks.size(); ++i) {
    if (walks[i].has_entry) heap.push_back(i);
  }
  std::make_heap(heap.begin(), heap.end(), behind);
  std::string term;
  while (!heap.empty()) {
    term = walks[heap.front()].entry.term;
    std::int64_t count = 0;
    const std::size_t first_owner = owners.size();
    while (!heap.empty() && walks[heap.front()].entry.term == term) {
      std::pop_heap(heap.begin(), heap.end(), behind);
      Walk& walk = walks[heap.back()];
      count += walk.source->sign * static_cast<std::int64_t>(walk.entry.count);
      owners.push_back({heap.back(), walk.entry.number});
      if (walk.cursor.next(walk.entry))
        std::push_heap(heap.begin(), heap.end(), behind);
      else
        heap.pop_back();
    }
    if (clamped(count) < least) {
      owners.resize(first_owner);
      continue;
    }
    const auto number = static_cast<Number>(owner_ends.size());
    for (std::size_t i = first_owner; i < owners.size(); ++i)
      walks[owners[i].walk].numbers[owners[i].number] = number;
    owner_ends.push_back(owners.size());
    writer.add_term(term, clamped(count));
  }

  // Their rows: each source's row is sorted already, and so are the numbers it maps to.
  std::vector<Follower> row;
  std::vector<std::pair<Number, std::int64_t>> joined;
  std::vector<Follower> kept;
  std::size_t owner = 0;
  for (const std::size_t end : owner_ends) {
    joined.clear();
    for (; owner < end; ++owner) {
      const Walk& walk = walks[owners[owner].walk];
      walk.source->table->followers(owners[owner].number, row);
      for (const Follower& follower : row) {
        const Number number = walk.numbers[follower.term];
        if (number != kDropped)
          joined.emplace_back(number, walk.source->sign * static_cast<std::int64_t>(follower.count));
      }
    }
    std::sort(joined.begin(), joined.end());
    kept.clear();
    for (std::size_t i = 0; i < joined.size();) {
      const Number number = joined[i].first;
      std::int64_t count = 0;
      for (; i < joined.size() && joined[i].first == number; ++i) count += joined[i].second;
      if (clamped(count) >= std::max<std::uint64_t>(least, 1)) kept.push_back({number, clamped(count)});
    }
    writer.add_row(kept);
  }
  return writer.finish();
}

}  // namespace vnidx::stats
