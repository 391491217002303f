#include "store/blob.h"

#include <random>
#include <string>
#include <vector>

#include "unit/catch.h"

namespace vnidx::store {
namespace {

// Records that share much, as those of one newspaper do.
std::vector<std::string> alike(std::size_t count) {
  std::mt19937 random(20180711);
  const std::vector<std::string> words{"Đảng ủy ",        "Sở Y tế ",        "tổ chức ",    "hội nghị ",
                                       "tỉnh Quảng Nam ", "học tập ",        "nghị quyết ", "Ban Thường vụ ",
                                       "công tác ",       "khám, chữa bệnh "};
  std::vector<std::string> records;
  for (std::size_t i = 0; i < count; ++i) {
    std::string record = "Số " + std::to_string(random()) + ": ";
    for (int n = 0; n < 200; ++n) record += words[random() % words.size()];
    records.push_back(record);
  }
  return records;
}

std::vector<std::string_view> views_of(const std::vector<std::string>& records) {
  return {records.begin(), records.end()};
}

std::string compressed(std::string_view record, std::string_view dictionary = {}) {
  return Compressor(CompressionDictionary(dictionary)).compress(record);
}

Result<std::string> decompressed(std::string_view frame, std::string_view dictionary = {}) {
  std::string record = "what was there before";
  auto done = Decompressor(DecompressionDictionary(dictionary)).decompress(frame, record);
  if (!done) return done.error();
  return record;
}

TEST_CASE("a record reads back from its frame, with a dictionary and without") {
  const auto samples = alike(1000);
  const std::string dictionary = train_dictionary(views_of(samples));
  REQUIRE_FALSE(dictionary.empty());
  for (const std::string& used : {std::string(), dictionary}) {
    for (const std::string& record :
         {std::string(), std::string("x"), std::string("\0\0", 2), samples[5], std::string(3000000, 'a')}) {
      const auto read = decompressed(compressed(record, used), used);
      REQUIRE(read.ok());
      CHECK(*read == record);
    }
  }
}

TEST_CASE("one Compressor and one Decompressor serve many records") {
  const auto samples = alike(1000);
  const std::string dictionary = train_dictionary(views_of(samples));
  Compressor compressor{CompressionDictionary(dictionary)};
  Decompressor decompressor{DecompressionDictionary(dictionary)};
  std::string record;
  for (const std::string& sample : samples) {
    REQUIRE(decompressor.decompress(compressor.compress(sample), record).ok());
    REQUIRE(record == sample);
  }
  CHECK_FALSE(decompressor.decompress("no frame", record).ok());
  REQUIRE(decompressor.decompress(compressor.compress("after damage"), record).ok());
  CHECK(record == "after damage");
}

TEST_CASE("a dictionary makes frames of like records smaller") {
  const auto samples = alike(1000);
  const std::string dictionary = train_dictionary(views_of(samples));
  CHECK(dictionary.size() <= (110U << 10));
  CHECK(compressed(samples[0], dictionary).size() < compressed(samples[0]).size() * 3 / 4);
}

TEST_CASE("no dictionary is made of too little") {
  CHECK(train_dictionary({}).empty());
  CHECK(train_dictionary(views_of(alike(5))).empty());
  CHECK(train_dictionary(views_of(std::vector<std::string>(3, std::string(300000, 'a')))).empty());
}

TEST_CASE("a frame with any one byte changed is refused, or still says the same") {
  const auto samples = alike(1000);
  const std::string dictionary = train_dictionary(views_of(samples));
  for (const std::string& used : {std::string(), dictionary}) {
    const std::string frame = compressed(samples[1], used);
    std::size_t unnoticed = 0;
    for (std::size_t i = 0; i < frame.size(); ++i) {
      for (unsigned bit = 0; bit < 8; ++bit) {
        std::string damaged = frame;
        damaged[i] = static_cast<char>(static_cast<unsigned char>(damaged[i]) ^ 1U << bit);
        const auto read = decompressed(damaged, used);
        if (!read)
          CHECK(read.error().code == ErrorCode::damaged);
        else
          REQUIRE(*read == samples[1]);
        unnoticed += read.ok();
      }
    }
    // A few bits say nothing: one of the frame header, some of tables that spell one thing in several ways.
    CHECK(unnoticed <= frame.size() / 10);
  }
}

TEST_CASE("a frame cut short or with something behind it is refused") {
  const std::string frame = compressed("Sở Y tế tỉnh Quảng Nam");
  for (std::size_t length = 0; length < frame.size(); ++length)
    CHECK_FALSE(decompressed(frame.substr(0, length)).ok());
  CHECK_FALSE(decompressed(frame + "x").ok());
  CHECK_FALSE(decompressed(frame + frame).ok());
}

TEST_CASE("a frame made with a dictionary is refused without it, or with another") {
  const auto samples = alike(2000);
  const auto views = views_of(samples);
  const std::string one = train_dictionary(std::span(views).first(1000));
  const std::string other = train_dictionary(std::span(views).last(1000));
  const std::string frame = compressed(samples[0], one);
  CHECK(decompressed(frame).error().code == ErrorCode::damaged);
  CHECK(decompressed(frame, other).error().code == ErrorCode::damaged);
}

struct BombCase {
  std::string what;
  std::string frame;
};

TEST_CASE("a frame that claims more than a record can be takes no memory") {
  using namespace std::string_literals;
  // A frame header with a content size of eight bytes, then one empty last block.
  const auto [what, frame] = GENERATE(values<BombCase>({
      {"16 exabytes", "\x28\xb5\x2f\xfd\xe0\xff\xff\xff\xff\xff\xff\xff\x0f\x01\x00\x00"s},
      {"1 TiB", "\x28\xb5\x2f\xfd\xe0\x00\x00\x00\x00\x00\x01\x00\x00\x01\x00\x00"s},
      {"3 GiB in 16 bytes", "\x28\xb5\x2f\xfd\xe0\x00\x00\x00\xc0\x00\x00\x00\x00\x01\x00\x00"s},
      {"no size at all", "\x28\xb5\x2f\xfd\x00\x58\x01\x00\x00"s},
  }));
  INFO(what);
  const auto read = decompressed(frame);
  REQUIRE_FALSE(read.ok());
  CHECK(read.error().code == ErrorCode::damaged);
}

TEST_CASE("the most regular text there is still reads back") {
  const std::string record(64 << 20, '-');
  const auto read = decompressed(compressed(record));
  REQUIRE(read.ok());
  CHECK(*read == record);
}

}  // namespace
}  // namespace vnidx::store
