#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace vnidx::cli {
namespace {

constexpr std::size_t kDefaultWidth = 80;

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

bool color_wanted(When when) {
  if (when != When::automatic) return when == When::always;
  return stdout_is_terminal() && environment("NO_COLOR").empty() && !environment("TERM").empty() &&
         environment("TERM") != "dumb";
}

/// Whether the terminal is one of those that take links (OSC 8) or are known to pass over them in silence.
bool knows_links() {
  for (const char* const variable : {"VTE_VERSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WEZTERM_PANE",
                                     "WT_SESSION", "ITERM_SESSION_ID"}) {
    if (!environment(variable).empty()) return true;
  }
  return environment("TERM").starts_with("foot") || environment("TERM").starts_with("alacritty");
}

}  // namespace

bool stdin_is_terminal() {
  return isatty(STDIN_FILENO) != 0;
}

bool stdout_is_terminal() {
  return isatty(STDOUT_FILENO) != 0;
}

bool stderr_is_terminal() {
  return isatty(STDERR_FILENO) != 0;
}

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kDefaultWidth;
  return size.ws_col;
}

print::Style output_style(When when) {
  print::Style style = color_wanted(when) ? print::kColor : print::kPlain;
  style.links = stdout_is_terminal() && environment("TERM") != "dumb" && knows_links();
  return style;
}

}  // namespace vnidx::cli
