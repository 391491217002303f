// The records of PowerPoint before 2007, and the fonts that its texts are set in ([MS-PPT]). Not thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "format/little_endian.h"

namespace vnidx::format {

/// The types of records that matter here ([MS-PPT] 2.13.24, [MS-ODRAW] 2.2).
enum class PptType : std::uint16_t {
  slide = 0x03EE,
  slide_atom = 0x03EF,
  notes = 0x03F0,
  slide_persist = 0x03F3,
  master = 0x03F8,
  font_collection = 0x07D5,
  placeholder = 0x0BC3,
  outline_reference = 0x0F9E,
  text_header = 0x0F9F,
  characters = 0x0FA0,
  text_style = 0x0FA1,
  master_style = 0x0FA3,
  bytes = 0x0FA8,
  font = 0x0FB7,
  slide_list = 0x0FF0,
  user_edit = 0x0FF5,
  current_user = 0x0FF6,
  persist_directory = 0x1772,
  shape = 0xF004,
  text_box = 0xF00D,
};

struct PptRecord {
  std::uint16_t instance = 0;
  PptType type{};
  bool container = false;
  std::string_view data;
};

/// Hands out the records of a stream or container one after the other.
class PptRecords {
 public:
  explicit PptRecords(std::string_view data) : reader_(data) {}
  /// False behind the last.
  bool next(PptRecord& record);

 private:
  LittleEndian reader_;
};

/// What a run of characters is set in; -1 where the run does not say.
struct PptRun {
  std::uint32_t length = 0;  // in UTF-16 units
  int font = -1;
  int size = -1;
};

/// The runs of the characters in a StyleTextPropAtom for a text of so many units ([MS-PPT] 2.9.44).
std::vector<PptRun> ppt_runs(std::string_view style_atom, std::size_t text_length);

/// What the first level of a TxMasterStyleAtom says ([MS-PPT] 2.9.35).
PptRun ppt_master_run(std::string_view master_style, std::uint16_t text_type);

}  // namespace vnidx::format
