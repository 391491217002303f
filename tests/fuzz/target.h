// What can be fuzzed: everything that reads bytes which vnidx did not write. Each target is a row of the
// table of its module (text_targets.cpp …); a failed expectation ends the process, as a crash does.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace vnidx::fuzz {

struct Target {
  std::string name;
  std::function<void(std::string_view bytes)> run;
  std::vector<std::string> seeds;  ///< valid inputs, from which mutations start
};

std::vector<Target> text_targets();
std::vector<Target> query_targets();
std::vector<Target> format_targets();
std::vector<Target> store_targets();

/// All of them.
std::vector<Target> targets();

/// Ends the process where a property does not hold.
inline void expect(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "fuzz: this does not hold: %s\n", property);
  std::abort();
}

}  // namespace vnidx::fuzz
