#include "entity/grammar.h"

#include <algorithm>
#include <vector>

#include "entity/letter_case.h"

namespace vnidx::entity {
namespace {

/// Parliaments and governments.
constexpr int kCountryRank = 9;

/// Ranks of names without a head.
constexpr int kBodyRank = 6;

/// Whether an abbreviation has a meaning that is no name as well: `CP` (`cổ phần`), `BTC` (`ban tổ chức`).
bool everyday_word(const Token& token) {
  return std::any_of(token.meanings.begin(), token.meanings.end(), [](const Expansion& meaning) {
    return capitalized(meaning.display) != meaning.display;
  });
}

/// Whether `written`, a spelling of `listed`, has capitals where that opens its words with them, and all over
/// where that does: `Vietinbank` for `VietinBank`, but not `Who` for `WHO`, nor `dân trí` for `Dân trí`.
bool same_capitals(std::string_view written, std::string_view listed) {
  const auto letters = [](std::string_view name) {
    std::vector<std::string_view> found;
    for (std::size_t i = 0; i < name.size();) {
      std::size_t end = i + 1;
      while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) ++end;
      const bool sign = end == i + 1 && std::string_view(" &-./'+").find(name[i]) != std::string_view::npos;
      if (!sign) found.push_back(name.substr(i, end - i));
      i = end;
    }
    return found;
  };
  const auto is_capital = [](std::string_view letter) { return lower_case(letter) != letter; };
  const auto in_text = letters(written);
  const auto in_list = letters(listed);
  if (in_text.size() != in_list.size()) return true;
  bool all_listed = true;
  bool all_written = true;
  for (std::size_t i = 0; i < in_list.size(); ++i) {
    const bool opens = i == 0 || in_list[i].data()[-1] == ' ';
    if (opens && is_capital(in_list[i]) && !is_capital(in_text[i])) return false;
    if (capitalized(in_list[i]) == lower_case(in_list[i])) continue;
    all_listed = all_listed && is_capital(in_list[i]);
    all_written = all_written && is_capital(in_text[i]);
  }
  return !all_listed || all_written;
}

}  // namespace

std::size_t Grammar::decoy(std::size_t at) const {
  const auto head = longest(lexicon_.heads(), at);
  if (!head || lexicon_.head(head->value).kind != Head::Kind::none) return 0;
  // `thành lập Trường Đại học`: a capital inside starts a word of its own.
  if (tokens_[at].small()) {
    for (std::size_t i = at + 1; i < head->end; ++i) {
      if (tokens_[i].proper()) return 0;
    }
  }
  return head->end - at;
}

const std::optional<Organization>& Grammar::organization(std::size_t at) const {
  static const std::optional<Organization> kNone;
  constexpr int kDeepest = 12;  // names nest four or five deep at most
  const Token& first = tokens_[at];
  if (!lexicon_.has_role(first.term, kOpens) && first.meanings.empty()) return kNone;
  if (const auto known = read_.find(at); known != read_.end()) return known->second;
  if (depth_ == kDeepest) return kNone;
  ++depth_;
  auto name = read_organization(at);
  --depth_;
  return read_.emplace(at, std::move(name)).first->second;
}

std::optional<Organization> Grammar::read_organization(std::size_t at) const {
  const auto own = with_own(at);
  Phrases heads = phrases(lexicon_.heads(), at);
  std::sort(heads.ends.begin(), heads.ends.begin() + heads.count,
            [](PhraseEnd a, PhraseEnd b) { return a.end > b.end; });
  std::optional<Organization> best;
  std::size_t longest_end = at;
  for (std::size_t i = 0; i < heads.count; ++i) {
    const Head& head = lexicon_.head(heads.ends[i].value);
    if (head.kind == Head::Kind::none) {
      if (longest_end == at && decoy(at) > 0) return own;
      continue;
    }
    if (head.abbreviation && heads.ends[i].end - at > 1) continue;
    // A shorter head must not read the rest of a longer one as a field: `Ban` + `Chỉ đạo`.
    const bool open_ended = head.kind == Head::Kind::field || head.kind == Head::Kind::name;
    if (heads.ends[i].end < longest_end && open_ended) continue;
    longest_end = std::max(longest_end, heads.ends[i].end);
    auto name = with_head(at, heads.ends[i]);
    if (!name || name->plural) continue;
    const bool better = !best || (name->complete && (!best->complete || name->end > best->end));
    if (better) best = std::move(name);
  }
  if (own && (!best || !best->complete || best->end <= own->end)) return own;
  if (best && best->complete) return best;
  if (auto name = with_body(at)) return name;
  if (auto name = with_meaning(at)) return name;
  return best;
}

