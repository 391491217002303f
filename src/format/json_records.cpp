#include "format/json_records.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "format/json_mend.h"
#include "format/jsonl.h"

namespace vnidx::format {
namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::string_view kSpace = " \t\r\n";
constexpr std::size_t kLookahead = std::size_t{1} << 20;
constexpr std::size_t kLongestKey = 100;

bool is_space(int c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// What an object turns out to be, by its keys and those of the objects in it.
enum class Shape : std::uint8_t { record, container, neither };

class JsonRecords : public RecordReader {
 public:
  JsonRecords(TextWindow& window, const FieldMap& map) : window_(window), map_(map), parser_(map) {}

  Record next() override;

 private:
  Shape shape();
  std::size_t behind_space(std::size_t at);
  std::optional<std::string> string_at(std::size_t at, std::size_t limit, std::size_t& end);
  bool leads_to_told(const std::string& key) const;

  Record record();
  Record parsed(Extraction extraction, std::string content, std::size_t size);
  Record lost(std::string why);
  Record ended();
  void pass(std::size_t bytes);
  void skip_string();
  void find_next_record(const std::string& first_key);
  std::string first_key();

  TextWindow& window_;
  const FieldMap& map_;
  JsonlParser parser_;
  LookAhead look_ahead_;
  std::optional<Record> pending_;  // to be given out next
  std::size_t depth_ = 0;          // of the brackets around what is at hand
  std::size_t documents_ = 0;
  std::size_t passed_over_ = 0;
  std::size_t lost_ = 0;
};

Record JsonRecords::next() {
  if (pending_) return *std::exchange(pending_, std::nullopt);
  while (true) {
    const int c = window_.at(0);
    if (c == -1) return ended();
    if (c == '{') {
      switch (shape()) {
        case Shape::record:
          return record();
        case Shape::container:
          ++depth_;
          pass(1);
          break;
        case Shape::neither:
          ++passed_over_;
          if (const auto end = end_of_object(window_, look_ahead_)) {
            pass(*end);
          } else {
            pass(1);
          }
      }
    } else if (c == '"') {
      skip_string();
    } else {
      if (c == '[') ++depth_;
      if ((c == ']' || c == '}') && depth_ > 0) --depth_;
      pass(1);
    }
  }
}

void JsonRecords::pass(std::size_t bytes) {
  window_.drop(bytes);
  look_ahead_.earn(bytes);
}

void JsonRecords::skip_string() {
  std::size_t i = 1;
  while (window_.at(i) != '"' && window_.at(i) != -1 && window_.at(i) != '\n' && i < kLookahead)
    i += window_.at(i) == '\\' ? 2 : 1;
  pass(i + 1);
}

std::size_t JsonRecords::behind_space(std::size_t at) {
  while (is_space(window_.at(at))) ++at;
  return at;
}

/// The string whose quote is at `at`, escapes as they stand, if it ends before `limit`; `end` is behind what
/// was looked at.
std::optional<std::string> JsonRecords::string_at(std::size_t at, std::size_t limit, std::size_t& end) {
  std::string text;
  for (end = at + 1; end < limit; ++end) {
    const int c = window_.at(end);
    if (c == '"') {
      ++end;
      return text;
    }
    if (c < 0x20) return std::nullopt;
    if (text.size() < kLongestKey) text += static_cast<char>(c);
    if (c == '\\') ++end;
  }
  return std::nullopt;
}

bool JsonRecords::leads_to_told(const std::string& key) const {
  return std::ranges::any_of(map_.told(), [&](const auto& told) {
    return told.second == key || told.second.starts_with(key + '.');
  });
}

/// A record shows a text among its keys. An object that does not may hold records, in a list or as values.
Shape JsonRecords::shape() {
  constexpr std::size_t kDeepest = 32;
  if (depth_ > kDeepest) return Shape::neither;
  std::string open;  // brackets around what is at `i`
  bool has_title = false;
  bool has_weak_title = false;
  bool has_url = false;
  bool holds_records = false;
  bool holds_objects = false;
  bool in_side_list = false;  // comments, related articles
  const std::size_t limit = std::min(kLookahead, look_ahead_.limit());
  std::size_t i = 0;
  for (; i < limit; ++i) {
    const int c = window_.at(i);
    if (c == -1) break;
    if (c == '{' || c == '[') {
      open += static_cast<char>(c);
      holds_objects |= open.size() > 1 && c == '{';
    } else if (c == '}' || c == ']') {
      open.pop_back();
      if (open.empty()) break;
    } else if (c == '"') {
      std::size_t end = 0;
      const std::optional<std::string> text = string_at(i, limit, end);
      i = end - 1;
      if (!text) break;
      const bool is_key = open.back() == '{' && window_.at(behind_space(end)) == ':';
      if (!is_key) continue;
      const Column column = map_.column(*text);
      if (open.size() == 1) {
        if (column.role == Role::text || (!map_.told().empty() && leads_to_told(*text))) return Shape::record;
        has_title |= column.role == Role::title && !column.is_weak();
        has_weak_title |= column.is_weak();
        has_url |= column.role == Role::url;
        in_side_list =
            text->find("omment") != kNone || text->find("elated") != kNone || column.role != Role::none;
      } else if (!in_side_list && (open == "{[{" || open == "{{")) {
        holds_records |= column.is_content() && (open == "{[{" || !has_title);
      }
    }
  }
  look_ahead_.spend(i);
  if (holds_records) return Shape::container;
  if (has_title || (has_weak_title && has_url)) return Shape::record;
  return holds_objects || i >= limit ? Shape::container : Shape::neither;
}

Record JsonRecords::record() {
  std::string why;
  const auto is_json = [&why](const Extraction& made) {
    if (!made.rejection.starts_with("is not JSON")) return true;
    why = made.rejection;
    return false;
  };
  if (const std::optional<std::size_t> end = end_of_object(window_, look_ahead_)) {
    const std::string_view object = window_.view(*end).substr(0, *end);
    Extraction extraction = parser_.parse(object);
    if (is_json(extraction)) return parsed(std::move(extraction), std::string(object), *end);
    look_ahead_.spend(*end);
  }
  constexpr std::size_t kLongestMended = std::size_t{64} << 20;  // is held twice
  if (std::optional<Mended> mended = mend_object(window_, look_ahead_, kLongestMended)) {
    const std::size_t size = mended->json.size();
    mended->json.append(JsonlParser::kPadding, ' ');
    Extraction extraction = parser_.parse(std::string_view(mended->json).substr(0, size));
    if (is_json(extraction)) {
      if (!mended->what.empty()) extraction.repairs.push_back(std::move(mended->what));
      return parsed(std::move(extraction), mended->json.substr(0, size), mended->size);
    }
    look_ahead_.spend(mended->size);
  }
  return lost(std::move(why));
}

Record JsonRecords::parsed(Extraction extraction, std::string content, std::size_t size) {
  Record record{Record::Kind::document, std::move(extraction), {}, window_.line(), std::move(content), size};
  pass(size);
  documents_ += record.extraction.document ? 1 : 0;
  std::string note = record.extraction.document ? parser_.take_field_note() : std::string();
  if (note.empty()) return record;
  pending_ = std::move(record);
  return {Record::Kind::note, {}, std::move(note), 0, {}, 0};
}

std::string JsonRecords::first_key() {
  std::size_t end = 0;
  const std::size_t quote = behind_space(1);
  return window_.at(quote) == '"' ? string_at(quote, quote + kLongestKey + 2, end).value_or("")
                                  : std::string();
}

/// Drops up to where the next object begins with the key that records here begin with.
void JsonRecords::find_next_record(const std::string& key) {
  const std::string wanted = key.empty() ? "\"" : '"' + key + '"';
  pass(1);
  while (window_.at(0) != -1) {
    const std::string_view held = window_.view();
    const std::size_t brace = held.find('{');
    if (brace == kNone) {
      pass(held.size());
      continue;
    }
    pass(brace);
    const std::size_t quote = behind_space(1);
    if (window_.view(quote + wanted.size()).substr(quote).starts_with(wanted) &&
        (key.empty() || window_.at(behind_space(quote + wanted.size())) == ':'))
      return;
    pass(1);
  }
}

Record JsonRecords::lost(std::string why) {
  Record record;
  record.kind = Record::Kind::lost;
  record.line = window_.line();
  find_next_record(first_key());
  if (window_.error() != nullptr) return ended();
  ++lost_;
  if (why.empty())
    why = window_.at(0) == -1 ? "is a record that is cut off or broken" : "is no JSON that can be mended";
  record.message = std::move(why);
  return record;
}

Record JsonRecords::ended() {
  Record record;
  record.line = window_.line();
  if (documents_ == 0 && lost_ == 0 && window_.error() == nullptr) {
    record.message = passed_over_ == 0
                         ? "holds no JSON objects"
                         : "holds no object with a title or a text that is known as one: name its "
                           "fields with --map";
  } else if (depth_ > 0 && window_.error() == nullptr && lost_ == 0) {
    depth_ = 0;
    record.kind = Record::Kind::lost;
    record.message = "ends before its last bracket: what stood behind is missing";
  }
  return record;
}

}  // namespace

bool begins_json(std::string_view head) {
  const std::size_t begin = head.find_first_not_of(kSpace);
  if (begin == kNone) return false;
  const std::size_t next = head.find_first_not_of(kSpace, begin + 1);
  if (next == kNone) return false;
  return head[begin] == '[' ? head[next] == '{' || head[next] == ']'
                            : head[begin] == '{' && head[next] == '"';
}

bool may_be_json_lines(std::string_view head) {
  const std::size_t begin = head.find_first_not_of(kSpace);
  if (begin == kNone) return true;
  if (head[begin] == '[') return false;
  const std::size_t end = head.find('\n', begin);
  const std::size_t next = end == kNone ? kNone : head.find_first_not_of(kSpace, end);
  if (next == kNone) return true;
  const std::string_view line = head.substr(begin, head.find_last_not_of(kSpace, end) + 1 - begin);
  if (line.size() > 1 && line.ends_with('}')) return true;
  // A broken line, or one that goes on?
  return head[next] == '{' && std::string_view("{[,:").find(line.back()) == kNone;
}

bool begins_json_lines(std::string_view head) {
  const std::size_t begin = head.find_first_not_of(kSpace);
  const std::size_t end = head.find('\n', begin == kNone ? 0 : begin);
  const std::size_t next = end == kNone ? kNone : head.find_first_not_of(kSpace, end);
  return next != kNone && head[next] == '{' && may_be_json_lines(head);
}

std::unique_ptr<RecordReader> open_json(TextWindow& window, const FieldMap& map) {
  return std::make_unique<JsonRecords>(window, map);
}

}  // namespace vnidx::format
