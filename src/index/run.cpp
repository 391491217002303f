#include "index/run.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <numeric>
#include <queue>
#include <string_view>
#include <utility>

#include "base/varint.h"
#include "store/database_writer.h"
#include "store/long_frame.h"

namespace vnidx::index {

namespace fs = std::filesystem;

void Inverter::begin(std::uint32_t first) {
  first_ = next_ = first;
  data_offset_ = file_.size();
}

void Inverter::add(const IndexedDocument& document) {
  std::uint32_t length = 0;
  for (const IndexedDocument::Posting& posting : document.postings) {
    postings_.push_back({posting.term, next_, posting.count});
    length += posting.count;
  }
  append_varint(lengths_, length);
  for (const IndexedDocument::Value& value : document.values) {
    Values& values = values_[value.slot];
    auto& [documents, least, greatest, section] = values.facts;
    if (documents == 0 || value.bytes < least) least = value.bytes;
    if (documents == 0 || value.bytes > greatest) greatest = value.bytes;
    ++documents;
    append_varint(values.bytes, next_ - std::exchange(values.last, next_));
    append_varint(values.bytes, value.bytes.size());
    values.bytes += value.bytes;
  }
  if (document.data.size() <= store::kMaxFrameInTable) {
    append_data(document.data);
  } else if (const auto reference = store::set_aside(document.data, long_frames_)) {
    append_data(*reference);
  } else {
    set_aside_ = reference.error();
  }
  ++next_;
}

void Inverter::append_data(std::string_view data) {
  std::string size;
  append_varint(size, data.size());
  file_.append(size);
  file_.append(data);
}

Run::Section Inverter::append(std::string_view bytes) {
  const std::uint64_t offset = file_.size();
  file_.append(bytes);
  return {offset, bytes.size()};
}

std::string Inverter::sorted_terms() const {
  const std::vector<std::string>& terms = vocabulary_.terms();
  // Postings by term: a counting sort, which keeps them in the order of their documents.
  std::vector<std::uint32_t> ends(terms.size() + 1);
  for (const Posting& posting : postings_) ++ends[posting.term + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<std::uint32_t> next(ends.begin(), ends.end() - 1);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_term(postings_.size());
  for (const Posting& posting : postings_) by_term[next[posting.term]++] = {posting.document, posting.count};

  std::vector<TermNumber> order(terms.size());
  std::iota(order.begin(), order.end(), TermNumber{0});
  std::ranges::sort(order, {}, [&](TermNumber number) -> std::string_view { return terms[number]; });

  std::string bytes;
  std::string list;
  for (const TermNumber number : order) {
    list.clear();
    std::uint32_t last = 0;
    std::uint64_t occurrences = 0;
    for (std::uint32_t i = ends[number]; i < ends[number + 1]; ++i) {
      const auto [document, count] = by_term[i];
      append_varint(list, document - std::exchange(last, document));
      append_varint(list, count);
      occurrences += count;
    }
    append_varint(bytes, terms[number].size());
    bytes += terms[number];
    append_varint(bytes, ends[number + 1] - ends[number]);
    append_varint(bytes, occurrences);
    append_varint(bytes, list.size());
    bytes += list;
  }
  return bytes;
}

Result<Run> Inverter::finish() {
  Run run;
  run.file = number_;
  run.documents = next_ - first_;
  run.data = {data_offset_, file_.size() - data_offset_};
  run.lengths = append(lengths_);
  for (auto& [slot, values] : values_) {
    values.facts.section = append(values.bytes);
    run.values.emplace(slot, std::move(values.facts));
  }
  run.terms = append(sorted_terms());
  lengths_.clear();
  values_.clear();
  postings_.clear();
  vocabulary_.clear();
  if (!set_aside_) return set_aside_.error();
  if (auto written = file_.flush(); !written) return written.error();
  return run;
}

namespace {

// Reads a section from front to back. After an error, everything is empty and 0.
class SectionReader {
 public:
  SectionReader(int fd, Run::Section section, std::size_t buffer_bytes)
      : fd_(fd), offset_(section.offset), end_(section.offset + section.bytes), buffer_bytes_(buffer_bytes) {}

  bool is_at_end() const { return rest_.empty() && offset_ == end_; }

  std::uint64_t take_varint() {
    constexpr std::size_t kMostBytes = 10;
    if (rest_.size() < kMostBytes) refill(kMostBytes);
    return vnidx::take_varint(rest_);
  }

  /// Valid until the next call.
  std::string_view take(std::size_t bytes) {
    if (rest_.size() < bytes) refill(bytes);
    const std::string_view taken = rest_.substr(0, bytes);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::string_view take_string() { return take(take_varint()); }

  int error_number() const { return error_number_; }

 private:
  // Makes the rest at least `bytes` long, if there are so many.
  void refill(std::size_t bytes) {
    const std::size_t kept = rest_.size();
    const std::size_t wanted = std::max(bytes, buffer_bytes_);
    std::string fresh;
    fresh.resize(kept + std::min<std::uint64_t>(wanted - kept, end_ - offset_));
    rest_.copy(fresh.data(), kept);
    for (std::size_t filled = kept; filled < fresh.size();) {
      const ssize_t count =
          ::pread(fd_, fresh.data() + filled, fresh.size() - filled, static_cast<off_t>(offset_));
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) {
        error_number_ = count < 0 ? errno : EIO;
        offset_ = end_;
        fresh.clear();
        break;
      }
      filled += static_cast<std::size_t>(count);
      offset_ += static_cast<std::uint64_t>(count);
    }
    buffer_ = std::move(fresh);
    rest_ = buffer_;
  }

  int fd_;
  std::uint64_t offset_;
  std::uint64_t end_;
  std::size_t buffer_bytes_;
  std::string buffer_;
  std::string_view rest_;
  int error_number_ = 0;
};

// The terms of a run, one at a time.
class TermCursor {
 public:
  explicit TermCursor(SectionReader reader) : reader_(std::move(reader)) {}

  bool next() {
    if (reader_.is_at_end()) return false;
    term_ = reader_.take_string();
    documents_ = static_cast<std::uint32_t>(reader_.take_varint());
    occurrences_ = static_cast<std::uint32_t>(reader_.take_varint());
    postings_ = reader_.take_string();
    return true;
  }

  const std::string& term() const { return term_; }
  std::uint32_t documents() const { return documents_; }
  std::uint32_t occurrences() const { return occurrences_; }
  std::string_view postings() const { return postings_; }
  int error_number() const { return reader_.error_number(); }

 private:
  SectionReader reader_;
  std::string term_;
  std::uint32_t documents_ = 0;
  std::uint32_t occurrences_ = 0;
  std::string_view postings_;
};

class RunMerger {
 public:
  RunMerger(std::span<const Run> runs, std::span<const fs::path> files, std::uint64_t memory_bytes,
            store::DatabaseWriter& writer)
      : runs_(runs), files_(files), writer_(writer) {
    constexpr std::uint64_t kLeastBuffer = 4 << 10;
    constexpr std::uint64_t kMostBuffer = 64 << 10;
    buffer_bytes_ =
        std::clamp(memory_bytes / 2 / std::max<std::size_t>(runs.size(), 1), kLeastBuffer, kMostBuffer);
  }

  Result<void> open() {
    for (const fs::path& file : files_) {
      fds_.emplace_back(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
      if (!fds_.back()) return io_error("open", file, errno);
    }
    return {};
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
    std::vector<TermCursor> cursors;
    for (const Run& run : runs_) cursors.emplace_back(SectionReader(fd_of(run), run.terms, buffer_bytes_));
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
          return io_error("read", file_of(runs_[i]), cursors[i].error_number());
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
  int fd_of(const Run& run) const { return fds_[run.file].get(); }
  const fs::path& file_of(const Run& run) const { return files_[run.file]; }

  template <class Take>
  Result<void> for_each(const Run& run, Run::Section section, Take&& take) {
    SectionReader reader(fd_of(run), section, buffer_bytes_);
    while (!reader.is_at_end()) take(reader);
    if (reader.error_number() != 0) return io_error("read", file_of(run), reader.error_number());
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
  std::span<const fs::path> files_;
  store::DatabaseWriter& writer_;
  std::size_t buffer_bytes_ = 0;
  std::vector<UniqueFd> fds_;
};

}  // namespace

Result<void> merge_runs(std::span<const Run> runs, std::span<const fs::path> files,
                        const store::Metadata& metadata, std::uint64_t memory_bytes,
                        const fs::path& destination) {
  auto writer = store::DatabaseWriter::create(destination);
  if (!writer) return writer.error();
  RunMerger merger(runs, files, memory_bytes, *writer);
  if (auto opened = merger.open(); !opened) return opened;
  for (const auto& [key, value] : metadata) writer->add_metadata(key, value);
  if (auto added = merger.add_values(); !added) return added;
  if (auto added = merger.add_lengths(); !added) return added;
  if (auto added = merger.add_terms(); !added) return added;
  if (auto added = merger.add_data(); !added) return added;
  return writer->finish();
}

}  // namespace vnidx::index
