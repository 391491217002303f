#include "format/document_id.h"

#include "format/space.h"
#include "text/utf8.h"

namespace vnidx::format {

bool is_valid_id(std::string_view id) {
  for (std::string_view rest = id; !rest.empty();) {
    const text::Decoded next = text::decode(rest);
    if (next.code_point < 0x20 || (next.code_point >= 0x7F && next.code_point <= 0x9F)) return false;
    rest.remove_prefix(next.bytes);
  }
  return !trim(id).empty();
}

}  // namespace vnidx::format
