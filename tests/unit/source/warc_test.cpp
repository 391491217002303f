#include "source/warc.h"

#include <string>
#include <vector>

#include "unit/catch.h"

namespace vnidx::source {
namespace {

std::string record(const std::string& head, const std::string& block) {
  return "WARC/1.0\r\n" + head + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block +
         "\r\n\r\n";
}

std::string response(const std::string& address, const std::string& message) {
  return record("WARC-Type: response\r\nWARC-Target-URI: " + address + "\r\n", message);
}

struct Pages {
  std::vector<WebPage> pages;
  std::string error;
};

Pages read(const std::string& file, std::size_t head = 0) {
  MemoryStream stream(std::string_view(file).substr(head));
  WarcReader reader(stream, file.substr(0, head));
  Pages read;
  WebPage page;
  while (true) {
    const Result<bool> more = reader.next(page);
    if (!more) read.error = more.error().message;
    if (!more || !*more) return read;
    read.pages.push_back(page);
  }
}

const std::string kPage =
    "HTTP/1.1 200 OK\r\ncontent-type: text/html; Charset=\"windows-1258\"\r\n\r\n<p>một</p>";

TEST_CASE("the pages of a crawl", "[warc]") {
  const std::string file = record("WARC-Type: warcinfo\r\n", "software: wget") +
                           response("<https://a.example/1>", kPage) +
                           response("https://a.example/2", "HTTP/1.1 404 Not Found\r\n\r\nkhông") +
                           record("WARC-Type: resource\r\nWARC-Target-URI: https://a.example/3\r\n", "ba");
  for (const std::size_t head : {std::size_t{0}, std::size_t{100}, file.size()}) {
    const Pages found = read(file, head);
    CHECK(found.error.empty());
    REQUIRE(found.pages.size() == 2);
    CHECK(found.pages[0].address == "https://a.example/1");
    CHECK(found.pages[0].body == "<p>một</p>");
    CHECK(found.pages[0].charset == "windows-1258");
    CHECK(found.pages[1].address == "https://a.example/3");
    CHECK(found.pages[1].body == "ba");
  }
}

TEST_CASE("what stands before the damage of a crawl is read", "[warc]") {
  const std::string good = response("https://a.example/1", kPage);
  for (const std::string& bad :
       {std::string("nonsense\r\n"), good.substr(0, good.size() - 20), good.substr(0, 30),
        std::string("WARC/1.0\r\nWARC-Type: response\r\n\r\n"),
        std::string("WARC/1.0\r\nContent-Length: -5\r\n\r\n"), std::string(1 << 17, 'x')}) {
    const Pages found = read(good + bad);
    CHECK(found.pages.size() == 1);
    CHECK_FALSE(found.error.empty());
  }
}

TEST_CASE("bodies in chunks", "[warc]") {
  struct Case {
    const char* chunks;
    const char* body;
  };
  const Case cases[] = {
      {"3\r\nmot\r\n4;x=y\r\n hai\r\n0\r\n\r\n", "mot hai"},
      {"A\r\n0123456789\r\n0\r\n\r\n", "0123456789"},
      {"5\r\nmot", "mot"},
      {"zz\r\nmot", ""},
      {"FFFFFFFFFFFFFFFFFF\r\nmot", ""},
      {"", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.chunks);
    WebPage page;
    REQUIRE(
        read_response(std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n") + c.chunks, page));
    CHECK(page.body == c.body);
  }
}

TEST_CASE("a server's charset counts where it is not plainly wrong", "[warc]") {
  using encoding::Encoding;
  CHECK(encoding_of({"", "\xD0\xE3", "windows-1258"}) == Encoding::windows1258);
  CHECK(encoding_of({"", "một", "windows-1258"}) == Encoding::automatic);
  CHECK(encoding_of({"", "một", "utf-8"}) == Encoding::automatic);
  CHECK(encoding_of({"", "\xD0\xE3", "x-unheard-of"}) == Encoding::automatic);
  CHECK(encoding_of({"", "\xD0\xE3", ""}) == Encoding::automatic);
}

}  // namespace
}  // namespace vnidx::source
