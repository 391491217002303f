#include <unistd.h>

#include <exception>
#include <string_view>

#include "cli/app.h"
#include "cli/exit_status.h"
#ifndef VNIDX_FULL
#include "cli/hand_over.h"
#endif

namespace {

// Xapian 1.4.22 ends the program when one write of a commit fails and its own clean-up fails on top of it.
// What was committed before is whole all the same; say so, rather than dump core.
[[noreturn]] void give_up() {
  constexpr std::string_view kMessage =
      "vnidx: reading or writing failed beyond repair (is the disk full?); what was committed stays\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, kMessage.data(), kMessage.size());
  ::_exit(static_cast<int>(vnidx::cli::ExitStatus::io));
}

}  // namespace

int main(int argc, char** argv) {
  std::set_terminate(give_up);
#ifndef VNIDX_FULL
  vnidx::cli::hand_over(argc, argv);
#endif
  return static_cast<int>(vnidx::cli::run(argc, argv));
}
