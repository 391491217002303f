// How far a long run has come, in one line of the terminal that is drawn again and again. Not thread-safe.
#pragma once

#include <chrono>
#include <cstdint>

namespace vnidx::cli {

class Progress {
 public:
  explicit Progress(bool shown) : shown_(shown) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { clear(); }

  /// Draws the line again, at most ten times a second.
  void update(std::uint64_t documents, std::uint64_t bytes, std::uint64_t rejected);

  /// Takes the line away, so that something else can be said.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
};

}  // namespace vnidx::cli
