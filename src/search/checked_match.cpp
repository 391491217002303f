#include "search/checked_match.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <string_view>
#include <utility>

#include "search/sample.h"
#include "search/screen.h"

namespace vnidx::search {
namespace {

constexpr Xapian::doccount kFirstRound = 100;
constexpr std::size_t kFirstBatch = 16;
// So many texts are read for an estimate: candidates in its sample that the screen admits.
constexpr std::size_t kMostRead = 48;

// Tells of each document whether it satisfies `condition`.
Result<std::vector<char>> check(Checker& checker, const query::Condition& condition,
                                std::span<const Xapian::docid> documents) {
  std::vector<char> holds(documents.size());
  auto read =
      checker.for_each(documents, std::string_view::npos, [&](std::size_t i, query::TextMatcher& matcher) {
        holds[i] = matcher.satisfies(condition, documents[i]);
      });
  if (!read) return read.error();
  return holds;
}

// How many documents that `query` finds satisfy `condition`. The best of them would be no fair sample: they
// have the words more often, and so next to each other.
Result<std::uint64_t> estimate(const Xapian::Database& database, const Xapian::Query& query,
                               const query::Condition& condition, const Screen* screen, Checker& checker) {
  const Sample sample = sample_of(database, query);
  std::vector<Xapian::docid> admitted = sample.documents;
  if (screen != nullptr)
    std::erase_if(admitted, [&](Xapian::docid document) { return !screen->admits(document); });
  if (admitted.empty()) return 0;
  const double likely =
      sample.candidates * static_cast<double>(admitted.size()) / static_cast<double>(sample.documents.size());
  keep_one_in((admitted.size() + kMostRead - 1) / kMostRead, admitted);
  const auto holds = check(checker, condition, admitted);
  if (!holds) return holds.error();
  const auto held = static_cast<double>(std::ranges::count(*holds, 1));
  return static_cast<std::uint64_t>(std::llround(likely * held / static_cast<double>(admitted.size())));
}

}  // namespace

Result<CheckedMatches> find_checked(store::Snapshot& snapshot, Xapian::Enquire& enquire,
                                    const query::Compiled& compiled, Checker& checker,
                                    std::optional<std::uint64_t> wanted) {
  const Xapian::doccount documents = snapshot.database().get_doccount();
  const std::uint64_t enough = wanted.value_or(std::numeric_limits<std::uint64_t>::max());
  const Screen screen(snapshot.database(), compiled.words, compiled.condition);
  const Screen* useful = screen.is_of_use() ? &screen : nullptr;
  CheckedMatches result;
  std::size_t checked = 0;
  // Few are read in vain where most hold, and where few hold the threads soon have enough to do.
  std::size_t batch = wanted ? kFirstBatch : std::numeric_limits<Xapian::doccount>::max();
  Xapian::MSet matches = enquire.get_mset(0, wanted ? kFirstRound : documents, 0, nullptr, useful);
  while (true) {
    std::vector<Candidate> round;
    std::vector<Xapian::docid> numbers;
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      round.push_back({*match, match.get_weight()});
      numbers.push_back(*match);
    }
    for (std::size_t start = 0; start < round.size() && result.found.size() < enough;
         start += batch, batch *= 2) {
      const std::size_t count = std::min(batch, round.size() - start);
      const auto holds = check(checker, compiled.condition, std::span(numbers).subspan(start, count));
      if (!holds) return holds.error();
      for (std::size_t i = 0; i < count; ++i) {
        if ((*holds)[i] != 0) result.found.push_back(round[start + i]);
      }
      checked += count;
    }
    result.is_exact = matches.empty() || matches.get_matches_upper_bound() <= checked;
    if (result.is_exact || result.found.size() >= enough) break;
    matches = enquire.get_mset(static_cast<Xapian::doccount>(checked), documents, 0, nullptr, useful);
  }
  result.total = result.found.size();
  if (!result.is_exact) {
    const auto estimated =
        estimate(snapshot.database(), enquire.get_query(), compiled.condition, useful, checker);
    if (!estimated) return estimated.error();
    result.total = std::max(result.total, *estimated);
  }
  return result;
}

}  // namespace vnidx::search
