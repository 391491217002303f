#include "store/directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <string>
#include <vector>

#include "base/lock_file.h"
#include "schema/fields.h"
#include "store/seal.h"
#include "unit/catch.h"
#include "unit/source/temporary_folder.h"

namespace vnidx::store {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

std::vector<std::string> entries(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string current_line(std::uint32_t schema, std::uint32_t analyzer, const std::string& generation) {
  return "vnidx-index " + std::to_string(schema) + " " + std::to_string(analyzer) + " " + generation + "\n";
}

// A child process that holds the writer's lock of `index` until told to go.
class Holder {
 public:
  explicit Holder(const fs::path& index) {
    int ready[2];
    int go[2];
    REQUIRE(::pipe2(ready, O_CLOEXEC) == 0);
    REQUIRE(::pipe2(go, O_CLOEXEC) == 0);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::close(go[1]);
      char byte = 'x';
      const auto lock = WriterLock::acquire(index, {});
      if (!lock || ::write(ready[1], &byte, 1) != 1 || ::read(go[0], &byte, 1) != 0) ::_exit(1);
      ::_exit(0);
    }
    ::close(ready[1]);
    ::close(go[0]);
    go_ = UniqueFd(go[1]);
    const UniqueFd told(ready[0]);
    char byte;
    REQUIRE(::read(told.get(), &byte, 1) == 1);
  }
  ~Holder() { release(); }

  pid_t pid() const { return pid_; }
  void tell_to_go() { go_ = UniqueFd(); }
  void release() {
    tell_to_go();
    if (pid_ > 0) ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }

 private:
  pid_t pid_ = 0;
  UniqueFd go_;
};

TEST_CASE("what is published is what is current") {
  const TemporaryFolder folder;
  const fs::path index = folder.path(".");
  for (const std::string generation : {"g000001", "g000002", "g1000000"}) {
    REQUIRE(publish(index, generation).ok());
    const auto current = read_current(index);
    REQUIRE(current.ok());
    CHECK(current->generation == generation);
    CHECK(current->schema == schema::kSchemaVersion);
    CHECK(current->analyzer == schema::kAnalyzerVersion);
  }
}

TEST_CASE("a folder without an index is none") {
  const TemporaryFolder folder;
  for (const std::string& path : {folder.path("."), folder.path("missing"), folder.write("file", "x")}) {
    const auto current = read_current(path);
    REQUIRE_FALSE(current.ok());
    CHECK(current.error().code == ErrorCode::no_index);
    CHECK(current.error().place == path);
    CHECK_FALSE(current.error().hint.empty());
  }
}

struct CurrentCase {
  std::string content;
  ErrorCode code;
};

TEST_CASE("a `current` that is no longer what was written says so") {
  const auto [content, code] = GENERATE(values<CurrentCase>({
      {"", ErrorCode::damaged},
      {"\n", ErrorCode::damaged},
      {"vnidx-index", ErrorCode::damaged},
      {"vnidx-index 1 1", ErrorCode::damaged},
      {"vnidx-index one 1 g000001\n", ErrorCode::damaged},
      {"another-index 1 1 g000001\n", ErrorCode::damaged},
      {"vnidx-index 1 1 x000001\n", ErrorCode::damaged},
      {"vnidx-index 1 1 g\n", ErrorCode::damaged},
      {"vnidx-index 1 1 g000000\n", ErrorCode::damaged},
      {"vnidx-index 1 1 ../g000001\n", ErrorCode::damaged},
      {"vnidx-index 1 1 g99999999999999999999999\n", ErrorCode::damaged},
      {std::string(100, '\0'), ErrorCode::damaged},
      {std::string(1000000, 'x'), ErrorCode::damaged},
      {current_line(schema::kSchemaVersion + 1, schema::kAnalyzerVersion, "g000001"), ErrorCode::no_index},
      {current_line(schema::kSchemaVersion, schema::kAnalyzerVersion + 1, "g000001"), ErrorCode::no_index},
      {current_line(0, 0, "g000001"), ErrorCode::no_index},
  }));
  const TemporaryFolder folder;
  folder.write("current", content);
  const auto current = read_current(folder.path("."));
  CAPTURE(content.substr(0, 60));
  REQUIRE_FALSE(current.ok());
  CHECK(current.error().code == code);
}

TEST_CASE("whatever bit of `current` is flipped, it is damage, and no other version of vnidx") {
  const TemporaryFolder folder;
  REQUIRE(publish(folder.path("."), "g000012").ok());
  const std::string whole = *read_file(folder.path("current"));
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    CAPTURE(bit);
    std::string content = whole;
    content[bit / 8] = static_cast<char>(content[bit / 8] ^ 1 << bit % 8);
    folder.write("current", content);
    const auto current = read_current(folder.path("."));
    REQUIRE_FALSE(current.ok());
    CHECK(current.error().code == ErrorCode::damaged);
  }
}

