// Which files stand below a path. Thread-safe on different paths.
#pragma once

#include <functional>
#include <string>

#include "source/diagnostic.h"

namespace vnidx::source {

struct WalkVisitor {
  /// A regular file (or a link to one); false ends the walk.
  std::function<bool(const std::string& path)> file;
  /// What is no file and no folder, or cannot be looked into.
  std::function<void(Diagnostic diagnostic)> diagnostic;
};

/// Visits every file in `folder` and the folders in it: names in byte order, hidden ones passed over, links
/// followed. A folder is entered once (by device and inode), so loops of links end. Paths begin with `folder`
/// as it is given. False when the visitor ended the walk.
bool walk(const std::string& folder, const WalkVisitor& visitor);

}  // namespace vnidx::source
