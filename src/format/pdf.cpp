#include "format/pdf.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "format/official_head.h"
#include "format/pdf_file.h"
#include "format/pdf_furniture.h"
#include "format/pdf_layout.h"
#include "format/pdf_text.h"
#include "text/canonical.h"

namespace vnidx::format {
namespace {

// A page cannot have more; what has is made to make readers work.
constexpr std::size_t kMaxWordsOfPage = 200'000;

struct Pages {
  std::vector<pdf::LaidOutPage> laid_out;
  std::vector<std::string> turned;  // of each page, what is not written from left to right
};

Pages read_pages(pdf::File& file, std::string_view recognized) {
  std::map<int, pdf::Page> scanned;
  for (const RecognizedPage& page : decode_pages(recognized))
    scanned.insert_or_assign(static_cast<int>(page.index), page_of(page));
  Pages pages;
  for (int i = 0; i < file.page_count(); ++i) {
    const auto image = scanned.find(i);
    pdf::Page page = image == scanned.end() ? file.page(i) : std::move(image->second);
    if (page.words.size() > kMaxWordsOfPage) page.words.resize(kMaxWordsOfPage);
    std::string turned;
    for (const std::string& words : page.turned) turned += (turned.empty() ? "" : " ") + words;
    pages.turned.push_back(std::move(turned));
    const double height = page.height;
    pages.laid_out.push_back({height, pdf::lines_of(std::move(page))});
  }
  return pages;
}

std::string text_of(const Pages& pages) {
  std::string text;
  for (std::size_t i = 0; i < pages.laid_out.size(); ++i) {
    if (i > 0) text += kPageBreak;
    text += pdf::paragraphs_of(pages.laid_out[i].lines);
    if (!pages.turned[i].empty()) text += '\n' + pages.turned[i];
  }
  return text;
}

bool is_empty(const Pages& pages, std::size_t i) {
  return pages.laid_out[i].lines.empty() && pages.turned[i].empty();
}

/// `page 3 has no text`, `pages 3 to 5 have no text`.
std::vector<std::string> empty_pages(const Pages& pages) {
  std::vector<std::string> notes;
  for (std::size_t i = 0; i < pages.laid_out.size(); ++i) {
    if (!is_empty(pages, i)) continue;
    const std::size_t first = i;
    while (i + 1 < pages.laid_out.size() && is_empty(pages, i + 1)) ++i;
    notes.push_back(first == i ? "page " + std::to_string(i + 1) + " has no text"
                               : "pages " + std::to_string(first + 1) + " to " + std::to_string(i + 1) +
                                     " have no text");
  }
  return notes;
}

/// The title that the file's maker gave it, where the beginning of the text has it too: else it is the name
/// of a template, of a program or of a web site.
std::string sensible_title(std::string title, std::string_view head) {
  const std::string folded = text::folded(title);
  constexpr std::size_t kShortest = 8;
  if (folded.size() < kShortest || text::folded(head).find(folded) == std::string::npos) return {};
  return title;
}

}  // namespace

Extraction extract_pdf(std::string bytes, const Hints& hints) {
  Result<pdf::File> file = pdf::File::open(bytes);
  if (!file) return {{}, file.error().message, {}};
  Pages pages = read_pages(*file, hints.recognized);
  pdf::remove_furniture(pages.laid_out);
  std::vector<std::string> notes = empty_pages(pages);

  Document document;
  document.text = text_of(pages);
  if (document.text.find_first_not_of("\f\n ") == std::string::npos) {
    return {{}, "has no text, only images of it: --ocr reads them", {}};
  }
  constexpr std::size_t kHead = 6000;
  complete_from_head(document, hints.stem);
  if (document.number.empty() && !document.date) {
    std::string title = sensible_title(file->title(), std::string_view(document.text).substr(0, kHead));
    if (!title.empty()) document.title = std::move(title);
  }
  return {std::move(document), {}, std::move(notes)};
}

std::vector<int> pages_without_text(const std::string& bytes) {
  Result<pdf::File> file = pdf::File::open(bytes);
  if (!file) return {};
  Pages pages = read_pages(*file, {});
  pdf::remove_furniture(pages.laid_out);
  std::vector<int> found;
  for (std::size_t i = 0; i < pages.laid_out.size(); ++i) {
    if (is_empty(pages, i)) found.push_back(static_cast<int>(i));
  }
  return found;
}

std::optional<PageImage> image_of_page(const std::string& bytes, int page) {
  Result<pdf::File> file = pdf::File::open(bytes);
  return file ? file->image(page) : std::nullopt;
}

}  // namespace vnidx::format
