#include "schema/record.h"

#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "base/varint.h"

namespace vnidx::schema {
namespace {

enum class Tag : std::uint8_t {
  id = 1,
  title,
  date,
  author,
  source,
  category,
  reads,
  abstract,
  text,
  caption,
  path,
  number,
  issuer,
};

void append_field(std::string& out, Tag tag, std::string_view value) {
  if (value.empty()) return;
  out += static_cast<char>(tag);
  append_varint(out, value.size());
  out += value;
}

std::optional<std::string_view> take_value(std::string_view& rest) {
  std::size_t length = 0;
  for (unsigned shift = 0;; shift += 7) {
    if (rest.empty() || shift > 56) return std::nullopt;
    const auto byte = static_cast<unsigned char>(rest.front());
    rest.remove_prefix(1);
    length |= static_cast<std::size_t>(byte & 0x7fU) << shift;
    if (byte < 0x80) break;
  }
  if (length > rest.size()) return std::nullopt;
  const std::string_view value = rest.substr(0, length);
  rest.remove_prefix(length);
  return value;
}

template <class Number>
std::optional<Number> number_of(std::string_view digits) {
  Number number{};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string compact_date(Date date) {
  char digits[16];
  std::snprintf(digits, sizeof digits, "%04d%02u%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return digits;
}

std::optional<Date> read_compact_date(std::string_view digits) {
  if (digits.size() != 8) return std::nullopt;
  const auto number = number_of<unsigned>(digits);
  if (!number) return std::nullopt;
  const Date date{std::chrono::year(static_cast<int>(*number / 10000)),
                  std::chrono::month(*number / 100 % 100), std::chrono::day(*number % 100)};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::string write_record(const Document& document) {
  std::string record;
  record.reserve(document.abstract.size() + document.text.size() + document.caption.size() + 512);
  append_field(record, Tag::id, document.id);
  append_field(record, Tag::title, document.title);
  if (document.date) append_field(record, Tag::date, compact_date(*document.date));
  append_field(record, Tag::author, document.author);
  append_field(record, Tag::source, document.source);
  append_field(record, Tag::category, document.category);
  if (document.reads) append_field(record, Tag::reads, std::to_string(*document.reads));
  append_field(record, Tag::abstract, document.abstract);
  append_field(record, Tag::text, document.text);
  append_field(record, Tag::caption, document.caption);
  append_field(record, Tag::path, document.path);
  append_field(record, Tag::number, document.number);
  append_field(record, Tag::issuer, document.issuer);
  return record;
}

std::optional<RecordView> view_record(std::string_view record) {
  RecordView document;
  while (!record.empty()) {
    const auto tag = static_cast<Tag>(record.front());
    record.remove_prefix(1);
    const auto value = take_value(record);
    if (!value) return std::nullopt;
    switch (tag) {
      case Tag::id:
        document.id = *value;
        break;
      case Tag::title:
        document.title = *value;
        break;
      case Tag::date:
        document.date = read_compact_date(*value);
        if (!document.date) return std::nullopt;
        break;
      case Tag::author:
        document.author = *value;
        break;
      case Tag::source:
        document.source = *value;
        break;
      case Tag::category:
        document.category = *value;
        break;
      case Tag::reads:
        document.reads = number_of<std::int64_t>(*value);
        if (!document.reads) return std::nullopt;
        break;
      case Tag::abstract:
        document.abstract = *value;
        break;
      case Tag::text:
        document.text = *value;
        break;
      case Tag::caption:
        document.caption = *value;
        break;
      case Tag::path:
        document.path = *value;
        break;
      case Tag::number:
        document.number = *value;
        break;
      case Tag::issuer:
        document.issuer = *value;
        break;
    }
  }
  if (document.id.empty()) return std::nullopt;
  return document;
}

std::optional<Document> read_record(std::string_view record) {
  const auto view = view_record(record);
  if (!view) return std::nullopt;
  const auto text = [](std::string_view field) { return std::string(field); };
  return Document{text(view->id),     text(view->title),    view->date,         text(view->author),
                  text(view->source), text(view->category), text(view->number), text(view->issuer),
                  view->reads,        text(view->abstract), text(view->text),   text(view->caption),
                  text(view->path)};
}

std::uint64_t fingerprint(std::string_view record) {
  return XXH3_64bits(record.data(), record.size());
}

}  // namespace vnidx::schema
