// Documents of Word since 2007 (ECMA-376, WordprocessingML). Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "format/office_head.h"
#include "format/zip.h"

namespace vnidx::format {

/// What `members` show a reader: no field codes, no hidden text, nothing deleted, no headers and footers, and
/// of two drawings of the same thing one. The title is that of the first paragraph in the style called so.
OfficeText read_word_document(ZipMembers& members, std::string_view main_part);

}  // namespace vnidx::format
