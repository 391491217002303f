// The packages of Office since 2007: `.docx`, `.pptx`, `.xlsx` and their kin (ECMA-376). Which of them it is,
// its parts say, not its name. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "format/extraction.h"

namespace vnidx::format {

bool begins_word_package(std::string_view head);
bool begins_slides_package(std::string_view head);
bool begins_sheets_package(std::string_view head);

/// An Extract (extraction.h) for all of them.
Extraction extract_ooxml(std::string bytes, const Hints& hints);

}  // namespace vnidx::format
