#include "source/walk.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/lock_file.h"
#include "base/path.h"

namespace vnidx::source {
namespace {

struct Entry {
  std::string name;
  unsigned char type;  ///< DT_REG …; DT_UNKNOWN where the file system does not say
};

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

class Walk {
 public:
  Walk(const std::string& root, Links links, const WalkVisitor& visitor)
      : links_(links), root_(real_path(root)), visitor_(visitor) {}

  bool folder(const std::string& path) {
    std::vector<Entry> entries;
    {
      const std::unique_ptr<DIR, CloseFolder> open_folder(::opendir(path.c_str()));
      if (!open_folder) return reject(Obstacle::folder, path, "cannot open the folder", errno);
      struct stat info {};
      if (::fstat(::dirfd(open_folder.get()), &info) != 0)
        return reject(Obstacle::folder, path, "cannot read the folder", errno);
      if (!entered_.emplace(info.st_dev, info.st_ino).second) return true;
      if (visitor_.folder) visitor_.folder(path, info.st_dev);
      if (!list(open_folder.get(), entries))
        reject(Obstacle::folder, path, "cannot read the whole folder", errno);
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
    const std::string prefix = path.ends_with('/') ? path : path + '/';
    return std::all_of(entries.begin(), entries.end(),
                       [&](const Entry& found) { return entry(prefix + found.name, found.type); });
  }

 private:
  /// False with errno set where the folder cannot be read to its end.
  static bool list(DIR* open_folder, std::vector<Entry>& entries) {
    while (true) {
      errno = 0;
      const dirent* const found = ::readdir(open_folder);
      if (found == nullptr) return errno == 0;
      if (found->d_name[0] != '.') entries.push_back({found->d_name, found->d_type});
    }
  }

  bool entry(const std::string& path, unsigned char type) {
    if (type == DT_REG) return visitor_.file(path);
    if (type == DT_DIR) return is_index(path) || folder(path);
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
      return reject(Obstacle::link, path, type == DT_LNK ? "cannot follow the link" : "cannot open", errno);
    }
    if (links_ == Links::within && leads_out(path, type)) {
      visitor_.obstacle(Obstacle::leads_out,
                        {Diagnostic::Kind::rejected, path,
                         "is a link that leads out of the folder: it is followed with --follow-links"});
      return true;
    }
    if (S_ISREG(info.st_mode)) return visitor_.file(path);
    if (S_ISDIR(info.st_mode)) return is_index(path) || folder(path);
    visitor_.obstacle(Obstacle::kind, {Diagnostic::Kind::rejected, path, "is neither a file nor a folder"});
    return true;
  }

  /// Empty where there is none.
  static std::string real_path(const std::string& path) {
    const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), std::free);
    return real ? real.get() : "";
  }

  bool leads_out(const std::string& path, unsigned char type) const {
    struct stat info {};
    if (type == DT_UNKNOWN && ::lstat(path.c_str(), &info) == 0 && !S_ISLNK(info.st_mode)) return false;
    return !is_at_or_below(real_path(path), root_);
  }

  /// True: the walk goes on.
  bool reject(Obstacle obstacle, const std::string& path, std::string_view what, int error_number) {
    visitor_.obstacle(obstacle, {Diagnostic::Kind::rejected, path,
                                 std::string(what) + ": " + std::generic_category().message(error_number)});
    return true;
  }

  const Links links_;
  const std::string root_;
  const WalkVisitor& visitor_;
  std::set<std::pair<dev_t, ino_t>> entered_;
};

}  // namespace

bool walk(const std::string& folder, Links links, const WalkVisitor& visitor) {
  return Walk(folder, links, visitor).folder(folder);
}

}  // namespace vnidx::source