TEST_CASE("a line of before there were checksums is read") {
  const TemporaryFolder folder;
  folder.write("current", current_line(schema::kSchemaVersion, schema::kAnalyzerVersion, "g000012"));
  const auto current = read_current(folder.path("."));
  REQUIRE(current.ok());
  CHECK(current->generation == "g000012");
}

struct NextCase {
  std::vector<std::string> present;
  std::string next;
};

TEST_CASE("the next generation is numbered behind all that are there") {
  const auto [present, next] = GENERATE(values<NextCase>({
      {{}, "g000001"},
      {{"g000001"}, "g000002"},
      {{"g000007", "g000003"}, "g000008"},
      {{"build", "lock", "current", "g", "gx1", "g12x", "h000099"}, "g000001"},
      {{"g999999"}, "g1000000"},
      {{"g1000000"}, "g1000001"},
      {{"g5"}, "g000006"},
      {{"g000002", "g18446744073709551615"}, "g000003"},
  }));
  const TemporaryFolder folder;
  for (const std::string& name : present) fs::create_directory(folder.path(name));
  CHECK(next_generation(folder.path(".")) == next);
}

TEST_CASE("the first generation of an index that is not there yet") {
  const TemporaryFolder folder;
  CHECK(next_generation(folder.path("missing")) == "g000001");
}

// A generation that looks like one, and is as it was sealed.
void make_generation(const TemporaryFolder& folder, const std::string& name) {
  folder.write(name + "/iamglass", "x");
  REQUIRE(seal(folder.path(name)).ok());
}

