#include "stats/table.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>

#include "base/file.h"
#include "stats/format.h"

namespace vnidx::stats {

// The bytes of a table: a mapped file, or a string.
class Table::Mapping {
 public:
  Mapping(void* address, std::size_t size)
      : address_(address), bytes_(static_cast<const char*>(address), size) {}
  explicit Mapping(std::string owned) : owned_(std::move(owned)), bytes_(owned_) {}
  ~Mapping() {
    if (address_ != nullptr) ::munmap(address_, bytes_.size());
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  std::string_view bytes() const { return bytes_; }

  /// `bytes` is followed by `checksums`; none: nothing can be checked.
  void expect(std::size_t bytes, std::string_view checksums) {
    checked_ = bytes;
    checksums_ = checksums;
    verified_ = std::vector<std::atomic<bool>>(checksums.size() / 4);
  }
  void verify(std::string_view part) const {
    if (part.empty() || verified_.empty()) return;
    const auto begin = static_cast<std::size_t>(part.data() - bytes_.data());
    const std::size_t last = (begin + part.size() - 1) / kChunkBytes;
    for (std::size_t chunk = begin / kChunkBytes; chunk <= last && chunk < verified_.size(); ++chunk) {
      if (verified_[chunk].exchange(true, std::memory_order_relaxed)) continue;
      const std::string_view content = bytes_.substr(0, checked_).substr(chunk * kChunkBytes, kChunkBytes);
      const auto hash = static_cast<std::uint32_t>(XXH3_64bits(content.data(), content.size()));
      if (hash != read_fixed(checksums_.substr(4 * chunk), 4))
        damaged_.store(true, std::memory_order_relaxed);
    }
  }
  bool is_damaged() const { return damaged_.load(std::memory_order_relaxed); }

 private:
  void* address_ = nullptr;
  std::string owned_;
  std::string_view bytes_;
  std::size_t checked_ = 0;  ///< bytes that have checksums
  std::string_view checksums_;
  // Several threads may check one chunk at once: both find the same.
  mutable std::vector<std::atomic<bool>> verified_;
  mutable std::atomic<bool> damaged_ = false;
};

Result<Table> Table::open(const std::filesystem::path& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return io_error("open", path, errno);
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0) return io_error("read", path, errno);
  const auto size = static_cast<std::size_t>(info.st_size);
  if (size == 0) return over(std::make_shared<Mapping>(std::string()), path.string());
  void* address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd.get(), 0);
  if (address == MAP_FAILED) return io_error("map", path, errno);
  return over(std::make_shared<Mapping>(address, size), path.string());
}

Result<Table> Table::from_bytes(std::string bytes) {
  return over(std::make_shared<Mapping>(std::move(bytes)), {});
}

Result<Table> Table::over(const std::shared_ptr<Mapping>& mapping, const std::string& place) {
  const Error damaged{ErrorCode::damaged, "the pair statistics are damaged", place,
                      "run `vnidx check --repair`"};
  Table table(mapping);
  const std::string_view bytes = table.mapping_->bytes();
  const bool is_wide = bytes.starts_with(kWideMagic);
  if (bytes.size() < kHeaderBytes || (!is_wide && !bytes.starts_with(kMagic))) return damaged;
  table.offset_bytes_ = is_wide ? 8 : 4;
  const auto field = [&](std::size_t i) { return read_fixed(bytes.substr(kMagic.size() + 8 * i), 8); };
  table.terms_ = field(0);
  table.words_ = field(1);
  if (table.terms_ > bytes.size()) return damaged;
  const std::size_t block_count = (table.terms_ + kBlockTerms - 1) / kBlockTerms;
  const std::array<std::string_view*, 4> sections{&table.blocks_, &table.term_bytes_, &table.rows_,
                                                  &table.pairs_};
  std::size_t at = kHeaderBytes;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const std::uint64_t size = field(2 + i);
    if (size > bytes.size() - at) return damaged;
    *sections[i] = bytes.substr(at, size);
    at += size;
  }
  if (table.blocks_.size() / table.offset_bytes_ != block_count ||
      table.rows_.size() / table.offset_bytes_ != table.terms_ + 1) {
    return damaged;
  }
  const std::uint64_t checksums = field(6);
  if (checksums == 0 && field(7) == 0) return table;
  const bool fits = checksums == (at + kChunkBytes - 1) / kChunkBytes * 4 && checksums <= bytes.size() - at;
  if (!fits || field(7) != XXH3_64bits(bytes.data(), kHeaderHashed)) return damaged;
  mapping->expect(at, bytes.substr(at, checksums));
  return table;
}

bool Table::is_damaged() const {
  return mapping_ != nullptr && mapping_->is_damaged();
}

