#include "text/spelling_table.h"

#include <array>
#include <string>

#include "unit/catch.h"

namespace vnidx::text {

TEST_CASE("ASCII separators are found in every place of a chunk") {
  for (int byte = 0; byte < 256; ++byte) {
    const bool separates = byte < 0x80 && !(byte >= '0' && byte <= '9') && !(byte >= 'a' && byte <= 'z') &&
                           !(byte >= 'A' && byte <= 'Z');
    for (std::size_t at = 0; at < 8; ++at) {
      for (const std::uint64_t around : {0x6161616161616161U, 0xBBBBBBBBBBBBBBBBU, 0x7A7A7A7A7A7A7A7AU}) {
        const std::uint64_t mask = std::uint64_t{0xFF} << (8 * at);
        const std::uint64_t bytes = (around & ~mask) | (static_cast<std::uint64_t>(byte) << (8 * at));
        const std::uint64_t want = separates ? std::uint64_t{0x80} << (8 * at) : 0;
        if (ascii_separators(bytes) != want) FAIL("byte " << byte << " at " << at);
      }
    }
  }
}

TEST_CASE("a chunk is what stands in front of the first separator") {
  if constexpr (std::endian::native != std::endian::little) return;
  const std::string letters = "nghiêngnghiêngng";
  REQUIRE(letters.size() > ShortKey::kCapacity);
  for (std::size_t length = 0; length <= ShortKey::kCapacity; ++length) {
    std::string text = letters;
    if (length < text.size()) text[length] = '.';
    const Chunk chunk = read_chunk(text.data());
    CHECK(chunk.length == length);
    CHECK(chunk.key == ShortKey::of(std::string_view(text).substr(0, length)));
  }
}

TEST_CASE("spellings short and long are found again, through every growth") {
  SpellingTable table;
  std::vector<std::string> words;
  for (int i = 0; i < 30'000; ++i) {
    words.push_back(std::to_string(i));
    words.push_back("mộtchuỗidàihơnmườisáubyte" + std::to_string(i));
  }
  for (TermId i = 0; i < words.size(); ++i) {
    REQUIRE(table.find(words[i]) == nullptr);
    table.add(words[i], {i, Shape::mixed});
  }
  for (TermId i = 0; i < words.size(); ++i) {
    const Spelling* found = table.find(words[i]);
    REQUIRE(found != nullptr);
    REQUIRE(found->term == i);
    REQUIRE(found->shape == Shape::mixed);
  }
  CHECK(table.find("30000") == nullptr);
  CHECK(table.find("") == nullptr);
}

}  // namespace vnidx::text
