// A sink that keeps everything, as lines that compare well.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "source/reader.h"

namespace vnidx::test {

struct Collected : source::Sink {
  std::vector<Document> documents;
  std::vector<std::string> repaired;  ///< `place: message`
  std::vector<std::string> rejected;
  std::size_t bytes = 0;
  std::size_t limit = static_cast<std::size_t>(-1);  ///< documents to take before the reading is ended

  bool document(Document document, std::size_t source_bytes) override {
    documents.push_back(std::move(document));
    bytes += source_bytes;
    return documents.size() < limit;
  }
  void diagnostic(source::Diagnostic diagnostic) override {
    auto& lines = diagnostic.kind == source::Diagnostic::Kind::repaired ? repaired : rejected;
    lines.push_back(diagnostic.place + ": " + diagnostic.message);
  }

  std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    for (const Document& document : documents) ids.push_back(document.id);
    return ids;
  }
  std::vector<std::string> titles() const {
    std::vector<std::string> titles;
    for (const Document& document : documents) titles.push_back(document.title);
    return titles;
  }
};

inline Collected read(const std::string& path, const source::Options& options = {}) {
  Collected collected;
  source::read_path(path, options, collected);
  return collected;
}

}  // namespace vnidx::test
