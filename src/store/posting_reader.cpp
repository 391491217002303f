#include "store/posting_reader.h"

#include <fcntl.h>

#include <cstdint>
#include <string_view>
#include <utility>

#include "base/varint.h"
#include "store/glass_keys.h"
#include "store/glass_state.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

[[noreturn]] void throw_corrupt() {
  throw Xapian::DatabaseCorruptError("a list of postings is damaged");
}

// A list lies in pieces, each the value of one key (database_writer.cpp writes them):
//   in front of the first: documents, occurrences, number of the first document − 1
//   '1' in the last, else '0'; number of the last document − number of the first; then of each posting its
//   distance − 1 from the one before, but of the first, and its count
class GlassPostings : public PostingReader {
 public:
  GlassPostings(GlassTableReader& table, std::string key, Xapian::docid last)
      : cursor_(table), key_(std::move(key)), last_(last) {}

  void read(Xapian::docid from, std::vector<Posting>& stretch) override {
    stretch.clear();
    if (!is_in_list_ || from < first_) {
      if (!begin()) return;
    }
    if (from > end_ && !is_last_) take_next();
    if (from > end_ && !is_last_) {
      cursor_.find(glass::key_of_piece(key_, from));
      take();
      if (from > end_ && !is_last_) take_next();
    }
    if (from <= end_) decode(stretch);
  }

 private:
  bool begin() {
    cursor_.find(key_);
    is_in_list_ = cursor_.key() == key_;
    if (is_in_list_) take();
    return is_in_list_;
  }

  void take_next() {
    if (!cursor_.next()) throw_corrupt();
    take();
  }

  // Reads what stands in front of the postings of the piece at hand.
  void take() {
    const std::string_view key = cursor_.key();
    rest_ = cursor_.value();
    if (!key.starts_with(key_)) throw_corrupt();
    if (key.size() == key_.size()) {
      take_varint(rest_);
      take_varint(rest_);
      first_ = checked(take_varint(rest_) + 1);
    } else {
      const bool has_separator = key_ != glass::kLengths;
      if (has_separator && key[key_.size()] != '\0') throw_corrupt();
      const auto number = glass::document_number(key.substr(key_.size() + (has_separator ? 1 : 0)));
      if (!number) throw_corrupt();
      first_ = checked(*number);
    }
    if (rest_.empty()) throw_corrupt();
    is_last_ = rest_.front() == '1';
    rest_.remove_prefix(1);
    end_ = checked(first_ + take_varint(rest_));
  }

  Xapian::docid checked(std::uint64_t number) const {
    if (number == 0 || number > last_) throw_corrupt();
    return static_cast<Xapian::docid>(number);
  }

  void decode(std::vector<Posting>& stretch) const {
    const char* at = rest_.data();
    const char* const end = at + rest_.size();
    stretch.resize(rest_.size() / 2 + 1);
    Posting* to = stretch.data();
    std::uint64_t document = first_;
    while (true) {
      const std::uint64_t count = number(at, end);
      *to++ = {static_cast<Xapian::docid>(document), static_cast<Xapian::termcount>(count)};
      if (at == end) break;
      document += number(at, end) + 1;
      if (document > end_) throw_corrupt();
    }
    if (document != end_) throw_corrupt();
    stretch.resize(static_cast<std::size_t>(to - stretch.data()));
  }

  // A varint of 32 bits, which hardly ever has more than one byte.
  static std::uint64_t number(const char*& at, const char* end) {
    if (at == end) throw_corrupt();
    auto byte = static_cast<unsigned char>(*at++);
    std::uint64_t value = byte & 0x7fU;
    for (unsigned shift = 7; byte >= 0x80; shift += 7) {
      if (at == end || shift > 28) throw_corrupt();
      byte = static_cast<unsigned char>(*at++);
      value |= std::uint64_t{byte & 0x7fU} << shift;
    }
    return value;
  }

  GlassCursor cursor_;
  std::string key_;
  Xapian::docid last_;
  // What is known of the present piece:
  bool is_in_list_ = false;
  bool is_last_ = false;
  Xapian::docid first_ = 0;
  Xapian::docid end_ = 0;  // its last document
  std::string_view rest_;  // its postings
};

class XapianPostings : public PostingReader {
 public:
  enum class What : std::uint8_t { counts, lengths };

  XapianPostings(Xapian::Database database, std::string term, What what)
      : database_(std::move(database)), term_(std::move(term)), what_(what) {}

  void read(Xapian::docid from, std::vector<Posting>& stretch) override {
    constexpr std::size_t kMost = 128;
    stretch.clear();
    if (!is_in_list_ || from < next_) at_ = database_.postlist_begin(term_);
    is_in_list_ = true;
    if (at_ != Xapian::PostingIterator() && *at_ < from) at_.skip_to(from);
    for (; at_ != Xapian::PostingIterator() && stretch.size() < kMost; ++at_)
      stretch.push_back({*at_, what_ == What::lengths ? at_.get_doclength() : at_.get_wdf()});
    next_ = stretch.empty() ? from : stretch.back().document + 1;
  }

 private:
  Xapian::Database database_;
  std::string term_;
  What what_;
  Xapian::PostingIterator at_;
  bool is_in_list_ = false;
  Xapian::docid next_ = 0;  // what was read lies before it
};

}  // namespace

std::optional<PostingTable> PostingTable::open(const fs::path& generation, const Xapian::Database& database) {
  const auto bytes = read_file(generation / "iamglass");
  const auto state = bytes ? glass::parse_state(*bytes) : std::nullopt;
  if (!state || state->commit != database.get_revision()) return std::nullopt;
  UniqueFd file(::open((generation / "postlist.glass").c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return std::nullopt;
  return PostingTable(std::make_unique<GlassTableReader>(std::move(file), *state), database.get_lastdocid());
}

std::unique_ptr<PostingReader> PostingTable::postings(const std::string& term) {
  return std::make_unique<GlassPostings>(*table_, glass::key_of_term(term), last_);
}

std::unique_ptr<PostingReader> PostingTable::lengths() {
  return std::make_unique<GlassPostings>(*table_, std::string(glass::kLengths), last_);
}

std::unique_ptr<PostingReader> slow_postings(const Xapian::Database& database, const std::string& term) {
  return std::make_unique<XapianPostings>(database, term, XapianPostings::What::counts);
}

std::unique_ptr<PostingReader> slow_lengths(const Xapian::Database& database) {
  return std::make_unique<XapianPostings>(database, "", XapianPostings::What::lengths);
}

}  // namespace vnidx::store
