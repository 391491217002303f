// Slides of PowerPoint since 2007 (ECMA-376, PresentationML). Pure; thread-safe.
#pragma once

#include <string_view>

#include "format/office_head.h"
#include "format/zip.h"

namespace vnidx::format {

/// Each slide is a page: its title, what else stands on it in the order of its file, then the speaker's
/// notes. The title is that of the first slide with text, or, where it marks none, what stands there in the
/// largest letters.
OfficeText read_presentation(ZipMembers& members, std::string_view main_part);

}  // namespace vnidx::format
