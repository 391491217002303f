// Phrases by term ids.
#include "entity/phrase_trie.h"

#include <vector>

#include "unit/catch.h"

namespace vnidx::entity {
namespace {

using Step = PhraseTrie::Step;

PhraseTrie::Node walk(const PhraseTrie& trie, const std::vector<text::TermId>& terms) {
  PhraseTrie::Node node = PhraseTrie::kRoot;
  for (const text::TermId term : terms) {
    if (node != PhraseTrie::kNoNode) node = trie.child(node, term);
  }
  return node;
}

TEST_CASE("phrases are found by their words, prefixes without a value") {
  PhraseTrie trie(5);
  trie.add(std::vector<Step>{{1, false}, {2, true}, {3, false}}, 7);
  trie.add(std::vector<Step>{{1, false}, {4, false}}, 8);
  CHECK(trie.value(walk(trie, {1, 2, 3})) == 7);
  CHECK(trie.value(walk(trie, {1, 4})) == 8);
  CHECK(trie.value(walk(trie, {1, 2})) == PhraseTrie::kNoValue);
  CHECK(walk(trie, {2}) == PhraseTrie::kNoNode);
  CHECK(walk(trie, {1, 2, 3, 4}) == PhraseTrie::kNoNode);
}

TEST_CASE("a connector is allowed where any phrase allows it") {
  PhraseTrie trie(4);
  trie.add(std::vector<Step>{{1, false}, {2, false}}, 1);
  CHECK_FALSE(trie.joined(walk(trie, {1, 2})));
  trie.add(std::vector<Step>{{1, false}, {2, true}}, 2);
  CHECK(trie.joined(walk(trie, {1, 2})));
  CHECK(trie.value(walk(trie, {1, 2})) == 1);
}

TEST_CASE("a trie holds as many steps as it was made for") {
  constexpr text::TermId kSteps = 1000;
  PhraseTrie trie(kSteps);
  for (text::TermId term = 0; term < kSteps; ++term) trie.add(std::vector<Step>{{term, false}}, term);
  for (text::TermId term = 0; term < kSteps; ++term) CHECK(trie.value(walk(trie, {term})) == term);
  CHECK(walk(trie, {kSteps}) == PhraseTrie::kNoNode);
}

TEST_CASE("an empty trie finds nothing") {
  const PhraseTrie trie(0);
  CHECK(walk(trie, {0}) == PhraseTrie::kNoNode);
}

}  // namespace
}  // namespace vnidx::entity
