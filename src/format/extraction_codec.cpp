#include "format/extraction_codec.h"

#include <simdjson.h>

#include <chrono>
#include <cstdint>
#include <utility>

#include "base/varint.h"
#include "encoding/decode.h"

namespace vnidx::format {
namespace {

// Every text of a document that a reader may fill in.
constexpr std::string Document::*kTexts[] = {
    &Document::id,       &Document::title,   &Document::author, &Document::source,
    &Document::category, &Document::number,  &Document::issuer, &Document::abstract,
    &Document::text,     &Document::caption, &Document::path,
};

// More of what a reader found fault with is of no use to anybody.
constexpr std::uint64_t kMaxRepairs = 100'000;

std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

void append_text(std::string& out, std::string_view text) {
  if (!simdjson::validate_utf8(text.data(), text.size())) {
    // Half a character, where a file breaks off within its title.
    const encoding::Decoded mended = encoding::decode(std::string(text), encoding::Encoding::utf8);
    append_text(out, mended.text);
    return;
  }
  append_varint(out, text.size());
  out += text;
}

void append_document(std::string& out, const Document& document) {
  for (const auto member : kTexts) append_text(out, document.*member);
  append_varint(out, document.date ? 1 : 0);
  if (document.date)
    append_varint(out, zigzag(std::chrono::sys_days(*document.date).time_since_epoch().count()));
  append_varint(out, document.reads ? 1 : 0);
  if (document.reads) append_varint(out, zigzag(*document.reads));
}

/// Takes values off the front of bytes that may be anything; once one was wrong, all that follow are empty.
class Taker {
 public:
  explicit Taker(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number() {
    if (rest_.empty()) fail();
    return take_varint(rest_);
  }
  std::string text() {
    const std::uint64_t size = number();
    if (size > rest_.size() || !simdjson::validate_utf8(rest_.data(), static_cast<std::size_t>(size))) {
      fail();
      return {};
    }
    std::string text(rest_.substr(0, static_cast<std::size_t>(size)));
    rest_.remove_prefix(static_cast<std::size_t>(size));
    return text;
  }
  bool flag() {
    const std::uint64_t value = number();
    if (value > 1) fail();
    return value == 1;
  }
  void fail() {
    good_ = false;
    rest_ = {};
  }
  /// Everything was there, and nothing is left.
  bool is_done() const { return good_ && rest_.empty(); }
  bool good() const { return good_; }

 private:
  std::string_view rest_;
  bool good_ = true;
};

std::optional<Date> take_date(Taker& taker) {
  // About the years that std::chrono knows: what is beyond them would overflow on the way to a date.
  constexpr std::int64_t kMostDays = 11'900'000;
  const std::int64_t days = unzigzag(taker.number());
  if (days < -kMostDays || days > kMostDays) taker.fail();
  if (!taker.good()) return std::nullopt;
  const Date date{std::chrono::sys_days(std::chrono::days(days))};
  if (!date.ok()) taker.fail();
  return date;
}

Document take_document(Taker& taker) {
  Document document;
  for (const auto member : kTexts) document.*member = taker.text();
  if (taker.flag()) document.date = take_date(taker);
  if (taker.flag()) document.reads = unzigzag(taker.number());
  return document;
}

}  // namespace

std::string encode_extraction(const Extraction& extraction) {
  std::string out;
  append_varint(out, extraction.document ? 1 : 0);
  if (extraction.document) append_document(out, *extraction.document);
  append_text(out, extraction.rejection);
  append_varint(out, extraction.repairs.size());
  for (const std::string& repair : extraction.repairs) append_text(out, repair);
  return out;
}

std::optional<Extraction> decode_extraction(std::string_view bytes) {
  Taker taker(bytes);
  Extraction extraction;
  if (taker.flag()) extraction.document = take_document(taker);
  extraction.rejection = taker.text();
  const std::uint64_t repairs = taker.number();
  if (repairs > kMaxRepairs) return std::nullopt;
  for (std::uint64_t i = 0; i < repairs && taker.good(); ++i) extraction.repairs.push_back(taker.text());
  if (!taker.is_done() || (!extraction.document && extraction.rejection.empty())) return std::nullopt;
  return extraction;
}

}  // namespace vnidx::format
