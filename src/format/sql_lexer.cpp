#include "format/sql_lexer.h"

#include <algorithm>
#include <array>
#include <utility>

namespace vnidx::format {
namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::size_t kLongestName = 128;

bool is_space(int c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_word_byte(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         c >= 0x80;
}
int small(int c) {
  return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

/// What a backslash and `c` stand for; -1: nothing.
int escaped(int c) {
  switch (c) {
    case 'n':
    case 'v':
    case 'f':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'b':
    case '0':
    case 'Z':
      return -1;
    default:
      return c;
  }
}

}  // namespace

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(small(static_cast<unsigned char>(c)));
  return out;
}

SqlLexer::SqlLexer(TextWindow& window) : window_(window) {
  constexpr std::size_t kHead = std::size_t{16} << 10;
  const std::string head = lower(window.view(kHead).substr(0, kHead));
  constexpr std::array<std::string_view, 6> kStandard{
      "postgresql", "standard_conforming_strings", "pg_catalog", "[dbo]", "pragma ", "sqlite"};
  backslash_escapes_ = std::ranges::none_of(
      kStandard, [&](std::string_view sign) { return head.find(sign) != std::string::npos; });
}

void SqlLexer::drop(std::size_t size) {
  dropped_ += size;
  window_.drop(size);
}

void SqlLexer::skip_space() {
  while (true) {
    const int c = window_.at(0);
    const int next = window_.at(1);
    if (is_space(c)) {
      drop(1);
    } else if ((c == '-' && next == '-') || c == '#') {
      drop_line();
    } else if (c == '/' && next == '*') {
      drop(2);
      while (window_.at(0) != -1 && !(window_.at(0) == '*' && window_.at(1) == '/')) drop(1);
      drop(2);
    } else {
      return;
    }
  }
}

void SqlLexer::drop_line() {
  while (window_.at(0) != -1) {
    const std::string_view held = window_.view();
    const std::size_t end = held.find('\n');
    drop(end == kNone ? held.size() : end + 1);
    if (end != kNone) return;
  }
}

bool SqlLexer::is_word(std::string_view word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (small(window_.at(i)) != word[i]) return false;
  }
  return !is_word_byte(window_.at(word.size()));
}

bool SqlLexer::at_bare_word() {
  return is_word_byte(window_.at(0));
}

std::string SqlLexer::word() {
  skip_space();
  std::string word;
  while (is_word_byte(window_.at(0)) && word.size() < kLongestName) {
    word += static_cast<char>(small(window_.at(0)));
    drop(1);
  }
  return word;
}

std::string SqlLexer::name() {
  skip_space();
  const int c = window_.at(0);
  const int end = c == '[' ? ']' : c;
  std::string name;
  if (c == '`' || c == '"' || c == '[') {
    for (drop(1); window_.at(0) != end && window_.at(0) != -1 && name.size() < kLongestName; drop(1))
      name += static_cast<char>(window_.at(0));
    drop(1);
    return name;
  }
  while (is_word_byte(window_.at(0)) && name.size() < kLongestName) {
    name += static_cast<char>(window_.at(0));
    drop(1);
  }
  return name;
}

std::string SqlLexer::qualified_name() {
  std::string last = name();
  while (window_.at(0) == '.') {
    drop(1);
    last = name();
  }
  return last;
}

bool SqlLexer::take(char sign) {
  skip_space();
  if (window_.at(0) != sign) return false;
  drop(1);
  return true;
}

/// The window is at a quote. What a string holds is looked for in place and dropped at once.
void SqlLexer::string(char quote, bool escapes, std::string* out) {
  std::size_t i = 1;
  std::size_t begin = 1;  // of what was not copied yet
  const auto copy = [&](std::size_t end) {
    if (out != nullptr && end > begin) out->append(window_.view(end).substr(begin, end - begin));
  };
  while (true) {
    const int c = window_.at(i);
    if (c == -1) break;
    if (c == '\\' && escapes) {
      copy(i);
      const int meant = escaped(window_.at(i + 1));
      if (out != nullptr && meant != -1) *out += static_cast<char>(meant);
      i += 2;
      begin = i;
    } else if (c == quote) {
      copy(i);
      if (window_.at(i + 1) != quote) break;
      if (out != nullptr) *out += quote;
      i += 2;
      begin = i;
    } else {
      ++i;
    }
    // A string that is passed over, or long, is not held.
    constexpr std::size_t kHeld = std::size_t{1} << 16;
    if (i > kHeld) {
      copy(i);
      drop(i);
      i = begin = 0;
    }
  }
  drop(i + (window_.at(i) == -1 ? 0 : 1));
}

