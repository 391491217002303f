// The lengths of documents, in words, each kept once it was asked for: scoring asks for the same ones query
// after query. For the use of one thread; may throw Xapian errors (guard.h).
#pragma once

#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "store/posting_reader.h"

namespace vnidx::store {

class DocumentLengths {
 public:
  /// From `reader`, whose counts are lengths.
  explicit DocumentLengths(std::unique_ptr<PostingReader> reader) : reader_(std::move(reader)) {}

  Xapian::termcount of(Xapian::docid document) {
    if (document >= lengths_.size() || lengths_[document] == kUnknown) load(document);
    return lengths_[document];
  }

 private:
  static constexpr Xapian::termcount kUnknown = std::numeric_limits<Xapian::termcount>::max();

  // With its neighbours.
  void load(Xapian::docid document) {
    reader_->read(document, stretch_);
    const Xapian::docid last = stretch_.empty() ? document : std::max(document, stretch_.back().document);
    if (last >= lengths_.size()) lengths_.resize(std::size_t{last} + 1 + last / 2, kUnknown);
    for (const Posting& posting : stretch_) lengths_[posting.document] = posting.count;
    if (lengths_[document] == kUnknown) lengths_[document] = 0;
  }

  std::unique_ptr<PostingReader> reader_;
  std::vector<Posting> stretch_;
  std::vector<Xapian::termcount> lengths_;  // by number
};

}  // namespace vnidx::store
