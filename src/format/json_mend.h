// JSON as it occurs where programs print it by hand: commas too many or missing, quotes and line feeds in
// strings that nobody escaped, `NaN`, `None`, `ObjectId("…")`. One object at a time. Pure; thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "format/text_window.h"

namespace vnidx::format {

/// How many bytes may be looked at ahead of what is read, if the look is in vain. Text in which every place
/// asks for a look at all that follows would take time that grows with the square of its length: so vain
/// looks may cost some bytes for each byte that was read, and the first ones any number.
class LookAhead {
 public:
  std::size_t limit() const { return free_looks_ > 0 ? kUnlimited : left_; }
  /// `bytes` were looked at in vain.
  void spend(std::size_t bytes) {
    if (bytes > left_ && free_looks_ > 0) --free_looks_;
    left_ -= std::min(left_, bytes);
  }
  /// `bytes` were read.
  void earn(std::size_t bytes) { left_ = std::min(left_ + bytes * kForEachByte, kMost); }

 private:
  static constexpr std::size_t kUnlimited = std::size_t{1} << 30;
  static constexpr std::size_t kMost = std::size_t{8} << 20;
  static constexpr std::size_t kForEachByte = 8;
  std::size_t left_ = kMost;
  std::size_t free_looks_ = 2;
};

struct Mended {
  std::string json;      ///< the object as it was meant
  std::size_t size = 0;  ///< bytes of the window that it took
  std::string what;      ///< what was mended, for people
};

/// The object that `window` begins with. Nothing where it cannot be read: something else stands in it, the
/// text ends within it, or its end is behind `look_ahead`, which then has paid for the look, or it is longer
/// than `longest`.
std::optional<Mended> mend_object(TextWindow& window, LookAhead& look_ahead,
                                  std::size_t longest = std::size_t{1} << 30);

/// Where the object that `window` begins with ends, if it looks like sound JSON to there; strings are not
/// looked into. Pays for a look in vain, too.
std::optional<std::size_t> end_of_object(TextWindow& window, LookAhead& look_ahead);

}  // namespace vnidx::format
