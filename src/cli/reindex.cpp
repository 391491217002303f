// vnidx reindex: builds the index anew from the files and folders that add was given.
#include <memory>

#include "cli/commands.h"
#include "cli/following.h"
#include "cli/interrupt.h"
#include "cli/messages.h"

namespace vnidx::cli {
namespace {

ExitStatus show_plan(const std::string& path, Intake& intake) {
  const Result<store::Manifest> manifest = index::remembered_by_any_version(path);
  if (!manifest) return fail(manifest.error());
  return print_plan(plan_following(*manifest, index::Trust::stamps), intake);
}

ExitStatus build(const std::string& path, const FollowOptions& options, Intake& intake,
                 const Globals& globals) {
  const Unreadable unreadable = options.force ? Unreadable::lose : Unreadable::refuse;
  Result<IndexWriter> writer = IndexWriter::open_anew(path, options.intake.write, unreadable);
  if (!writer) return fail(writer.error());
  watch_interrupts();
  const Result<store::Manifest*> manifest = writer->manifest();
  if (!manifest) return fail(manifest.error());
  const index::UpdatePlan plan = plan_following(**manifest, index::Trust::stamps);
  return follow(*writer, plan, Reread::all, options, intake, globals);
}

ExitStatus reindex(const FollowOptions& options, const Globals& globals) {
  const Result<std::string> path = index_path(globals);
  if (!path) return fail(path.error());
  Result<RejectsFile> rejects = RejectsFile::open(options.intake.rejects);
  if (!rejects) return fail(rejects.error());
  Intake intake(options.intake, *rejects, globals);
  const ExitStatus status =
      options.dry_run ? show_plan(*path, intake) : build(*path, options, intake, globals);
  if (const Result<void> written = rejects->close(); !written) return fail(written.error());
  return status;
}

}  // namespace

Action declare_reindex(OptionSet& set) {
  const auto options = std::make_shared<FollowOptions>();
  set.flag("--force", options->force,
           "remove what is gone, however much it is; of an index of another version build what can be built");
  declare_following(set, *options);
  declare_lexicon(set, options->intake.write.lexicon);
  return [options](const Globals& globals) { return reindex(*options, globals); };
}

}  // namespace vnidx::cli
