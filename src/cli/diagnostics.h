// What readers had to say about inputs, told to a person without drowning them.
// Not thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "source/diagnostic.h"

namespace vnidx::cli {

/// Tells each diagnostic in one line: `vnidx: PLACE: MESSAGE`, or `vnidx: PLACE: note: MESSAGE` where the
/// document was kept. What was passed over is told only where all is. Diagnostics are of one kind when their
/// messages differ only behind the first digit or quotation mark; after the first few of a kind the rest is
/// counted, unless all are asked for.
class DiagnosticLog {
 public:
  enum class Extent : std::uint8_t {
    rejected,  ///< tell of rejected inputs only
    some,      ///< the first few of each kind
    all,
  };
  using Say = std::function<void(std::string_view line)>;

  DiagnosticLog(Extent extent, Say say) : extent_(extent), say_(std::move(say)) {}

  void add(const source::Diagnostic& diagnostic);

  /// Tells how many of each kind were not told.
  void finish() const;

  std::uint64_t rejected() const { return rejected_; }
  std::uint64_t repaired() const { return repaired_; }
  std::uint64_t passed_over() const { return passed_over_; }

 private:
  Extent extent_;
  Say say_;
  std::uint64_t rejected_ = 0;
  std::uint64_t repaired_ = 0;
  std::uint64_t passed_over_ = 0;
  using Shared = std::pair<source::Diagnostic::Kind, std::string>;  // what diagnostics of one kind share
  std::map<Shared, std::uint64_t> seen_;
};

}  // namespace vnidx::cli
