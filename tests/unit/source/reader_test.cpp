#include "source/reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "base/file.h"
#include "base/stop.h"
#include "collected.h"
#include "compressed.h"
#include "source/content_hash.h"
#include "source/origin.h"
#include "source/path_list.h"
#include "temporary_folder.h"
#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::source;
using encoding::Encoding;
using format::Format;
using namespace vnidx::test;
using namespace std::chrono_literals;
using namespace std::string_literals;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kArticle =
    "Khai mạc hội chợ sách\nNgày: 11.07.2018\nSáng nay, hội chợ sách đã khai mạc.\n\nMinh Hà\nSố lần đọc: "
    "1.704\n";

using Lines = std::vector<std::string>;

Collected read_bytes(std::string_view bytes, const Options& options = {}) {
  const TemporaryFolder folder;
  const UniqueFd fd(::open(folder.write("stream", bytes).c_str(), O_RDONLY | O_CLOEXEC));
  Collected collected;
  read_stream(fd.get(), "stdin", options, collected);
  return collected;
}

}  // namespace

TEST_CASE("an article, plain and compressed", "[reader]") {
  const TemporaryFolder folder;
  for (const std::string& path : {folder.write("Hội chợ (1).txt", kArticle),
                                  folder.write("Hội chợ (1).txt.zst", compressed(kArticle))}) {
    CAPTURE(path);
    const Collected found = read(path);
    CHECK(found.rejected.empty());
    CHECK(found.repaired.empty());
    REQUIRE(found.documents.size() == 1);
    const Document& document = found.documents[0];
    CHECK(document.id.size() == "hoi-cho-1-"s.size() + 16);
    CHECK(document.id.starts_with("hoi-cho-1-"));
    CHECK(document.title == "Khai mạc hội chợ sách");
    CHECK(document.date == Date{2018y / 7 / 11});
    CHECK(document.author == "Minh Hà");
    CHECK(document.reads == 1704);
    CHECK(document.text == "Sáng nay, hội chợ sách đã khai mạc.");
    CHECK(document.path == path);
    CHECK(found.bytes == kArticle.size());
    CHECK(read(path).ids() == found.ids());
  }
}

TEST_CASE("what the id of a file was once follows from what it is", "[reader]") {
  CHECK(former_id("noi-dung-0123456789abcdef") == "noi-dung-89abcdef");
  for (const char* other :
       {"", "noi-dung", "noi-dung-89abcdef", "noi-dung-0123456789abcdeg", "0123456789abcdef"})
    CHECK(former_id(other).empty());
}

TEST_CASE("the same file has one id under every spelling of its path", "[reader]") {
  const TemporaryFolder folder;
  folder.write("a/x.txt", kArticle);
  folder.write("b/x.txt", kArticle);
  const Collected plain = read(folder.path("a/x.txt"));
  const Collected around = read(folder.path("b/../a/./x.txt"));
  CHECK(plain.ids() == around.ids());
  CHECK(around.documents.at(0).path == folder.path("a/x.txt"));
  CHECK(plain.ids() != read(folder.path("b/x.txt")).ids());
}

TEST_CASE("a file's name may be any bytes", "[reader]") {
  const TemporaryFolder folder;
  const Collected one =
      read(folder.write("t\xEA"
                        "p.txt",
                        "một dòng"));
  const Collected other =
      read(folder.write("t\xEB"
                        "p.txt",
                        "một dòng"));
  REQUIRE(one.documents.size() == 1);
  CHECK(one.documents[0].title == "t\uFFFDp");
  CHECK(one.documents[0].path == folder.path("t\uFFFDEAp.txt"));
  CHECK(one.documents[0].id.starts_with("t-p-"));
  CHECK(one.ids() != other.ids());
}

TEST_CASE("JSON Lines, good and bad", "[reader]") {
  const std::string lines =
      "\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"một\"}\r\n"
      "\n"
      "  \t \r\n"
      "rubbish\n"
      "{\"id\":2,\"title\":\"hai\",\"date\":\"2018-02-30\"}\n"
      "{\"text\":\"ba \xFF\",\"id\":\"c\"}\n"
      "{\"text\":\"bốn\"}\n"
      "{\"text\":\"bốn\"}\n"
      "{\"text\":\"năm\"}";
  const TemporaryFolder folder;
  for (const std::string& path :
       {folder.write("x.jsonl", lines), folder.write("x.ndjson.zst", compressed(lines))}) {
    CAPTURE(path);
    const Collected found = read(path);
    REQUIRE(found.documents.size() == 6);
    const Lines ids = found.ids();
    CHECK(Lines(ids.begin(), ids.begin() + 3) == Lines{"a", "2", "c"});
    CHECK(ids[3].size() == "x-"s.size() + 16);
    CHECK(ids[3].starts_with("x-"));
    CHECK(ids[3] == ids[4]);
    CHECK(ids[3] != ids[5]);
    CHECK(found.documents[0].path == path);
    REQUIRE(found.rejected.size() == 1);
    CHECK(found.rejected[0].starts_with(path + ":4: is not JSON: "));
    CHECK(found.repaired == Lines{path + ":5: date '2018-02-30' names no day that exists: left out",
                                  path + ":6: is not valid utf-8 at byte 12: 1 place replaced by U+FFFD"});
    CHECK(found.bytes < lines.size());
  }
}

