// The records of a workbook of Excel before 2007, and the strings in them ([MS-XLS] 2.1.4, 2.5.293). Not
// thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "format/little_endian.h"

namespace vnidx::format {

struct BiffRecord {
  std::uint16_t type = 0;
  std::string_view data;
};

/// Hands out the records of `stream` one after the other.
class BiffRecords {
 public:
  explicit BiffRecords(std::string_view stream) : reader_(stream) {}
  /// False behind the last.
  bool next(BiffRecord& record);
  /// The data of those CONTINUE records that come next.
  std::vector<std::string_view> continued();

 private:
  LittleEndian reader_;
};

/// A string with the fonts that begin within it.
struct BiffString {
  struct Run {
    std::uint16_t from;  // in UTF-16 units
    std::uint16_t font;
  };
  std::u16string text;
  std::vector<Run> runs;
};

/// The Unicode string at the front of `reader`, whose length has so many bytes.
std::u16string biff8_string(LittleEndian& reader, int length_bytes);

/// The shared strings of a workbook: the SST record and those that continue it.
std::vector<BiffString> shared_strings(std::string_view sst, const std::vector<std::string_view>& continued);

}  // namespace vnidx::format
