// Numbers as people type them in options. Pure functions; thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "index/delete_limit.h"
#include "vnidx/index.h"
#include "vnidx/result.h"

namespace vnidx::cli {

/// A whole number, decimal digits only. Error usage.
Result<std::uint32_t> parse_number(const std::string& text);

/// Bytes: digits, then nothing or k, M, G (powers of 1024). Error usage.
Result<std::uint64_t> parse_size(const std::string& text);

/// The value of `--max-deletes`: documents, or with `%` behind so many of a hundred. Error usage.
Result<index::DeleteLimit> parse_delete_limit(const std::string& text);

/// The value of `--wait`: seconds; `true` (no value was typed) for ever; `false` (in a file) not at all.
/// Error usage.
Result<LockWait> parse_wait(const std::string& text);

}  // namespace vnidx::cli
