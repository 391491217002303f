// What commands that read documents into an index share: their options, and the way from the reader to the
// writer.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "cli/diagnostics.h"
#include "cli/exit_status.h"
#include "cli/globals.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/rejects_file.h"
#include "source/reader.h"
#include "vnidx/index.h"

namespace vnidx::cli {

struct IntakeOptions {
  WriteOptions write;
  std::string rejects;
  When progress = When::automatic;
};

/// `--jobs`, `--memory`, `--wait`, `--rejects` and `--progress`.
void declare_intake(OptionSet& set, IntakeOptions& options);

/// Opens the writer of the index, and has signals noted from then on instead of ending the program.
Result<IndexWriter> open_writer(const std::string& index, const IntakeOptions& options);

/// `--lexicon`, of commands that may bring another one.
void declare_lexicon(OptionSet& set, std::string& file);

/// Hands documents to the index and counts what happened on the way. Not thread-safe.
class Intake : public source::Sink {
 public:
  Intake(const IntakeOptions& options, RejectsFile& rejects, const Globals& globals);

  /// Until then documents are only counted.
  void write_to(IndexWriter& writer) { writer_ = &writer; }

  bool document(Document document, std::size_t source_bytes) override;
  void diagnostic(source::Diagnostic diagnostic) override;
  void expect(std::size_t source_bytes) override;
  void advance(std::uint64_t file_bytes) override { progress_.advance(file_bytes); }

  /// What is going to be read; it is looked at where progress is shown, to tell how long that will take.
  void announce(std::span<const std::string> paths);

  /// Tells what was not told yet. An error where the writer had one, or a signal came: then `interrupted`
  /// says what became of the run.
  Result<void> finish(const char* interrupted);

  std::uint64_t documents() const { return documents_; }
  /// `, rejected 1, repaired 2, passed over 3`.
  std::string counts() const;
  ExitStatus status() const { return log_.rejected() > 0 ? ExitStatus::some_rejected : ExitStatus::done; }

 private:
  IndexWriter* writer_ = nullptr;
  RejectsFile& rejects_;
  Progress progress_;
  DiagnosticLog log_;
  std::optional<Error> error_;
  std::uint64_t documents_ = 0;
  std::uint64_t bytes_ = 0;
};

/// `127.0 kB in 0.2 s (735.0 kB/s)`.
std::string speed(const AddSummary& summary);

/// Says which files lost documents to others with the same ids.
void tell_displaced(const AddSummary& summary);

}  // namespace vnidx::cli
