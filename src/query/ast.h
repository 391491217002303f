// What a query says, before it is known what the index holds. A value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vnidx::query {

enum class FilterField : std::uint8_t { organization, author, source, date, issuer, number };

struct Node {
  enum class Kind : std::uint8_t {
    text,      ///< a run of plain words, in `text`: they rank, any of them matches
    prefix,    ///< words that start with `text`
    phrase,    ///< the words of `text`, next to each other in this order
    near,      ///< children (text or phrase) within `distance` words of each other, in any order
    filter,    ///< `field` is `text`
    sequence,  ///< clauses side by side; see Clause
    all_of,    ///< every child
    any_of,    ///< one child or more
    but_not,   ///< the first child, but not the second; a first child of kind everything stands for all
               ///< documents
    everything,
  };
  /// How a child of a sequence counts.
  enum class Clause : std::uint8_t { should, must, must_not };

  Kind kind = Kind::everything;
  std::string text;
  std::size_t column = 0;  ///< from 1; 0 where there is no such place
  bool in_title = false;   ///< of text, prefix, phrase, near: the title alone counts
  FilterField field = FilterField::organization;
  unsigned distance = 0;
  std::vector<Node> children;
  std::vector<Clause> clauses;  ///< of a sequence, one for each child
};

/// As an S-expression, for tests and `--explain`: `(sequence (text "đảng ủy") (must (phrase "y tế")))`.
std::string to_string(const Node& node);

}  // namespace vnidx::query
