// JSON of any layout as records: an array of objects, objects one behind another, an object that holds them
// in a list or under keys of its own. Sound records are cut out and parsed one by one; what is broken is
// mended, and what cannot be is told and passed over to where the next one begins.
#pragma once

#include <memory>

#include "format/record_reader.h"

namespace vnidx::format {

/// Whether `head`, the beginning of a file, is of JSON that holds objects.
bool begins_json(std::string_view head);
/// Whether what begins so can be JSON Lines: its first line is an object, or a broken one before another
/// line.
bool may_be_json_lines(std::string_view head);
/// Whether it is: there are two lines at least.
bool begins_json_lines(std::string_view head);

/// As an OpenRecords (record_reader.h).
std::unique_ptr<RecordReader> open_json(TextWindow& window, const FieldMap& map);

}  // namespace vnidx::format
