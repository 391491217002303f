#include "store/in_place_seal.h"

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "store/block_sums.h"
#include "store/glass_format.h"
#include "store/glass_state.h"
#include "unit/catch.h"
#include "unit/source/temporary_folder.h"

namespace vnidx::store {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using Names = std::vector<std::string>;

constexpr std::size_t kBlock = glass::kBlockBytes;

std::string content_of(const fs::path& path) {
  auto content = read_file(path);
  REQUIRE(content.ok());
  return *content;
}

Names damaged(const fs::path& generation) {
  const auto state = inspect_seal(generation);
  REQUIRE(state.ok());
  CHECK(state->is_sealed);
  return state->damaged;
}

Xapian::Document document(std::mt19937& random, std::size_t words, Xapian::docid number) {
  Xapian::Document made;
  for (std::size_t i = 0; i < words; ++i) made.add_term("từ" + std::to_string(random() % 3000));
  made.add_term("Qtin-" + std::to_string(number));
  made.add_value(0, "2018071" + std::to_string(number % 10));
  made.add_value(2, std::to_string(random()));
  std::string data;
  for (std::size_t i = 0; i < 700; ++i) data += static_cast<char>(random());
  made.set_data(data);
  return made;
}

Xapian::WritableDatabase opened(const fs::path& path) {
  return Xapian::WritableDatabase(path.string(), Xapian::DB_CREATE_OR_OPEN | Xapian::DB_NO_TERMLIST);
}

// A sealed database of some hundred blocks.
class Sealed {
 public:
  explicit Sealed(std::size_t documents = 300) {
    Xapian::WritableDatabase database = opened(path());
    database.set_metadata("zstd-dictionary", std::string(20'000, 'd'));
    for (std::size_t i = 1; i <= documents; ++i)
      database.add_document(document(random_, 60, static_cast<Xapian::docid>(i)));
    database.commit();
    database.close();
    REQUIRE(seal(path()).ok());
  }

  fs::path path() const { return folder_.path("g"); }

  // As a writer does it, but for the documents that it looks at first, if it does.
  enum class Looks : std::uint8_t { yes, no };
  Result<void> add(std::size_t documents, Looks looks = Looks::yes, bool fails = false) {
    auto seal = InPlaceSeal::open(path());
    if (!seal) return seal.error();
    if (auto broken = seal->break_seal(); !broken) return broken;
    Result<void> changed;
    {
      Xapian::WritableDatabase database = opened(path());
      const Xapian::docid before = database.get_lastdocid();
      const auto last = before + static_cast<Xapian::docid>(documents);
      database.begin_transaction();
      if (looks == Looks::yes) changed = seal->require_document(last);
      for (Xapian::docid number = before + 1; changed && number <= last; ++number) {
        const Xapian::Document made = document(random_, 60, number);
        for (auto term = made.termlist_begin(); term != made.termlist_end() && looks == Looks::yes; ++term) {
          if (auto intact = seal->require_term(*term, last); !intact) changed = intact;
        }
        if (changed) database.add_document(made);
      }
      database.set_metadata("n-text-bytes", std::to_string(last));
      if (changed && !fails)
        database.commit_transaction();
      else
        database.cancel_transaction();
    }
    if (auto confirmed = seal->confirm(); !confirmed) return confirmed;
    if (auto renewed = seal->renew(); !renewed) return renewed;
    return changed;
  }

  void flip(const std::string& name, std::size_t at) const {
    std::string content = content_of(path() / name);
    content.at(at) = static_cast<char>(content[at] ^ 0x10);
    REQUIRE(write_file(path() / name, content).ok());
  }

  Xapian::doccount documents() const { return Xapian::Database(path().string()).get_doccount(); }

 private:
  TemporaryFolder folder_;
  std::mt19937 random_{7};
};

TEST_CASE("after each of many commits the seal is as if all had been read") {
  Sealed sealed;
  for (const std::size_t documents : {1, 1, 5, 1, 40, 1, 1, 200, 3, 1, 1, 0, 1, 90, 1, 1}) {
    REQUIRE(sealed.add(documents).ok());
    CHECK(damaged(sealed.path()).empty());
    for (const std::string name : {"postlist", "docdata"}) {
      CHECK(content_of(sealed.path() / (name + ".sums")) ==
            BlockSums::of(content_of(sealed.path() / (name + ".glass"))).bytes());
    }
  }
}

TEST_CASE("so many blocks become free that their list takes several") {
  Sealed sealed(20'000);
  for (const std::size_t documents : {900, 900, 1, 900, 900, 1}) {
    REQUIRE(sealed.add(documents).ok());
    CHECK(damaged(sealed.path()).empty());
  }
}

TEST_CASE("a change that fails leaves what is sealed as it was") {
  Sealed sealed;
  REQUIRE(sealed.add(30).ok());
  const Xapian::doccount before = sealed.documents();
  REQUIRE(sealed.add(500, Sealed::Looks::yes, true).ok());
  CHECK(damaged(sealed.path()).empty());
  CHECK(sealed.documents() == before);
  REQUIRE(sealed.add(1).ok());
  CHECK(damaged(sealed.path()).empty());
}

// The blocks of a table that hold nothing.
std::vector<std::uint32_t> free_blocks(const fs::path& generation, const std::string& name) {
  const auto state = glass::parse_state(content_of(generation / "iamglass"));
  REQUIRE(state);
  const std::string table = content_of(generation / name);
  const auto blocks = glass::blocks_of_free_list(
      name == "postlist.glass" ? state->postings : state->documents,
      [&](std::uint32_t block) { return std::string_view(table).substr(block * kBlock, kBlock); });
  REQUIRE(blocks);
  return *blocks;
}

TEST_CASE("damage in any block is not built upon, or still told after the commit") {
  Sealed first;
  REQUIRE(first.add(3).ok());
  std::size_t refused = 0;
  std::size_t tried = 0;
  for (const std::string name : {"postlist.glass", "docdata.glass"}) {
    const std::string whole = content_of(first.path() / name);
    for (std::size_t at = 100; at < whole.size(); at += kBlock, ++tried) {
      Sealed sealed;
      REQUIRE(sealed.add(3).ok());
      const Xapian::doccount before = sealed.documents();
      const auto free = free_blocks(sealed.path(), name);
      sealed.flip(name, at + at / kBlock % 4000);
      const auto added = sealed.add(2);
      CAPTURE(name, at);
      // What was free may have been written over.
      if (const Names found = damaged(sealed.path());
          !found.empty() || std::ranges::count(free, at / kBlock) == 0)
        CHECK(found == Names{name});
      CHECK(sealed.documents() == before + (added ? 2 : 0));
      if (!added) CHECK(added.error().code == ErrorCode::damaged);
      refused += added ? 0 : 1;
    }
  }
  CHECK(refused > tried / 4);
  CHECK(refused < tried);
}

TEST_CASE("a commit that replaced a damaged block is taken back") {
  Sealed sealed;
  const Xapian::doccount before = sealed.documents();
  // Somewhere in the list of lengths or of a frequent word, where Xapian sees nothing wrong.
  const std::string postings = content_of(sealed.path() / "postlist.glass");
  bool taken_back = false;
  for (std::size_t block = 1; block * kBlock < postings.size() && !taken_back; ++block) {
    REQUIRE(write_file(sealed.path() / "postlist.glass", postings).ok());
    sealed.flip("postlist.glass", (block + 1) * kBlock - 5);
    Result<void> added;
    try {
      added = sealed.add(1, Sealed::Looks::no);
    } catch (const Xapian::Error&) {
      break;
    }
    if (added) break;
    taken_back = true;
    CHECK(added.error().code == ErrorCode::damaged);
    CHECK(sealed.documents() == before);
    CHECK(damaged(sealed.path()) == Names{"postlist.glass"});
  }
  CHECK(taken_back);
}

TEST_CASE("what is small and read by every change is compared") {
  for (const std::string name : {"iamglass", "postlist.sums", "docdata.sums"}) {
    Sealed sealed;
    sealed.flip(name, content_of(sealed.path() / name).size() / 2);
    CAPTURE(name);
    CHECK_FALSE(sealed.add(1).ok());
    CHECK(damaged(sealed.path()) == Names{name});
  }
}

TEST_CASE("the sums of a file are those of its bytes, whatever its size") {
  const TemporaryFolder folder;
  const std::size_t size = GENERATE(0, 1, kBlock, 32 * kBlock - 1, 32 * kBlock, 32 * kBlock + 1, 70 * kBlock);
  std::string bytes(size, '\0');
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 7 + i / kBlock);
  const auto sums = BlockSums::of_file(folder.write("table", bytes));
  REQUIRE(sums.ok());
  CHECK(*sums == BlockSums::of(bytes));
  CHECK(BlockSums::of_file(folder.path("none")).error().code == ErrorCode::io);
}

TEST_CASE("a table that was cut is not built upon") {
  Sealed sealed;
  fs::resize_file(sealed.path() / "docdata.glass", kBlock);
  CHECK_FALSE(sealed.add(1).ok());
}

TEST_CASE("a seal of before there were sums is read, and the next one has them") {
  Sealed sealed;
  std::vector<SealLine> lines;
  for (const std::string name : {"docdata.glass", "iamglass", "postlist.glass"}) {
    const auto line = line_for(sealed.path(), name);
    REQUIRE(line.ok());
    lines.push_back(*line);
  }
  for (const std::string name : {"docdata.sums", "postlist.sums"}) fs::remove(sealed.path() / name);
  REQUIRE(write_file(sealed.path() / "seal", write_seal(lines)).ok());
  CHECK(damaged(sealed.path()).empty());
  SECTION("whole") {
    REQUIRE(sealed.add(1).ok());
    CHECK(fs::exists(sealed.path() / "postlist.sums"));
    CHECK(damaged(sealed.path()).empty());
  }
  SECTION("damaged") {
    sealed.flip("docdata.glass", 10 * kBlock);
    CHECK_FALSE(sealed.add(1).ok());
    CHECK(damaged(sealed.path()) == Names{"docdata.glass"});
  }
}

TEST_CASE("files that nobody wrote are not read again, and their damage is told as before") {
  Sealed sealed;
  REQUIRE(write_file(sealed.path() / "pairs", std::string(5000, 'p')).ok());
  REQUIRE(seal(sealed.path()).ok());
  sealed.flip("pairs", 2500);
  REQUIRE(sealed.add(1).ok());
  CHECK(damaged(sealed.path()) == Names{"pairs"});
}

}  // namespace
}  // namespace vnidx::store
