#include "query/language_model.h"

#include <algorithm>
#include <cmath>

namespace vnidx::query {
namespace {

constexpr double kLambda = 0.9;

// The best way to a candidate.
struct Way {
  double probability = -std::numeric_limits<double>::infinity();  // its logarithm
  std::size_t from = 0;
};

}  // namespace

std::vector<std::size_t> likeliest(std::span<const std::vector<Candidate>> places,
                                   const stats::Table& statistics) {
  std::vector<std::size_t> chosen(places.size());
  if (places.empty()) return chosen;
  const double total = static_cast<double>(std::max<std::uint64_t>(statistics.word_count(), 1));
  const auto alone = [&](const Candidate& candidate) {
    return (static_cast<double>(candidate.count) + 0.5) / total;
  };
  std::vector<std::vector<Way>> ways(places.size());
  std::vector<stats::Number> numbers;
  std::vector<std::uint64_t> pairs;
  for (std::size_t place = 0; place < places.size(); ++place) {
    const std::vector<Candidate>& now = places[place];
    ways[place].resize(now.size());
    if (place == 0) {
      for (std::size_t to = 0; to < now.size(); ++to)
        ways[0][to].probability = now[to].prior + std::log(alone(now[to]));
      continue;
    }
    const std::vector<Candidate>& before = places[place - 1];
    numbers.clear();
    for (const Candidate& candidate : now) numbers.push_back(candidate.number);
    for (std::size_t from = 0; from < before.size(); ++from) {
      statistics.pair_counts(before[from].number, numbers, pairs);
      for (std::size_t to = 0; to < now.size(); ++to) {
        const double follows =
            pairs[to] > 0 ? static_cast<double>(pairs[to]) / static_cast<double>(before[from].count) : 0;
        const double probability = ways[place - 1][from].probability + now[to].prior +
                                   std::log(kLambda * follows + (1 - kLambda) * alone(now[to]));
        if (probability > ways[place][to].probability) ways[place][to] = {probability, from};
      }
    }
  }
  const auto worse = [](const Way& a, const Way& b) { return a.probability < b.probability; };
  const std::vector<Way>& last = ways.back();
  auto at = static_cast<std::size_t>(std::max_element(last.begin(), last.end(), worse) - last.begin());
  for (std::size_t place = places.size(); place-- > 0;) {
    chosen[place] = at;
    at = ways[place][at].from;
  }
  return chosen;
}

}  // namespace vnidx::query
