#include "store/long_frame.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "store/blob.h"
#include "unit/catch.h"
#include "unit/source/temporary_folder.h"

namespace vnidx::store {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

const std::string kFrame = "một khung dài, hay là thế";

fs::path only_file_in(const fs::path& folder) {
  REQUIRE(std::distance(fs::directory_iterator(folder), fs::directory_iterator()) == 1);
  return fs::directory_iterator(folder)->path();
}

TEST_CASE("a frame that was set aside comes back by its reference", "[long]") {
  const TemporaryFolder folder;
  const auto reference = set_aside(kFrame, folder.path("g"));
  REQUIRE(reference.ok());
  CHECK(set_aside(kFrame, folder.path("g")).value() == *reference);
  CHECK(only_file_in(folder.path("g")).filename().string().starts_with("long-"));
  CHECK(long_frame(*reference, folder.path("g")).value() == kFrame);
  CHECK(set_aside(kFrame + "!", folder.path("g")).value() != *reference);
}

TEST_CASE("what is no reference is none", "[long]") {
  const TemporaryFolder folder;
  const std::string frame = Compressor(CompressionDictionary({})).compress("văn bản");
  const std::string reference = set_aside(kFrame, folder.path("g")).value();
  for (const std::string& data : {std::string(), frame, reference.substr(1), reference + "x"}) {
    const auto found = long_frame(data, folder.path("g"));
    REQUIRE(found.ok());
    CHECK_FALSE(found->has_value());
  }
}

TEST_CASE("a long frame that is missing, cut short, longer or changed is damage that names its file",
          "[long]") {
  for (const std::string& now : {std::string(), kFrame.substr(1), kFrame + "!", "M" + kFrame.substr(1)}) {
    const TemporaryFolder folder;
    const std::string reference = set_aside(kFrame, folder.path("g")).value();
    const fs::path file = only_file_in(folder.path("g"));
    if (now.empty())
      fs::remove(file);
    else
      std::ofstream(file, std::ios::binary) << now;
    const auto found = long_frame(reference, folder.path("g"));
    REQUIRE_FALSE(found.ok());
    CHECK(found.error().code == ErrorCode::damaged);
    CHECK(found.error().place == file.string());
  }
}

TEST_CASE("another folder shares long frames, and nothing else", "[long]") {
  const TemporaryFolder folder;
  const std::string reference = set_aside(kFrame, folder.path("g1")).value();
  folder.write("g1/seal", "x");
  folder.write("g1/long-f.new", "half of one");
  fs::create_directory(folder.path("g2"));
  for (int again = 0; again < 2; ++again) {
    REQUIRE(share_long_frames(folder.path("g1"), folder.path("g2")).ok());
    CHECK(long_frame(reference, folder.path("g2")).value() == kFrame);
  }
  CHECK(only_file_in(folder.path("g2")).filename() != "seal");
  fs::remove_all(folder.path("g1"));
  CHECK(long_frame(reference, folder.path("g2")).value() == kFrame);
  CHECK(share_long_frames(folder.path("g1"), folder.path("g2")).ok());
}

}  // namespace
}  // namespace vnidx::store
