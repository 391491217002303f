#include "base/sandbox.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <vector>

#include "base/file.h"

namespace vnidx {
namespace {

/// What parsing needs of the system: memory, the descriptors at hand, the time, and an end. What is missing
/// here fails with EPERM, so that a library which looks for a file goes on without it.
constexpr int kAllowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(lseek),
    SCMP_SYS(_llseek),
    SCMP_SYS(fstat),
    SCMP_SYS(fstat64),
    SCMP_SYS(close),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(brk),
    SCMP_SYS(mmap),
    SCMP_SYS(mmap2),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getrandom),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(tgkill),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getrusage),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(restart_syscall),
};

using Rules = std::unique_ptr<void, void (*)(scmp_filter_ctx)>;

/// The program for the kernel that allows kAllowed; empty where it could not be made.
std::vector<sock_filter> compile_filter() {
  const Rules rules(::seccomp_init(SCMP_ACT_ERRNO(EPERM)), ::seccomp_release);
  if (rules == nullptr) return {};
  for (const int call : kAllowed) {
    // One that this machine does not have is none to allow.
    const int added = ::seccomp_rule_add(rules.get(), SCMP_ACT_ALLOW, call, 0);
    if (added != 0 && added != -EDOM && call >= 0) return {};
  }
  const UniqueFd memory(::memfd_create("vnidx-filter", MFD_CLOEXEC));
  if (!memory || ::seccomp_export_bpf(rules.get(), memory.get()) != 0) return {};
  const off_t size = ::lseek(memory.get(), 0, SEEK_END);
  std::vector<sock_filter> program(static_cast<std::size_t>(size) / sizeof(sock_filter));
  if (::pread(memory.get(), program.data(), static_cast<std::size_t>(size), 0) != size) return {};
  return program;
}

/// Bytes of address space that this process has taken, used or not.
std::uint64_t address_space() {
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

bool limit(int resource, rlim_t soft, rlim_t hard) {
  const rlimit value{soft, hard};
  return ::setrlimit(static_cast<__rlimit_resource>(resource), &value) == 0;
}

bool limit(int resource, rlim_t both) {
  return limit(resource, both, both);
}

}  // namespace

struct Sandbox::Filter {
  std::vector<sock_filter> program;
  std::uint64_t address_space = 0;  // of this process when it prepared
};

bool can_refuse_system_calls() {
  const std::uint32_t action = SECCOMP_RET_ERRNO;
  return ::syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

Sandbox::Sandbox() : filter_(std::make_unique<Filter>()) {
  if (can_refuse_system_calls()) filter_->program = compile_filter();
  filter_->address_space = address_space();
}

Sandbox::~Sandbox() = default;

bool Sandbox::enter(const SandboxLimits& limits) const {
  const auto seconds = static_cast<rlim_t>(limits.processor.count());
  const bool limited = limit(RLIMIT_CPU, seconds, seconds + 1) && limit(RLIMIT_CORE, 0) &&
                       limit(RLIMIT_AS, filter_->address_space + limits.memory_bytes) &&
                       limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NPROC, 0) && limit(RLIMIT_NOFILE, 0);
  if (!limited || ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  if (!can_refuse_system_calls()) return true;
  auto& program = filter_->program;
  if (program.empty()) return false;
  const sock_fprog all{static_cast<unsigned short>(program.size()), program.data()};
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all, 0, 0) == 0;
}

}  // namespace vnidx
