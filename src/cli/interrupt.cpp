#include "cli/interrupt.h"

#include <unistd.h>

#include <atomic>
#include <csignal>

#include "cli/exit_status.h"

namespace vnidx::cli {
namespace {

std::atomic<bool> signalled = false;
static_assert(std::atomic<bool>::is_always_lock_free, "set from a signal handler");

void leave(int) {
  _exit(static_cast<int>(ExitStatus::interrupted));
}

void raise_flag(int) {
  if (signalled.exchange(true)) leave(0);
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
  return signalled.load(std::memory_order_relaxed);
}

}  // namespace vnidx::cli
