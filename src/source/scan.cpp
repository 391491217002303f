#include "source/scan.h"

#include <dirent.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "source/walk.h"

namespace vnidx::source {
namespace {

std::string system_message(std::string_view what, int error_number) {
  return std::string(what) + ": " + std::generic_category().message(error_number);
}

}  // namespace

Scan scan_folder(const std::string& path, Links links, const std::function<bool()>& go_on,
                 const Exclusions& exclusions) {
  Scan scan;
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    scan.failure = system_message("cannot open", errno);
    return scan;
  }
  if (!S_ISDIR(info.st_mode)) {
    scan.failure = "was a folder and is none now";
    return scan;
  }
  const auto file = [&](const std::string& found) {
    struct stat file_info {};
    if (::stat(found.c_str(), &file_info) == 0 && S_ISREG(file_info.st_mode)) {
      scan.files.push_back({found, stamp_of(file_info)});
    } else {
      scan.unseen.push_back(found);
    }
    return go_on();
  };
  const auto obstacle = [&](Obstacle what, Diagnostic diagnostic) {
    if (what == Obstacle::link || what == Obstacle::leads_out || what == Obstacle::kernel)
      scan.unseen.push_back(std::move(diagnostic.place));
    if (what != Obstacle::folder || !scan.failure.empty()) return;
    scan.failure = diagnostic.message;
    if (diagnostic.place != path) scan.failure += " (" + diagnostic.place + ")";
  };
  const auto folder = [&](const std::string& found, std::uint64_t device) { scan.folders[found] = device; };
  if (!walk(path, links, exclusions, {file, obstacle, folder})) scan.failure = "interrupted";
  for (FoundFile& found : scan.files) {
    if (wait_to_settle(found.stamp) && ::stat(found.path.c_str(), &info) == 0) found.stamp = stamp_of(info);
  }
  if (scan.failure.empty() && scan.files.empty()) scan.failure = "holds no files: is it mounted?";
  return scan;
}

Scan scan_file(const std::string& path) {
  Scan scan;
  struct stat info {};
  if (::stat(path.c_str(), &info) == 0) {
    if (!S_ISREG(info.st_mode)) {
      scan.failure = "was a file and is none now";
      return scan;
    }
    // Once only: a file that changes all the time never settles.
    FileStamp stamp = stamp_of(info);
    if (wait_to_settle(stamp) && ::stat(path.c_str(), &info) == 0) stamp = stamp_of(info);
    scan.files.push_back({path, stamp});
    return scan;
  }
  if (errno != ENOENT) {
    scan.failure = system_message("cannot open", errno);
    return scan;
  }
  // Gone, or only out of reach? Where others are still there, it is gone.
  const std::string folder = std::filesystem::path(path).parent_path().string();
  std::error_code failed;
  const std::filesystem::directory_iterator others(folder, failed);
  if (failed) {
    scan.failure = "its folder cannot be opened: " + failed.message();
  } else if (others == std::filesystem::directory_iterator()) {
    scan.failure = "is gone, but its folder is empty: is it mounted?";
  } else if (::stat(folder.c_str(), &info) == 0) {
    scan.folders[folder] = info.st_dev;
  }
  return scan;
}

}  // namespace vnidx::source
