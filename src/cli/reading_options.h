// The options that say how files are to be read, which several commands have.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/options.h"
#include "encoding/decode.h"
#include "format/file_format.h"
#include "format/recognition.h"
#include "index/ingest.h"

namespace vnidx::cli {

inline void declare_encoding(OptionSet& set, encoding::Encoding& encoding) {
  std::vector<std::pair<std::string, encoding::Encoding>> choices;
  for (const encoding::NamedEncoding& entry : encoding::named_encodings()) {
    choices.emplace_back(entry.name, entry.encoding);
  }
  set.choice<encoding::Encoding>("--encoding", encoding, choices, "encoding of the input (auto)");
}

inline void declare_format(OptionSet& set, format::Format& format) {
  std::vector<std::pair<std::string, format::Format>> choices{{"auto", format::Format::automatic}};
  for (const format::FileFormat& entry : format::file_formats())
    choices.emplace_back(entry.name, entry.format);
  set.choice<format::Format>("--format", format, choices,
                             "what the files are (auto: by name, then by content)");
}

/// Options that the index remembers with what it was made of.
struct RememberedOptions {
  std::vector<std::string> filters;
  std::string list_pages;  ///< empty: not given
  std::vector<std::string> exclude;
  bool recognizes_images = false;
};

inline void declare_remembered(OptionSet& set, RememberedOptions& options) {
  set.list("--filter", "EXT=COMMAND", options.filters,
           "read what COMMAND prints for files *.EXT: text or JSON Lines; {} is the file");
  set.choice<std::string>("--list-pages", options.list_pages, {{"keep", "keep"}, {"reject", "reject"}},
                          "HTML pages that only list others (keep)");
  set.flag("--ocr", options.recognizes_images,
           "read pages of PDF files that are images by tesseract, where it is installed");
  set.list("--exclude", "GLOB", options.exclude,
           "leave out what GLOB says in folders and archives, now and in updates; repeatable");
}

/// Error usage, also where `--ocr` lacks what it needs.
inline Result<index::Revision> revision_of(const RememberedOptions& options) {
  index::Revision revision;
  if (options.recognizes_images) {
    if (const Result<void> found = format::find_tesseract(); !found) return found.error();
    revision.recognizes_images = true;
  }
  revision.exclude = options.exclude;
  for (const std::string& text : options.filters) {
    Result<source::FileFilter> filter = source::parse_filter(text);
    if (!filter) return filter.error();
    put_filter(revision.filters, *std::move(filter));
  }
  if (!options.list_pages.empty()) {
    revision.list_pages =
        options.list_pages == "reject" ? format::ListPages::reject : format::ListPages::keep;
  }
  return revision;
}

}  // namespace vnidx::cli
