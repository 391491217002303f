// Workbooks of Excel 5 to 2003 ([MS-XLS], BIFF5 and BIFF8). Pure; thread-safe.
#pragma once

#include <string_view>

#include "format/office_head.h"
#include "vnidx/result.h"

namespace vnidx::format {

/// The sheets that are shown, in order (sheet_text.h). Strings are decoded by the font of their cell, or by
/// those of their parts. An error where the workbook is protected by a password.
Result<OfficeText> read_old_workbook(std::string_view stream);

}  // namespace vnidx::format
