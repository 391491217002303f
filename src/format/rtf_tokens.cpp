#include "format/rtf_tokens.h"

#include <algorithm>

namespace vnidx::format {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::optional<RtfToken> RtfTokens::next() {
  while (!rest_.empty() && (rest_[0] == '\n' || rest_[0] == '\r' || rest_[0] == '\0')) rest_.remove_prefix(1);
  if (rest_.empty()) return std::nullopt;
  const char c = rest_[0];
  rest_.remove_prefix(1);
  if (c == '{') return RtfToken{RtfToken::Kind::open, {}, {}, c};
  if (c == '}') return RtfToken{RtfToken::Kind::close, {}, {}, c};
  if (c == '\\') return control();
  return RtfToken{RtfToken::Kind::byte, {}, {}, c};
}

void RtfTokens::skip(std::size_t bytes) {
  rest_.remove_prefix(std::min(bytes, rest_.size()));
}

RtfToken RtfTokens::control() {
  RtfToken token;
  if (rest_.empty()) return {RtfToken::Kind::symbol, {}, {}, '\0'};
  if (rest_[0] == '\'' && rest_.size() >= 3 && hex_digit(rest_[1]) >= 0 && hex_digit(rest_[2]) >= 0) {
    token.character = static_cast<char>(hex_digit(rest_[1]) * 16 + hex_digit(rest_[2]));
    rest_.remove_prefix(3);
    return token;
  }
  if (!is_letter(rest_[0])) {
    token.kind = RtfToken::Kind::symbol;
    token.character = rest_[0];
    rest_.remove_prefix(1);
    return token;
  }
  token.kind = RtfToken::Kind::word;
  token.word =
      rest_.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(rest_, is_letter) - rest_.begin()));
  rest_.remove_prefix(token.word.size());
  const bool negative = rest_.size() > 1 && rest_[0] == '-' && is_digit(rest_[1]);
  if (negative) rest_.remove_prefix(1);
  if (!rest_.empty() && is_digit(rest_[0])) {
    constexpr int kMost = 100'000'000;
    int number = 0;
    for (; !rest_.empty() && is_digit(rest_[0]); rest_.remove_prefix(1)) {
      if (number < kMost) number = number * 10 + (rest_[0] - '0');
    }
    token.number = negative ? -number : number;
  }
  if (!rest_.empty() && rest_[0] == ' ') rest_.remove_prefix(1);
  return token;
}

}  // namespace vnidx::format
