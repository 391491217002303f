// What a collection says of its words: which two syllables are one word, and which words come behind a
// complete name. Compiled in (data/compounds.tsv, data/sequels.tsv), so a build depends neither on the order
// of its documents nor on its threads. Words are given in canonical form. Thread-safe.
#pragma once

#include <string_view>

namespace vnidx::entity {

/// Whether two syllables are one word: `nhịp cầu`.
bool is_compound(std::string_view first, std::string_view second);

/// Whether the word that `first` opens, with `second` if they are a compound, comes behind complete names:
/// `đã`, `cho biết`.
bool is_sequel(std::string_view first, std::string_view second);

}  // namespace vnidx::entity
