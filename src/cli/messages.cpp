#include "cli/messages.h"

#include <cstdio>

#include "print/printable.h"

namespace vnidx::cli {

void say(std::string_view text) {
  // One write a line, so that lines of programs that share the terminal do not mix.
  const std::string line = print::printable(text) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

std::string error_line(const Error& error) {
  std::string line = "vnidx: ";
  if (!error.place.empty()) line += error.place + ": ";
  line += error.message;
  if (!error.hint.empty()) line += "; " + error.hint;
  return line;
}

ExitStatus fail(const Error& error) {
  say(error_line(error));
  return exit_status(error.code);
}

}  // namespace vnidx::cli
