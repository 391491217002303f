// What an index remembers of where its documents came from, for `update` and `reindex`.
//
// It is one value of the database's metadata, and so is committed in the transaction that commits the
// documents it speaks of, or with the generation that holds them: it is never ahead of them, which would lose
// documents that no later run looks for, nor behind, which would read them again. A file beside the database
// could be neither without a second commit point. It costs about 45 bytes a file, and only update and reindex
// read it.
//
// Which documents came from a file it does not say: the index does, by their path (schema::prefix::kPath).
//
//   manifest = zstd frame, with a checksum, of: version:varint sources:varint source* files:varint file*
//   source   = flags:varint format:text encoding:text path:text options?    in the order they were added
//   flags    = 1: a folder, 2: follows links, 4: has options
//   options  = count:varint text*
//   file     = shared:varint rest:text size modified changed device inode hash:8 documents named_after:text
//   text     = length:varint bytes
//
// Version 2 brought the options. A manifest without any is written as version 1, which older programs read.
//
// A file's path is so many bytes shared with the one before, and the rest. Times, device and inode are the
// difference to the file before (`changed` to `modified`), in zigzag varints. Pure functions; thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_stamp.h"
#include "vnidx/result.h"

namespace vnidx::store {

/// What `add` was given: a file or a folder, and how to read it.
struct SourceEntry {
  std::string path;  ///< absolute, as bytes
  bool is_folder = false;
  std::string format;          ///< as options name them: `auto`, `text` …
  std::string encoding;        ///< `auto`, `utf-8` …
  bool follows_links = false;  ///< that lead out of the folder
  /// What else says how it is read, `NAME=VALUE` each.
  std::vector<std::string> options = {};
  friend bool operator==(const SourceEntry&, const SourceEntry&) = default;
};

/// A file that was read.
struct FileEntry {
  FileStamp stamp;
  std::uint64_t hash = 0;       ///< of its content; 0: what is there now must be read again in any case
  std::uint64_t documents = 0;  ///< how many it gave when it was read
  std::string named_after;      ///< the path that its documents' ids were made from, where it is another one
  friend bool operator==(const FileEntry&, const FileEntry&) = default;
};

/// Makes the next update read `file` again, whether or not it has changed.
inline void distrust(FileEntry& file) {
  file.hash = 0;
  file.stamp.changed = 0;
}

struct Manifest {
  std::vector<SourceEntry> sources;        ///< the last one added last
  std::map<std::string, FileEntry> files;  ///< by absolute path, as bytes
  friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// The bytes of a manifest; none for an empty one.
std::string write_manifest(const Manifest& manifest);

/// Errors: damaged; no_index where a newer version of vnidx wrote it.
Result<Manifest> read_manifest(std::string_view bytes);

}  // namespace vnidx::store
