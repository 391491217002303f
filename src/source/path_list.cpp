#include "source/path_list.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/file.h"
#include "source/byte_stream.h"

namespace vnidx::source {

Result<std::vector<std::string>> read_path_list(const std::string& file, char separator) {
  UniqueFd owned;
  if (file != "-") {
    owned = UniqueFd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!owned) return io_error("open", file, errno);
  }
  FileStream stream(owned ? owned.get() : STDIN_FILENO);
  Result<Head> head = read_head(stream);
  Result<std::string> content = head ? read_whole(stream, std::move(*head)) : head.error();
  if (!content) {
    Error error = std::move(content).error();
    if (error.code == ErrorCode::damaged) error.code = ErrorCode::io;  // it is no index that is damaged
    error.place = file == "-" ? "standard input" : file;
    return error;
  }
  std::vector<std::string> paths;
  for (std::string_view rest = *content; !rest.empty();) {
    const std::size_t length = std::min(rest.find(separator), rest.size());
    if (length > 0) paths.emplace_back(rest.substr(0, length));
    rest.remove_prefix(std::min(length + 1, rest.size()));
  }
  return paths;
}

}  // namespace vnidx::source