TEST_CASE("a stream of JSON Lines", "[reader]") {
  const std::string line = "{\"text\":\"một\"}\n";
  const Collected found = read_bytes(line + "{}\n");
  REQUIRE(found.documents.size() == 1);
  CHECK(found.documents[0].id.starts_with("stdin-"));
  CHECK(found.documents[0].id.size() == "stdin-"s.size() + 16);
  CHECK(found.documents[0].path.empty());
  CHECK(found.rejected == Lines{"stdin:2: has neither text nor title"});
  CHECK(read_bytes(compressed(line)).ids() == found.ids());
  CHECK(read_bytes("  " + line).ids() == found.ids());
  CHECK(read_bytes("").documents.empty());
  CHECK(read_bytes(kArticle, {Format::text, Encoding::automatic}).titles() == Lines{"Khai mạc hội chợ sách"});
}

TEST_CASE("the sink ends the reading", "[reader]") {
  const TemporaryFolder folder;
  folder.write("1.txt", kArticle);
  folder.write("2.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"text\":\"c\"}\n");
  folder.write("3.txt", kArticle);
  Collected found;
  found.limit = 2;
  CHECK_FALSE(read_path(folder.path(""), {}, found));
  CHECK(found.documents.size() == 2);
  found.limit = 100;
  CHECK(read_path(folder.path(""), {}, found));
  CHECK(found.documents.size() == 7);
}

TEST_CASE("encodings", "[reader]") {
  const TemporaryFolder folder;
  const auto utf16le = [](std::u16string_view text) {
    std::string bytes;
    for (const char16_t unit : text) bytes += {static_cast<char>(unit & 0xFF), static_cast<char>(unit >> 8)};
    return bytes;
  };
  CHECK(read(folder.write("a.txt", utf16le(u"\uFEFFĐảng ủy\nmột hai\nba"))).titles() == Lines{"a"});
  CHECK(read(folder.write("b.txt", utf16le(u"Đảng ủy\nMột hai\nba"))).titles() == Lines{"Đảng ủy"});
  CHECK(read(folder.write("c.jsonl", utf16le(u"{\"title\":\"Đảng ủy\"}\n{\"title\":\"hai\"}\n"))).titles() ==
        Lines{"Đảng ủy", "hai"});
  CHECK(read(folder.write("d.txt", utf16le(u"ệ")), {Format::text, Encoding::utf16le}).documents.at(0).text ==
        "ệ");

  const Collected broken = read(folder.write("e.txt", "Đầu đề\nMột \xFF hai\xFE."));
  REQUIRE(broken.documents.size() == 1);
  CHECK(broken.documents[0].text == "Một \uFFFD hai\uFFFD.");
  CHECK(broken.repaired ==
        Lines{folder.path("e.txt") + ": is not valid utf-8 at byte 19: 2 places replaced by U+FFFD"});
}

TEST_CASE("files that cannot be read are named", "[reader]") {
  const TemporaryFolder folder;
  struct Case {
    std::string path;
    std::string message;
  };
  const Case cases[] = {
      {folder.path("none"), "cannot open: No such file or directory"},
      {folder.write("empty.txt", ""), "is empty"},
      {folder.write("blank.txt", " \n\u00A0\n"), "is empty"},
      {folder.write("x.txt.zst", "text"), "is not zstd data, as its name says"},
      {folder.write("y.txt.zst", compressed(kArticle).substr(0, 30)), "ends in the middle of its zstd data"},
      {folder.write("x.pdf", "%PDF-1.7"), "is a broken PDF file"},
      {"/dev/null", "is neither a file nor a folder"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.path);
    const Collected found = read(c.path);
    CHECK(found.documents.empty());
    CHECK(found.rejected == Lines{c.path + ": " + c.message});
  }
  CHECK(read(folder.write("y.html", "<p>"), {Format::text, Encoding::automatic}).documents.size() == 1);
}

TEST_CASE("damage behind good records keeps them", "[reader]") {
  const TemporaryFolder folder;
  std::string lines;
  for (int i = 0; i < 20000; ++i) lines += "{\"text\":\"dòng " + std::to_string(i * 7919 % 20011) + "\"}\n";
  const std::string data = compressed(lines);
  const Collected found =
      read(folder.write("x.jsonl.zst", std::string_view(data).substr(0, data.size() - 50)));
  CHECK(found.documents.size() > 1000);
  REQUIRE(found.rejected.size() == 1);
  CHECK(found.rejected[0].ends_with(": ends in the middle of its zstd data"));
}

