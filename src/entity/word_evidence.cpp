#include "entity/word_evidence.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "entity/tables.h"

namespace vnidx::entity {
namespace {

using Compounds = std::unordered_map<std::string_view, std::string_view>;
using Sequels = std::unordered_set<std::string_view>;

const Compounds& compounds() {
  static const Compounds kCompounds = [] {
    Compounds seconds;
    tables::for_each_row(tables::kCompounds, [&](tables::Row row) { seconds.emplace(row[0], row[1]); });
    return seconds;
  }();
  return kCompounds;
}

const Sequels& sequels() {
  static const Sequels kSequels = [] {
    Sequels words;
    tables::for_each_row(tables::kSequels, [&](tables::Row row) { words.insert(row[0]); });
    return words;
  }();
  return kSequels;
}

}  // namespace

bool is_compound(std::string_view first, std::string_view second) {
  const auto found = compounds().find(first);
  if (found == compounds().end()) return false;
  bool listed = false;
  tables::for_each_part(found->second, ' ',
                        [&](std::string_view part) { listed = listed || part == second; });
  return listed;
}

bool is_sequel(std::string_view first, std::string_view second) {
  if (!is_compound(first, second)) return sequels().contains(first);
  return sequels().contains(std::string(first).append(" ").append(second));
}

}  // namespace vnidx::entity
