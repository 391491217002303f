#include "search/snippet.h"

#include <algorithm>
#include <array>

namespace vnidx::search {
namespace {

constexpr std::string_view kMore = "…";
// How far back a snippet looks for the start of a sentence, in code points.
constexpr std::size_t kLead = 60;

bool starts_code_point(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) != 0x80;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_code_point));
}

// Bytes of white space at the start of `text`: ASCII, U+00A0, U+2000–U+200A, U+2028, U+2029, U+202F, U+3000.
std::size_t space_size(std::string_view text) {
  const char c = text.front();
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (text.starts_with("\u00a0")) return 2;
  if (text.size() < 3 || c != '\xe2' || text[1] != '\x80') return text.starts_with("\u3000") ? 3 : 0;
  const auto last = static_cast<unsigned char>(text[2]);
  return last <= 0x8a || last == 0xa8 || last == 0xa9 || last == 0xaf ? 3 : 0;
}

// What the query words inside a window are worth: each word once, in full, and a little for every repetition.
double worth(std::span<const query::Occurrence> window, std::span<const double> weights) {
  constexpr double kRepetition = 0.05;
  std::uint64_t met = 0;
  double sum = 0;
  for (std::size_t i = 0; i < window.size(); ++i) {
    double best = 0;
    double fresh = 0;
    for (std::size_t word = 0; word < std::min(weights.size(), query::kMaxMatchedWords); ++word) {
      if ((window[i].words >> word & 1) == 0) continue;
      best = std::max(best, weights[word]);
      if ((met >> word & 1) == 0) fresh = std::max(fresh, weights[word]);
    }
    met |= window[i].words;
    const bool adjacent = i > 0 && window[i].position == window[i - 1].position + 1;
    sum += fresh + (adjacent ? fresh * 0.5 : 0) + best * kRepetition;
  }
  return sum;
}

// Where the best window of `length` code points starts and the occurrences it holds.
std::span<const query::Occurrence> best_window(std::string_view text,
                                               std::span<const query::Occurrence> occurrences,
                                               std::span<const double> weights, std::size_t length) {
  constexpr std::size_t kMaxTried = 500;
  std::span<const query::Occurrence> best;
  double best_worth = -1;
  for (std::size_t first = 0; first < std::min(occurrences.size(), kMaxTried); ++first) {
    std::size_t last = first;
    // Bytes bound code points from above, so this window is never too long.
    while (last < occurrences.size() &&
           (occurrences[last].end - occurrences[first].begin <= length ||
            code_points(text.substr(occurrences[first].begin,
                                    occurrences[last].end - occurrences[first].begin)) <= length)) {
      ++last;
    }
    const auto window = occurrences.subspan(first, last - first);
    const double value = worth(window, weights);
    if (value > best_worth) {
      best = window;
      best_worth = value;
    }
  }
  return best;
}

// Steps back from `at` by at most `count` code points.
std::size_t back(std::string_view text, std::size_t at, std::size_t count) {
  while (at > 0 && count > 0) {
    --at;
    if (starts_code_point(text[at])) --count;
  }
  while (at > 0 && !starts_code_point(text[at])) --at;
  return at;
}

// A good place to start at or before `at`: behind the end of a sentence or line, else at a word.
std::size_t snippet_start(std::string_view text, std::size_t at, std::size_t room) {
  const std::size_t earliest = back(text, at, std::min(kLead, room));
  if (earliest == 0) return 0;
  std::size_t word = at;
  for (std::size_t i = at; i > earliest; --i) {
    const char before = text[i - 1];
    if (before == '\n') return i;
    const bool sentence_ends =
        i >= 2 && before == ' ' && (text[i - 2] == '.' || text[i - 2] == '!' || text[i - 2] == '?');
    if (sentence_ends) return i;
    if (before == ' ') word = i;
  }
  return word;
}

}  // namespace

Snippet make_snippet(std::string_view text, std::span<const query::Occurrence> occurrences,
                     std::span<const double> weights, std::uint32_t length) {
  Snippet snippet;
  if (length == 0 || text.empty()) return snippet;
  std::size_t start = 0;
  if (!occurrences.empty()) {
    const auto window = best_window(text, occurrences, weights, length);
    const std::size_t first = window.empty() ? occurrences.front().begin : window.front().begin;
    const std::size_t used = window.empty() ? 0 : code_points(text.substr(first, window.back().end - first));
    snippet.found = first;
    start = snippet_start(text, first, length > used ? length - used : 0);
  }
  // Copies code point by code point, levelling white space, until the length is reached; then steps back to a
  // word.
  std::size_t count = 0;
  if (start > 0) {
    snippet.text = kMore;
    count = 1;
  }
  auto next = std::lower_bound(occurrences.begin(), occurrences.end(), start,
                               [](const query::Occurrence& o, std::size_t at) { return o.begin < at; });
  std::size_t word_end_bytes = snippet.text.size();
  bool pending_space = false;
  bool cut = false;
  std::size_t at = start;
  while (at < text.size()) {
    if (const std::size_t space = space_size(text.substr(at))) {
      if (!pending_space) word_end_bytes = snippet.text.size();
      pending_space = count > (start > 0 ? 1U : 0U);
      at += space;
      continue;
    }
    if (count + (pending_space ? 2 : 1) > length) {
      cut = true;
      break;
    }
    if (pending_space) {
      snippet.text += ' ';
      ++count;
      pending_space = false;
    }
    if (next != occurrences.end() && at == next->begin) {
      const auto size =
          static_cast<std::uint32_t>(code_points(text.substr(next->begin, next->end - next->begin)));
      snippet.highlights.push_back(
          {static_cast<std::uint32_t>(count), static_cast<std::uint32_t>(count) + size});
      ++next;
    }
    do snippet.text += text[at++];
    while (at < text.size() && !starts_code_point(text[at]));
    ++count;
  }
  if (cut) {
    const bool inside_word = !pending_space && at < text.size() && space_size(text.substr(at)) == 0;
    if (inside_word && word_end_bytes > kMore.size()) {
      snippet.text.resize(word_end_bytes);
      count = code_points(snippet.text);
    }
    std::erase_if(snippet.highlights, [&](const CodePointRange& range) { return range.end > count; });
    snippet.text += kMore;
  }
  return snippet;
}

std::uint32_t page_at(std::string_view text, std::size_t at) {
  constexpr char kPageBreak = '\f';
  if (text.find(kPageBreak) == std::string_view::npos) return 0;
  const std::string_view before = text.substr(0, at);
  return 1 + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), kPageBreak));
}

std::vector<CodePointRange> to_code_points(std::string_view text,
                                           std::span<const query::Occurrence> occurrences) {
  std::vector<CodePointRange> ranges;
  std::size_t at = 0;
  std::uint32_t count = 0;
  const auto advance = [&](std::size_t to) {
    count += static_cast<std::uint32_t>(code_points(text.substr(at, to - at)));
    at = to;
    return count;
  };
  for (const auto& occurrence : occurrences) {
    const std::uint32_t start = advance(occurrence.begin);
    ranges.push_back({start, advance(occurrence.end)});
  }
  return ranges;
}

}  // namespace vnidx::search
