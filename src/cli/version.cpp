#include "cli/version.h"

#include "base/sandbox.h"

namespace vnidx::cli {

std::string version_text() {
  std::string text = "vnidx " VNIDX_VERSION "\nbinary formats are read in processes with limits";
  text += can_refuse_system_calls() ? " and without access to files and network (seccomp)"
                                    : "; this kernel has no seccomp to keep them from system calls";
  text += "\n--ocr reads images of pages by tesseract, where that is installed with Vietnamese";
  return text;
}

}  // namespace vnidx::cli
