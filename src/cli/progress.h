// How far a long run has come, in one line of the terminal that is drawn again and again. Not thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace vnidx::cli {

class Progress {
 public:
  explicit Progress(bool shown) : shown_(shown) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { clear(); }

  bool is_shown() const { return shown_; }

  /// expect() says how many bytes there are to read in all, advance() how many more were read. Without
  /// expect(), no remaining time is told.
  void expect(std::uint64_t file_bytes) { expected_ = file_bytes; }
  void advance(std::uint64_t file_bytes) { advanced_ += file_bytes; }

  /// Draws the line again, at most ten times a second.
  void update(std::uint64_t documents, std::uint64_t bytes, std::uint64_t rejected);

  /// Takes the line away, so that something else can be said.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  bool drawn_ = false;
  std::uint64_t expected_ = 0;
  std::uint64_t advanced_ = 0;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
};

/// What the line says after `seconds`: `1200 documents, 9.8 MB/s, 2 rejected, 0:42 left`. Of `expected` bytes
/// of files `advanced` were read; what cannot be told yet is left out.
std::string progress_line(std::uint64_t documents, std::uint64_t bytes, std::uint64_t rejected,
                          double seconds, std::uint64_t advanced, std::uint64_t expected);

}  // namespace vnidx::cli
