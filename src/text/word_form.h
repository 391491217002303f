// The forms of one word: canonical, folded, and how it was written. The rules of canonical.h for a word that
// find_word() found. Pure functions; thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "text/analyzer.h"

namespace vnidx::text {

/// The canonical form of a word as read (UTF-8). Idempotent.
std::string canonical_word(std::string_view raw);

/// A word in canonical form, or what stands between two, without any mark and with d for đ.
std::string fold(std::string_view canonical);

/// The other way to write a word in canonical form, with i for y or y for i (swap_i_and_y); empty where it
/// has none.
std::string spelt_with_i_or_y(std::string_view canonical);

/// How a word as read was written.
Shape shape_of(std::string_view raw);

}  // namespace vnidx::text
