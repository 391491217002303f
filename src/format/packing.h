// How files are packed that hold others: compressed ones and archives. Pure functions; thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

namespace vnidx::format {

enum class Packing : std::uint8_t {
  none,
  compressed,  ///< one file: gzip, bzip2, xz (zstd is read in the process)
  archive,     ///< many: ZIP, 7z, tar
  warc,        ///< many: what a crawler brought home (ISO 28500)
};

/// What begins with `head`. A document that is a ZIP archive, as those of office programs are, is none.
Packing packing_of(std::string_view head);

}  // namespace vnidx::format
