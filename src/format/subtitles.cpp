#include "format/subtitles.h"

#include <algorithm>
#include <utility>

#include "encoding/decode.h"
#include "format/repairs.h"
#include "format/space.h"

namespace vnidx::format {
namespace {

constexpr std::string_view kSignature = "WEBVTT";

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return trim(line);
}

bool is_times(std::string_view line) {
  constexpr std::string_view kClock = "0123456789:,.";
  const std::size_t arrow = line.find("-->");
  if (arrow == std::string_view::npos) return false;
  const std::string_view from = trim(line.substr(0, arrow));
  return from.find(':') != std::string_view::npos && from.find_first_not_of(kClock) == std::string_view::npos;
}

bool is_number(std::string_view line) {
  return !line.empty() && line.find_first_not_of("0123456789") == std::string_view::npos;
}

/// `line` without `<i>` and `{\an8}`.
std::string without_tags(std::string_view line) {
  std::string text;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool brace = line.substr(at).starts_with("{\\");
    const std::size_t close = line[at] == '<' ? line.find('>', at)
                              : brace         ? line.find('}', at)
                                              : std::string_view::npos;
    if (close != std::string_view::npos) {
      at = close;
    } else {
      text += line[at];
    }
  }
  return text;
}

/// What is spoken, a line a line. Lines between cues (numbers, names of cues, notes) have no times before
/// them.
std::string spoken(std::string_view rest) {
  std::string text;
  bool in_cue = false;
  while (!rest.empty()) {
    const std::string_view line = next_line(rest);
    if (line.empty()) {
      in_cue = false;
    } else if (is_times(line)) {
      in_cue = true;
    } else if (in_cue) {
      text.append(trim(without_tags(line))).append("\n");
    }
  }
  if (!text.empty()) text.pop_back();
  return text;
}

}  // namespace

bool begins_with_cue(std::string_view head) {
  if (head.starts_with(kSignature)) return true;
  const std::string_view first = next_line(head);
  return is_number(first) && is_times(next_line(head));
}

Extraction extract_subtitles(std::string bytes, const Hints& hints) {
  encoding::Decoded decoded = encoding::decode(std::move(bytes), hints.encoding);
  Extraction extraction;
  Document document;
  document.text = spoken(decoded.text);
  if (document.text.empty()) {
    extraction.rejection = "holds no subtitles";
    return extraction;
  }
  if (decoded.replaced > 0) extraction.repairs.push_back(bad_bytes(decoded));
  if (std::optional<std::string> note = decoded_from(decoded)) extraction.repairs.push_back(*std::move(note));
  document.title = hints.stem;
  extraction.document = std::move(document);
  return extraction;
}

}  // namespace vnidx::format
