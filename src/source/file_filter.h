// Commands that the user names for files of some extension, to turn them into text or JSON Lines. Values and
// free functions; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vnidx/result.h"

namespace vnidx::source {

struct FileFilter {
  std::string extension;             ///< in small letters, without the dot in front
  std::string command;               ///< as the user wrote it
  std::vector<std::string> words{};  ///< of it; `{}` stands for the file's path
  friend bool operator==(const FileFilter&, const FileFilter&) = default;
};

/// The filter that `EXT=COMMAND` says. Error usage.
Result<FileFilter> parse_filter(std::string_view text);

/// Puts `filter` in the place of one for the same extension, or behind all.
void put_filter(std::vector<FileFilter>& filters, FileFilter filter);

/// The one for the longest extension that `path` has; null where none is for it.
const FileFilter* filter_for(const std::vector<FileFilter>& filters, std::string_view path);

/// What the command prints for the file. Error damaged: it said that it cannot, and says so whenever it is
/// asked; io: it could not be run to its end; interrupted.
Result<std::string> run_filter(const FileFilter& filter, const std::string& path);

}  // namespace vnidx::source
