// Abbreviations of the press and of administration, both ways: `UBND` ⇄ `ủy ban nhân dân`.
// Immutable tables, made on first use; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace vnidx::entity {

/// How far an abbreviation can be trusted to mean its expansion.
enum class AbbreviationSense : std::uint8_t {
  sole,       ///< one meaning
  ambiguous,  ///< one of several: needs support from context
  capitals,   ///< an ordinary syllable too (`tư`): only where it is written in capitals
};

/// A meaning of an abbreviation.
struct Expansion {
  std::string_view key;                     ///< the abbreviation, as abbreviation_key() gives it
  std::string_view display;                 ///< in the capitals and signs of a name: `Ủy ban nhân dân`
  std::span<const std::string_view> words;  ///< canonical words, signs left out: ủy, ban, nhân, dân
  AbbreviationSense sense;
};

/// The key of an abbreviation as written: small letters without `& - . /` and spaces. `GD&ĐT`, `gd-đt` and
/// `GDĐT` are one.
std::string abbreviation_key(std::string_view written);

/// The meanings of the abbreviation of that key, the usual one first; empty where it is none.
std::span<const Expansion> expansions_of(std::string_view key);

/// The abbreviations whose expansion is exactly these canonical words (`và` included).
std::span<const Expansion> abbreviations_of(std::span<const std::string_view> words);

/// Words of the longest expansion: no longer run of words need be tried.
std::size_t longest_expansion();

/// All meanings, sorted by key.
std::span<const Expansion> all_expansions();

}  // namespace vnidx::entity
