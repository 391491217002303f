#include "format/doc.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "unit/catch.h"

using namespace vnidx::format;
using namespace std::string_literals;

namespace {

/// Writes the two streams of a Word document, as little of them as there can be.
class DocWriter {
 public:
  /// Adds text that lies in one run; `changes` is its list of properties.
  void run(std::string_view text, const std::string& changes = {}) {
    runs_.push_back({std::string(text), changes});
  }
  /// Ends the paragraph, whose mark is the last character so far, with its list of properties.
  void paragraph(const std::string& changes = {}) { paragraphs_.push_back({length(), changes}); }
  /// What follows belongs to the part of that number (1: footnotes, 2: headers …).
  void part(std::size_t number) { parts_.push_back({number, length()}); }

  std::string word() const {
    std::string stream(0x400, '\0');
    put16(stream, 0, 0xA5EC);
    put16(stream, 2, 0xC1);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      std::size_t end = i == 0 && !parts_.empty() ? parts_[0].at : length();
      for (std::size_t k = 0; k < parts_.size(); ++k) {
        if (parts_[k].number == i) {
          begin = parts_[k].at;
          end = k + 1 < parts_.size() ? parts_[k + 1].at : length();
        }
      }
      const bool present = i == 0 || std::any_of(parts_.begin(), parts_.end(),
                                                 [i](const Part& part) { return part.number == i; });
      put32(stream, 0x4C + 4 * i, present ? end - begin : 0);
    }
    for (const Run& run : runs_) stream += run.text;
    stream.resize(0x1000);
    stream += character_page() + paragraph_page();
    put32(stream, 0x112, 0);
    put32(stream, 0x116, fonts().size());
    put32(stream, 0x1A2, fonts().size());
    put32(stream, 0x1A6, pieces().size());
    put32(stream, 0xFA, fonts().size() + pieces().size());
    put32(stream, 0xFE, 12);
    put32(stream, 0x102, fonts().size() + pieces().size() + 12);
    put32(stream, 0x106, 12);
    return stream;
  }

  std::string table() const {
    return fonts() + pieces() + number32(0x400) + number32(0x1000) + number32(8) + number32(0x400) +
           number32(0x1000) + number32(9);
  }

 private:
  struct Run {
    std::string text;
    std::string changes;
  };
  struct Paragraph {
    std::size_t end;
    std::string changes;
  };
  struct Part {
    std::size_t number;
    std::size_t at;
  };

  static std::string number32(std::size_t n) {
    std::string bytes(4, '\0');
    put32(bytes, 0, n);
    return bytes;
  }
  static void put16(std::string& to, std::size_t at, std::size_t n) {
    to[at] = static_cast<char>(n & 0xFF);
    to[at + 1] = static_cast<char>(n >> 8 & 0xFF);
  }
  static void put32(std::string& to, std::size_t at, std::size_t n) {
    put16(to, at, n & 0xFFFF);
    put16(to, at + 2, n >> 16);
  }

  std::size_t length() const {
    std::size_t length = 0;
    for (const Run& run : runs_) length += run.text.size();
    return length;
  }

  static std::string fonts() {
    std::string table("\x03\0\0\0"s);
    for (const std::string_view name : {"Arial", ".VnTime", "VNI-Times"}) {
      std::string entry(39, '\0');
      for (const char c : name) entry += {c, '\0'};
      entry += "\0\0"s;
      table += static_cast<char>(entry.size()) + entry;
    }
    return table;
  }

  std::string pieces() const {
    std::string table =
        number32(0) + number32(length()) + "\0\0"s + number32(0x400 * 2 | 0x40000000) + "\0\0"s;
    return "\x02" + number32(table.size()) + table;
  }

