// The documents of a file that holds many, one after another, in memory that the longest of them bounds. Not
// thread-safe: one for each thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "format/extraction.h"
#include "format/field_map.h"
#include "format/text_window.h"

namespace vnidx::format {

/// One step of reading.
struct Record {
  enum class Kind : std::uint8_t {
    document,  ///< `extraction` holds one, or says why there is none
    note,      ///< `message` is about how the file is read
    lost,      ///< `message` says what of the file could not be read
    end,  ///< no more; TextWindow::error() says if that is for a failure. Where `message` is not empty, it
          ///< says why the file holds no records at all.
  };
  Kind kind = Kind::end;
  Extraction extraction;
  std::string message;
  std::uint64_t line = 0;  ///< where it begins, from 1
  std::string content;     ///< of a document without an id: what its id is made of
  std::size_t bytes = 0;
};

class RecordReader {
 public:
  virtual ~RecordReader() = default;
  virtual Record next() = 0;
};

/// What a note says of the fields of a file: `title from TieuDe, text from NoiDung`; empty where all have
/// vnidx's own names.
class FieldNote {
 public:
  void add(std::string_view name, Column column);
  std::string text() const;

 private:
  std::string text_;
  bool is_news_ = false;
};

/// Opens the records of what `window` holds, which outlives the reader, as does `map`.
using OpenRecords = std::unique_ptr<RecordReader> (*)(TextWindow& window, const FieldMap& map);

}  // namespace vnidx::format
