// The one place where Xapian's exceptions become vnidx's errors, and those of the standard library with them.
// Thread-safe.
#pragma once

#include <xapian.h>

#include <exception>
#include <filesystem>
#include <type_traits>
#include <utility>

#include "base/exceptions.h"
#include "vnidx/result.h"

namespace vnidx::store {

/// What a Xapian error on the database at `place` means to the person who sees it.
Error error_of(const Xapian::Error& error, const std::filesystem::path& place);

/// Runs `work`, which returns a Result and may throw; its Result, or the Error.
/// What a reader that can start again does about Xapian::DatabaseModifiedError is in Snapshot::run.
template <class Work>
std::invoke_result_t<Work> guarded(const std::filesystem::path& place, Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const Xapian::Error& error) {
    return error_of(error, place);
  } catch (const std::exception& exception) {
    Error error = vnidx::error_of(exception);
    if (error.place.empty()) error.place = place.string();
    return error;
  }
}

}  // namespace vnidx::store
