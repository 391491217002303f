#include "format/recognition.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/command.h"
#include "base/confined.h"
#include "base/varint.h"
#include "format/pdf.h"

namespace vnidx::format {
namespace {

using End = CommandOutcome::End;

// As many as the longest files have; what has more is made to keep a machine at work.
constexpr std::size_t kMostPages = 5000;
constexpr std::chrono::minutes kTimeOfPage{2};

ConfinedLimits limits_of_child() {
  ConfinedLimits limits;
  limits.output_bytes = std::uint64_t{64} << 20;
  return limits;
}

/// Gives the numbers of the pages without text, or, where the request names one, its image.
void look_at_pages(const ConfinedInput& input, const FrameSink& out) {
  Result<std::string> bytes = read_rest(input.fd);
  if (!bytes) return;
  if (!input.request.empty()) {
    std::string_view request = input.request;
    if (const std::optional<PageImage> image = image_of_page(*bytes, static_cast<int>(take_varint(request))))
      out(encode_image(*image));
    return;
  }
  std::string numbers;
  for (const int page : pages_without_text(*bytes)) append_varint(numbers, static_cast<std::uint64_t>(page));
  out(numbers);
}

/// What the child gives for `request`; nothing where the file is more than it can bear.
Result<std::optional<std::string>> ask_child(std::string_view pdf, std::string_view request) {
  const Result<UniqueFd> input = memory_file(pdf);
  if (!input) return input.error();
  Result<ConfinedRun> run = ConfinedRun::start(look_at_pages, input->get(), request, limits_of_child());
  if (!run) return run.error();
  std::optional<std::string> frame = run->next();
  if (run->end() == ConfinedEnd::interrupted) return Error{ErrorCode::interrupted, "interrupted", {}, {}};
  return frame;
}

/// Its only input is the image; it prints a table.
Result<CommandOutcome> run_tesseract(const PageImage& image) {
  const Result<UniqueFd> file = memory_file(as_pgm(image));
  if (!file) return file.error();
  CommandLimits limits;
  limits.time = kTimeOfPage;
  // Several of its threads are slower than one, and documents are many.
  return run_command({"env", "OMP_THREAD_LIMIT=1", "tesseract", "stdin", "stdout", "-l", "vie", "--dpi",
                      std::to_string(image.dots_per_inch), "tsv"},
                     limits, file->get());
}

std::string what_failed(const CommandOutcome& outcome) {
  switch (outcome.end) {
    case End::too_long:
      return "tesseract took more than " + std::to_string(kTimeOfPage.count()) + " minutes";
    case End::signalled:
      return "tesseract crashed";
    case End::too_much_output:
      return "tesseract printed too much";
    case End::exited:
      break;
  }
  return outcome.complaint.empty() ? "tesseract failed" : "tesseract: " + outcome.complaint;
}

Result<void> ask_for_tesseract() {
  constexpr const char* kInstall = "install tesseract-ocr and tesseract-ocr-vie";
  const Result<CommandOutcome> outcome = run_command({"tesseract", "--list-langs"}, {});
  if (!outcome && outcome.error().code == ErrorCode::interrupted) return outcome.error();
  if (!outcome || outcome->end != End::exited || outcome->status != 0)
    return Error{ErrorCode::usage, "there is no tesseract to read images of pages", {}, kInstall};
  if (outcome->output.find("\nvie\n") == std::string::npos)
    return Error{ErrorCode::usage, "tesseract does not know Vietnamese", {}, kInstall};
  return {};
}

}  // namespace

Result<void> find_tesseract() {
  static const Result<void> found = ask_for_tesseract();
  return found;
}

Result<Recognition> recognize_pages(std::string_view pdf) {
  if (const Result<void> found = find_tesseract(); !found) return found.error();
  Result<std::optional<std::string>> listed = ask_child(pdf, {});
  if (!listed) return listed.error();
  Recognition recognition;
  std::string_view numbers = listed->has_value() ? std::string_view(**listed) : std::string_view();
  for (std::size_t count = 0; !numbers.empty() && count < kMostPages; ++count) {
    const std::uint64_t page = take_varint(numbers);
    const std::string place = "page " + std::to_string(page + 1) + ": ";
    std::string request;
    append_varint(request, page);
    const Result<std::optional<std::string>> given = ask_child(pdf, request);
    if (!given) return given.error();
    const std::optional<PageImage> image = *given ? decode_image(**given) : std::nullopt;
    if (!image) {
      recognition.notes.push_back(place + "there is no image of it");
      continue;
    }
    Result<CommandOutcome> outcome = run_tesseract(*image);
    if (!outcome) return outcome.error();
    if (outcome->end != End::exited || outcome->status != 0) {
      recognition.notes.push_back(place + what_failed(*outcome));
      continue;
    }
    recognition.pages.push_back(
        {static_cast<std::uint32_t>(page), image->dots_per_inch, std::move(outcome->output)});
  }
  return recognition;
}

}  // namespace vnidx::format
