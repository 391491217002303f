// Many phrases looked up at once, word by word. Phrases are sequences of term ids; a step of a phrase may
// allow a connector before it (`và`, `&`, `,`, `-`), so that every writing of `Thông tin và Truyền thông` is
// one phrase. Thread-safe once built.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "text/analyzer.h"

namespace vnidx::entity {

class PhraseTrie {
 public:
  using Node = std::uint32_t;
  using Value = std::uint32_t;
  static constexpr Node kRoot = 0;
  static constexpr Node kNoNode = UINT32_MAX;
  static constexpr Value kNoValue = UINT32_MAX;

  struct Step {
    text::TermId term;
    bool joined;  ///< a connector may stand before it
  };

  /// `steps` is how many steps will be added at most.
  explicit PhraseTrie(std::size_t steps);

  /// Adds a phrase; the first value given to a phrase stays.
  void add(std::span<const Step> phrase, Value value);

  /// The node behind `node` by that term, or kNoNode.
  Node child(Node node, text::TermId term) const;
  /// The value of the phrase that ends at `node`, or kNoValue.
  Value value(Node node) const { return nodes_[node].value; }
  /// Whether a connector may stand before the word that led to `node`.
  bool joined(Node node) const { return nodes_[node].joined; }

 private:
  struct State {
    Value value = kNoValue;
    bool joined = false;
  };
  struct Edge {
    std::uint64_t key = UINT64_MAX;  ///< parent node and term
    Node target = 0;
  };

  std::size_t slot(std::uint64_t key) const;

  std::vector<State> nodes_;
  std::vector<Edge> edges_;  ///< open addressing; the size is a power of two
};

}  // namespace vnidx::entity
