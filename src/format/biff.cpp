#include "format/biff.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace vnidx::format {
namespace {

constexpr std::uint16_t kContinue = 0x3C;

// Flags in front of the characters of a string.
constexpr std::uint8_t kWide = 0x01;
constexpr std::uint8_t kExtended = 0x04;
constexpr std::uint8_t kRich = 0x08;

/// Reads over the borders of records. Where characters go on in the next record, a new byte of flags says
/// how wide they are there.
class ContinuedReader {
 public:
  ContinuedReader(std::string_view first, const std::vector<std::string_view>& more)
      : more_(more), reader_(first) {}

  bool ended() const { return next_ == more_.size() && reader_.rest().empty(); }

  std::uint16_t u16() {
    step();
    return reader_.u16();
  }
  std::uint32_t u32() {
    step();
    return reader_.u32();
  }
  std::uint8_t u8() {
    step();
    return reader_.u8();
  }

  void skip(std::size_t count) {
    while (count > 0 && !ended()) {
      step();
      const std::size_t here = std::min(count, reader_.rest().size());
      reader_.skip(here);
      count -= here;
    }
  }

  std::u16string characters(std::size_t count, bool wide) {
    std::u16string text;
    while (count > 0 && !ended()) {
      if (reader_.rest().empty()) {
        step();
        wide = (reader_.u8() & kWide) != 0;
      }
      const std::size_t here = std::min(count, reader_.rest().size() / (wide ? 2 : 1));
      if (here == 0) {
        reader_.skip(reader_.rest().size());  // half a character
        continue;
      }
      text += wide ? utf16_of(reader_.bytes(2 * here)) : latin1_of(reader_.bytes(here));
      count -= here;
    }
    return text;
  }

 private:
  void step() {
    while (reader_.rest().empty() && next_ < more_.size()) reader_ = LittleEndian(more_[next_++]);
  }

  const std::vector<std::string_view>& more_;
  std::size_t next_ = 0;
  LittleEndian reader_;
};

}  // namespace

bool BiffRecords::next(BiffRecord& record) {
  if (reader_.rest().size() < 4) return false;
  record.type = reader_.u16();
  const std::uint16_t size = reader_.u16();
  record.data = reader_.bytes(size);
  return true;
}

std::vector<std::string_view> BiffRecords::continued() {
  std::vector<std::string_view> parts;
  while (true) {
    LittleEndian ahead = reader_;
    if (ahead.rest().size() < 4 || ahead.u16() != kContinue) return parts;
    const std::uint16_t size = ahead.u16();
    parts.push_back(ahead.bytes(size));
    reader_ = ahead;
  }
}

std::u16string biff8_string(LittleEndian& reader, int length_bytes) {
  const std::size_t length = length_bytes == 1 ? reader.u8() : reader.u16();
  const bool wide = (reader.u8() & kWide) != 0;
  return wide ? utf16_of(reader.bytes(2 * length)) : latin1_of(reader.bytes(length));
}

std::vector<BiffString> shared_strings(std::string_view sst, const std::vector<std::string_view>& continued) {
  ContinuedReader reader(sst, continued);
  reader.u32();  // how often strings are used
  const std::uint32_t count = reader.u32();
  std::vector<BiffString> strings;
  while (strings.size() < count && !reader.ended()) {
    BiffString string;
    const std::uint16_t length = reader.u16();
    const std::uint8_t flags = reader.u8();
    const std::uint16_t runs = (flags & kRich) != 0 ? reader.u16() : std::uint16_t{0};
    const std::uint32_t extension = (flags & kExtended) != 0 ? reader.u32() : 0;
    string.text = reader.characters(length, (flags & kWide) != 0);
    for (std::uint16_t i = 0; i < runs && !reader.ended(); ++i) {
      const std::uint16_t from = reader.u16();
      string.runs.push_back({from, reader.u16()});
    }
    reader.skip(extension);
    strings.push_back(std::move(string));
  }
  return strings;
}

}  // namespace vnidx::format