void Table::verify() const {
  if (mapping_ != nullptr) mapping_->verify(mapping_->bytes());
}

void Table::verify(std::string_view part) const {
  if (mapping_ != nullptr) mapping_->verify(part);
}

bool Table::next_entry(std::string_view& rest, std::string& term, std::uint64_t& count) {
  if (rest.size() < 2) return false;
  const std::size_t shared = static_cast<unsigned char>(rest[0]);
  const std::size_t further = static_cast<unsigned char>(rest[1]);
  if (shared > term.size() || further > rest.size() - 2) return false;
  term.resize(shared);
  term += rest.substr(2, further);
  rest.remove_prefix(2 + further);
  count = take_count(rest);
  return true;
}

bool Table::Cursor::next(Entry& entry) {
  if (number_ >= table_->terms_ || !next_entry(rest_, entry.term, entry.count)) return false;
  entry.number = number_++;
  return true;
}

std::uint64_t Table::offset(std::string_view offsets, std::size_t at) const {
  const std::string_view written = offsets.substr(offset_bytes_ * at, offset_bytes_);
  verify(written);
  return read_fixed(written, offset_bytes_);
}

std::string_view Table::block_terms(std::size_t block) const {
  const std::uint64_t start = offset(blocks_, block);
  if (start > term_bytes_.size()) return {};
  const std::string_view terms = term_bytes_.substr(start);
  verify(terms.substr(0, kBlockTerms * (2 + kMaxTermBytes)));
  return terms;
}

// The first term of a block is there as a whole.
std::string_view Table::block_start(std::size_t block) const {
  const std::string_view entry = block_terms(block);
  if (entry.size() < 2) return {};
  return entry.substr(2, static_cast<unsigned char>(entry[1]));
}

// The last block whose first term is not behind `term`.
std::size_t Table::block_of(std::string_view term) const {
  std::size_t low = 0;
  std::size_t high = blocks_.size() / offset_bytes_;
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    (block_start(middle) <= term ? low : high) = middle;
  }
  return low;
}

std::optional<Table::Entry> Table::find(std::string_view term) const {
  if (terms_ == 0) return std::nullopt;
  const std::size_t block = block_of(term);
  std::string_view rest = block_terms(block);
  Entry entry{static_cast<Number>(block * kBlockTerms), {}, 0};
  for (std::size_t i = 0; i < kBlockTerms && entry.number < terms_; ++i, ++entry.number) {
    if (!next_entry(rest, entry.term, entry.count) || entry.term > term) return std::nullopt;
    if (entry.term == term) return entry;
  }
  return std::nullopt;
}

std::vector<Table::Entry> Table::markings(std::string_view folded) const {
  std::vector<Entry> found;
  if (terms_ == 0) return found;
  const std::size_t block = block_of(folded);
  std::string_view rest = block_terms(block);
  Entry entry{static_cast<Number>(block * kBlockTerms), {}, 0};
  for (; entry.number < terms_ && next_entry(rest, entry.term, entry.count); ++entry.number) {
    const std::string_view term = entry.term;
    if (term < folded) continue;
    if (!term.starts_with(folded)) break;
    if (term.size() > folded.size() && static_cast<unsigned char>(term[folded.size()]) > 3) break;
    found.push_back(entry);
  }
  return found;
}

std::string_view Table::row(Number first) const {
  if (first >= terms_) return {};
  const std::uint64_t start = offset(rows_, first);
  const std::uint64_t end = offset(rows_, std::size_t{first} + 1);
  if (start > end || end > pairs_.size()) return {};
  const std::string_view pairs = pairs_.substr(start, end - start);
  verify(pairs);
  return pairs;
}

void Table::followers(Number first, std::vector<Follower>& out) const {
  out.clear();
  std::uint64_t number = 0;
  for (std::string_view rest = row(first); !rest.empty();) {
    number += take_varint(rest);
    if (number >= terms_) break;
    out.push_back({static_cast<Number>(number), take_count(rest)});
    ++number;
  }
}

void Table::pair_counts(Number first, std::span<const Number> seconds,
                        std::vector<std::uint64_t>& counts) const {
  counts.assign(seconds.size(), 0);
  std::uint64_t number = 0;
  std::size_t next = 0;
  for (std::string_view rest = row(first); !rest.empty() && next < seconds.size();) {
    number += take_varint(rest);
    const std::uint64_t count = take_count(rest);
    while (next < seconds.size() && seconds[next] < number) ++next;
    if (next < seconds.size() && seconds[next] == number) counts[next++] = count;
    ++number;
  }
}

std::uint64_t Table::pair_count(Number first, Number second) const {
  std::vector<std::uint64_t> counts;
  pair_counts(first, {&second, 1}, counts);
  return counts.front();
}

}  // namespace vnidx::stats
