// The posting lists of one word of a query, read from front to back, and what the word counts in a document.
// For the use of one thread; may throw Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "query/bag_of_words.h"
#include "store/snapshot.h"

namespace vnidx::query {

/// Scores of documents whose numbers follow each other.
class ScoredRange {
 public:
  /// The documents `first` … `first` + `size` − 1, which have no score yet.
  void reset(Xapian::docid first, std::size_t size) {
    first_ = first;
    scores_.assign(size, 0);
  }

  Xapian::docid first() const { return first_; }
  Xapian::docid end() const { return first_ + static_cast<Xapian::docid>(scores_.size()); }
  /// 0 where a document holds none of the words.
  float& of(Xapian::docid document) { return scores_[document - first_]; }
  std::span<const float> scores() const { return scores_; }

 private:
  Xapian::docid first_ = 1;
  std::vector<float> scores_;
};

class WordPostings {
 public:
  /// What no document's number is.
  static constexpr Xapian::docid kEnd = std::numeric_limits<Xapian::docid>::max();

  /// `snapshot` must outlive it.
  WordPostings(const BagWord& word, store::Snapshot& snapshot);

  /// How many postings its lists have.
  Xapian::doccount postings() const { return postings_; }
  /// How many documents hold it at least.
  Xapian::doccount least_documents() const { return least_documents_; }
  /// How many hold it: exactly for one term, for several as if they were independent.
  double documents() const { return documents_; }
  /// No document scores more for this word.
  double most() const { return weight_; }

  /// The first document at or behind `document` that holds it, or kEnd. `document` must not fall from call to
  /// call, here and below.
  Xapian::docid next_from(Xapian::docid document);
  /// Adds what the word counts in each document of the range.
  void add_to(ScoredRange& range);
  /// The same for `documents` alone, which rise and lie in the range.
  void add_to(ScoredRange& range, std::span<const Xapian::docid> documents);

 private:
  // A list, and where it was read to.
  struct List {
    std::unique_ptr<store::PostingReader> reader;
    std::vector<store::Posting> stretch;
    std::size_t at = 0;
    Xapian::docid document = 0;  // at hand; kEnd behind the last
    // What is asked of every posting is asked here, without a call.
    template <class Visit>
    void each_before(Xapian::docid end, Visit&& visit);
    void skip_to(Xapian::docid to) {
      if (document < to) move_to(to);
    }
    // Terms that are there or not have no count: they are there once.
    std::uint32_t count() const { return std::max(1U, stretch[at].count); }

   private:
    void move_to(Xapian::docid to);
  };

  float saturation(Xapian::docid document) const;
  float score(std::uint32_t count, float saturation) const {
    const auto times = static_cast<float>(count);
    return weight_ * times / (saturation + times);
  }

  store::DocumentLengths* lengths_;
  std::vector<List> lists_;
  Xapian::doccount postings_ = 0;
  Xapian::doccount least_documents_ = 0;
  double documents_ = 0;
  float weight_ = 0;
  float length_share_;  // of the average length, that one word is
  // Only for a word of several terms:
  std::vector<std::uint32_t> counts_;  // by place in a range; all 0 between calls
  std::vector<Xapian::docid> met_;
};

}  // namespace vnidx::query
