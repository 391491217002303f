// The option `--wait`, which every command that writes has.
#pragma once

#include "cli/options.h"
#include "cli/units.h"
#include "vnidx/index.h"

namespace vnidx::cli {

inline void declare_wait(OptionSet& set, LockWait& wait) {
  const auto parse = [&wait](const std::string& text) -> Result<void> {
    const Result<LockWait> parsed = parse_wait(text);
    if (!parsed) return parsed.error();
    wait = *parsed;
    return {};
  };
  set.optional("--wait", parse, "wait for another writer to finish; --wait=SEC at most SEC seconds");
}

}  // namespace vnidx::cli
