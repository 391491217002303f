#include "format/csv.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "format/space.h"
#include "format/table_rows.h"

namespace vnidx::format {
namespace {

bool ends_line(int c) {
  return c == '\n' || c == '\r' || c == -1;
}

class CsvRecords : public RecordReader {
 public:
  CsvRecords(TextWindow& window, const FieldMap& map) : window_(window), map_(map) {}

  Record next() override;

 private:
  std::optional<Record> begin();
  char find_separator();
  std::vector<std::string> row();
  std::size_t field(std::size_t at, std::string& value);
  std::optional<std::size_t> quoted(std::size_t at, std::string& value, bool within_line);

  TextWindow& window_;
  const FieldMap& map_;
  TableRows rows_;
  char separator_ = ',';
  bool begun_ = false;
  bool distrusts_quotes_ = false;  // one had no end
  std::size_t row_bytes_ = 0;
};

/// The sign that stands most often in the first line, outside of quotes.
char CsvRecords::find_separator() {
  constexpr std::string_view kSigns = ",;\t|";
  std::vector<std::size_t> counts(kSigns.size());
  bool is_quoted = false;
  for (std::size_t i = 0; is_quoted ? window_.at(i) != -1 : !ends_line(window_.at(i)); ++i) {
    const auto c = static_cast<char>(window_.at(i));
    if (c == '"') is_quoted = !is_quoted;
    const std::size_t sign = is_quoted ? std::string_view::npos : kSigns.find(c);
    if (sign != std::string_view::npos) ++counts[sign];
    constexpr std::size_t kLongestHeader = std::size_t{1} << 16;
    if (i > kLongestHeader) break;
  }
  return kSigns[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

/// The value of the field at `at`, which begins with a quote, and where it ends. A quote that neither a
/// separator nor an end of line follows is part of the text: nobody doubled it.
std::optional<std::size_t> CsvRecords::quoted(std::size_t at, std::string& value, bool within_line) {
  constexpr std::size_t kLongest = std::size_t{16} << 20;
  for (std::size_t i = at + 1; i - at < kLongest; ++i) {
    const int c = window_.at(i);
    if (c == -1 || (within_line && c == '\n')) return std::nullopt;
    if (c != '"') {
      value += static_cast<char>(c);
      continue;
    }
    std::size_t behind = i + 1;
    while (window_.at(behind) == ' ') ++behind;
    const int next = window_.at(behind);
    if (ends_line(next) || next == separator_) return behind;
    value += '"';
    if (window_.at(i + 1) == '"') ++i;
  }
  return std::nullopt;
}

std::size_t CsvRecords::field(std::size_t at, std::string& value) {
  if (window_.at(at) == '"') {
    if (const auto end = quoted(at, value, distrusts_quotes_)) return *end;
    distrusts_quotes_ = true;
    value.clear();
  }
  while (!ends_line(window_.at(at)) && window_.at(at) != separator_)
    value += static_cast<char>(window_.at(at++));
  return at;
}

/// The row at hand, which is dropped.
std::vector<std::string> CsvRecords::row() {
  std::vector<std::string> values;
  std::size_t at = 0;
  while (true) {
    at = field(at, values.emplace_back());
    if (window_.at(at) != separator_) break;
    ++at;
  }
  if (window_.at(at) == '\r') ++at;
  if (window_.at(at) == '\n') ++at;
  row_bytes_ = at;
  window_.drop(at);
  return values;
}

/// Reads the names of the columns; what is to be told of them.
std::optional<Record> CsvRecords::begin() {
  begun_ = true;
  constexpr std::string_view kExcelHint = "sep=";
  if (window_.view(kExcelHint.size()).starts_with(kExcelHint) && window_.at(kExcelHint.size()) != -1) {
    separator_ = static_cast<char>(window_.at(kExcelHint.size()));
    row();
  } else {
    separator_ = find_separator();
  }
  const auto& told = map_.told();
  const bool counts = !told.empty() && std::ranges::all_of(told, [](const auto& each) {
    return each.second.find_first_not_of("0123456789") == std::string::npos;
  });
  std::vector<std::string> names;
  if (counts) {
    constexpr int kMostColumns = 200;
    for (int i = 1; i <= kMostColumns; ++i) names.push_back(std::to_string(i));
  } else {
    names = row();
  }
  rows_ = TableRows({}, names, map_);
  Record record;
  if (!rows_.has_content()) {
    for (std::string& name : names) name = trim(name).substr(0, 40);
    std::string shown;
    for (const std::string& name : names) {
      if (shown.size() < 200) shown += (shown.empty() ? "" : ", ") + name;
    }
    record.message = "has no column that is known as title or text (" + shown +
                     "): name them with --map title=NAME,text=NAME";
    return record;
  }
  record.kind = Record::Kind::note;
  record.message = counts ? std::string() : rows_.note();
  return record.message.empty() ? std::nullopt : std::optional(std::move(record));
}

Record CsvRecords::next() {
  if (!begun_) {
    if (window_.at(0) == -1) return {};
    if (std::optional<Record> told = begin()) return *std::move(told);
  }
  if (!rows_.has_content()) return {};
  while (window_.at(0) != -1) {
    const std::uint64_t line = window_.line();
    std::vector<std::string> values = row();
    const bool is_blank = std::ranges::all_of(values, [](const std::string& v) { return trim(v).empty(); });
    if (is_blank) continue;
    return rows_.record(values, line, row_bytes_);
  }
  return {};
}

}  // namespace

std::unique_ptr<RecordReader> open_csv(TextWindow& window, const FieldMap& map) {
  return std::make_unique<CsvRecords>(window, map);
}

}  // namespace vnidx::format
