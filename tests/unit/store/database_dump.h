// A database as text: two that read alike hold the same.
#pragma once

#include <xapian.h>

#include <sstream>
#include <string>

namespace vnidx::test {

/// Everything that can be read of a database.
inline std::string dump(const Xapian::Database& database) {
  std::ostringstream out;
  out << database.get_doccount() << ' ' << database.get_lastdocid() << ' ' << database.get_total_length()
      << ' ' << database.get_doclength_lower_bound() << ' ' << database.get_doclength_upper_bound() << '\n';
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
    out << *key << '=' << database.get_metadata(*key) << '\n';
  }
  for (auto document = database.postlist_begin(""); document != database.postlist_end(""); ++document) {
    out << *document << ": " << document.get_doclength() << ' ' << database.get_document(*document).get_data()
        << '\n';
  }
  for (Xapian::valueno slot = 0; slot < 300; ++slot) {
    if (database.get_value_freq(slot) == 0) continue;
    out << "slot " << slot << ' ' << database.get_value_freq(slot) << ' '
        << database.get_value_lower_bound(slot) << ' ' << database.get_value_upper_bound(slot) << ':';
    for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value) {
      out << ' ' << value.get_docid() << ' ' << *value;
    }
    out << '\n';
  }
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    out << *term << ' ' << database.get_termfreq(*term) << ' ' << database.get_collection_freq(*term) << ' '
        << database.get_wdf_upper_bound(*term) << ':';
    for (auto posting = database.postlist_begin(*term); posting != database.postlist_end(*term); ++posting) {
      out << ' ' << *posting << ' ' << posting.get_wdf();
    }
    out << '\n';
  }
  return out.str();
}

}  // namespace vnidx::test
