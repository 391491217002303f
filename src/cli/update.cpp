// vnidx update: brings the index in step with the files and folders that add was given.
#include <memory>

#include "cli/commands.h"
#include "cli/following.h"
#include "cli/messages.h"
#include "vnidx/maintenance.h"

namespace vnidx::cli {
namespace {

struct UpdateOptions {
  bool full_scan = false;
  FollowOptions follow;
};

ExitStatus carry_out(const std::string& path, const UpdateOptions& options, index::Trust trust,
                     const store::Manifest& planned_on, index::UpdatePlan plan, Intake& intake,
                     const Globals& globals) {
  Result<IndexWriter> writer = open_writer(path, options.follow.intake);
  if (!writer) return fail(writer.error());
  const Result<store::Manifest*> manifest = writer->manifest();
  if (!manifest) return fail(manifest.error());
  if (const Result<void> may = may_run_filters(path, **manifest); !may) return fail(may.error());
  // Another writer may have been quicker.
  if (**manifest != planned_on) plan = plan_following(**manifest, trust);
  return follow(*writer, plan, Reread::changed, options.follow, intake, globals);
}

// Removes what killed runs left. A writer that is at work does so itself.
Result<void> tidy(const std::string& path) {
  const Result<void> tidied = tidy_index(path, {});
  return !tidied && tidied.error().code == ErrorCode::locked ? Result<void>() : tidied;
}

ExitStatus update(const UpdateOptions& options, const Globals& globals) {
  const Result<std::string> path = index_path(globals);
  if (!path) return fail(path.error());
  const Result<store::Manifest> manifest = index::remembered_sources(*path);
  if (!manifest) return fail(manifest.error());
  if (manifest->sources.empty()) {
    const Result<void> tidied = options.follow.dry_run ? Result<void>() : tidy(*path);
    if (!tidied) return fail(tidied.error());
    if (!globals.quiet) say("the index remembers no files or folders: there is nothing to update");
    return ExitStatus::done;
  }
  Result<RejectsFile> rejects = RejectsFile::open(options.follow.intake.rejects);
  if (!rejects) return fail(rejects.error());

  Intake intake(options.follow.intake, *rejects, globals);
  const auto trust = options.full_scan ? index::Trust::content : index::Trust::stamps;
  index::UpdatePlan plan = plan_following(*manifest, trust);
  ExitStatus status = ExitStatus::done;
  if (options.follow.dry_run) {
    status = print_plan(plan, intake);
  } else if (plan.changes_nothing()) {
    if (const Result<void> tidied = tidy(*path); !tidied) return fail(tidied.error());
    status = tell_problems(plan, intake);
    if (!globals.quiet) say("nothing changed in " + std::to_string(manifest->files.size()) + " files");
  } else {
    status = carry_out(*path, options, trust, *manifest, std::move(plan), intake, globals);
  }
  if (const Result<void> written = rejects->close(); !written) return fail(written.error());
  return status;
}

}  // namespace

Action declare_update(OptionSet& set) {
  const auto options = std::make_shared<UpdateOptions>();
  set.flag("--full-scan", options->full_scan, "compare the content of every file, not only sizes and times");
  set.flag("--force", options->follow.force, "remove what is gone, however much it is");
  declare_following(set, options->follow);
  return [options](const Globals& globals) { return update(*options, globals); };
}

}  // namespace vnidx::cli
