// What an update has to do: a pure function of what the index remembers and of what lies at its sources now.
//
// A file counts as changed when its size or one of its times is another *and* its content is: times alone lie
// in both directions. It counts as gone only where its absence is certain: every source that it belongs to
// was scanned to its end, no link on the way to it is broken, and the file system that it was on is still
// there. A new file with the content of one that is gone is that file, moved, and keeps its ids. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/file_stamp.h"
#include "source/diagnostic.h"
#include "source/scan.h"
#include "store/manifest.h"
#include "vnidx/result.h"

namespace vnidx::index {

/// A file to be read.
struct Reading {
  enum class Why : std::uint8_t { fresh, changed, moved, unchanged };
  Why why = Why::fresh;
  std::string path;
  std::size_t source = 0;   ///< its number in the manifest: how to read it
  std::string moved_from;   ///< of a moved one
  std::string named_after;  ///< see store::FileEntry
  friend bool operator==(const Reading&, const Reading&) = default;
};

struct UpdatePlan {
  std::vector<Reading> readings;
  std::vector<Reading> unchanged;          ///< files that need no reading; only reindex reads them
  std::vector<std::string> gone;           ///< files that are no more; not those that moved
  std::vector<source::FoundFile> touched;  ///< other times, same content: only the stamp is to be remembered
  std::vector<source::Diagnostic> problems;  ///< sources and files about which nothing is known

  bool changes_nothing() const { return readings.empty() && gone.empty() && touched.empty(); }
};

/// The hash of a file's content as it is now (source/content_hash.h). Error io.
using ContentHash = std::function<Result<std::uint64_t>(const std::string& path)>;

enum class Trust : std::uint8_t {
  stamps,   ///< a file whose stamp is the same is the same
  content,  ///< every file is hashed
};

/// `scans` are those of the manifest's sources, in their order.
UpdatePlan plan_update(const store::Manifest& manifest, std::span<const source::Scan> scans, Trust trust,
                       const ContentHash& hash_of);

/// Names for the ids of files (store::FileEntry::named_after), no two alike. Not thread-safe.
class FileNames {
 public:
  explicit FileNames(const store::Manifest& manifest);
  /// What a new file at `path` is named after: nothing but itself, unless a file that was moved has that
  /// name.
  std::string name_for(const std::string& path);
  /// A file that was moved is named after `name`.
  void take(const std::string& name) { taken_.insert(name); }

 private:
  std::set<std::string> taken_;  // only those that are not the path of their file
};

}  // namespace vnidx::index
