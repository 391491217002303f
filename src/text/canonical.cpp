#include "text/canonical.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/scanner.h"
#include "text/unicode.h"
#include "text/utf8.h"
#include "text/word_form.h"

namespace vnidx::text {
namespace {

/// What stands between words: composed, special spaces as U+0020.
std::string canonical_gap(std::string_view raw) {
  if (is_ascii(raw)) return std::string(raw);
  std::u32string gap = compose(to_utf32(raw));
  const auto is_space = [](char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_SPACE_SEPARATOR; };
  std::ranges::replace_if(gap, is_space, U' ');
  return to_utf8(gap);
}

/// `text` with each word and what stands in front of it (or at its end) put through `change`, in canonical
/// form.
template <typename Change>
std::string rewrite(std::string_view text, Change change) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t done = 0; done < text.size();) {
    const Range word = find_word(text, done);
    out += change(canonical_gap(text.substr(done, word.begin - done)));
    out += change(canonical_word(text.substr(word.begin, word.end - word.begin)));
    done = word.end;
  }
  return out;
}

}  // namespace

std::string canonical(std::string_view text) {
  return rewrite(text, [](std::string piece) { return piece; });
}

std::string folded(std::string_view text) {
  return rewrite(text, fold);
}

}  // namespace vnidx::text
