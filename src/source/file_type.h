// What a file is: by its name, then by its first bytes. Pure functions; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "source/byte_stream.h"
#include "vnidx/result.h"

namespace vnidx::source {

enum class Format : std::uint8_t {
  automatic,  ///< by the file's name, then by its first bytes
  text,       ///< one document a file: the article layout, or plain text
  jsonl,      ///< one JSON object a line
};

/// `auto`, `text` …, as in options and in what an index remembers.
std::string_view name_of(Format format);
std::optional<Format> format_named(std::string_view name);

/// The last part of `path` without `.zst` and without the extension before it; a leading dot begins no
/// extension.
std::string_view stem(std::string_view path);

/// The format of the file `path` that begins with `head` (decompressed): text or jsonl. Names that end in
/// `.jsonl`, `.ndjson` or `.json` mean JSON Lines, `.txt`, `.text` and `.md` text (`.zst` behind them apart);
/// under any other name a file that begins with a JSON object is JSON Lines and the rest is text. An error
/// says why it is neither: HTML, CSV, an archive, an image, a program, a JSON array …
Result<Format> recognize_format(std::string_view path, const Head& head);

}  // namespace vnidx::source
