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

/// Whether `name` is `shorter` and, behind it, a place below the country and nothing else.
bool adds_local_place(std::string_view name, std::string_view shorter) {
  const std::string_view place = name.substr(shorter.size() + 1);
  const auto opens_place = [small = lower_case(place)](std::string_view level) {
    return small.starts_with(level) && (small.size() == level.size() || small[level.size()] == ' ');
  };
  const auto closes_name = [small = lower_case(shorter)](std::string_view level) {
    return small.ends_with(' ' + std::string(level));
  };
  const Province* province = province_of(place);
  const bool local = std::any_of(kLevels.begin(), kLevels.end(), opens_place) ||
                     std::any_of(kLevels.begin(), kLevels.end(), closes_name) ||
                     (province != nullptr && province->name == place);
  if (!local) return false;
  const auto broader = broader_names(name);
  return std::find(broader.begin(), broader.end(), shorter) != broader.end();
}

/// The only one of `names` that is `name` and a place, or nullptr.
const std::string* fuller(const std::vector<std::string>& names, const std::string& name) {
  const std::string* found = nullptr;
  for (const std::string& other : names) {
    if (other.size() <= name.size() + 1 || !other.starts_with(name) || other[name.size()] != ' ') continue;
    if (!adds_local_place(other, name)) continue;
    if (found != nullptr) return nullptr;
    found = &other;
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
