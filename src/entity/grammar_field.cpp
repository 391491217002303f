// What stands right behind a head: a sector of government, a field of work, or a name of its own.
#include <algorithm>

#include "entity/grammar.h"
#include "entity/letter_case.h"

namespace vnidx::entity {
namespace {

/// An item of a name with its usual capital: `các cơ quan` and `số 1` have none.
std::string capitalized_item(std::string_view item) {
  return item.starts_with("các ") || item.starts_with("số ") ? std::string(item) : capitalized(item);
}

}  // namespace

Grammar::Run Grammar::sector(std::size_t at) const {
  Run run;
  run.end = at;
  if (!follows(at)) return run;
  const Phrases found = phrases(lexicon_.fields(), at);
  for (std::size_t i = 0; i < found.count; ++i) {
    const Field& field = lexicon_.field(found.ends[i].value);
    if (!field.sector || found.ends[i].end <= run.end) continue;
    run.end = found.ends[i].end;
    run.items = 1;
    run.text = field.name;
    run.capital = !tokens_[at].small();
  }
  return run;
}

/// A name in quotation marks: `nhóm “Kết nối yêu thương”`.
Grammar::Run Grammar::quoted(std::size_t at) const {
  constexpr std::size_t kLongest = 8;
  Run run;
  run.end = at;
  if (at >= tokens_.size() || tokens_[at].gap != Gap::quote || !tokens_[at].spaced) return run;
  for (std::size_t end = at + 1; end < tokens_.size() && end - at <= kLongest; ++end) {
    const Gap gap = tokens_[end].gap;
    if (gap == Gap::other || gap == Gap::open || gap == Gap::close) break;
    if (gap != Gap::quote) continue;
    if (!tokens_[at].proper()) break;
    run.end = end;
    run.items = 1;
    run.proper = run.capital = true;
    run.text = full_text(at, end);
    break;
  }
  return run;
}

/// Whether the capitals at `at` read as the name of a person: a family name and one to three more.
bool Grammar::person(std::size_t at) const {
  if (!has_role(at, kSurname) || tokens_[at].shape != text::Shape::capitalized || tokens_[at].loud)
    return false;
  std::size_t end = at + 1;
  while (end < tokens_.size() && tokens_[end].gap == Gap::space && tokens_[end].proper() &&
         tokens_[end].meanings.empty() && end - at <= 4) {
    ++end;
  }
  return end - at >= 2 && end - at <= 4;
}

/// Whether the comma before `at` stands inside one name: items of the tables up to a last one behind `và`, as
/// in `Hợp tác, Nghiên cứu và Đào tạo quốc tế`.
bool Grammar::list_goes_on(std::size_t at) const {
  constexpr int kMostItems = 4;
  for (int items = 0; items < kMostItems; ++items) {
    const auto item = longest(lexicon_.fields(), at);
    if (!item) return false;
    if (const auto head = longest(lexicon_.heads(), at); head && head->end >= item->end) return false;
    const auto holds_and = [&](PhraseEnd phrase) {
      for (std::size_t i = at; i < phrase.end; ++i) {
        if (is_and(i)) return true;
      }
      return false;
    };
    if (holds_and(*item)) return true;
    at = item->end;
    while (follows(at) && !is_and(at)) {
      const auto wide = longest(lexicon_.places(), at);  // `tiền tệ, tài chính quốc gia`
      if (wide && lexicon_.place(wide->value).kind == Place::Kind::wide) return true;
      const auto more = longest(lexicon_.fields(), at);
      if (!more) return false;
      if (holds_and(*more)) return true;
      at = more->end;
    }
    if (follows(at) && is_and(at))
      return at + 1 < tokens_.size() && longest(lexicon_.fields(), at + 1).has_value();
    if (at >= tokens_.size() || tokens_[at].gap != Gap::comma) return false;
  }
  return false;
}

Grammar::Run Grammar::field_run(std::size_t begin, std::size_t at, const Head& head, Title title) const {
  if (head.kind == Head::Kind::name) {
    if (Run run = quoted(at); run.items > 0) return run;
  }
  Run run;
  run.begin = begin;
  run.end = at;
  run.own_begin = at;
  constexpr std::size_t kMostItems = 24;
  while (run.end < tokens_.size() && run.items < kMostItems) {
    const auto joint = joint_of(run, head);
    if (!joint || other_name_begins(run, head, *joint)) break;
    auto item = known_item(run, head, *joint);
    if (!item) item = field_item(run, head, *joint);
    if (!item) item = proper_item(run, head, title, *joint);
    if (!item) item = number_item(run, head, *joint);
    if (!item) item = ordinal_item(run, head, *joint);
    if (!item) item = foreign_link(run, head, *joint);
    if (!item) item = open_item(run, head, title, *joint);
    if (!item) break;

    const Token& token = tokens_[joint->item];
    const bool first = run.items == 0;
    if (first) run.capital = token.proper() || token.loud || token.number();
    if (item->proper && !run.proper) run.own_begin = joint->item;
    run.proper = run.proper || item->proper;
    run.verb = first && item->verb;
    run.active = word_end(joint->item) == item->end && comes_behind_names(joint->item);
    run.text += std::string(joint->text) + (first ? capitalized_item(item->text) : item->text);
    run.end = item->end;
    ++run.items;
  }
  return run;
}

/// How the next item hangs on the run; nothing where the gap ends the name.
std::optional<Grammar::Joint> Grammar::joint_of(const Run& run, const Head& head) const {
  const std::size_t next = run.end;
  const Token& token = tokens_[next];
  const bool first = run.items == 0;
  const bool own_name = head.kind == Head::Kind::name;
  if (token.gap == Gap::space || token.gap == Gap::tight) {
    if (first) return Joint{next, "", Join::space};
    if (!is_and(next)) return Joint{next, " ", Join::space};
    if (!follows(next + 1) || has_role(next + 1, kPlural)) return std::nullopt;
    return Joint{next + 1, " và ", Join::and_word};
  }
  if (first) return std::nullopt;
  switch (token.gap) {
    case Gap::hyphen: {
      const bool inside_word = token.number() || (own_name && run.proper && !token.spaced);
      return Joint{next, inside_word ? "-" : " - ", inside_word ? Join::sign : Join::dash};
    }
    case Gap::ampersand:
      return Joint{next, token.spaced ? " và " : "&", Join::sign};
    case Gap::comma:
      if (!list_goes_on(next)) return std::nullopt;
      return Joint{next, ", ", Join::comma};
    default:
      break;
  }
  // `VINA.IP`, `10+2`
  if (!own_name || token.spaced || token.small()) return std::nullopt;
  switch (token.gap) {
    case Gap::dot:
      return Joint{next, ".", Join::sign};
    case Gap::slash:
      return Joint{next, "/", Join::sign};
    case Gap::plus:
      return Joint{next, "+", Join::sign};
    case Gap::apostrophe:
      return Joint{next, "'", Join::sign};
    default:
      return std::nullopt;
  }
}

/// Whether an owner, another body of a list or a place begins at the next item, rather than more of this
/// name.
bool Grammar::other_name_begins(const Run& run, const Head& head, const Joint& joint) const {
  const std::size_t item = joint.item;
  const bool first = run.items == 0;
  const bool own_name = head.kind == Head::Kind::name;
  const auto field = longest(lexicon_.fields(), item);
  const std::size_t field_end = field ? field->end : item;
  if (!first || !own_name) {
    const auto other = longest(lexicon_.heads(), item);
    const bool opens_other = other && lexicon_.head(other->value).kind != Head::Kind::none;
    if (opens_other && joint.join == Join::dash && lexicon_.head(other->value).firm) return true;
    if (opens_other && other->end >= field_end) {
      const auto& owner = organization(item);
      const bool plain = own_name && owner && owner->body != nullptr;  // `Công ty cổ phần ô tô Trường Hải`
      if (owner && owner->complete && owner->end > field_end && !plain) return true;
      if (joint.join == Join::and_word && other->end > field_end) return true;
    }
  }
  // `Viện Vệ sinh dịch tễ Trung ương | xét nghiệm`
  if (!first && sequel(item)) {
    const auto wide = longest(lexicon_.places(), run.end - std::min<std::size_t>(run.end, 2));
    if (wide && wide->end == run.end && lexicon_.place(wide->value).kind == Place::Kind::wide) return true;
  }
  if (field) return false;
  const Token& token = tokens_[item];
  const PlaceReading place = level_place(item, Title::none);
  if (place.end > item && (token.small() || !token.meanings.empty() || place.named)) return true;
  return (!own_name || head.team) && known_place_end(item) > item;
}

/// A name of the tables inside a name, whose later words may be small: `Báo Tuổi trẻ`, `Bảo tàng Phụ nữ Nam
/// bộ`.
std::optional<Grammar::Item> Grammar::known_item(const Run& run, const Head& head, const Joint& joint) const {
  const std::size_t item = joint.item;
  if (head.kind != Head::Kind::name || !tokens_[item].proper()) return std::nullopt;
  const auto field = longest(lexicon_.fields(), item);
  std::optional<Item> found;
  if (const auto body = longest(lexicon_.bodies(), item); run.items == 0 && body) {
    const bool paper = lexicon_.body(body->value).kind == Body::Kind::title;
    const bool longer = !field || body->end >= field->end;
    if (longer && (head.media || !paper)) {
      found = Item{body->end, std::string(lexicon_.body(body->value).name), true};
    }
  }
  const std::size_t place = known_place_end(item);
  if (place > item + 1 && (!found || place > found->end)) {
    found = Item{place, std::string(lexicon_.place(longest(lexicon_.places(), item)->value).name), true};
  }
  return found;
}

/// Whether fields in small letters from `at` on end in a name: `tư vấn đầu tư xây dựng Nam Long`.
bool Grammar::leads_to_name(std::size_t at) const {
  constexpr int kMostFields = 6;
  for (int fields = 0; fields < kMostFields && follows(at); ++fields) {
    if (tokens_[at].proper()) return true;
    const auto field = longest(lexicon_.fields(), is_and(at) ? at + 1 : at);
    if (!field) return false;
    at = field->end;
  }
  return false;
}

/// A field of the tables, in one spelling whatever the capitals of the text.
std::optional<Grammar::Item> Grammar::field_item(const Run& run, const Head& head, const Joint& joint) const {
  const auto found = longest(lexicon_.fields(), joint.item);
  if (!found) return std::nullopt;
  const Token& token = tokens_[joint.item];
  const Field& field = lexicon_.field(found->value);
  const bool capital = token.proper() || token.loud;
  if (run.proper && capital && found->end == joint.item + 2 && sequel_behind(joint.item)) return std::nullopt;
  if (!capital) {
    // After a proper name, words in small letters no longer belong to the name.
    if (head.kind == Head::Kind::name && run.proper) return std::nullopt;
    // A single syllable is a field where a name hangs on it: `đầu tư hầm đèo Cả`.
    const bool alone = found->end == joint.item + 1 && !(follows(found->end) && tokens_[found->end].proper());
    const bool hangs_on =
        run.items == 0 || joint.join != Join::space || head.media || (head.firm && leads_to_name(found->end));
    if ((field.verb || alone) && !hangs_on) return std::nullopt;
  }
  return Item{found->end, capitalized_item(field.name), false, field.verb && !capital};
}

/// A capital that no table knows.
std::optional<Grammar::Item> Grammar::proper_item(const Run& run, const Head& head, Title title,
                                                  const Joint& joint) const {
  const std::size_t item = joint.item;
  const Token& token = tokens_[item];
  const bool first = run.items == 0;
  const bool own_name = head.kind == Head::Kind::name;
  if (!token.proper() || (first && token.meanings.empty() && has_role(item, kPlural))) return std::nullopt;
  // `TT HĐND`: another body, though it does not stand complete here.
  if (!token.meanings.empty() && longest(lexicon_.heads(), item)) return std::nullopt;
  const bool initials = token.shape == text::Shape::upper;
  if (has_role(item, kPerson) && (initials || (!first && token.meanings.empty()))) return std::nullopt;
  std::size_t end = item + std::max<std::size_t>(decoy(item), 1);  // `Cảnh báo`
  // `Đấu tranh`: a capital that opens a word of two syllables stands for the trade, not for a name.
  const bool compound = end == item + 1 && opens_compound(item);
  if (run.proper && own_name && opens_sentence(item)) return std::nullopt;
  if (compound) end = item + 2;
  if (joint.join == Join::and_word) {
    const bool partners = own_name && analyzer_.canonical(token.term) == "cộng";
    if (partners && follows(end) && !compound) ++end;  // `Luật Thắng Phạm và Cộng sự`
    if (!partners && (run.proper || !close_ahead(end, head))) return std::nullopt;
  }
  if (joint.join == Join::comma || (joint.join == Join::dash && token.spaced)) return std::nullopt;
  // The name of a person follows, unless the school is called after one: `Trường Tiểu học Trương Văn Thành`.
  const bool inside_person = run.items == 1 && run.proper && has_role(item - 1, kSurname);
  // So does it right behind a head that has a field or none: `Bí thư Đảng ủy Khối Trịnh Bá Lộc`.
  const bool titled = title == Title::before;
  if (person(item) && !inside_person && (own_name ? titled && !first : titled || !first)) return std::nullopt;
  // `Tổng công ty Đường sắt Việt Nam Đoàn Thanh tra`: behind the name of the country another name begins.
  const bool behind_country = run.proper && is_country(run.own_begin, item);
  if (behind_country && longest(lexicon_.heads(), item)) return std::nullopt;
  return Item{end, full_text(item, end), !compound};
}

/// The trade that a body without a field shares its name with: `và Dân vận` of `Ban Tuyên giáo và Dân vận
/// Tỉnh ủy`.
Grammar::Run Grammar::second_trade(std::size_t at, const Head& head) const {
  Run run;
  run.end = at;
  if (!follows(at) || !is_and(at) || !follows(at + 1) || !tokens_[at + 1].proper()) return run;
  if (longest(lexicon_.heads(), at + 1) || !tokens_[at + 1].meanings.empty()) return run;
  if (known_place_end(at + 1) > at + 1 || !follows(at + 2) || !tokens_[at + 2].small()) return run;
  const auto end = close_ahead(at + 2, head);
  if (!end || *end == at + 2) return run;
  run.end = *end;
  run.items = 1;
  run.text = full_text(at, *end);
  return run;
}

/// Whether a place, a level or an owner begins at `at`: what closes a name.
bool Grammar::closes(std::size_t at, const Head& head) const {
  const PlaceReading reading = place(at, &head, Behind::word, Title::none);
  if (reading.end > at && !reading.plural && (reading.named || tokens_[at].small())) return true;
  const auto& owner = organization(at);
  return owner && owner->complete && owner->rank > head.rank;
}

/// Where the name closes that unknown words in small letters carry on from `at`, at most five of them.
std::optional<std::size_t> Grammar::close_ahead(std::size_t at, const Head& head) const {
  constexpr int kMostWords = 5;
  for (int words = 0; words <= kMostWords && follows(at); ++words) {
    if (closes(at, head)) return at;
    const std::size_t end = word_end(at);
    if (!tokens_[at].small() || sequel(at) || has_role(at, kPlural | kPointer | kOf | kAt)) break;
    if (has_role(end - 1, kTitle)) break;
    at = end;
  }
  return std::nullopt;
}

/// A word in small letters that no table knows, where the name goes on behind it: to a place, a level or an
/// owner that closes it, or as it does elsewhere in the text.
std::optional<Grammar::Item> Grammar::open_item(const Run& run, const Head& head, Title title,
                                                const Joint& joint) const {
  const std::size_t item = joint.item;
  const bool first = run.items == 0;
  const Token& opening = tokens_[run.begin];
  if (!tokens_[item].small() || !tokens_[item].meanings.empty()) return std::nullopt;
  if (head.kind == Head::Kind::name && run.proper) return std::nullopt;
  if (first && (head.guarded || (opening.small() && !head.team))) return std::nullopt;
  if (joint.join != Join::space) return std::nullopt;
  if (sequel(item) || has_role(item, kPlural | kPointer | kOf | kAt)) return std::nullopt;
  const std::size_t end = word_end(item);
  const bool pair = end > item + 1;
  const bool object = run.active && pair;  // `Cục Kiểm soát ô nhiễm`
  if (object || close_ahead(end, head) || (pair && !first && repeated(run.begin, end))) {
    return Item{end, full_text(item, end), false};
  }
  // `Hội đồng trị sự Nguyễn Phước Tộc`: a name behind words of its own, more than once.
  constexpr std::size_t kMostWords = 4;
  std::size_t name_end = end;
  while (follows(name_end) && tokens_[name_end].small() && !sequel(name_end) && name_end - item < kMostWords)
    ++name_end;
  const std::size_t name = name_end;
  while (follows(name_end) && tokens_[name_end].proper() && name_end - name < kMostWords) ++name_end;
  const bool toll = pair && !opening.small() && !person(name);  // `Trạm thu phí Ninh Lộc`
  if (name_end == name || title == Title::before || !(toll || repeated(run.begin, name_end)))
    return std::nullopt;
  return Item{name_end, full_text(item, name_end), true};
}

/// `số 1` of `Trường THPT số 1 Si Ma Cai`; not of `Báo số 12 Xuân`.
std::optional<Grammar::Item> Grammar::ordinal_item(const Run& run, const Head& head,
                                                   const Joint& joint) const {
  const std::size_t number = joint.item + 1;
  const bool numbers =
      head.kind == Head::Kind::name && !head.firm && !head.team && !head.media && run.items == 0;
  if (!numbers || !has_role(joint.item, kNumber) || !follows(number) || !tokens_[number].number())
    return std::nullopt;
  if (!follows(number + 1) || !tokens_[number + 1].proper()) return std::nullopt;
  return Item{number + 1, full_text(joint.item, number + 1), true};
}

/// `Bệnh viện 108`, `Trường Tiểu học Tân Lập 1`, `10+2`; not `công ty 4,7 tỷ đồng`.
std::optional<Grammar::Item> Grammar::number_item(const Run& run, const Head& head,
                                                  const Joint& joint) const {
  const std::size_t item = joint.item;
  const Token& token = tokens_[item];
  if (!token.number() || text_.substr(token.end).starts_with('%')) return std::nullopt;
  if (item + 1 < tokens_.size()) {
    const Token& next = tokens_[item + 1];
    const bool goes_on = next.number() && !next.spaced && next.gap != Gap::plus && next.gap != Gap::hyphen;
    if (goes_on) return std::nullopt;
  }
  const bool first = run.items == 0;
  const bool closes = !follows(item + 1);
  const bool inside_word = !first && !token.spaced;
  if (!closes && !inside_word && !(first && head.numbered)) return std::nullopt;
  return Item{item + 1, full_text(item, item + 1), true};
}

/// `American Journal of Epidemiology`
std::optional<Grammar::Item> Grammar::foreign_link(const Run& run, const Head& head,
                                                   const Joint& joint) const {
  const std::size_t item = joint.item;
  const bool links = head.kind == Head::Kind::name && run.proper && has_role(item, kLink);
  if (!links || !follows(item + 1) || !tokens_[item + 1].proper()) return std::nullopt;
  return Item{item + 2, full_text(item, item + 2), true};
}

}  // namespace vnidx::entity
