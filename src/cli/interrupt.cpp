#include "cli/interrupt.h"

#include <unistd.h>

#include <csignal>

#include "base/stop.h"
#include "cli/exit_status.h"

namespace vnidx::cli {
namespace {

void leave(int) {
  _exit(static_cast<int>(ExitStatus::interrupted));
}

void raise_flag(int) {
  if (stop_requested.exchange(true)) leave(0);
}

void handle(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;  // without SA_RESTART: a read that waits must return
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
}

}  // namespace

void exit_on_interrupt() {
  handle(leave);
}

void watch_interrupts() {
  handle(raise_flag);
}

bool interrupted() {
  return stop_requested.load(std::memory_order_relaxed);
}

}  // namespace vnidx::cli
