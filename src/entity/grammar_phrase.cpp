// Phrases of the tables in the tokens of a paragraph, and tokens written out as they stand in a full name.
#include "entity/grammar.h"
#include "entity/letter_case.h"
#include "entity/word_evidence.h"

namespace vnidx::entity {
namespace {

bool is_connector(Gap gap) {
  return gap == Gap::comma || gap == Gap::hyphen || gap == Gap::ampersand || gap == Gap::slash ||
         gap == Gap::dot || gap == Gap::apostrophe || gap == Gap::plus;
}

}  // namespace

Grammar::Phrases Grammar::phrases(const PhraseTrie& trie, std::size_t at) const {
  Phrases found;
  step(trie, PhraseTrie::kRoot, at, false, found);
  return found;
}

std::optional<Grammar::PhraseEnd> Grammar::longest(const PhraseTrie& trie, std::size_t at) const {
  if (at >= tokens_.size()) return std::nullopt;
  const Phrases found = phrases(trie, at);
  if (found.count == 0) return std::nullopt;
  PhraseEnd best = found.ends[0];
  for (std::size_t i = 1; i < found.count; ++i) {
    if (found.ends[i].end > best.end) best = found.ends[i];
  }
  return best;
}

/// Goes on from `node` with the token at `at`, stepping over `và` and signs where the phrase allows them.
void Grammar::walk(const PhraseTrie& trie, PhraseTrie::Node node, std::size_t at, Phrases& found) const {
  if (at >= tokens_.size()) return;
  const Gap gap = tokens_[at].gap;
  const bool spaced = gap == Gap::space || gap == Gap::tight;
  if (!spaced && !is_connector(gap)) return;
  if (spaced && is_and(at) && follows(at + 1)) {
    step(trie, node, at + 1, true, found);
  } else {
    step(trie, node, at, !spaced, found);
  }
}

/// Takes the token at `at`, as written or as one of its meanings.
void Grammar::step(const PhraseTrie& trie, PhraseTrie::Node node, std::size_t at, bool connected,
                   Phrases& found) const {
  const auto arrive = [&](PhraseTrie::Node target, bool joined) {
    if (target == PhraseTrie::kNoNode || (connected && !joined)) return;
    if (trie.value(target) != PhraseTrie::kNoValue) found.add({at + 1, trie.value(target)});
    walk(trie, target, at + 1, found);
  };
  const PhraseTrie::Node plain = trie.child(node, tokens_[at].term);
  if (plain != PhraseTrie::kNoNode) arrive(plain, trie.joined(plain));
  for (const Expansion& meaning : tokens_[at].meanings) {
    PhraseTrie::Node target = node;
    bool joined = true;
    for (const text::TermId term : lexicon_.terms(meaning)) {
      const PhraseTrie::Node from = target;
      target = trie.child(from, term);
      if (target == PhraseTrie::kNoNode) break;
      if (from == node) joined = trie.joined(target);
    }
    arrive(target, joined);
  }
}

std::size_t Grammar::word_end(std::size_t at) const {
  const std::size_t next = at + 1;
  const bool pair =
      next < tokens_.size() && tokens_[next].gap == Gap::space && tokens_[next].small() &&
      is_compound(analyzer_.canonical(tokens_[at].term), analyzer_.canonical(tokens_[next].term));
  return pair ? next + 1 : next;
}

bool Grammar::opens_compound(std::size_t at) const {
  if (tokens_[at].shape != text::Shape::capitalized || word_end(at) == at + 1) return false;
  return !sequel_behind(at);
}

bool Grammar::sequel_behind(std::size_t at) const {
  return follows(at + 1) && word_end(at + 1) > at + 2 && sequel(at + 1);
}

bool Grammar::opens_sentence(std::size_t at) const {
  const bool dated = has_role(at, kTime) && follows(at + 1) && tokens_[at + 1].number();  // `Chiều 5/3`
  const bool opening = has_role(at, kOpening) && follows(at + 1) && tokens_[at + 1].small();
  return dated || opening || opens_compound(at);
}

bool Grammar::sequel(std::size_t at) const {
  return tokens_[at].small() && comes_behind_names(at);
}

bool Grammar::comes_behind_names(std::size_t at) const {
  const std::string_view second =
      follows(at + 1) ? analyzer_.canonical(tokens_[at + 1].term) : std::string_view{};
  return is_sequel(analyzer_.canonical(tokens_[at].term), second);
}

bool Grammar::repeated(std::size_t begin, std::size_t end) const {
  const std::string_view written =
      text_.substr(tokens_[begin].begin, tokens_[end - 1].end - tokens_[begin].begin);
  // Looked for near by only, so that a long text takes time in proportion to its length.
  constexpr std::size_t kReach = 1 << 14;
  const std::size_t first = tokens_[begin].begin < kReach ? 0 : tokens_[begin].begin - kReach;
  const std::string_view near = text_.substr(first, 2 * kReach);
  const std::size_t found = near.find(written);
  return found != std::string_view::npos && near.find(written, found + 1) != std::string_view::npos;
}

std::string Grammar::word_text(std::size_t at) const {
  const Token& token = tokens_[at];
  if (!token.meanings.empty()) return std::string(token.meanings.front().display);
  const std::string_view canonical = analyzer_.canonical(token.term);
  switch (token.shape) {
    case text::Shape::lower:
      return std::string(canonical);
    case text::Shape::capitalized:
      return capitalized(canonical);
    case text::Shape::upper:
      if (token.loud) return capitalized(canonical);
      break;
    default:
      break;
  }
  return std::string(text_.substr(token.begin, token.end - token.begin));
}

std::string Grammar::full_text(std::size_t begin, std::size_t end) const {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) {
    const Token& token = tokens_[i];
    if (i > begin) {
      switch (token.gap) {
        case Gap::tight:
          break;
        case Gap::comma:
          text += ", ";
          break;
        case Gap::hyphen:
          text += token.number() && !token.spaced ? "-" : " - ";
          break;
        case Gap::ampersand:
          text += token.spaced ? " và " : "&";
          break;
        case Gap::dot:
          text += '.';
          break;
        case Gap::slash:
          text += '/';
          break;
        case Gap::plus:
          text += '+';
          break;
        case Gap::apostrophe:
          text += '\'';
          break;
        default:
          text += ' ';
          break;
      }
    }
    text += word_text(i);
  }
  return text;
}

}  // namespace vnidx::entity
