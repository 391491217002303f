#include "entity/province.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "entity/canonical_name.h"
#include "entity/letter_case.h"
#include "entity/tables.h"
#include "text/canonical.h"

namespace vnidx::entity {
namespace {

std::string joined(std::span<const std::string> words) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

std::vector<std::string> cut(std::string_view text) {
  std::vector<std::string> words;
  tables::for_each_part(text, ' ', [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

/// The words of a name of places.tsv, in small letters, signs left out.
std::string key_of(std::string_view name) {
  std::string key = lower_case(name);
  for (std::size_t at = 0; (at = key.find(" - ", at)) != std::string::npos;) key.erase(at, 2);
  return key;
}

struct Places {
  struct Usual {
    std::vector<std::string> words;
    std::string_view level;  ///< empty where its name alone is not one of a province
  };
  std::map<std::string, Province, std::less<>> provinces;          ///< by key of the usual name
  std::unordered_map<std::string, Usual> usual;                    ///< by key, with marks and without
  std::vector<std::pair<std::string, const Province*>> spellings;  ///< of provinces, by key with marks
  std::unordered_set<std::string> levels;                          ///< with marks and without
  std::size_t longest = 0;                                         ///< in words

  Places() {
    tables::for_each_row(tables::kPlaces, [&](tables::Row row) {
      if (row[1] == "level" || row[1] == "small") {
        levels.insert(std::string(row[0]));
        levels.insert(text::folded(row[0]));
      }
      if (row[2].empty() && row[3].empty()) return;
      const std::string_view name = row[3].empty() ? row[0] : row[3];
      const Usual entry{cut(key_of(name)), row[2]};
      longest = std::max(longest, cut(key_of(row[0])).size());
      usual.emplace(key_of(row[0]), entry);
      usual.emplace(text::folded(key_of(row[0])), entry);
      if (row[2].empty()) return;
      const auto province = provinces.emplace(key_of(name), Province{std::string(name), row[2]}).first;
      spellings.emplace_back(key_of(row[0]), &province->second);
    });
  }
};

const Places& places() {
  static const Places kPlaces;
  return kPlaces;
}

/// Whether `words` end with a level of administration.
bool end_with_level(std::span<const std::string> words) {
  for (const std::size_t count : {std::size_t{1}, std::size_t{2}}) {
    if (words.size() >= count && places().levels.contains(joined(words.last(count)))) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> with_levels(std::vector<std::string> words) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < words.size();) {
    const Places::Usual* place = nullptr;
    std::size_t taken = std::min(places().longest, words.size() - i);
    for (; taken > 0 && place == nullptr; --taken) {
      const auto found = places().usual.find(joined(std::span(words).subspan(i, taken)));
      if (found == places().usual.end()) continue;
      place = &found->second;
      break;
    }
    if (place == nullptr) {
      out.push_back(std::move(words[i++]));
      continue;
    }
    if (!place->level.empty() && !end_with_level(out)) {
      tables::for_each_part(place->level, ' ', [&](std::string_view word) { out.emplace_back(word); });
    }
    out.insert(out.end(), place->words.begin(), place->words.end());
    i += taken;
  }
  return out;
}

const Province* province_of(std::string_view text) {
  const std::vector<std::string> words = name_words(text);
  const Province* found = nullptr;
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::size_t count = std::min(places().longest, words.size() - i); count > 0; --count) {
      const auto province = places().provinces.find(joined(std::span(words).subspan(i, count)));
      if (province == places().provinces.end()) continue;
      if (found != nullptr && found != &province->second) return nullptr;
      found = &province->second;
      i += count - 1;
      break;
    }
  }
  return found;
}

ProvinceFinder::ProvinceFinder(text::Analyzer& analyzer) {
  for (const auto& [key, province] : places().spellings) {
    Name name{{}, province};
    tables::for_each_part(key, ' ',
                          [&](std::string_view word) { name.terms.push_back(analyzer.intern(word)); });
    names_.push_back(std::move(name));
  }
  std::sort(names_.begin(), names_.end(), [](const Name& a, const Name& b) {
    return a.terms[0] != b.terms[0] ? a.terms[0] < b.terms[0] : a.terms.size() > b.terms.size();
  });
  for (std::size_t i = names_.size(); i > 0; --i) {
    const text::TermId term = names_[i - 1].terms[0];
    if (first_names_.size() <= term) first_names_.resize(term + 1);
    first_names_[term] = static_cast<std::uint32_t>(i);
  }
  for (const std::string_view word : {"tỉnh", "phố", "tp"}) level_ends_.push_back(analyzer.intern(word));
}

void ProvinceFinder::find(std::string_view text, std::span<const text::Word> words,
                          std::vector<const Province*>& found) const {
  const auto touch = [&](std::size_t left) {
    return left + 1 < words.size() &&
           text.substr(words[left].end, words[left + 1].begin - words[left].end) == " ";
  };
  const auto capital = [&](std::size_t i) {
    return words[i].shape != text::Shape::lower && words[i].shape != text::Shape::number;
  };
  // A capital before it that opens no sentence and is no level: `Nguyễn Thái Bình`.
  const auto has_name_before = [&](std::size_t i) {
    return i > 1 && touch(i - 1) && capital(i - 1) && touch(i - 2) &&
           std::find(level_ends_.begin(), level_ends_.end(), words[i - 1].term) == level_ends_.end();
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].term >= first_names_.size() || first_names_[words[i].term] == 0 || !capital(i)) continue;
    for (std::size_t n = first_names_[words[i].term] - 1;
         n < names_.size() && names_[n].terms[0] == words[i].term; ++n) {
      const Name& name = names_[n];
      const std::size_t end = i + name.terms.size();
      if (end > words.size()) continue;
      const bool same =
          std::equal(name.terms.begin(), name.terms.end(), words.begin() + static_cast<std::ptrdiff_t>(i),
                     [](text::TermId term, const text::Word& word) { return word.term == term; });
      if (!same) continue;
      const bool goes_on = touch(end - 1) && capital(end);
      if (!goes_on && !has_name_before(i)) found.push_back(name.province);
      i = end - 1;
      break;
    }
  }
}

}  // namespace vnidx::entity
