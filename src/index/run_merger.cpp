#include "index/run_merger.h"

#include <xapian.h>

#include <algorithm>
#include <deque>
#include <map>
#include <queue>
#include <string_view>
#include <vector>

#include "base/varint.h"
#include "index/run_reader.h"
#include "store/database_writer.h"

namespace vnidx::index {

namespace fs = std::filesystem;
namespace {

class RunMerger {
 public:
  RunMerger(std::span<const Run> runs, const RunFiles& files, std::uint64_t memory_bytes,
            store::DatabaseWriter& writer)
      : runs_(runs), files_(files), writer_(writer) {
    constexpr std::uint64_t kLeastBuffer = 4 << 10;
    constexpr std::uint64_t kMostBuffer = 64 << 10;
    buffer_bytes_ =
        std::clamp(memory_bytes / 2 / std::max<std::size_t>(runs.size(), 1), kLeastBuffer, kMostBuffer);
  }

  Result<void> add_values() {
    std::map<schema::Slot, Run::Values> all;
    for (const Run& run : runs_) {
      for (const auto& [slot, values] : run.values) {
        auto& [documents, least, greatest, section] = all[slot];
        if (documents == 0 || values.least < least) least = values.least;
        if (documents == 0 || values.greatest > greatest) greatest = values.greatest;
        documents += values.documents;
      }
    }
    for (const auto& [slot, values] : all) {
      writer_.add_value_bounds(static_cast<Xapian::valueno>(slot), values.documents, values.least,
                               values.greatest);
    }
    for (const auto& [slot, ignored] : all) {
      for (const Run& run : runs_) {
        const auto found = run.values.find(slot);
        if (found == run.values.end()) continue;
        Xapian::docid document = 0;
        auto read = for_each(run, found->second.section, [&, slot = slot](SectionReader& reader) {
          document += static_cast<Xapian::docid>(reader.take_varint());
          writer_.add_value(static_cast<Xapian::valueno>(slot), document, reader.take_string());
        });
        if (!read) return read;
      }
    }
    return {};
  }

  Result<void> add_lengths() {
    for (const Run& run : runs_) {
      auto read = for_each(run, run.lengths, [&](SectionReader& reader) {
        writer_.add_length(static_cast<Xapian::termcount>(reader.take_varint()));
      });
      if (!read) return read;
    }
    return {};
  }

  Result<void> add_terms() {
    std::deque<TermCursor> cursors;
    for (const Run& run : runs_) cursors.emplace_back(files_.fd_of(run), run, buffer_bytes_);
    // The least term first; of equal ones that of the earliest run.
    const auto is_behind = [&](std::size_t a, std::size_t b) {
      const int order = cursors[a].term().compare(cursors[b].term());
      return order > 0 || (order == 0 && a > b);
    };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(is_behind)> queue(is_behind);
    for (std::size_t i = 0; i < cursors.size(); ++i) {
      if (cursors[i].next()) queue.push(i);
    }
    std::vector<std::size_t> same;
    while (!queue.empty()) {
      same.clear();
      Xapian::doccount documents = 0;
      Xapian::termcount occurrences = 0;
      do {
        same.push_back(queue.top());
        queue.pop();
        documents += cursors[same.back()].documents();
        occurrences += cursors[same.back()].occurrences();
      } while (!queue.empty() && cursors[queue.top()].term() == cursors[same.front()].term());
      writer_.begin_term(cursors[same.front()].term(), documents, occurrences);
      for (const std::size_t i : same) add_postings(cursors[i].postings());
      for (const std::size_t i : same) {
        if (cursors[i].next())
          queue.push(i);
        else if (cursors[i].error_number() != 0)
          return files_.error(runs_[i], cursors[i].error_number());
      }
    }
    return {};
  }

  Result<void> add_data() {
    for (const Run& run : runs_) {
      auto read =
          for_each(run, run.data, [&](SectionReader& reader) { writer_.add_data(reader.take_string()); });
      if (!read) return read;
    }
    return {};
  }

 private:
  template <class Take>
  Result<void> for_each(const Run& run, Run::Section section, Take&& take) {
    SectionReader reader(files_.fd_of(run), section, buffer_bytes_);
    while (!reader.is_at_end()) take(reader);
    if (reader.error_number() != 0) return files_.error(run, reader.error_number());
    return {};
  }

  void add_postings(std::string_view postings) {
    Xapian::docid document = 0;
    while (!postings.empty()) {
      document += static_cast<Xapian::docid>(take_varint(postings));
      writer_.add_posting(document, static_cast<Xapian::termcount>(take_varint(postings)));
    }
  }

  std::span<const Run> runs_;
  const RunFiles& files_;
  store::DatabaseWriter& writer_;
  std::size_t buffer_bytes_ = 0;
};

}  // namespace

Result<void> merge_runs(std::span<const Run> runs, std::span<const fs::path> files,
                        const store::Metadata& metadata, std::uint64_t memory_bytes,
                        const fs::path& destination) {
  const auto opened = RunFiles::open(files);
  if (!opened) return opened.error();
  auto writer = store::DatabaseWriter::create(destination);
  if (!writer) return writer.error();
  RunMerger merger(runs, *opened, memory_bytes, *writer);
  for (const auto& [key, value] : metadata) writer->add_metadata(key, value);
  if (auto added = merger.add_values(); !added) return added;
  if (auto added = merger.add_lengths(); !added) return added;
  if (auto added = merger.add_terms(); !added) return added;
  if (auto added = merger.add_data(); !added) return added;
  return writer->finish();
}

}  // namespace vnidx::index
