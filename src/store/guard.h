// The one place where Xapian's exceptions become vnidx's errors. Thread-safe.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <type_traits>
#include <utility>

#include "vnidx/result.h"

namespace vnidx::store {

/// What a Xapian error on the database at `place` means to the person who sees it.
Error error_of(const Xapian::Error& error, const std::filesystem::path& place);

/// Runs `work`, which returns a Result and may throw Xapian errors; its Result, or the Error.
/// What a reader that can start again does about Xapian::DatabaseModifiedError is in Snapshot::run.
template <class Work>
std::invoke_result_t<Work> guarded(const std::filesystem::path& place, Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const Xapian::Error& error) {
    return error_of(error, place);
  }
}

}  // namespace vnidx::store
