// The hash by which a file's content is known again: XXH3 (64 bits) of its bytes as they lie on the disk.
// Not thread-safe: one stream for each thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "source/byte_stream.h"

struct XXH3_state_s;

namespace vnidx::source {

/// Another stream, hashed in passing.
class HashedStream : public ByteStream {
 public:
  explicit HashedStream(ByteStream& source);
  ~HashedStream() override;

  Result<std::size_t> read(std::span<char> buffer) override;
  std::uint64_t taken() const override { return source_.taken(); }
  std::uint64_t expected() const override { return source_.expected(); }

  /// Reads what is left of the source, and gives the hash of all of it; never 0.
  Result<std::uint64_t> hash_of_all();

 private:
  struct FreeState {
    void operator()(XXH3_state_s* state) const;
  };

  ByteStream& source_;
  std::unique_ptr<XXH3_state_s, FreeState> state_;
};

/// The hash of a whole file. Error io.
Result<std::uint64_t> content_hash(const std::string& path);

}  // namespace vnidx::source
