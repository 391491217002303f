#include "format/pdf_file.h"

#include <cpp/poppler-document.h>
#include <cpp/poppler-global.h>
#include <cpp/poppler-page-renderer.h>
#include <cpp/poppler-page.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string_view>
#include <utility>

#include "encoding/font.h"
#include "format/pdf_mend.h"
#include "text/utf8.h"

namespace vnidx::format::pdf {
namespace {

/// Poppler's own way asks the C library for a converter, which is a file that a confined child cannot open.
std::string to_utf8(const poppler::ustring& units) {
  std::string out;
  out.reserve(units.size() * 2);
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t c = units[i];
    if (U16_IS_LEAD(c) && i + 1 < units.size() && U16_IS_TRAIL(units[i + 1])) {
      c = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(c, units[i + 1]));
      ++i;
    } else if (U16_IS_SURROGATE(c)) {
      c = text::kReplacement;
    }
    // Tabs and ends of lines are ours to set, and a byte of control is none of a text.
    if (c >= 0x20 && c != 0x7F && c != 0xFEFF) text::append(c, out);
  }
  return out;
}

/// Whether `c` beside an ASCII letter shows a font from before Unicode: no letter of Vietnamese, as most
/// of what stands for letters in these fonts.
bool is_foreign(char32_t c) {
  constexpr std::u32string_view kVietnamese = U"ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý";
  return (c > 0xA0 && c < 0x100 && kVietnamese.find(c) == std::u32string_view::npos) || c == 0x2212;
}

bool looks_legacy(const poppler::ustring& units) {
  const auto is_letter = [](char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); };
  for (std::size_t i = 1; i < units.size(); ++i) {
    const char32_t before = units[i - 1];
    const char32_t here = units[i];
    if ((is_letter(before) && is_foreign(here)) || (is_foreign(before) && is_letter(here))) return true;
  }
  return false;
}

Box box_of(const poppler::text_box& word) {
  const poppler::rectf box = word.bbox();
  return {box.left(), box.top(), box.right(), box.bottom()};
}

bool is_sound(const Box& box) {
  return std::isfinite(box.left) && std::isfinite(box.top) && std::isfinite(box.right) &&
         std::isfinite(box.bottom);
}

/// Words in one legacy font without a space between them are one run, for a letter and its mark may stand
/// in two.
bool continues_run(const Word& before, const Box& box) {
  const double height = before.box.height();
  return std::abs(box.bottom - before.box.bottom) < height / 4 && box.left - before.box.right < height / 10 &&
         box.left > before.box.left;
}

/// The characters that poppler takes bytes of Windows-1252 for, by the names of their glyphs.
std::string as_windows_1252(std::string_view text) {
  std::u32string characters = text::to_utf32(text);
  for (char32_t& c : characters) {
    if (c == 0x2219) c = 0xB7;
    if (c == 0x03BC) c = 0xB5;
    if (c == 0x02C9) c = 0xAF;
  }
  return text::to_utf8(characters);
}

std::string decode(std::string_view run, const encoding::Font& font, WordPlace place) {
  std::string text = encoding::decode_run(as_windows_1252(run), font);
  return font.encoding == encoding::Encoding::tcvn3 ? with_horns(text, place) : text;
}

class PageReader {
 public:
  explicit PageReader(Page& page) : page_(page) {}

  void add(const poppler::text_box& box) {
    const std::string font_name = box.has_font_info() ? box.get_font_name() : std::string();
    const std::optional<encoding::Font> font = encoding::legacy_font(font_name);
    std::string text = to_utf8(box.text());
    if (text.empty()) return;
    const Box place = box_of(box);
    if (box.rotation() != 0 || !is_sound(place)) {
      flush();
      page_.turned.push_back(font ? decode(text, *font, WordPlace::within) : std::move(text));
      return;
    }
    if (font_ && font == font_ && !space_after_ && continues_run(run_, place)) {
      run_.text += text;
      run_.box.right = place.right;
    } else {
      flush();
      run_ = {place, std::move(text)};
      font_ = font;
      place_ = space_after_ ? WordPlace::within : WordPlace::first;
    }
    space_after_ = box.has_space_after();
  }

