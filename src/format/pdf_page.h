// The words of a PDF page and where they stand, in points from its upper left corner. Values.
#pragma once

#include <string>
#include <vector>

namespace vnidx::format::pdf {

struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;

  double height() const { return bottom - top; }
  double width() const { return right - left; }
};

struct Word {
  Box box;
  std::string text;  ///< UTF-8, in Unicode whatever the font
};

struct Page {
  double width = 0;
  double height = 0;
  std::vector<Word> words;
  /// What is not written from left to right, such as a watermark, in the order of the file.
  std::vector<std::string> turned;
};

}  // namespace vnidx::format::pdf
