#include "query/bag_of_words.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

namespace vnidx::query {
namespace {

using Query = Xapian::Query;

constexpr double kMinLength = 0.5;

// What a term in `matches` of `documents` is worth at most: Xapian's idf, which is never negative.
double term_weight(double documents, double matches) {
  double ratio = (documents - matches + 0.5) / (matches + 0.5);
  if (ratio < 2) ratio = ratio * 0.5 + 1;
  return (kSaturation + 1) * std::log(ratio);
}

// The scores of all documents, by number; 0 for those that hold none of the words.
class Scores {
 public:
  explicit Scores(store::Snapshot& snapshot)
      : database_(snapshot.database()),
        lengths_(snapshot.lengths()),
        documents_(database_.get_doccount()),
        average_length_(std::max(1.0, database_.get_avlength())),
        scores_(std::size_t{database_.get_lastdocid()} + 1) {}

  void add(const BagWord& word) {
    if (word.terms.size() == 1) {
      const std::string& term = word.terms.front();
      const double weight = word.scale * term_weight(documents_, database_.get_termfreq(term));
      each_posting(term, [&](Xapian::docid document, std::uint32_t length, std::uint32_t count) {
        add(document, length, weight, count);
      });
      return;
    }
    counts_.resize(scores_.size());
    met_.clear();
    for (const std::string& term : word.terms) {
      each_posting(term, [&](Xapian::docid document, std::uint32_t length, std::uint32_t count) {
        std::uint32_t& sum = counts_[document];
        if (sum == 0) met_.push_back({document, length});
        sum += count;
      });
    }
    const double weight = word.scale * term_weight(documents_, static_cast<double>(met_.size()));
    for (const auto& [document, length] : met_)
      add(document, length, weight, std::exchange(counts_[document], 0));
  }

  std::vector<float> take() { return std::move(scores_); }

 private:
  // Terms that are there or not have no count: they are there once.
  template <class Visit>
  void each_posting(const std::string& term, Visit&& visit) {
    const auto end = database_.postlist_end(term);
    for (auto posting = database_.postlist_begin(term); posting != end; ++posting) {
      const Xapian::docid document = *posting;
      visit(document, lengths_.of(document, posting), std::max(1U, posting.get_wdf()));
    }
  }

  void add(Xapian::docid document, std::uint32_t length, double weight, std::uint32_t count) {
    const double share = std::max(length / average_length_, kMinLength);
    const double saturation = kSaturation * (1 - kLengthShare + kLengthShare * share);
    scores_[document] += static_cast<float>(weight * count / (saturation + count));
  }

  struct Met {
    Xapian::docid document;
    std::uint32_t length;
  };

  const Xapian::Database& database_;
  store::DocumentLengths& lengths_;
  double documents_;
  double average_length_;
  std::vector<float> scores_;
  std::vector<std::uint32_t> counts_;  // of a word of several terms; all 0 between words
  std::vector<Met> met_;
};

class BagOfWords : public Xapian::PostingSource {
 public:
  BagOfWords(std::vector<BagWord> words, store::Snapshot& snapshot)
      : words_(std::move(words)), snapshot_(snapshot) {}

  // Called before every run of the query; the scores are the same each time.
  void init(const Xapian::Database&) override {
    if (scores_.empty()) {
      Scores scores(snapshot_);
      for (const BagWord& word : words_) scores.add(word);
      scores_ = scores.take();
      matches_ = static_cast<Xapian::doccount>(scores_.size()) -
                 static_cast<Xapian::doccount>(std::count(scores_.begin(), scores_.end(), 0.0F));
      best_ = *std::max_element(scores_.begin(), scores_.end());
    }
    at_ = 0;
    set_maxweight(best_);
  }

  Xapian::doccount get_termfreq_min() const override { return matches_; }
  Xapian::doccount get_termfreq_est() const override { return matches_; }
  Xapian::doccount get_termfreq_max() const override { return matches_; }

  double get_weight() const override { return scores_[at_]; }
  Xapian::docid get_docid() const override { return at_; }
  bool at_end() const override { return at_ >= scores_.size(); }
  void next(double least) override { move_to(at_ + 1, least); }
  void skip_to(Xapian::docid document, double least) override { move_to(std::max(document, at_), least); }

  std::string get_description() const override {
    constexpr std::string_view kAround = "Query()";
    std::string text;
    for (const BagWord& word : words_) {
      const std::string one = word_query(word).get_description();
      if (!text.empty()) text += " OR ";
      text.append(one, kAround.size() - 1, one.size() - kAround.size());
    }
    return text;
  }

 private:
  void move_to(Xapian::docid document, double least) {
    while (document < scores_.size() && (scores_[document] == 0 || scores_[document] < least)) ++document;
    at_ = document;
  }

  std::vector<BagWord> words_;
  store::Snapshot& snapshot_;
  std::vector<float> scores_;
  double best_ = 0;
  Xapian::doccount matches_ = 0;
  Xapian::docid at_ = 0;
};

}  // namespace

Xapian::BM25Weight bm25() {
  return {kSaturation, 0, 1, kLengthShare, kMinLength};
}

Query word_query(const BagWord& word) {
  const Query any = word.terms.size() == 1 ? Query(word.terms.front())
                                           : Query(Query::OP_SYNONYM, word.terms.begin(), word.terms.end());
  return word.scale == 1 ? any : Query(Query::OP_SCALE_WEIGHT, any, word.scale);
}

Query bag_of_words(std::vector<BagWord> words, store::Snapshot& snapshot) {
  if (words.empty()) return {};
  return Query((new BagOfWords(std::move(words), snapshot))->release());
}

}  // namespace vnidx::query
