#include "print/document.h"

#include "entity/date.h"
#include "print/json.h"
#include "print/printable.h"
#include "print/wrap.h"

namespace vnidx::print {

void append_json(std::string& out, const Document& document) {
  Json object;
  object["id"] = document.id;
  set_known(object, "title", document.title);
  if (document.date) object["date"] = entity::to_string(*document.date);
  set_known(object, "author", document.author);
  set_known(object, "source", document.source);
  set_known(object, "category", document.category);
  set_known(object, "number", document.number);
  set_known(object, "issuer", document.issuer);
  if (document.reads) object["reads"] = *document.reads;
  set_known(object, "abstract", document.abstract);
  set_known(object, "text", document.text);
  set_known(object, "caption", document.caption);
  append_line(out, object);
}

std::string byline(const Document& document) {
  std::string line;
  const auto add = [&line](const std::string& part) {
    if (part.empty()) return;
    if (!line.empty()) line += " · ";
    line += part;
  };
  if (document.date) add(entity::to_string(*document.date));
  add(document.author);
  add(document.source);
  if (document.reads) add(std::to_string(*document.reads) + " reads");
  return line;
}

void append_text(std::string& out, const Document& document, std::span<const CodePointRange> title_highlights,
                 std::span<const CodePointRange> body_highlights, const Style& style) {
  if (!document.title.empty()) {
    append_highlighted(out, document.title, title_highlights, {style.title, style.match, style.reset});
    out += '\n';
  }
  for (const std::string& line : {byline(document), document.id}) {
    if (line.empty()) continue;
    out.append(style.faint).append(printable(line)).append(style.reset).append(1, '\n');
  }
  const std::string body = document.body();
  if (body.empty()) return;
  out += '\n';
  append_highlighted(out, body, body_highlights, {{}, style.match, style.reset});
  if (body.back() != '\n') out += '\n';
}

}  // namespace vnidx::print
