// Which file systems are views of the running kernel. Their files are made up as they are read, many have no
// end or do something when they are opened, and none is a document. Thread-safe.
#pragma once

#include <string_view>

namespace vnidx::source {

/// The name of the kernel's file system that the open folder `fd` lies in, `proc`; empty where it is of
/// another kind, or nobody can tell. By the numbers of linux/magic.h.
std::string_view kernel_file_system(int fd);

}  // namespace vnidx::source
