#include "print/document.h"

#include "entity/date.h"
#include "print/json.h"
#include "print/printable.h"
#include "print/wrap.h"

namespace vnidx::print {
namespace {

/// The URL of the file at `path`, or of the archive it is in (RFC 8089, RFC 3986).
std::string file_url(std::string_view path) {
  constexpr std::string_view kUnreserved = "-._~/";
  constexpr std::string_view kHexadecimal = "0123456789ABCDEF";
  std::string url = "file://";
  for (const char c : path.substr(0, path.find("!/"))) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          kUnreserved.find(c) != std::string_view::npos;
    if (is_plain) {
      url += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      url.append(1, '%').append(1, kHexadecimal[byte >> 4U]).append(1, kHexadecimal[byte & 15U]);
    }
  }
  return url;
}

}  // namespace

void append_json(std::string& out, const Document& document, PathOf path) {
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
  if (path == PathOf::shown) set_known(object, "path", document.path);
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
  add(document.number);
  add(document.issuer);
  add(document.author);
  add(document.source);
  if (document.reads) add(std::to_string(*document.reads) + " reads");
  return line;
}

void append_path(std::string& out, const std::string& path, const Style& style) {
  // https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda: OSC 8 ; parameters ; URL ST.
  if (style.links) out.append("\x1b]8;;").append(file_url(path)).append("\x1b\\");
  out.append(style.faint).append(printable(path)).append(style.reset);
  if (style.links) out.append("\x1b]8;;\x1b\\");
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
  if (!document.path.empty()) {
    append_path(out, document.path, style);
    out += '\n';
  }
  const std::string body = document.body();
  if (body.empty()) return;
  out += '\n';
  append_highlighted(out, body, body_highlights, {{}, style.match, style.reset});
  if (body.back() != '\n') out += '\n';
}

}  // namespace vnidx::print
