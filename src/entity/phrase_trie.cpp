#include "entity/phrase_trie.h"

#include <bit>

namespace vnidx::entity {

PhraseTrie::PhraseTrie(std::size_t steps) : edges_(std::bit_ceil(steps + steps / 4 + 2)) {
  nodes_.reserve(steps + 1);
  nodes_.emplace_back();
}

std::size_t PhraseTrie::slot(std::uint64_t key) const {
  constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15U;  // 2^64 / golden ratio: Fibonacci hashing
  const std::size_t mask = edges_.size() - 1;
  std::size_t at = static_cast<std::size_t>((key * kMultiplier) >> 32) & mask;
  while (edges_[at].key != key && edges_[at].key != UINT64_MAX) at = (at + 1) & mask;
  return at;
}

void PhraseTrie::add(std::span<const Step> phrase, Value value) {
  Node node = kRoot;
  for (const Step& step : phrase) {
    const std::uint64_t key = std::uint64_t{node} << 32 | step.term;
    Edge& edge = edges_[slot(key)];
    if (edge.key == UINT64_MAX) {
      edge = {key, static_cast<Node>(nodes_.size())};
      nodes_.emplace_back();
    }
    node = edge.target;
    if (step.joined) nodes_[node].joined = true;
  }
  if (nodes_[node].value == kNoValue) nodes_[node].value = value;
}

PhraseTrie::Node PhraseTrie::child(Node node, text::TermId term) const {
  const std::uint64_t key = std::uint64_t{node} << 32 | term;
  const Edge& edge = edges_[slot(key)];
  return edge.key == key ? edge.target : kNoNode;
}

}  // namespace vnidx::entity
