// vnidx add: reads inputs and makes their documents findable.
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/diagnostics.h"
#include "cli/encoding_option.h"
#include "cli/files.h"
#include "cli/interrupt.h"
#include "cli/messages.h"
#include "cli/progress.h"
#include "cli/rejects_file.h"
#include "cli/terminal.h"
#include "cli/wait_option.h"
#include "print/listing.h"
#include "source/path_list.h"
#include "source/reader.h"
#include "vnidx/index.h"

namespace vnidx::cli {
namespace {

struct AddOptions {
  std::vector<std::string> paths;
  std::string files_from;
  bool nul = false;
  source::Options source;
  WriteOptions write;
  std::uint32_t jobs = 0;
  std::string rejects;
  bool dry_run = false;
  When progress = When::automatic;
};

/// Hands documents to the index and counts what happened on the way.
class Intake : public source::Sink {
 public:
  /// Without a writer documents are only counted.
  Intake(std::optional<IndexWriter>& writer, RejectsFile& rejects, DiagnosticLog::Extent extent,
         bool progress)
      : writer_(writer), rejects_(rejects), progress_(progress), log_(extent, [this](std::string_view line) {
          progress_.clear();
          say(line);
        }) {}

  bool document(Document document, std::size_t source_bytes) override {
    if (interrupted()) return false;
    ++documents_;
    bytes_ += source_bytes;
    progress_.update(documents_, bytes_, log_.rejected());
    if (!writer_) return true;
    if (Result<void> added = writer_->add(std::move(document), source_bytes); !added) error_ = added.error();
    return !error_;
  }

  void diagnostic(source::Diagnostic diagnostic) override {
    // What a signal cut short is no fault of the input.
    if (interrupted()) return;
    log_.add(diagnostic);
    if (diagnostic.kind == source::Diagnostic::Kind::rejected)
      rejects_.add(diagnostic.place, diagnostic.message);
  }

  void finish() {
    progress_.clear();
    log_.finish();
  }

  const std::optional<Error>& error() const { return error_; }
  std::uint64_t documents() const { return documents_; }
  const DiagnosticLog& log() const { return log_; }

 private:
  std::optional<IndexWriter>& writer_;
  RejectsFile& rejects_;
  Progress progress_;
  DiagnosticLog log_;
  std::optional<Error> error_;
  std::uint64_t documents_ = 0;
  std::uint64_t bytes_ = 0;
};

DiagnosticLog::Extent extent(const Globals& globals) {
  if (globals.quiet) return DiagnosticLog::Extent::rejected;
  return globals.verbose ? DiagnosticLog::Extent::all : DiagnosticLog::Extent::some;
}

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

void read_all(const std::vector<std::string>& paths, const source::Options& options, Intake& intake) {
  for (const std::string& path : paths) {
    const bool go_on = path == "-" ? source::read_stream(STDIN_FILENO, input_name(path), options, intake)
                                   : source::read_path(path, options, intake);
    if (!go_on || interrupted()) return;
  }
}

std::string counts(const DiagnosticLog& log) {
  std::string text = ", rejected " + std::to_string(log.rejected());
  if (log.repaired() > 0) text += ", repaired " + std::to_string(log.repaired());
  return text;
}

std::string summary_line(const AddSummary& summary, const DiagnosticLog& log) {
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.1f s", summary.seconds);
  const double rate = summary.seconds > 0 ? static_cast<double>(summary.source_bytes) / summary.seconds : 0;
  return "added " + std::to_string(summary.added) + ", replaced " + std::to_string(summary.replaced) +
         ", unchanged " + std::to_string(summary.unchanged) + counts(log) + " — " +
         print::human_bytes(summary.source_bytes) + " in " + seconds + " (" +
         print::human_bytes(static_cast<std::uint64_t>(rate)) + "/s)";
}

ExitStatus add(const AddOptions& options, const Globals& globals) {
  const Result<std::string> index = index_path(globals);
  if (!index) return fail(index.error());
  const Result<std::vector<std::string>> paths = inputs(options);
  if (!paths) return fail(paths.error());
  Result<RejectsFile> rejects = RejectsFile::open(options.rejects);
  if (!rejects) return fail(rejects.error());

  std::optional<IndexWriter> writer;
  if (!options.dry_run) {
    WriteOptions write = options.write;
    write.jobs = options.jobs;
    Result<IndexWriter> opened = IndexWriter::open(*index, write);
    if (!opened) return fail(opened.error());
    writer = std::move(*opened);
    watch_interrupts();
  }

  const bool progress = options.progress == When::always ||
                        (options.progress == When::automatic && stderr_is_terminal() && !globals.quiet);
  Intake intake(writer, *rejects, extent(globals), progress);
  read_all(*paths, options.source, intake);
  intake.finish();

  if (intake.error()) return fail(*intake.error());
  if (interrupted()) {
    return fail({ErrorCode::interrupted, "interrupted: nothing of this run was added", "", ""});
  }
  if (writer) {
    const Result<AddSummary> summary = writer->finish();
    if (!summary) return fail(summary.error());
    if (globals.verbose) say("written " + writer->plan());
    if (!globals.quiet) say(summary_line(*summary, intake.log()));
  } else if (!globals.quiet) {
    say("read " + std::to_string(intake.documents()) + counts(intake.log()) + " — nothing was written");
  }
  if (const Result<void> written = rejects->close(); !written) return fail(written.error());
  return intake.log().rejected() > 0 ? ExitStatus::some_rejected : ExitStatus::done;
}

}  // namespace

Action declare_add(OptionSet& set) {
  const auto options = std::make_shared<AddOptions>();
  set.positionals("PATH", options->paths, OptionSet::Need::optional,
                  "files; folders, read with all below them; - for JSON Lines on standard input");
  set.text("--files-from", "FILE", options->files_from,
           "read more paths from FILE, one a line; - for standard input");
  set.flag("-0,--null", options->nul, "paths in --files-from end with NUL");
  set.choice<source::Format>(
      "--format", options->source.format,
      {{"auto", source::Format::automatic}, {"text", source::Format::text}, {"jsonl", source::Format::jsonl}},
      "what the files are (auto: by name, then by content)");
  declare_encoding(set, options->source.encoding);
  set.number("--jobs", "N", options->jobs, "threads that analyse (one for each core)");
  set.parsed(
      "--memory", "SIZE",
      [options](const std::string& text) -> Result<void> {
        const Result<std::uint64_t> size = parse_size(text);
        if (!size) return size.error();
        options->write.memory_bytes = *size;
        return {};
      },
      "working memory, such as 512M or 2G (a quarter of RAM, at most 1G)");
  declare_wait(set, options->write.wait);
  set.text("--rejects", "FILE", options->rejects, "write rejected inputs to FILE: place, tab, reason");
  set.flag("--dry-run", options->dry_run, "read and report, but write nothing");
  set.choice<When>("--progress", options->progress,
                   {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}},
                   "show how far it is (auto: on a terminal)");
  return [options](const Globals& globals) { return add(*options, globals); };
}

}  // namespace vnidx::cli
