// Writes a table of Xapian's glass backend (glass_format.h) from items that come sorted.
//
// Xapian finds the place of every item that it adds, for it cannot know the next. Who knows them all fills
// one block after the other, each level of the tree as the one below needs it. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file.h"
#include "store/glass_format.h"
#include "vnidx/result.h"

namespace vnidx::store {

class GlassTableWriter {
 public:
  explicit GlassTableWriter(std::filesystem::path path) : path_(std::move(path)), file_(path_) {}

  /// Adds an item. Keys rise from call to call; none is empty or longer than kMaxKeyBytes. A value of more
  /// than some 100 MB does not fit the format: then finish() is an error.
  void add(std::string_view key, std::string_view value);

  /// Writes what is left; what `iamglass` says of this table. Values that are added to it later and have more
  /// than `compress_above` bytes shall be compressed by Xapian, where that is not 0. Nothing is synced. Error
  /// io.
  Result<std::string> finish(std::uint32_t compress_above);

 private:
  class Block {
   public:
    bool is_empty() const { return directory_end_ == glass::kDirectory; }
    std::size_t free() const { return items_begin_ - directory_end_; }
    bool has_room_for(std::size_t item_bytes) const { return free() >= item_bytes + kOffsetBytes; }
    void add(std::string_view item);
    /// Its bytes, with the header filled in. add() must not follow before clear().
    const std::string& finish(std::size_t level);
    void clear();

   private:
    static constexpr std::size_t kOffsetBytes = 2;
    std::string bytes_ = std::string(glass::kBlockBytes, '\0');
    std::size_t directory_end_ = glass::kDirectory;
    std::size_t items_begin_ = glass::kBlockBytes;
  };
  struct Level {
    Block block;
    std::string separator;  // a key, as items of branches have it, that parts this block from the one before
  };

  void add_part(std::string_view key, std::string_view bytes, std::uint16_t number, bool is_last);
  void add_branch(std::size_t level, std::string separator, std::uint32_t block);
  std::uint32_t write(std::size_t level);
  void close_block(std::size_t level);

  std::filesystem::path path_;
  FileWriter file_;
  bool is_too_long_ = false;  // a value that was added
  std::vector<Level> levels_;
  std::string last_key_;
  std::string item_;  // at hand
  std::uint32_t blocks_ = 0;
  std::uint64_t items_ = 0;
};

}  // namespace vnidx::store
