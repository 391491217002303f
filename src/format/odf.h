// OpenDocument: texts, spreadsheets and presentations of LibreOffice and its kin (ISO/IEC 26300). Pure;
// thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "format/extraction.h"

namespace vnidx::format {

bool begins_odt(std::string_view head);
bool begins_ods(std::string_view head);
bool begins_odp(std::string_view head);

/// An Extract (extraction.h) for all of them. Tracked deletions, comments, hidden text, headers and footers
/// are left out; notes stand at the end; each slide is a page with its notes.
Extraction extract_odf(std::string bytes, const Hints& hints);

}  // namespace vnidx::format
