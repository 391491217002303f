// How parts of a result are set off on a terminal.
#pragma once

#include <string_view>

namespace vnidx::print {

/// Sequences that begin a style; `reset` ends any of them. All empty where colour is off.
struct Style {
  std::string_view title;
  std::string_view match;
  std::string_view faint;
  std::string_view reset;
  bool links = false;  ///< whether the terminal knows links (OSC 8)
};

inline constexpr Style kPlain{};
inline constexpr Style kColor{"\x1b[1m", "\x1b[1;33m", "\x1b[2m", "\x1b[0m"};

}  // namespace vnidx::print
