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
#include "entity/date.h"
#include "format/count.h"
#include "format/document_id.h"
#include "format/repairs.h"
#include "format/space.h"

namespace vnidx::format {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

static_assert(JsonlParser::kPadding >= simdjson::SIMDJSON_PADDING);

constexpr std::size_t kLongLine = 16 << 20;

struct TextField {
  std::string_view key;
  std::string Document::*member;
};

constexpr std::array kTextFields{
    TextField{"id", &Document::id},           TextField{"title", &Document::title},
    TextField{"text", &Document::text},       TextField{"abstract", &Document::abstract},
    TextField{"caption", &Document::caption}, TextField{"author", &Document::author},
    TextField{"source", &Document::source},   TextField{"category", &Document::category},
    TextField{"number", &Document::number},   TextField{"issuer", &Document::issuer},
};

template <class Number>
std::string to_text(Number number) {
  std::array<char, 32> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return {digits.data(), end};
}

/// A string, or a number as it is written; null is empty, anything else nothing.
std::optional<std::string> text_of(const element& value) {
  switch (value.type()) {
    case element_type::STRING:
      return std::string(std::string_view(value));
    case element_type::INT64:
      return to_text(std::int64_t(value));
    case element_type::UINT64:
      return to_text(std::uint64_t(value));
    case element_type::DOUBLE:
      return to_text(double(value));
    case element_type::NULL_VALUE:
      return std::string();
    default:
      return std::nullopt;
  }
}

/// A day; of a month or year its first day.
std::optional<Date> first_day(std::string_view text) {
  if (const std::optional<Date> date = entity::parse_date(text)) return date;
  // Letters would make it a period relative to today, such as 30d.
  if (text.find_first_not_of("0123456789-/.") != std::string_view::npos) return std::nullopt;
  const Result<Period> period = entity::parse_period(text, Date{});
  return period ? period->from : std::nullopt;
}

void set_date(const element& value, Document& document, std::vector<std::string>& repairs) {
  const std::optional<std::string> text = text_of(value);
  const std::string_view written = text ? trim(*text) : std::string_view();
  document.date = first_day(written);
  if (!document.date && !(text && written.empty())) repairs.push_back(bad_date(written));
}

void set_reads(const element& value, Document& document, std::vector<std::string>& repairs) {
  document.reads.reset();
  if (value.is_null()) return;
  std::int64_t count = -1;
  double real = 0;
  if (value.get(count) != simdjson::SUCCESS) {
    if (value.get(real) == simdjson::SUCCESS) {
      constexpr double kExact = 9007199254740992.0;  // 2^53
      if (real == std::floor(real) && real <= kExact) count = static_cast<std::int64_t>(std::max(real, -1.0));
    } else if (const std::optional<std::string> text = text_of(value)) {
      if (trim(*text).empty()) return;
      count = parse_count(*text).value_or(-1);
    }
  }
  if (count >= 0) {
    document.reads = count;
  } else {
    repairs.emplace_back("\"reads\" is no count: left out");
  }
}

void set_field(std::string_view key, const element& value, Extraction& parsed) {
  Document& document = *parsed.document;
  if (key == "date") return set_date(value, document, parsed.repairs);
  if (key == "reads") return set_reads(value, document, parsed.repairs);
  for (const TextField& field : kTextFields) {
    if (field.key != key) continue;
    std::optional<std::string> text = text_of(value);
    if (!text) parsed.repairs.push_back('"' + std::string(key) + "\" is not a string: left out");
    document.*field.member = std::move(text).value_or(std::string());
    return;
  }
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

/// Restores the texts of a document whose writer had misread them (encoding/misread.h); together, for a title
/// alone says too little.
void restore_misread(Document& document, std::vector<std::string>& repairs) {
  const std::array<std::string*, 6> fields{&document.title,   &document.abstract, &document.text,
                                           &document.caption, &document.author,   &document.category};
  const auto suspect = [](const std::string* field) { return encoding::may_be_misread(*field); };
  if (std::ranges::none_of(fields, suspect)) return;
  std::string all;
  for (const std::string* field : fields) all += *field + '\n';
  const std::optional<encoding::Decoded> decoded = encoding::decode_misread(all);
  if (!decoded) return;
  repairs.push_back(*decoded_from(*decoded));
  std::string_view rest = decoded->text;
  for (std::string* field : fields) {
    std::size_t end = 0;  // behind as many line feeds as the field has, and the one put behind it
    for (auto feeds = std::ranges::count(*field, '\n') + 1; feeds > 0; --feeds)
      end = rest.find('\n', end) + 1;
    *field = rest.substr(0, end - 1);
    rest.remove_prefix(end);
  }
}

/// simdjson's message without its last stop.
std::string reason(simdjson::error_code error) {
  std::string message = simdjson::error_message(error);
  if (message.ends_with('.')) message.pop_back();
  return message;
}

}  // namespace

struct JsonlParser::State {
  simdjson::dom::parser parser;
  std::string repaired;  ///< the line, where it had to be repaired

