// A run that reads sources into an index, and keeps what the index remembers of them (store/manifest.h) in
// step with what was read. Documents go through a sink, which hands them to the writer. Not thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "index/delete_limit.h"
#include "index/update_plan.h"
#include "source/reader.h"
#include "store/manifest.h"
#include "vnidx/index.h"
#include "vnidx/result.h"

namespace vnidx::index {

/// What became of the documents that are gone from their sources.
struct Removals {
  std::uint64_t gone = 0;
  bool refused = false;  ///< they are more than the limit, and were all left where they are
};

class Ingest {
 public:
  /// Both must outlive it.
  Ingest(store::Manifest& manifest, source::Sink& sink);

  /// Reads a file, a folder or a pipe, and remembers it, a pipe apart. False when the sink ended the reading.
  bool add(const std::string& path, const source::Options& options);

  /// Reads what `plan`, made of the same manifest, wants to be read. False when the sink ended the reading.
  bool follow(const UpdatePlan& plan);

  /// Before follow(), to build the index anew: reads what `plan` says is unchanged. Of such a file come the
  /// documents that the index has, and no others: those were removed by hand. False when the sink ended the
  /// reading.
  bool reread(const UpdatePlan& plan, const IndexWriter& writer);

  /// After everything was added: documents that left a file are update's to remove, so it shall read that
  /// file again.
  Result<void> leave_removals(IndexWriter& writer);

  /// After follow(): removes from the index what is gone from its sources, unless that is more than `limit`.
  Result<Removals> remove_gone(const UpdatePlan& plan, DeleteLimit limit, IndexWriter& writer);

 private:
  /// Reads the file `path` by the name `shown`.
  bool read(const std::string& shown, const std::string& path, const std::string& named_after,
            const source::Options& options);
  /// How the file of `reading` is read; tells where it cannot be.
  std::optional<source::Options> options_for(const Reading& reading);
  void remember(const std::string& path, bool is_folder, const source::Options& options);
  Result<std::set<std::string>> unnamed(const std::vector<std::string>& files, IndexWriter& writer);
  Result<void> look_elsewhere(const std::set<std::string>& ids, const UpdatePlan& plan,
                              const IndexWriter& writer);

  store::Manifest& manifest_;
  source::Sink& sink_;
  FileNames names_;
  std::unordered_set<std::string> source_paths_;
  std::map<std::string, store::FileEntry>
      replaced_;  // what was remembered of files that were read with other content
};

/// Takes the source `path` and the sources below it out of `manifest`, with their files. Files at or below
/// `path` that belong to another source are remembered as holding nothing: their documents do not come back
/// until they change. False where there was neither.
bool forget(store::Manifest& manifest, const std::string& path);

/// How a source is read. Error usage where this version does not know its format, encoding or an option.
Result<source::Options> options_of(const store::SourceEntry& source);

/// What the user wants to be different in how all sources are read.
struct Revision {
  std::vector<source::FileFilter> filters;
  std::optional<format::ListPages> list_pages;
  bool recognizes_images = false;    ///< from now on
  std::vector<std::string> exclude;  ///< of folders
};

/// Makes all sources remember `revision`. If that changes a source, its files are read again. Errors as of
/// options_of().
Result<void> revise_sources(store::Manifest& manifest, const Revision& revision);

/// What the index at `index_path` remembers, as last committed. Errors: no_index, damaged, io.
Result<store::Manifest> remembered_sources(const std::string& index_path);

/// The same of an index of any version, while no writer can replace it.
Result<store::Manifest> remembered_by_any_version(const std::string& index_path);

/// Makes the next update read every file with documents again, whatever `manifest` remembers of its content.
void distrust_contents(store::Manifest& manifest);

/// Scans every source of `manifest`, in order; `go_on` as for source::scan_folder().
std::vector<source::Scan> scan_sources(const store::Manifest& manifest, const std::function<bool()>& go_on);

}  // namespace vnidx::index
