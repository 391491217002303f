#include "format/ppt.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "format/office_text.h"
#include "format/ppt_record.h"

namespace vnidx::format {
namespace {

constexpr int kMaxNesting = 40;
constexpr std::size_t kMaxEdits = 1000;
constexpr std::size_t kTextTypes = 9;

/// What a text is on its slide ([MS-PPT] 2.13.33).
enum TextType : std::uint32_t { kTitle = 0, kNotes = 2, kOther = 4, kCentreTitle = 6 };

struct SlideText {
  std::uint32_t type = kOther;
  std::string text;
  int size = 0;
  bool is_title() const { return type == kTitle || type == kCentreTitle; }
};

/// A slide, or a page of notes, as the list of slides has it.
struct ListedSlide {
  std::uint32_t persist = 0;
  std::uint32_t id = 0;
  std::vector<SlideText> outline;  // what its shapes refer to by number
};

class OldSlides {
 public:
  OldSlides(std::string_view stream, std::string_view current_user) : stream_(stream) {
    read_directory(current_user);
    survey(stream_, 0);
  }

  OfficeText read();

 private:
  void read_directory(std::string_view current_user);
  void read_persist_directory(std::size_t at);
  /// Fonts and what the masters set texts in, which may stand anywhere.
  void survey(std::string_view data, int nesting);
  std::vector<ListedSlide> slide_list(std::uint16_t instance);
  std::optional<PptRecord> record_at(std::size_t offset) const;
  std::optional<PptRecord> persisted(std::uint32_t id) const;

  /// The texts in `data`, in order. What refers to the outline is looked up in `outline`.
  void texts(std::string_view data, int nesting, const std::vector<SlideText>& outline,
             std::vector<SlideText>& out);
  SlideText set_text(std::uint32_t type, const std::u16string& text, std::string_view style) const;
  std::string all_texts();

