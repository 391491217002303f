#include "cli/diagnostics.h"

namespace vnidx::cli {
namespace {

using Kind = source::Diagnostic::Kind;

// Rejected inputs are what a person must act on; notes are good to know.
constexpr std::uint64_t kMostRejected = 100;
constexpr std::uint64_t kMostNotes = 10;

/// What the messages of one kind have in common.
std::string shared_part(const std::string& message) {
  return message.substr(0, message.find_first_of("0123456789'\"`"));
}

std::string marked(Kind kind, const std::string& message) {
  return (kind == Kind::rejected ? "" : "note: ") + message;
}

std::uint64_t most(Kind kind) {
  return kind == Kind::rejected ? kMostRejected : kMostNotes;
}

}  // namespace

void DiagnosticLog::add(const source::Diagnostic& diagnostic) {
  if (diagnostic.kind == Kind::passed_over) {
    ++passed_over_;
    if (extent_ == Extent::all) say_("vnidx: " + diagnostic.place + ": passed over: " + diagnostic.message);
    return;
  }
  // What is fine as it is is told to who asks for everything.
  if (diagnostic.kind == Kind::note && extent_ != Extent::all) return;
  if (diagnostic.kind == Kind::rejected) ++rejected_;
  if (diagnostic.kind == Kind::repaired) ++repaired_;
  if (extent_ == Extent::rejected && diagnostic.kind == Kind::repaired) return;
  if (extent_ != Extent::all &&
      ++seen_[{diagnostic.kind, shared_part(diagnostic.message)}] > most(diagnostic.kind)) {
    return;
  }
  say_("vnidx: " + diagnostic.place + ": " + marked(diagnostic.kind, diagnostic.message));
}

void DiagnosticLog::finish() const {
  for (const auto& [shared, count] : seen_) {
    const auto& [kind, message] = shared;
    if (count <= most(kind)) continue;
    say_("vnidx: " + std::to_string(count - most(kind)) + " more: " + marked(kind, message) +
         "…; -v tells all");
  }
}

}  // namespace vnidx::cli
