#include "format/record_reader.h"

namespace vnidx::format {

void FieldNote::add(std::string_view name, Column column) {
  if (column.role == Role::none) return;
  is_news_ |= name != name_of(column.role);
  text_ += (text_.empty() ? "" : ", ") + std::string(name_of(column.role)) + " from " + std::string(name);
}

std::string FieldNote::text() const {
  return is_news_ ? "read " + text_ : std::string();
}

}  // namespace vnidx::format
