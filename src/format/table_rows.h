// Rows of a table, whatever file it stands in, as records: its columns' roles, and the ids that its rows
// have. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "format/record_draft.h"
#include "format/record_reader.h"

namespace vnidx::format {

class TableRows {
 public:
  TableRows() = default;
  /// `table` is empty where the file has but one.
  TableRows(std::string table, std::span<const std::string> names, const FieldMap& map);

  /// Whether rows of this table can be documents.
  bool has_content() const;
  bool has_text() const;
  std::size_t columns() const { return columns_.size(); }
  /// Whether the value in column `i` counts.
  bool is_read(std::size_t i) const { return i < columns_.size() && columns_[i].role != Role::none; }
  std::string note() const;

  /// The document that the `values` of a row are; they may be of any encoding.
  Record record(std::span<std::string> values, std::uint64_t line, std::size_t bytes);

 private:
  std::string table_;
  std::vector<Column> columns_;
  FieldNote note_;
  RecordDraft draft_;
  std::unordered_set<std::uint64_t> ids_;  // hashes of those given so far
};

}  // namespace vnidx::format
