// How Office files before 2007 begin. Apart from ole.h, so that files are told apart by programs that do not
// link libgsf. Pure functions; thread-safe.
#pragma once

#include <string_view>

namespace vnidx::format {

/// Whether a file that begins with `head` is such a container; one that, as far as `head` shows, holds a
/// workbook, or slides.
bool begins_ole(std::string_view head);
bool begins_old_workbook(std::string_view head);
bool begins_old_slides(std::string_view head);

}  // namespace vnidx::format
