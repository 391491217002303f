// Optical recognition of pages that are images, by the program `tesseract` where it is installed. The images
// are made by a confined child (base/confined.h); tesseract gets nothing else of a file. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "format/scanned_page.h"
#include "vnidx/result.h"

namespace vnidx::format {

/// Whether `tesseract` is there and knows Vietnamese; else an error that says what to install. It is asked
/// once for each process.
Result<void> find_tesseract();

struct Recognition {
  std::vector<RecognizedPage> pages;
  std::vector<std::string> notes;  ///< of pages that could not be recognised
};

/// Reads the pages of a PDF file that have no text. One that takes longer than two minutes is left out. Error
/// interrupted: a signal came; io: there can be no child; usage: as of find_tesseract().
Result<Recognition> recognize_pages(std::string_view pdf);

}  // namespace vnidx::format
