// The formats that can be read, in one table: how each is known by name and content, and what reads it. Pure
// functions; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "format/extraction.h"
#include "format/record_reader.h"
#include "vnidx/result.h"

namespace vnidx::format {

enum class Format : std::uint8_t {
  automatic,  ///< by the file's name, then by its first bytes
  text,       ///< one document a file: the article layout, or plain text
  markdown,   ///< Markdown, with or without front matter
  jsonl,      ///< one JSON object a line
  json,       ///< JSON of another layout
  csv,        ///< a table, one document a row
  sql,        ///< a dump of a database
  html,       ///< one page a file
  doc,        ///< Word 97 to 2003
  rtf,        ///< Rich Text Format
  docx,       ///< Word since 2007
  pptx,       ///< PowerPoint since 2007
  xlsx,       ///< Excel since 2007
  pdf,        ///< one document a file, its pages parted by U+000C
  odt,        ///< texts of OpenDocument
  ods,        ///< its spreadsheets
  odp,        ///< its presentations
  epub,       ///< books
  xls,        ///< Excel before 2007
  ppt,        ///< PowerPoint before 2007
  mhtml,      ///< a page with what belongs to it, as browsers save it
  subtitles,  ///< SubRip, WebVTT
};

/// Where the bytes of a file are parsed.
enum class Where : std::uint8_t {
  in_process,  ///< text formats, whose readers are ours and are fuzzed
  confined,    ///< in a child process that can do no harm (confined_extract.h): every binary format. Of these
               ///< `begins` alone decides, whatever the file's name: no text begins so.
};

struct FileFormat {
  Format format;
  std::string_view name;                         ///< as in options and in what an index remembers
  std::span<const std::string_view> extensions;  ///< in small letters, without the dot
  /// Whether a file that begins with `head` is of this format; null: any may be.
  bool (*begins)(std::string_view head);
  Extract extract;  ///< reads the file as one document; null: it holds many
  Where where = Where::in_process;
  OpenRecords records = nullptr;  ///< reads its documents one by one; null, as `extract`: one is a line
};

std::span<const FileFormat> file_formats();

/// The entry of `format`, which is not automatic.
const FileFormat& file_format(Format format);

/// `auto`, `text` …
std::string_view name_of(Format format);
std::optional<Format> format_named(std::string_view name);

/// The last part of `path` without `.zst`, `.gz` … and without the extension before it; a leading dot begins
/// no extension.
std::string_view stem(std::string_view path);

/// Whether `head` begins a document of a format whose first bytes decide (Where::confined).
bool is_binary_document(std::string_view head);

/// Whether the extension of `path` is one of a format that can be read.
bool names_format(std::string_view path);

/// Whether `bytes`, the first of a file, are no text.
bool looks_binary(std::string_view bytes);

/// The format of the file `path` that begins with `head` (decompressed). The content decides where it is of a
/// binary format, then the name where the table knows its extension (`.zst`, `.gz` … behind it apart), then
/// the content. An error says why it is none of them: an image, a program …
/// `whole` says that the head is the file: a script without rows that could be documents is a text.
enum class Extent : std::uint8_t { beginning, whole };
Result<Format> recognize_format(std::string_view path, std::string_view head,
                                Extent extent = Extent::beginning);

}  // namespace vnidx::format