  std::string character_page() const {
    std::string page(512, '\0');
    std::size_t offset = 0x400;
    std::size_t end = 510;
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      put32(page, 4 * i, offset);
      offset += runs_[i].text.size();
      put32(page, 4 * i + 4, offset);
      if (runs_[i].changes.empty()) continue;
      end = (end - runs_[i].changes.size() - 1) & ~std::size_t{1};
      page[end] = static_cast<char>(runs_[i].changes.size());
      page.replace(end + 1, runs_[i].changes.size(), runs_[i].changes);
      page[4 * (runs_.size() + 1) + i] = static_cast<char>(end / 2);
    }
    page[511] = static_cast<char>(runs_.size());
    return page;
  }

  std::string paragraph_page() const {
    std::string page(512, '\0');
    std::size_t end = 510;
    put32(page, 0, 0x400);
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
      put32(page, 4 * i + 4, 0x400 + paragraphs_[i].end);
      std::string changes = "\0\0"s + paragraphs_[i].changes;  // of style 0
      if (changes.size() % 2 == 0) changes += '\0';
      end = (end - changes.size() - 1) & ~std::size_t{1};
      page[end] = static_cast<char>((changes.size() + 1) / 2);
      page.replace(end + 1, changes.size(), changes);
      page[4 * (paragraphs_.size() + 1) + 13 * i] = static_cast<char>(end / 2);
    }
    page[511] = static_cast<char>(paragraphs_.size());
    return page;
  }

  std::vector<Run> runs_;
  std::vector<Paragraph> paragraphs_;
  std::vector<Part> parts_;
};

const std::string kTcvn3 = "\x51\x4A\x01\0"s;
const std::string kVni = "\x51\x4A\x02\0"s;
const std::string kHidden = "\x3C\x08\x01"s;
const std::string kDeleted = "\0\x08\x01"s;
const std::string kInTable = "\x16\x24\x01"s;
const std::string kRowEnd = "\x16\x24\x01\x17\x24\x01"s;

std::string text_of(const DocWriter& writer) {
  const auto found = read_doc(writer.word(), writer.table());
  return found ? found->text : "error: " + found.error().message;
}

}  // namespace

TEST_CASE("fonts of the runs decide the encoding", "[doc]") {
  DocWriter writer;
  writer.run("x\xE3 ");
  writer.run("Ng\x1F\xEAi d\xA9n, ", kTcvn3);
  writer.run("\xD1\x61\xFBng u\xFBy", kVni);
  writer.run(" \x93tin\x94\r");
  writer.paragraph();
  CHECK(text_of(writer) == "xã Người dân, Đảng ủy “tin”");
}

TEST_CASE("what nobody sees is left out", "[doc]") {
  DocWriter writer;
  writer.run("mot ");
  writer.run("an ", kHidden);
  writer.run("xoa ", kDeleted);
  writer.run(
      "\x13 HYPERLINK \"x\" \x14hai\x15 ba\x1E"
      "bon\x01\r");
  writer.paragraph();
  CHECK(text_of(writer) == "mot hai ba-bon");
}

TEST_CASE("tables are read row by row", "[doc]") {
  DocWriter writer;
  writer.run("dau\r");
  writer.paragraph();
  writer.run("a\x07");
  writer.paragraph(kInTable);
  writer.run("b\x07");
  writer.paragraph(kInTable);
  writer.run("\x07");
  writer.paragraph(kRowEnd);
  writer.run("\x07");
  writer.paragraph(kInTable);
  writer.run("c\x07");
  writer.paragraph(kInTable);
  writer.run("\x07");
  writer.paragraph(kRowEnd);
  writer.run("cuoi\r");
  writer.paragraph();
  CHECK(text_of(writer) == "dau\na\tb\n\tc\ncuoi");
}

TEST_CASE("footnotes are kept and headers are not", "[doc]") {
  DocWriter writer;
  writer.run("than\r");
  writer.paragraph();
  writer.part(1);
  writer.run("chu thich\r");
  writer.paragraph();
  writer.part(2);
  writer.run("dau trang\r");
  writer.paragraph();
  CHECK(text_of(writer) == "than\nchu thich");
}

TEST_CASE("what is no Word document is told", "[doc]") {
  DocWriter writer;
  writer.run("a\r");
  writer.paragraph();
  std::string word = writer.word();
  CHECK(text_of(writer) == "a");
  CHECK(doc_table_name(word) == "0Table"s);
  word[0x0B] = 0x02;
  CHECK(doc_table_name(word) == "1Table"s);
  word[0x0B] = 0x01;
  CHECK(read_doc(word, writer.table()).error().message ==
        "is an encrypted Word document: save it without a password first");
  word = writer.word();
  word[0] = '\xDC';
  CHECK(read_doc(word, writer.table()).error().message ==
        "is a document of Word 6 or 95: save it in a newer format first");
  CHECK(read_doc("", "").error().message == "is a damaged Word document: it has no text");
  CHECK(read_doc(writer.word(), "").error().message == "is a damaged Word document: it has no text");
  const auto cut = read_doc(writer.word().substr(0, 0x401), writer.table());
  REQUIRE(cut.ok());
  CHECK_FALSE(cut->whole);
}
