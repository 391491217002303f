#include "store/manifest.h"

#include <limits>
#include <random>

#include "store/blob.h"
#include "unit/catch.h"

namespace vnidx::store {
namespace {

constexpr std::int64_t kThen = 1'531'267'200'123'456'789;

// `count` files as a newspaper's archive has them, by year and month.
Manifest archive(std::size_t count) {
  std::mt19937_64 random(7);
  Manifest manifest;
  manifest.sources.push_back({"/báo", true, "auto", "auto"});
  manifest.sources.push_back({"/báo/liên kết", true, "auto", "auto", true});
  for (std::size_t i = 0; i < count; ++i) {
    const std::string path = "/báo/" + std::to_string(2000 + i / 1200) + "/" + std::to_string(i / 100 % 12) +
                             "/tin-" + std::to_string(i) + ".txt";
    const auto modified = kThen + static_cast<std::int64_t>(random() % 1'000'000'000'000'000);
    manifest.files[path] = {{2000 + random() % 4000, modified,
                             modified + static_cast<std::int64_t>(random() % 1'000'000), 2049, 1'000'000 + i},
                            random(),
                            1,
                            ""};
  }
  return manifest;
}

TEST_CASE("a manifest reads back as it was written", "[manifest]") {
  const auto least = std::numeric_limits<std::int64_t>::min();
  const auto most = std::numeric_limits<std::int64_t>::max();
  const Manifest odd{{{"/b", true, "auto", "auto"},
                      {"/a/một hai.jsonl", false, "jsonl", "utf-16le"},
                      {"/a\xFF\n", false, "text", ""}},
                     {{"/a/1", {{0, 0, 0, 0, 0}, 0, 0, ""}},
                      {"/a/10", {{~0ULL, least, most, ~0ULL, ~0ULL}, ~0ULL, ~0ULL, "/a/old"}},
                      {"/a/2\xFF\n", {{704, most, least, 1, 2}, 3, 4, ""}},
                      {"/a/longer than the next", {{1, kThen, kThen, 2049, 5}, 6, 7, ""}},
                      {"/b", {{1, kThen, 0, 2049, 5}, 6, 7, "/b"}}}};
  Manifest with_options = archive(3);
  with_options.sources[0].options = {"list-pages=reject", "", "filter=x=tool '{}' \xFF\n"};
  for (const Manifest& manifest : {Manifest{}, odd, archive(1000), with_options}) {
    const auto read = read_manifest(write_manifest(manifest));
    REQUIRE(read.ok());
    CHECK(*read == manifest);
  }
}

TEST_CASE("an index that remembers nothing has an empty manifest", "[manifest]") {
  CHECK(*read_manifest("") == Manifest{});
}

TEST_CASE("options of a source that were not there in version 1 make a manifest version 2", "[manifest]") {
  const auto version_of = [](const Manifest& manifest) {
    std::string content;
    REQUIRE(Decompressor(DecompressionDictionary({})).decompress(write_manifest(manifest), content));
    return static_cast<int>(content.at(0));
  };
  Manifest manifest = archive(3);
  CHECK(version_of(manifest) == 1);
  manifest.sources[1].options = {"list-pages=reject"};
  CHECK(version_of(manifest) == 2);
}

TEST_CASE("a manifest is small", "[manifest]") {
  constexpr std::size_t kFiles = 20'000;
  // Hash, two times and half an inode cannot be guessed; the rest can.
  CHECK(write_manifest(archive(kFiles)).size() < 40 * kFiles);
}

TEST_CASE("a manifest that is cut or changed is damaged, and one of a newer version is told apart",
          "[manifest]") {
  const std::string bytes = write_manifest(archive(20));
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    CHECK(read_manifest(std::string_view(bytes).substr(0, size)).error().code == ErrorCode::damaged);
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    const auto read = read_manifest(changed);
    CHECK((!read.ok() || *read == archive(20)));  // some bits of a frame's head mean nothing
  }
  Compressor compressor{CompressionDictionary({})};
  CHECK(read_manifest(compressor.compress("\x03")).error().code == ErrorCode::no_index);
  CHECK(read_manifest(compressor.compress(std::string("\x02\x01\x04\x00\x00\x00\x7f", 7))).error().code ==
        ErrorCode::damaged);
  CHECK(read_manifest(compressor.compress(std::string("\x01\x7f", 2))).error().code == ErrorCode::damaged);
  CHECK(read_manifest(compressor.compress(std::string("\x01\x00\x7f", 3))).error().code ==
        ErrorCode::damaged);
  CHECK(read_manifest(compressor.compress(std::string("\x01\x00\x00 more", 8))).error().code ==
        ErrorCode::damaged);
}

}  // namespace
}  // namespace vnidx::store
