#include "cli/rejects_file.h"

#include <algorithm>
#include <cerrno>

#include "base/file.h"

namespace vnidx::cli {
namespace {

std::string levelled(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return line;
}

}  // namespace

Result<RejectsFile> RejectsFile::open(const std::string& path) {
  RejectsFile rejects;
  if (path.empty()) return rejects;
  rejects.path_ = path;
  rejects.file_.reset(std::fopen(path.c_str(), "we"));
  if (!rejects.file_) return io_error("open", path, errno);
  return rejects;
}

void RejectsFile::add(std::string_view place, std::string_view reason) {
  if (!file_) return;
  const std::string line = levelled(place) + "\t" + levelled(reason) + "\n";
  std::fwrite(line.data(), 1, line.size(), file_.get());
}

Result<void> RejectsFile::close() {
  if (!file_) return {};
  const bool failed_before = std::ferror(file_.get()) != 0;
  if (std::fclose(file_.release()) != 0 || failed_before) return io_error("write", path_, errno);
  return {};
}

}  // namespace vnidx::cli
