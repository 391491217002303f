#include "source/walk.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/lock_file.h"
#include "base/path.h"
#include "source/kernel_file_system.h"

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
  Walk(const std::string& root, Links links, const Exclusions& exclusions, const WalkVisitor& visitor)
      : links_(links),
        root_(real_path(root)),
        visitor_(visitor),
        given_{with_slash(root).size(), exclusions} {}

  bool folder(const std::string& path) {
    std::vector<Entry> entries;
    bool has_ignore_file = false;
    {
      const std::unique_ptr<DIR, CloseFolder> open_folder(::opendir(path.c_str()));
      if (!open_folder) return reject(Obstacle::folder, path, "cannot open the folder", errno);
      struct stat info {};
      if (::fstat(::dirfd(open_folder.get()), &info) != 0)
        return reject(Obstacle::folder, path, "cannot read the folder", errno);
      if (!entered_.emplace(info.st_dev, info.st_ino).second) return true;
      if (!may_enter(::dirfd(open_folder.get()), info.st_dev, path)) return true;
      if (visitor_.folder) visitor_.folder(path, info.st_dev);
      if (!list(open_folder.get(), entries, has_ignore_file))
        reject(Obstacle::folder, path, "cannot read the whole folder", errno);
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
    const std::string prefix = with_slash(path);
    const std::size_t outer_rules = rules_.size();
    if (has_ignore_file && !read_ignore_file(prefix)) return true;
    const bool goes_on = std::all_of(entries.begin(), entries.end(), [&](const Entry& found) {
      return entry(prefix + found.name, found.type);
    });
    rules_.resize(outer_rules);
    return goes_on;
  }

 private:
  /// Exclusions of what begins with so many bytes of folder.
  struct Rules {
    std::size_t folder;
    Exclusions exclusions;
  };

  static std::string with_slash(const std::string& path) { return path.ends_with('/') ? path : path + '/'; }

  /// Tells where it is a file system of the kernel's. Asked where the device changes only, for
  /// the answer may come from a server.
  bool may_enter(int open_folder, dev_t device, const std::string& path) {
    if (device == device_) return true;
    const std::string_view kernel = kernel_file_system(open_folder);
    const bool is_root = !device_;
    if (is_root) root_is_of_kernel_ = !kernel.empty();
    if (kernel.empty() || root_is_of_kernel_) {
      device_ = device;
      return true;
    }
    visitor_.obstacle(Obstacle::kernel,
                      {Diagnostic::Kind::passed_over, path,
                       "is a file system of the kernel's (" + std::string(kernel) + "), not of documents"});
    return false;
  }

  /// False with errno set where the folder cannot be read to its end.
  static bool list(DIR* open_folder, std::vector<Entry>& entries, bool& has_ignore_file) {
    while (true) {
      errno = 0;
      const dirent* const found = ::readdir(open_folder);
      if (found == nullptr) return errno == 0;
      if (found->d_name == kIgnoreFile) has_ignore_file = true;
      if (found->d_name[0] != '.') entries.push_back({found->d_name, found->d_type});
    }
  }

  /// False where it cannot be read: then nobody knows what of the folder is wanted.
  bool read_ignore_file(const std::string& folder) {
    const std::string path = folder + std::string(kIgnoreFile);
    struct stat info {};
    if (::stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode)) return true;
    const Result<std::string> text = read_file(path);
    if (text) {
      rules_.push_back({folder.size(), Exclusions::of_lines(*text)});
    } else {
      visitor_.obstacle(Obstacle::folder, {Diagnostic::Kind::rejected, path, text.error().message});
    }
    return text.ok();
  }

  /// The innermost `.vnidxignore` decides. A path that the caller excludes is out in any case.
  bool is_excluded(const std::string& path, bool is_folder) const {
    const auto verdict = [&](const Rules& rules) {
      return rules.exclusions.excludes(std::string_view(path).substr(rules.folder), is_folder);
    };
    if (verdict(given_).value_or(false)) return true;
    for (auto rules = rules_.rbegin(); rules != rules_.rend(); ++rules) {
      if (const std::optional<bool> excluded = verdict(*rules)) return *excluded;
    }
    return false;
  }

  bool entry(const std::string& path, unsigned char type) {
    if (type == DT_REG) return file(path);
    if (type == DT_DIR) return subfolder(path);
    struct stat info {};
    const bool is_there = ::stat(path.c_str(), &info) == 0;
    const int error_number = errno;
    if (is_excluded(path, is_there && S_ISDIR(info.st_mode))) return true;
    if (!is_there) {
      return reject(Obstacle::link, path, type == DT_LNK ? "cannot follow the link" : "cannot open",
                    error_number);
    }
    if (links_ == Links::within && leads_out(path, type)) {
      visitor_.obstacle(Obstacle::leads_out,
                        {Diagnostic::Kind::rejected, path,
                         "is a link that leads out of the folder: it is followed with --follow-links"});
      return true;
    }
    if (S_ISREG(info.st_mode)) return file(path);
    if (S_ISDIR(info.st_mode)) return subfolder(path);
    visitor_.obstacle(Obstacle::kind, {Diagnostic::Kind::rejected, path, "is neither a file nor a folder"});
    return true;
  }

  bool file(const std::string& path) { return is_excluded(path, false) || visitor_.file(path); }
  bool subfolder(const std::string& path) {
    return is_excluded(path, true) || is_index(path) || folder(path);
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
  const Rules given_;
  std::vector<Rules> rules_;  // of the folders around, the innermost last
  std::set<std::pair<dev_t, ino_t>> entered_;
  std::optional<dev_t> device_;  // of the folder that was entered last
  bool root_is_of_kernel_ = false;
};

}  // namespace

bool walk(const std::string& folder, Links links, const Exclusions& exclusions, const WalkVisitor& visitor) {
  return Walk(folder, links, exclusions, visitor).folder(folder);
}

}  // namespace vnidx::source
