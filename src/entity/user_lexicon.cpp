#include "entity/user_lexicon.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include "entity/letter_case.h"
#include "entity/recognizer.h"
#include "entity/tables.h"
#include "text/utf8.h"

namespace vnidx::entity {
namespace {

constexpr std::size_t kLongestName = 200;  // bytes

/// Why `name` is none; nothing where it is one.
std::string fault_of(std::string_view name) {
  if (name.empty()) return "a name is empty";
  if (name.size() > kLongestName) return "a name is longer than " + std::to_string(kLongestName) + " bytes";
  const std::u32string letters = text::to_utf32(name);
  const auto is_bad = [](char32_t c) { return c < U' ' || c == 0x7F || c == text::kReplacement; };
  if (std::any_of(letters.begin(), letters.end(), is_bad)) return "is not UTF-8, or holds control characters";
  const std::string first = text::to_utf8(std::u32string_view(letters).substr(0, 1));
  if (lower_case(first) == first) return "'" + std::string(name) + "' does not begin with a capital";
  return {};
}

}  // namespace

Result<UserLexicon> read_user_lexicon(std::string_view text, std::string_view file) {
  UserLexicon lexicon;
  std::unordered_map<std::string, std::uint64_t> lines;  // by the key of a form, the line that has it
  std::uint64_t number = 0;
  while (!text.empty()) {
    ++number;
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;

    const auto malformed = [&](std::string fault) {
      return Error{ErrorCode::usage, std::move(fault), std::string(file) + ':' + std::to_string(number),
                   "a line is a name, and other forms of it behind tabs"};
    };
    UserBody body;
    for (bool more = true; more;) {
      const std::size_t tab = line.find('\t');
      const std::string_view form = line.substr(0, tab);
      more = tab != std::string_view::npos;
      if (more) line.remove_prefix(tab + 1);
      if (std::string fault = fault_of(form); !fault.empty()) return malformed(std::move(fault));
      const auto [known, is_new] = lines.emplace(organization_key(form), number);
      if (!is_new && known->second != number) {
        return malformed("'" + std::string(form) + "' is a name in line " + std::to_string(known->second) +
                         " too");
      }
      body.forms.emplace_back(form);
    }
    body.name = body.forms.front();
    lexicon.bodies.push_back(std::move(body));
  }
  return lexicon;
}

OtherKeys other_keys(const UserLexicon& own) {
  OtherKeys keys;
  const auto add = [&](std::string_view name, std::string_view form) {
    std::string key = organization_key(name);
    if (std::string other = organization_key(form); other != key)
      keys[std::move(key)].push_back(std::move(other));
  };
  tables::for_each_row(tables::kHeads, [&](tables::Row row) {
    if (row[1] == "one" && !row[4].empty()) add(row[4], row[0]);
  });
  tables::for_each_row(tables::kBodies, [&](tables::Row row) {
    if (!row[2].empty()) add(row[2], row[0]);
  });
  for (const UserBody& body : own.bodies) {
    for (const std::string& form : body.forms) add(body.name, form);
  }
  return keys;
}

}  // namespace vnidx::entity
