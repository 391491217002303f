// One document printed whole. Pure functions; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "print/style.h"
#include "vnidx/document.h"
#include "vnidx/search.h"

namespace vnidx::print {

/// `add` takes no path from a document that it reads back.
enum class PathOf : std::uint8_t { shown, left_out };

/// The document as the JSON object that `add` reads back, and a line end. Unknown values are absent.
void append_json(std::string& out, const Document& document, PathOf path);

/// The document for a person: title, what is known of it, its body as it was read. Highlights are code points
/// of the title and of document.body().
void append_text(std::string& out, const Document& document, std::span<const CodePointRange> title_highlights,
                 std::span<const CodePointRange> body_highlights, const Style& style);

/// Where the document came from: its path, faint, and a link to the file where the style has links.
void append_path(std::string& out, const std::string& path, const Style& style);

/// `2018-07-11 · number · issuer · author · source`: what is known of it, in a line; empty where that is
/// nothing.
std::string byline(const Document& document);

}  // namespace vnidx::print
