#include "index/run_inserter.h"

#include <xapian.h>

#include <algorithm>
#include <deque>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/varint.h"
#include "index/run_reader.h"
#include "store/guard.h"

namespace vnidx::index {

namespace fs = std::filesystem;
namespace {

constexpr std::size_t kBufferBytes = 64 << 10;

// The values of a slot in a run, one at a time.
class ValueCursor {
 public:
  ValueCursor(int fd, schema::Slot slot, Run::Section section)
      : slot_(slot), reader_(fd, section, kBufferBytes) {
    next();
  }

  // Gives `document`, which is number `number`, its value, if it has one. Numbers rise from call to call.
  void add_to(Xapian::Document& document, Xapian::docid number) {
    if (number != number_) return;
    document.add_value(static_cast<Xapian::valueno>(slot_), std::string(reader_.take_string()));
    next();
  }

  int error_number() const { return reader_.error_number(); }

 private:
  void next() {
    if (!reader_.is_at_end()) number_ += static_cast<Xapian::docid>(reader_.take_varint());
  }

  schema::Slot slot_;
  SectionReader reader_;
  Xapian::docid number_ = 0;  // of the next document that has a value
};

// The postings of a run by document.
class PostingsOfRun {
 public:
  // Error io.
  Result<void> read(const Run& run, const RunFiles& files) {
    TermCursor cursor(files.fd_of(run), run, kBufferBytes);
    while (cursor.next()) {
      Xapian::docid document = 0;
      for (std::string_view rest = cursor.postings(); !rest.empty();) {
        document += static_cast<Xapian::docid>(take_varint(rest));
        const auto count = static_cast<Xapian::termcount>(take_varint(rest));
        postings_.push_back({document, static_cast<TermNumber>(terms_.size()), count});
      }
      terms_.push_back(cursor.term());
    }
    if (cursor.error_number() != 0) return files.error(run, cursor.error_number());
    std::ranges::sort(postings_, {},
                      [](const Posting& posting) { return std::tuple(posting.document, posting.term); });
    return {};
  }

  // Gives `document`, which is number `number`, its terms; how many. Numbers rise from call to call.
  std::size_t add_to(Xapian::Document& document, Xapian::docid number) {
    const std::size_t first = next_;
    for (; next_ < postings_.size() && postings_[next_].document == number; ++next_)
      document.add_term(terms_[postings_[next_].term], postings_[next_].count);
    return next_ - first;
  }

 private:
  struct Posting {
    Xapian::docid document;
    TermNumber term;
    Xapian::termcount count;
  };
  std::vector<std::string> terms_;
  std::vector<Posting> postings_;
  std::size_t next_ = 0;
};

class RunInserter {
 public:
  RunInserter(Xapian::WritableDatabase& database, const RunFiles& files, std::uint64_t memory_bytes)
      : database_(database), files_(files), most_pending_(memory_bytes / 2 / kMemoryOfPosting) {}

  Result<void> insert(const Run& run) {
    PostingsOfRun postings;
    if (auto read = postings.read(run, files_); !read) return read;
    std::deque<ValueCursor> values;
    for (const auto& [slot, facts] : run.values) values.emplace_back(files_.fd_of(run), slot, facts.section);
    SectionReader data(files_.fd_of(run), run.data, kBufferBytes);

    for (std::uint32_t i = 0; i < run.documents; ++i) {
      ++number_;
      Xapian::Document document;
      document.set_data(std::string(data.take_string()));
      for (ValueCursor& cursor : values) cursor.add_to(document, number_);
      pending_ += postings.add_to(document, number_);
      database_.add_document(document);
      if (pending_ > most_pending_) commit();
    }
    if (data.error_number() != 0) return files_.error(run, data.error_number());
    for (const ValueCursor& cursor : values) {
      if (cursor.error_number() != 0) return files_.error(run, cursor.error_number());
    }
    return {};
  }

 private:
  // What Xapian holds in its maps of a posting that is not committed yet.
  static constexpr std::uint64_t kMemoryOfPosting = 64;

  void commit() {
    database_.commit();
    pending_ = 0;
  }

  Xapian::WritableDatabase& database_;
  const RunFiles& files_;
  std::uint64_t most_pending_;
  std::uint64_t pending_ = 0;  // postings since the last commit
  Xapian::docid number_ = 0;   // of the last document
};

}  // namespace

Result<void> insert_runs(std::span<const Run> runs, std::span<const fs::path> files,
                         const store::Metadata& metadata, std::uint64_t memory_bytes,
                         const fs::path& destination) {
  return store::guarded(destination, [&]() -> Result<void> {
    const auto opened = RunFiles::open(files);
    if (!opened) return opened.error();
    Xapian::WritableDatabase database(destination.string(),
                                      Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC);
    for (const auto& [key, value] : metadata) database.set_metadata(key, value);
    RunInserter inserter(database, *opened, memory_bytes);
    for (const Run& run : runs) {
      if (auto inserted = inserter.insert(run); !inserted) return inserted;
    }
    database.commit();
    return {};
  });
}

}  // namespace vnidx::index
