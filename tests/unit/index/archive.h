// An index in a temporary folder, and what it holds, document by document.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "unit/source/temporary_folder.h"
#include "vnidx/document.h"
#include "vnidx/index.h"

namespace vnidx::test {

/// A document with an id, a title and a text; the rest is empty.
Document document(std::string_view id, std::string_view title, std::string_view text);

/// Article number `number` of a made-up newspaper: its words, date, author and organisations follow from the
/// number.
Document article(std::size_t number, std::string_view edition = "");

/// Articles `first` … `last` − 1.
std::vector<Document> articles(std::size_t first, std::size_t last, std::string_view edition = "");

/// A document as it lies in the index.
struct Stored {
  Document document;
  std::map<std::string, unsigned> terms;   ///< with how often each counts
  std::map<unsigned, std::string> values;  ///< by slot
  friend bool operator==(const Stored&, const Stored&) = default;
};

class Archive {
 public:
  std::string path() const { return folder_.path("index"); }

  /// Adds in one run. A failure fails the test.
  AddSummary add(const std::vector<Document>& documents, const WriteOptions& options = {});
  /// Removes in one run; all of them must be there.
  void remove(const std::vector<std::string>& ids);
  IndexWriter open(const WriteOptions& options = {}) const;
  /// Has `current` name that generation.
  void pretend_generation(const std::string& name);
  /// Makes the index one of another version.
  void pretend_version(std::uint32_t schema, std::uint32_t analyzer);

  /// Every document, in order.
  std::vector<Stored> stored() const;
  std::vector<std::string> ids() const;
  std::map<std::string, std::string> metadata() const;
  std::string generation() const;
  /// Bytes of a file of the live generation.
  std::string file(const std::string& name) const;
  /// Those of the pair statistics.
  std::string statistics() const;
  /// Names in the folder of the index, sorted.
  std::vector<std::string> entries() const;

 private:
  TemporaryFolder folder_;
};

}  // namespace vnidx::test
