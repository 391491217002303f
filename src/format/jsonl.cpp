#include "format/jsonl.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include "encoding/decode.h"
#include "format/field_value.h"
#include "format/json_mend.h"
#include "format/record_draft.h"
#include "format/record_reader.h"
#include "format/repairs.h"
#include "format/space.h"

namespace vnidx::format {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

static_assert(JsonlParser::kPadding >= simdjson::SIMDJSON_PADDING);

constexpr std::size_t kLongLine = 16 << 20;

template <class Number>
std::string to_text(Number number) {
  std::array<char, 32> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return {digits.data(), end};
}

/// The parts of a list as the value of `role`.
std::string joined(Role role, const std::vector<std::string>& parts) {
  if (role == Role::text || role == Role::abstract || role == Role::caption) return joined_parts(parts);
  std::string out;
  for (const std::string& part : parts) {
    if (trim(part).empty()) continue;
    if (!out.empty()) out += role == Role::title ? " " : ", ";
    out += trim(part);
  }
  return out;
}

bool may_be_list(Role role) {
  return role != Role::id && role != Role::date && role != Role::reads && role != Role::url;
}

std::optional<std::string> text_of(const element& value, Role role);

std::optional<std::string> text_of_list(const simdjson::dom::array& list, Role role) {
  std::vector<std::string> parts;
  for (const element part : list) {
    if (std::optional<std::string> text = text_of(part, role)) parts.push_back(*std::move(text));
  }
  return parts.empty() && list.size() > 0 ? std::nullopt : std::optional(joined(role, parts));
}

/// A string, or a number as it is written; null is empty; of a list its parts, of an object what it calls its
/// text. Anything else is nothing.
std::optional<std::string> text_of(const element& value, Role role) {
  switch (value.type()) {
    case element_type::STRING:
      return std::string(std::string_view(value));
    case element_type::INT64:
      return to_text(std::int64_t(value));
    case element_type::UINT64:
      return to_text(std::uint64_t(value));
    case element_type::DOUBLE: {
      const double real(value);
      // 1.704 as a number is no 1704.
      const bool is_no_count = role == Role::reads && real != std::floor(real);
      return is_no_count ? std::nullopt : std::optional(to_text(real));
    }
    case element_type::NULL_VALUE:
      return std::string();
    case element_type::ARRAY:
      return may_be_list(role) ? text_of_list(simdjson::dom::array(value), role) : std::nullopt;
    case element_type::OBJECT: {
      const simdjson::dom::object object(value);
      for (const std::string_view name : inner_names()) {
        element inner;
        if (object.at_key(name).get(inner) == simdjson::SUCCESS) return text_of(inner, role);
      }
      return std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

std::string left_out(std::string_view name, Role role) {
  const std::string_view why = role == Role::reads ? "no count" : "not a string";
  return '"' + std::string(name) + "\" is " + std::string(why) + ": left out";
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// The UTF-16 code unit that the escape `\uXXXX` at `i` names; nothing where there is none.
std::optional<unsigned> escaped_unit(std::string_view json, std::size_t i) {
  if (i + 6 > json.size() || json[i] != '\\' || json[i + 1] != 'u') return std::nullopt;
  const std::string_view digits = json.substr(i + 2, 4);
  if (!std::all_of(digits.begin(), digits.end(), is_hex)) return std::nullopt;
  unsigned unit = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
  return unit;
}

/// Makes every escaped half of a surrogate pair in `json` an escaped U+FFFD, and says how many there were.
std::size_t replace_lone_surrogates(std::string& json) {
  std::size_t replaced = 0;
  for (std::size_t i = json.find('\\'); i != std::string::npos; i = json.find('\\', i)) {
    const std::optional<unsigned> unit = escaped_unit(json, i);
    if (!unit) {
      i += 2;
      continue;
    }
    const bool lead = *unit >= 0xD800 && *unit < 0xDC00;
    const bool trail = *unit >= 0xDC00 && *unit < 0xE000;
    const std::optional<unsigned> next = lead ? escaped_unit(json, i + 6) : std::nullopt;
    if (next && *next >= 0xDC00 && *next < 0xE000) {
      i += 12;
      continue;
    }
    if (lead || trail) {
      json.replace(i, 6, "\\ufffd");
      ++replaced;
    }
    i += 6;
  }
  return replaced;
}

/// simdjson's message without its last stop.
std::string reason(simdjson::error_code error) {
  std::string message = simdjson::error_message(error);
  if (message.ends_with('.')) message.pop_back();
  return message;
}

}  // namespace

struct JsonlParser::State {
  explicit State(const FieldMap& fields) : map(&fields) {}

  simdjson::error_code parse(std::string_view line, element& root);
  bool parse_mended(std::string_view line, element& root);
  void set_fields(const simdjson::dom::object& object, const std::string& outer);
  void set_fields_within(const simdjson::dom::object& object);
  bool leads_to_told(std::string_view name) const;
  Column column(std::string_view name);

  struct KnownName {
    std::string name;
    Column column;
  };

  const FieldMap* map;
  simdjson::dom::parser parser;
  std::string repaired;  ///< the line, where it had to be repaired
  RecordDraft draft;
  std::vector<KnownName> names;  ///< in the order of the first record
  std::size_t next_name = 0;     ///< where the next one of a record alike would stand
  bool field_note_taken = false;
};

/// Records of one file have the same keys in the same order, nearly always.
Column JsonlParser::State::column(std::string_view name) {
  for (std::size_t tried = 0; tried < names.size(); ++tried) {
    if (next_name >= names.size()) next_name = 0;
    const KnownName& known = names[next_name++];
    if (known.name == name) return known.column;
  }
  const Column found = map->column(name);
  constexpr std::size_t kMostNames = 256;
  if (names.size() == kMostNames) names.clear();
  names.push_back({std::string(name), found});
  next_name = names.size();
  return found;
}

bool JsonlParser::State::leads_to_told(std::string_view name) const {
  return std::ranges::any_of(map->told(), [&](const auto& told) {
    return told.second.size() > name.size() && told.second.starts_with(name) &&
           told.second[name.size()] == '.';
  });
}

void JsonlParser::State::set_fields(const simdjson::dom::object& object, const std::string& outer) {
  for (const auto field : object) {
    const std::string within = outer.empty() ? std::string() : outer + std::string(field.key);
    const std::string_view name = outer.empty() ? field.key : std::string_view(within);
    if (field.value.is_object() && leads_to_told(name)) {
      set_fields(simdjson::dom::object(field.value), std::string(name) + '.');
      continue;
    }
    const Column known = column(name);
    if (!draft.wants(known)) continue;
    std::optional<std::string> text = text_of(field.value, known.role);
    if (!text && known.is_certain()) draft.note(left_out(name, known.role));
    draft.set(known, std::move(text).value_or(std::string()));
  }
}

/// The objects in an object that is no document itself.
void JsonlParser::State::set_fields_within(const simdjson::dom::object& object) {
  for (const auto field : object) {
    if (field.value.is_object()) set_fields(simdjson::dom::object(field.value), {});
  }
}

simdjson::error_code JsonlParser::State::parse(std::string_view line, element& root) {
  // One long line must not hold its memory (six times its size) for the rest of the run.
  constexpr std::size_t kKeptCapacity = std::size_t{16} << 20;
  if (parser.capacity() > kKeptCapacity) parser = simdjson::dom::parser();
  if (repaired.capacity() > kKeptCapacity) repaired = std::string();
  repaired.clear();

  const simdjson::error_code error = parser.parse(line.data(), line.size(), false).get(root);
  if (error != simdjson::UTF8_ERROR && error != simdjson::STRING_ERROR) return error;
  encoding::Decoded decoded = encoding::decode(std::string(line), encoding::Encoding::automatic);
  if (decoded.encoding == encoding::Encoding::unknown) {
    decoded = encoding::decode(std::string(line), encoding::Encoding::utf8);
  }
  repaired = std::move(decoded.text);
  if (std::optional<std::string> note = decoded_from(decoded)) draft.note(*std::move(note));
  const std::size_t surrogates = replace_lone_surrogates(repaired);
  if (decoded.replaced > 0) draft.note(bad_bytes(decoded));
  if (surrogates > 0) {
    draft.note("half surrogate pairs (\\ud800 and the like): " + std::to_string(surrogates) +
               " replaced by U+FFFD");
  }
  return parser.parse(repaired).get(root);
}

/// Nearly JSON: the line, or what parse() made of its bytes, mended.
bool JsonlParser::State::parse_mended(std::string_view line, element& root) {
  TextWindow window(repaired.empty() ? line : std::string_view(repaired));
  LookAhead look_ahead;
  std::optional<Mended> mended = mend_object(window, look_ahead);
  if (!mended || mended->size != window.view().size()) return false;
  draft.note(std::move(mended->what));
  repaired = std::move(mended->json);
  return parser.parse(repaired).get(root) == simdjson::SUCCESS;
}

JsonlParser::JsonlParser(const FieldMap& map) : state_(std::make_unique<State>(map)) {}
JsonlParser::~JsonlParser() = default;
JsonlParser::JsonlParser(JsonlParser&&) noexcept = default;

Extraction JsonlParser::parse(std::string_view line) {
  State& state = *state_;
  const auto reject = [&state](std::string why) {
    Extraction rejected = state.draft.finish();
    rejected.document.reset();
    rejected.rejection = std::move(why);
    return rejected;
  };

  element root;
  if (const auto error = state.parse(line, root);
      error != simdjson::SUCCESS && (error == simdjson::DEPTH_ERROR || !state.parse_mended(line, root))) {
    return reject("is not JSON: " + reason(error));
  }
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS) return reject("is JSON, but not an object");
  state.next_name = 0;
  state.set_fields(object, {});
  if (!state.draft.has_content()) state.set_fields_within(object);
  Extraction parsed = state.draft.finish();
  // The parser keeps as much memory as its longest line took.
  if (line.size() > kLongLine) state.parser = simdjson::dom::parser();
  return parsed;
}

std::string JsonlParser::take_field_note() {
  if (std::exchange(state_->field_note_taken, true)) return {};
  FieldNote note;
  for (const State::KnownName& known : state_->names) note.add(known.name, known.column);
  return note.text();
}

}  // namespace vnidx::format