/// An abbreviation that stands for a whole name: `VFF`.
std::optional<Organization> Grammar::with_meaning(std::size_t at) const {
  const Token& written = tokens_[at];
  if (written.meanings.empty() || written.meanings.front().sense != AbbreviationSense::sole)
    return std::nullopt;
  const Expansion& meaning = written.meanings.front();
  std::vector<Token> spelled;
  for (const text::TermId term : lexicon_.terms(meaning)) {
    Token token{};
    token.term = term;
    token.shape = text::Shape::capitalized;
    token.gap = spelled.empty() ? Gap::other : Gap::space;
    spelled.push_back(token);
  }
  const Grammar grammar(meaning.display, spelled, lexicon_, analyzer_);
  std::optional<Organization> name = grammar.organization(0);
  if (!name || !name->complete || name->end != spelled.size() || name->head == nullptr) return std::nullopt;
  if (name->head->kind == Head::Kind::name) return std::nullopt;  // `DNNN`
  name->begin = at;
  name->end = at + 1;
  name->name = meaning.display;
  name->inner.clear();
  name->own_end = name->own_begin;
  return name;
}

/// Whether the head at `at` is a syllable of another name: `Nguyễn Đăng Khoa`.
bool Grammar::inside_other_name(std::size_t at) const {
  if (at == 0 || !follows(at)) return false;
  const Token& before = tokens_[at - 1];
  const bool opens_sentence = before.gap == Gap::other;
  return before.proper() && !opens_sentence && before.meanings.empty() && !has_role(at - 1, kTitle | kCredit);
}

/// Whether `at` is the second word of another head: `viện` of `bệnh viện`, but not `đội` of `cán bộ đội`.
bool Grammar::inside_longer_head(std::size_t at) const {
  if (at == 0 || !follows(at)) return false;
  const auto wider = longest(lexicon_.heads(), at - 1);
  if (!wider || wider->end <= at) return false;
  if (at == 1 || !follows(at - 1)) return true;
  const auto before = longest(lexicon_.heads(), at - 2);
  return !before || before->end != at;
}

/// Whether the word behind a head makes it the post of a person: `Chi cục phó`, but not `Công đoàn Viên
/// chức`.
bool Grammar::post(std::size_t at) const {
  if (!follows(at) || !has_role(at, kPost)) return false;
  return word_end(at) == at + 1 || longest(lexicon_.heads(), at + 1);
}

/// Whether a competition is named: `Giải bóng đá U21 Quốc tế`.
bool Grammar::in_event(std::size_t at) const {
  constexpr std::size_t kFarthest = 4;
  for (std::size_t i = at; i > 0 && at - i < kFarthest && follows(i); --i) {
    if (has_role(i - 1, kEvent)) return true;
  }
  return false;
}

/// Whether an everyday word at [at, next) is meant as a head: not in `Đội Cấn`, `Khoa Nam`, `phòng Covid`.
bool Grammar::guard_opens(const Head& head, std::size_t at, std::size_t next) const {
  if (inside_other_name(at) || !follows(next)) return false;
  if (inside_longer_head(at)) return false;
  const auto other = longest(lexicon_.heads(), next);
  const bool of_tables = longest(lexicon_.fields(), next) || (other && !lexicon_.head(other->value).guarded);
  const bool by_name = head.kind == Head::Kind::name || tokens_[next].shape == text::Shape::upper;
  const bool by_word = !tokens_[at].small() && tokens_[at].gap != Gap::other && tokens_[next].proper() &&
                       word_end(next) > next + 1;
  if (head.kind != Head::Kind::located && !of_tables && !by_name && !by_word) return false;
  const Token& first = tokens_[at];
  if (first.small() && first.meanings.empty() && !tokens_[next].proper()) return false;
  const bool listed = at > 0 && has_role(at - 1, kPlural) && follows(at);  // `các hãng Gucci, Dior`
  if (listed && head.firm) return false;
  return !head.team || known_place_end(next) > next;
}

