#include "format/xls.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "encoding/decode.h"
#include "format/biff.h"
#include "format/little_endian.h"
#include "format/number_format.h"
#include "format/office_text.h"
#include "format/sheet_text.h"

namespace vnidx::format {
namespace {

enum Record : std::uint16_t {
  kFormula = 0x006,
  kEof = 0x00A,
  kDateMode = 0x022,
  kFilePass = 0x02F,
  kFont = 0x031,
  kCodePage = 0x042,
  kBoundSheet = 0x085,
  kMulRk = 0x0BD,
  kRString = 0x0D6,
  kXf = 0x0E0,
  kSst = 0x0FC,
  kLabelSst = 0x0FD,
  kNumber = 0x203,
  kLabel = 0x204,
  kString = 0x207,
  kRk = 0x27E,
  kFormat = 0x41E,
  kBof = 0x809,
};

constexpr std::uint16_t kBiff8 = 0x600;
constexpr std::uint16_t kBold = 600;
constexpr double kBoldMore = 5;  // of a point's twenty parts
constexpr std::uint16_t kVietnamese = 1258;

struct FontEntry {
  std::string name;
  double size = 0;
};
struct CellFormat {
  std::uint16_t font = 0;
  std::uint16_t number_format = 0;
};
struct Sheet {
  std::uint32_t at = 0;
  std::string name;
};
struct Cell {
  std::uint16_t row = 0;
  std::uint16_t column = 0;
  std::string text;
  double size = 0;
};

/// [MS-XLS] 2.5.217: an integer or the upper half of a double, perhaps in hundredths.
double rk_number(std::uint32_t rk) {
  const double value = (rk & 2) != 0
                           ? static_cast<double>(static_cast<std::int32_t>(rk) >> 2)
                           : std::bit_cast<double>(static_cast<std::uint64_t>(rk & ~std::uint32_t{3}) << 32);
  return (rk & 1) != 0 ? value / 100 : value;
}

class OldWorkbook {
 public:
  explicit OldWorkbook(std::string_view stream) : stream_(stream) {}

  Result<OfficeText> read();

 private:
  bool globals();
  void sheet(const Sheet& sheet, SheetText& out);
  /// The cell that `record` holds, or the cells.
  void cells(const BiffRecord& record, std::vector<Cell>& out);

  std::u16string string(LittleEndian& reader, int length_bytes) const;
  std::string in_font_of(const BiffString& string, const CellFormat& format) const;
  std::string shown(std::u16string_view text, const FontEntry& font) const;
  std::string shown(double value, const CellFormat& format) const;
  const FontEntry& font(std::uint16_t index) const;
  CellFormat format_of(std::uint16_t xf) const { return xf < formats_.size() ? formats_[xf] : CellFormat{}; }

