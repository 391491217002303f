#include "unit/stats/reference.h"

#include <algorithm>

#include "stats/tally.h"

namespace vnidx::stats::reference {

std::vector<std::string> vocabulary(std::size_t size) {
  std::vector<std::string> words;
  for (std::size_t i = 0; words.size() < size; ++i) {
    std::string base;
    for (std::size_t rest = i; base.empty() || rest > 0; rest /= 4) base += "adnz"[rest % 4];
    words.push_back(base);
    for (char mark = 0; mark < static_cast<char>(i % 4); ++mark)
      words.push_back(base + '\x01' + static_cast<char>(0x20 + mark));
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

Counted count_random_text(std::span<const std::string> vocabulary, std::size_t words,
                          std::mt19937_64& random) {
  // The ids of a caller are in no order of the words.
  std::vector<std::string> by_id(vocabulary.begin(), vocabulary.end());
  std::shuffle(by_id.begin(), by_id.end(), random);
  Counted counted;
  Tally tally;
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < words; ++i) {
    // The smaller an id, the more frequent.
    const auto id = static_cast<std::uint32_t>(random() % (1 + random() % by_id.size()));
    ++counted.counts.words[by_id[id]];
    tally.count_word(id);
    if (i > 0 && random() % 8 != 0) {
      ++counted.counts.pairs[{by_id[before], by_id[id]}];
      tally.count_pair(before, id);
    }
    before = id;
  }
  counted.bytes = tally.take_table([&](std::uint32_t id) -> std::string_view { return by_id[id]; });
  return counted;
}

Counts read(const Table& table) {
  Counts counts;
  std::vector<std::string> names;
  Table::Cursor cursor(table);
  for (Table::Entry entry; cursor.next(entry);) {
    counts.words[entry.term] = static_cast<std::int64_t>(entry.count);
    names.push_back(entry.term);
  }
  std::vector<Follower> row;
  for (Number first = 0; first < names.size(); ++first) {
    table.followers(first, row);
    for (const Follower& follower : row) {
      counts.pairs[{names[first], names.at(follower.term)}] = static_cast<std::int64_t>(follower.count);
    }
  }
  return counts;
}

Counts sum(std::span<const std::pair<Counts, int>> sources, std::int64_t least) {
  Counts sum;
  for (const auto& [counts, sign] : sources) {
    for (const auto& [word, count] : counts.words) sum.words[word] += sign * count;
    for (const auto& [pair, count] : counts.pairs) sum.pairs[pair] += sign * count;
  }
  std::erase_if(sum.words, [&](const auto& word) { return word.second < least; });
  std::erase_if(sum.pairs, [&](const auto& pair) {
    return pair.second < least || !sum.words.contains(pair.first.first) ||
           !sum.words.contains(pair.first.second);
  });
  return sum;
}

}  // namespace vnidx::stats::reference
