#include "cli/globals.h"

#include <cstdlib>

namespace vnidx::cli {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

std::string user_path(const char* variable, const char* fallback, const char* relative) {
  // The specification has relative paths in these variables ignored.
  if (const std::string folder = environment(variable); folder.starts_with('/'))
    return folder + "/" + relative;
  if (const std::string home = environment("HOME"); !home.empty())
    return home + "/" + fallback + "/" + relative;
  return "";
}

Result<std::string> index_path(const Globals& globals) {
  if (!globals.index.empty()) return globals.index;
  if (std::string path = environment("VNIDX_INDEX"); !path.empty()) return path;
  if (std::string path = user_path("XDG_DATA_HOME", ".local/share", "vnidx/default"); !path.empty())
    return path;
  return Error{ErrorCode::usage, "no index is named and HOME is not set", "", "name one with --index DIR"};
}

}  // namespace vnidx::cli
