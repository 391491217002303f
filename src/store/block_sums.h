// Checksums for the blocks of a table of Xapian's, in a file beside it: a commit renews those of the blocks
// that it wrote.
//
//   postlist.sums   for each block of 8192 bytes of postlist.glass the low half of its XXH3, u32
//   little-endian;
//                   the last block may be cut short
//
// What checks the sums is the seal (seal.h). A value; thread-safe for reading.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vnidx/result.h"

namespace vnidx::store {

class BlockSums {
 public:
  /// The sums of a whole table.
  static BlockSums of(std::string_view table);
  /// The sums of the table at `path`, which is read in pieces: a table may be larger than the memory that
  /// sealing it may take. Error io.
  static Result<BlockSums> of_file(const std::filesystem::path& path);
  /// From the bytes of the file; nothing where these are no sums.
  static std::optional<BlockSums> from_bytes(std::string_view bytes);
  std::string bytes() const;

  std::size_t size() const { return sums_.size(); }
  /// Whether that block of `table` is as it was.
  bool fits(std::string_view table, std::size_t block) const;
  /// Takes the sum of that block of `table` as it is now.
  void renew(std::string_view table, std::size_t block) { sums_.at(block) = sum_of(table, block); }
  /// For a table that became so large; the sums of further blocks are taken, too.
  void extend(std::string_view table);

  friend bool operator==(const BlockSums&, const BlockSums&) = default;

 private:
  static std::uint32_t sum_of(std::string_view table, std::size_t block);
  std::vector<std::uint32_t> sums_;
};

}  // namespace vnidx::store
