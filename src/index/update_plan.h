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
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/file_stamp.h"
#include "source/diagnostic.h"
#include "source/origin.h"
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

/// Names for the ids of files (store::FileEntry::named_after), no two of which have one hash. Not
/// thread-safe.
class FileNames {
 public:
  /// The hash of a name that ids are made of.
  using NameHash = std::uint64_t (*)(std::string_view name);
  explicit FileNames(const store::Manifest& manifest, NameHash hash_of = source::name_hash);
  /// What a new file at `path` is named after: nothing but itself, unless a file that was moved has that
  /// name, or another file has its hash.
  std::string name_for(const std::string& path);
  /// A file that was moved is named after `name`.
  void take(const std::string& name) { given_.insert(name); }

 private:
  bool has_own_hash(const std::string& name);

  NameHash hash_of_;
  std::set<std::string> given_;                              // names that are not the path of their file
  std::unordered_map<std::uint64_t, std::uint64_t> owners_;  // by hash of a name: another hash of it
};

}  // namespace vnidx::index
