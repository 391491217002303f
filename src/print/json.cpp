#include "print/json.h"

#include <cmath>
#include <cstdio>
#include <string_view>

#include "print/printable.h"
#include "text/utf8.h"

namespace vnidx::print {

void append_line(std::string& out, const Json& value) {
  const std::string plain = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  // What printable() would change stands only inside strings, where JSON lets any character be written as an
  // escape. Those beyond U+FFFF (tags) act on nothing and stay.
  std::size_t copied = 0;
  std::size_t end = 0;
  while (end < plain.size()) {
    const std::size_t begin = end;
    const auto [code_point, bytes] = text::decode(std::string_view(plain).substr(begin));
    end += bytes;
    if (code_point > 0xFFFF || printable(code_point) == code_point) continue;
    char escape[8];
    std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(code_point));
    out.append(plain, copied, begin - copied).append(escape);
    copied = end;
  }
  out.append(plain, copied).append(1, '\n');
}

double rounded(double value, int places) {
  const double scale = std::pow(10.0, places);
  return std::round(value * scale) / scale;
}

void set_known(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}

}  // namespace vnidx::print
