// Documents of Word 97 to 2003 as text: the body with its tables row by row, then footnotes, endnotes and
// text boxes. Headers, comments, deleted and hidden text and the codes of fields are left out. Pure
// functions; thread-safe.
//
// Source: [MS-DOC], Word (.doc) Binary File Format.
#pragma once

#include <string_view>

#include "format/office_head.h"
#include "vnidx/result.h"

namespace vnidx::format {

/// The stream that holds the tables of the document in stream WordDocument.
const char* doc_table_name(std::string_view word);

/// The document in the streams WordDocument and `table`. Errors say why there is no text: it is encrypted, of
/// an older Word, or damaged.
Result<OfficeText> read_doc(std::string_view word, std::string_view table);

}  // namespace vnidx::format