TEST_CASE("folders are walked", "[reader]") {
  const TemporaryFolder folder;
  const auto article = [](std::string_view title) {
    return std::string(title) + "\nNgày: 11.07.2018\nThân bài.";
  };
  folder.write("b/2.txt", article("b2"));
  folder.write("b/10.txt", article("b10"));
  folder.write("a.txt", article("a"));
  folder.write("B.txt", article("B"));
  folder.write("b/c/d/x", article("x"));
  folder.write(".hidden.txt", article("hidden"));
  folder.write(".git/y.txt", article("hidden"));
  folder.write("z.jsonl", "{\"title\":\"z1\"}\n{\"title\":\"z2\"}");
  folder.write("photo.jpg", "\xFF\xD8\xFF\xE0");
  fs::create_directory_symlink(folder.path(""), folder.path("b/loop"));
  fs::create_directory_symlink(folder.path("b/c"), folder.path("again"));
  fs::create_symlink(folder.path("a.txt"), folder.path("link.txt"));
  fs::create_symlink("nowhere", folder.path("dangling"));
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);

  const Collected found = read(folder.path(""));
  CHECK(found.titles() == Lines{"B", "a", "x", "b10", "b2", "a", "z1", "z2"});
  CHECK(found.rejected ==
        Lines{folder.path("dangling") + ": cannot follow the link: No such file or directory",
              folder.path("photo.jpg") + ": is an image",
              folder.path("pipe") + ": is neither a file nor a folder"});
}

TEST_CASE("links out of a folder are followed where that is asked for", "[reader]") {
  const TemporaryFolder folder;
  folder.write("tin/a.txt", "trong");
  folder.write("tin-khac/b.txt", "ngoài");
  fs::create_symlink("../tin-khac/b.txt", folder.path("tin/file.txt"));
  fs::create_directory_symlink("../tin-khac", folder.path("tin/folder"));
  fs::create_directory_symlink("tin", folder.path("named"));
  for (const char* root : {"tin", "named"}) {
    CAPTURE(root);
    const Collected within = read(folder.path(root));
    CHECK(within.documents.size() == 1);
    CHECK(within.rejected.size() == 2);
    CHECK(within.rejected[0].find("leads out of the folder") != std::string::npos);
    const Collected all = read(folder.path(root), {Format::automatic, Encoding::automatic, Links::all});
    CHECK(all.documents.size() == 3);
    CHECK(all.rejected.empty());
  }
}

TEST_CASE("a device in the place of a file is not read", "[reader]") {
  Collected found;
  CHECK(read_file("/dev/zero", {}, {}, found).outcome == FileReport::Outcome::failed);
  CHECK(found.rejected == Lines{"/dev/zero: is no regular file"});
}

TEST_CASE("reading ends where the process is asked to stop", "[reader]") {
  const TemporaryFolder folder;
  const std::string path = folder.write("x.jsonl", "{\"text\":\"một\"}\n");
  stop_requested = true;
  Collected found;
  const FileReport report = read_file(path, {}, {}, found);
  const bool went_on = read_path(folder.path(""), {}, found);
  stop_requested = false;
  CHECK(report.outcome == FileReport::Outcome::ended);
  CHECK_FALSE(went_on);
  CHECK(found.documents.empty());
}

TEST_CASE("damaged data is refused, what cannot be read fails", "[reader]") {
  const TemporaryFolder folder;
  std::string lines;
  for (int i = 0; i < 20000; ++i) lines += "{\"text\":\"dòng " + std::to_string(i * 7919 % 20011) + "\"}\n";
  const std::string data = compressed(lines);
  Collected found;
  const FileReport report =
      read_file(folder.write("x.jsonl.zst", data.substr(0, data.size() / 2)), {}, {}, found);
  CHECK(report.outcome == FileReport::Outcome::refused);
  CHECK(report.documents > 0);
  CHECK(report.hash == *content_hash(folder.path("x.jsonl.zst")));
  CHECK(read_file(folder.path("none"), {}, {}, found).outcome == FileReport::Outcome::failed);
}

TEST_CASE("what cannot be opened is named, and the rest is read", "[reader]") {
  if (::geteuid() == 0) return;  // nothing is closed to root
  const TemporaryFolder folder;
  folder.write("a/1.txt", kArticle);
  folder.write("b/2.txt", kArticle);
  folder.write("c.txt", kArticle);
  fs::permissions(folder.path("a"), fs::perms::none);
  fs::permissions(folder.path("c.txt"), fs::perms::none);
  const Collected found = read(folder.path(""));
  fs::permissions(folder.path("a"), fs::perms::owner_all);
  CHECK(found.documents.size() == 1);
  CHECK(found.rejected == Lines{folder.path("a") + ": cannot open the folder: Permission denied",
                                folder.path("c.txt") + ": cannot open: Permission denied"});
}

