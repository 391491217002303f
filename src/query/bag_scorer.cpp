#include "query/bag_scorer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vnidx::query {
namespace {

// Documents in a range. Short ones come first, so that there soon is a least score, and where documents are
// skipped; the scores of the largest fit into the cache of a core.
constexpr std::size_t kLeastSize = 256;
constexpr std::size_t kGreatestSize = 32768;
// Looking a document up in a list takes as long as reading so many postings.
constexpr double kLookUp = 6;
// Scores are added in single precision, so a sum may be that little below what it would be.
constexpr double kPrecision = 1e-5;

}  // namespace

BagScorer::Words BagScorer::sorted(std::vector<WordPostings> words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const WordPostings& a, const WordPostings& b) { return a.most() > b.most(); });
  std::vector<double> most(words.size() + 1);
  for (std::size_t i = words.size(); i-- > 0;) most[i] = most[i + 1] + words[i].most();
  return {std::move(words), std::move(most)};
}

BagScorer::BagScorer(std::span<const BagWord> words, store::Snapshot& snapshot)
    : last_(snapshot.database().get_lastdocid()), size_(kLeastSize) {
  const double all = std::max(1U, snapshot.database().get_doccount());
  double without = 1;
  std::vector<WordPostings> read;
  std::vector<WordPostings> others;
  for (const BagWord& word : words) {
    WordPostings postings(word, snapshot);
    if (postings.postings() == 0) continue;
    postings_ += postings.postings();
    without *= std::max(0.0, 1 - postings.documents() / all);
    least_documents_ = std::max(least_documents_, postings.least_documents());
    (word.is_other_reading ? others : read).push_back(std::move(postings));
  }
  most_documents_ = static_cast<Xapian::doccount>(std::min<double>(all, static_cast<double>(postings_)));
  likely_documents_ = std::clamp(static_cast<Xapian::doccount>(std::llround(all * (1 - without))),
                                 least_documents_, most_documents_);
  read_ = sorted(std::move(read));
  others_ = sorted(std::move(others));
  most_ = std::max(read_.all(), others_.all());
}

// The first document at or behind `document` that may score `least`; WordPostings::kEnd where there is none.
Xapian::docid BagScorer::Words::next_from(Xapian::docid document, double least) {
  Xapian::docid next = WordPostings::kEnd;
  for (std::size_t i = 0; i < words.size() && most[i] >= least && next > document; ++i)
    next = std::min(next, words[i].next_from(document));
  return next;
}

std::span<const BagScorer::Scored> BagScorer::find(Xapian::docid from, double least) {
  least *= 1 - kPrecision;
  found_.clear();
  while (found_.empty()) {
    const Xapian::docid next = std::min(read_.next_from(from, least), others_.next_from(from, least));
    if (next == WordPostings::kEnd) break;
    const bool goes_on = next - range_.end() < size_;
    size_ = goes_on ? std::min(2 * size_, kGreatestSize) : kLeastSize;
    range_.reset(next, std::min<std::size_t>(size_, std::size_t{last_} - next + 1));
    if (others_.all() >= least)
      add_all(least);
    else
      find_in_range(least);
    from = range_.end();
  }
  return found_;
}

// Where other readings may count, every word may.
void BagScorer::add_all(double least) {
  for (WordPostings& word : read_.words) word.add_to(range_);
  if (!others_.words.empty()) {
    other_range_.reset(range_.first(), range_.scores().size());
    for (WordPostings& word : others_.words) word.add_to(other_range_);
  }
  for (Xapian::docid document = range_.first(); document < range_.end(); ++document) {
    float score = range_.of(document);
    if (score == 0 && !others_.words.empty()) score = other_range_.of(document);
    if (score > 0 && score >= least) found_.push_back({document, score});
  }
}

void BagScorer::find_in_range(double least) {
  auto& words = read_.words;
  const double share = static_cast<double>(range_.scores().size()) / last_;
  std::size_t next = 0;
  for (; next < words.size() && read_.most[next] >= least; ++next) words[next].add_to(range_);
  candidates_.clear();
  const auto hopeful = static_cast<float>(least - read_.most[next]);
  for (std::size_t i = 0; i < range_.scores().size(); ++i) {
    const float score = range_.scores()[i];
    if (score > 0 && score >= hopeful) candidates_.push_back(range_.first() + static_cast<Xapian::docid>(i));
  }
  for (; next < words.size() && !candidates_.empty(); ++next) {
    if (static_cast<double>(candidates_.size()) * kLookUp < words[next].postings() * share)
      words[next].add_to(range_, candidates_);
    else
      words[next].add_to(range_);
    std::erase_if(candidates_,
                  [&](Xapian::docid document) { return range_.of(document) + read_.most[next + 1] < least; });
  }
  for (const Xapian::docid document : candidates_) found_.push_back({document, range_.of(document)});
}

}  // namespace vnidx::query
