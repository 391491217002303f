// The scores of a bag of words, range of documents after range, with as little reading as the least score
// asked for allows: MaxScore (Turtle and Flood 1995), of whole ranges at once.
//
// The words are added up in falling order of what each can count. Once those that remain cannot lift a
// document to the least score, they are looked up only for documents that the ones before brought near it,
// and not at all where there are none. What is found and its score are the same as if all had been added up.
// For the use of one thread; may throw Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <cstddef>
#include <span>
#include <vector>

#include "query/bag_of_words.h"
#include "query/word_postings.h"
#include "store/snapshot.h"

namespace vnidx::query {

class BagScorer {
 public:
  struct Scored {
    Xapian::docid document;
    float score;
  };

  /// `snapshot` must outlive it.
  BagScorer(std::span<const BagWord> words, store::Snapshot& snapshot);

  std::uint64_t postings() const { return postings_; }
  /// How many documents hold any of the words: at least, likely, at most.
  Xapian::doccount least_documents() const { return least_documents_; }
  Xapian::doccount likely_documents() const { return likely_documents_; }
  Xapian::doccount most_documents() const { return most_documents_; }
  /// No document scores more.
  double most() const { return most_; }

  /// The next documents at or behind `from` that score `least` or more, rising; none when there are no more.
  /// `from` must not fall from call to call. Where the next call does not begin at `end`, documents between
  /// are left out.
  std::span<const Scored> find(Xapian::docid from, double least);
  /// The number after the last document that was looked at.
  Xapian::docid end() const { return range_.end(); }

 private:
  // Words in falling order of what each can count.
  struct Words {
    std::vector<WordPostings> words;
    std::vector<double> most;  // of words[i] and those behind it together; one more than there are words

    double all() const { return most.front(); }
    Xapian::docid next_from(Xapian::docid document, double least);
  };

  static Words sorted(std::vector<WordPostings> words);
  void find_in_range(double least);
  void add_all(double least);

  Words read_;    // the words as they were read
  Words others_;  // other readings: for documents that hold none of those
  Xapian::docid last_;
  std::uint64_t postings_ = 0;
  Xapian::doccount least_documents_ = 0;
  Xapian::doccount likely_documents_ = 0;
  Xapian::doccount most_documents_ = 0;
  double most_ = 0;
  std::size_t size_;
  ScoredRange range_;
  ScoredRange other_range_;
  std::vector<Xapian::docid> candidates_;
  std::vector<Scored> found_;
};

}  // namespace vnidx::query
