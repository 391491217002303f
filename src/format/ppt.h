// Slides of PowerPoint 97 to 2003 ([MS-PPT]). Pure; thread-safe.
#pragma once

#include <string_view>

#include "format/office_head.h"

namespace vnidx::format {

/// Each slide is a page, in the order they are shown: its texts, then the speaker's notes. `stream` is
/// `PowerPoint Document`, `current_user` the stream of that name. Where the directory of a damaged file leads
/// nowhere, all texts are taken in the order of the file.
OfficeText read_old_slides(std::string_view stream, std::string_view current_user);

}  // namespace vnidx::format
