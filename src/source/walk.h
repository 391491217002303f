// Which files stand below a path. Thread-safe on different paths.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "source/diagnostic.h"
#include "source/exclusions.h"

namespace vnidx::source {

/// What a walk could not pass.
enum class Obstacle : std::uint8_t {
  folder,     ///< cannot be looked into, or not to its end
  link,       ///< leads nowhere, or what it leads to cannot be looked at
  leads_out,  ///< is a link that leads out of the folder, which was not asked for
  kernel,     ///< is a file system of the kernel's, which was not asked for
  kind,       ///< is neither a file nor a folder
};

/// Which links are followed below a folder. The folder itself may be a link.
enum class Links : std::uint8_t {
  within,  ///< to what lies below the folder, too
  all,
};

struct WalkVisitor {
  /// A regular file (or a link to one); false ends the walk.
  std::function<bool(const std::string& path)> file;
  std::function<void(Obstacle obstacle, Diagnostic diagnostic)> obstacle;
  /// A folder that is entered, and the device it is on; may be empty.
  std::function<void(const std::string& path, std::uint64_t device)> folder = {};
};

/// Visits every file in `folder` and the folders in it: names in byte order, hidden ones and indexes of vnidx
/// passed over, and so is what `exclusions` or the `.vnidxignore` of a folder exclude. A file system of the
/// kernel's, such as /proc, is not entered unless `folder` lies in one. A folder is entered once (by device
/// and inode), so loops of links end. Paths begin with `folder` as it is given. False when the visitor ended
/// the walk.
bool walk(const std::string& folder, Links links, const Exclusions& exclusions, const WalkVisitor& visitor);

}  // namespace vnidx::source