  simdjson::error_code parse(std::string_view line, element& root, std::vector<std::string>& repairs);
};

simdjson::error_code JsonlParser::State::parse(std::string_view line, element& root,
                                               std::vector<std::string>& repairs) {
  // One long line must not hold its memory (six times its size) for the rest of the run.
  constexpr std::size_t kKeptCapacity = std::size_t{16} << 20;
  if (parser.capacity() > kKeptCapacity) parser = simdjson::dom::parser();
  if (repaired.capacity() > kKeptCapacity) repaired = std::string();

  const simdjson::error_code error = parser.parse(line.data(), line.size(), false).get(root);
  if (error != simdjson::UTF8_ERROR && error != simdjson::STRING_ERROR) return error;
  encoding::Decoded decoded = encoding::decode(std::string(line), encoding::Encoding::automatic);
  if (decoded.encoding == encoding::Encoding::unknown) {
    decoded = encoding::decode(std::string(line), encoding::Encoding::utf8);
  }
  repaired = std::move(decoded.text);
  if (std::optional<std::string> note = decoded_from(decoded)) repairs.push_back(*std::move(note));
  const std::size_t surrogates = replace_lone_surrogates(repaired);
  if (decoded.replaced > 0) repairs.push_back(bad_bytes(decoded));
  if (surrogates > 0) {
    repairs.push_back("half surrogate pairs (\\ud800 and the like): " + std::to_string(surrogates) +
                      " replaced by U+FFFD");
  }
  return repairs.empty() ? error : parser.parse(repaired).get(root);
}

JsonlParser::JsonlParser() : state_(std::make_unique<State>()) {}
JsonlParser::~JsonlParser() = default;
JsonlParser::JsonlParser(JsonlParser&&) noexcept = default;

Extraction JsonlParser::parse(std::string_view line) {
  Extraction parsed;
  const auto reject = [&parsed](std::string why) {
    parsed.document.reset();
    parsed.rejection = std::move(why);
    return std::move(parsed);
  };

  element root;
  if (const auto error = state_->parse(line, root, parsed.repairs); error != simdjson::SUCCESS) {
    return reject("is not JSON: " + reason(error));
  }
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS) return reject("is JSON, but not an object");
  parsed.document.emplace();
  for (const auto field : object) set_field(field.key, field.value, parsed);
  // The parser keeps as much memory as its longest line took.
  if (line.size() > kLongLine) state_ = std::make_unique<State>();
  Document& document = *parsed.document;
  restore_misread(document, parsed.repairs);
  if (trim(document.text).empty() && trim(document.title).empty())
    return reject("has neither text nor title");
  if (!document.id.empty() && !is_valid_id(document.id)) {
    return reject("has an id of white space only, or with control characters in it");
  }
  return parsed;
}

}  // namespace vnidx::format