TEST_CASE("leftovers are what is neither live nor read, and nothing that is not vnidx's") {
  const TemporaryFolder folder;
  const fs::path index = folder.path(".");
  for (const std::string name : {"g000001", "g000002", "g000003"}) make_generation(folder, name);
  folder.write("g000001/long-0123456789abcdef0123456789abcdef", "x");
  folder.write("build/runs0", "x");
  folder.write("build/long0/long-0123456789abcdef0123456789abcdef", "x");
  folder.write("build/fresh/postlist.glass", "x");
  folder.write("mine/file", "x");
  folder.write("g000005/photo", "mine");
  folder.write("g000006/iamglass/deeper", "mine");
  folder.write("gardening.txt", "mine too");
  const std::vector<std::string> foreign{"g000005", "g000006", "gardening.txt", "mine"};
  const auto with_foreign = [&](std::vector<std::string> names) {
    names.insert(names.end(), foreign.begin(), foreign.end());
    std::sort(names.begin(), names.end());
    return names;
  };
  REQUIRE(publish(index, "g000002").ok());

  UniqueFd reader(::open(folder.path("g000001").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  REQUIRE(::flock(reader.get(), LOCK_SH) == 0);
  CHECK(has_leftovers(index));
  remove_leftovers(index, "g000002", Live::to_be_looked_at);
  CHECK(entries(index) == with_foreign({"current", "g000001", "g000002"}));

  reader = UniqueFd();
  CHECK(has_leftovers(index));
  remove_leftovers(index, "g000002", Live::to_be_looked_at);
  CHECK(entries(index) == with_foreign({"current", "g000002"}));
  CHECK(fs::exists(folder.path("g000006/iamglass/deeper")));
  CHECK_FALSE(has_leftovers(index));
}

TEST_CASE("while the live generation is not whole, every other one stays") {
  const TemporaryFolder folder;
  for (const std::string name : {"g000001", "g000002"}) make_generation(folder, name);
  const std::string damage = GENERATE("damaged", "unsealed", "gone");
  if (damage == "damaged") folder.write("g000002/iamglass", "y");
  if (damage == "unsealed") fs::remove(folder.path("g000002/seal"));
  if (damage == "gone") fs::remove_all(folder.path("g000002"));
  remove_leftovers(folder.path("."), "g000002", Live::to_be_looked_at);
  CHECK(fs::exists(folder.path("g000001/iamglass")));
}

TEST_CASE("no link is followed: what it leads to stays, and it stays itself") {
  const TemporaryFolder folder;
  const TemporaryFolder outside;
  outside.write("iamglass", "x");
  make_generation(folder, "g000001");
  fs::create_directory_symlink(outside.path("."), folder.path("build"));
  fs::create_directory_symlink(outside.path("."), folder.path("g000002"));
  folder.write("g000003/iamglass", "x");
  fs::create_symlink(outside.path("iamglass"), folder.path("g000003/seal"));
  remove_leftovers(folder.path("."), "g000001", Live::whole);
  CHECK(entries(folder.path(".")) == std::vector<std::string>{"build", "g000001", "g000002", "g000003"});
  CHECK(entries(outside.path(".")) == std::vector<std::string>{"iamglass"});
}

TEST_CASE("a generation that was never published is a leftover, and one without `current` is not") {
  const TemporaryFolder folder;
  const fs::path index = folder.path(".");
  make_generation(folder, "g000001");
  CHECK(read_current(index).error().code == ErrorCode::damaged);
  REQUIRE(publish(index, "none").ok());
  CHECK(read_current(index).error().code == ErrorCode::no_index);
  remove_leftovers(index, "", Live::whole);
  CHECK(entries(index) == std::vector<std::string>{"current"});
}

TEST_CASE("what `current` is instead of a file is damage, and is not read") {
  const TemporaryFolder folder;
  const std::string path = folder.path("current");
  const std::string kind = GENERATE("folder", "pipe", "link");
  if (kind == "folder") fs::create_directory(path);
  if (kind == "pipe") REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  if (kind == "link") fs::create_symlink("/dev/zero", path);
  CHECK(read_current(folder.path(".")).error().code == ErrorCode::damaged);
}

TEST_CASE("a folder that holds anything and is no index is left as it is") {
  const TemporaryFolder folder;
  const std::string name = GENERATE("tin.txt", "build/ảnh", "g000001/ảnh", "lock", "current", ".ẩn");
  folder.write("mine/" + name, "của tôi");
  const auto lock = WriterLock::acquire(folder.path("mine"), {});
  REQUIRE_FALSE(lock.ok());
  CHECK(lock.error().code == ErrorCode::no_index);
  CHECK(*read_file(folder.path("mine/" + name)) == "của tôi");
  CHECK(entries(folder.path("mine")).size() == 1);
}

TEST_CASE("an index is known by its lock or by what else is left of it, and an empty folder is free") {
  const TemporaryFolder folder;
  const std::string kind = GENERATE("lock", "current", "generation", "empty", "half a mark");
  folder.write("index/lock", kind == "lock" ? "vnidx\n" : kind == "half a mark" ? "vni" : "");
  if (kind == "empty") fs::remove(folder.path("index/lock"));
  if (kind == "lock") folder.write("index/mine", "x");
  if (kind == "current") folder.write("index/current", "vnidx-index 1 1 g0000!1\n");
  if (kind == "generation") make_generation(folder, "index/g000001");
  CHECK(WriterLock::acquire(folder.path("index"), {}).ok());
  CHECK(is_index(folder.path("index")));
}

TEST_CASE("a lock that is no file is not followed, and not written to") {
  const TemporaryFolder folder;
  folder.write("index/current", "vnidx-index 1 1 g000001\n");
  folder.write("letter", "thư của tôi");
  const std::string lock = folder.path("index/lock");
  const std::string kind = GENERATE("link", "dangling link", "pipe", "folder");
  if (kind == "link") fs::create_symlink(folder.path("letter"), lock);
  if (kind == "dangling link") fs::create_symlink(folder.path("nothing"), lock);
  if (kind == "pipe") REQUIRE(::mkfifo(lock.c_str(), 0600) == 0);
  if (kind == "folder") fs::create_directory(lock);
  CHECK(WriterLock::acquire(folder.path("index"), {}).error().code == ErrorCode::io);
  CHECK(*read_file(folder.path("letter")) == "thư của tôi");
  CHECK_FALSE(fs::exists(folder.path("nothing")));
}

TEST_CASE("one writer at a time, within a process") {
  const TemporaryFolder folder;
  const fs::path index = folder.path("a/new/index");
  {
    const auto lock = WriterLock::acquire(index, {});
    REQUIRE(lock.ok());
    for (const LockWait wait : {LockWait(), LockWait(0)}) {
      const auto second = WriterLock::acquire(index, wait);
      REQUIRE_FALSE(second.ok());
      CHECK(second.error().code == ErrorCode::locked);
      CHECK(second.error().message.find("process " + std::to_string(::getpid())) != std::string::npos);
      CHECK(second.error().place == index.string());
    }
    CHECK(WriterLock::acquire(folder.path("another"), {}).ok());
  }
  CHECK(WriterLock::acquire(index, {}).ok());
}

TEST_CASE("one writer at a time, between processes, who is named") {
  const TemporaryFolder folder;
  const fs::path index = folder.path("index");
  Holder holder(index);
  const auto second = WriterLock::acquire(index, {});
  REQUIRE_FALSE(second.ok());
  CHECK(second.error().message.find("process " + std::to_string(holder.pid())) != std::string::npos);
  holder.release();
  CHECK(WriterLock::acquire(index, {}).ok());
}

TEST_CASE("a writer that waits goes on when the other is gone") {
  const TemporaryFolder folder;
  Holder holder(folder.path("index"));
  holder.tell_to_go();
  CHECK(WriterLock::acquire(folder.path("index"), std::chrono::seconds(60)).ok());
}

TEST_CASE("a writer may wait for ever") {
  const TemporaryFolder folder;
  Holder holder(folder.path("index"));
  holder.tell_to_go();
  CHECK(WriterLock::acquire(folder.path("index"), std::chrono::seconds::max()).ok());
}

TEST_CASE("a writer killed while it held the lock leaves it free") {
  const TemporaryFolder folder;
  Holder holder(folder.path("index"));
  REQUIRE(::kill(holder.pid(), SIGKILL) == 0);
  holder.release();
  CHECK(WriterLock::acquire(folder.path("index"), {}).ok());
}

TEST_CASE("the lock names its holder while there is one, and the folder as an index from then on") {
  const TemporaryFolder folder;
  const fs::path index = folder.path("index");
  CHECK_FALSE(is_index(index));
  const auto content = [&] { return *read_file(index / "lock"); };
  {
    const auto lock = WriterLock::acquire(index, {});
    REQUIRE(lock.ok());
    CHECK(content() == "vnidx\n" + std::to_string(::getpid()) + "\n");
    CHECK(is_index(index));
  }
  CHECK(content() == "vnidx\n");
  CHECK(is_index(index));
  folder.write("archive/lock", "vnidx is a tool");
  fs::create_directories(folder.path("archive/below/lock"));
  CHECK_FALSE(is_index(folder.path("archive")));
  CHECK_FALSE(is_index(folder.path("archive/below")));
}

TEST_CASE("a number in the lock that can be nobody's, or was left behind, is not told") {
  const TemporaryFolder folder;
  const fs::path index = folder.path("index");
  const auto lock = WriterLock::acquire(index, {});
  REQUIRE(lock.ok());
  Holder gone(folder.path("other"));
  const pid_t left_behind = gone.pid();
  gone.release();
  for (const std::string& content :
       {std::string(), std::string("vnidx\n"), std::string("vnidx\nx\n"), std::string("vnidx\n0\n"),
        std::string("vnidx\n-1\n"), "vnidx\n" + std::to_string(left_behind) + "\n"}) {
    REQUIRE(write_file(index / "lock", content).ok());
    CHECK(WriterLock::acquire(index, {}).error().message == "another vnidx is writing to this index");
  }
}

TEST_CASE("an index cannot be where a file is") {
  const TemporaryFolder folder;
  const std::string file = folder.write("file", "x");
  CHECK(WriterLock::acquire(file, {}).error().code == ErrorCode::io);
  CHECK(WriterLock::acquire(file + "/below", {}).error().code == ErrorCode::io);
}

}  // namespace
}  // namespace vnidx::store
