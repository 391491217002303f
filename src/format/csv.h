// Tables of comma-separated values, as spreadsheets and databases write them: with commas, semicolons, tabs
// or bars between, quotes around fields that hold such signs or line feeds, and a row of names first. RFC
// 4180 where files keep to it.
#pragma once

#include <memory>

#include "format/record_reader.h"

namespace vnidx::format {

/// As an OpenRecords (record_reader.h). Where all names that the user gave are numbers, the table has no row
/// of names: they count its columns from 1.
std::unique_ptr<RecordReader> open_csv(TextWindow& window, const FieldMap& map);

}  // namespace vnidx::format
