// Rich Text Format cut into what it is written in: groups, control words, characters. A view; not
// thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vnidx::format {

struct RtfToken {
  enum class Kind : std::uint8_t { open, close, word, symbol, byte };
  Kind kind = Kind::byte;
  std::string_view word;      ///< of a control word: `fcharset`
  std::optional<int> number;  ///< behind it
  char character = '\0';      ///< of a symbol (`\~`) or a byte (`a`, `\'e0`)
};

class RtfTokens {
 public:
  explicit RtfTokens(std::string_view rtf) : rest_(rtf) {}

  /// Nothing at the end.
  std::optional<RtfToken> next();
  /// Passes over so many bytes, which are no text.
  void skip(std::size_t bytes);

 private:
  RtfToken control();

  std::string_view rest_;
};

}  // namespace vnidx::format
