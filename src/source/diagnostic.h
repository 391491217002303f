// What a reader has to say about an input that was not read as it stands. Values.
#pragma once

#include <cstdint>
#include <string>

namespace vnidx::source {

struct Diagnostic {
  enum class Kind : std::uint8_t {
    note,      ///< how a file is read; nothing is wrong with it
    repaired,  ///< the document was kept; bytes that could not be read became U+FFFD, a bad date was dropped
               ///< …
    rejected,  ///< no document came of it
    passed_over,  ///< it lies beside documents and is none: a picture, a backup, a program …
  };
  Kind kind;
  std::string
      place;  ///< `path` or `path:line`, as bytes: whoever prints it on a terminal makes it safe first
  std::string message;  ///< one line: what is wrong and, where that helps, what to do
};

}  // namespace vnidx::source
