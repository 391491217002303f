// What stands behind a head and its field: an owner, a place, a number, a seat, a branch, a legal form.
#include <algorithm>
#include <array>

#include "entity/grammar.h"

namespace vnidx::entity {
namespace {

/// Parliaments and governments.
constexpr int kCountryRank = 9;

/// Departments of a ministry.
constexpr int kBureauRank = 4;

/// A unit and its parent joined by a dash are one name up to this rank of the unit.
constexpr int kMostRankBeforeDash = 5;

}  // namespace

std::string_view without_level_of(const Head& head, std::string_view place) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kLevels{{
      {"Tỉnh ", "tỉnh "},
      {"Huyện ", "huyện "},
      {"Quận ", "quận "},
      {"Thị ", "thị xã "},
      {"Thành ", "thành phố "},
  }};
  if (head.kind != Head::Kind::one || !head.kin) return place;
  for (const auto& [opening, level] : kLevels) {
    if (head.name.starts_with(opening) && place.starts_with(level)) return place.substr(level.size());
  }
  return place;
}

void Grammar::take_suffixes(Organization& name) const {
  constexpr int kMostSuffixes = 4;
  for (int i = 0; i < kMostSuffixes && !name.plural; ++i) {
    if (i == 0 && take_possessor(name)) break;
    if (take_owner(name, name.end, Behind::word)) break;
    if (take_place(name, name.end, Behind::word) || take_workplace(name) || take_bracket(name) ||
        take_number(name)) {
      continue;
    }
    break;
  }
  if (!take_legal_form(name) && !take_seat(name)) take_branch(name);
}

bool Grammar::take_owner(Organization& name, std::size_t at, Behind behind) const {
  if (at >= tokens_.size() || !name.place.empty() || name.owned) return false;
  const bool dash = tokens_[at].gap == Gap::hyphen && behind == Behind::word;
  if (!dash && !continues(at, behind)) return false;
  if (dash && name.rank > kMostRankBeforeDash) return false;
  const auto& owner = organization(at);
  if (!owner || owner->rank <= name.rank || owner->plural) return false;
  // `Ủy ban Kiểm tra Đảng ủy` names its owner by an organ of the same article.
  const bool organ = name.head != nullptr && name.head->kind == Head::Kind::one && owner->head != nullptr &&
                     owner->head->kind == Head::Kind::located && owner->head->kin;
  if (!owner->complete && (!organ || dash)) return false;
  if (dash && owner->head == nullptr) return false;
  const bool bureau =
      name.head != nullptr && name.head->kind == Head::Kind::field && name.rank >= kBureauRank;
  if (dash && bureau) {
    // `Cục An ninh nội địa - Bộ Công an` names the bureau too.
    Organization unit = name;
    name.inner.push_back(std::move(unit));
  }
  name.name += (dash ? " - " : " ") + owner->name;
  name.end = owner->end;
  name.place = owner->place;
  name.country = owner->country;
  name.named = name.named || owner->named;
  name.rank = std::max(name.rank, owner->rank - 1);
  name.owned = owner->complete;
  if (!owner->complete) return true;
  Organization inner = *owner;
  if (inner.national_end > 0) {  // `Ủy ban` [`MTTQ Việt Nam`] `huyện Hoài Ân`
    inner.end = inner.national_end;
    inner.name.resize(inner.national_size);
  }
  name.inner.push_back(std::move(inner));
  return true;
}

/// `Trung tâm Công nghệ thông tin của Bộ Giao thông vận tải`: a unit that only its trade names, by whose
/// it is.
bool Grammar::take_possessor(Organization& name) const {
  const std::size_t of = name.end;
  const bool unit = name.head != nullptr && name.head->kind == Head::Kind::field && name.rank <= kBureauRank;
  if (!unit || name.named || !follows(of)) return false;
  if (!tokens_[of].small() || analyzer_.canonical(tokens_[of].term) != "của") return false;
  Organization whole = name;
  whole.name += " của";
  const bool taken = take_owner(whole, of + 1, Behind::word) ||
                     (level_place(of + 1, Title::none).named && take_place(whole, of + 1, Behind::word));
  if (!taken || whole.plural) return false;
  name = std::move(whole);
  return true;
}

bool Grammar::take_workplace(Organization& name) const {
  if (name.head == nullptr || !name.head->workplace || !name.place.empty()) return false;
  const std::size_t at = name.end;
  if (!follows(at) || !has_role(at, kWork)) return false;
  const std::string word = word_text(at);
  if (tokens_[at].small() && word != "trường" && word != "khối" && word != "ngành") return false;
  if (follows(at + 1) && tokens_[at + 1].proper()) return false;
  name.name += ' ' + word;
  name.place = word;
  name.end = at + 1;
  return true;
}