std::optional<Organization> Grammar::with_head(std::size_t at, PhraseEnd head_end) const {
  const Head& head = lexicon_.head(head_end.value);
  const Token& first = tokens_[at];
  const bool small = first.small() && first.meanings.empty();
  const Title title = title_before(at);
  if (head.capital && small) return std::nullopt;
  // `Chi cục phó`, `Tỉnh ủy viên`
  if (head.kind != Head::Kind::name && post(head_end.end)) return std::nullopt;
  if (head.guarded && !guard_opens(head, at, head_end.end)) return std::nullopt;
  if (head.team && in_event(at)) return std::nullopt;
  if (head.untitled && (title == Title::before || inside_other_name(at))) return std::nullopt;

  Organization name;
  name.begin = at;
  name.end = head_end.end;
  name.head = &head;
  name.rank = head.rank;
  name.name = head.name;

  Run run;
  switch (head.kind) {
    case Head::Kind::sector:
      run = sector(name.end);
      if (run.items == 0) return std::nullopt;
      break;
    case Head::Kind::field:
    case Head::Kind::name:
      run = field_run(at, name.end, head, title);
      break;
    case Head::Kind::one:
      if (!head.bare) run = second_trade(name.end, head);
      break;
    default:
      break;
  }
  // `ga trung tâm Bến Thành`: in small letters the head needs a field of the tables.
  const bool name_behind = run.proper && run.own_begin == name.end;
  if (head.kind == Head::Kind::field && small && name_behind) return std::nullopt;
  // `TT Putin` is no `Trung tâm Putin`.
  if (head.kind == Head::Kind::field && head_end.end == at + 1 && name_behind && everyday_word(first)) {
    return std::nullopt;
  }
  if (run.items > 0) {
    name.name += ' ' + run.text;
    name.end = run.end;
    name.named = run.proper;
    if (head.firm && run.proper) {
      name.own_begin = run.own_begin;
      name.own_end = run.end;
    }
  }
  if (!head.bare) take_suffixes(name);
  if (run.items == 0 && !name.place.empty() && !name.owned && head.localized != head.name) {
    name.name.replace(0, head.name.size(), head.localized);
  }
  name.many = many(name);
  name.complete = !name.plural && !name.many && complete(name, run);
  // `Đoàn đại biểu Quốc hội`: a body of state inside the words of the head.
  for (std::size_t i = at + 1; i < head_end.end; ++i) {
    if (!tokens_[i].meanings.empty()) continue;
    const auto& state = organization(i);
    const bool closes_head = state && state->complete && state->end == head_end.end && state->head != nullptr;
    if (closes_head && state->rank >= kCountryRank && !state->head->bare) name.inner.push_back(*state);
  }
  return name;
}

bool Grammar::complete(const Organization& name, const Run& run) const {
  const Head& head = *name.head;
  const Token& first = tokens_[name.begin];
  const bool small = first.small() && first.meanings.empty();
  const bool placed = !name.place.empty();
  if (name.end == name.begin + 1 && everyday_word(first)) return false;
  switch (head.kind) {
    case Head::Kind::one:
      return !small || head.small || placed || name.owned;
    case Head::Kind::located:
      return name.owned || (placed && (!head.owned_only || head.workplace));
    case Head::Kind::sector:
      return true;
    case Head::Kind::field: {
      Place::Kind kind{};
      std::string level;
      const bool below = follows(name.end) && level_end(name.end, kind, level) > name.end;
      if (below && word_end(name.end) == name.end + 1 && !placed && !name.named)
        return false;  // `ban nhân dân thôn`: one of many
      if (run.items == 0) return head.small || (head.local && (placed || name.owned));
      return placed || name.owned || name.named || (!run.verb && (!small || run.capital));
    }
    case Head::Kind::name:
      if (head.team) return run.proper || (placed && name.named) || name.owned;
      // `công ty Mỹ`, `hãng dược Mỹ`: of a country, not named after it.
      if (run.proper && (run.items == 1 || !run.capital) && is_country(run.own_begin, run.end)) return false;
      return run.proper || run.capital || (placed && (name.named || head.local));
    case Head::Kind::none:
      break;
  }
  return false;
}

