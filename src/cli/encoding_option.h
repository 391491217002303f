// The option `--encoding`, which several commands have.
#pragma once

#include "cli/options.h"
#include "source/decode.h"

namespace vnidx::cli {

inline void declare_encoding(OptionSet& set, source::Encoding& encoding) {
  set.choice<source::Encoding>("--encoding", encoding,
                               {{"auto", source::Encoding::automatic},
                                {"utf-8", source::Encoding::utf8},
                                {"utf-16le", source::Encoding::utf16le},
                                {"utf-16be", source::Encoding::utf16be}},
                               "encoding of the input (auto)");
}

}  // namespace vnidx::cli
