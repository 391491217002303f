#include "source/kernel_file_system.h"

#include <linux/magic.h>
#include <sys/vfs.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>

namespace vnidx::source {
namespace {

struct KernelFileSystem {
  std::uint32_t magic;
  std::string_view name;
};

// The numbers that linux/magic.h does not have are those of fs/configfs, fs/fuse, ipc/mqueue.c and
// net/sunrpc.
constexpr KernelFileSystem kKernelFileSystems[] = {
    {PROC_SUPER_MAGIC, "proc"},
    {SYSFS_MAGIC, "sysfs"},
    {DEVPTS_SUPER_MAGIC, "devpts"},
    {CGROUP_SUPER_MAGIC, "cgroup"},
    {CGROUP2_SUPER_MAGIC, "cgroup2"},
    {DEBUGFS_MAGIC, "debugfs"},
    {TRACEFS_MAGIC, "tracefs"},
    {SECURITYFS_MAGIC, "securityfs"},
    {SELINUX_MAGIC, "selinuxfs"},
    {SMACK_MAGIC, "smackfs"},
    {PSTOREFS_MAGIC, "pstore"},
    {EFIVARFS_MAGIC, "efivarfs"},
    {BPF_FS_MAGIC, "bpf"},
    {BINFMTFS_MAGIC, "binfmt_misc"},
    {NSFS_MAGIC, "nsfs"},
    {RDTGROUP_SUPER_MAGIC, "resctrl"},
    {OPENPROM_SUPER_MAGIC, "openprom"},
    {XENFS_SUPER_MAGIC, "xenfs"},
    {0x62656570, "configfs"},
    {0x65735543, "fusectl"},
    {0x19800202, "mqueue"},
    {0x67596969, "rpc_pipefs"},
};

}  // namespace

std::string_view kernel_file_system(int fd) {
  struct statfs info {};
  int failed;
  do {
    failed = ::fstatfs(fd, &info);
  } while (failed != 0 && errno == EINTR);
  if (failed != 0) return {};
  const auto* const found = std::ranges::find(kKernelFileSystems, static_cast<std::uint32_t>(info.f_type),
                                              &KernelFileSystem::magic);
  return found == std::end(kKernelFileSystems) ? std::string_view() : found->name;
}

}  // namespace vnidx::source
