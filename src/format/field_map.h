// Which fields of a record (a key of JSON, a column of a table) are which of a document, in one table of the
// names that Vietnamese and English archives give them. Names are compared without marks, case and
// separators: `TieuDe`, `tieu_de` and `Tiêu đề` are one. Not thread-safe while options are set; then const.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vnidx/result.h"

namespace vnidx::format {

enum class Role : std::uint8_t {
  none,
  id,
  title,
  date,
  author,
  source,
  category,
  number,
  issuer,
  reads,
  abstract,
  text,
  caption,
  url,
};
inline constexpr std::size_t kRoles = 14;

/// `title`, `text` … as options and notes name it.
std::string_view name_of(Role role);

/// What one field is. Of several fields with one role the one of the lowest rank that holds anything counts.
struct Column {
  Role role = Role::none;
  std::uint16_t rank = 0;

  static constexpr std::uint16_t kTold = 0;      ///< the user says so
  static constexpr std::uint16_t kStandard = 1;  ///< the name is vnidx's own
  static constexpr std::uint16_t kWeak = 1000;   ///< and above: it may be anything's (`name`)

  bool is_certain() const { return rank <= kStandard; }
  bool is_weak() const { return rank >= kWeak; }
  /// Whether an object with such a field is likely to be a document.
  bool is_content() const { return role == Role::text || (role == Role::title && !is_weak()); }
};

class FieldMap {
 public:
  FieldMap() = default;

  /// `told` as options say it: `title=tieu_de,text=content.body`. A usage error names what is wrong.
  static Result<FieldMap> parse(std::string_view told);

  /// What the field `name` is; the names of nested objects are joined with dots.
  Column column(std::string_view name) const;

  /// As parse() takes it; empty where nothing was told.
  std::string to_string() const;

  /// The fields that the user named, in the order of the option.
  const std::vector<std::pair<Role, std::string>>& told() const { return told_; }

  friend bool operator==(const FieldMap&, const FieldMap&) = default;

 private:
  std::vector<std::pair<Role, std::string>> told_;
};

/// What an object calls the value that it is no more than: `{"rendered": "…"}`; the likeliest first.
std::span<const std::string_view> inner_names();

inline const FieldMap kNoFieldsTold;

}  // namespace vnidx::format
