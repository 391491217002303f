#include "index/ingest.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "base/lock_file.h"
#include "base/path.h"
#include "index/source_options.h"
#include "schema/fields.h"
#include "source/origin.h"
#include "source/walk.h"
#include "store/snapshot.h"

namespace vnidx::index {
namespace {

using source::FileReport;
using store::FileEntry;
using store::Manifest;
using store::SourceEntry;

bool belongs_to(const std::string& path, const SourceEntry& source) {
  return source.is_folder ? is_at_or_below(path, source.path) : path == source.path;
}

// The nearest source that the file belongs to says how it is read.
const SourceEntry* source_of(const Manifest& manifest, const std::string& path) {
  const SourceEntry* nearest = nullptr;
  for (const SourceEntry& source : manifest.sources) {
    if (belongs_to(path, source) && (nearest == nullptr || nearest->path.size() < source.path.size()))
      nearest = &source;
  }
  return nearest;
}

source::Links links_of(const SourceEntry& source) {
  return source.follows_links ? source::Links::all : source::Links::within;
}

// A source whose options cannot be understood is not read at all, so it excludes nothing.
source::Exclusions excluded_by(const SourceEntry& source) {
  const auto options = options_of(source);
  return options ? source::Exclusions(options->exclude) : source::Exclusions();
}

// Passes on documents of some ids only, and what is wrong with the file unless that was told before.
class Filter : public source::Sink {
 public:
  using Wants = std::function<bool(const std::string& id)>;
  enum class Wrongs : std::uint8_t { told_before, to_tell };
  Filter(source::Sink& sink, Wrongs wrongs, Wants wants)
      : sink_(sink), wrongs_(wrongs), wants_(std::move(wants)) {}

  bool document(Document document, std::size_t source_bytes) override {
    return !wants_(document.id) || sink_.document(std::move(document), source_bytes);
  }
  void diagnostic(source::Diagnostic diagnostic) override {
    if (wrongs_ == Wrongs::to_tell) sink_.diagnostic(std::move(diagnostic));
  }
  void expect(std::size_t source_bytes) override { sink_.expect(source_bytes); }
  void advance(std::uint64_t file_bytes) override { sink_.advance(file_bytes); }

