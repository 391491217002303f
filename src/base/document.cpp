#include "vnidx/document.h"

#include <string_view>

namespace vnidx {

std::string Document::body() const {
  std::string joined;
  joined.reserve(abstract.size() + text.size() + caption.size() + 2);
  for (const std::string_view part :
       {std::string_view(abstract), std::string_view(text), std::string_view(caption)}) {
    if (part.empty()) continue;
    if (!joined.empty()) joined += '\n';
    joined += part;
  }
  return joined;
}

}  // namespace vnidx
