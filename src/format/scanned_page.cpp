#include "format/scanned_page.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/varint.h"

namespace vnidx::format {
namespace {

/// Takes the text in front of the next `end`, and that.
std::string_view take_until(std::string_view& rest, char end) {
  const std::string_view taken = rest.substr(0, rest.find(end));
  rest.remove_prefix(std::min(taken.size() + 1, rest.size()));
  return taken;
}

std::string take_text(std::string_view& rest) {
  const std::uint64_t size = take_varint(rest);
  std::string text(rest.substr(0, std::min<std::uint64_t>(size, rest.size())));
  rest.remove_prefix(text.size());
  return text;
}

std::uint32_t take_number(std::string_view& rest) {
  return static_cast<std::uint32_t>(take_varint(rest));
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(' ') == std::string_view::npos;
}

}  // namespace

std::string encode_image(const PageImage& image) {
  std::string bytes;
  append_varint(bytes, image.width);
  append_varint(bytes, image.height);
  append_varint(bytes, image.dots_per_inch);
  return bytes + image.pixels;
}

std::optional<PageImage> decode_image(std::string_view bytes) {
  PageImage image;
  image.width = take_number(bytes);
  image.height = take_number(bytes);
  image.dots_per_inch = take_number(bytes);
  if (bytes.empty() || std::uint64_t{image.width} * image.height != bytes.size()) return std::nullopt;
  image.pixels = bytes;
  return image;
}

std::string as_pgm(const PageImage& image) {
  return "P5\n" + std::to_string(image.width) + ' ' + std::to_string(image.height) + "\n255\n" + image.pixels;
}

std::string encode_pages(std::span<const RecognizedPage> pages) {
  std::string bytes;
  for (const RecognizedPage& page : pages) {
    append_varint(bytes, page.index);
    append_varint(bytes, page.dots_per_inch);
    append_varint(bytes, page.table.size());
    bytes += page.table;
  }
  return bytes;
}

std::vector<RecognizedPage> decode_pages(std::string_view bytes) {
  std::vector<RecognizedPage> pages;
  while (!bytes.empty()) {
    RecognizedPage& page = pages.emplace_back();
    page.index = take_number(bytes);
    page.dots_per_inch = take_number(bytes);
    page.table = take_text(bytes);
  }
  return pages;
}

pdf::Page page_of(const RecognizedPage& page) {
  // Columns of a line: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
  constexpr std::size_t kNumbers = 10;
  constexpr double kPage = 1;
  constexpr double kLine = 4;
  constexpr double kWord = 5;
  const double scale = 72.0 / (page.dots_per_inch == 0 ? 72 : page.dots_per_inch);
  pdf::Page found;
  pdf::Box line;
  std::string_view rest = page.table;
  while (!rest.empty()) {
    std::string_view row = take_until(rest, '\n');
    std::array<double, kNumbers> numbers{};
    bool whole = true;
    for (double& number : numbers) {
      const std::string_view digits = take_until(row, '\t');
      whole =
          whole && std::from_chars(digits.data(), digits.data() + digits.size(), number).ec == std::errc();
    }
    if (!whole) continue;  // the names of the columns
    const auto [level, sheet, block, paragraph, line_number, word, left, top, width, height] = numbers;
    const pdf::Box box{left * scale, top * scale, (left + width) * scale, (top + height) * scale};
    if (level == kPage) {
      found.width = box.width();
      found.height = box.height();
    }
    if (level == kLine) line = box;
    take_until(row, '\t');
    if (level != kWord || is_blank(row)) continue;
    found.words.push_back({{box.left, line.top, box.right, line.bottom}, std::string(row)});
  }
  return found;
}

}  // namespace vnidx::format
