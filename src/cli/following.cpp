#include "cli/following.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "base/file.h"
#include "cli/interrupt.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/units.h"
#include "print/printable.h"
#include "source/content_hash.h"

namespace vnidx::cli {
namespace {

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
      case index::Reading::Why::unchanged:
        break;
    }
    text += print::printable(reading.path) + '\n';
  }
  for (const std::string& path : plan.gone) text += "gone\t" + print::printable(path) + '\n';
  return text;
}

std::string summary_line(const AddSummary& summary, const index::Removals& removals, Reread reread,
                         const Intake& intake) {
  std::string line = "added " + std::to_string(summary.added) + ", replaced " +
                     std::to_string(summary.replaced) + ", removed " +
                     std::to_string(removals.refused ? 0 : removals.gone) + ", unchanged " +
                     std::to_string(summary.unchanged);
  if (reread == Reread::all) line += ", kept " + std::to_string(summary.kept);
  return line + intake.counts() + " — " + speed(summary);
}

std::string refusal(const index::Removals& removals, std::uint64_t all) {
  return "vnidx: " + std::to_string(removals.gone) + " of " + std::to_string(all) +
         " documents are gone from their sources, more than --max-deletes allows: none was removed; look at "
         "--dry-run, then use --force";
}

}  // namespace

void declare_following(OptionSet& set, FollowOptions& options) {
  set.parsed(
      "--max-deletes", "N|P%",
      [&options](const std::string& text) -> Result<void> {
        const Result<index::DeleteLimit> limit = parse_delete_limit(text);
        if (!limit) return limit.error();
        options.limit = *limit;
        return {};
      },
      "remove nothing when more documents than that are gone (20%, and at least 20)");
  set.flag("--dry-run", options.dry_run, "print what changed, but do nothing about it");
  declare_intake(set, options.intake);
}

index::UpdatePlan plan_following(const store::Manifest& manifest, index::Trust trust) {
  const auto scans = index::scan_sources(manifest, [] { return !interrupted(); });
  return index::plan_update(manifest, scans, trust, source::content_hash);
}

Result<void> may_run_filters(const std::string& path, const store::Manifest& manifest) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return io_error("open", path, errno);
  if (info.st_uid == ::geteuid() || info.st_uid == 0) return {};
  for (const store::SourceEntry& source : manifest.sources) {
    const Result<source::Options> options = index::options_of(source);
    if (!options || options->filters.empty()) continue;
    return Error{ErrorCode::usage,
                 "remembers the command '" + options->filters.front().command +
                     "', and as the index of another user it is not trusted to have it run",
                 path,
                 {}};
  }
  return {};
}

ExitStatus tell_problems(const index::UpdatePlan& plan, Intake& intake) {
  for (const source::Diagnostic& problem : plan.problems) intake.diagnostic(problem);
  if (const Result<void> told = intake.finish(""); !told) return fail(told.error());
  return intake.status();
}

ExitStatus print_plan(const index::UpdatePlan& plan, Intake& intake) {
  const ExitStatus told = tell_problems(plan, intake);
  const ExitStatus printed = print_all(plan_lines(plan));
  return printed == ExitStatus::done ? told : printed;
}

ExitStatus follow(IndexWriter& writer, const index::UpdatePlan& plan, Reread reread,
                  const FollowOptions& options, Intake& intake, const Globals& globals) {
  const Result<store::Manifest*> manifest = writer.manifest();
  if (!manifest) return fail(manifest.error());
  intake.write_to(writer);
  for (const source::Diagnostic& problem : plan.problems) intake.diagnostic(problem);
  const std::uint64_t all = writer.document_count();
  const index::DeleteLimit limit = options.force ? index::DeleteLimit{all, 100} : options.limit;
  std::vector<std::string> paths;
  for (const index::Reading& reading : plan.readings) paths.push_back(reading.path);
  intake.announce(paths);
  index::Ingest ingest(**manifest, intake);
  const bool is_reread = reread == Reread::changed || ingest.reread(plan, writer);
  Result<index::Removals> removals = index::Removals();
  if (is_reread && ingest.follow(plan)) removals = ingest.remove_gone(plan, limit, writer);
  if (const Result<void> read = intake.finish("interrupted: the index is as it was"); !read)
    return fail(read.error());
  if (!removals) return fail(removals.error());
  const Result<AddSummary> summary = writer.finish();
  if (!summary) return fail(summary.error());
  if (globals.verbose) say("written " + writer.plan());
  if (removals->refused) say(refusal(*removals, all));
  if (!globals.quiet) say(summary_line(*summary, *removals, reread, intake));
  if (!globals.quiet) tell_displaced(*summary);
  return removals->refused ? ExitStatus::some_rejected : intake.status();
}

}  // namespace vnidx::cli
