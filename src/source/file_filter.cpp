#include "source/file_filter.h"

#include <algorithm>
#include <utility>

#include "base/command.h"
#include "base/path.h"

namespace vnidx::source {
namespace {

char small(char c) {
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

Error usage(std::string_view text, std::string_view why) {
  return {ErrorCode::usage,
          "'" + std::string(text) + "' is no filter: " + std::string(why),
          {},
          "write it as 'EXT=COMMAND'"};
}

bool has_extension(std::string_view path, std::string_view extension) {
  const std::string_view name = path.substr(path.find_last_of('/') + 1);
  if (name.size() < extension.size() + 2) return false;  // the dot, and something in front of it
  const std::string_view end = name.substr(name.size() - extension.size());
  return name[name.size() - extension.size() - 1] == '.' && std::ranges::equal(end, extension, {}, small);
}

/// The words with the path in place of `{}`, else behind them. Only a word that is `{}` is replaced: in one
/// of a shell's script, the name of a file would be part of the script.
std::vector<std::string> words_for(const FileFilter& filter, const std::string& path) {
  std::vector<std::string> words = filter.words;
  if (std::ranges::find(words, "{}") == words.end()) words.emplace_back("{}");
  std::ranges::replace(words, std::string("{}"), path);
  return words;
}

/// `the filter 'unrtf' ended with status 1: its complaint`.
Error failure(ErrorCode code, const FileFilter& filter, const std::string& what,
              const CommandOutcome& outcome) {
  std::string message = "the filter '" + filter.words[0] + "' " + what;
  if (!outcome.complaint.empty()) message += ": " + outcome.complaint;
  return {code, std::move(message), {}, {}};
}

}  // namespace

Result<FileFilter> parse_filter(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return usage(text, "there is no '='");
  std::string_view extension = text.substr(0, equals);
  if (extension.starts_with('.')) extension.remove_prefix(1);
  if (extension.empty()) return usage(text, "there is no extension");
  if (extension.find_first_of("/ *") != std::string_view::npos)
    return usage(text, "an extension has no '/', '*' or space");
  FileFilter filter{std::string(extension), std::string(text.substr(equals + 1))};
  std::ranges::transform(filter.extension, filter.extension.begin(), small);
  Result<std::vector<std::string>> words = split_words(filter.command);
  if (!words) return usage(text, words.error().message);
  if (words->front().empty() || words->front() == "{}") return usage(text, "it names no program");
  filter.words = *std::move(words);
  return filter;
}

void put_filter(std::vector<FileFilter>& filters, FileFilter filter) {
  const auto same = std::ranges::find(filters, filter.extension, &FileFilter::extension);
  if (same != filters.end()) {
    *same = std::move(filter);
  } else {
    filters.push_back(std::move(filter));
  }
}

const FileFilter* filter_for(const std::vector<FileFilter>& filters, std::string_view path) {
  const FileFilter* longest = nullptr;
  for (const FileFilter& filter : filters) {
    if (has_extension(path, filter.extension) &&
        (longest == nullptr || longest->extension.size() < filter.extension.size()))
      longest = &filter;
  }
  return longest;
}

Result<std::string> run_filter(const FileFilter& filter, const std::string& path) {
  const CommandLimits limits;
  Result<CommandOutcome> outcome = run_command(words_for(filter, absolute_path(path)), limits);
  if (!outcome) {
    if (outcome.error().code == ErrorCode::interrupted) return outcome.error();
    return failure(ErrorCode::io, filter, outcome.error().message, {});
  }
  using End = CommandOutcome::End;
  switch (outcome->end) {
    case End::signalled:
      return failure(ErrorCode::io, filter, "was ended by signal " + std::to_string(outcome->status),
                     *outcome);
    case End::too_long:
      return failure(ErrorCode::io, filter,
                     "takes longer than " + std::to_string(limits.time.count() / 1000) + " s", *outcome);
    case End::too_much_output:
      return failure(ErrorCode::damaged, filter,
                     "prints more than " + std::to_string(limits.output_bytes >> 20) + " MiB", *outcome);
    case End::exited:
      break;
  }
  if (outcome->status != 0) {
    return failure(ErrorCode::damaged, filter, "ended with status " + std::to_string(outcome->status),
                   *outcome);
  }
  if (outcome->output.empty()) return failure(ErrorCode::damaged, filter, "printed nothing", *outcome);
  return std::move(outcome->output);
}

}  // namespace vnidx::source
