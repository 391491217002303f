// vnidx reindex: builds the index anew from the files and folders that add was given.
#include <memory>

#include "cli/commands.h"
#include "cli/following.h"
#include "cli/interrupt.h"
#include "cli/messages.h"
#include "cli/reading_options.h"

namespace vnidx::cli {
namespace {

struct ReindexOptions {
  FollowOptions follow;
  RememberedOptions remembered;
};

ExitStatus show_plan(const std::string& path, Intake& intake) {
  const Result<store::Manifest> manifest = index::remembered_by_any_version(path);
  if (!manifest) return fail(manifest.error());
  return print_plan(plan_following(*manifest, index::Trust::stamps), intake);
}

ExitStatus build(const std::string& path, const ReindexOptions& options, const index::Revision& revision,
                 Intake& intake, const Globals& globals) {
  const FollowOptions& follows = options.follow;
  const Unreadable unreadable = follows.force ? Unreadable::lose : Unreadable::refuse;
  Result<IndexWriter> writer = IndexWriter::open_anew(path, follows.intake.write, unreadable);
  if (!writer) return fail(writer.error());
  watch_interrupts();
  const Result<store::Manifest*> manifest = writer->manifest();
  if (!manifest) return fail(manifest.error());
  if (const Result<void> may = may_run_filters(path, **manifest); !may) return fail(may.error());
  if (const Result<void> revised = index::revise_sources(**manifest, revision); !revised)
    return fail(revised.error());
  const index::UpdatePlan plan = plan_following(**manifest, index::Trust::stamps);
  return follow(*writer, plan, Reread::all, follows, intake, globals);
}

ExitStatus reindex(const ReindexOptions& options, const Globals& globals) {
  const Result<std::string> path = index_path(globals);
  if (!path) return fail(path.error());
  const Result<index::Revision> revision = revision_of(options.remembered);
  if (!revision) return fail(revision.error());
  const FollowOptions& follows = options.follow;
  Result<RejectsFile> rejects = RejectsFile::open(follows.intake.rejects);
  if (!rejects) return fail(rejects.error());
  Intake intake(follows.intake, *rejects, globals);
  const ExitStatus status =
      follows.dry_run ? show_plan(*path, intake) : build(*path, options, *revision, intake, globals);
  if (const Result<void> written = rejects->close(); !written) return fail(written.error());
  return status;
}

}  // namespace

Action declare_reindex(OptionSet& set) {
  const auto options = std::make_shared<ReindexOptions>();
  set.flag("--force", options->follow.force,
           "remove what is gone, however much it is; of an index of another version build what can be built");
  declare_following(set, options->follow);
  declare_remembered(set, options->remembered);
  declare_lexicon(set, options->follow.intake.write.lexicon);
  return [options](const Globals& globals) { return reindex(*options, globals); };
}

}  // namespace vnidx::cli
