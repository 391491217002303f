#include "store/seal.h"

#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "unit/catch.h"
#include "unit/source/temporary_folder.h"

namespace vnidx::store {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

using Names = std::vector<std::string>;

void write(const fs::path& path, std::string_view content) {
  REQUIRE(write_file(path, content).ok());
}

std::string content_of(const fs::path& path) {
  auto content = read_file(path);
  REQUIRE(content.ok());
  return *content;
}

SealState state_of(const fs::path& generation) {
  const auto state = inspect_seal(generation);
  REQUIRE(state.ok());
  return *state;
}

// A sealed folder with two files.
class Sealed {
 public:
  Sealed() {
    write(path() / "one", std::string(100'000, 'a'));
    write(path() / "two", "");
    REQUIRE(seal(path()).ok());
  }
  fs::path path() const { return folder_.path("."); }

 private:
  TemporaryFolder folder_;
};

TEST_CASE("what is as it was sealed passes") {
  const Sealed sealed;
  const SealState state = state_of(sealed.path());
  CHECK(state.is_sealed);
  CHECK(state.files == 2);
  CHECK(state.damaged.empty());
  CHECK(require_intact(sealed.path()).ok());
}

TEST_CASE("every file that changed is named") {
  const Sealed sealed;
  SECTION("a byte") {
    std::string content = content_of(sealed.path() / "one");
    content[70'000] = 'b';
    write(sealed.path() / "one", content);
    CHECK(state_of(sealed.path()).damaged == Names{"one"});
    const auto required = require_intact(sealed.path());
    REQUIRE_FALSE(required.ok());
    CHECK(required.error().code == ErrorCode::damaged);
    CHECK(fs::path(required.error().place).filename() == "one");
  }
  SECTION("cut short") {
    write(sealed.path() / "one", "aaa");
    CHECK(state_of(sealed.path()).damaged == Names{"one"});
  }
  SECTION("longer") {
    write(sealed.path() / "two", "a");
    CHECK(state_of(sealed.path()).damaged == Names{"two"});
  }
  SECTION("gone") {
    fs::remove(sealed.path() / "two");
    CHECK(state_of(sealed.path()).damaged == Names{"two"});
  }
}

TEST_CASE("no byte of the seal itself can change unseen") {
  const Sealed sealed;
  const std::string content = content_of(sealed.path() / "seal");
  for (std::size_t at = 0; at < content.size(); ++at) {
    std::string damaged = content;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x01);
    write(sealed.path() / "seal", damaged);
    CAPTURE(at);
    CHECK(state_of(sealed.path()).damaged == Names{"seal"});
  }
  write(sealed.path() / "seal", "");
  CHECK(state_of(sealed.path()).damaged == Names{"seal"});
}

TEST_CASE("files that came later are not the seal's business") {
  const Sealed sealed;
  write(sealed.path() / "flintlock", "");
  CHECK(state_of(sealed.path()).damaged.empty());
}

TEST_CASE("a file that a killed writer was about to put in place is not sealed") {
  const Sealed sealed;
  write(sealed.path() / "one.new", "half");
  REQUIRE(seal_durably(sealed.path()).ok());
  fs::remove(sealed.path() / "one.new");
  CHECK(state_of(sealed.path()).damaged.empty());
}

TEST_CASE("without a seal there is nothing to compare") {
  const Sealed sealed;
  REQUIRE(break_seal(sealed.path()).ok());
  write(sealed.path() / "one", "changed");
  const SealState state = state_of(sealed.path());
  CHECK_FALSE(state.is_sealed);
  CHECK(state.damaged.empty());
  CHECK(require_intact(sealed.path()).ok());
  CHECK(break_seal(sealed.path()).ok());
  REQUIRE(seal_durably(sealed.path()).ok());
  CHECK(state_of(sealed.path()).files == 2);
}

}  // namespace
}  // namespace vnidx::store
