// Pages of a PDF file that are images, on their way through optical recognition: the image that is handed to
// `tesseract`, and what that found on it. Values.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "format/pdf_page.h"

namespace vnidx::format {

/// A page as an image in shades of grey, a byte a pixel, row by row from above.
struct PageImage {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t dots_per_inch = 0;
  std::string pixels;
};

/// What `tesseract` found on a page.
struct RecognizedPage {
  std::uint32_t index = 0;  ///< from 0
  std::uint32_t dots_per_inch = 0;
  std::string table;  ///< its output `tsv`: a word a line, with where it stands
};

std::string encode_image(const PageImage& image);
/// Nothing where `bytes` are none that encode_image() made.
std::optional<PageImage> decode_image(std::string_view bytes);

/// `image` in the format PGM.
std::string as_pgm(const PageImage& image);

std::string encode_pages(std::span<const RecognizedPage> pages);
/// Those before what is none.
std::vector<RecognizedPage> decode_pages(std::string_view bytes);

/// The words of the table where they stand, each as high as its line, which the letters of a word alone need
/// not be.
pdf::Page page_of(const RecognizedPage& page);

}  // namespace vnidx::format
