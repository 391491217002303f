// vnidx check: whether the index is as it was written, and making it whole again.
#include "print/check.h"

#include <memory>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/wait_option.h"
#include "vnidx/maintenance.h"

namespace vnidx::cli {
namespace {

enum class CheckFormat { text, json };

struct CheckOptions {
  CheckFormat format = CheckFormat::text;
  bool repair = false;
  WriteOptions write;
};

ExitStatus repair(const std::string& path, const CheckOptions& options, const Globals& globals) {
  const Result<RepairSummary> repaired = repair_index(path, options.write);
  if (!repaired) return fail(repaired.error());
  for (const std::string& note : repaired->notes) say("note: " + note);
  if (!repaired->was_damaged) {
    if (!globals.quiet) say("nothing was damaged; the checksums are there again");
  } else if (!globals.quiet || repaired->lost > 0) {
    say("repaired: saved " + std::to_string(repaired->documents) + " documents, lost " +
        std::to_string(repaired->lost));
  }
  return repaired->lost > 0 ? ExitStatus::some_rejected : ExitStatus::done;
}

ExitStatus check(const CheckOptions& options, const Globals& globals) {
  const Result<std::string> path = index_path(globals);
  if (!path) return fail(path.error());
  const Result<CheckReport> report = check_index(*path);
  if (!report) return fail(report.error());
  const bool is_whole = report->findings.empty();
  if (options.format == CheckFormat::json || !is_whole || !globals.quiet) {
    const ExitStatus printed = print_all(options.format == CheckFormat::json ? print::check_json(*report)
                                                                             : print::check_text(*report));
    if (printed != ExitStatus::done) return printed;
  }
  for (const std::string& note : report->notes) say("note: " + note);
  if (options.repair && (!is_whole || !report->has_checksums)) return repair(*path, options, globals);
  if (is_whole) return ExitStatus::done;
  return fail({ErrorCode::damaged, "the index is damaged", *path, "run `vnidx check --repair`"});
}

}  // namespace

Action declare_check(OptionSet& set) {
  const auto options = std::make_shared<CheckOptions>();
  set.choice<CheckFormat>("--format", options->format,
                          {{"text", CheckFormat::text}, {"json", CheckFormat::json}},
                          "how to print it (text)");
  set.flag("--repair", options->repair,
           "where it is damaged, build it anew from all documents that are whole");
  declare_wait(set, options->write.wait);
  return [options](const Globals& globals) { return check(*options, globals); };
}

}  // namespace vnidx::cli
