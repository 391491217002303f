// The members of a zip archive, which is what most office formats are. One reading gives what a format asks
// for; values from then on.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "vnidx/result.h"

namespace vnidx::format {

class ZipMembers {
 public:
  /// Reads the members of the archive `bytes` whose names `wanted` accepts. What stands before the place
  /// where an archive is damaged is kept. An error where there is no archive, one with a password, or one
  /// that grows beyond all measure.
  static Result<ZipMembers> read(std::string_view bytes, bool (*wanted)(std::string_view name));

  /// The member of that name, taken out; empty where there is none. A leading slash does not count.
  std::string take(std::string_view name);
  bool contains(std::string_view name) const { return members_.contains(name); }

  /// By name.
  const std::map<std::string, std::string, std::less<>>& all() const { return members_; }

  /// Whether the archive breaks off or is damaged, so that members may be missing or cut.
  bool damaged() const { return damaged_; }

 private:
  std::map<std::string, std::string, std::less<>> members_;
  bool damaged_ = false;
};

/// Whether the archive that begins with `head` has, as far as `head` goes, a member whose name begins with
/// `prefix`.
bool names_zip_member(std::string_view head, std::string_view prefix);

inline constexpr std::string_view kZipMagic = "PK\x03\x04";

}  // namespace vnidx::format
