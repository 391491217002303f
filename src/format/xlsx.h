// Workbooks of Excel since 2007 (ECMA-376, SpreadsheetML). Pure; thread-safe.
#pragma once

#include <string_view>

#include "format/office_head.h"
#include "format/zip.h"

namespace vnidx::format {

/// The sheets that are shown, in order (sheet_text.h). Formulas stand for the values that they had.
OfficeText read_workbook(ZipMembers& members, std::string_view main_part);

}  // namespace vnidx::format