/// `$tag$ … $tag$`, the bodies of PostgreSQL's functions.
bool SqlLexer::dollar_string() {
  std::string tag = "$";
  std::size_t i = 1;
  while (is_word_byte(window_.at(i)) && window_.at(i) != '$' && i < kLongestName)
    tag += static_cast<char>(window_.at(i++));
  if (window_.at(i) != '$') return false;
  tag += '$';
  drop(tag.size());
  while (window_.at(0) != -1 && window_.view(tag.size()).substr(0, tag.size()) != tag) drop(1);
  drop(tag.size());
  return true;
}

void SqlLexer::read_value(std::string* out) {
  std::size_t depth = 0;
  bool has_string = false;
  std::string bare;
  while (true) {
    skip_space();
    const int c = window_.at(0);
    if (c == -1 || c == ';' || (depth == 0 && (c == ',' || c == ')'))) break;
    if (c == '\'' || c == '"') {
      const bool escapes = backslash_escapes_ || lower(bare) == "e";
      string(static_cast<char>(c), escapes, out);
      has_string = true;
      continue;
    }
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == '`' || c == '[') {
      name();
      continue;
    }
    if (is_word_byte(c) || c == '.' || c == '-' || c == '+') {
      bare.clear();
      while (is_word_byte(window_.at(0)) || window_.at(0) == '.' || window_.at(0) == '-' ||
             window_.at(0) == '+') {
        if (bare.size() < kLongestName) bare += static_cast<char>(window_.at(0));
        drop(1);
      }
      continue;
    }
    drop(1);
  }
  const bool is_number = !bare.empty() && bare.find_first_not_of("0123456789.-+") == std::string::npos;
  if (out != nullptr && !has_string && is_number) *out = bare;
}

std::string SqlLexer::value() {
  std::string out;
  read_value(&out);
  return out;
}

void SqlLexer::skip_value() {
  read_value(nullptr);
}

bool SqlLexer::at_statement() {
  constexpr std::array<std::string_view, 6> kStatements{"insert", "replace", "create", "copy", "go", "drop"};
  return std::ranges::any_of(kStatements, [this](std::string_view word) { return is_word(word); });
}

void SqlLexer::skip_statement() {
  while (true) {
    const int c = window_.at(0);
    if (c == -1) return;
    if (c == '\'' || c == '"' || c == '`') {
      string(static_cast<char>(c), backslash_escapes_ && c != '`', nullptr);
    } else if (c == '$' && dollar_string()) {
      continue;
    } else if (c == '-' && window_.at(1) == '-') {
      drop_line();
    } else {
      drop(1);
      if (c == ';') return;
      if (c == '\n' && at_statement()) {
        if (is_word("go")) drop_line();
        return;
      }
    }
  }
}

std::vector<std::string> SqlLexer::copy_line(std::size_t& bytes) {
  std::vector<std::string> values(1);
  std::size_t i = 0;
  for (;; ++i) {
    const int c = window_.at(i);
    if (c == '\n' || c == -1) break;
    if (c == '\t') {
      values.emplace_back();
    } else if (c == '\\') {
      const int next = window_.at(++i);
      if (next == -1) break;
      const int meant = next == 'N' && values.back().empty() ? -1 : escaped(next);
      if (meant != -1) values.back() += static_cast<char>(meant);
    } else if (c != '\r' || window_.at(i + 1) != '\n') {
      values.back() += static_cast<char>(c);
    }
  }
  bytes = i + (window_.at(i) == -1 ? 0 : 1);
  drop(bytes);
  return values;
}

}  // namespace vnidx::format
