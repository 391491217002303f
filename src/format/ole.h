// The container of Office files before 2007: a file system in a file, with streams by name. The adapter to
// libgsf. Not thread-safe for each value.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "format/extraction.h"

namespace vnidx::format {

class OleFile {
 public:
  /// `bytes` must outlive it. What is no such container has no streams.
  explicit OleFile(std::string_view bytes);
  ~OleFile();
  OleFile(const OleFile&) = delete;
  OleFile& operator=(const OleFile&) = delete;

  /// The stream of that name at the top; nothing where there is none or it cannot be read.
  std::optional<std::string> stream(const char* name) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Reads what the container holds, as an Extract (extraction.h): what it is of, Word, Excel or PowerPoint,
/// its streams say, not its name.
Extraction extract_ole(std::string bytes, const Hints& hints);

}  // namespace vnidx::format
