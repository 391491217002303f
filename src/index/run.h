// Sorted runs: a batch of documents turned into lists by term, in a temporary file. All of them become a
// database: run_merger.h, or run_inserter.h.
//
//   run  = data lengths values* terms                  each a section of its own
//   data = (size:varint bytes)*                        a document each
//   lengths = varint*                                  a document each, in words
//   values  = (gap:varint size:varint bytes)*          a section for each slot
//   terms   = (size:varint bytes documents:varint occurrences:varint size:varint postings)*
//   postings = (gap:varint count:varint)*              rising; a gap is the number less that of the document
//   before
//
// Documents are numbered from 1 over all runs, so that what comes out does not depend on where one run ended
// and the next began. An Inverter belongs to one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/file.h"
#include "index/indexed_document.h"
#include "schema/fields.h"
#include "vnidx/result.h"

namespace vnidx::index {

/// Where a run lies.
struct Run {
  struct Section {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
  };
  struct Values {
    std::uint32_t documents = 0;
    std::string least;
    std::string greatest;
    Section section;
  };

  std::size_t file = 0;  ///< which of the temporary files
  std::uint32_t documents = 0;
  Section data;
  Section lengths;
  Section terms;
  std::map<schema::Slot, Values> values;
};

class Inverter {
 public:
  /// Writes its runs to `file`, which is number `number` of the temporary files, and long frames to the
  /// folder `long_frames` (store/long_frame.h).
  Inverter(std::filesystem::path file, std::size_t number, std::filesystem::path long_frames)
      : file_(std::move(file)), number_(number), long_frames_(std::move(long_frames)) {}

  /// The vocabulary of the documents that are added until the run ends.
  Vocabulary& vocabulary() { return vocabulary_; }

  /// Begins a run whose first document has the number `first`.
  void begin(std::uint32_t first);
  void add(const IndexedDocument& document);
  /// Ends the run. Error io.
  Result<Run> finish();

 private:
  struct Posting {
    TermNumber term;
    std::uint32_t document;
    std::uint32_t count;
  };
  struct Values {
    Run::Values facts;
    std::string bytes;
    std::uint32_t last = 0;
  };

  Run::Section append(std::string_view bytes);
  void append_data(std::string_view data);
  std::string sorted_terms() const;

  FileWriter file_;
  std::size_t number_;
  std::filesystem::path long_frames_;
  Result<void> set_aside_;  // the first error
  Vocabulary vocabulary_;
  std::uint32_t first_ = 1;
  std::uint32_t next_ = 1;  // number of the next document
  std::uint64_t data_offset_ = 0;
  std::string lengths_;
  std::map<schema::Slot, Values> values_;
  std::vector<Posting> postings_;
};

}  // namespace vnidx::index
