// A document as a person at a terminal reads it.
#pragma once

#include <string>

#include "print/style.h"
#include "vnidx/search.h"

namespace vnidx::cli {

/// The document as text, with the words of `query` highlighted where it is not empty. Errors: those of
/// Searcher::highlight().
Result<std::string> document_view(Searcher& searcher, const Document& document, const std::string& query,
                                  Marks marks, const print::Style& style);

}  // namespace vnidx::cli
