#include "search/checker.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <string>
#include <thread>

#include "schema/record.h"

namespace vnidx::search {
namespace {

// Fewer documents than this are read faster than a thread starts.
constexpr std::size_t kMinPerThread = 24;
constexpr unsigned kMaxThreads = 8;
// An analyzer that has seen so many words starts over, so that a process that answers many queries stays small.
constexpr std::size_t kMaxTerms = 1 << 20;

}  // namespace

Checker::Checker(store::Snapshot& snapshot, std::vector<std::unique_ptr<TextReader>>& readers,
                 std::span<const query::QueryWord> words)
    : snapshot_(snapshot), readers_(readers), words_(words) {}

Result<void> Checker::for_each(std::span<const Xapian::docid> documents, std::size_t max_body_bytes,
                               const std::function<void(std::size_t, query::TextMatcher&)>& visit) {
  // A Xapian database belongs to one thread: this one fetches, all of them decompress and read.
  std::vector<std::string> frames;
  frames.reserve(documents.size());
  for (const Xapian::docid document : documents) frames.push_back(snapshot_.frame(document));

  const std::size_t useful = std::max<std::size_t>(documents.size() / kMinPerThread, 1);
  const std::size_t threads = std::min<std::size_t>(useful, std::clamp(std::thread::hardware_concurrency(), 1U, kMaxThreads));
  while (workers_.size() < threads) {
    if (readers_.size() == workers_.size()) readers_.push_back(std::make_unique<TextReader>());
    TextReader& reader = *readers_[workers_.size()];
    if (reader.analyzer.size() > kMaxTerms) reader.analyzer.forget();
    workers_.push_back({&reader, query::TextMatcher(reader.analyzer, words_), store::Decompressor(snapshot_.dictionary())});
  }
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::optional<Error> failure;
  const auto work = [&](Worker& worker) {
    for (std::size_t i = next++; i < frames.size(); i = next++) {
      auto read = worker.decompressor.decompress(frames[i], worker.reader->record);
      const auto document = read ? schema::read_record(worker.reader->record) : std::nullopt;
      if (!document) {
        const std::lock_guard lock(mutex);
        failure = Error{ErrorCode::damaged, "a stored document is damaged", snapshot_.index().string(),
                        "build the index again from its sources"};
        return;
      }
      worker.matcher.read(*document, max_body_bytes);
      visit(i, worker.matcher);
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (std::size_t i = 1; i < threads; ++i) helpers.emplace_back([&, i] { work(workers_[i]); });
    work(workers_.front());
  }
  if (failure) return *failure;
  return {};
}

}  // namespace vnidx::search
