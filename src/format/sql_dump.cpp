#include "format/sql_dump.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "format/sql_lexer.h"
#include "format/table_rows.h"

namespace vnidx::format {
namespace {

class SqlRecords : public RecordReader {
 public:
  SqlRecords(TextWindow& window, const FieldMap& map) : window_(window), map_(map), lexer_(window) {}

  Record next() override;

 private:
  enum class Within : std::uint8_t { nothing, insert, copy };

  struct Table {
    std::vector<std::string> columns;
    std::vector<std::string> rows_columns;  // those that `rows` was made for
    TableRows rows;
    bool is_made = false;
    bool is_told = false;
  };

  void statement();
  void create();
  void insert();
  void copy();
  std::vector<std::string> names_in_brackets();
  void enter(const std::string& name, std::vector<std::string> columns, Within within);
  std::optional<Record> insert_row();
  std::optional<Record> copy_row();
  Record row_record(std::vector<std::string> values, std::uint64_t line, std::size_t bytes);

  TextWindow& window_;
  const FieldMap& map_;
  SqlLexer lexer_;
  std::map<std::string, Table> tables_;
  Table* table_ = nullptr;  // whose rows are at hand
  Within within_ = Within::nothing;
  std::optional<Record> pending_;
  std::size_t documents_ = 0;
  std::size_t passed_over_ = 0;  // rows
};

Record SqlRecords::next() {
  while (true) {
    if (pending_) return *std::exchange(pending_, std::nullopt);
    if (within_ != Within::nothing) {
      if (std::optional<Record> record = within_ == Within::insert ? insert_row() : copy_row())
        return *std::move(record);
      continue;
    }
    lexer_.skip_space();
    if (window_.at(0) == -1) break;
    statement();
  }
  Record end;
  if (documents_ == 0 && window_.error() == nullptr) {
    end.message = passed_over_ == 0
                      ? "is an SQL dump without rows"
                      : "is an SQL dump without a table with a column that is known as text: name it "
                        "with --map title=NAME,text=NAME";
  }
  return end;
}

void SqlRecords::statement() {
  const std::string word = lexer_.word();
  if (word == "create") {
    create();
  } else if (word == "insert" || word == "replace") {
    insert();
  } else if (word == "copy") {
    copy();
  } else {
    lexer_.skip_statement();
  }
}

/// CREATE TABLE name (column type …, PRIMARY KEY …)
void SqlRecords::create() {
  std::string word = lexer_.word();
  while (word == "temporary" || word == "unlogged" || word == "global" || word == "local" || word == "temp")
    word = lexer_.word();
  if (word != "table") return lexer_.skip_statement();
  for (lexer_.skip_space(); lexer_.is_word("if") || lexer_.is_word("not") || lexer_.is_word("exists");
       lexer_.skip_space())
    lexer_.word();
  const std::string name = lexer_.qualified_name();
  if (name.empty() || !lexer_.take('(')) return lexer_.skip_statement();
  constexpr std::array<std::string_view, 11> kNoColumns{"primary", "key",     "unique", "constraint",
                                                        "index",   "foreign", "check",  "fulltext",
                                                        "spatial", "exclude", "period"};
  Table& table = tables_[name];
  table.columns.clear();
  while (true) {
    lexer_.skip_space();
    const bool is_bare = lexer_.at_bare_word();
    std::string column = lexer_.name();
    if (column.empty()) break;
    if (!is_bare || std::ranges::find(kNoColumns, lower(column)) == kNoColumns.end())
      table.columns.push_back(std::move(column));
    lexer_.skip_value();
    if (!lexer_.take(',')) break;
  }
  lexer_.take(')');
  lexer_.skip_statement();
}

std::vector<std::string> SqlRecords::names_in_brackets() {
  std::vector<std::string> names;
  if (!lexer_.take('(')) return names;
  do {
    lexer_.skip_space();
    std::string name = lexer_.name();
    if (name.empty()) break;
    names.push_back(std::move(name));
  } while (lexer_.take(','));
  lexer_.take(')');
  return names;
}

/// INSERT [INTO] name [(columns)] VALUES (…), (…);
void SqlRecords::insert() {
  constexpr std::array<std::string_view, 8> kBeforeName{
      "into", "ignore", "or", "replace", "delayed", "high_priority", "low_priority", "overwrite"};
  lexer_.skip_space();
  while (std::ranges::any_of(kBeforeName, [this](std::string_view word) { return lexer_.is_word(word); })) {
    lexer_.word();
    lexer_.skip_space();
  }
  const std::string name = lexer_.qualified_name();
  if (name.empty()) return lexer_.skip_statement();
  std::vector<std::string> columns = names_in_brackets();
  for (lexer_.skip_space();
       lexer_.is_word("overriding") || lexer_.is_word("system") || lexer_.is_word("user");
       lexer_.skip_space()) {
    lexer_.word();
    lexer_.skip_space();
    if (lexer_.is_word("value")) lexer_.word();
  }
  const std::string values = lexer_.word();
  if (values != "values" && values != "value") return lexer_.skip_statement();
  enter(name, std::move(columns), Within::insert);
}

/// COPY name (columns) FROM stdin; then a row a line, up to `\.`
void SqlRecords::copy() {
  lexer_.skip_space();
  const std::string name = lexer_.qualified_name();
  std::vector<std::string> columns = names_in_brackets();
  if (name.empty() || lexer_.word() != "from" || lexer_.word() != "stdin") return lexer_.skip_statement();
  while (window_.at(0) != '\n' && window_.at(0) != -1) window_.drop(1);
  window_.drop(1);
  enter(name, std::move(columns), Within::copy);
}

void SqlRecords::enter(const std::string& name, std::vector<std::string> columns, Within within) {
  Table& table = tables_[name];
  if (columns.empty()) columns = table.columns;
  if (!table.is_made || table.rows_columns != columns) {
    table.rows = TableRows(name, columns, map_);
    table.rows_columns = std::move(columns);
    table.is_made = true;
  }
  table_ = &table;
  within_ = within;
}

Record SqlRecords::row_record(std::vector<std::string> values, std::uint64_t line, std::size_t bytes) {
  Record record = table_->rows.record(values, line, bytes);
  documents_ += record.extraction.document ? 1 : 0;
  std::string note = std::exchange(table_->is_told, true) ? std::string() : table_->rows.note();
  if (note.empty()) return record;
  pending_ = std::move(record);
  return {Record::Kind::note, {}, std::move(note), 0, {}, 0};
}

std::optional<Record> SqlRecords::insert_row() {
  lexer_.skip_space();
  const std::uint64_t line = window_.line();
  if (!lexer_.take('(')) {
    within_ = Within::nothing;
    lexer_.take(';');
    return std::nullopt;
  }
  const bool is_read = table_->rows.has_text();
  const std::uint64_t begin = lexer_.dropped();
  std::vector<std::string> values;
  std::size_t column = 0;
  do {
    if (is_read && table_->rows.is_read(column)) {
      values.push_back(lexer_.value());
    } else {
      lexer_.skip_value();
      if (is_read) values.emplace_back();
    }
    ++column;
  } while (lexer_.take(','));
  const bool is_whole = lexer_.take(')');
  lexer_.take(',');
  if (is_whole && !is_read) {
    ++passed_over_;
    return std::nullopt;
  }
  if (is_whole)
    return row_record(std::move(values), line, static_cast<std::size_t>(lexer_.dropped() - begin));
  within_ = Within::nothing;
  if (window_.error() != nullptr) return std::nullopt;
  Record lost;
  lost.kind = Record::Kind::lost;
  lost.line = line;
  lost.message = window_.at(0) == -1 ? "is a row that is cut off" : "is a row that cannot be read as SQL";
  lexer_.skip_statement();
  return lost;
}

std::optional<Record> SqlRecords::copy_row() {
  const std::uint64_t line = window_.line();
  if (window_.at(0) == -1 || (window_.at(0) == '\\' && window_.at(1) == '.')) {
    within_ = Within::nothing;
    lexer_.drop_line();
    return std::nullopt;
  }
  std::size_t bytes = 0;
  std::vector<std::string> values = lexer_.copy_line(bytes);
  if (!table_->rows.has_text()) {
    ++passed_over_;
    return std::nullopt;
  }
  return row_record(std::move(values), line, bytes);
}

}  // namespace

bool begins_sql_dump(std::string_view head) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::string small = lower(head.substr(0, std::size_t{64} << 10));
  const std::size_t begin = small.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return false;
  const std::string_view text = std::string_view(small).substr(begin);
  constexpr std::array<std::string_view, 10> kBegins{
      "--",      "/*",     "insert into", "create table",    "set ",
      "pragma ", "begin;", "drop table",  "create database", "use "};
  const bool begins =
      std::ranges::any_of(kBegins, [&](std::string_view word) { return text.starts_with(word); });
  return begins && (text.find("insert into") != std::string_view::npos ||
                    text.find("create table") != std::string_view::npos);
}

bool holds_sql_records(std::string_view text) {
  TextWindow window(text);
  SqlRecords records(window, kNoFieldsTold);
  while (true) {
    const Record record = records.next();
    if (record.kind == Record::Kind::end) return false;
    if (record.kind == Record::Kind::document && record.extraction.document) return true;
  }
}

std::unique_ptr<RecordReader> open_sql_dump(TextWindow& window, const FieldMap& map) {
  return std::make_unique<SqlRecords>(window, map);
}

}  // namespace vnidx::format
