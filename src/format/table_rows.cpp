#include "format/table_rows.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "encoding/decode.h"
#include "format/repairs.h"
#include "format/space.h"

namespace vnidx::format {
namespace {

/// U+001F, which stands in no encoding for anything else.
constexpr char kBetween = '\x1F';

/// Makes the values UTF-8, together, for one alone may say too little of its encoding.
std::vector<std::string> decode_values(std::span<std::string> values) {
  std::string all;
  for (const std::string& value : values) {
    all += value;
    all += kBetween;
  }
  const std::size_t size = all.size();
  if (encoding::Decoded sound = encoding::decode(all, encoding::Encoding::utf8); sound.replaced == 0)
    return {};
  encoding::Decoded decoded = encoding::decode(all, encoding::Encoding::automatic);
  if (decoded.encoding == encoding::Encoding::unknown ||
      std::ranges::count(decoded.text, kBetween) < static_cast<std::ptrdiff_t>(values.size()))
    decoded = encoding::decode(all, encoding::Encoding::utf8);
  std::string_view rest = decoded.text;
  for (std::string& value : values) {
    const std::size_t end = std::min(rest.find(kBetween), rest.size());
    value = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::vector<std::string> repairs;
  if (std::optional<std::string> note = decoded_from(decoded)) repairs.push_back(*std::move(note));
  if (decoded.replaced > 0 && size > 0) repairs.push_back(bad_bytes(decoded));
  return repairs;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

TableRows::TableRows(std::string table, std::span<const std::string> names, const FieldMap& map)
    : table_(std::move(table)) {
  for (const std::string& name : names) {
    columns_.push_back(map.column(name));
    note_.add(name, columns_.back());
  }
}

bool TableRows::has_text() const {
  return std::ranges::any_of(columns_, [](Column c) {
    return c.role == Role::text || c.role == Role::abstract ||
           (c.role == Role::title && c.rank == Column::kTold);
  });
}

bool TableRows::has_content() const {
  const auto has = [this](Role role) {
    return std::ranges::find(columns_, role, &Column::role) != columns_.end();
  };
  return has_text() || std::ranges::any_of(columns_, &Column::is_content) ||
         (has(Role::title) && has(Role::url));
}

std::string TableRows::note() const {
  std::string note = note_.text();
  return note.empty() || table_.empty() ? note : "table " + table_ + ": " + note;
}

Record TableRows::record(std::span<std::string> values, std::uint64_t line, std::size_t bytes) {
  Record record{Record::Kind::document, {}, {}, line, {}, bytes};
  for (std::string& repair : decode_values(values)) draft_.note(std::move(repair));
  for (std::size_t i = 0; i < std::min(values.size(), columns_.size()); ++i) {
    record.content += values[i];
    record.content += kBetween;
    if (columns_[i].role == Role::id) values[i] = std::string(trim(values[i]));
    draft_.set(columns_[i], std::move(values[i]));
  }
  record.extraction = draft_.finish();
  if (!record.extraction.document) return record;
  std::string& id = record.extraction.document->id;
  // Each table counts its rows from 1.
  if (!table_.empty() && is_number(id)) id.insert(0, table_ + '-');
  if (!id.empty() && !ids_.insert(std::hash<std::string>()(id)).second) {
    record.extraction.repairs.push_back("has the id " + id + " of a row before: it gets one of its own");
    id.clear();
  }
  return record;
}

}  // namespace vnidx::format
