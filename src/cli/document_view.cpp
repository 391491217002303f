#include "cli/document_view.h"

#include "print/document.h"

namespace vnidx::cli {

Result<std::string> document_view(Searcher& searcher, const Document& document, const std::string& query,
                                  Marks marks, const print::Style& style) {
  std::string out;
  if (query.empty()) {
    print::append_text(out, document, {}, {}, style);
    return out;
  }
  const auto title = searcher.highlight(query, marks, document.title);
  if (!title) return title.error();
  const auto body = searcher.highlight(query, marks, document.body());
  if (!body) return body.error();
  print::append_text(out, document, *title, *body, style);
  return out;
}

}  // namespace vnidx::cli
