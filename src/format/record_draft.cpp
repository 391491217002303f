#include "format/record_draft.h"

#include <algorithm>
#include <utility>

#include "encoding/decode.h"
#include "format/count.h"
#include "format/document_id.h"
#include "format/field_value.h"
#include "format/misread_document.h"
#include "format/official_head.h"
#include "format/repairs.h"
#include "format/space.h"

namespace vnidx::format {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

void RecordDraft::set(Column column, std::string value) {
  if (!wants(column)) return;
  Slot& at = slot(column.role);
  const bool replaces = at.rank == column.rank;
  if (column.role == Role::date && !trim(value).empty()) {
    const std::optional<Date> date = value_date(value);
    if (!date) {
      bad_date_ = std::move(value);
      if (replaces) at = {};
      return;
    }
    date_ = date;
  }
  // An id of white space is a mistake that is told.
  if (column.role == Role::id ? value.empty() : trim(value).empty()) {
    if (replaces) at = {};
    return;
  }
  at.value = std::move(value);
  at.rank = column.rank;
}

std::string RecordDraft::take_label(Role role) {
  const bool certain = slot(role).rank <= Column::kStandard;
  std::string value = plain_value(take(role));
  return !certain && is_number(trim(value)) ? std::string() : value;
}

void RecordDraft::take_date(Document& document) {
  if (slot(Role::date).rank != kUnset) {
    document.date = date_;
  } else if (!bad_date_.empty()) {
    note(bad_date(trim(bad_date_)));
  }
}

void RecordDraft::take_reads(Document& document) {
  if (slot(Role::reads).rank == kUnset) return;
  document.reads = parse_count(slot(Role::reads).value);
  if (!document.reads) note("\"reads\" is no count: left out");
}

Extraction RecordDraft::finish() {
  Extraction made;
  Document& document = made.document.emplace();
  const bool is_weak = slot(Role::title).rank >= Column::kWeak && slot(Role::title).rank != kUnset;
  const bool has_url = slot(Role::url).rank != kUnset;
  const bool has_lead = slot(Role::abstract).rank > Column::kStandard &&
                        slot(Role::abstract).rank != kUnset && slot(Role::text).rank != kUnset;
  document.id = take(Role::id);
  document.title = plain_value(take(Role::title));
  document.text = plain_value(take(Role::text));
  document.abstract = plain_value(take(Role::abstract));
  // What stands first in a text in another archive may stand there twice.
  if (has_lead && !document.abstract.empty()) {
    const std::string lead(trim(document.abstract));
    if (!document.text.starts_with(lead)) document.text.insert(0, lead + '\n');
    document.abstract.clear();
  }
  document.caption = plain_value(take(Role::caption));
  document.author = take_label(Role::author);
  document.source = take_label(Role::source);
  document.category = take_label(Role::category);
  document.number = take(Role::number);
  document.issuer = take_label(Role::issuer);
  if (document.source.empty()) document.source = site_of(slot(Role::url).value);
  take_date(document);
  take_reads(document);
  restore_misread(document, repairs_);
  complete_record_from_head(document);
  const bool is_empty = trim(document.text).empty() && trim(document.title).empty();
  const bool is_name_only = is_weak && !has_url && document.text.empty() && document.abstract.empty();
  if (is_empty || is_name_only) {
    made.rejection = "has neither text nor title";
  } else if (!document.id.empty() && !is_valid_id(document.id)) {
    made.rejection = "has an id of white space only, or with control characters in it";
  }
  if (!made.rejection.empty()) made.document.reset();
  made.repairs = std::exchange(repairs_, {});
  for (Slot& each : slots_) each = {};
  bad_date_.clear();
  return made;
}

}  // namespace vnidx::format