  std::string_view stream_;
  std::map<std::uint32_t, std::size_t> places_;  // of persisted objects in the stream
  std::optional<std::uint32_t> document_;
  std::vector<std::string> fonts_;
  std::array<PptRun, kTextTypes> masters_{};
};

std::optional<PptRecord> OldSlides::record_at(std::size_t offset) const {
  if (offset >= stream_.size()) return std::nullopt;
  PptRecord record;
  PptRecords records(stream_.substr(offset));
  if (!records.next(record)) return std::nullopt;
  return record;
}

std::optional<PptRecord> OldSlides::persisted(std::uint32_t id) const {
  const auto place = places_.find(id);
  return place == places_.end() ? std::nullopt : record_at(place->second);
}

/// From the last edit back to the first; what a later one says of an object counts ([MS-PPT] 2.1.2).
void OldSlides::read_directory(std::string_view current_user) {
  LittleEndian user(current_user);
  user.skip(16);
  std::size_t edit = user.u32();
  for (std::size_t i = 0; i < kMaxEdits && edit != 0; ++i) {
    const std::optional<PptRecord> record = record_at(edit);
    if (!record || record->type != PptType::user_edit) return;
    LittleEndian data(record->data);
    data.skip(8);
    edit = data.u32();
    const std::uint32_t directory = data.u32();
    const std::uint32_t document = data.u32();
    if (!document_) document_ = document;
    read_persist_directory(directory);
  }
}

void OldSlides::read_persist_directory(std::size_t at) {
  const std::optional<PptRecord> record = record_at(at);
  if (!record || record->type != PptType::persist_directory) return;
  LittleEndian data(record->data);
  while (data.rest().size() >= 4) {
    const std::uint32_t range = data.u32();
    const std::uint32_t first = range & 0xFFFFF;
    const std::uint32_t count = range >> 20;
    for (std::uint32_t i = 0; i < count && data.rest().size() >= 4; ++i)
      places_.try_emplace(first + i, data.u32());
  }
}

void OldSlides::survey(std::string_view data, int nesting) {
  if (nesting > kMaxNesting) return;
  PptRecords records(data);
  PptRecord record;
  while (records.next(record)) {
    if (record.type == PptType::font) {
      constexpr std::size_t kNameBytes = 64;
      std::string name = utf8_of(utf16_of(record.data.substr(0, kNameBytes)));
      name.resize(std::min(name.find('\0'), name.size()));
      if (fonts_.size() <= record.instance) fonts_.resize(record.instance + 1U);
      fonts_[record.instance] = std::move(name);
    } else if (record.type == PptType::master_style && record.instance < kTextTypes) {
      PptRun& master = masters_[record.instance];
      if (master.font < 0) master = ppt_master_run(record.data, record.instance);
    } else if (record.container && record.type != PptType::slide && record.type != PptType::notes) {
      survey(record.data, nesting + 1);
    }
  }
}

SlideText OldSlides::set_text(std::uint32_t type, const std::u16string& text, std::string_view style) const {
  const PptRun& master = masters_[type < kTextTypes ? type : kOther];
  SlideText result;
  result.type = type;
  FontLine line;
  std::vector<PptRun> runs = ppt_runs(style, text.size());
  runs.push_back({static_cast<std::uint32_t>(text.size()), -1, -1});
  std::size_t from = 0;
  for (const PptRun& run : runs) {
    const std::size_t length = std::min<std::size_t>(run.length, text.size() - from);
    if (length == 0) continue;
    const int font = run.font >= 0 ? run.font : master.font;
    const bool known = font >= 0 && static_cast<std::size_t>(font) < fonts_.size();
    line.add(utf8_of(std::u16string_view(text).substr(from, length)),
             known ? std::string_view(fonts_[static_cast<std::size_t>(font)]) : std::string_view());
    result.size = std::max(result.size, run.size >= 0 ? run.size : master.size);
    from += length;
  }
  result.text = line.take() + '\n';
  return result;
}

void OldSlides::texts(std::string_view data, int nesting, const std::vector<SlideText>& outline,
                      std::vector<SlideText>& out) {
  if (nesting > kMaxNesting) return;
  PptRecords records(data);
  PptRecord record;
  std::uint32_t type = kOther;
  std::u16string text;
  std::string_view style;
  const auto finish = [&] {
    if (!text.empty()) out.push_back(set_text(type, text, style));
    text.clear();
    style = {};
  };
  while (records.next(record)) {
    switch (record.type) {
      case PptType::text_header:
        finish();
        type = LittleEndian(record.data).u32();
        break;
      case PptType::characters:
        finish();
        text = utf16_of(record.data);
        break;
      case PptType::bytes:
        finish();
        text = latin1_of(record.data);
        break;
      case PptType::text_style:
        style = record.data;
        break;
      case PptType::outline_reference: {
        finish();
        const std::uint32_t index = LittleEndian(record.data).u32();
        if (index < outline.size()) out.push_back(outline[index]);
        break;
      }
      default:
        if (record.container) texts(record.data, nesting + 1, outline, out);
        break;
    }
  }
  finish();
}

std::vector<ListedSlide> OldSlides::slide_list(std::uint16_t instance) {
  std::vector<ListedSlide> slides;
  const std::optional<PptRecord> document = document_ ? persisted(*document_) : std::nullopt;
  if (!document) return slides;
  PptRecords parts(document->data);
  PptRecord part;
  while (parts.next(part)) {
    if (part.type != PptType::slide_list || part.instance != instance) continue;
    // The texts of a slide stand behind its entry, up to the next one's.
    std::string_view rest = part.data;
    std::size_t begin = 0;
    PptRecords entries(rest);
    PptRecord entry;
    const auto end_entry = [&](std::size_t end) {
      if (slides.empty() || end <= begin) return;
      texts(rest.substr(begin, end - begin), 0, {}, slides.back().outline);
    };
    while (entries.next(entry)) {
      const auto at = static_cast<std::size_t>(entry.data.data() - rest.data());
      if (entry.type != PptType::slide_persist) continue;
      end_entry(at - 8);
      LittleEndian data(entry.data);
      ListedSlide& slide = slides.emplace_back();
      slide.persist = data.u32();
      data.skip(8);
      slide.id = data.u32();
      begin = at + entry.data.size();
    }
    end_entry(rest.size());
  }
  return slides;
}

std::string OldSlides::all_texts() {
  std::vector<SlideText> found;
  texts(stream_, 0, {}, found);
  std::string text;
  for (const SlideText& part : found) text += part.text;
  return text;
}

/// The number of the notes of a slide, in its SlideAtom ([MS-PPT] 2.5.10).
std::uint32_t notes_of(std::string_view slide) {
  PptRecords records(slide);
  PptRecord record;
  while (records.next(record)) {
    if (record.type != PptType::slide_atom) continue;
    LittleEndian data(record.data);
    data.skip(16);
    return data.u32();
  }
  return 0;
}

std::string title_of(const std::vector<SlideText>& slide) {
  const auto title = std::ranges::find_if(slide, &SlideText::is_title);
  if (title != slide.end()) return on_one_line(title->text);
  const auto largest = std::ranges::max_element(
      slide, {}, [](const SlideText& text) { return std::pair(text.size, text.text.size()); });
  return largest == slide.end() ? std::string() : on_one_line(largest->text);
}

bool is_empty(const SlideText& text) {
  return on_one_line(text.text).empty();
}

OfficeText OldSlides::read() {
  constexpr std::uint16_t kSlides = 0;
  constexpr std::uint16_t kNotesPages = 2;
  OfficeText result;
  std::map<std::uint32_t, std::uint32_t> notes_pages;  // by number
  for (const ListedSlide& page : slide_list(kNotesPages)) notes_pages.emplace(page.id, page.persist);
  for (const ListedSlide& slide : slide_list(kSlides)) {
    std::vector<SlideText> found;
    const std::optional<PptRecord> record = persisted(slide.persist);
    if (record) texts(record->data, 0, slide.outline, found);
    if (found.empty()) found = slide.outline;
    std::erase_if(found, is_empty);
    std::ranges::stable_partition(found, &SlideText::is_title);
    if (result.title.empty()) result.title = title_of(found);

    const auto page = notes_pages.find(record ? notes_of(record->data) : 0);
    const std::optional<PptRecord> notes = page == notes_pages.end() ? std::nullopt : persisted(page->second);
    if (notes) {
      std::vector<SlideText> spoken;
      texts(notes->data, 0, {}, spoken);
      std::erase_if(spoken, [](const SlideText& text) { return text.type != kNotes; });
      std::ranges::move(spoken, std::back_inserter(found));
    }
    for (const SlideText& text : found) result.text += text.text;
    result.text += '\f';
  }
  result.text = tidy(std::move(result.text), Pages::marked);
  if (result.text.empty()) {
    result.text = tidy(all_texts());
    result.whole = false;
  }
  return result;
}

}  // namespace

OfficeText read_old_slides(std::string_view stream, std::string_view current_user) {
  return OldSlides(stream, current_user).read();
}

}  // namespace vnidx::format
