// Streams out of archives and compressed files that a child process unpacks (format/unpack.h). Not
// thread-safe: one for each thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/file.h"
#include "format/unpack.h"
#include "source/byte_stream.h"
#include "vnidx/result.h"

namespace vnidx::source {

/// The bytes at hand of an unpacking: of one member, or of a compressed file. What they grow to is bounded by
/// the unpacking, so they are never a bomb by themselves.
class UnpackedStream : public ByteStream {
 public:
  explicit UnpackedStream(format::Unpacking& unpacking) : unpacking_(unpacking) {}
  Result<std::size_t> read(std::span<char> buffer) override;
  std::uint64_t taken() const override { return taken_; }
  std::uint64_t expected() const override { return 0; }

 private:
  format::Unpacking& unpacking_;
  std::size_t position_ = 0;  // in the piece at hand
  std::uint64_t taken_ = 0;
};

struct MemberVisitor {
  /// False ends the reading.
  std::function<bool(const std::string& name, ByteStream& bytes)> member;
  std::function<void(const std::string& name)> encrypted;
};

/// What came of reading the members.
struct MembersRead {
  bool ended = false;  ///< by the visitor
  std::string damage;  ///< why there may be more members than were read; empty where there are not
  bool interrupted = false;
};
MembersRead read_members(format::Unpacking& unpacking, const MemberVisitor& visitor);

}  // namespace vnidx::source
