// Names of organisations as strings: one key for all spellings of a name. organization_key() itself is
// declared in recognizer.h. Pure functions; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vnidx::entity {

/// The words of a name in canonical form with abbreviations opened; signs and `và` left out.
std::vector<std::string> name_words(std::string_view name);

}  // namespace vnidx::entity
