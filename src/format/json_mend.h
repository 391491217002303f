// JSON as it occurs where programs print it by hand: commas too many or missing, quotes and line feeds in
// strings that nobody escaped, `NaN`, `None`, `ObjectId("…")`. One object at a time. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "format/text_window.h"

namespace vnidx::format {

struct Mended {
  std::string json;      ///< the object as it was meant
  std::size_t size = 0;  ///< bytes of the window that it took
  std::string what;      ///< what was mended, for people
};

/// The object that `window` begins with. Nothing where it cannot be read: something else stands in it, or the
/// text ends within it, or the object is longer than `limit`.
std::optional<Mended> mend_object(TextWindow& window, std::size_t limit = std::size_t{1} << 30);

/// Where the object that `window` begins with ends, if it looks like sound JSON to there; strings are not
/// looked into.
std::optional<std::size_t> end_of_object(TextWindow& window);

}  // namespace vnidx::format
