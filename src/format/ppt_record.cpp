#include "format/ppt_record.h"

namespace vnidx::format {
namespace {

constexpr bool has_any(std::uint32_t masks, std::uint32_t bits) {
  return (masks & bits) != 0;
}

/// [MS-PPT] 2.9.20: what a paragraph is set in, passed over.
void skip_paragraph(LittleEndian& reader) {
  constexpr std::uint32_t kBulletFlags = 0x0000000F;
  constexpr std::uint32_t kBulletColor = 1U << 5;
  constexpr std::uint32_t kTabs = 1U << 20;
  constexpr std::uint32_t kWraps = 7U << 17;
  constexpr std::uint32_t kTextDirection = 1U << 21;
  constexpr std::uint32_t kFontAlign = 1U << 16;
  // Each of these bits stands for two bytes before the tabs.
  constexpr unsigned kShort[] = {7, 4, 6, 11, 12, 13, 14, 8, 10, 15};
  const std::uint32_t masks = reader.u32();
  if (has_any(masks, kBulletFlags)) reader.skip(2);
  for (const unsigned bit : kShort) {
    if (has_any(masks, 1U << bit)) reader.skip(2);
  }
  if (has_any(masks, kBulletColor)) reader.skip(4);
  if (has_any(masks, kTabs)) reader.skip(4 * std::size_t{reader.u16()});
  if (has_any(masks, kFontAlign)) reader.skip(2);
  if (has_any(masks, kWraps)) reader.skip(2);
  if (has_any(masks, kTextDirection)) reader.skip(2);
}

/// [MS-PPT] 2.9.15: what characters are set in.
PptRun read_characters(LittleEndian& reader) {
  constexpr std::uint32_t kStyles = 0x00003EB7;
  constexpr std::uint32_t kFont = 1U << 16;
  constexpr std::uint32_t kOtherFonts[] = {1U << 21, 1U << 22, 1U << 23};
  constexpr std::uint32_t kSize = 1U << 17;
  constexpr std::uint32_t kColor = 1U << 18;
  constexpr std::uint32_t kPosition = 1U << 19;
  PptRun run;
  const std::uint32_t masks = reader.u32();
  if (has_any(masks, kStyles)) reader.skip(2);
  if (has_any(masks, kFont)) run.font = reader.u16();
  for (const std::uint32_t font : kOtherFonts) {
    if (has_any(masks, font)) reader.skip(2);
  }
  if (has_any(masks, kSize)) run.size = reader.u16();
  if (has_any(masks, kColor)) reader.skip(4);
  if (has_any(masks, kPosition)) reader.skip(2);
  return run;
}

}  // namespace

bool PptRecords::next(PptRecord& record) {
  if (reader_.rest().size() < 8) return false;
  constexpr std::uint16_t kContainer = 0xF;
  const std::uint16_t version = reader_.u16();
  record.container = (version & 0xF) == kContainer;
  record.instance = version >> 4;
  record.type = static_cast<PptType>(reader_.u16());
  const std::uint32_t size = reader_.u32();
  record.data = reader_.bytes(size);
  return true;
}

std::vector<PptRun> ppt_runs(std::string_view style_atom, std::size_t text_length) {
  LittleEndian reader(style_atom);
  // Both lists speak of one character more than the text has, its end.
  for (std::size_t done = 0; done <= text_length && !reader.ended();) {
    done += reader.u32();
    reader.skip(2);
    skip_paragraph(reader);
  }
  std::vector<PptRun> runs;
  for (std::size_t done = 0; done <= text_length && !reader.rest().empty();) {
    const std::uint32_t length = reader.u32();
    PptRun run = read_characters(reader);
    if (reader.ended()) break;
    run.length = length;
    done += length;
    runs.push_back(run);
  }
  return runs;
}

PptRun ppt_master_run(std::string_view master_style, std::uint16_t text_type) {
  constexpr std::uint16_t kFirstWithLevel = 5;
  LittleEndian reader(master_style);
  if (reader.u16() == 0) return {};
  if (text_type >= kFirstWithLevel) reader.skip(2);
  skip_paragraph(reader);
  const PptRun run = read_characters(reader);
  return reader.ended() ? PptRun{} : run;
}

}  // namespace vnidx::format
