#include "cli/files.h"

#include <cerrno>
#include <cstdio>

#include "base/file.h"

namespace vnidx::cli {

std::string input_name(const std::string& name) {
  return name == "-" ? "standard input" : name;
}

Result<std::string> read_input(const std::string& name) {
  return read_file(name == "-" ? "/dev/stdin" : name);
}

Result<void> write_output(const std::string& name, std::string_view bytes) {
  std::FILE* const file = std::fopen(name.c_str(), "we");
  if (file == nullptr) return io_error("open", name, errno);
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const int error_number = errno;
  if (std::fclose(file) == 0 && written) return {};
  return io_error("write", name, written ? errno : error_number);
}

}  // namespace vnidx::cli
