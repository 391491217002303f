// vnidx add: reads inputs and makes their documents findable.
#include <unistd.h>

#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/intake.h"
#include "cli/interrupt.h"
#include "cli/messages.h"
#include "cli/reading_options.h"
#include "index/ingest.h"
#include "source/path_list.h"
#include "source/reader.h"
#include "vnidx/index.h"

namespace vnidx::cli {
namespace {

struct AddOptions {
  std::vector<std::string> paths;
  std::string files_from;
  bool nul = false;
  bool follow_links = false;
  std::string map;
  source::Options source;
  RememberedOptions remembered;
  IntakeOptions intake;
  bool dry_run = false;
};

/// All that is to be read, in order.
Result<std::vector<std::string>> inputs(const AddOptions& options) {
  std::vector<std::string> paths = options.paths;
  if (!options.files_from.empty()) {
    auto listed = source::read_path_list(options.files_from, options.nul ? '\0' : '\n');
    if (!listed) return listed.error();
    paths.insert(paths.end(), std::make_move_iterator(listed->begin()),
                 std::make_move_iterator(listed->end()));
  } else if (options.nul) {
    return Error{ErrorCode::usage, "-0 is of use with --files-from only", "", ""};
  } else if (paths.empty()) {
    return Error{ErrorCode::usage, "nothing to add", "", "name files or folders, or - for standard input"};
  }
  return paths;
}

Result<source::Options> reading_options(const AddOptions& options) {
  Result<index::Revision> revision = revision_of(options.remembered);
  if (!revision) return revision.error();
  Result<format::FieldMap> fields = format::FieldMap::parse(options.map);
  if (!fields) return fields.error();
  source::Options reading = options.source;
  reading.fields = *std::move(fields);
  if (options.follow_links) reading.links = source::Links::all;
  reading.filters = std::move(revision->filters);
  reading.exclude = std::move(revision->exclude);
  reading.recognizes_images = revision->recognizes_images;
  reading.list_pages = revision->list_pages.value_or(reading.list_pages);
  return reading;
}

void read_all(const std::vector<std::string>& paths, const source::Options& options, index::Ingest& ingest,
              source::Sink& sink) {
  for (const std::string& path : paths) {
    const bool go_on = path == "-" ? source::read_stream(STDIN_FILENO, input_name(path), options, sink)
                                   : ingest.add(path, options);
    if (!go_on || interrupted()) return;
  }
}

std::string summary_line(const AddSummary& summary, const Intake& intake) {
  return "added " + std::to_string(summary.added) + ", replaced " + std::to_string(summary.replaced) +
         ", unchanged " + std::to_string(summary.unchanged) + intake.counts() + " — " + speed(summary);
}

ExitStatus add(const AddOptions& options, const Globals& globals) {
  const Result<std::string> index = index_path(globals);
  if (!index) return fail(index.error());
  const Result<std::vector<std::string>> paths = inputs(options);
  if (!paths) return fail(paths.error());
  const Result<source::Options> reading = reading_options(options);
  if (!reading) return fail(reading.error());
  Result<RejectsFile> rejects = RejectsFile::open(options.intake.rejects);
  if (!rejects) return fail(rejects.error());

  Intake intake(options.intake, *rejects, globals);
  std::optional<IndexWriter> writer;
  store::Manifest nothing;
  store::Manifest* manifest = &nothing;
  if (!options.dry_run) {
    Result<IndexWriter> opened = open_writer(*index, options.intake);
    if (!opened) return fail(opened.error());
    writer = std::move(*opened);
    intake.write_to(*writer);
    if (writer->changes_lexicon() && writer->document_count() > 0 && !globals.quiet) {
      say("note: the new lexicon counts for what is added from now on; `vnidx reindex` reads all documents "
          "with it");
    }
    const Result<store::Manifest*> remembered = writer->manifest();
    if (!remembered) return fail(remembered.error());
    manifest = *remembered;
  }

  intake.announce(*paths);
  index::Ingest ingest(*manifest, intake);
  read_all(*paths, *reading, ingest, intake);
  if (const Result<void> read = intake.finish("interrupted: nothing of this run was added"); !read) {
    return fail(read.error());
  }
  // An index of nothing would make every later search say that nothing was found.
  const bool is_nothing = intake.documents() == 0 && manifest->sources.empty();
  if (writer && is_nothing && !writer->changes_lexicon() && writer->document_count() == 0) {
    if (!globals.quiet) say(summary_line({}, intake));
  } else if (writer) {
    if (const Result<void> left = ingest.leave_removals(*writer); !left) return fail(left.error());
    const Result<AddSummary> summary = writer->finish();
    if (!summary) return fail(summary.error());
    if (globals.verbose) say("written " + writer->plan());
    if (!globals.quiet) say(summary_line(*summary, intake));
    if (!globals.quiet) tell_displaced(*summary);
  } else if (!globals.quiet) {
    say("read " + std::to_string(intake.documents()) + intake.counts() + " — nothing was written");
  }
  if (const Result<void> written = rejects->close(); !written) return fail(written.error());
  return intake.status();
}

}  // namespace

Action declare_add(OptionSet& set) {
  const auto options = std::make_shared<AddOptions>();
  set.positionals("PATH", options->paths, OptionSet::Need::optional,
                  "files; folders, read with all below them; - for JSON Lines on standard input");
  set.text("--files-from", "FILE", options->files_from,
           "read more paths from FILE, one a line; - for standard input");
  set.flag("-0,--null", options->nul, "paths in --files-from end with NUL");
  set.flag("--follow-links", options->follow_links, "follow links that lead out of a folder, too");
  declare_format(set, options->source.format);
  declare_encoding(set, options->source.encoding);
  declare_remembered(set, options->remembered);
  set.text("--map", "FIELD=NAME", options->map,
           "fields of dumps: title=tieu_de,text=body; known names need not be told");
  declare_intake(set, options->intake);
  declare_lexicon(set, options->intake.write.lexicon);
  set.flag("--dry-run", options->dry_run, "read and report, but write nothing");
  return [options](const Globals& globals) { return add(*options, globals); };
}

}  // namespace vnidx::cli
