#include "query/bag_of_words.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "query/bag_scorer.h"

namespace vnidx::query {
namespace {

using Query = Xapian::Query;

class BagOfWords : public Xapian::PostingSource {
 public:
  BagOfWords(std::vector<BagWord> words, store::Snapshot& snapshot, std::uint64_t counted_postings)
      : words_(std::move(words)), snapshot_(snapshot), counted_postings_(counted_postings) {}

  // Called before every run of the query.
  void init(const Xapian::Database&) override {
    at_ = 0;
    is_before_first_ = true;
    if (scorer_ && has_all_) return;
    scorer_.emplace(words_, snapshot_);
    found_.clear();
    has_all_ = scorer_->postings() <= counted_postings_;
    double most = scorer_->most();
    if (has_all_) {
      for (auto next = scorer_->find(1, 0); !next.empty(); next = scorer_->find(scorer_->end(), 0))
        found_.insert(found_.end(), next.begin(), next.end());
      most = 0;
      for (const auto& each : found_) most = std::max<double>(most, each.score);
    }
    set_maxweight(most);
  }

  Xapian::doccount get_termfreq_min() const override {
    return has_all_ ? count() : scorer_->least_documents();
  }
  Xapian::doccount get_termfreq_est() const override {
    return has_all_ ? count() : scorer_->likely_documents();
  }
  Xapian::doccount get_termfreq_max() const override {
    return has_all_ ? count() : scorer_->most_documents();
  }

  double get_weight() const override { return found_[at_].score; }
  Xapian::docid get_docid() const override { return found_[at_].document; }
  bool at_end() const override { return !is_before_first_ && at_ >= found_.size(); }
  void next(double least) override { move_to(is_before_first_ ? 1 : found_[at_].document + 1, least); }
  void skip_to(Xapian::docid document, double least) override {
    move_to(is_before_first_ ? document : std::max(document, found_[at_].document), least);
  }

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
  Xapian::doccount count() const { return static_cast<Xapian::doccount>(found_.size()); }

  void move_to(Xapian::docid document, double least) {
    is_before_first_ = false;
    while (true) {
      while (at_ < found_.size() && (found_[at_].document < document || found_[at_].score < least)) ++at_;
      if (at_ < found_.size() || has_all_) return;
      const auto next = scorer_->find(std::max(document, scorer_->end()), least);
      found_.assign(next.begin(), next.end());
      at_ = 0;
      if (found_.empty()) return;
    }
  }

  std::vector<BagWord> words_;
  store::Snapshot& snapshot_;
  std::uint64_t counted_postings_;
  std::optional<BagScorer> scorer_;
  std::vector<BagScorer::Scored> found_;  // in the range reached, or all
  bool has_all_ = false;
  bool is_before_first_ = true;
  std::size_t at_ = 0;
};

}  // namespace

Xapian::BM25Weight bm25() {
  return {kSaturation, 0, 1, kLengthShare, kMinLengthShare};
}

Query word_query(const BagWord& word) {
  const Query any = word.terms.size() == 1 ? Query(word.terms.front())
                                           : Query(Query::OP_SYNONYM, word.terms.begin(), word.terms.end());
  return word.scale == 1 ? any : Query(Query::OP_SCALE_WEIGHT, any, word.scale);
}

Query bag_of_words(std::vector<BagWord> words, store::Snapshot& snapshot, std::uint64_t counted_postings) {
  if (words.empty()) return {};
  return Query((new BagOfWords(std::move(words), snapshot, counted_postings))->release());
}

}  // namespace vnidx::query
