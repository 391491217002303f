#include "compressed.h"
#include "source/byte_stream.h"
#include "source/lines.h"
#include "source/zstd_stream.h"
#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::source;
using vnidx::test::compressed;

namespace {

/// Gives its bytes in pieces of one size, then an error or the end.
class Piecewise : public ByteStream {
 public:
  Piecewise(std::string bytes, std::size_t piece, bool fails = false)
      : bytes_(std::move(bytes)), piece_(piece), fails_(fails) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t count = std::min({piece_, buffer.size(), bytes_.size() - position_});
    if (count == 0 && fails_) return Error{ErrorCode::io, "broken", {}, {}};
    bytes_.copy(buffer.data(), count, position_);
    position_ += count;
    return count;
  }
  std::uint64_t taken() const override { return position_; }
  std::uint64_t expected() const override { return 0; }

 private:
  std::string bytes_;
  std::size_t piece_;
  bool fails_;
  std::size_t position_ = 0;
};

/// Claims any size and any amount taken; gives no bytes.
class Claiming : public ByteStream {
 public:
  Claiming(std::uint64_t expected, std::uint64_t taken) : expected_(expected), taken_(taken) {}
  Result<std::size_t> read(std::span<char>) override { return std::size_t{0}; }
  std::uint64_t taken() const override { return taken_; }
  std::uint64_t expected() const override { return expected_; }

 private:
  std::uint64_t expected_;
  std::uint64_t taken_;
};

/// Gives one letter over and over, of which `ratio` come out of each byte taken.
class Inflating : public ByteStream {
 public:
  Inflating(std::uint64_t size, std::uint64_t ratio) : left_(size), ratio_(ratio) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t count = std::min<std::uint64_t>(buffer.size(), left_);
    std::fill_n(buffer.begin(), count, 'a');
    left_ -= count;
    given_ += count;
    return count;
  }
  std::uint64_t taken() const override { return given_ / ratio_; }
  std::uint64_t expected() const override { return 0; }

 private:
  std::uint64_t left_;
  std::uint64_t ratio_;
  std::uint64_t given_ = 0;
};

Result<std::string> all_of(ByteStream& stream) {
  Result<Head> head = read_head(stream);
  if (!head) return head.error();
  return read_whole(stream, std::move(*head));
}

std::string sample(std::size_t size) {
  std::string text;
  std::uint32_t state = 1;
  while (text.size() < size) {
    state = state * 1664525 + 1013904223;
    text += "từ " + std::to_string(state >> 20) + (state % 7 == 0 ? "\n" : " ");
  }
  return text;
}

}  // namespace

TEST_CASE("a stream is held whole, however it comes", "[stream]") {
  for (const std::size_t size : {0, 1, 65535, 65536, 65537, 3000000}) {
    const std::string text = sample(size);
    for (const std::size_t piece : {std::size_t{1000}, std::size_t{1} << 22}) {
      CAPTURE(size, piece);
      Piecewise pieces(text, piece);
      const Result<std::string> whole = all_of(pieces);
      REQUIRE(whole);
      CHECK(*whole == text);
    }
    MemoryStream memory(text);
    CHECK(*all_of(memory) == text);
  }
  Piecewise broken("abc", 1, true);
  CHECK(all_of(broken).error().message == "broken");
}

TEST_CASE("too much for one document", "[stream]") {
  Claiming large(kMaxDocumentBytes + 1, 1);
  CHECK(all_of(large).error().message == "is larger than 1 GiB, which one document may have at most");
  CHECK_FALSE(is_bomb(Claiming(0, 1), 1 << 20));
  CHECK_FALSE(is_bomb(Claiming(0, std::uint64_t{1} << 20), std::uint64_t{1} << 29));
  CHECK(is_bomb(Claiming(0, 1000), std::uint64_t{1} << 29));
}

TEST_CASE("a decompression bomb is given up where it shows, a text that repeats itself is not", "[stream]") {
  constexpr std::uint64_t kSize = std::uint64_t{300} << 20;
  Inflating repetitive(kSize, 900);
  const Result<std::string> whole = all_of(repetitive);
  REQUIRE(whole);
  CHECK(whole->size() == kSize);
  Inflating bomb(kSize, 5000);
  CHECK(all_of(bomb).error().message == "decompresses to far more than any text does");
  CHECK(bomb.taken() * 5000 < kSize);

  Inflating line(kSize, 5000);
  LineReader lines(line, {});
  CHECK(lines.next() == LineReader::Step::too_long);
  CHECK(lines.next() == LineReader::Step::end);
}

