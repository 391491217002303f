// One record on its way to a document: takes its fields in any order, whatever format they came in. Not
// thread-safe; used again for each record.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "format/extraction.h"
#include "format/field_map.h"

namespace vnidx::format {

class RecordDraft {
 public:
  /// Whether a value of `column` could still count.
  bool wants(Column column) const {
    return column.role != Role::none && column.rank <= slots_[static_cast<std::size_t>(column.role)].rank;
  }
  /// Whether there is a text or a title so far.
  bool has_content() const {
    return slots_[static_cast<std::size_t>(Role::text)].rank != kUnset ||
           slots_[static_cast<std::size_t>(Role::title)].rank != kUnset;
  }
  /// A later value of the same column replaces an earlier one. An empty value counts as none.
  void set(Column column, std::string value);
  void note(std::string repair) { repairs_.push_back(std::move(repair)); }

  /// The document that the fields make, or why they make none; the draft is empty then.
  Extraction finish();

 private:
  static constexpr std::uint16_t kUnset = 0xFFFF;
  struct Slot {
    std::string value;
    std::uint16_t rank = kUnset;
  };

  Slot& slot(Role role) { return slots_[static_cast<std::size_t>(role)]; }
  std::string take(Role role) { return std::move(slot(role).value); }
  /// Text out of what may be HTML; of a name that is a number in a database nothing.
  std::string take_label(Role role);
  void take_date(Document& document);
  void take_reads(Document& document);

  std::array<Slot, kRoles> slots_;
  std::optional<Date> date_;  // what the value of the date says
  std::string bad_date_;      // a date that could not be read, if no other is found
  std::vector<std::string> repairs_;
};

}  // namespace vnidx::format
