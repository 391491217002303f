// zstd data for tests.
#pragma once

#include <zstd.h>

#include <string>
#include <string_view>

namespace vnidx::test {

inline std::string compressed(std::string_view text, int window_log = 0) {
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  if (window_log > 0) {
    ZSTD_CCtx_setParameter(context, ZSTD_c_enableLongDistanceMatching, 1);
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
  }
  std::string result(ZSTD_compressBound(text.size()) + 64, '\0');
  ZSTD_outBuffer output{result.data(), result.size(), 0};
  ZSTD_inBuffer input{text.data(), text.size(), 0};
  if (window_log > 0) {
    // In two steps, so that the size is not known in advance and the window stays as large as asked for.
    ZSTD_compressStream2(context, &output, &input, ZSTD_e_continue);
  }
  ZSTD_compressStream2(context, &output, &input, ZSTD_e_end);
  ZSTD_freeCCtx(context);
  result.resize(output.pos);
  return result;
}

}  // namespace vnidx::test
