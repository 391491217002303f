#include "cli/search_report.h"

#include "cli/messages.h"
#include "print/printer.h"

namespace vnidx::cli {

void say_summary(const SearchResult& result) {
  say(print::summary_line(result));
  if (!result.read_as.empty()) say("read as: " + result.read_as);
  if (!result.did_you_mean.empty()) say("did you mean: " + result.did_you_mean);
  say_notes(result);
}

void say_notes(const SearchResult& result) {
  for (const std::string& note : result.notes) say("note: " + note);
}

void say_explanation(const SearchResult& result) {
  for (const std::string& line : print::explanation(result)) say(line);
}

}  // namespace vnidx::cli
