#include "cli/intake.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "base/fork_server.h"
#include "cli/interrupt.h"
#include "cli/messages.h"
#include "cli/terminal.h"
#include "cli/units.h"
#include "cli/wait_option.h"
#include "print/listing.h"

namespace vnidx::cli {
namespace {

DiagnosticLog::Extent extent(const Globals& globals) {
  if (globals.quiet) return DiagnosticLog::Extent::rejected;
  return globals.verbose ? DiagnosticLog::Extent::all : DiagnosticLog::Extent::some;
}

bool shows_progress(When when, const Globals& globals) {
  return when == When::always || (when == When::automatic && stderr_is_terminal() && !globals.quiet);
}

}  // namespace

void declare_intake(OptionSet& set, IntakeOptions& options) {
  set.parsed(
      "--jobs", "N",
      [&options](const std::string& text) -> Result<void> {
        constexpr std::uint32_t kMost = 256;
        const Result<std::uint32_t> jobs = parse_number(text);
        if (!jobs) return jobs.error();
        if (*jobs > kMost) {
          return Error{ErrorCode::usage, text + " threads are more than " + std::to_string(kMost), "", ""};
        }
        options.write.jobs = *jobs;
        return {};
      },
      "threads that analyse (one for each core)");
  set.parsed(
      "--memory", "SIZE",
      [&options](const std::string& text) -> Result<void> {
        const Result<std::uint64_t> size = parse_size(text);
        if (!size) return size.error();
        options.write.memory_bytes = *size;
        return {};
      },
      "working memory, such as 512M or 2G (a quarter of RAM, at most 1G)");
  declare_wait(set, options.write.wait);
  set.text("--rejects", "FILE", options.rejects, "write rejected inputs to FILE: place, tab, reason");
  set.choice<When>("--progress", options.progress,
                   {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}},
                   "show how far it is (auto: on a terminal)");
}

void declare_lexicon(OptionSet& set, std::string& file) {
  set.text("--lexicon", "FILE", file,
           "bodies to find besides: on each line a name and, behind tabs, other forms of it");
}

Result<IndexWriter> open_writer(const std::string& index, const IntakeOptions& options) {
  // Before the writer has threads. Where there can be no such process, each file that needs it says so.
  (void)start_fork_server();
  Result<IndexWriter> writer = IndexWriter::open(index, options.write);
  if (writer) watch_interrupts();
  return writer;
}

Intake::Intake(const IntakeOptions& options, RejectsFile& rejects, const Globals& globals)
    : rejects_(rejects),
      progress_(shows_progress(options.progress, globals)),
      log_(extent(globals), [this](std::string_view line) {
        progress_.clear();
        say(line);
      }) {}

bool Intake::document(Document document, std::size_t source_bytes) {
  if (interrupted()) return false;
  ++documents_;
  bytes_ += source_bytes;
  progress_.update(documents_, bytes_, log_.rejected());
  if (writer_ == nullptr) return true;
  if (Result<void> added = writer_->add(std::move(document), source_bytes); !added) error_ = added.error();
  return !error_;
}

void Intake::diagnostic(source::Diagnostic diagnostic) {
  // What a signal cut short is no fault of the input.
  if (interrupted()) return;
  log_.add(diagnostic);
  if (diagnostic.kind == source::Diagnostic::Kind::rejected)
    rejects_.add(diagnostic.place, diagnostic.message);
}

void Intake::announce(std::span<const std::string> paths) {
  if (!progress_.is_shown()) return;
  std::uint64_t bytes = 0;
  for (const std::string& path : paths) {
    std::error_code failed;
    const std::uintmax_t size = std::filesystem::file_size(path, failed);
    bytes += failed ? bytes_below(path) : size;
  }
  progress_.expect(bytes);
}

void Intake::expect(std::size_t source_bytes) {
  if (writer_ != nullptr) writer_->make_room(source_bytes);
}

Result<void> Intake::finish(const char* interrupted_message) {
  progress_.clear();
  log_.finish();
  if (error_) return *error_;
  if (interrupted()) return Error{ErrorCode::interrupted, interrupted_message, "", ""};
  return {};
}

std::string Intake::counts() const {
  std::string text = ", rejected " + std::to_string(log_.rejected());
  if (log_.repaired() > 0) text += ", repaired " + std::to_string(log_.repaired());
  if (log_.passed_over() > 0) text += ", passed over " + std::to_string(log_.passed_over());
  return text;
}

std::string speed(const AddSummary& summary) {
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.1f s", summary.seconds);
  const double rate = summary.seconds > 0 ? static_cast<double>(summary.source_bytes) / summary.seconds : 0;
  return print::human_bytes(summary.source_bytes) + " in " + seconds + " (" +
         print::human_bytes(static_cast<std::uint64_t>(rate)) + "/s)";
}

void tell_displaced(const AddSummary& summary) {
  constexpr std::size_t kMost = 5;
  for (std::size_t i = 0; i < std::min(summary.displaced.size(), kMost); ++i) {
    const Displacement& each = summary.displaced[i];
    const std::string documents =
        each.documents == 1 ? "a document" : std::to_string(each.documents) + " documents";
    say("note: " + documents + " of " + each.by + " replaced " + (each.documents == 1 ? "one" : "those") +
        " of " + each.path + " with the same id");
  }
  if (summary.displaced.size() > kMost)
    say("note: the same in " + std::to_string(summary.displaced.size() - kMost) + " more pairs of files");
}

}  // namespace vnidx::cli
