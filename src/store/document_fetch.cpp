#include "store/document_fetch.h"

#include <xapian.h>

#include <charconv>
#include <chrono>
#include <utility>

#include "base/child_process.h"
#include "store/guard.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

// What a child reads before the next one takes over: it holds no more than this and one document.
constexpr std::size_t kBytesOfChild = 8 << 20;
constexpr std::chrono::seconds kTimeOfChild{60};
// A child is given up at the document that ended it. Where so many were, no table is left to be read.
constexpr int kMostLost = 1000;

// Tells the number of each document and, where it can be read, its data, from number `first` on.
void tell_documents(const fs::path& generation, std::uint32_t first, std::uint32_t last,
                    const ChildWriter& out) {
  static_cast<void>(guarded(generation, [&]() -> Result<void> {
    const Xapian::Database database(generation.string());
    std::size_t bytes = 0;
    for (std::uint64_t number = first; number <= last && bytes < kBytesOfChild; ++number) {
      const std::string digits = std::to_string(number);
      out({digits});  // so that it is known where this ended, however it ends
      const auto told = guarded(generation, [&]() -> Result<void> {
        std::string data = database.get_document(static_cast<Xapian::docid>(number)).get_data();
        bytes += data.size();
        out({digits, std::move(data)});
        return {};
      });
      static_cast<void>(told);  // it is out of reach
    }
    return {};
  }));
}

}  // namespace

Result<void> fetch_documents(const fs::path& generation, std::uint32_t last,
                             const std::function<Result<void>(std::uint32_t, const std::string&)>& visit) {
  int lost = 0;
  for (std::uint64_t next = 1; next <= last && lost < kMostLost;) {
    const auto outcome = run_in_child(kTimeOfChild, [&](const ChildWriter& out) {
      tell_documents(generation, static_cast<std::uint32_t>(next), last, out);
    });
    if (!outcome) return outcome.error();
    if (outcome->messages.empty()) return {};  // it cannot be opened
    for (const ChildMessage& message : outcome->messages) {
      std::uint32_t number = 0;
      std::from_chars(message.front().data(), message.front().data() + message.front().size(), number);
      next = std::uint64_t{number} + 1;
      if (message.size() < 2) continue;
      if (auto visited = visit(number, message[1]); !visited) return visited;
    }
    if (outcome->end != ChildEnd::finished) ++lost;
  }
  return {};
}

}  // namespace vnidx::store
