// Which files in the folder of an index are the program's own. Whatever else lies there is somebody's: it is
// neither removed nor written over, whatever its name, and no link is followed.
//
// Thread-safe on different folders.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "vnidx/result.h"

namespace vnidx::store {

/// The number of a generation, as its name tells; 0 for a name that no generation has.
std::uint64_t generation_number(std::string_view name);

/// Whether Xapian calls a file of its tables so: its engines glass, honey and chert are known.
bool is_xapian_table(std::string_view name);

/// Names in `index` of folders that could be generations: they have such a name, and hold nothing but what a
/// generation is made of. Links to folders are none.
std::vector<std::string> own_generations(const std::filesystem::path& index);

/// Removes a generation, or the folder `build`, with all that is in it; touches nothing where it is a link or
/// holds anything that is not the program's. Whether it is gone.
bool remove_own(const std::filesystem::path& folder);

/// Whether nothing is at `path`, not even a link.
bool is_absent(const std::filesystem::path& path);

/// Whether a file is at `path`, and no link to one.
bool is_own_file(const std::filesystem::path& path);

}  // namespace vnidx::store
