// What lies beside documents and nobody takes for one: lock files, thumbnails, backups, pictures, programs.
// Pure functions; thread-safe.
#pragma once

#include <string_view>

namespace vnidx::format {

/// Why the file of that name is no document, whatever its extension: `is a lock file`; empty where it may be
/// one.
std::string_view leftover_by_name(std::string_view path);

/// Why the file of that name or extension is no document, `is a lock file`; empty where neither says anything
/// against it.
std::string_view junk_by_name(std::string_view path);

/// What begins with `head`, `is an image`; empty where it is neither a picture nor a sound, a font …
std::string_view media_kind(std::string_view head);

/// Why the file `path` that begins with `head` is no document. Of what is named like a document nothing is
/// said unless it is surely another thing.
std::string_view junk_by_content(std::string_view path, std::string_view head);

/// Whether the member `name` of an archive, or a folder it is in, is hidden, as by a leading dot.
bool is_hidden(std::string_view name);

}  // namespace vnidx::format
