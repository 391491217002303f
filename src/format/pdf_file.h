// A PDF file as poppler reads it, page by page; the only place that knows poppler. Text in fonts from before
// Unicode is decoded here. Not thread-safe. Poppler crashes on some broken files: use it in a confined child.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "format/pdf_page.h"
#include "format/scanned_page.h"
#include "vnidx/document.h"
#include "vnidx/result.h"

namespace vnidx::format::pdf {

class File {
 public:
  /// `bytes` must outlive it. An error says what is wrong with the file: it is broken, or locked.
  static Result<File> open(const std::string& bytes);
  File(File&&) noexcept;
  ~File();

  int page_count() const;

  /// The page at `index`, from 0; an empty one where poppler cannot read it.
  Page page(int index);

  /// The page at `index` as it is printed: 300 dots per inch, or fewer where it is very large.
  std::optional<PageImage> image(int index);

  /// As whoever made the file filled it in.
  std::string title() const;
  std::string author() const;
  std::optional<Date> created() const;

 private:
  struct State;
  explicit File(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace vnidx::format::pdf
