// The file of `add --rejects`: one line for each input that was rejected. Not thread-safe.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "vnidx/result.h"

namespace vnidx::cli {

class RejectsFile {
 public:
  /// Empties the file, making it where there is none. An empty path stands for no file. Error io.
  static Result<RejectsFile> open(const std::string& path);

  /// Writes `place<TAB>reason`; tabs and line ends inside them become spaces, all else is written exactly.
  void add(std::string_view place, std::string_view reason);

  /// Error io where something could not be written.
  Result<void> close();

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::string path_;
  std::unique_ptr<std::FILE, Closer> file_;
};

}  // namespace vnidx::cli
