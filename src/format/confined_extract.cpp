#include "format/confined_extract.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/confined.h"
#include "base/varint.h"
#include "format/extraction_codec.h"
#include "format/recognition.h"

namespace vnidx::format {
namespace {

/// Much more than any sound file takes, and little enough that a folder of hostile ones comes to its end.
ConfinedLimits limits_for(std::size_t size) {
  constexpr std::size_t kBytesPerSecond = 256 << 10;
  ConfinedLimits limits;
  limits.processor = std::chrono::seconds(20 + size / kBytesPerSecond);
  limits.silence = 4 * limits.processor;
  limits.memory_bytes = (std::uint64_t{1} << 30) + std::uint64_t{4} * size;
  return limits;
}

// The request is the format and the encoding, a byte each, how many bytes of the input were recognised, and
// the stem. The input is what was recognised, and the file.
std::string request_for(Format format, const Hints& hints) {
  std::string request{static_cast<char>(format), static_cast<char>(hints.encoding)};
  append_varint(request, hints.recognized.size());
  request += hints.stem;
  return request;
}

void extract_in_child(const ConfinedInput& input, const FrameSink& out) {
  const auto format = static_cast<Format>(input.request[0]);
  Hints hints;
  hints.encoding = static_cast<encoding::Encoding>(input.request[1]);
  hints.stem = input.request.substr(2);
  const auto recognized_size = static_cast<std::size_t>(take_varint(hints.stem));
  Result<std::string> bytes = read_rest(input.fd);
  if (!bytes) return;
  const std::string recognized = bytes->substr(0, recognized_size);
  bytes->erase(0, recognized_size);
  hints.recognized = recognized;
  out(encode_extraction(file_format(format).extract(std::move(*bytes), hints)));
}

std::string reader_of(const FileFormat& format) {
  std::string name(format.name);
  for (char& c : name) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return "the reader of " + name;
}

Result<Extraction> extract_confined(const FileFormat& format, std::string_view bytes, const Hints& hints) {
  const ConfinedLimits limits = limits_for(bytes.size());
  const Result<UniqueFd> input = hints.recognized.empty()
                                     ? memory_file(bytes)
                                     : memory_file(std::string(hints.recognized).append(bytes));
  if (!input) return input.error();
  Result<ConfinedRun> run =
      ConfinedRun::start(extract_in_child, input->get(), request_for(format.format, hints), limits);
  if (!run) return run.error();
  const std::optional<std::string> frame = run->next();
  if (frame) run->next();  // until it has ended
  if (run->end() == ConfinedEnd::finished && frame) {
    if (std::optional<Extraction> extraction = decode_extraction(*frame)) return *std::move(extraction);
  }
  const ConfinedEnd end = run->end() == ConfinedEnd::finished ? ConfinedEnd::crashed : run->end();
  std::string reason = describe(end, limits, reader_of(format));
  if (end == ConfinedEnd::interrupted) return Error{ErrorCode::interrupted, std::move(reason), {}, {}};
  return Extraction{{}, std::move(reason), {}};
}

/// Where pages of a PDF are images, what `tesseract` reads on them is part of it.
Result<Extraction> extract_with_images(const FileFormat& format, std::string_view bytes, Hints hints) {
  const Result<Recognition> recognition = recognize_pages(bytes);
  if (!recognition) return recognition.error();
  const std::string pages = encode_pages(recognition->pages);
  hints.recognized = pages;
  Result<Extraction> extraction = extract_confined(format, bytes, hints);
  if (extraction) {
    extraction->repairs.insert(extraction->repairs.end(), recognition->notes.begin(),
                               recognition->notes.end());
  }
  return extraction;
}

}  // namespace

Result<Extraction> extract_document(const FileFormat& format, std::string bytes, const Hints& hints) {
  if (format.where == Where::in_process) return format.extract(std::move(bytes), hints);
  if (format.format == Format::pdf && hints.recognizes_images)
    return extract_with_images(format, bytes, hints);
  return extract_confined(format, bytes, hints);
}

}  // namespace vnidx::format
