// Reading what many documents have in one value slot. May throw Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <span>
#include <string>

#include "schema/fields.h"

namespace vnidx::search {

/// Calls `use(const std::string&)` with the value that each of `documents` (sorted) has in `slot`; empty
/// where it has none. Reads the slot as a stream: far cheaper than opening every document.
template <class Use>
void for_each_value(const Xapian::Database& database, schema::Slot slot,
                    std::span<const Xapian::docid> documents, Use&& use) {
  const auto number = static_cast<Xapian::valueno>(slot);
  auto value = database.valuestream_begin(number);
  const auto end = database.valuestream_end(number);
  for (const Xapian::docid document : documents) {
    if (value != end && value.get_docid() < document) value.skip_to(document);
    use(value != end && value.get_docid() == document ? *value : std::string());
  }
}

}  // namespace vnidx::search
