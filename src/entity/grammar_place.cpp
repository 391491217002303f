// Places behind the name of a body: `tỉnh Quảng Nam`, `TP.HCM`, `Quận 1`, `xã An Xuyên`, `Hà Nội`, `tỉnh`.
#include <algorithm>

#include "entity/grammar.h"

namespace vnidx::entity {
namespace {

/// Party and youth committees carry their level in the head: `Thị ủy Điện Bàn`, `Tỉnh ủy Phú Yên`.
bool level_in_head(const Head& head) {
  const bool cell = head.kind == Head::Kind::located && head.local;  // `Chi bộ Vạn Đức`
  return cell || (head.kind == Head::Kind::one && head.kin);
}

/// Ministries and what stands above them.
constexpr int kStateRank = 7;

bool known(Place::Kind kind) {
  return kind == Place::Kind::province || kind == Place::Kind::city || kind == Place::Kind::country;
}

}  // namespace

std::size_t Grammar::known_place_end(std::size_t at) const {
  if (at >= tokens_.size()) return at;
  const Token& token = tokens_[at];
  const auto name = longest(lexicon_.places(), at);
  if (!name || !known(lexicon_.place(name->value).kind)) return at;
  // `châu Âu`, `miền Nam` begin small in the tables too.
  const bool usual_small = name->end > at + 1 &&
                           lexicon_.place(name->value).name.starts_with(analyzer_.canonical(token.term)) &&
                           tokens_[at + 1].proper();
  if (token.small() && token.meanings.empty() && !usual_small) return at;
  // `Đức Giang`, `Anh Minh`: a country of one syllable is often part of another name; `Argentina` is not.
  constexpr std::size_t kLongestSyllable = 6;  // `Nhật`, in bytes
  const bool syllable = token.end - token.begin <= kLongestSyllable;
  if (name->end == at + 1 && syllable && token.meanings.empty() && follows(name->end) &&
      tokens_[name->end].proper() && !has_role(name->end, kSurname) &&
      known_place_end(name->end) == name->end) {
    return at;
  }
  return name->end;
}

bool Grammar::is_place(std::size_t begin, std::size_t end) const {
  const auto name = longest(lexicon_.places(), begin);
  return name && name->end >= end;
}

bool Grammar::is_country(std::size_t begin, std::size_t end) const {
  const auto name = longest(lexicon_.places(), begin);
  return name && name->end == end && lexicon_.place(name->value).kind == Place::Kind::country;
}

/// The end of the level that opens at `at` (`tỉnh`, `TP`, `Q.`), or `at`.
std::size_t Grammar::level_end(std::size_t at, Place::Kind& kind, std::string& text) const {
  if (at >= tokens_.size()) return at;
  if (decoy(at) > 0) return at;  // `xã hội`
  if (const auto level = longest(lexicon_.places(), at)) {
    const Place& place = lexicon_.place(level->value);
    if (place.kind == Place::Kind::level || place.kind == Place::Kind::small_level) {
      kind = place.kind;
      text = place.name;
      return level->end;
    }
  }
  // `Q.1`, `P.Bến Nghé`, `H.Triệu Phong`
  const Token& token = tokens_[at];
  if (token.shape != text::Shape::capitalized || token.end - token.begin != 1 || at + 1 >= tokens_.size()) {
    return at;
  }
  const Token& next = tokens_[at + 1];
  const bool abbreviates =
      next.gap == Gap::dot || next.gap == Gap::space || (next.gap == Gap::other && next.spaced);
  if (!abbreviates || !(next.proper() || next.number())) return at;
  switch (text_[token.begin]) {
    case 'Q':
      text = "quận";
      break;
    case 'P':
      text = "phường";
      break;
    case 'H':
      text = "huyện";
      break;
    case 'X':
      text = "xã";
      break;
    default:
      return at;
  }
  kind = Place::Kind::level;
  return at + 1;
}

/// The end of a run of capitals at `at` that can be the name of a commune or a district, person's names cut
/// off.
std::size_t Grammar::local_name_end(std::size_t at, Title title) const {
  constexpr std::size_t kLongest = 4;
  std::size_t end = at;
  while (end < tokens_.size() && end - at < kLongest) {
    const Token& token = tokens_[end];
    const bool attached = end == at || token.gap == Gap::space || token.gap == Gap::apostrophe ||
                          (token.gap == Gap::hyphen && !token.spaced);
    if (!attached || !token.proper() || !token.meanings.empty() || token.shape == text::Shape::upper) break;
    if (opens_sentence(end)) break;                                      // `công an xã Sự việc`
    const bool inside_person = end == at + 1 && has_role(at, kSurname);  // `phường Nguyễn Thái Học`
    if (end > at && ((person(end) && !inside_person) || organization(end))) break;
    ++end;
  }
  // `Chủ tịch UBND xã Nguyễn Văn Hải`: behind a title, a longer run that opens with a family name is a
  // person.
  if (title == Title::before && end - at > 2 && has_role(at, kSurname)) return at;
  return end;
}

/// Whether another level without a name follows: `quận, huyện`, `tỉnh, thành phố`.
bool Grammar::level_follows(std::size_t at) const {
  if (at >= tokens_.size()) return false;
  if (is_and(at) && follows(at)) {
    ++at;
  } else if (tokens_[at].gap != Gap::comma && tokens_[at].gap != Gap::hyphen &&
             tokens_[at].gap != Gap::slash) {
    return false;
  }
  Place::Kind kind{};
  std::string text;
  const std::size_t end = level_end(at, kind, text);
  if (end == at) return false;
  if (end >= tokens_.size() || !follows(end)) return true;
  return !tokens_[end].proper() && !tokens_[end].number();
}

Grammar::PlaceReading Grammar::level_place(std::size_t at, Title title) const {
  PlaceReading reading;
  reading.end = at;
  Place::Kind kind{};
  std::string level;
  std::size_t end = level_end(at, kind, level);
  if (end == at) return reading;
  if (has_role(at, kPlural)) return reading;
  reading.level = true;
  const bool attached =
      end < tokens_.size() &&
      (follows(end) || tokens_[end].gap == Gap::dot ||
       (tokens_[end].gap == Gap::other && tokens_[end].spaced && tokens_[at].end - tokens_[at].begin == 1));
  std::size_t name_end = end;
  if (attached) {
    const bool high = level == "tỉnh" || level == "thành phố";
    const auto listed = longest(lexicon_.places(), end);
    const Place::Kind listed_kind = listed ? lexicon_.place(listed->value).kind : Place::Kind::level;
    if (tokens_[end].number() && !high && tokens_[end].end - tokens_[end].begin <= 2) {
      name_end = end + 1;
    } else if (listed && (known(listed_kind) || (!high && listed_kind == Place::Kind::district)) &&
               (tokens_[end].proper() || tokens_[end].loud)) {
      name_end = listed->end;
    }
    if (name_end == end && !(high && person(end))) name_end = local_name_end(end, title);
  }
  reading.named = name_end > end;
  if (!reading.named && kind == Place::Kind::small_level) {
    reading.level = false;
    return reading;
  }
  if (!reading.named && level_follows(end)) reading.plural = true;
  reading.text = level;
  if (reading.named) {
    const auto listed = longest(lexicon_.places(), end);
    const bool by_table = listed && listed->end == name_end;
    const std::string name =
        by_table ? std::string(lexicon_.place(listed->value).name) : full_text(end, name_end);
    if (level == "thành phố" && name == "Hồ Chí Minh") reading.text = "Thành phố";
    reading.text += ' ' + name;
  }
  reading.end = reading.named ? name_end : end;
  return reading;
}

Grammar::PlaceReading Grammar::place(std::size_t at, const Head* head, Behind behind, Title title) const {
  PlaceReading reading;
  reading.end = at;
  if (!continues(at, behind)) return reading;
  const Token& token = tokens_[at];
  const auto listed = longest(lexicon_.places(), at);
  const Place::Kind kind = listed ? lexicon_.place(listed->value).kind : Place::Kind::small_level;

  if (listed && kind == Place::Kind::wide) {
    reading.end = listed->end;
    reading.text = lexicon_.place(listed->value).name;
    reading.level = true;
    return reading;
  }
  if (token.meanings.empty() || !listed || !known(kind)) {
    reading = level_place(at, title);
    if (reading.end > at) return reading;
  }
  // `nước Cộng hòa xã hội chủ nghĩa Việt Nam`
  const bool state = analyzer_.canonical(token.term) == "nước" && !token.proper();
  std::size_t end = known_place_end(state ? at + 1 : at);
  // `Bộ Ngoại giao Mỹ Marie Harf`: behind a body of state a country is a country, whoever is named next.
  const bool of_state = head != nullptr && head->rank >= kStateRank && token.proper();
  if (end == at && of_state && listed && kind == Place::Kind::country) end = listed->end;
  if (state && end == at + 1) end = at;
  if (end == at && head != nullptr && level_in_head(*head)) {
    if (listed && kind == Place::Kind::district && (token.proper() || token.loud)) end = listed->end;
    if (end == at && token.proper()) end = local_name_end(at, title);
    if (end > at && person(at) && !(listed && kind == Place::Kind::district)) end = at;
  }
  if (end == at) return reading;
  reading.end = end;
  reading.named = true;
  reading.country = state || kind == Place::Kind::country;
  const bool by_table = listed && listed->end == end && known(kind);
  reading.text = by_table ? std::string(lexicon_.place(listed->value).name) : full_text(at, end);
  return reading;
}

}  // namespace vnidx::entity
