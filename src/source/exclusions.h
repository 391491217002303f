// What below a folder is not read: globs in the manner of gitignore, from an option or from the file
// `.vnidxignore` of a folder. Pure functions; thread-safe.
//
//   *.tmp         at any depth            /nháp/      only at the top, and only a folder
//   a/b           at the top              **/x  a/**  over any number of folders
//   !giữ.tmp      read nevertheless       # …         nothing
//
// `*` and `?` stand for no `/`; `[a-z]` and `[!a-z]` for one letter, `\` makes the next sign stand for
// itself.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vnidx::source {

inline constexpr std::string_view kIgnoreFile = ".vnidxignore";

class Exclusions {
 public:
  Exclusions() = default;
  explicit Exclusions(std::span<const std::string> globs);
  /// The globs of a file that has one on each line.
  static Exclusions of_lines(std::string_view text);

  bool empty() const { return globs_.empty(); }

  /// What the last glob that `path`, relative to the folder, matches says; nothing where it matches none.
  std::optional<bool> excludes(std::string_view path, bool is_folder) const;

  /// Whether `path`, a file's, or a folder that it is in is excluded.
  bool cover(std::string_view path) const;

 private:
  struct Glob {
    std::vector<std::string> parts;  ///< between slashes; one that matches at any depth begins with `**`
    bool folders_only = false;
    bool excludes = true;
  };
  void add(std::string_view line);

  std::vector<Glob> globs_;
};

/// Whether `name`, without a slash, is what `glob` says. In UTF-8; takes at most the product of their
/// lengths.
bool matches(std::string_view glob, std::string_view name);

}  // namespace vnidx::source
