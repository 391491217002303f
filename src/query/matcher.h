// Where the words of a query stand in a text, and whether a document is what the query asks for.
//
// The index knows which words a document holds, not where: order and nearness are checked against the stored
// text. Not thread-safe: one TextMatcher for each thread.
#pragma once

#include <xapian.h>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/analyzer.h"
#include "vnidx/document.h"

namespace vnidx::query {

/// What a form must have in common with a query word beyond its letters.
enum class MarkMatch : std::uint8_t {
  exact,     ///< the same marks
  at_least,  ///< the marks typed, and perhaps more
  any,
};

/// Words of a text, next to each other, that stand for words of the query.
struct Alternative {
  std::string letters;      ///< of these words, canonical, without what is between them: `ủybannhândân`
  std::uint32_t words = 1;  ///< of the query: that which has the alternative, and those behind it
};

struct QueryWord {
  std::string canonical;
  std::string folded;
  std::string reading;  ///< the canonical form it most likely means; as typed where nothing is likelier
  std::string twin;     ///< the reading with i for y, or y for i; empty where it has no such form
  std::vector<Alternative> alternatives = {};
  MarkMatch match = MarkMatch::exact;
  bool is_prefix = false;  ///< words that begin with it match
  std::uint32_t run = 0;   ///< words of one run stand next to each other in the query, in order
  bool is_name = false;    ///< written with a capital, though it is not the query's first word; or a number
  std::size_t column = 0;  ///< of the query, from 1: where its run begins
  bool is_wanted = true;   ///< false for words that must not be there: they are not highlighted
};

/// Words beyond this many rank and are checked, but are not among the occurrences.
inline constexpr std::size_t kMaxMatchedWords = 64;

/// How many words or phrases may be near each other: what a text is asked for each of its words grows with
/// the sets of these.
inline constexpr std::size_t kMaxNear = 8;

enum class Where : std::uint8_t { anywhere, title, body };

/// What a document must satisfy, over the words of the query.
struct Condition {
  enum class Kind : std::uint8_t { always, any_word, phrase, near, documents, all_of, any_of, but_not };
  Kind kind = Kind::always;
  Where where = Where::anywhere;
  unsigned distance = 0;                      ///< of near, in words
  std::vector<std::uint32_t> words;           ///< of any_word and phrase: indexes of query words
  std::vector<Condition> children;            ///< of near: at most kMaxNear
  std::vector<Xapian::docid> documents = {};  ///< of documents: those that satisfy it, rising
};

/// One of the first kMaxMatchedWords query words found in a text. Each word of an alternative is an
/// occurrence of all that it stands for, so that its neighbours in the query and in the text are neighbours
/// still; never as_read, for it is not what was typed.
struct Occurrence {
  std::uint32_t position;  ///< number of the word in the text, from 0
  std::uint32_t begin;     ///< byte offsets of the word
  std::uint32_t end;
  std::uint64_t words;    ///< bit i: it is query word i
  std::uint64_t as_read;  ///< bit i: and it is the form that word i most likely means
};

class TextMatcher {
 public:
  /// Both must outlive the matcher. An analyzer that has read similar texts before saves most of the work.
  TextMatcher(text::Analyzer& analyzer, std::span<const QueryWord> words);

  /// Looks for other words from now on, in the texts of the same analyzer; also after its forget().
  void look_for(std::span<const QueryWord> words);
  /// Forgets the last text.
  void clear();
  /// Appends a text behind the ones before: its words are numbered on, offsets are its own. Stops after
  /// `max_bytes`.
  void append(std::string_view text, std::size_t max_bytes = std::string_view::npos);
  /// Title, abstract, text and caption of a document as one text, after clear(): a phrase may reach from one
  /// into the next, as it may from a line into the next.
  void read(const Document& document, std::size_t max_body_bytes = std::string_view::npos);

  const std::vector<Occurrence>& occurrences() const { return occurrences_; }
  /// Words read since clear(); in title: those of the first text that read() appended.
  std::uint32_t word_count() const { return word_count_; }
  std::uint32_t title_word_count() const { return title_word_count_; }

  bool satisfies(const Condition& condition, Xapian::docid document) const;

 private:
  struct Matching {
    std::uint64_t words;
    std::uint64_t as_read;
    std::vector<std::uint32_t> later;   // words beyond those, from kMaxMatchedWords
    std::vector<std::uint32_t> begins;  // alternatives that a text may have from here
  };
  struct SoughtAlternative {
    std::string_view letters;
    std::uint32_t first;  // of the words it stands for
    std::uint32_t count;
  };
  // What is known of a term. It holds for one set of words: the next set is told by its number, so that
  // nothing has to be wiped for it.
  struct Known {
    std::uint32_t words_number = 0;
    std::uint32_t found = 0;  // index into found_
  };
  std::uint32_t match(text::TermId term);
  const Matching& matching(text::TermId term);
  void take_words(std::string_view piece, std::uint32_t offset);
  void mark_alternatives(std::size_t count);
  void mark(std::size_t at, const SoughtAlternative& alternative);
  void settle(std::size_t count);
  bool in_range(std::uint32_t position, Where where) const;
  bool stands_at(std::uint32_t word, std::uint32_t position) const;
  std::vector<std::uint32_t> positions(std::uint32_t word, Where where) const;
  bool has_any(std::span<const std::uint32_t> words, Where where) const;
  /// Positions at which the words (all of them in a row) start.
  std::vector<std::uint32_t> phrase_positions(std::span<const std::uint32_t> words, Where where) const;
  bool has_near(const Condition& condition) const;

  std::span<const QueryWord> query_words_;
  std::vector<SoughtAlternative> alternatives_;
  std::size_t most_ahead_ = 0;  // words that an alternative can have
  text::Analyzer* analyzer_;
  std::uint32_t words_number_ = 0;
  std::array<std::uint64_t, 256> starting_with_{};  // by first byte of the folded form: bit i: query word i
  std::vector<Known> known_;                        // by TermId
  std::vector<Matching> found_;                     // the first one: nothing
  std::vector<text::Word> words_;                   // read, and not yet among the occurrences
  std::vector<text::Word> piece_;                   // room to read them in
  std::vector<std::uint64_t> marked_;  // by word of words_: query words whose alternative it is part of
  std::vector<Occurrence> occurrences_;
  std::vector<std::vector<std::uint32_t>> later_positions_;  // by query word, from kMaxMatchedWords; rising
  std::uint32_t word_count_ = 0;                             // without words_
  std::uint32_t title_word_count_ = 0;
};

/// Whether a form, given canonical and folded, is what `word` asks for.
bool matches(const QueryWord& word, std::string_view canonical, std::string_view folded);

}  // namespace vnidx::query
