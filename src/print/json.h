// JSON as vnidx writes it: stable order of keys, UTF-8, one object a line.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace vnidx::print {

using Json = nlohmann::ordered_json;

/// The "v" of every object that vnidx prints: keys are stable under it, new ones may be added.
inline constexpr int kJsonVersion = 1;

/// Appends `value` and a line end. Characters that could act on a terminal are written as \u escapes; bytes
/// that are no UTF-8 become U+FFFD.
void append_line(std::string& out, const Json& value);

/// Rounded to `places` decimals, so that no output carries digits that mean nothing.
double rounded(double value, int places);

/// Sets `key` where there is something to say: unknown values are absent.
void set_known(Json& object, const char* key, const std::string& value);

}  // namespace vnidx::print