TEST_CASE("a pipe given by name is read as a stream", "[reader]") {
  const TemporaryFolder folder;
  const std::string pipe = folder.path("pipe");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::thread writer([&pipe] {
    const UniqueFd fd(::open(pipe.c_str(), O_WRONLY | O_CLOEXEC));
    const std::string_view line = "{\"text\":\"một\"}\n";
    if (::write(fd.get(), line.data(), line.size()) < 0) std::abort();
  });
  const Collected found = read(pipe);
  writer.join();
  REQUIRE(found.documents.size() == 1);
  CHECK(found.documents[0].path.empty());
}

TEST_CASE("what came of a file", "[reader]") {
  using Outcome = FileReport::Outcome;
  const TemporaryFolder folder;
  const std::string lines = "{\"text\":\"một\"}\nrubbish\n{\"text\":\"hai\"}\n";
  struct Case {
    std::string path;
    Outcome outcome;
    std::uint64_t documents;
  };
  const Case cases[] = {
      {folder.write("a.txt", kArticle), Outcome::whole, 1},
      {folder.write("a.txt.zst", compressed(kArticle)), Outcome::whole, 1},
      {folder.write("a.jsonl", lines), Outcome::whole, 2},
      {folder.write("empty.jsonl", ""), Outcome::whole, 0},
      {folder.write("empty.txt", ""), Outcome::refused, 0},
      {folder.write("a.pdf", "%PDF-1.7"), Outcome::refused, 0},
      {folder.write("cut.txt.zst", compressed(kArticle).substr(0, 30)), Outcome::refused, 0},
      {folder.path("none"), Outcome::failed, 0},
  };
  for (const Case& c : cases) {
    CAPTURE(c.path);
    Collected found;
    const FileReport report = read_file(c.path, "", {}, found);
    CHECK(report.outcome == c.outcome);
    CHECK(report.documents == c.documents);
    CHECK(found.documents.size() == c.documents);
    if (c.outcome != Outcome::whole) continue;
    CHECK(report.hash == *content_hash(c.path));
    CHECK(report.stamp.size == fs::file_size(c.path));
  }
  Collected found;
  found.limit = 1;
  CHECK(read_file(folder.path("a.jsonl"), "", {}, found).outcome == Outcome::ended);
}

TEST_CASE("a file that was moved keeps its ids when it is read under its old name", "[reader]") {
  const TemporaryFolder folder;
  const std::string lines = "{\"text\":\"một\"}\n{\"id\":\"b\",\"text\":\"hai\"}\n";
  for (const auto& [name, content] :
       {std::pair<std::string, std::string>{"a.txt", "một hai ba"}, {"a.jsonl", lines}}) {
    const Collected before = read(folder.write("old/" + name, content));
    Collected moved;
    read_file(folder.write("new/x-" + name, content), folder.path("old/" + name), {}, moved);
    CHECK(moved.ids() == before.ids());
    CHECK(moved.documents.at(0).path == folder.path("new/x-" + name));
  }
}

TEST_CASE("a file that changes while it is read has failed", "[reader]") {
  const TemporaryFolder folder;
  // Changes the file as soon as its first line has come out.
  struct Meddler : Collected {
    std::string path;
    bool document(Document document, std::size_t source_bytes) override {
      if (documents.empty()) std::ofstream(path, std::ios::app) << "{\"text\":\"hai\"}\n";
      return Collected::document(std::move(document), source_bytes);
    }
  } found;
  found.path = folder.write("a.jsonl", "{\"text\":\"một\"}\n");
  CHECK(read_file(found.path, "", {}, found).outcome == FileReport::Outcome::failed);
  CHECK(found.rejected == Lines{found.path + ": changed while it was read; add it again"});
}

TEST_CASE("lists of paths", "[reader]") {
  const TemporaryFolder folder;
  struct Case {
    std::string content;
    char separator;
    Lines paths;
  };
  const Case cases[] = {
      {"", '\n', {}},
      {"a\nb c\n\nd", '\n', {"a", "b c", "d"}},
      {"a\n", '\n', {"a"}},
      {"a\0b\nc\0\0d\0"s, '\0', {"a", "b\nc", "d"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.content);
    const auto paths = read_path_list(folder.write("list", c.content), c.separator);
    REQUIRE(paths);
    CHECK(*paths == c.paths);
  }
  CHECK(read_path_list(folder.path("none"), '\n').error().place == folder.path("none"));
}
