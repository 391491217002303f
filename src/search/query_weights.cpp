#include "search/query_weights.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "schema/term.h"

namespace vnidx::search {
namespace {

// How much of a word's weight goes over to a pair that is never apart. It is more than all of it: such a
// word, standing without its neighbour, speaks a little against a text. Found with the weights of evidence.h.
constexpr double kSharedWithPair = 1.25;

double inverse_frequency(double documents, double frequency) {
  constexpr double kLeast = 0.1;
  return std::max(kLeast, std::log((documents + 0.5) / (frequency + 0.5)));
}

// Frequencies of terms count removed documents too, so all documents are counted: what matters is the share.
double all_documents(const Xapian::Database& database) {
  return std::max(1U, database.get_doccount());
}

}  // namespace

std::vector<double> word_weights(const Xapian::Database& database, std::span<const query::QueryWord> words) {
  const double documents = all_documents(database);
  std::vector<double> weights;
  for (const query::QueryWord& word : words) {
    const double frequency = database.get_termfreq(schema::word_term(word.reading, word.folded));
    weights.push_back(word.is_wanted ? inverse_frequency(documents, frequency) : 0);
  }
  return weights;
}

QueryWeights query_weights(store::Snapshot& snapshot, std::span<const query::QueryWord> words) {
  const double documents = all_documents(snapshot.database());
  const stats::Table& statistics = snapshot.statistics();
  const auto all_words = static_cast<double>(statistics.word_count());
  QueryWeights weights;
  weights.words = word_weights(snapshot.database(), words);
  weights.pairs.resize(words.size());
  weights.associations.resize(words.size());
  weights.average_length = std::max(1.0, snapshot.database().get_avlength());
  // From 0, by chance, to 1, never apart: normalised pointwise mutual information (Bouma 2009).
  std::vector<double> belongs(words.size());
  std::optional<stats::Table::Entry> before;
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto entry = statistics.find(schema::word_term(words[i].reading, words[i].folded));
    if (i > 0 && words[i].run == words[i - 1].run && words[i].is_wanted) {
      const double count =
          before && entry ? static_cast<double>(statistics.pair_count(before->number, entry->number)) : 0;
      weights.pairs[i] = inverse_frequency(documents, count);
      if (count > 0) {
        const double by_chance =
            static_cast<double>(before->count) * static_cast<double>(entry->count) / all_words;
        weights.associations[i] = std::max(0.0, std::log(count / by_chance));
        const double normalized = std::min(1.0, weights.associations[i] / std::log(all_words / count));
        belongs[i - 1] = std::max(belongs[i - 1], normalized);
        belongs[i] = normalized;
      }
    }
    before = std::move(entry);
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    weights.alone.push_back(weights.words[i] * (1 - kSharedWithPair * belongs[i]));
  }
  return weights;
}

}  // namespace vnidx::search
