// Dumps of databases (MySQL, PostgreSQL, SQL Server, SQLite) as records: the rows that INSERT and COPY put
// into tables with a column of text. Other tables and statements are passed over. Nothing is executed.
#pragma once

#include <memory>
#include <string_view>

#include "format/record_reader.h"

namespace vnidx::format {

/// Whether `head`, the beginning of a file, is that of a dump with rows.
bool begins_sql_dump(std::string_view head);

/// Whether the dump `text`, as a whole, has a row that is a document.
bool holds_sql_records(std::string_view text);

/// As an OpenRecords (record_reader.h).
std::unique_ptr<RecordReader> open_sql_dump(TextWindow& window, const FieldMap& map);

}  // namespace vnidx::format
