#include "source/zstd_stream.h"

#include <zstd.h>
#include <zstd_errors.h>

#include <new>
#include <utility>

namespace vnidx::source {
namespace {

constexpr int kMaxWindowLog = 27;

Error damaged(std::size_t code) {
  if (ZSTD_getErrorCode(code) == ZSTD_error_frameParameter_windowTooLarge) {
    return {
        ErrorCode::damaged, "needs a zstd window of more than 128 MiB: compress it without --long", {}, {}};
  }
  return {ErrorCode::damaged, std::string("is not sound zstd data: ") + ZSTD_getErrorName(code), {}, {}};
}

}  // namespace

bool is_zstd(std::string_view head) {
  constexpr std::string_view kFrame = "\x28\xB5\x2F\xFD";
  constexpr std::string_view kSkippableFrame = "\x2A\x4D\x18";  // behind a byte 0x50 … 0x5F
  return head.starts_with(kFrame) ||
         (!head.empty() && (head[0] & 0xF0) == 0x50 && head.substr(1).starts_with(kSkippableFrame));
}

void ZstdStream::FreeContext::operator()(ZSTD_DCtx_s* context) const {
  ZSTD_freeDCtx(context);
}

ZstdStream::ZstdStream(ByteStream& source, std::string head)
    : source_(source), context_(ZSTD_createDCtx()), input_(std::move(head)) {
  if (!context_) throw std::bad_alloc();
  ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, kMaxWindowLog);
  const unsigned long long size = ZSTD_getFrameContentSize(input_.data(), input_.size());
  if (size != ZSTD_CONTENTSIZE_UNKNOWN && size != ZSTD_CONTENTSIZE_ERROR) expected_ = size;
}

ZstdStream::~ZstdStream() = default;

Result<std::size_t> ZstdStream::read(std::span<char> buffer) {
  if (failure_) return *failure_;
  ZSTD_outBuffer output{buffer.data(), buffer.size(), 0};
  while (output.pos == 0) {
    // zstd may hold output back, so a frame begun is asked again before more input is read.
    ZSTD_inBuffer input{input_.data(), input_.size(), position_};
    if (inside_frame_ || input.pos < input.size) {
      const std::size_t left = ZSTD_decompressStream(context_.get(), &output, &input);
      if (ZSTD_isError(left) != 0) failure_ = damaged(left);
      if (failure_) return *failure_;
      taken_ += input.pos - position_;
      position_ = input.pos;
      inside_frame_ = left != 0;
      if (output.pos > 0 || position_ < input_.size()) continue;
    }
    input_.resize(ZSTD_DStreamInSize());
    const Result<std::size_t> count = source_.read({input_.data(), input_.size()});
    if (!count) return count.error();
    input_.resize(*count);
    position_ = 0;
    if (*count > 0) continue;
    if (inside_frame_) return Error{ErrorCode::damaged, "ends in the middle of its zstd data", {}, {}};
    break;
  }
  return output.pos;
}

}  // namespace vnidx::source
