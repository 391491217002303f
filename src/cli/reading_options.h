// The options that say how files are to be read, which several commands have.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/options.h"
#include "encoding/decode.h"
#include "format/file_format.h"

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

}  // namespace vnidx::cli
