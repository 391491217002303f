#include "search/checker.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <thread>

#include "schema/record.h"

namespace vnidx::search {
namespace {

// Fewer documents than this are read faster than a thread starts.
constexpr std::size_t kMinPerThread = 24;
constexpr unsigned kMaxThreads = 8;
// An analyzer that has seen so many words starts over, so that a process that answers many queries stays
// small.
constexpr std::size_t kMaxTerms = 1 << 20;

}  // namespace

Checker::Checker(store::Snapshot& snapshot, std::vector<std::unique_ptr<TextReader>>& readers,
                 std::span<const query::QueryWord> words)
    : snapshot_(snapshot), readers_(readers), words_(words) {}

// The documents of one call of for_each, which its threads share.
struct Checker::Task {
  std::span<const Xapian::docid> documents;
  std::size_t max_body_bytes;
  const std::function<void(std::size_t, query::TextMatcher&)>& visit;

  std::mutex mutex = {};  // over what follows, and over the database: it can be read by one thread at a time
  std::size_t next = 0;
  std::exception_ptr thrown = {};
  std::optional<Error> failure = {};
};

void Checker::read_all(Worker& worker, Task& task) {
  try {
    read_some(worker, task);
  } catch (...) {
    const std::lock_guard lock(task.mutex);
    task.thrown = std::current_exception();
  }
}

void Checker::read_some(Worker& worker, Task& task) {
  TextReader& reader = *worker.reader;
  std::string frame;
  while (true) {
    std::size_t i = 0;
    {
      const std::lock_guard lock(task.mutex);
      if (task.next == task.documents.size() || task.thrown || task.failure) return;
      i = task.next++;
      frame = snapshot_.frame(task.documents[i]);
    }
    auto read = worker.decompressor.decompress(frame, reader.record);
    const auto document = read ? schema::read_record(reader.record) : std::nullopt;
    if (!document) {
      const std::lock_guard lock(task.mutex);
      task.failure = Error{ErrorCode::damaged, "a stored document is damaged", snapshot_.index().string(),
                           "run `vnidx check --repair`"};
      return;
    }
    reader.matcher.read(*document, task.max_body_bytes);
    task.visit(i, reader.matcher);
  }
}

Result<void> Checker::for_each(std::span<const Xapian::docid> documents, std::size_t max_body_bytes,
                               const std::function<void(std::size_t, query::TextMatcher&)>& visit) {
  const std::size_t useful = std::max<std::size_t>(documents.size() / kMinPerThread, 1);
  const std::size_t threads =
      std::min<std::size_t>(useful, std::clamp(std::thread::hardware_concurrency(), 1U, kMaxThreads));
  while (workers_.size() < threads) {
    if (readers_.size() == workers_.size()) readers_.push_back(std::make_unique<TextReader>());
    TextReader& reader = *readers_[workers_.size()];
    if (reader.analyzer.size() > kMaxTerms) reader.analyzer.forget();
    reader.matcher.look_for(words_);
    workers_.push_back({&reader, store::Decompressor(snapshot_.dictionary(), snapshot_.folder())});
  }
  Task task{documents, max_body_bytes, visit};
  {
    std::vector<std::jthread> helpers;
    try {
      for (std::size_t i = 1; i < threads; ++i) helpers.emplace_back([&, i] { read_all(workers_[i], task); });
    } catch (const std::system_error&) {
      // No more threads can be started, so those that run read everything.
    }
    read_all(workers_.front(), task);
  }
  if (task.thrown) std::rethrow_exception(task.thrown);
  if (task.failure) return *task.failure;
  return {};
}

}  // namespace vnidx::search
