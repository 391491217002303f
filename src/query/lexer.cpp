#include "query/lexer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "query/forgiveness.h"
#include "text/scanner.h"

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

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_small_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_letter(char c) {
  return is_small_letter(c) || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; }));
}

bool has_word(std::string_view text) {
  return text::find_word(text, 0).begin < text.size();
}

class Lexer {
 public:
  Lexer(std::string_view query, Punctuation punctuation)
      : rest_(query), is_strict_(punctuation == Punctuation::strict) {}

  Result<Lexed> run() {
    while (skip_spaces(), !rest_.empty()) {
      if (auto lexed = next(); !lexed) return lexed.error();
    }
    return std::move(lexed_);
  }

 private:
  // Takes `bytes` bytes of the rest, keeping count of columns.
  std::string_view take(std::size_t bytes) {
    const std::string_view taken = rest_.substr(0, bytes);
    column_ += code_points(taken);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  void skip_spaces() {
    while (const std::size_t size = starts_with_any(rest_, kSpaces)) take(size);
  }

  void add(Kind kind, std::size_t column, std::string_view text = {}) {
    lexed_.lexemes.push_back({kind, std::string(text), column});
  }

  // Text or a phrase. Without a word it says nothing, and so does a sign before it; behind a field it is what
  // was asked for all the same.
  void add_words(Kind kind, std::size_t column, std::string_view text) {
    auto& lexemes = lexed_.lexemes;
    const bool is_value = !lexemes.empty() && lexemes.back().kind == Kind::field;
    if (is_value || has_word(text)) return add(kind, column, text);
    const bool is_signed =
        !lexemes.empty() && (lexemes.back().kind == Kind::plus || lexemes.back().kind == Kind::minus);
    if (is_signed) lexemes.pop_back();
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
    if (quote == 0 && (opener != kQuotes[0] || is_blank(rest_))) return {};
    if (quote == 0 && is_strict_) {
      return Error{ErrorCode::usage, "the quote is not closed", "column " + std::to_string(column),
                   "add a closing \" or leave this one out"};
    }
    if (quote == 0) {
      if (!std::exchange(quote_noted_, true)) note_forgiven("the quote is not closed", column, lexed_.notes);
      return {};
    }
    add_words(Kind::phrase, column, take(end));
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
    if (!is_strict_) note_unknown_field(text, column);
    if (text == "AND") return add(Kind::op_and, column);
    if (text == "OR") return add(Kind::op_or, column);
    if (text == "NOT") return add(Kind::op_not, column);
    if (text == "NEAR") return add(Kind::op_near, column);
    if (text.starts_with("NEAR/") && text.size() > 5 && std::all_of(text.begin() + 5, text.end(), is_digit)) {
      return add(Kind::op_near, column, text.substr(5));
    }
    if (text.size() > 1 && text.ends_with('*') && text.find('*') == text.size() - 1)
      return prefix(text.substr(0, text.size() - 1), column);
    add_words(Kind::text, column, text);
  }

  // The last word of `text` may go on; those before it are words.
  void prefix(std::string_view text, std::size_t column) {
    std::size_t last = text.size();
    for (std::size_t at = 0; at < text.size();) {
      const text::Range word = text::find_word(text, at);
      if (word.begin < text.size()) last = word.begin;
      at = std::max(word.end, at + 1);
    }
    if (last > 0) add_words(Kind::text, column, text.substr(0, last));
    if (last == text.size()) return;
    const auto letters = code_points(text.substr(0, last));
    add(Kind::prefix, column + letters, text.substr(last));
  }

  void note_unknown_field(std::string_view text, std::size_t column) {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::string_view name = text.substr(0, colon);
    const std::string_view behind = text.substr(std::min(colon + 1, text.size()));
    if (name.empty() || behind.empty() || behind.starts_with("//") || field_noted_) return;
    if (!std::all_of(name.begin(), name.end(), is_letter)) return;
    field_noted_ = true;
    std::string fields;
    for (const std::string_view field : kFields) fields.append(fields.empty() ? "" : ", ").append(field);
    note_forgiven("the colon behind '" + std::string(name) + "' makes no field of " + fields, column,
                  lexed_.notes);
  }

  // The length of a field's name when the first `end` bytes of the rest are `name:` and something follows. An
  // address (`https://…`) is none.
  std::size_t field_name(std::size_t end) const {
    if (rest_[end - 1] != ':' || end < 2 || end == rest_.size()) return 0;
    const std::string_view name = rest_.substr(0, end - 1);
    const bool is_field = is_strict_ ? std::all_of(name.begin(), name.end(), is_small_letter)
                                     : std::find(kFields.begin(), kFields.end(), name) != kFields.end();
    if (!is_field) return 0;
    const std::string_view behind = rest_.substr(end);
    if (behind.starts_with("//") || starts_with_any(behind, kSpaces) > 0) return 0;
    return end - 1;
  }

  std::string_view rest_;
  std::size_t column_ = 1;
  bool is_strict_;
  bool quote_noted_ = false;
  bool field_noted_ = false;
  Lexed lexed_;
};

}  // namespace

Result<Lexed> lex(std::string_view query, Punctuation punctuation) {
  auto lexed = Lexer(query, punctuation).run();
  if (lexed && punctuation == Punctuation::forgiven) forgive_brackets(lexed->lexemes, lexed->notes);
  return lexed;
}

bool is_blank(std::string_view query) {
  while (const std::size_t size = query.empty() ? 0 : starts_with_any(query, kSpaces))
    query.remove_prefix(size);
  return query.empty();
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
