// The options that say how files are to be read, which several commands have.
#pragma once

#include <utility>
#include <vector>

#include "cli/options.h"
#include "encoding/decode.h"
#include "format/file_format.h"

namespace vnidx::cli {

inline void declare_encoding(OptionSet& set, encoding::Encoding& encoding) {
  set.choice<encoding::Encoding>("--encoding", encoding,
                                 {{"auto", encoding::Encoding::automatic},
                                  {"utf-8", encoding::Encoding::utf8},
                                  {"utf-16le", encoding::Encoding::utf16le},
                                  {"utf-16be", encoding::Encoding::utf16be}},
                                 "encoding of the input (auto)");
}

inline void declare_format(OptionSet& set, format::Format& format) {
  std::vector<std::pair<std::string, format::Format>> choices{{"auto", format::Format::automatic}};
  for (const format::FileFormat& entry : format::file_formats())
    choices.emplace_back(entry.name, entry.format);
  set.choice<format::Format>("--format", format, choices,
                             "what the files are (auto: by name, then by content)");
}

}  // namespace vnidx::cli
