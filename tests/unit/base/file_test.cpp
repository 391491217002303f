#include "base/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "unit/catch.h"
#include "unit/source/temporary_folder.h"

namespace vnidx {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

bool is_open(int fd) {
  return ::fcntl(fd, F_GETFD) != -1;
}

UniqueFd any_file() {
  return UniqueFd(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}

TEST_CASE("a descriptor is closed once, by its last owner") {
  UniqueFd first = any_file();
  const int number = first.get();
  REQUIRE(first);
  {
    UniqueFd second = std::move(first);
    REQUIRE_FALSE(first);
    REQUIRE(second.get() == number);
    REQUIRE(is_open(number));
  }
  REQUIRE_FALSE(is_open(number));
}

TEST_CASE("assigning to a descriptor closes what it held, unless it is itself") {
  UniqueFd one = any_file();
  UniqueFd two = any_file();
  const int first = one.get();
  const int second = two.get();
  one = std::move(two);
  REQUIRE_FALSE(is_open(first));
  REQUIRE(one.get() == second);
  UniqueFd& same = one;
  one = std::move(same);
  REQUIRE(one.get() == second);
  REQUIRE(is_open(second));
  const int released = one.release();
  REQUIRE_FALSE(one);
  REQUIRE(is_open(released));
  ::close(released);
}

TEST_CASE("a file written piece by piece, small and large, holds them all") {
  const TemporaryFolder folder;
  FileWriter writer(folder.path("file"));
  std::string all;
  for (const std::size_t bytes : {0U, 1U, 300000U, 5U, 262144U, 262143U, 1U, 1U}) {
    const std::string piece(bytes, static_cast<char>('a' + all.size() % 26));
    writer.append(piece);
    all += piece;
  }
  CHECK(writer.size() == all.size());
  REQUIRE(writer.flush().ok());
  CHECK(*read_file(folder.path("file")) == all);
}

TEST_CASE("a file that cannot be written says so at the end, and ever after") {
  FileWriter nowhere("/dev/null/file");
  nowhere.append("x");
  CHECK(nowhere.flush().error().code == ErrorCode::io);
  FileWriter full("/dev/full");
  full.append("x");
  CHECK(full.flush().error().message == "cannot write: No space left on device");
  full.append(std::string(1 << 20, 'x'));
  CHECK_FALSE(full.flush().ok());
}

struct IoErrorCase {
  int number;
  std::string message;
  bool names_the_way_out;
};

TEST_CASE("an io error says what failed, where and why; a full disk what to do") {
  const auto [number, message, names_the_way_out] = GENERATE(values<IoErrorCase>({
      {EACCES, "cannot open: Permission denied", false},
      {ENOENT, "cannot open: No such file or directory", false},
      {EIO, "cannot open: Input/output error", false},
      {ENOSPC, "cannot open: No space left on device", true},
      {EDQUOT, "cannot open: Disk quota exceeded", true},
  }));
  const Error error = io_error("open", "/a/b", number);
  CHECK(error.code == ErrorCode::io);
  CHECK(error.message == message);
  CHECK(error.place == "/a/b");
  CHECK(error.hint.empty() != names_the_way_out);
}

TEST_CASE("a file reads back byte for byte, whatever its size") {
  const TemporaryFolder folder;
  for (const std::size_t size : {0U, 1U, 4095U, 4096U, 4097U, 100000U}) {
    std::string content(size, '\0');
    for (std::size_t i = 0; i < size; ++i) content[i] = static_cast<char>(i * 31);
    const auto read = read_file(folder.write("file", content));
    REQUIRE(read.ok());
    CHECK(*read == content);
  }
}

TEST_CASE("a file that does not tell its size is read to its end") {
  const auto read = read_file("/proc/self/status");
  REQUIRE(read.ok());
  REQUIRE(read->find("Pid:") != std::string::npos);
}

TEST_CASE("what is no file is an io error that names it") {
  const TemporaryFolder folder;
  const std::string missing = folder.path("missing");
  for (const std::string& path : {missing, folder.path(".")}) {
    const auto read = read_file(path);
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().code == ErrorCode::io);
    CHECK(read.error().place == path);
  }
}

TEST_CASE("replacing a file makes it or changes it, and leaves nothing else behind") {
  const TemporaryFolder folder;
  const fs::path path = folder.path("current");
  for (const std::string& content :
       {std::string("first"), std::string(), std::string(300000, 'x'), std::string("last")}) {
    REQUIRE(replace_file(path, content).ok());
    CHECK(*read_file(path) == content);
  }
  CHECK(std::distance(fs::directory_iterator(path.parent_path()), fs::directory_iterator()) == 1);
}

TEST_CASE("replacing a file goes on where a killed writer left half of the new one") {
  const TemporaryFolder folder;
  folder.write("current.new", "half of something that was much longer than what is to be written now");
  REQUIRE(replace_file(folder.path("current"), "whole").ok());
  CHECK(*read_file(folder.path("current")) == "whole");
}

TEST_CASE("a reader that has the old file open goes on reading it whole") {
  const TemporaryFolder folder;
  const std::string path = folder.write("current", "old content");
  const UniqueFd reader(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  REQUIRE(replace_file(path, "new").ok());
  char buffer[32];
  const ssize_t count = ::read(reader.get(), buffer, sizeof buffer);
  REQUIRE(std::string(buffer, static_cast<std::size_t>(count)) == "old content");
}

TEST_CASE("a file named without a folder is replaced in the current one") {
  const TemporaryFolder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path("."));
  const auto replaced = replace_file("current", "content");
  const auto read = read_file("current");
  fs::current_path(before);
  CHECK(replaced.ok());
  CHECK(read.ok());
}

TEST_CASE("a file that cannot be replaced keeps its content") {
  const TemporaryFolder folder;
  CHECK(replace_file(folder.path("missing/current"), "x").error().code == ErrorCode::io);
  const std::string occupied = folder.path("folder");
  fs::create_directories(occupied + "/inside");
  CHECK(replace_file(occupied, "x").error().code == ErrorCode::io);
  CHECK(fs::is_directory(occupied + "/inside"));
}

TEST_CASE("folders are made where they are missing") {
  const TemporaryFolder folder;
  for (const char* path : {"a/b/c", "a/b/c", "a/b/c/d/", "a/../a/x"}) {
    REQUIRE(create_folders(folder.path(path)).ok());
    CHECK(fs::is_directory(folder.path(path)));
  }
  folder.write("file", "x");
  for (const char* path : {"file", "file/below"})
    CHECK(create_folders(folder.path(path)).error().code == ErrorCode::io);
}

TEST_CASE("a folder syncs with its files; one that is not there is an error") {
  const TemporaryFolder folder;
  folder.write("one", "1");
  folder.write("two", "2");
  CHECK(sync_folder(folder.path(".")).ok());
  CHECK(sync_folder(folder.path("missing")).error().code == ErrorCode::io);
}

TEST_CASE("bytes of all files at any depth are counted, and nothing for what is not there") {
  const TemporaryFolder folder;
  folder.write("one", std::string(10, 'x'));
  folder.write("a/b/two", std::string(200, 'x'));
  CHECK(bytes_below(folder.path(".")) == 210);
  CHECK(bytes_below(folder.path("missing")) == 0);
}

}  // namespace
}  // namespace vnidx
