// The options that every command has, and what they mean for it.
#pragma once

#include <cstdint>
#include <string>

#include "vnidx/result.h"

namespace vnidx::cli {

/// When to do what suits terminals only.
enum class When : std::uint8_t { automatic, always, never };

struct Globals {
  std::string index;
  When color = When::automatic;
  bool quiet = false;
  bool verbose = false;
};

/// The folder of the index: `--index`, else $VNIDX_INDEX, else vnidx/default in the user's data folder as the
/// XDG Base Directory Specification has it. A usage error where none of them is set.
Result<std::string> index_path(const Globals& globals);

/// `relative` in the folder that `variable` (an XDG one) names, else in $HOME/`fallback`; empty where neither
/// is set.
std::string user_path(const char* variable, const char* fallback, const char* relative);

}  // namespace vnidx::cli
