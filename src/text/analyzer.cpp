#include "text/analyzer.h"

#include <bit>

#include "text/scanner.h"
#include "text/spelling_table.h"
#include "text/text_arena.h"
#include "text/word_form.h"

namespace vnidx::text {
namespace {

constexpr bool kReadsChunks = std::endian::native == std::endian::little;

Word make_word(Range range, Spelling spelling) {
  return {static_cast<std::uint32_t>(range.begin), static_cast<std::uint32_t>(range.end), spelling.term,
          spelling.shape};
}

}  // namespace

struct Analyzer::State {
  struct Term {
    std::string_view canonical;
    std::string_view folded;
  };

  TextArena arena;
  std::vector<Term> terms;
  SpellingTable spellings;

  Spelling look_up(std::string_view raw) {
    const Spelling* known = spellings.find(raw);
    return known != nullptr ? *known : learn(raw);
  }

  /// The analyzer chain, run once for each distinct spelling: raw bytes → canonical form → term.
  Spelling learn(std::string_view raw) {
    const std::string canonical = canonical_word(raw);
    const Spelling spelling{term_of(canonical), shape_of(raw)};
    if (raw != canonical) spellings.add(arena.keep(raw), spelling);
    return spelling;
  }

  /// A canonical form is a spelling too, its own.
  TermId term_of(std::string_view canonical) {
    if (const Spelling* known = spellings.find(canonical)) return known->term;
    const auto term = static_cast<TermId>(terms.size());
    const std::string_view kept = arena.keep(canonical);
    const std::string folded = fold(canonical);
    terms.push_back({kept, folded == canonical ? kept : arena.keep(folded)});
    spellings.add(kept, {term, shape_of(canonical)});
    return term;
  }
};

Analyzer::Analyzer() : state_(std::make_unique<State>()) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

void Analyzer::words(std::string_view text, std::vector<Word>& words) {
  words.clear();
  for (std::size_t at = 0; at < text.size();) {
    // What stands in front of the next ASCII separator is nearly always one word, and one seen before. A word
    // that is known need not be looked at letter by letter; anything else misses here.
    if (kReadsChunks && text.size() - at >= ShortKey::kCapacity) {
      const auto [key, length] = read_chunk(text.data() + at);
      if (length == 0) {
        ++at;
        continue;
      }
      if (const Spelling* known = length < ShortKey::kCapacity ? state_->spellings.find(key) : nullptr) {
        words.push_back(make_word({at, at + length}, *known));
        at += length + 1;
        continue;
      }
    }
    const Range range = find_word(text, at);
    if (range.begin == text.size()) break;
    words.push_back(make_word(range, state_->look_up(text.substr(range.begin, range.end - range.begin))));
    at = range.end;
  }
}

std::string_view Analyzer::canonical(TermId term) const {
  return state_->terms[term].canonical;
}

std::string_view Analyzer::folded(TermId term) const {
  return state_->terms[term].folded;
}

TermId Analyzer::intern(std::string_view canonical) {
  return state_->term_of(canonical);
}

std::size_t Analyzer::size() const {
  return state_->terms.size();
}

void Analyzer::forget() {
  state_ = std::make_unique<State>();
}

}  // namespace vnidx::text
