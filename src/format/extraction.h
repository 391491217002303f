// What reading one document out of the bytes of a file gives, whatever the format. Values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "encoding/decode.h"
#include "vnidx/document.h"

namespace vnidx::format {

struct Extraction {
  std::optional<Document> document;  ///< its id is empty where the file names none; its path is empty
  std::string rejection;             ///< why there is no document
  std::vector<std::string> repairs;  ///< what was left out or replaced in it
  bool unwanted = false;             ///< there is none because the hints say so, not for what the bytes are
};

/// What becomes of pages that only list others.
enum class ListPages : std::uint8_t { keep, reject };

/// What is known of a file besides its bytes.
struct Hints {
  std::string_view stem;  ///< the name without folder and extensions: the title of what has none
  encoding::Encoding encoding =
      encoding::Encoding::automatic;  ///< as the user says; automatic: as the bytes say
  ListPages list_pages = ListPages::keep;
  bool recognizes_images = false;    ///< pages of a PDF that are images are read (recognition.h)
  std::string_view recognized = {};  ///< what that gave: encode_pages() of scanned_page.h
};

/// Reads a whole file, decompressed, as one document. Whatever the bytes are, it ends and does not throw
/// anything but std::bad_alloc.
using Extract = Extraction (*)(std::string bytes, const Hints& hints);

}  // namespace vnidx::format
