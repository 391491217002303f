// Every format that is read as a whole file, JSON Lines, and the decoding before them.
#include <algorithm>
#include <span>
#include <string>

#include "encoding/decode.h"
#include "format/file_format.h"
#include "format/jsonl.h"
#include "format/junk.h"
#include "format/packing.h"
#include "format/record_reader.h"
#include "fuzz/target.h"

namespace vnidx::fuzz {
namespace {

bool is_utf8(const std::string& text) {
  return encoding::decode(text, encoding::Encoding::utf8).replaced == 0;
}

void expect_sound(const format::Extraction& extraction) {
  expect(extraction.document.has_value() || !extraction.rejection.empty(),
         "a file gives a document or a reason");
  if (!extraction.document) return;
  const Document& document = *extraction.document;
  for (const std::string* field : {&document.title, &document.author, &document.source, &document.category,
                                   &document.number, &document.issuer, &document.text, &document.abstract}) {
    expect(is_utf8(*field), "every field is UTF-8");
  }
}

void decode(std::string_view bytes) {
  const encoding::Decoded decoded = encoding::decode(std::string(bytes), encoding::Encoding::automatic);
  expect(is_utf8(decoded.text), "what is decoded is UTF-8");
}

void recognition(std::string_view bytes) {
  static_cast<void>(format::recognize_format("a.bin", bytes));
  static_cast<void>(format::recognize_format(bytes, "text"));
  static_cast<void>(format::packing_of(bytes));
  static_cast<void>(format::junk_by_name(bytes));
  static_cast<void>(format::junk_by_content("a.bin", bytes));
  static_cast<void>(format::is_hidden(bytes));
}

/// All records of a dump, which comes in small pieces.
void records(format::OpenRecords open, std::string_view bytes) {
  std::size_t given = 0;
  format::TextWindow window({}, [&](std::span<char> to, std::size_t) -> Result<std::size_t> {
    const std::size_t count = std::min<std::size_t>({1000, to.size(), bytes.size() - given});
    bytes.copy(to.data(), count, given);
    given += count;
    return count;
  });
  const auto reader = open(window, format::kNoFieldsTold);
  for (std::size_t steps = 0;; ++steps) {
    expect(steps <= 4 * bytes.size() + 16, "the reading of records ends");
    const format::Record record = reader->next();
    if (record.kind == format::Record::Kind::end) return;
    if (record.kind == format::Record::Kind::document) expect_sound(record.extraction);
  }
}

void jsonl(std::string_view bytes) {
  format::JsonlParser parser;
  const std::string padded = std::string(bytes) + std::string(format::JsonlParser::kPadding, '\0');
  expect_sound(parser.parse(std::string_view(padded).substr(0, bytes.size())));
}

/// A small file of the format, where it is one that can be written by hand.
std::string seed_of(format::Format format) {
  switch (format) {
    case format::Format::html:
      return "<!DOCTYPE html><html><head><meta charset=utf-8><title>Mùa mía | Báo</title><script "
             "type=\"application/"
             "ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2018-07-11T08:30\"}</script>"
             "</head><body><h1>Mùa mía</h1><p>Sáng 10.7, xã Sa Bình &amp; bà con được "
             "mùa.<br>Một.</p><table><tr><td>a<td>b"
             "</table><p><b>Thanh Anh</b></p></body></html>";
    case format::Format::markdown:
      return "---\ntitle: Mùa mía\n---\n# Một\n\n1. **Hai** [ba](http://a)\n\n| a | b |\n|---|---|\n| c | d "
             "|\n";
    case format::Format::subtitles:
      return "1\n00:00:00,660 --> 00:00:02,780\n<i>Nước lên</i>\n\nWEBVTT\n";
    case format::Format::rtf:
      return "{\\rtf1\\ansi\\ansicpg1252\\uc1{\\fonttbl{\\f0\\fcharset0 .VnTime;}{\\f1 VNI-Times;}}\\f0 "
             "Uû\\'fb ban \\u7883?\\par{\\*\\bkmkstart a}\\trowd a\\cell b\\cell\\row}";
    case format::Format::pdf:
      return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count "
             "1>>endobj\n3 0 "
             "obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 "
             "R/Resources<</Font<</F1<</Type/Font/Subtype"
             "/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length 33>>stream\nBT /F1 9 Tf 9 9 Td (Mua "
             "mia) Tj "
             "ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n";
    default:
      return "PK\x03\x04";
  }
}

}  // namespace

std::vector<Target> format_targets() {
  const std::string article =
      "Đại hội Chi bộ\nNgày: 11.07.2018\n\nSáng 10.7, Chi bộ họp.\n\nThanh Anh\nSố lần đọc:704\n";
  const std::string record =
      R"({"id":"a","title":"Lũ \u1ee7","date":"11/7/2018","reads":"1.704","text":"Nước lên"})";
  std::vector<Target> targets = {
      {"decode", decode, {article, "T\xE1\xBB\x89nh \xE1\xBB\xA7y", std::string("T\0i\0", 4)}},
      {"recognition", recognition, {article, "%PDF-1.4", record}},
      {"jsonl", jsonl, {record}},
  };
  const std::string table =
      "id,TieuDe,noi_dung\n1,\"L\u0169 \"\"v\u1EC1\"\"\",\"<p>N\u01B0\u1EDBc\nl\u00EAn</p>\"\n";
  const std::string dump =
      "CREATE TABLE `t` (`id` int, `TieuDe` text, `NoiDung` text);\nINSERT INTO `t` VALUES "
      "(1,'a\\'b','c''d'),"
      "(2,N'x',NULL);\nCOPY t (id, title, content) FROM stdin;\n1\ta\\tb\t\\N\n\\.\n";
  const std::string array =
      R"({"items":[{"title":"a","content":["b","c"],},{"title":"d "e", f","text":"g"}]}[{)";
  for (const format::FileFormat& entry : format::file_formats()) {
    if (entry.records != nullptr) {
      const auto run = [open = entry.records](std::string_view bytes) { records(open, bytes); };
      targets.push_back({std::string(entry.name), run, {table, dump, array}});
    }
    if (entry.extract == nullptr) continue;
    const auto run = [extract = entry.extract](std::string_view bytes) {
      expect_sound(extract(std::string(bytes), {"a file", encoding::Encoding::automatic}));
    };
    targets.push_back({std::string(entry.name), run, {article, seed_of(entry.format)}});
  }
  return targets;
}

}  // namespace vnidx::fuzz
