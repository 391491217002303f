#include "query/word_postings.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vnidx::query {
namespace {

// What a term in `matches` of `documents` is worth at most: Xapian's idf, which is never negative.
double term_weight(double documents, double matches) {
  double ratio = (documents - matches + 0.5) / (matches + 0.5);
  if (ratio < 2) ratio = ratio * 0.5 + 1;
  return (kSaturation + 1) * std::log(ratio);
}

}  // namespace

WordPostings::WordPostings(const BagWord& word, store::Snapshot& snapshot)
    : lengths_(&snapshot.lengths()),
      length_share_(static_cast<float>(1 / std::max(1.0, snapshot.database().get_avlength()))) {
  const Xapian::Database& database = snapshot.database();
  const double all = std::max(1U, database.get_doccount());
  double without = 1;
  for (const std::string& term : word.terms) {
    const Xapian::doccount frequency = database.get_termfreq(term);
    if (frequency == 0) continue;
    postings_ += frequency;
    least_documents_ = std::max(least_documents_, frequency);
    without *= 1 - frequency / all;
    lists_.emplace_back().reader = snapshot.postings(term);
  }
  documents_ = lists_.size() == 1 ? postings_ : all * (1 - without);
  if (!lists_.empty()) weight_ = static_cast<float>(word.scale * term_weight(all, documents_));
}

// How soon more of a word counts no more: the sooner, the shorter the document.
float WordPostings::saturation(Xapian::docid document) const {
  const float share = std::max(static_cast<float>(lengths_->of(document)) * length_share_,
                               static_cast<float>(kMinLengthShare));
  return static_cast<float>(kSaturation * (1 - kLengthShare)) +
         static_cast<float>(kSaturation * kLengthShare) * share;
}

void WordPostings::List::move_to(Xapian::docid to) {
  const auto is_before = [](const store::Posting& posting, Xapian::docid document) {
    return posting.document < document;
  };
  if (stretch.empty() || stretch.back().document < to) {
    reader->read(to, stretch);
    at = 0;
  }
  const auto found =
      std::lower_bound(stretch.begin() + static_cast<std::ptrdiff_t>(at), stretch.end(), to, is_before);
  at = static_cast<std::size_t>(found - stretch.begin());
  document = at < stretch.size() ? stretch[at].document : kEnd;
}

template <class Visit>
void WordPostings::List::each_before(Xapian::docid end, Visit&& visit) {
  while (document < end) {
    for (; at < stretch.size() && stretch[at].document < end; ++at) visit(stretch[at].document, count());
    if (at < stretch.size()) {
      document = stretch[at].document;
    } else {
      move_to(stretch.back().document + 1);
    }
  }
}

Xapian::docid WordPostings::next_from(Xapian::docid document) {
  Xapian::docid next = kEnd;
  for (List& list : lists_) {
    list.skip_to(document);
    next = std::min(next, list.document);
  }
  return next;
}

void WordPostings::add_to(ScoredRange& range) {
  const Xapian::docid end = range.end();
  for (List& list : lists_) list.skip_to(range.first());
  if (lists_.size() == 1) {
    lists_.front().each_before(end, [&](Xapian::docid document, std::uint32_t count) {
      range.of(document) += score(count, saturation(document));
    });
    return;
  }
  counts_.resize(std::max(counts_.size(), range.scores().size()));
  met_.clear();
  for (List& list : lists_) {
    list.each_before(end, [&](Xapian::docid document, std::uint32_t count) {
      std::uint32_t& sum = counts_[document - range.first()];
      if (sum == 0) met_.push_back(document);
      sum += count;
    });
  }
  for (const Xapian::docid document : met_)
    range.of(document) += score(std::exchange(counts_[document - range.first()], 0), saturation(document));
}

void WordPostings::add_to(ScoredRange& range, std::span<const Xapian::docid> documents) {
  for (const Xapian::docid document : documents) {
    std::uint32_t count = 0;
    for (List& list : lists_) {
      list.skip_to(document);
      if (list.document == document) count += list.count();
    }
    if (count > 0) range.of(document) += score(count, saturation(document));
  }
}

}  // namespace vnidx::query
