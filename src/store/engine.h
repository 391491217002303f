// Which engine of Xapian's wrote a database. Of one layout we write and read tables past Xapian
// (glass_format.h); with every other Xapian does it all, which is slower. Thread-safe on different folders.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "vnidx/result.h"

namespace vnidx::store {

/// How `iamglass` begins: the layout that glass_format.h describes, of Xapian 1.4.
inline constexpr std::string_view kGlassMagic("\x0f\x0dXapian Glass\x04\x6e", 16);

/// What a database is known by.
struct Engine {
  std::string file;   ///< `iam` and the name of the engine; lies beside its tables
  std::string magic;  ///< how this file begins, where that names a version of the layout; else empty
  friend bool operator==(const Engine&, const Engine&) = default;
};

/// The engine that wrote the database at `path`. Errors: damaged (no file tells), io.
Result<Engine> engine_of(const std::filesystem::path& path);

/// The engine by which this Xapian makes new databases: one is made at `scratch`, where nothing may be, and
/// removed again. `backend` is one of Xapian's flags DB_BACKEND_*, for tests. Error io: it cannot be made, or
/// has files whose names we do not know as Xapian's.
Result<Engine> engine_of_new_databases(const std::filesystem::path& scratch, int backend = 0);

/// Whether its tables are of the layout that glass_format.h describes.
bool has_known_tables(const Engine& engine);

/// Error no_index, which names the engine, where the database at `generation` was written by one that this
/// Xapian does not know, and no byte of what tells its version was changed since. What is damaged passes, and
/// so does what cannot be read. Opens it in a child process.
Result<void> require_readable_engine(const std::filesystem::path& generation);

}  // namespace vnidx::store
