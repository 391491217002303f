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
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(bytes) / seconds);
  std::string line(kStartOfLine);
  line += std::to_string(documents) + " documents, " + print::human_bytes(rate) + "/s";
  if (rejected > 0) line += ", " + std::to_string(rejected) + " rejected";
  write(line);
}

void Progress::clear() {
  if (drawn_) write(kStartOfLine);
  drawn_ = false;
}

}  // namespace vnidx::cli
