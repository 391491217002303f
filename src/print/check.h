// What `vnidx check` found. Pure functions; thread-safe.
#pragma once

#include <string>

#include "vnidx/maintenance.h"

namespace vnidx::print {

/// A line for each finding, then one that sums up.
std::string check_text(const CheckReport& report);
std::string check_json(const CheckReport& report);

}  // namespace vnidx::print
