#include "cli/batch.h"

#include <chrono>
#include <string_view>

#include "cli/files.h"
#include "cli/messages.h"
#include "cli/output.h"

namespace vnidx::cli {
namespace {

/// Takes the first line off `rest`, without its end.
std::string_view next_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Writes the timings where they are asked for.
Result<void> write_timings(const std::string& path, std::string_view timings) {
  return path.empty() ? Result<void>() : write_output(path, timings);
}

}  // namespace

ExitStatus run_batch(const Batch& batch, const print::Printer& printer, Searcher& searcher) {
  using Clock = std::chrono::steady_clock;
  const Result<std::string> queries = read_input(batch.queries);
  if (!queries) return fail(queries.error());

  Output output;
  std::string timings;
  ExitStatus status = ExitStatus::nothing_found;
  std::size_t number = 0;
  for (std::string_view rest = *queries; !rest.empty() && output.flush_if_large();) {
    const std::string_view line = next_line(rest);
    const std::string place = input_name(batch.queries) + ":" + std::to_string(++number);
    if (line.empty()) continue;
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) {
      status = fail({ErrorCode::usage, "no tab between id and query", place, ""});
      continue;
    }
    const std::string_view id = line.substr(0, tab);
    SearchRequest request = batch.request;
    request.query = line.substr(tab + 1);

    const Clock::time_point start = Clock::now();
    const Result<SearchResult> result = searcher.search(request);
    const auto elapsed = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
    if (!result) {
      Error error = result.error();
      error.place = error.place.empty() ? place : place + ": " + error.place;
      status = fail(error);
      if (error.code != ErrorCode::usage) return output.finish(status);
      continue;
    }
    timings.append(id).append(1, '\t').append(std::to_string(elapsed.count())).append(1, '\n');
    printer.print(*result, {request.query, id, request.explain}, output.buffer());
    if (status == ExitStatus::nothing_found && result->total > 0) status = ExitStatus::done;
  }
  if (const Result<void> written = write_timings(batch.timing, timings); !written) {
    status = fail(written.error());
  }
  return output.finish(status);
}

}  // namespace vnidx::cli
