// Capitals and small letters of precomposed Vietnamese (NFC), without ICU: for tables and names, which are
// NFC by rule. Pure functions; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace vnidx::entity {

/// `text` with every letter of the Vietnamese alphabet small; other letters are left as they are.
std::string lower_case(std::string_view text);

/// `text` with every letter of the Vietnamese alphabet a capital.
std::string upper_case(std::string_view text);

/// `word` with its first letter a capital, the rest left as it is.
std::string capitalized(std::string_view word);

}  // namespace vnidx::entity
