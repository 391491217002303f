#include "format/junk.h"

#include <string>

#include "format/packing.h"
#include "unit/catch.h"

namespace vnidx::format {
namespace {

using namespace std::string_literals;

TEST_CASE("names of what is no document", "[junk]") {
  for (const char* name :
       {"a/~$quyet-dinh.docx", "bai.txt~", "#bai.txt#", "bai.txt.bak", ".bai.txt.swp", "Thumbs.db",
        "DESKTOP.INI", "anh.JPG", "nhac.mp3", "chu.ttf", "may.exe", "a_files/b.css"}) {
    CAPTURE(name);
    CHECK_FALSE(junk_by_name(name).empty());
  }
  for (const char* name : {"bai.txt", "a.bak/bai", "bak", ".bak", "~bai.txt", "#", "quyet-dinh.docx", "so"}) {
    CAPTURE(name);
    CHECK(junk_by_name(name).empty());
  }
}

TEST_CASE("contents of what is no document", "[junk]") {
  CHECK(junk_by_content("a.txt", "") == "is empty");
  CHECK(junk_by_content("a.txt", "\x89PNG\r\n\x1A\n") == "is an image");
  CHECK(junk_by_content("a.dat", "OggS\0\0"s) == "is a sound");
  CHECK(junk_by_content("a.dat", std::string(64, '\0')) == "is not text: it looks like binary data");
  // What is named like a document should be one, so this is to be told.
  CHECK(junk_by_content("a.txt", std::string(64, '\0')).empty());
  CHECK(junk_by_content("a", "Mùa mía ngọt").empty());
}

TEST_CASE("hidden members", "[junk]") {
  for (const char* name : {".git/a", "a/.b/c.txt", "__MACOSX/._a", ".a"}) CHECK(is_hidden(name));
  for (const char* name : {"a", "../a", "./a/b", "a/..", "a.b/c", ""}) CHECK_FALSE(is_hidden(name));
}

TEST_CASE("what is packed", "[junk]") {
  CHECK(packing_of("\x1F\x8B\x08") == Packing::compressed);
  CHECK(packing_of("\xFD\x37zXZ\0"s) == Packing::compressed);
  CHECK(packing_of("BZh9\x31") == Packing::compressed);
  CHECK(packing_of("WARC/1.1\r\n") == Packing::warc);
  CHECK(packing_of(std::string(257, 'a') + "ustar") == Packing::archive);
  const auto zip_of = [](const std::string& name) {
    return "PK\x03\x04"s + std::string(22, '\0') + static_cast<char>(name.size()) + std::string(3, '\0') +
           name;
  };
  CHECK(packing_of(zip_of("bai.txt")) == Packing::archive);
  CHECK(packing_of(zip_of("mimetype")) == Packing::none);
  CHECK(packing_of(zip_of("[Content_Types].xml")) == Packing::none);
  CHECK(packing_of("BZh là gì?") == Packing::none);
  CHECK(packing_of("") == Packing::none);
}

}  // namespace
}  // namespace vnidx::format
