#include "entity/organization_finder.h"

#include <algorithm>

namespace vnidx::entity {
namespace {

/// Sorts by begin, the longer one first, and drops duplicates.
void put_in_order(std::vector<OrganizationMention>& mentions) {
  std::sort(mentions.begin(), mentions.end(), [](const auto& a, const auto& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  const auto same = [](const auto& a, const auto& b) { return a.begin == b.begin && a.end == b.end; };
  mentions.erase(std::unique(mentions.begin(), mentions.end(), same), mentions.end());
}

/// Whether the initials of `name` are `letters`: `HRW`, `Human Rights Watch`.
bool spells(std::string_view letters, std::string_view name) {
  std::string initials;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (i == 0 || name[i - 1] == ' ') initials += name[i];
  }
  return letters == initials;
}

bool ends_line(std::string_view text, const text::Word& word, const text::Word& next) {
  return text.substr(word.end, next.begin - word.end).find('\n') != std::string_view::npos;
}

}  // namespace

void OrganizationFinder::find(std::string_view text, std::span<const text::Word> words,
                              std::span<const NumberMention> numbers,
                              std::vector<OrganizationMention>& found) {
  found.clear();
  short_names_.clear();
  for (std::size_t first = 0; first < words.size();) {
    std::size_t end = first + 1;
    while (end < words.size() && (!ends_line(text, words[end - 1], words[end]) || goes_on(text, words, end)))
      ++end;
    const auto paragraph = words.subspan(first, end - first);
    if (may_hold_names(paragraph)) {
      read_tokens(text, paragraph, lexicon_, analyzer_, tokens_);
      find_in_paragraph(text, found);
    }
    first = end;
  }
  find_short_names(text, words, found);
  // A code inside a document number is no mention: `03-HD/BTGTW`. Numbers stand in order and never overlap.
  std::erase_if(found, [&](const OrganizationMention& mention) {
    const auto number =
        std::partition_point(numbers.begin(), numbers.end(),
                             [&](const NumberMention& before) { return before.end <= mention.begin; });
    return number != numbers.end() && number->begin < mention.end;
  });
  put_in_order(found);
}

/// Whether the paragraph goes on over the line that ends before word `next`: in small letters, in the
/// capitals of a head (`TÒA ÁN NHÂN DÂN / HUYỆN BA TRI`), or behind a word that only opens a name (`Bộ`,
/// `TP.`).
bool OrganizationFinder::goes_on(std::string_view text, std::span<const text::Word> words,
                                 std::size_t next) const {
  const text::Word& last = words[next - 1];
  const text::Word& word = words[next];
  std::string_view gap = text.substr(last.end, word.begin - last.end);
  const auto meanings = lexicon_.meanings(last.term);
  const text::TermId opening =
      meanings.empty() ? last.term : lexicon_.terms(meanings.front()).back();  // `TP`
  const bool level = lexicon_.has_role(opening, kLevel | kWork) && last.shape != text::Shape::lower;
  if (level && gap.starts_with('.')) gap.remove_prefix(1);
  if (gap.find_first_not_of(" \t\r\n") != std::string_view::npos) return false;
  if (std::count(gap.begin(), gap.end(), '\n') != 1) return false;
  if (word.shape == text::Shape::lower) return true;
  const auto loud = [&](std::size_t at) {
    return at < words.size() && words[at].shape == text::Shape::upper;
  };
  if (loud(next) && loud(next - 1)) {
    return next > 1 && loud(next - 2) && loud(next + 1) && !lexicon_.has_role(word.term, kState);
  }
  // A headline may end with any word.
  const bool headline = text.substr(0, last.begin).find('\n') == std::string_view::npos;
  return level && !headline;
}

bool OrganizationFinder::may_hold_names(std::span<const text::Word> words) const {
  return std::any_of(words.begin(), words.end(),
                     [&](const text::Word& word) { return lexicon_.has_role(word.term, kOpens); });
}

void OrganizationFinder::find_in_paragraph(std::string_view text, std::vector<OrganizationMention>& found) {
  const Grammar grammar(text, tokens_, lexicon_, analyzer_);
  waiting_.clear();
  list_end_ = many_end_ = 0;
  for (std::size_t at = 0; at < tokens_.size();) {
    if (!lexicon_.has_role(tokens_[at].term, kOpens) && tokens_[at].meanings.empty()) {
      ++at;
      continue;
    }
    const auto& name = grammar.organization(at);
    const bool is_own = name && name->body != nullptr && name->body->kind == Body::Kind::own;
    if (const std::size_t decoy = is_own ? 0 : grammar.decoy(at)) {
      at += decoy;
      continue;
    }
    if (!name) {
      ++at;
      continue;
    }
    if (!waiting_.empty() && !continues_list(at, list_end_)) waiting_.clear();
    const bool one_of_many =
        name->many || (many_end_ > 0 && tokens_[at].small() && continues_list(at, many_end_));
    if (one_of_many) many_end_ = name->end;
    if (!name->complete || one_of_many) {
      if (name->head == nullptr || !name->head->kin || name->plural) {
        ++at;
        continue;
      }
      waiting_.push_back({name->begin, name->end, name->name});
      at = list_end_ = name->end;
      continue;
    }
    at = name->end;
    if (is_credit(*name)) continue;
    const std::size_t mention = found.size();
    note(grammar, *name, found);
    at = short_form(grammar, *name, text, found);
    list_end_ = name->end;
    if (name->place.empty()) {
      if (name->head == nullptr || !name->head->kin) waiting_.clear();
      const bool dash = at < tokens_.size() && tokens_[at].gap == Gap::hyphen;
      if (dash && name->head != nullptr && name->head->kin && name->inner.empty()) {
        waiting_.push_back({name->begin, name->end, name->name, name->head, mention});
      }
      continue;
    }
    // `Đảng ủy, Tổng Liên đoàn Lao động Việt Nam` is no list of one place.
    const bool shares_place = name->head != nullptr && !name->country && (name->head->kin || name->owned);
    for (const Waiting& body : waiting_) {
      if (!shares_place) break;
      if (body.head != nullptr) {
        const std::string_view own = without_level_of(*body.head, name->place);
        if (own != name->place) found[body.mention].canonical = body.name + ' ' + std::string(own);
        continue;
      }
      found.push_back({tokens_[body.begin].begin, tokens_[body.end - 1].end, body.name + ' ' + name->place});
    }
    waiting_.clear();
  }
}

/// Whether only a comma, a dash, a slash or `và` stands between `end`, where a list has come to, and token
/// `at`.
bool OrganizationFinder::continues_list(std::size_t at, std::size_t end) const {
  if (at == end) {
    const Gap gap = tokens_[at].gap;
    return gap == Gap::comma || gap == Gap::hyphen || gap == Gap::slash;
  }
  return at == end + 1 && lexicon_.has_role(tokens_[end].term, kAnd);
}

void OrganizationFinder::note(const Grammar& grammar, const Organization& name,
                              std::vector<OrganizationMention>& found) {
  found.push_back({tokens_[name.begin].begin, tokens_[name.end - 1].end, name.name});
  for (const Organization& inner : name.inner) note(grammar, inner, found);
  if (name.own_end > name.own_begin && !grammar.is_place(name.own_begin, name.own_end)) {
    remember(name.own_begin, name.own_end, {});
  }
}

/// The short form in brackets behind a complete name, `Ngân hàng Ngoại thương (Vietcombank)`: a mention of
/// its own, and a name for the rest of the document. Returns the token to go on from.
std::size_t OrganizationFinder::short_form(const Grammar& grammar, const Organization& name,
                                           std::string_view text, std::vector<OrganizationMention>& found) {
  const std::size_t at = name.end;
  if (at >= tokens_.size() || tokens_[at].gap != Gap::open) return at;
  const bool closed =
      at + 1 == tokens_.size() || tokens_[at + 1].gap == Gap::close ||
      (tokens_[at + 1].gap == Gap::other &&
       text.substr(tokens_[at].end, tokens_[at + 1].begin - tokens_[at].end).starts_with(')'));
  const Token& token = tokens_[at];
  const std::string_view written = text.substr(token.begin, token.end - token.begin);
  if (!closed || token.end - token.begin < 2) return at;
  if (grammar.known_place_end(at) > at || is_field(token)) return at;
  if (name.body != nullptr && !spells(written, name.name)) return at;
  const bool initials = token.shape == text::Shape::upper;
  const bool firm = name.head != nullptr && name.head->firm;
  if (!initials && token.shape != text::Shape::mixed && !(firm && token.shape == text::Shape::capitalized))
    return at;
  if (const auto& own = grammar.organization(at); own && own->complete && own->end == at + 1) {
    const bool spelled = own->body == nullptr || !initials || own->body->kind == Body::Kind::body;
    found.push_back({token.begin, token.end, spelled ? own->name : name.name});
    remember(at, at + 1, found.back().canonical);
    return at + 1;
  }
  // `Hội đồng thành viên Công ty Chứng khoán ACB (ACBS)`: the short form is the owner's.
  const bool organ = name.head != nullptr && name.head->owned_only && !name.inner.empty();
  const std::string& named = organ ? name.inner.front().name : name.name;
  const bool sole = name.head != nullptr && name.head->bare;  // `Liên Hợp Quốc (UNDAC)` is another body
  std::string full(initials && !sole ? std::string_view(named) : written);
  if (!token.meanings.empty() && token.meanings.front().sense == AbbreviationSense::sole) {
    full = token.meanings.front().display;
  }
  found.push_back({token.begin, token.end, full});
  remember(at, at + 1, std::move(full));
  return at + 1;
}

/// Whether an abbreviation stands for a field of work, not for a body: `Bộ Khoa học và Công nghệ (KH&CN)`.
bool OrganizationFinder::is_field(const Token& token) const {
  return std::any_of(token.meanings.begin(), token.meanings.end(), [&](const Expansion& meaning) {
    PhraseTrie::Node node = PhraseTrie::kRoot;
    for (const text::TermId term : lexicon_.terms(meaning)) {
      node = lexicon_.fields().child(node, term);
      if (node == PhraseTrie::kNoNode) return false;
    }
    return lexicon_.fields().value(node) != PhraseTrie::kNoValue;
  });
}

/// Keeps tokens [begin, end) as a name of the document; it stands for itself where `name` is empty.
void OrganizationFinder::remember(std::size_t begin, std::size_t end, std::string name) {
  ShortName entry;
  for (std::size_t i = begin; i < end; ++i) {
    const Token& token = tokens_[i];
    if (!token.proper() || (i > begin && token.gap != Gap::space)) return;
    if (!token.meanings.empty() && name.empty()) return;
    entry.terms.push_back(token.term);
  }
  const bool shortest =
      entry.terms.size() == 1 && tokens_[begin].shape == text::Shape::capitalized && name.empty();
  if (entry.terms.empty() || shortest) return;
  entry.name = std::move(name);
  constexpr std::size_t kMostNames = 128;  // an article has a handful
  if (short_names_.size() == kMostNames) return;
  const bool known = std::any_of(short_names_.begin(), short_names_.end(),
                                 [&](const ShortName& other) { return other.terms == entry.terms; });
  if (!known) short_names_.push_back(std::move(entry));
}

/// Whether a newspaper or agency is named as the source only: in a dateline (`(Dân trí) - `, `TTO - `), a
/// photo credit (`Ảnh: VOV`), a by-line (`Thu Hằng/VOV`).
bool OrganizationFinder::is_credit(const Organization& name) const {
  const bool media = name.body != nullptr ? name.body->kind == Body::Kind::media : name.head->media;
  if (!media) return false;
  const auto gap = [&](std::size_t i) { return i < tokens_.size() ? tokens_[i].gap : Gap::other; };
  const bool opens = name.begin == 0;
  const bool ends = name.end == tokens_.size();
  if (gap(name.begin) == Gap::slash || gap(name.end) == Gap::slash) return true;
  if (opens && (gap(name.end) == Gap::hyphen || ends || gap(name.end) == Gap::close ||
                (name.body != nullptr && tokens_[name.end].proper()))) {
    return true;
  }
  if (gap(name.begin) == Gap::open && gap(name.end) == Gap::close) return true;
  if (name.begin == 0) return false;
  const bool credited = lexicon_.has_role(tokens_[name.begin - 1].term, kCredit);
  if (credited && (gap(name.begin) != Gap::space || ends)) return true;
  // `(Ảnh: Minh Quyết - TTXVN)`
  constexpr std::size_t kFarthest = 8;
  for (std::size_t i = name.begin; i > 0 && name.begin - i < kFarthest; --i) {
    if (tokens_[i].gap == Gap::open) return lexicon_.has_role(tokens_[i].term, kCredit);
  }
  return false;
}

void OrganizationFinder::find_short_names(std::string_view text, std::span<const text::Word> words,
                                          std::vector<OrganizationMention>& found) const {
  if (short_names_.empty()) return;
  put_in_order(found);
  std::vector<OrganizationMention> more;
  std::size_t taken = 0;  // index into `found` of the first mention that may lie ahead
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].shape == text::Shape::lower || words[i].shape == text::Shape::number) continue;
    while (taken < found.size() && found[taken].end <= words[i].begin) ++taken;
    if (taken < found.size() && found[taken].begin <= words[i].begin) continue;
    for (const ShortName& entry : short_names_) {
      if (entry.terms[0] != words[i].term || i + entry.terms.size() > words.size()) continue;
      const std::size_t end = i + entry.terms.size();
      bool same = true;
      for (std::size_t k = i; k < end && same; ++k) {
        same = words[k].term == entry.terms[k - i] && words[k].shape != text::Shape::lower &&
               (k == i || text.substr(words[k - 1].end, words[k].begin - words[k - 1].end) == " ");
      }
      if (!same || (i > 0 && lexicon_.has_role(words[i - 1].term, kGoods))) continue;
      const auto touches = [&](std::size_t left, std::size_t right) {
        return text.substr(words[left].end, words[right].begin - words[left].end) == " " &&
               words[right].shape != text::Shape::lower && words[left].shape != text::Shape::lower;
      };
      if (i > 0 && touches(i - 1, i) && !lexicon_.has_role(words[i - 1].term, kTitle)) continue;
      if (end < words.size() && touches(end - 1, end) && !lexicon_.has_role(words[end].term, kSurname))
        continue;
      std::string name = entry.name;
      if (name.empty()) name = text.substr(words[i].begin, words[end - 1].end - words[i].begin);
      more.push_back({words[i].begin, words[end - 1].end, std::move(name)});
      i = end - 1;
      break;
    }
  }
  found.insert(found.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace vnidx::entity