  std::string_view stream_;
  bool biff8_ = true;
  std::uint16_t code_page_ = 0;
  DateSystem dates_ = DateSystem::from_1900;
  std::vector<FontEntry> fonts_;
  std::vector<CellFormat> formats_;
  std::map<std::uint16_t, std::string> number_formats_;
  std::vector<Sheet> sheets_;
  std::vector<BiffString> strings_;
};

std::u16string OldWorkbook::string(LittleEndian& reader, int length_bytes) const {
  if (biff8_) return biff8_string(reader, length_bytes);
  const std::size_t length = length_bytes == 1 ? reader.u8() : reader.u16();
  return latin1_of(reader.bytes(length));
}

/// There is no font 4 ([MS-XLS] 2.5.129).
const FontEntry& OldWorkbook::font(std::uint16_t index) const {
  static const FontEntry kNone;
  const std::size_t place = index > 4 ? index - 1U : index;
  return place < fonts_.size() ? fonts_[place] : kNone;
}

std::string OldWorkbook::shown(std::u16string_view text, const FontEntry& font) const {
  std::string utf8 = utf8_of(text);
  if (biff8_ || code_page_ != kVietnamese || encoding::legacy_font(font.name))
    return in_font(utf8, font.name);
  std::string bytes;
  for (const char16_t unit : text) bytes += static_cast<char>(unit);
  return encoding::decode(std::move(bytes), encoding::Encoding::windows1258).text;
}

std::string OldWorkbook::shown(double value, const CellFormat& format) const {
  const auto own = number_formats_.find(format.number_format);
  const std::string_view code = own == number_formats_.end() ? built_in_number_format(format.number_format)
                                                             : std::string_view(own->second);
  return format_number(value, code, dates_);
}

std::string OldWorkbook::in_font_of(const BiffString& string, const CellFormat& format) const {
  if (string.runs.empty()) return shown(string.text, font(format.font));
  const std::u16string_view text = string.text;
  FontLine line;
  std::size_t from = 0;
  std::uint16_t current = format.font;
  const auto add_until = [&](std::size_t end) {
    end = std::clamp(end, from, text.size());
    line.add(utf8_of(text.substr(from, end - from)), font(current).name);
    from = end;
  };
  for (const BiffString::Run& run : string.runs) {
    add_until(run.from);
    current = run.font;
  }
  add_until(text.size());
  return line.take();
}

/// False where a password protects the workbook.
bool OldWorkbook::globals() {
  BiffRecords records(stream_);
  BiffRecord record;
  while (records.next(record) && record.type != kEof) {
    LittleEndian data(record.data);
    switch (record.type) {
      case kBof:
        biff8_ = data.u16() >= kBiff8;
        break;
      case kFilePass:
        return false;
      case kCodePage:
        code_page_ = data.u16();
        break;
      case kDateMode:
        dates_ = data.u16() == 1 ? DateSystem::from_1904 : DateSystem::from_1900;
        break;
      case kFont: {
        FontEntry entry;
        entry.size = data.u16();
        data.skip(4);
        if (data.u16() >= kBold) entry.size += kBoldMore;
        data.skip(6);
        entry.name = utf8_of(string(data, 1));
        fonts_.push_back(std::move(entry));
        break;
      }
      case kXf: {
        const std::uint16_t font = data.u16();
        formats_.push_back({font, data.u16()});
        break;
      }
      case kFormat: {
        const std::uint16_t id = data.u16();
        number_formats_[id] = utf8_of(string(data, biff8_ ? 2 : 1));
        break;
      }
      case kBoundSheet: {
        Sheet sheet{data.u32(), {}};
        const bool shown = (data.u8() & 3) == 0;
        const bool of_cells = data.u8() == 0;
        sheet.name = utf8_of(string(data, 1));
        if (shown && of_cells) sheets_.push_back(std::move(sheet));
        break;
      }
      case kSst:
        strings_ = shared_strings(record.data, records.continued());
        break;
      default:
        break;
    }
  }
  return true;
}

void OldWorkbook::cells(const BiffRecord& record, std::vector<Cell>& out) {
  LittleEndian data(record.data);
  Cell cell;
  cell.row = data.u16();
  cell.column = data.u16();
  if (record.type == kMulRk) {
    while (data.rest().size() >= 8) {
      const CellFormat format = format_of(data.u16());
      cell.text = shown(rk_number(data.u32()), format);
      out.push_back(cell);
      ++cell.column;
    }
    return;
  }
  const CellFormat format = format_of(data.u16());
  cell.size = font(format.font).size;
  switch (record.type) {
    case kLabelSst: {
      const std::uint32_t index = data.u32();
      if (index < strings_.size()) cell.text = in_font_of(strings_[index], format);
      break;
    }
    case kLabel:
    case kRString:
      cell.text = shown(string(data, 2), font(format.font));
      break;
    case kNumber:
      cell.text = shown(data.f64(), format);
      break;
    case kRk:
      cell.text = shown(rk_number(data.u32()), format);
      break;
    case kFormula: {
      // A result that is no number has all bits set at its end; a string stands in the record behind.
      const std::string_view result = data.bytes(8);
      LittleEndian value(result);
      if (!result.ends_with("\xFF\xFF")) cell.text = shown(value.f64(), format);
      break;
    }
    default:
      return;
  }
  out.push_back(std::move(cell));
}

void OldWorkbook::sheet(const Sheet& sheet, SheetText& out) {
  if (sheet.at >= stream_.size()) return;
  BiffRecords records(stream_.substr(sheet.at));
  BiffRecord record;
  std::vector<Cell> found;
  CellFormat of_formula;
  int depth = 0;  // charts lie within sheets
  while (records.next(record)) {
    if (record.type == kBof) ++depth;
    if (record.type == kEof && --depth <= 0) break;
    if (depth != 1) continue;
    if (record.type == kFormula && record.data.size() >= 6)
      of_formula = format_of(LittleEndian(record.data.substr(4)).u16());
    if (record.type == kString && !found.empty()) {
      LittleEndian data(record.data);
      found.back().text = shown(string(data, 2), font(of_formula.font));
    } else {
      cells(record, found);
    }
  }
  std::ranges::stable_sort(found, {}, [](const Cell& cell) { return std::pair(cell.row, cell.column); });
  out.begin_sheet(sheet.name);
  for (Cell& cell : found) out.cell(cell.row, std::move(cell.text), cell.size);
}

Result<OfficeText> OldWorkbook::read() {
  if (!globals()) return Error{ErrorCode::io, "is protected by a password", {}, {}};
  SheetText text;
  for (const Sheet& entry : sheets_) sheet(entry, text);
  return text.take();
}

}  // namespace

Result<OfficeText> read_old_workbook(std::string_view stream) {
  return OldWorkbook(stream).read();
}

}  // namespace vnidx::format
