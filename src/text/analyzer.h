// How text becomes words. The one analyser: documents, queries, filters and highlights all pass through here.
//
// A text is cut into words (maximal runs of letters, marks and digits); each word is looked up by its raw
// bytes in a table of forms already seen, so the rules of canonical.h run once for each distinct spelling,
// not once for each word. Ids are dense, which lets callers count with arrays instead of maps.
//
// Not thread-safe: one Analyzer for each thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vnidx::text {

using TermId = std::uint32_t;

/// How a word was written, for the recognisers that depend on capitals.
enum class Shape : std::uint8_t {
  lower,        ///< every letter small ("ủy")
  capitalized,  ///< first letter capital, the others small ("Ủy"; also a single capital letter)
  upper,        ///< all capital: two letters or more ("UBND"), or digits among them ("QH15", "B52")
  mixed,        ///< any other mixture of letters ("iPhone", "TTg"), and small letters with digits ("30kg")
  number,       ///< digits only
};

/// One word of a text.
struct Word {
  std::uint32_t begin;  ///< byte offset of its first byte in the text as read
  std::uint32_t end;    ///< byte offset behind its last byte
  TermId term;          ///< its canonical form in the analyzer's vocabulary
  Shape shape;
};

/// A run of words without spaces that reads as one: `TP.HCM`, `GD&ĐT`, `U.B.N.D`, `COVID-19`, `15/9/2018`,
/// `05-CT/TƯ`. Its words stay words: a compound is found by its parts too.
struct Compound {
  std::uint32_t first;  ///< index of its first word
  std::uint32_t count;  ///< how many words, at least 2
};

/// What a person sees of one token (`vnidx analyze`): a word, or a compound with its parts.
struct Token {
  std::uint32_t begin;
  std::uint32_t end;
  std::string canonical;
  std::string folded;
  std::vector<Token> parts;  ///< empty for a word
};

class Analyzer {
 public:
  Analyzer();
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  /// The words of `text` in order, replacing what `words` held. `text` is at most 4 GiB; bytes that are no
  /// UTF-8 separate words.
  void words(std::string_view text, std::vector<Word>& words);

  /// The compounds of `text`, whose words are `words`; in order, never overlapping.
  void compounds(std::string_view text, std::span<const Word> words, std::vector<Compound>& compounds) const;

  /// Canonical and folded form of a term; the views stay valid as long as the analyzer, forget() apart.
  std::string_view canonical(TermId term) const;
  std::string_view folded(TermId term) const;

  /// The id of a word given in canonical form (adds it where it is new).
  TermId intern(std::string_view canonical);

  /// Terms seen so far; ids are 0 … size() − 1.
  std::size_t size() const;

  /// Forgets every term (ids start again at 0), so that a long run over text full of rare strings stays
  /// bounded. Callers that hold ids or views must be done with them. Terms interned before the first call to
  /// words() are NOT kept either.
  void forget();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Words and compounds of a text as tokens, in order: for `analyze` and for explaining.
std::vector<Token> tokenize(Analyzer& analyzer, std::string_view text);

}  // namespace vnidx::text
