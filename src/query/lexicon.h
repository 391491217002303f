// Which forms of a word the index holds, and how frequent each is: the term dictionary read as a fold lexicon
// (schema/term.h says how it is laid out). Not thread-safe; may throw Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vnidx::query {

struct Form {
  std::string canonical;
  std::string term;            ///< as in the index, without prefix
  Xapian::doccount documents;  ///< that hold it
};

class Lexicon {
 public:
  /// `database` must outlive the lexicon.
  explicit Lexicon(const Xapian::Database& database) : database_(database) {}

  /// Every form that folds to `folded`, most frequent first. The reference stays valid as long as the
  /// lexicon.
  const std::vector<Form>& forms(std::string_view folded);

  /// Forms that begin with the letters of `canonical` and have at least its marks there, most frequent first,
  /// no more than `limit`. `cut` tells whether there were more.
  std::vector<Form> starting_with(std::string_view canonical, std::string_view folded, std::size_t limit,
                                  bool& cut);

  const Xapian::Database& database() const { return database_; }

 private:
  const Xapian::Database& database_;
  std::unordered_map<std::string, std::vector<Form>> forms_;
};

/// The values of terms under `prefix` that fold to `folded` and have at least the marks of `canonical`;
/// `documents` of each. For names: authors, source labels.
std::vector<Form> values_like(const Xapian::Database& database, std::string_view prefix,
                              std::string_view canonical, std::string_view folded);

}  // namespace vnidx::query
