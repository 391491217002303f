// vnidx update: brings the index in step with the files and folders that add was given.
#include <memory>

#include "cli/commands.h"
#include "cli/intake.h"
#include "cli/interrupt.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/units.h"
#include "index/ingest.h"
#include "index/update_plan.h"
#include "print/printable.h"
#include "source/content_hash.h"
#include "vnidx/index.h"

namespace vnidx::cli {
namespace {

struct UpdateOptions {
  bool full_scan = false;
  index::DeleteLimit limit;
  bool force = false;
  bool dry_run = false;
  IntakeOptions intake;
};

index::UpdatePlan make_plan(const store::Manifest& manifest, const UpdateOptions& options) {
  const auto scans = index::scan_sources(manifest, [] { return !interrupted(); });
  const auto trust = options.full_scan ? index::Trust::content : index::Trust::stamps;
  return index::plan_update(manifest, scans, trust, source::content_hash);
}

/// A line for each file: what it is, tab, its path; of a moved one its old path before.
std::string plan_lines(const index::UpdatePlan& plan) {
  std::string text;
  for (const index::Reading& reading : plan.readings) {
    switch (reading.why) {
      case index::Reading::Why::fresh:
        text += "new\t";
        break;
      case index::Reading::Why::changed:
        text += "changed\t";
        break;
      case index::Reading::Why::moved:
        text += "moved\t" + print::printable(reading.moved_from) + '\t';
        break;
    }
    text += print::printable(reading.path) + '\n';
  }
  for (const std::string& path : plan.gone) text += "gone\t" + print::printable(path) + '\n';
  return text;
}

std::string summary_line(const AddSummary& summary, const index::Removals& removals, const Intake& intake) {
  return "added " + std::to_string(summary.added) + ", replaced " + std::to_string(summary.replaced) + ", removed " +
         std::to_string(removals.refused ? 0 : removals.gone) + ", unchanged " + std::to_string(summary.unchanged) +
         intake.counts() + " — " + speed(summary);
}

std::string refusal(const index::Removals& removals, std::uint64_t all) {
  return "vnidx: " + std::to_string(removals.gone) + " of " + std::to_string(all) +
         " documents are gone from their sources, more than --max-deletes allows: none was removed; look at "
         "--dry-run, then use --force";
}

ExitStatus carry_out(const std::string& path, const UpdateOptions& options, const store::Manifest& planned_on,
                     index::UpdatePlan plan, Intake& intake, const Globals& globals) {
  Result<IndexWriter> writer = open_writer(path, options.intake);
  if (!writer) return fail(writer.error());
  const Result<store::Manifest*> manifest = writer->manifest();
  if (!manifest) return fail(manifest.error());
  // Another writer may have been quicker.
  if (**manifest != planned_on) plan = make_plan(**manifest, options);

  intake.write_to(*writer);
  for (const source::Diagnostic& problem : plan.problems) intake.diagnostic(problem);
  const std::uint64_t all = writer->document_count();
  const index::DeleteLimit limit = options.force ? index::DeleteLimit{all, 100} : options.limit;
  index::Ingest ingest(**manifest, intake);
  Result<index::Removals> removals = index::Removals();
  if (ingest.follow(plan)) removals = ingest.remove_gone(plan, limit, *writer);
  if (const Result<void> read = intake.finish("interrupted: the index is as it was"); !read) return fail(read.error());
  if (!removals) return fail(removals.error());
  const Result<AddSummary> summary = writer->finish();
  if (!summary) return fail(summary.error());
  if (globals.verbose) say("written " + writer->plan());
  if (removals->refused) say(refusal(*removals, all));
  if (!globals.quiet) say(summary_line(*summary, *removals, intake));
  return removals->refused ? ExitStatus::some_rejected : intake.status();
}

ExitStatus update(const UpdateOptions& options, const Globals& globals) {
  const Result<std::string> path = index_path(globals);
  if (!path) return fail(path.error());
  const Result<store::Manifest> manifest = index::remembered_sources(*path);
  if (!manifest) return fail(manifest.error());
  if (manifest->sources.empty()) {
    if (!globals.quiet) say("the index remembers no files or folders: there is nothing to update");
    return ExitStatus::done;
  }
  Result<RejectsFile> rejects = RejectsFile::open(options.intake.rejects);
  if (!rejects) return fail(rejects.error());

  Intake intake(options.intake, *rejects, globals);
  index::UpdatePlan plan = make_plan(*manifest, options);
  ExitStatus status = ExitStatus::done;
  if (options.dry_run || plan.changes_nothing()) {
    for (const source::Diagnostic& problem : plan.problems) intake.diagnostic(problem);
    if (const Result<void> told = intake.finish(""); !told) return fail(told.error());
    if (options.dry_run) status = print_all(plan_lines(plan));
    else if (!globals.quiet) say("nothing changed in " + std::to_string(manifest->files.size()) + " files");
    if (status == ExitStatus::done) status = intake.status();
  } else {
    status = carry_out(*path, options, *manifest, std::move(plan), intake, globals);
  }
  if (const Result<void> written = rejects->close(); !written) return fail(written.error());
  return status;
}

}  // namespace

Action declare_update(OptionSet& set) {
  const auto options = std::make_shared<UpdateOptions>();
  set.flag("--full-scan", options->full_scan, "compare the content of every file, not only sizes and times");
  set.parsed(
      "--max-deletes", "N|P%",
      [options](const std::string& text) -> Result<void> {
        const Result<index::DeleteLimit> limit = parse_delete_limit(text);
        if (!limit) return limit.error();
        options->limit = *limit;
        return {};
      },
      "remove nothing when more documents than that are gone (20%, and at least 20)");
  set.flag("--force", options->force, "remove what is gone, however much it is");
  set.flag("--dry-run", options->dry_run, "print what changed, but do nothing about it");
  declare_intake(set, options->intake);
  return [options](const Globals& globals) { return update(*options, globals); };
}

}  // namespace vnidx::cli
