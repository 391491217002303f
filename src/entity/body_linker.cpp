#include "entity/body_linker.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "entity/hierarchy.h"
#include "entity/letter_case.h"

namespace vnidx::entity {
namespace {

constexpr std::array<std::string_view, 9> kLevels{"tỉnh",     "thành phố", "huyện",  "quận",   "thị xã",
                                                  "thị trấn", "xã",        "phường", "đặc khu"};

bool has_level(std::string_view small_name, std::string_view level) {
  return small_name.starts_with(level) &&
         (small_name.size() == level.size() || small_name[level.size()] == ' ');
}

/// `name` without the level that it ends with; empty where it ends with none.
std::string_view without_level(std::string_view name) {
  const std::string small = lower_case(name);
  for (const std::string_view level : kLevels) {
    if (small.size() == name.size() && small.ends_with(' ' + std::string(level)))
      return name.substr(0, name.size() - level.size() - 1);
  }
  return {};
}

/// Whether `added` begins with the name of a body: `Công an tỉnh Nghệ An`.
bool names_owner(std::string_view added) {
  return !added.empty() && lower_case(added.substr(0, added.find(' '))) != added.substr(0, added.find(' ')) &&
         !broader_names(added).empty();
}

/// Whether `added`, which goes on behind `shorter` in a longer name, is a place below the country.
bool is_local_place(std::string_view shorter, std::string_view added) {
  const auto closes_name = [small = lower_case(shorter)](std::string_view level) {
    return small.ends_with(' ' + std::string(level));
  };
  const Province* province = province_of(added);
  return std::any_of(kLevels.begin(), kLevels.end(),
                     [small = lower_case(added)](auto level) { return has_level(small, level); }) ||
         std::any_of(kLevels.begin(), kLevels.end(), closes_name) ||
         (province != nullptr && province->name == added);
}

/// Whether `name` may be what `shorter` means where both stand in a document: it adds a place below the
/// country, or the owner of a body that needs one, or what a head lacks (`Đảng ủy Khối` + `các cơ quan
/// tỉnh`).
bool completes(std::string_view name, std::string_view shorter) {
  if (name.size() <= shorter.size() + 1 || !name.starts_with(shorter) || name[shorter.size()] != ' ')
    return false;
  if (is_head_alone(shorter)) return true;
  const std::string_view added = name.substr(shorter.size() + 1);
  const bool is_place = is_local_place(shorter, added);
  if (!is_place && (has_complete_head(shorter) || !names_owner(added))) return false;
  const auto broader = broader_names(name);
  const auto is_broader = [&](std::string_view other) {
    return std::find(broader.begin(), broader.end(), other) != broader.end();
  };
  // `… các cơ quan tỉnh` + `Kon Tum`
  return is_broader(shorter) || is_broader(without_level(shorter));
}

/// What `name` means in a document with `names`: the only one of them that completes it, which may be
/// completed itself; nullptr where there is none, or more than one.
const std::string* fuller(const std::vector<std::string>& names, std::string_view name) {
  const std::string* found = nullptr;
  for (const std::string& other : names) {
    if (!completes(other, name)) continue;
    const std::string* further = fuller(names, other);
    const std::string* meant = further != nullptr ? further : &other;
    if (found != nullptr && *found != *meant) return nullptr;
    found = meant;
  }
  return found;
}

/// What completes a body of `province` that is named without it; empty where `name` is no such body.
std::string place_of(std::string_view name, const Province& province) {
  const std::string small = lower_case(name);
  const bool is_city = province.level != "tỉnh";
  if (small == (is_city ? "thành ủy" : "tỉnh ủy") || small.ends_with(' ' + std::string(province.level)) ||
      small.ends_with(is_city ? " thành ủy" : " tỉnh ủy")) {
    return ' ' + province.name;
  }
  // `Sở Y tế`, `Đảng ủy Sở Y tế`: a department is one of a province.
  const std::size_t department = small.starts_with("sở ") ? 0 : small.find(" sở ") + 1;
  const bool is_department = department > 0 || small.starts_with("sở ");
  if (!is_department || !broader_names(name.substr(department)).empty()) return {};
  return ' ' + std::string(province.level) + ' ' + province.name;
}

}  // namespace

void link_names(std::vector<std::string>& names, const Province* province) {
  const std::vector<std::string> written = names;
  for (std::string& name : names) {
    if (const std::string* full = fuller(written, name)) {
      name = *full;
    } else if (province != nullptr) {
      name += place_of(name, *province);
    }
  }
}

const Province* province_of_document(std::string_view source, const std::vector<const Province*>& mentions) {
  if (const Province* province = province_of(source)) return province;
  constexpr std::ptrdiff_t kLeastMentions = 2;
  if (mentions.empty()) return nullptr;
  const auto same = std::count(mentions.begin(), mentions.end(), mentions.front());
  return same >= kLeastMentions && same == std::ssize(mentions) ? mentions.front() : nullptr;
}

}  // namespace vnidx::entity
