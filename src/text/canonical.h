// The canonical form of Vietnamese text and its folded form. Pure functions; thread-safe.
//
// Source of the rules: Unicode Standard Annex 15 for composition; Vietnamese orthography as the press writes
// it for the place of the tone mark (old style: hòa, khỏe, thúy, ủy).
#pragma once

#include <string>
#include <string_view>

namespace vnidx::text {

/// `text` in canonical form: quality marks before tones, composed, tone marks in their old-style place, small
/// letters, zero-width characters inside words dropped, special spaces as U+0020; the rest unchanged.
/// Idempotent. Bytes that are not UTF-8 become U+FFFD.
std::string canonical(std::string_view text);

/// canonical(text) without any mark, and with d for đ.
std::string folded(std::string_view text);

}  // namespace vnidx::text
