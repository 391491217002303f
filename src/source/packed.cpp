#include "source/packed.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace vnidx::source {

using Piece = format::Unpacking::Piece;

Result<std::size_t> UnpackedStream::read(std::span<char> buffer) {
  while (true) {
    const std::optional<Piece> piece = unpacking_.piece();
    if (!piece) {
      const std::string failure = unpacking_.failure();
      if (failure.empty()) return std::size_t{0};
      const ErrorCode code = unpacking_.was_interrupted() ? ErrorCode::interrupted : ErrorCode::damaged;
      return Error{code, failure, {}, {}};
    }
    if (piece->kind == Piece::Kind::cut || piece->kind == Piece::Kind::damage)
      return Error{ErrorCode::damaged, "is damaged: it cannot be unpacked to its end", {}, {}};
    if (piece->kind != Piece::Kind::bytes) return std::size_t{0};
    const std::string_view part = piece->bytes.substr(position_, buffer.size());
    std::copy(part.begin(), part.end(), buffer.begin());
    position_ += part.size();
    taken_ += part.size();
    if (position_ == piece->bytes.size()) {
      unpacking_.take();
      position_ = 0;
    }
    if (!part.empty()) return part.size();
  }
}

MembersRead read_members(format::Unpacking& unpacking, const MemberVisitor& visitor) {
  MembersRead read;
  while (const std::optional<Piece> piece = unpacking.piece()) {
    const std::string bytes = piece->kind == Piece::Kind::bytes ? "" : std::string(piece->bytes);
    const Piece::Kind kind = piece->kind;
    if (kind == Piece::Kind::damage) {
      read.damage = bytes;
      return read;
    }
    unpacking.take();
    if (kind == Piece::Kind::encrypted) visitor.encrypted(bytes);
    if (kind != Piece::Kind::member) continue;  // what nobody wanted of the member before
    UnpackedStream stream(unpacking);
    if (visitor.member(bytes, stream)) continue;
    read.ended = true;
    return read;
  }
  read.damage = unpacking.failure();
  read.interrupted = unpacking.was_interrupted();
  return read;
}

}  // namespace vnidx::source
