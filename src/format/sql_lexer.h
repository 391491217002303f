// The words, names and values of SQL as dumps of MySQL, PostgreSQL, SQL Server and SQLite write them. Takes
// them from the front of a window. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "format/text_window.h"

namespace vnidx::format {

/// `text` in small letters, ASCII only.
std::string lower(std::string_view text);

class SqlLexer {
 public:
  explicit SqlLexer(TextWindow& window);

  void skip_space();  ///< and comments
  bool is_word(std::string_view small);
  bool at_bare_word();
  std::string word();            ///< in small letters; empty where none stands
  std::string name();            ///< bare, or in the quotes of any of them
  std::string qualified_name();  ///< the last part of it
  bool take(char sign);
  /// The value up to the next comma or bracket: the strings in it; `NULL` is empty, a number as it is
  /// written.
  std::string value();
  void skip_value();
  /// Moves past the next semicolon, or, if it is missing, to the line that begins the next statement.
  void skip_statement();
  void drop_line();
  /// The values of a line of COPY.
  std::vector<std::string> copy_line(std::size_t& bytes);
  std::uint64_t dropped() const { return dropped_; }

 private:
  void drop(std::size_t size);
  void string(char quote, bool escapes, std::string* out);
  bool dollar_string();
  void read_value(std::string* out);
  bool at_statement();

  TextWindow& window_;
  bool backslash_escapes_;  // in any string, as MySQL has it
  std::uint64_t dropped_ = 0;
};

}  // namespace vnidx::format
