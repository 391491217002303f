// What stands on pages and is none of the text: running heads, page numbers, stamps of digital signatures.
// Pure; thread-safe.
#pragma once

#include <vector>

#include "format/pdf_layout.h"

namespace vnidx::format::pdf {

struct LaidOutPage {
  double height = 0;
  std::vector<Line> lines;
};

/// Takes it out of `pages`, all those of a file, in order. What stands in the same margin of several pages is
/// a running head; so only the file as a whole shows it.
void remove_furniture(std::vector<LaidOutPage>& pages);

}  // namespace vnidx::format::pdf
