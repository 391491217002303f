#include "query/lexer.h"

#include <algorithm>
#include <array>
#include <utility>

namespace vnidx::query {
namespace {

using Kind = Lexeme::Kind;

constexpr std::array<std::string_view, 4> kQuotes{"\"", "“", "”", "„"};
constexpr std::array<std::string_view, 6> kSpaces{" ", "\t", "\n", "\r", "\u00a0", "\u3000"};

constexpr std::array<std::pair<Kind, std::string_view>, 12> kNames{{{Kind::text, "text"},
                                                                    {Kind::prefix, "prefix"},
                                                                    {Kind::phrase, "phrase"},
                                                                    {Kind::field, "field"},
                                                                    {Kind::plus, "plus"},
                                                                    {Kind::minus, "minus"},
                                                                    {Kind::op_and, "and"},
                                                                    {Kind::op_or, "or"},
                                                                    {Kind::op_not, "not"},
                                                                    {Kind::op_near, "near"},
                                                                    {Kind::open, "open"},
                                                                    {Kind::close, "close"}}};

template <std::size_t N>
std::size_t starts_with_any(std::string_view text, const std::array<std::string_view, N>& starts) {
  for (const std::string_view start : starts) {
    if (text.starts_with(start)) return start.size();
  }
  return 0;
}

bool only_spaces(std::string_view text) {
  while (const std::size_t size = text.empty() ? 0 : starts_with_any(text, kSpaces)) text.remove_prefix(size);
  return text.empty();
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_field_letter(char c) {
  return c >= 'a' && c <= 'z';
}

class Lexer {
 public:
  explicit Lexer(std::string_view query) : rest_(query) {}

  Result<std::vector<Lexeme>> run() {
    while (skip_spaces(), !rest_.empty()) {
      if (auto lexed = next(); !lexed) return lexed.error();
    }
    return std::move(lexemes_);
  }

 private:
  // Takes `bytes` bytes of the rest, keeping count of columns.
  std::string_view take(std::size_t bytes) {
    const std::string_view taken = rest_.substr(0, bytes);
    column_ += static_cast<std::size_t>(std::count_if(
        taken.begin(), taken.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; }));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  void skip_spaces() {
    while (const std::size_t size = starts_with_any(rest_, kSpaces)) take(size);
  }

  void add(Kind kind, std::size_t column, std::string_view text = {}) {
    lexemes_.push_back({kind, std::string(text), column});
  }

  Result<void> next() {
    const std::size_t column = column_;
    if (const std::size_t quote = starts_with_any(rest_, kQuotes)) {
      const std::string_view opener = take(quote);
      return phrase(opener, column);
    }
    if (rest_.front() == '(') return add(Kind::open, column, {}), take(1), Result<void>();
    if (rest_.front() == ')') return add(Kind::close, column, {}), take(1), Result<void>();
    if (is_sign()) {
      add(rest_.front() == '+' ? Kind::plus : Kind::minus, column);
      take(1);
      return {};
    }
    chunk(column);
    return {};
  }

  // A sign stands right before a word, quote or bracket, and not inside one. Before a digit it is part of
  // what is typed (`Su -22`, `-5 độ`).
  bool is_sign() const {
    if ((rest_.front() != '+' && rest_.front() != '-') || rest_.size() == 1) return false;
    const std::string_view behind = rest_.substr(1);
    if (starts_with_any(behind, kSpaces) > 0) return false;
    const auto next = static_cast<unsigned char>(behind.front());
    if (rest_.front() == '+' && is_digit(behind.front())) return true;
    return next >= 0x80 || next == '"' || next == '(' || (next >= 'a' && next <= 'z') ||
           (next >= 'A' && next <= 'Z');
  }

  Result<void> phrase(std::string_view opener, std::size_t column) {
    std::size_t end = 0;
    std::size_t quote = 0;
    while (end < rest_.size() && (quote = starts_with_any(rest_.substr(end), kQuotes)) == 0) ++end;
    // A quote with nothing behind it, or a curly one without a partner, is punctuation of pasted text.
    if (quote == 0 && (opener != kQuotes[0] || only_spaces(rest_))) return {};
    if (quote == 0) {
      return Error{ErrorCode::usage, "the quote is not closed", "column " + std::to_string(column),
                   "add a closing \" or leave this one out"};
    }
    add(Kind::phrase, column, take(end));
    take(quote);
    return {};
  }

  void chunk(std::size_t column) {
    std::size_t end = 0;
    while (end < rest_.size() && rest_[end] != '(' && rest_[end] != ')' &&
           starts_with_any(rest_.substr(end), kSpaces) == 0 &&
           starts_with_any(rest_.substr(end), kQuotes) == 0) {
      ++end;
      if (const std::size_t name = field_name(end); name > 0) {
        add(Kind::field, column, rest_.substr(0, name));
        take(name + 1);
        return;
      }
    }
    const std::string_view text = take(end);
    if (text == "AND") return add(Kind::op_and, column);
    if (text == "OR") return add(Kind::op_or, column);
    if (text == "NOT") return add(Kind::op_not, column);
    if (text == "NEAR") return add(Kind::op_near, column);
    if (text.starts_with("NEAR/") && text.size() > 5 && std::all_of(text.begin() + 5, text.end(), is_digit)) {
      return add(Kind::op_near, column, text.substr(5));
    }
    if (text.size() > 1 && text.ends_with('*') && text.find('*') == text.size() - 1) {
      return add(Kind::prefix, column, text.substr(0, text.size() - 1));
    }
    add(Kind::text, column, text);
  }

  // The length of a field's name when the first `end` bytes of the rest are `name:` and something follows. An
  // address (`https://…`) is none.
  std::size_t field_name(std::size_t end) const {
    if (rest_[end - 1] != ':' || end < 2 || end == rest_.size()) return 0;
    if (!std::all_of(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(end) - 1, is_field_letter))
      return 0;
    const std::string_view behind = rest_.substr(end);
    if (behind.starts_with("//") || starts_with_any(behind, kSpaces) > 0) return 0;
    return end - 1;
  }

  std::string_view rest_;
  std::size_t column_ = 1;
  std::vector<Lexeme> lexemes_;
};

}  // namespace

Result<std::vector<Lexeme>> lex(std::string_view query) {
  return Lexer(query).run();
}

std::string to_string(const std::vector<Lexeme>& lexemes) {
  std::string out;
  for (const Lexeme& lexeme : lexemes) {
    if (!out.empty()) out += ' ';
    const auto* name =
        std::find_if(kNames.begin(), kNames.end(), [&](const auto& n) { return n.first == lexeme.kind; });
    out += name->second;
    if (!lexeme.text.empty())
      out.append(":").append(lexeme.kind == Kind::phrase ? '"' + lexeme.text + '"' : lexeme.text);
  }
  return out;
}

}  // namespace vnidx::query
