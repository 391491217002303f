#include "source/scan.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "source/content_hash.h"
#include "temporary_folder.h"
#include "unit/catch.h"

namespace fs = std::filesystem;
using namespace vnidx;
using namespace vnidx::source;
using namespace vnidx::test;

namespace {

using Names = std::vector<std::string>;

bool always() {
  return true;
}

Names names(const Scan& scan) {
  Names names;
  for (const FoundFile& file : scan.files) names.push_back(file.path);
  return names;
}

}  // namespace

TEST_CASE("a scan finds files, their stamps and folders", "[scan]") {
  const TemporaryFolder folder;
  folder.write("a/1.txt", "một");
  folder.write("b.txt", "hai hai");
  folder.write(".hidden/x.txt", "x");
  fs::create_symlink("nowhere", folder.path("link"));
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  const std::string root = fs::path(folder.path("x")).parent_path();

  const Scan scan = scan_folder(root, Links::within, always);
  CHECK(scan.failure.empty());
  CHECK(names(scan) == Names{root + "/a/1.txt", root + "/b.txt"});
  CHECK(scan.unseen == Names{root + "/link"});
  struct stat info {};
  REQUIRE(::stat((root + "/b.txt").c_str(), &info) == 0);
  CHECK(scan.files[1].stamp == stamp_of(info));
  CHECK(scan.files[1].stamp.size == 7);
  CHECK(scan.folders ==
        std::map<std::string, std::uint64_t>{{root, info.st_dev}, {root + "/a", info.st_dev}});
}

TEST_CASE("an index below a folder is no part of it", "[scan]") {
  const TemporaryFolder folder;
  folder.write("tin/a.txt", "một");
  folder.write("tin/index/lock", "vnidx\n4711\n");
  folder.write("tin/index/current", "x");
  folder.write("tin/other/lock", "vnidx");  // without a line end: a text
  fs::create_symlink("index", folder.path("tin/link"));
  const std::string root = folder.path("tin");
  const Scan scan = scan_folder(root, Links::within, always);
  CHECK(scan.failure.empty());
  CHECK(names(scan) == Names{root + "/a.txt", root + "/other/lock"});
  CHECK_FALSE(scan.folders.contains(root + "/index"));
}

TEST_CASE("a scan that proves nothing about what is missing says why", "[scan]") {
  const TemporaryFolder folder;
  folder.write("file.txt", "x");
  fs::create_directories(folder.path("empty/also empty"));
  folder.write("full/a.txt", "x");
  struct Case {
    std::string name;
    std::string failure;
  };
  const Case cases[] = {
      {"none", "cannot open: No such file or directory"},
      {"empty", "holds no files: is it mounted?"},
      {"file.txt", "was a folder and is none now"},
      {"full", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(scan_folder(folder.path(c.name), Links::within, always).failure == c.failure);
  }
  CHECK(scan_folder(folder.path("full"), Links::within, [] { return false; }).failure == "interrupted");
}

TEST_CASE("a folder that cannot be looked into makes a scan incomplete", "[scan]") {
  if (::geteuid() == 0) return;  // nothing is closed to root
  const TemporaryFolder folder;
  folder.write("root/a/1.txt", "x");
  folder.write("root/b.txt", "x");
  fs::permissions(folder.path("root/a"), fs::perms::none);
  const Scan scan = scan_folder(folder.path("root"), Links::within, always);
  fs::permissions(folder.path("root/a"), fs::perms::owner_all);
  CHECK(scan.failure == "cannot open the folder: Permission denied (" + folder.path("root/a") + ")");
  CHECK(names(scan) == Names{folder.path("root/b.txt")});
}

TEST_CASE("a file that is missing is gone only where its folder shows others", "[scan]") {
  const TemporaryFolder folder;
  folder.write("full/a.txt", "x");
  fs::create_directories(folder.path("empty"));
  CHECK(names(scan_file(folder.path("full/a.txt"))) == Names{folder.path("full/a.txt")});

  const Scan gone = scan_file(folder.path("full/b.txt"));
  CHECK(gone.failure.empty());
  CHECK(gone.files.empty());
  CHECK(gone.folders.size() == 1);
  CHECK(scan_file(folder.path("empty/b.txt")).failure == "is gone, but its folder is empty: is it mounted?");
  CHECK(scan_file(folder.path("none/b.txt")).failure ==
        "its folder cannot be opened: No such file or directory");
  CHECK(scan_file(folder.path("full/a.txt/b")).failure == "cannot open: Not a directory");
}

TEST_CASE("a file that became a device is neither there nor gone", "[scan]") {
  const TemporaryFolder folder;
  fs::create_symlink("/dev/zero", folder.path("a.txt"));
  const Scan single = scan_file(folder.path("a.txt"));
  CHECK(single.files.empty());
  CHECK(single.failure == "was a file and is none now");
  const Scan within = scan_folder(folder.path(""), Links::within, always);
  CHECK(within.files.empty());
  CHECK(within.unseen == Names{folder.path("a.txt")});
  CHECK_FALSE(content_hash("/dev/zero").ok());
}

TEST_CASE("a file system of the kernel's is entered where it was asked for only", "[scan]") {
  const TemporaryFolder folder;
  folder.write("a.txt", "một");
  folder.write("z/b.txt", "hai");
  fs::create_symlink("/proc", folder.path("kernel"));
  const std::string root = fs::path(folder.path("x")).parent_path();
  const Scan around = scan_folder(root, Links::all, always);
  CHECK(around.failure.empty());
  CHECK(names(around) == Names{root + "/a.txt", root + "/z/b.txt"});
  CHECK(around.unseen == Names{root + "/kernel"});
  CHECK_FALSE(around.folders.contains(root + "/kernel"));

  std::vector<Diagnostic> told;
  CHECK(walk(root, Links::all, {},
             {[](const std::string&) { return true; },
              [&](Obstacle obstacle, Diagnostic diagnostic) {
                CHECK(obstacle == Obstacle::kernel);
                told.push_back(std::move(diagnostic));
              }}));
  REQUIRE(told.size() == 1);
  CHECK(told[0].kind == Diagnostic::Kind::passed_over);
  CHECK(told[0].place == root + "/kernel");
  CHECK(told[0].message == "is a file system of the kernel's (proc), not of documents");

  CHECK_FALSE(scan_folder("/proc/self/task", Links::within, always).files.empty());
}

TEST_CASE("content is known again by its hash", "[scan]") {
  const TemporaryFolder folder;
  const auto hash = [&](std::string_view content) { return *content_hash(folder.write("x", content)); };
  const std::string large(300'000, 'x');
  CHECK(hash("một") == hash("một"));
  CHECK(hash("một") != hash("mốt"));
  CHECK(hash(large) == hash(large));
  CHECK(hash(large) != hash(large + "x"));
  CHECK(hash("") != 0);
  CHECK(content_hash(folder.path("none")).error().place == folder.path("none"));
}
