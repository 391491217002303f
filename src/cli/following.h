// What update and reindex share: both follow the files and folders that the index remembers.
#pragma once

#include "cli/exit_status.h"
#include "cli/globals.h"
#include "cli/intake.h"
#include "cli/options.h"
#include "index/delete_limit.h"
#include "index/ingest.h"
#include "index/update_plan.h"
#include "vnidx/index.h"

namespace vnidx::cli {

struct FollowOptions {
  index::DeleteLimit limit;
  bool force = false;
  bool dry_run = false;
  IntakeOptions intake;
};

/// `--max-deletes`, `--dry-run` and those of declare_intake().
void declare_following(OptionSet& set, FollowOptions& options);

/// What there is to do; until a signal comes.
index::UpdatePlan plan_following(const store::Manifest& manifest, index::Trust trust);

/// Refuses (Error usage) to run commands that the index at `path` remembers where that index is another
/// user's, who could have anything run. The superuser's is trusted.
Result<void> may_run_filters(const std::string& path, const store::Manifest& manifest);

/// Tells only what is wrong with the sources.
ExitStatus tell_problems(const index::UpdatePlan& plan, Intake& intake);

/// The same, and prints what changed.
ExitStatus print_plan(const index::UpdatePlan& plan, Intake& intake);

enum class Reread : std::uint8_t { changed, all };

/// Carries out `plan`, made of the manifest that `writer` has, and says what was done.
ExitStatus follow(IndexWriter& writer, const index::UpdatePlan& plan, Reread reread,
                  const FollowOptions& options, Intake& intake, const Globals& globals);

}  // namespace vnidx::cli
