// Pair statistics of a collection, read from their file (format.h). Immutable; may be read by several
// threads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vnidx/result.h"

namespace vnidx::stats {

using Number = std::uint32_t;  ///< of a term in its table, from 0 in byte order of the terms

struct Follower {
  Number term;
  std::uint64_t count;
};

class Table {
 public:
  /// No statistics at all: what an index without the file has.
  Table() = default;
  /// Maps the file. Errors: io, damaged.
  static Result<Table> open(const std::filesystem::path& path);
  /// The same over bytes in memory. Error damaged.
  static Result<Table> from_bytes(std::string bytes);

  /// Whether anything that was read so far is not as it was written; it was read all the same.
  bool is_damaged() const;
  /// Reads all of it, so that is_damaged() speaks of the whole.
  void verify() const;

  std::size_t size() const { return terms_; }
  std::uint64_t word_count() const { return words_; }  ///< all words counted

  struct Entry {
    Number number;
    std::string term;
    std::uint64_t count;
  };

  std::optional<Entry> find(std::string_view term) const;
  /// The terms that are `start`, or `start` and a byte below 4: every marking of a folded word.
  std::vector<Entry> markings(std::string_view folded) const;

  /// Which terms follow term `first`, by rising number.
  void followers(Number first, std::vector<Follower>& out) const;
  /// How often each of `seconds` (rising) follows `first`; `counts` gets one count for each.
  void pair_counts(Number first, std::span<const Number> seconds, std::vector<std::uint64_t>& counts) const;
  /// How often `second` follows `first`.
  std::uint64_t pair_count(Number first, Number second) const;

  /// Walks all terms in order.
  class Cursor {
   public:
    explicit Cursor(const Table& table) : table_(&table), rest_(table.term_bytes_) { table.verify(rest_); }
    bool next(Entry& entry);

   private:
    const Table* table_;
    std::string_view rest_;
    Number number_ = 0;
  };

 private:
  class Mapping;
  explicit Table(std::shared_ptr<const Mapping> mapping) : mapping_(std::move(mapping)) {}
  static Result<Table> over(const std::shared_ptr<Mapping>& mapping, const std::string& place);
  std::uint64_t offset(std::string_view offsets, std::size_t at) const;
  std::string_view block_terms(std::size_t block) const;
  std::string_view block_start(std::size_t block) const;
  std::size_t block_of(std::string_view term) const;
  std::string_view row(Number first) const;
  /// Checks the chunks that hold `part` of the mapping, each once.
  void verify(std::string_view part) const;
  static bool next_entry(std::string_view& rest, std::string& term, std::uint64_t& count);

  std::shared_ptr<const Mapping> mapping_;
  unsigned offset_bytes_ = 4;
  std::size_t terms_ = 0;
  std::uint64_t words_ = 0;
  std::string_view blocks_;
  std::string_view term_bytes_;
  std::string_view rows_;
  std::string_view pairs_;
};

}  // namespace vnidx::stats
