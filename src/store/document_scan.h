// Stored documents of a damaged database, read past the tree that leads to them.
//
// Xapian finds a document by walking down a B-tree from the block that `iamglass` names: one bad byte on the
// way, and thousands of whole documents are out of reach. So this reads the table's file block by block and
// takes what looks like a leaf's item (glass_format.h). It trusts no length and no count; what it hands out
// may be stale or garbage, and only the checksum of a record (blob.h) tells. Nothing is lost by stale copies:
// a document's data never changes under its number.
//
// Not thread-safe: one for each thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "vnidx/result.h"

namespace vnidx::store {

class DocumentScan {
 public:
  /// Reads the table of stored documents at `path` once. Error io.
  static Result<DocumentScan> open(const std::filesystem::path& path);

  /// Numbers under which anything lies, rising; damage may have made up some.
  const std::vector<std::uint32_t>& numbers() const { return numbers_; }

  /// What may be the data of that document, newest first, none twice. Error io.
  Result<std::vector<std::string>> candidates(std::uint32_t number) const;

 private:
  struct Part {
    std::uint32_t document;
    std::uint16_t part;  // from 1
    std::uint16_t bytes;
    std::uint32_t revision;
    bool is_last;
    bool is_compressed;
    std::uint64_t offset;  // in the file
  };

  DocumentScan(std::filesystem::path path, UniqueFd fd) : path_(std::move(path)), fd_(std::move(fd)) {}
  void take_block(std::string_view block, std::uint64_t offset);
  Result<void> read_blocks();

  std::filesystem::path path_;
  UniqueFd fd_;
  std::vector<Part> parts_;  // by document, part, falling revision
  std::vector<std::uint32_t> numbers_;
};

}  // namespace vnidx::store
