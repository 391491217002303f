// What lies at a source now: its files with their stamps, without reading any. Thread-safe on different
// sources.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/file_stamp.h"
#include "source/walk.h"

namespace vnidx::source {

struct FoundFile {
  std::string path;
  FileStamp stamp;
  friend bool operator==(const FoundFile&, const FoundFile&) = default;
};

/// What a scan found at one source. That a file was not found says something only where the scan is complete.
struct Scan {
  std::vector<FoundFile> files;
  std::map<std::string, std::uint64_t> folders;  ///< each that was looked into, with the device it is on
  std::vector<std::string> unseen;  ///< links that are not followed, and folders of the kernel's: what is at
                                    ///< them or below is not known
  std::string failure;              ///< why it is not complete; empty where it is
  friend bool operator==(const Scan&, const Scan&) = default;
};

/// Scans `path`, an absolute_path() that was a folder when it was added. It is not complete where the folder
/// is missing, holds no files or cannot be read in part, and where `go_on`, which is asked now and then, says
/// no. What is excluded is not there.
Scan scan_folder(const std::string& path, Links links, const std::function<bool()>& go_on,
                 const Exclusions& exclusions = {});

/// The same of what was a file. Where it is missing, its folder must be there and not be empty.
Scan scan_file(const std::string& path);

}  // namespace vnidx::source
