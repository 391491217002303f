// The folder of an index: which generation is live, who may write, what may be thrown away.
//
//   INDEX/current      one line: schema, analyzer, name of the live generation, XXH3 of these; replaced by
//                      rename. Before the first generation is moved there it names `none`, so that one which
//                      is missing beside generations is always damage. Older ones have no checksum
//   INDEX/lock         locked by the one writer, names its process (base/lock_file.h)
//   INDEX/g000001/     a Xapian database; a reader holds a shared flock on the folder while it reads
//   INDEX/build/       what a writer builds; nothing in it counts until it is renamed to a generation
//
// Free functions are thread-safe on different folders.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/file.h"
#include "vnidx/index.h"
#include "vnidx/result.h"

namespace vnidx::store {

struct Current {
  std::uint32_t schema = 0;
  std::uint32_t analyzer = 0;
  std::string generation;
};

/// Indexes of which version are taken.
enum class Version : std::uint8_t { this_one, any };

/// What INDEX/current says. Errors: no_index (none there, or made by another version), damaged (also where
/// generations are there and it is not), io.
Result<Current> read_current(const std::filesystem::path& index, Version version = Version::this_one);

/// Makes `generation`, complete and synced in `index`, the live one.
Result<void> publish(const std::filesystem::path& index, const std::string& generation);

/// A name that no generation of `index` has.
std::string next_generation(const std::filesystem::path& index);

/// Makes the folder `built`, which is complete, the live generation of `index`: seals and syncs it, moves it
/// there, publishes it.
Result<void> install(const std::filesystem::path& index, const std::filesystem::path& built);

inline std::filesystem::path build_folder(const std::filesystem::path& index) {
  return index / "build";
}

/// Whether `live` is known to be as it was written.
enum class Live : std::uint8_t {
  to_be_looked_at,  ///< it is compared with its seal before anything is removed
  whole,
};

/// Removes what killed writers left and generations that are neither `live`, the name of the one that is in
/// use and was opened, nor read. Where `live` is not whole every generation stays: one of them may be all
/// there is. Only under a WriterLock.
void remove_leftovers(const std::filesystem::path& index, const std::string& live, Live state);

/// Whether a killed writer left anything in an index that can be read.
bool has_leftovers(const std::filesystem::path& index);

/// The right to write to an index; held until destroyed.
class WriterLock {
 public:
  WriterLock(WriterLock&&) noexcept = default;
  WriterLock& operator=(WriterLock&&) = delete;
  ~WriterLock();

  /// Makes the folder where it is missing. One that holds anything and is not marked as an index is somebody
  /// else's and is left as it is. Errors: no_index (such a folder), locked (names the holder's process id),
  /// io.
  static Result<WriterLock> acquire(const std::filesystem::path& index, LockWait wait);

 private:
  explicit WriterLock(UniqueFd fd) : fd_(std::move(fd)) {}
  UniqueFd fd_;
};

}  // namespace vnidx::store
