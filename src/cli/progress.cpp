#include "cli/progress.h"

#include <cstdio>
#include <string>

#include "print/listing.h"

namespace vnidx::cli {
namespace {

constexpr auto kInterval = std::chrono::milliseconds(100);
constexpr std::string_view kStartOfLine = "\r\x1b[K";  // and erase to its end (ECMA-48, EL)

void write(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace

void Progress::update(std::uint64_t documents, std::uint64_t bytes, std::uint64_t rejected) {
  if (!shown_) return;
  const Clock::time_point now = Clock::now();
  if (now - last_ < kInterval) return;
  last_ = now;
  drawn_ = true;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  write(std::string(kStartOfLine) + progress_line(documents, bytes, rejected, seconds, advanced_, expected_));
}

std::string progress_line(std::uint64_t documents, std::uint64_t bytes, std::uint64_t rejected,
                          double seconds, std::uint64_t advanced, std::uint64_t expected) {
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(bytes) / seconds);
  std::string line = std::to_string(documents) + " documents, " + print::human_bytes(rate) + "/s";
  if (rejected > 0) line += ", " + std::to_string(rejected) + " rejected";
  // The first seconds say little of the others.
  constexpr double kLeastSeconds = 2;
  if (seconds < kLeastSeconds || advanced == 0 || advanced > expected) return line;
  const double part = static_cast<double>(advanced) / static_cast<double>(expected);
  const auto left = static_cast<std::uint64_t>(seconds / part - seconds);
  char text[48];
  if (left < 3600)
    std::snprintf(text, sizeof text, ", %u:%02u left", static_cast<unsigned>(left / 60),
                  static_cast<unsigned>(left % 60));
  else
    std::snprintf(text, sizeof text, ", %llu h %02u min left", static_cast<unsigned long long>(left / 3600),
                  static_cast<unsigned>(left / 60 % 60));
  return line + text;
}

void Progress::clear() {
  if (drawn_) write(kStartOfLine);
  drawn_ = false;
}

}  // namespace vnidx::cli
