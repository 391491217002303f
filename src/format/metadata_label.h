// How newspapers and their content systems label what they tell of an article, and what they call their
// sections. Pure functions over constant tables; thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "format/metadata_line.h"

namespace vnidx::format {

/// Longer than any label or name of a section in bytes, however its marks are coded.
inline constexpr std::size_t kMaxLabel = 80;

/// What the label `Ngày đăng`, in any case, form and punctuation, is about; nothing where it is none.
std::optional<Fact::Role> role_of(std::string_view label);

/// Whether `text` is the name of a section and nothing else: `Kinh tế - Xã hội`.
bool is_section(std::string_view text);

/// The words of `text`, folded, one space between; punctuation is left out.
std::string folded_words(std::string_view text);

}  // namespace vnidx::format
