// How a word is spelt as a term of the index: its folded form first, its marks behind.
//
//   dang            → "dang"
//   đảng            → "dang" 01 <đ at 0> <ả at 1>
//   other scripts   → folded 02 canonical
//
// All markings of one folded form stand next to each other in the term dictionary, the unmarked one first. So
// the dictionary itself is the fold lexicon: which forms `dang` has, and how frequent each is, is one short
// range scan, right after every commit, with nothing else to store or to keep in step. Pure functions;
// thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace vnidx::schema {

/// Longest term written, prefix included. Xapian's limit is 245 bytes, in which a NUL counts twice.
inline constexpr std::size_t kMaxTermBytes = 240;

/// The term of a word in canonical form, whose folded form is `folded`. Never longer than kMaxTermBytes less
/// a prefix of two: a longer word keeps its start, and a hash stands for the rest.
std::string word_term(std::string_view canonical, std::string_view folded);

/// The canonical form of a term made by word_term. A word that was hashed gives its start and "…".
std::string term_word(std::string_view term);

/// The folded form a term starts with.
std::string_view term_folded(std::string_view term);

/// `prefix` + `value`, where a value too long is kept by its hash.
std::string value_term(std::string_view prefix, std::string_view value);

/// Whether a word of canonical form `form` has at least the marks of canonical form `typed`, letter by
/// letter: `đang` allows đang, đáng, đảng; `ban` allows bàn, bân; `bàn` allows bàn, bần but not ban.
bool has_marks_of(std::string_view form, std::string_view typed);

/// Whether a word in canonical form carries a tone mark (`đảng`, not `đang`).
bool has_tone(std::string_view canonical);

}  // namespace vnidx::schema
