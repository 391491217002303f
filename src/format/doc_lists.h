// The lists of a document of Word 97 to 2003, and how far each has counted. Names are those of the
// specification [MS-DOC]. Not thread-safe for each value.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "format/byte_view.h"
#include "format/doc_properties.h"
#include "format/list_numbers.h"

namespace vnidx::format {

class DocLists {
 public:
  /// `word` is the stream WordDocument, `table` the one beside it. `properties` must outlive it.
  DocLists(ByteView word, ByteView table, const DocProperties& properties);

  struct Label {
    std::string text;  ///< with a space behind it; may be empty
    std::string font;  ///< empty: that of the paragraph
  };
  /// The label of the next paragraph at `place`.
  Label next(const DocListPlace& place);

 private:
  struct Definition {  // `LSTF`
    ListLevels levels;
    ListCounter counter;
  };
  struct Numbered {                // `LFO`
    std::uint32_t definition = 0;  // its identifier
    std::map<std::size_t, ListLevel> other_levels;
    std::map<std::size_t, std::uint32_t> starts;  // with which levels begin anew
  };
  void read_definitions(ByteView table, std::size_t at, std::size_t size);
  void read_lists(ByteView table, std::size_t at, std::size_t size);
  ListLevel read_level(ByteView table, std::size_t& at) const;

  const DocProperties& properties_;
  std::map<std::uint32_t, Definition> definitions_;
  std::vector<Numbered> lists_;
};

}  // namespace vnidx::format
