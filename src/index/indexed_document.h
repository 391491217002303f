// A document as it is indexed, its terms as numbers: words are counted by number, and their strings are
// needed once for many documents. Values; not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "schema/fields.h"

namespace vnidx::index {

using TermNumber = std::uint32_t;

/// The terms of some documents, numbered from 0 as they come.
class Vocabulary {
 public:
  TermNumber number_of(const std::string& term);

  /// The same of a term that the caller knows by the number `key`; make() is the term, asked for once.
  template <class Make>
  TermNumber number_of(std::size_t key, Make&& make) {
    if (by_key_.size() <= key) by_key_.resize(key + 1 + key / 2);
    TermNumber& known = by_key_[key];
    if (known == 0) {
      keys_.push_back(key);
      terms_.push_back(make());
      known = static_cast<TermNumber>(terms_.size());
    }
    return known - 1;
  }

  const std::vector<std::string>& terms() const { return terms_; }

  /// Forgets all of it.
  void clear();

 private:
  std::vector<std::string> terms_;
  std::unordered_map<std::string, TermNumber> by_term_;  // of those without a key
  std::vector<TermNumber> by_key_;                       // and 1; 0 where there is none
  std::vector<std::size_t> keys_;                        // that have one
};

struct IndexedDocument {
  struct Posting {
    TermNumber term;
    std::uint32_t count;  ///< 0 of terms that only filter
  };
  struct Value {
    schema::Slot slot;
    std::string bytes;
  };

  std::vector<Posting> postings;  ///< of each term one
  std::vector<Value> values;      ///< of each slot one, none empty
  std::string data;
};

}  // namespace vnidx::index
