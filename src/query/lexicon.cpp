#include "query/lexicon.h"

#include <algorithm>

#include "schema/term.h"

namespace vnidx::query {
namespace {

// A prefix is looked up among so many terms at most; `a*` in a large index would walk all of them.
constexpr std::size_t kMaxTermsWalked = 20000;

void most_frequent_first(std::vector<Form>& forms) {
  std::stable_sort(forms.begin(), forms.end(),
                   [](const Form& a, const Form& b) { return a.documents > b.documents; });
}

// The first code points of `text`, as many as `model` has.
std::string_view as_long_as(std::string_view text, std::string_view model) {
  const auto starts_letter = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; };
  auto letters = std::count_if(model.begin(), model.end(), starts_letter);
  std::size_t end = 0;
  while (end < text.size() && (letters > 0 || !starts_letter(text[end])))
    letters -= starts_letter(text[end++]);
  return text.substr(0, end);
}

// Calls visit(term, documents) for the terms under `prefix` whose folded form is `folded`: these stand
// together.
template <class Visit>
void each_marking(const Xapian::Database& database, std::string_view prefix, std::string_view folded,
                  Visit&& visit) {
  const std::string start = std::string(prefix) + std::string(folded);
  for (auto term = database.allterms_begin(start); term != database.allterms_end(start); ++term) {
    const std::string name = *term;
    if (schema::term_folded(name).size() != start.size()) break;
    visit(name.substr(prefix.size()), term.get_termfreq());
  }
}

}  // namespace

const std::vector<Form>& Lexicon::forms(std::string_view folded) {
  const auto [entry, is_new] = forms_.try_emplace(std::string(folded));
  std::vector<Form>& forms = entry->second;
  if (is_new && !folded.empty()) {
    each_marking(database_, "", folded, [&](std::string term, Xapian::doccount documents) {
      forms.push_back({schema::term_word(term), term, documents});
    });
    most_frequent_first(forms);
  }
  return forms;
}

std::vector<Form> Lexicon::starting_with(std::string_view canonical, std::string_view folded,
                                         std::size_t limit, bool& cut) {
  cut = false;
  std::vector<Form> forms;
  std::size_t walked = 0;
  const std::string start(folded);
  for (auto term = database_.allterms_begin(start); term != database_.allterms_end(start); ++term) {
    if (++walked > kMaxTermsWalked) {
      cut = true;
      break;
    }
    const std::string name = *term;
    std::string word = schema::term_word(name);
    if (!schema::has_marks_of(as_long_as(word, canonical), canonical)) continue;
    forms.push_back({std::move(word), name, term.get_termfreq()});
  }
  most_frequent_first(forms);
  if (forms.size() > limit) {
    cut = true;
    forms.resize(limit);
  }
  return forms;
}

std::vector<Form> values_like(const Xapian::Database& database, std::string_view prefix,
                              std::string_view canonical, std::string_view folded) {
  std::vector<Form> values;
  each_marking(database, prefix, folded, [&](const std::string& term, Xapian::doccount documents) {
    std::string value = schema::term_word(term);
    if (schema::has_marks_of(value, canonical)) values.push_back({std::move(value), term, documents});
  });
  return values;
}

}  // namespace vnidx::query
