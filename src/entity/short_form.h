// Short forms of names: those that a document gives to a name in brackets, `Tổng công ty Đầu tư phát triển
// đường cao tốc Việt Nam (VEC)`, and codes, which stand for a body where another document says so. Pure
// functions; thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entity/recognizer.h"
#include "text/analyzer.h"

namespace vnidx::entity {

/// A short form and the name that it stands for in a document.
struct ShortForm {
  std::string key;   ///< short_form_key() of the short form
  std::string name;  ///< in full, as the recogniser writes it
};

struct ShortForms {
  std::vector<ShortForm> given;    ///< as they come
  std::vector<std::string> codes;  ///< keys of capital words outside of names, as they come
};

/// Adds to `found` the short forms and codes of `text`, whose words are `words` and whose organisations are
/// `organizations` (Recognizer::recognize). A code has three to eight capital letters and no tone, and stands
/// alone: not in a line of capitals, nor joined to another word by a sign.
void find_short_forms(std::string_view text, std::span<const text::Word> words,
                      std::span<const OrganizationMention> organizations, ShortForms& found);

/// The key of a short form: the word itself in canonical form, in brackets, which no key of a name has:
/// `(vec)`.
std::string short_form_key(std::string_view written);

}  // namespace vnidx::entity