 private:
  source::Sink& sink_;
  const Wrongs wrongs_;
  const Wants wants_;
};

// Files below `folder`, in the order of the map.
template <class Visit>
void for_files_below(Manifest& manifest, const std::string& folder, Visit&& visit) {
  for (auto file = manifest.files.lower_bound(folder);
       file != manifest.files.end() && file->first.starts_with(folder);) {
    const auto next = std::next(file);
    if (is_at_or_below(file->first, folder)) visit(file);
    file = next;
  }
}

}  // namespace

Ingest::Ingest(Manifest& manifest, source::Sink& sink) : manifest_(manifest), sink_(sink), names_(manifest) {
  for (const SourceEntry& source : manifest.sources) source_paths_.insert(source.path);
}

bool Ingest::add(const std::string& path, const source::Options& options) {
  struct stat info {};
  const bool is_there = ::stat(path.c_str(), &info) == 0;
  if (!is_there || !(S_ISREG(info.st_mode) || S_ISDIR(info.st_mode)))
    return source::read_path(path, options, sink_);
  const std::string full = absolute_path(path);
  if (!full.starts_with('/')) {
    sink_.diagnostic({source::Diagnostic::Kind::rejected, path,
                      "cannot be remembered, for the working folder is gone: name it by its absolute path"});
    return true;
  }
  if (is_index(full)) {
    sink_.diagnostic(
        {source::Diagnostic::Kind::rejected, path, "is the folder of an index: keep it elsewhere"});
    return true;
  }
  remember(full, S_ISDIR(info.st_mode), options);
  // Read by the name that the caller knows it by.
  source::Options reading = options;
  reading.passes_over_junk = S_ISDIR(info.st_mode);
  const auto read_one = [&](const std::string& found) {
    const std::string absolute = absolute_path(found);
    const auto known = manifest_.files.find(absolute);
    const std::string name =
        known == manifest_.files.end() ? names_.name_for(absolute) : known->second.named_after;
    return read(found, absolute, name, reading);
  };
  if (S_ISREG(info.st_mode)) return read_one(path);
  return source::walk(path, options.links, source::Exclusions(options.exclude),
                      {read_one, [&](source::Obstacle, source::Diagnostic diagnostic) {
                         sink_.diagnostic(std::move(diagnostic));
                       }});
}

// A source within another one that is read in the same way says nothing new.
void Ingest::remember(const std::string& path, bool is_folder, const source::Options& options) {
  // In a long list most files are new and have nothing to do with each other.
  const bool is_new = source_paths_.insert(path).second;
  const bool has_relatives = !is_new || is_folder ||
                             climb(std::string_view(path).substr(0, path.rfind('/')),
                                   [&](const std::string& folder) { return source_paths_.contains(folder); });
  SourceEntry added{path,
                    is_folder,
                    std::string(name_of(options.format)),
                    std::string(name_of(options.encoding)),
                    options.links == source::Links::all,
                    remembered_options(options)};
  const auto is_alike = [&](const SourceEntry& other) {
    return other.format == added.format && other.encoding == added.encoding &&
           other.follows_links == added.follows_links && other.options == added.options;
  };
  auto& sources = manifest_.sources;
  if (!has_relatives) return sources.push_back(std::move(added));
  const bool is_within = std::any_of(sources.begin(), sources.end(), [&](const SourceEntry& other) {
    return other.path != path && belongs_to(path, other) && is_alike(other);
  });
  std::erase_if(sources, [&](const SourceEntry& other) {
    return other.path == path || (belongs_to(other.path, added) && is_alike(other));
  });
  if (!is_within) sources.push_back(std::move(added));
}

bool Ingest::read(const std::string& shown, const std::string& path, const std::string& named_after,
                  const source::Options& options) {
  const auto known = manifest_.files.find(path);
  const bool is_known = known != manifest_.files.end();
  source::Options reading = options;
  // That a file has no documents any more is told, whatever became of it.
  if (is_known && known->second.documents > 0) reading.passes_over_junk = false;
  const FileReport report = source::read_file(shown, named_after, reading, sink_);
  if (report.outcome == FileReport::Outcome::ended) return false;
  // What was good once is tried again, and told, until it is good again or gone; until then its documents
  // stay.
  if (report.outcome == FileReport::Outcome::failed) {
    // What came of it so far is in the index and will be missed when the file is gone.
    if (report.documents > 0) {
      FileEntry& entry = is_known ? known->second : manifest_.files[path];
      if (!is_known) entry = {report.stamp, 0, report.documents, named_after};
      distrust(entry);
    }
    return true;
  }
  if (report.outcome == FileReport::Outcome::refused && is_known && known->second.documents > 0) return true;
  FileEntry entry{report.stamp, report.hash, report.documents, named_after};
  if (is_known && known->second.hash != report.hash) replaced_.emplace(path, known->second);
  manifest_.files.insert_or_assign(path, std::move(entry));
  return true;
}

Result<void> Ingest::leave_removals(IndexWriter& writer) {
  for (const auto& [path, before] : replaced_) {
    const auto unnamed = writer.unnamed(shown_path(path));
    if (!unnamed) return unnamed.error();
    if (unnamed->empty()) continue;
    distrust(manifest_.files.at(path));
  }
  return {};
}

bool Ingest::follow(const UpdatePlan& plan) {
  for (const source::FoundFile& touched : plan.touched) {
    manifest_.files.at(touched.path).stamp = settled(touched.stamp, nanoseconds_now());
  }
  for (const Reading& reading : plan.readings) {
    const auto options = options_for(reading);
    if (options && !read(reading.path, reading.path, reading.named_after, *options)) return false;
  }
  return true;
}

bool Ingest::reread(const UpdatePlan& plan, const IndexWriter& writer) {
  for (const Reading& reading : plan.unchanged) {
    FileEntry& file = manifest_.files.at(reading.path);
    const auto options = options_for(reading);
    if (!options) continue;
    if (file.hash == 0) {  // was refused: this version may know better
      if (!read(reading.path, reading.path, reading.named_after, *options)) return false;
      continue;
    }
    if (file.documents == 0) continue;
    // What fails here fails in add(), which can tell.
    const auto is_held = [&](const std::string& id) {
      const auto held = writer.holds(id);
      return !held || *held;
    };
    Filter filter(sink_, Filter::Wrongs::to_tell, [&](const std::string& id) {
      const std::string former = source::former_id(id);
      return is_held(id) || (!former.empty() && is_held(former));
    });
    const FileReport report = source::read_file(reading.path, reading.named_after, *options, filter);
    if (report.outcome == FileReport::Outcome::ended) return false;
    // One that changed since it was scanned is the next update's.
    if (report.outcome == FileReport::Outcome::whole && report.hash == file.hash) file.stamp = report.stamp;
  }
  return true;
}

std::optional<source::Options> Ingest::options_for(const Reading& reading) {
  const auto options = options_of(manifest_.sources[reading.source]);
  if (options) return *options;
  sink_.diagnostic({source::Diagnostic::Kind::rejected, reading.path, options.error().message});
  return std::nullopt;
}

// Reads once more the files that may still hold one of `ids`: of a document that several files have, the
// index has the one that was read last, and knows nothing of the others.
Result<void> Ingest::look_elsewhere(const std::set<std::string>& ids, const UpdatePlan& plan,
                                    const IndexWriter& writer) {
  std::set<std::string> done(plan.gone.begin(), plan.gone.end());
  for (const Reading& reading : plan.readings) done.insert({reading.path, reading.moved_from});
  Filter filter(sink_, Filter::Wrongs::told_before, [&](const std::string& id) { return ids.contains(id); });
  for (const auto& [path, file] : manifest_.files) {
    if (done.contains(path) || file.documents == 0) continue;
    const auto count = writer.document_count(shown_path(path));
    if (!count) return count.error();
    if (*count >= file.documents) continue;
    const SourceEntry* const source = source_of(manifest_, path);
    const auto options = source != nullptr ? options_of(*source) : Error{};
    if (options) source::read_file(path, file.named_after, *options, filter);
  }
  return {};
}

Result<Removals> Ingest::remove_gone(const UpdatePlan& plan, DeleteLimit limit, IndexWriter& writer) {
  std::vector<std::string> gone = plan.gone;
  for (const Reading& reading : plan.readings) {
    if (!reading.moved_from.empty() && manifest_.files.contains(reading.path))
      gone.push_back(reading.moved_from);
  }
  std::vector<std::string> files = gone;
  for (const auto& [path, before] : replaced_) files.push_back(path);

  auto ids = unnamed(files, writer);
  if (!ids) return ids.error();
  if (!ids->empty()) {
    if (auto looked = look_elsewhere(*ids, plan, writer); !looked) return looked.error();
    ids = unnamed(files, writer);
    if (!ids) return ids.error();
  }
  Removals removals{ids->size(), ids->size() > limit.of(writer.document_count())};
  if (removals.refused) {
    // As if it had not been seen, so that the next update sees it again.
    for (auto& [path, before] : replaced_) manifest_.files.insert_or_assign(path, before);
    return removals;
  }
  for (const std::string& id : *ids) {
    if (auto removed = writer.remove(id); !removed) return removed.error();
  }
  for (const std::string& path : gone) manifest_.files.erase(path);
  return removals;
}

Result<std::set<std::string>> Ingest::unnamed(const std::vector<std::string>& files, IndexWriter& writer) {
  std::set<std::string> all;
  for (const std::string& path : files) {
    // Documents of a folder `file!` beside the file would look like members of an archive.
    if (const auto below = manifest_.files.lower_bound(path + "!/");
        below != manifest_.files.end() && below->first.starts_with(path + "!/"))
      continue;
    auto ids = writer.unnamed(shown_path(path));
    if (!ids) return ids.error();
    all.insert(std::make_move_iterator(ids->begin()), std::make_move_iterator(ids->end()));
  }
  return all;
}

bool forget(Manifest& manifest, const std::string& path) {
  bool any = std::erase_if(manifest.sources,
                           [&](const SourceEntry& source) { return is_at_or_below(source.path, path); }) > 0;
  for_files_below(manifest, path, [&](auto file) {
    any = true;
    if (source_of(manifest, file->first) != nullptr) {
      file->second.documents = 0;
    } else {
      manifest.files.erase(file);
    }
  });
  return any;
}

Result<source::Options> options_of(const SourceEntry& source) {
  const auto format = format::format_named(source.format);
  const auto encoding = encoding::encoding_named(source.encoding);
  if (!format || !encoding) {
    return Error{ErrorCode::usage,
                 "was added as " + source.format + " in " + source.encoding +
                     ", which this version of vnidx does not read",
                 source.path,
                 {}};
  }
  source::Options options{*format, *encoding, links_of(source), source.is_folder};
  for (const std::string& option : source.options) {
    if (const Result<void> recalled = recall_option(option, options); !recalled) {
      Error error = recalled.error();
      error.place = source.path;
      return error;
    }
  }
  return options;
}

Result<Manifest> remembered_sources(const std::string& index_path) {
  auto snapshot = store::Snapshot::open(index_path);
  if (!snapshot) return snapshot.error();
  return snapshot->run([&]() -> Result<Manifest> {
    return store::read_manifest(snapshot->database().get_metadata(std::string(schema::metadata::kManifest)));
  });
}

Result<Manifest> remembered_by_any_version(const std::string& index_path) {
  const auto current = store::read_current(index_path, store::Version::any);
  if (!current) return current.error();
  return store::guarded(index_path, [&]() -> Result<Manifest> {
    const Xapian::Database database((std::filesystem::path(index_path) / current->generation).string());
    return store::read_manifest(database.get_metadata(std::string(schema::metadata::kManifest)));
  });
}

Result<void> revise_sources(Manifest& manifest, const Revision& revision) {
  bool any = false;
  for (SourceEntry& source : manifest.sources) {
    Result<source::Options> options = options_of(source);
    if (!options) return options.error();
    for (const source::FileFilter& filter : revision.filters) put_filter(options->filters, filter);
    if (source.is_folder) {
      for (const std::string& glob : revision.exclude) {
        if (std::ranges::find(options->exclude, glob) == options->exclude.end())
          options->exclude.push_back(glob);
      }
    }
    if (revision.list_pages) options->list_pages = *revision.list_pages;
    if (revision.recognizes_images) options->recognizes_images = true;
    any = std::exchange(source.options, remembered_options(*options)) != source.options || any;
  }
  if (!any) return {};
  for (auto& [path, file] : manifest.files) distrust(file);
  return {};
}

void distrust_contents(Manifest& manifest) {
  for (auto& [path, file] : manifest.files) {
    if (file.documents > 0) distrust(file);
  }
}

std::vector<source::Scan> scan_sources(const Manifest& manifest, const std::function<bool()>& go_on) {
  std::vector<source::Scan> scans;
  for (const SourceEntry& source : manifest.sources) {
    scans.push_back(source.is_folder
                        ? source::scan_folder(source.path, links_of(source), go_on, excluded_by(source))
                        : source::scan_file(source.path));
  }
  return scans;
}

}  // namespace vnidx::index