TEST_CASE("zstd data is decompressed", "[stream]") {
  const std::string text = sample(300000);
  const std::string frame = compressed(text);
  const std::string skippable("\x50\x2A\x4D\x18\x03\x00\x00\x00xyz", 11);
  struct Case {
    const char* what;
    std::string data;
    std::string text;
  };
  const Case cases[] = {
      {"one frame", frame, text},
      {"two frames", frame + compressed("thêm"), text + "thêm"},
      {"an empty frame", compressed(""), ""},
      {"an empty frame between", frame + compressed("") + compressed("x"), text + "x"},
      {"a skippable frame first", skippable + frame, text},
      {"a large window", compressed(text, 27), text},
  };
  for (const Case& c : cases) {
    for (const std::size_t piece : {std::size_t{1}, std::size_t{4099}, std::size_t{1} << 22}) {
      CAPTURE(c.what, piece);
      Piecewise source(c.data, piece);
      Result<Head> head = read_head(source);
      REQUIRE(head);
      CHECK(is_zstd(head->bytes));
      ZstdStream stream(source, std::move(head->bytes));
      const Result<std::string> whole = all_of(stream);
      REQUIRE(whole);
      CHECK(*whole == c.text);
      CHECK(stream.taken() <= c.data.size());
    }
  }
}

TEST_CASE("damaged zstd data is an error", "[stream]") {
  const std::string frame = compressed(sample(300000));
  std::string flipped = frame;
  flipped[frame.size() / 2] = static_cast<char>(flipped[frame.size() / 2] ^ 0x55);
  flipped[5] = static_cast<char>(flipped[5] ^ 0x55);
  struct Case {
    const char* what;
    std::string data;
    const char* message;
  };
  const Case cases[] = {
      {"cut", frame.substr(0, frame.size() / 2), "ends in the middle of its zstd data"},
      {"cut in the header", frame.substr(0, 5), "ends in the middle of its zstd data"},
      {"followed by something else", frame + "rubbish!", "is not sound zstd data: "},
      {"too large a window", compressed(sample(300000), 28), "needs a zstd window of more than 128 MiB"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    MemoryStream source(c.data);
    ZstdStream stream(source, {});
    const Result<std::string> whole = all_of(stream);
    REQUIRE_FALSE(whole);
    CHECK(whole.error().message.starts_with(c.message));
  }
  CHECK_FALSE(is_zstd(""));
  CHECK_FALSE(is_zstd("P"));
  CHECK_FALSE(is_zstd("text"));
}

TEST_CASE("lines of every length", "[stream]") {
  const std::string text =
      "một\r\n\n" + std::string(3000000, 'x') + "\nhai\n" + std::string(1 << 20, 'y') + "\ncuối";
  for (const std::size_t piece : {std::size_t{999}, std::size_t{1} << 20, std::size_t{1} << 23}) {
    for (const std::size_t head : {std::size_t{0}, std::size_t{4}, std::size_t{70000}}) {
      CAPTURE(piece, head);
      Piecewise stream(text.substr(head), piece);
      LineReader reader(stream, std::string_view(text).substr(0, head));
      std::string joined;
      LineReader::Step step = reader.next();
      for (; step == LineReader::Step::line; step = reader.next())
        joined += std::string(reader.line()) + '\n';
      CHECK(step == LineReader::Step::end);
      CHECK(joined == text + '\n');
      CHECK(reader.number() == 7);
    }
  }
}

TEST_CASE("a stream that breaks ends the lines with the line's number", "[stream]") {
  Piecewise stream("một\nhai", 2, true);
  LineReader reader(stream, {});
  CHECK(reader.next() == LineReader::Step::line);
  CHECK(reader.next() == LineReader::Step::failed);
  CHECK(reader.number() == 2);
  CHECK(reader.error().message == "broken");
}

TEST_CASE("no bytes, no lines", "[stream]") {
  Piecewise stream("", 1);
  LineReader reader(stream, {});
  CHECK(reader.next() == LineReader::Step::end);
}
