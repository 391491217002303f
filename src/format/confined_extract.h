// One document out of the bytes of a file, read where the table of formats says: in this process, or in a
// child that can do no harm (base/confined.h). Thread-safe.
#pragma once

#include <string>

#include "format/extraction.h"
#include "format/file_format.h"
#include "vnidx/result.h"

namespace vnidx::format {

/// `format` has an Extract. A child that dies is the file's fault: a rejection names it. An error says that
/// the file was not read and may be another time: there can be no child, or a signal came.
Result<Extraction> extract_document(const FileFormat& format, std::string bytes, const Hints& hints);

}  // namespace vnidx::format
