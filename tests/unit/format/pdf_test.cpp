#include "format/pdf.h"

#include <string>
#include <string_view>
#include <vector>

#include "format/confined_extract.h"
#include "format/file_format.h"
#include "unit/catch.h"

namespace vnidx::format {
namespace {

/// A PDF file of one font, each of whose pages is a stream of drawing operators.
std::string pdf_file(std::string_view font, const std::vector<std::string>& pages) {
  std::string file = "%PDF-1.4\n";
  std::vector<std::size_t> offsets;
  const auto object = [&](const std::string& body) {
    offsets.push_back(file.size());
    file += std::to_string(offsets.size()) + " 0 obj\n" + body + "\nendobj\n";
  };
  object("<< /Type /Catalog /Pages 2 0 R >>");
  std::string kids;
  for (std::size_t i = 0; i < pages.size(); ++i) kids += std::to_string(4 + 2 * i) + " 0 R ";
  object("<< /Type /Pages /Count " + std::to_string(pages.size()) + " /Kids [" + kids + "] >>");
  object("<< /Type /Font /Subtype /TrueType /Encoding /WinAnsiEncoding /BaseFont /" + std::string(font) +
         " >>");
  for (std::size_t i = 0; i < pages.size(); ++i) {
    object(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
        "/Contents " +
        std::to_string(5 + 2 * i) + " 0 R >>");
    object("<< /Length " + std::to_string(pages[i].size()) + " >>\nstream\n" + pages[i] + "\nendstream");
  }
  const std::size_t xref = file.size();
  file += "xref\n0 " + std::to_string(offsets.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t offset : offsets) {
    std::string number = std::to_string(offset);
    number.insert(0, 10 - number.size(), '0');
    file += number + " 00000 n \n";
  }
  return file + "trailer\n<< /Size " + std::to_string(offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" +
         std::to_string(xref) + "\n%%EOF\n";
}

std::string line(int top, const std::string& text) {
  return "BT /F 12 Tf 6 Tw 72 " + std::to_string(842 - top) + " Td (" + text + ") Tj ET\n";
}

TEST_CASE("a PDF file is read page by page") {
  const std::string file =
      pdf_file("Helvetica", {line(100, "Trang thu nhat."), "", line(100, "Trang thu ba.")});
  const Extraction extraction = extract_pdf(file, {"ten tep"});
  REQUIRE(extraction.document.has_value());
  CHECK(extraction.document->text == "Trang thu nhat.\f\fTrang thu ba.");
  CHECK(extraction.repairs == std::vector<std::string>{"page 2 has no text"});
}

TEST_CASE("a font from before Unicode is decoded by its name") {
  // `Thông tư về ngân hàng nhà nước` in TCVN3, whose ư is a hyphen to others.
  const std::string bytes =
      "Th\xABng t\xAD v\xD2 ng\xA9n h\xB5ng nh\xB5 n\xAD\xED"
      "c";
  const Extraction legacy = extract_pdf(pdf_file("ABCDEF+.VnTime", {line(100, bytes)}), {"ten tep"});
  REQUIRE(legacy.document.has_value());
  CHECK(legacy.document->text == "Thông tư về ngân hàng nhà nước");

  const Extraction other = extract_pdf(pdf_file("Helvetica", {line(100, "caf\xE9")}), {"ten tep"});
  REQUIRE(other.document.has_value());
  CHECK(other.document->text == "café");
}

TEST_CASE("what is no PDF file with text is rejected with its reason") {
  CHECK(extract_pdf(pdf_file("Helvetica", {""}), {}).rejection ==
        "has no text, only images of it: --ocr reads them");
  CHECK(extract_pdf("%PDF-1.4\nnothing", {}).rejection == "is a broken PDF file");
  CHECK(extract_pdf({}, {}).rejection == "is a broken PDF file");
}

TEST_CASE("a PDF file is read the same in a confined child") {
  const std::string file = pdf_file("Helvetica", {line(100, "Mot trang.")});
  const Result<Extraction> confined = extract_document(file_format(Format::pdf), file, {"ten tep"});
  REQUIRE(confined.ok());
  CHECK(confined->document == extract_pdf(file, {"ten tep"}).document);
}

}  // namespace
}  // namespace vnidx::format