  void flush() {
    if (run_.text.empty()) return;
    if (font_) run_.text = decode(run_.text, *font_, place_);
    page_.words.push_back(std::exchange(run_, {}));
  }

 private:
  Page& page_;
  Word run_;  // not yet in page_
  std::optional<encoding::Font> font_;
  WordPlace place_ = WordPlace::first;
  bool space_after_ = false;
};

void say_nothing(const std::string&, void*) {}

}  // namespace

struct File::State {
  std::unique_ptr<poppler::document> document;
  bool asks_for_fonts = false;  // that takes half as long again: only where a page looks as if it had to
};

Result<File> File::open(const std::string& bytes) {
  poppler::set_debug_error_function(say_nothing, nullptr);
  auto state = std::make_unique<State>();
  state->document.reset(poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (state->document == nullptr) return Error{ErrorCode::io, "is a broken PDF file", {}, {}};
  if (state->document->is_locked()) return Error{ErrorCode::io, "is a PDF file with a password", {}, {}};
  return File(std::move(state));
}

File::File(std::unique_ptr<State> state) : state_(std::move(state)) {}
File::File(File&&) noexcept = default;
File::~File() = default;

int File::page_count() const {
  return state_->document->pages();
}

Page File::page(int index) {
  Page page;
  const std::unique_ptr<poppler::page> source(state_->document->create_page(index));
  if (source == nullptr) return page;
  const poppler::rectf rect = source->page_rect();
  page.width = rect.width();
  page.height = rect.height();
  std::vector<poppler::text_box> boxes =
      source->text_list(state_->asks_for_fonts ? poppler::page::text_list_include_font : 0);
  const auto is_legacy = [](const poppler::text_box& box) { return looks_legacy(box.text()); };
  if (!state_->asks_for_fonts && std::ranges::any_of(boxes, is_legacy)) {
    state_->asks_for_fonts = true;
    boxes = source->text_list(poppler::page::text_list_include_font);
  }
  page.words.reserve(boxes.size());
  PageReader reader(page);
  for (const poppler::text_box& box : boxes) reader.add(box);
  reader.flush();
  return page;
}

std::optional<PageImage> File::image(int index) {
  constexpr double kDotsPerInch = 300;
  constexpr double kMostPixels = 25e6;
  constexpr double kPointsPerInch = 72;
  const std::unique_ptr<poppler::page> source(state_->document->create_page(index));
  if (source == nullptr) return std::nullopt;
  const poppler::rectf rect = source->page_rect();
  const double area = rect.width() * rect.height() / (kPointsPerInch * kPointsPerInch);
  if (!(area > 0) || !std::isfinite(area)) return std::nullopt;
  const double dots = std::floor(std::min(kDotsPerInch, std::sqrt(kMostPixels / area)));
  if (dots < 1) return std::nullopt;

  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::antialiasing);
  const poppler::image drawn = renderer.render_page(source.get(), dots, dots);
  if (!drawn.is_valid() || drawn.format() != poppler::image::format_gray8) return std::nullopt;
  PageImage image;
  image.width = static_cast<std::uint32_t>(drawn.width());
  image.height = static_cast<std::uint32_t>(drawn.height());
  image.dots_per_inch = static_cast<std::uint32_t>(dots);
  for (int row = 0; row < drawn.height(); ++row) {
    const char* const begin = drawn.const_data() + static_cast<std::ptrdiff_t>(row) * drawn.bytes_per_row();
    image.pixels.append(begin, image.width);
  }
  return image;
}

std::string File::title() const {
  return to_utf8(state_->document->get_title());
}

std::string File::author() const {
  return to_utf8(state_->document->get_author());
}

std::optional<Date> File::created() const {
  const auto seconds = static_cast<std::int64_t>(state_->document->get_creation_date_t());
  if (seconds <= 0) return std::nullopt;
  // Files are made here, whatever zone the clock was set to.
  constexpr std::chrono::hours kVietnam{7};
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
  const Date date{std::chrono::floor<std::chrono::days>(time + kVietnam)};
  return date.ok() ? std::optional(date) : std::nullopt;
}

}  // namespace vnidx::format::pdf
