// The members of an archive, or the bytes of a compressed file, taken out by libarchive in a child process
// that can do no harm (base/confined.h) and handed over as they come. Not thread-safe: one for each thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/confined.h"
#include "format/packing.h"
#include "vnidx/result.h"

namespace vnidx::format {

class Unpacking {
 public:
  struct Piece {
    enum class Kind : char {
      member = 'm',     ///< one begins: its name
      bytes = 'b',      ///< more of the member, or of the compressed file
      encrypted = 'e',  ///< the name of a member that a password protects
      cut = 'x',        ///< the member at hand is damaged and has no more bytes
      damage = 'd',     ///< there are no more members: why
    };
    Kind kind;
    std::string_view bytes;  ///< valid until take()
  };

  /// Unpacks the regular file `fd`, from its start and whatever its position; it may give `room` bytes in
  /// all. `packing` is compressed or archive. Error io: there can be no child.
  static Result<Unpacking> start(int fd, Packing packing, std::uint64_t room);

  /// The piece at hand, the first one to begin with; nothing behind the last one: then failure() says whether
  /// that came too early. Members that are hidden, links or passed over by their names give no bytes.
  std::optional<Piece> piece();
  /// Goes on to the next piece.
  void take();

  /// Why the child ended before it was done; empty where it was done.
  std::string failure() const;
  bool was_interrupted() const { return run_.end() == ConfinedEnd::interrupted; }
  /// How many bytes came so far.
  std::uint64_t produced() const { return produced_; }

 private:
  Unpacking(ConfinedRun run, const ConfinedLimits& limits) : run_(std::move(run)), limits_(limits) {}

  ConfinedRun run_;
  ConfinedLimits limits_;
  std::string frame_;
  std::size_t at_ = 0;  // of the piece in the frame
  std::uint64_t produced_ = 0;
};

}  // namespace vnidx::format
