// Whether a generation is as it was written. What may be damaged is read by child processes, for Xapian
// trusts what it reads: on damaged tables it has crashed and gone round in circles. Thread-safe.
#pragma once

#include <filesystem>

#include "vnidx/maintenance.h"
#include "vnidx/result.h"

namespace vnidx::store {

/// The report on the live generation of `index`. Errors: no_index, io.
Result<CheckReport> check(const std::filesystem::path& index);

}  // namespace vnidx::store
