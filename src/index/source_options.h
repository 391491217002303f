// How options of the reading are remembered of a source: store::SourceEntry::options, `NAME=VALUE` each. What
// is as it is without options is not remembered. Pure functions; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source/reader.h"
#include "vnidx/result.h"

namespace vnidx::index {

std::vector<std::string> remembered_options(const source::Options& options);

/// Puts one of them into `options`. Error usage where this version does not know it.
Result<void> recall_option(std::string_view option, source::Options& options);

}  // namespace vnidx::index
