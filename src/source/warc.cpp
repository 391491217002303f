#include "source/warc.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace vnidx::source {
namespace {

constexpr std::size_t kMaxLine = std::size_t{64} << 10;

Error damaged(std::string message) {
  return {ErrorCode::damaged, std::move(message), {}, {}};
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpace);
  return begin == std::string_view::npos ? "" : text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

bool equal_letters(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, small, small);
}

/// What a line `name: value` says, if it is of that name.
std::optional<std::string_view> value_of(std::string_view line, std::string_view name) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !equal_letters(trimmed(line.substr(0, colon)), name))
    return std::nullopt;
  return trimmed(line.substr(colon + 1));
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return trimmed(line);
}

/// RFC 9112, section 7.1; what of it breaks off is kept.
std::string dechunked(std::string_view rest) {
  constexpr int kHexadecimal = 16;
  std::string body;
  while (!rest.empty()) {
    const std::string_view length = take_line(rest);
    std::size_t size = 0;
    const auto read = std::from_chars(length.data(), length.data() + length.size(), size, kHexadecimal);
    if (read.ec != std::errc() || size == 0) break;
    body += rest.substr(0, size);
    rest.remove_prefix(std::min(size, rest.size()));
    take_line(rest);
  }
  return body;
}

std::string_view charset_in(std::string_view content_type) {
  constexpr std::string_view kCharset = "charset=";
  for (std::size_t at = content_type.find(';'); at != std::string_view::npos;
       at = content_type.find(';', at)) {
    content_type.remove_prefix(at + 1);
    at = 0;
    std::string_view part = trimmed(content_type.substr(0, content_type.find(';')));
    if (!equal_letters(part.substr(0, kCharset.size()), kCharset)) continue;
    part = part.substr(kCharset.size());
    if (part.size() > 1 && part.front() == '"' && part.back() == '"') part = part.substr(1, part.size() - 2);
    return part;
  }
  return {};
}

struct RecordHead {
  std::string type;
  std::string address;
  std::string content_type;
  std::optional<std::uint64_t> length;
};

void read_header(std::string_view line, RecordHead& head) {
  if (const auto type = value_of(line, "WARC-Type")) head.type = *type;
  if (const auto content_type = value_of(line, "Content-Type")) head.content_type = *content_type;
  if (auto address = value_of(line, "WARC-Target-URI")) {
    if (address->starts_with('<') && address->ends_with('>'))
      *address = address->substr(1, address->size() - 2);
    head.address = *address;
  }
  if (const auto length = value_of(line, "Content-Length")) {
    std::uint64_t size = 0;
    const char* const end = length->data() + length->size();
    if (std::from_chars(length->data(), end, size).ptr == end && !length->empty()) head.length = size;
  }
}

}  // namespace

Result<bool> WarcReader::fill() {
  constexpr std::size_t kStep = std::size_t{64} << 10;
  buffer_.erase(0, std::exchange(at_, 0));
  const std::size_t size = buffer_.size();
  buffer_.resize(size + kStep);
  const Result<std::size_t> count = stream_.read({buffer_.data() + size, kStep});
  buffer_.resize(size + (count ? *count : 0));
  if (!count) return count.error();
  return *count > 0;
}

// False at the end of the stream.
Result<bool> WarcReader::line(std::string& text) {
  std::size_t end = 0;
  while ((end = buffer_.find('\n', at_)) == std::string::npos) {
    if (buffer_.size() - at_ > kMaxLine) return damaged("is no sound WARC file");
    const Result<bool> more = fill();
    if (!more) return more.error();
    if (*more) continue;
    if (at_ == buffer_.size()) return false;
    return damaged("breaks off");
  }
  text = trimmed(std::string_view(buffer_).substr(at_, end - at_));
  at_ = end + 1;
  return true;
}

Result<std::string> WarcReader::block(std::uint64_t size) {
  while (buffer_.size() - at_ < size) {
    const Result<bool> more = fill();
    if (!more) return more.error();
    if (!*more) return damaged("breaks off");
  }
  std::string bytes = buffer_.substr(at_, static_cast<std::size_t>(size));
  at_ += bytes.size();
  return bytes;
}

Result<void> WarcReader::skip(std::uint64_t size) {
  while (true) {
    const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(size, buffer_.size() - at_));
    at_ += step;
    size -= step;
    if (size == 0) return {};
    const Result<bool> more = fill();
    if (!more) return more.error();
    if (!*more) return damaged("breaks off");
  }
}

Result<bool> WarcReader::next(WebPage& page) {
  std::string text;
  while (true) {
    Result<bool> more = line(text);
    if (!more || !*more) return more;
    if (text.empty()) continue;
    if (!text.starts_with("WARC/")) return damaged("is no sound WARC file");
    RecordHead head;
    while ((more = line(text)) && *more && !text.empty()) read_header(text, head);
    if (!more) return more;
    if (!head.length) return damaged(*more ? "is no sound WARC file" : "breaks off");
    const bool is_response = head.type == "response";
    if ((!is_response && head.type != "resource") || head.address.empty() ||
        *head.length > kMaxDocumentBytes) {
      if (const Result<void> skipped = skip(*head.length); !skipped) return skipped.error();
      continue;
    }
    Result<std::string> bytes = block(*head.length);
    if (!bytes) return bytes.error();
    page = {std::move(head.address), {}, std::string(charset_in(head.content_type))};
    if (!is_response) page.body = *std::move(bytes);
    if (!is_response || read_response(*bytes, page)) return true;
  }
}

bool read_response(std::string_view message, WebPage& page) {
  page.charset.clear();
  const std::string_view status = take_line(message);
  const std::size_t space = status.find(' ');
  if (!status.starts_with("HTTP/") || space == std::string_view::npos || status.substr(space + 1, 1) != "2")
    return false;
  bool is_chunked = false;
  while (!message.empty()) {
    const std::string_view header = take_line(message);
    if (header.empty()) break;
    if (const auto type = value_of(header, "Content-Type")) page.charset = charset_in(*type);
    if (const auto coding = value_of(header, "Transfer-Encoding"))
      is_chunked = equal_letters(*coding, "chunked");
  }
  page.body = is_chunked ? dechunked(message) : std::string(message);
  return true;
}

encoding::Encoding encoding_of(const WebPage& page) {
  using encoding::Encoding;
  const auto named = encoding::encoding_named(page.charset);
  // Servers name a charset for all their pages; one that is UTF-8 says so itself, whatever they say, and
  // Western ones stand for what nobody thought of.
  if (!named || *named == Encoding::utf8 || *named == Encoding::windows1252) return Encoding::automatic;
  if (encoding::decode(page.body, Encoding::utf8).replaced == 0) return Encoding::automatic;
  return *named;
}

}  // namespace vnidx::source
