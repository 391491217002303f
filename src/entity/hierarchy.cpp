#include "entity/hierarchy.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "entity/letter_case.h"
#include "entity/tables.h"

namespace vnidx::entity {
namespace {

/// What the tables say of the phrases a name is made of; keys in small letters.
struct Phrases {
  struct Head {
    bool takes_level = false;  ///< `Ủy ban nhân dân tỉnh` is a name of its own
    bool own_name = false;     ///< a place behind it is its name: `Trường Đại học Đồng Nai`
    bool complete = false;     ///< names a body by itself
    bool national = false;     ///< a country has one of it, or one for each field of work
    int rank = 0;
  };
  std::unordered_map<std::string, Head> heads;
  std::unordered_set<std::string> levels;
  std::unordered_set<std::string> places;
  std::size_t longest_head = 0;  ///< in words

  Phrases() {
    tables::for_each_row(tables::kHeads, [&](tables::Row row) {
      const bool abbreviation_only = row[3].find('j') != std::string_view::npos;
      if (row[1] == "not" || abbreviation_only) return;
      Head head;
      head.takes_level = row[1] == "located" || row[3].find('l') != std::string_view::npos;
      head.own_name = row[1] == "name";
      head.rank = row[2].empty() ? 0 : row[2][0] - '0';
      head.complete = row[1] == "one";
      const bool is_firm = row[3].find('f') != std::string_view::npos;
      // There are many centres and offices of each kind.
      constexpr int kLeastRank = 5;
      const bool is_state_or_society = (row[1] == "sector" || row[1] == "field") && !is_firm;
      head.national = head.complete || (is_state_or_society && head.rank >= kLeastRank);
      const std::string key = lower_case(row[0]);
      longest_head =
          std::max(longest_head, static_cast<std::size_t>(std::count(key.begin(), key.end(), ' ')) + 1);
      heads.emplace(key, head);
    });
    tables::for_each_row(tables::kPlaces, [&](tables::Row row) {
      if (row[1] == "short") return;
      (row[1] == "level" || row[1] == "small" ? levels : places).insert(lower_case(row[0]));
    });
  }
};

const Phrases& phrases() {
  static const Phrases kPhrases;
  return kPhrases;
}

/// A name cut at its spaces.
class Words {
 public:
  explicit Words(std::string_view name) : name_(name) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= name.size(); ++i) {
      if (i < name.size() && name[i] != ' ') continue;
      if (i > begin) {
        begins_.push_back(begin);
        ends_.push_back(i);
      }
      begin = i + 1;
    }
  }

  std::size_t size() const { return begins_.size(); }
  /// Words [first, end) in small letters.
  std::string small(std::size_t first, std::size_t end) const { return lower_case(text(first, end)); }
  std::string_view text(std::size_t first, std::size_t end) const {
    return name_.substr(begins_[first], ends_[end - 1] - begins_[first]);
  }
  bool capital(std::size_t i) const {
    const std::string_view word = text(i, i + 1);
    return lower_case(word) != word || (word[0] >= '0' && word[0] <= '9');
  }

 private:
  std::string_view name_;
  std::vector<std::size_t> begins_;
  std::vector<std::size_t> ends_;
};

/// The head that opens at word `first`, the longest.
std::optional<std::pair<std::size_t, Phrases::Head>> head_at(const Words& words, std::size_t first) {
  const std::size_t longest = std::min(phrases().longest_head, words.size() - first);
  for (std::size_t count = longest; count > 0; --count) {
    const auto found = phrases().heads.find(words.small(first, first + count));
    if (found != phrases().heads.end()) return {{first + count, found->second}};
  }
  return std::nullopt;
}

/// The place at the end of a name: words [begin, size), of which [begin, name) are its level.
struct PlaceSuffix {
  std::size_t begin = 0;
  std::size_t name = 0;
};

std::optional<PlaceSuffix> place_suffix(const Words& words) {
  constexpr std::size_t kLongestPlace = 8;
  constexpr std::size_t kLongestLevel = 3;
  const std::size_t size = words.size();
  // A level, and what stands behind it.
  for (std::size_t begin = size - 1; begin > 0 && size - begin <= kLongestPlace; --begin) {
    for (std::size_t count = std::min(kLongestLevel, size - begin); count > 0; --count) {
      if (!phrases().levels.contains(words.small(begin, begin + count))) continue;
      bool named = true;
      for (std::size_t i = begin + count; i < size; ++i) named = named && words.capital(i);
      if (named) return PlaceSuffix{begin, begin + count};
    }
  }
  for (std::size_t begin = size > kLongestPlace ? size - kLongestPlace : 1; begin < size; ++begin) {
    if (phrases().places.contains(words.small(begin, size))) return PlaceSuffix{begin, begin};
  }
  return std::nullopt;
}

/// Where the owner begins that a name ends with, behind the head and field of its own.
std::optional<std::size_t> owner_begin(const Words& words) {
  const auto own = head_at(words, 0);
  if (!own || own->second.own_name) return std::nullopt;
  for (std::size_t i = own->first; i < words.size(); ++i) {
    if (!words.capital(i)) continue;
    const auto owner = head_at(words, i);
    if (owner && owner->second.rank > own->second.rank) return i;
  }
  return std::nullopt;
}

/// Whether a head that takes a level ends right before word `end`.
bool level_names(const Words& words, std::size_t end) {
  for (std::size_t first = 0; first < end; ++first) {
    const auto found = phrases().heads.find(words.small(first, end));
    if (found != phrases().heads.end()) return found->second.takes_level;
  }
  return false;
}

}  // namespace

std::vector<std::string> broader_names(std::string_view canonical) {
  constexpr std::size_t kMostSteps = 8;
  std::vector<std::string> broader;
  const auto add = [&](std::string_view name) {
    for (const std::string_view joint : {" -", " tại", " chi nhánh"}) {
      if (name.ends_with(joint)) name.remove_suffix(joint.size());
    }
    if (!name.empty()) broader.emplace_back(name);
    return !name.empty();
  };
  std::string name(canonical);
  for (std::size_t step = 0; step < kMostSteps; ++step) {
    const Words words(name);
    if (words.size() < 2) break;
    const auto head = head_at(words, 0);
    const auto owner = owner_begin(words);
    const auto place = place_suffix(words);
    const std::size_t branch = name.find(" chi nhánh ");
    const bool own_name = head && head->second.own_name && !owner && branch == std::string::npos;
    if (place && !own_name && (!head || place->begin >= head->first)) {
      const bool named = place->name < words.size();
      if (named && place->begin < place->name && level_names(words, place->begin)) {
        add(words.text(0, place->name));
      }
      if (!add(words.text(0, place->begin))) break;
    } else if (owner) {
      if (!add(words.text(0, *owner))) break;
    } else {
      break;
    }
    name = broader.back();
  }
  return broader;
}

bool is_national(std::string_view canonical) {
  const Words words(canonical);
  const auto head = words.size() == 0 ? std::nullopt : head_at(words, 0);
  return head && head->second.national && broader_names(canonical).empty();
}

bool is_head_alone(std::string_view canonical) {
  const Words words(canonical);
  const auto head = words.size() == 0 ? std::nullopt : head_at(words, 0);
  return head && head->first == words.size() && !head->second.complete;
}

bool has_complete_head(std::string_view canonical) {
  const Words words(canonical);
  const auto head = words.size() == 0 ? std::nullopt : head_at(words, 0);
  return head && head->second.complete;
}

}  // namespace vnidx::entity
