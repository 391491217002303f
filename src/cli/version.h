// What `vnidx --version` says. Pure; thread-safe.
#pragma once

#include <string>

namespace vnidx::cli {

/// The version, and below it what depends on how and where this program runs.
std::string version_text();

}  // namespace vnidx::cli