/// Whether the words around a name without a name of its own say that many bodies are meant: `các Sở Y tế`,
/// `Sở Y tế các tỉnh`, or one spoken of before: `trung tâm y tế này`.
bool Grammar::many(const Organization& name) const {
  const bool mission = name.head->at;
  if (name.named && !mission) return false;
  if (name.begin > 0 && follows(name.begin) && has_role(name.begin - 1, kPlural)) {
    const Token& before = tokens_[name.begin - 1];
    if (before.small() || before.gap == Gap::other) return true;
  }
  if (!follows(name.end) || !tokens_[name.end].small()) return false;
  const bool year = follows(name.end + 1) && tokens_[name.end + 1].number();  // `Sở Y tế năm 2018`
  if (has_role(name.end, kPlural) && !year) return true;
  const std::size_t next = name.end + 1;
  if (has_role(name.end, kOf) && follows(next) && (has_role(next, kPlural) || tokens_[next].number()))
    return true;
  const bool common = name.head->kind == Head::Kind::field || name.head->kind == Head::Kind::name;
  return common && has_role(name.end, kPointer);
}

/// A name of the user's lexicon, which is to be taken as it stands there.
std::optional<Organization> Grammar::with_own(std::size_t at) const {
  const auto found = longest(lexicon_.bodies(), at);
  if (!found || lexicon_.body(found->value).kind != Body::Kind::own) return std::nullopt;
  const Body& body = lexicon_.body(found->value);
  const std::uint32_t begin = tokens_[at].begin;
  if (!tokens_[at].loud &&
      !same_capitals(text_.substr(begin, tokens_[found->end - 1].end - begin), body.name)) {
    return std::nullopt;
  }
  Organization name;
  name.begin = at;
  name.end = found->end;
  name.body = &body;
  name.rank = kBodyRank;
  name.name = body.full;
  name.complete = name.named = true;
  return name;
}

std::optional<Organization> Grammar::with_body(std::size_t at) const {
  // `al - Qaeda`
  const bool article = tokens_[at].small() && at + 1 < tokens_.size() && tokens_[at + 1].proper() &&
                       tokens_[at + 1].gap == Gap::hyphen;
  if (!tokens_[at].proper() && !article) return std::nullopt;
  const Phrases bodies = phrases(lexicon_.bodies(), at);
  for (std::size_t i = bodies.count; i-- > 0;) {
    const Body& body = lexicon_.body(bodies.ends[i].value);
    const std::size_t end = bodies.ends[i].end;
    const std::uint32_t begin = tokens_[at].begin;
    if (body.kind == Body::Kind::title || body.kind == Body::Kind::own) continue;
    if (article || same_capitals(text_.substr(begin, tokens_[end - 1].end - begin), body.name))
      return as_body(at, end, body);
  }
  return std::nullopt;
}

/// The name of a body at [at, next), unless what stands around it makes it something else.
std::optional<Organization> Grammar::as_body(std::size_t at, std::size_t next, const Body& body) const {
  const Token& first = tokens_[at];
  const bool initials = first.shape == text::Shape::upper && next == at + 1;
  const bool of_year =
      follows(next) && tokens_[next].number() && tokens_[next].end - tokens_[next].begin == 4;
  if (of_year) return std::nullopt;  // `Hanoi Marathon ASEAN 2020`
  const bool domain = next < tokens_.size() && tokens_[next].gap == Gap::dot && tokens_[next].small();
  const bool compound = next < tokens_.size() && tokens_[next].gap == Gap::hyphen && !tokens_[next].spaced &&
                        tokens_[next].proper();  // `HNX-Index`
  if (domain || compound || (at > 0 && first.gap == Gap::dot)) return std::nullopt;
  if (!initials && inside_other_name(at) && tokens_[at - 1].shape == text::Shape::capitalized)
    return std::nullopt;

  Organization name;
  name.begin = at;
  name.end = next;
  name.body = &body;
  name.rank = kBodyRank;
  name.name = body.full;
  name.complete = name.named = true;
  if (body.kind == Body::Kind::body && follows(next) && tokens_[next].proper() &&
      tokens_[next].meanings.empty() && title_before(at) == Title::none && !person(next) &&
      known_place_end(next) == next) {
    return std::nullopt;  // `ATP Masters`
  }
  if (body.kind == Body::Kind::firm) {
    if (at > 0 && follows(at) && has_role(at - 1, kGoods)) return std::nullopt;
    const bool of_place = known_place_end(next) > next;
    if (follows(next) && !of_place &&
        (tokens_[next].number() ||
         (tokens_[next].proper() && !person(next) && tokens_[next].meanings.empty()))) {
      return std::nullopt;
    }
  }
  if (body.kind == Body::Kind::firm || body.kind == Body::Kind::body) {
    take_place(name, next, Behind::word);
    take_branch(name);
  }
  return name;
}

}  // namespace vnidx::entity