bool Grammar::take_place(Organization& name, std::size_t at, Behind behind) const {
  const PlaceReading reading = place(at, name.head, behind, title_before(name.begin));
  if (reading.end == at) return false;
  if (reading.plural) {
    name.plural = true;
    return true;
  }
  // `đại biểu Quốc hội TP Hà Nội`: a parliament is one of a country.
  if (name.head != nullptr && name.head->rank >= kCountryRank && !reading.country) return false;
  const bool by_name = name.head != nullptr && name.head->kind == Head::Kind::name;
  if (by_name && !reading.named && !name.head->local && !tokens_[at].proper()) return false;
  const std::string_view text =
      name.head != nullptr ? without_level_of(*name.head, reading.text) : std::string_view(reading.text);
  if (name.country && !reading.country) {
    name.national_end = name.end;
    name.national_size = name.name.size();
  }
  name.name.append(" ").append(text);
  name.place = reading.text;
  name.country = reading.country;
  name.named = name.named || reading.named;
  name.end = reading.end;
  return true;
}

/// `Ủy ban Kiểm tra (UBKT) Tỉnh ủy Phú Yên`: the abbreviation stands inside the name where the name goes on.
bool Grammar::take_bracket(Organization& name) const {
  const std::size_t at = name.end;
  if (at + 1 >= tokens_.size() || tokens_[at].gap != Gap::open || tokens_[at + 1].gap != Gap::close)
    return false;
  if (tokens_[at].shape != text::Shape::upper) return false;
  return take_owner(name, at + 1, Behind::bracket) || take_place(name, at + 1, Behind::bracket);
}

/// `Đội Quản lý thị trường số 2`, `Trường THCS Gio Hải số 1`
bool Grammar::take_number(Organization& name) const {
  const std::size_t at = name.end;
  if (!follows(at) || !has_role(at, kNumber) || !follows(at + 1) || !tokens_[at + 1].number()) return false;
  name.name += ' ' + full_text(at, at + 2);
  name.named = true;
  name.end = at + 2;
  return true;
}

/// `Tổng công ty Khí Việt Nam – Công ty cổ phần`
bool Grammar::take_legal_form(Organization& name) const {
  const std::size_t at = name.end;
  if (name.head == nullptr || !name.head->firm || at >= tokens_.size() || tokens_[at].gap != Gap::hyphen)
    return false;
  const auto form = longest(lexicon_.heads(), at);
  if (!form || !lexicon_.head(form->value).firm) return false;
  if (follows(form->end) && tokens_[form->end].proper()) return false;
  name.name.append(" - ").append(lexicon_.head(form->value).name);
  name.end = form->end;
  return true;
}

/// `Đại sứ quán Việt Nam tại Ấn Độ`
bool Grammar::take_seat(Organization& name) const {
  if (name.head == nullptr || !name.head->at || !follows(name.end) || !has_role(name.end, kAt)) return false;
  if (name.place.empty() && !name.owned && !name.head->seated) return false;
  const PlaceReading seat = place(name.end + 1, name.head, Behind::word, Title::none);
  if (seat.end == name.end + 1 || !seat.named) return false;
  name.name += " tại " + seat.text;
  name.place = seat.text;
  name.named = true;
  name.end = seat.end;
  return true;
}

/// `Ngân hàng Agribank chi nhánh Đồng Nai`: the branch is one name, the bank another inside it.
bool Grammar::take_branch(Organization& name) const {
  const bool firm = name.body != nullptr || (name.head != nullptr && name.head->firm);
  const std::size_t at = name.end;
  const bool known = name.named || (name.head != nullptr && name.head->kind == Head::Kind::one);
  if (!firm || !known || !follows(at) || !has_role(at, kBranch) || !follows(at + 1)) return false;
  const std::size_t place_at = at + 2;
  if (!follows(place_at)) return false;
  const PlaceReading seat = place(place_at, nullptr, Behind::word, Title::none);
  const std::size_t end = seat.end > place_at ? seat.end : local_name_end(place_at, Title::none);
  if (end == place_at) return false;
  Organization bank = name;
  bank.complete = true;
  name.inner.insert(name.inner.begin(), std::move(bank));
  name.name += " chi nhánh " + (seat.end > place_at ? seat.text : full_text(place_at, end));
  name.own_end = name.own_begin;
  name.end = end;
  return true;
}

}  // namespace vnidx::entity
