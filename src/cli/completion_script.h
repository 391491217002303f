// Completion scripts, made from what the commands declare. Pure functions; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "cli/options.h"

namespace vnidx::cli {

enum class Shell : std::uint8_t { bash, zsh, fish };

/// The script for `program`, as OptionSet::program() tells it.
std::string completion_script(std::span<const CommandSpec> program, Shell shell);

}  // namespace vnidx::cli
