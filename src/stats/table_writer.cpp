#include "stats/table_writer.h"

#include <algorithm>

#include "stats/format.h"

namespace vnidx::stats {

void TableWriter::add_term(std::string_view term, std::uint64_t count) {
  std::size_t shared = 0;
  if (term_count_ % kBlockTerms == 0) {
    append_fixed(blocks_, terms_.size(), 4);
  } else {
    const std::size_t most = std::min(term.size(), last_term_.size());
    while (shared < most && term[shared] == last_term_[shared]) ++shared;
  }
  terms_ += static_cast<char>(shared);
  terms_ += static_cast<char>(term.size() - shared);
  terms_ += term.substr(shared);
  append_varint(terms_, count);
  last_term_ = term;
  ++term_count_;
  word_count_ += count;
}

void TableWriter::add_row(std::span<const Follower> followers) {
  append_fixed(rows_, pairs_.size(), 4);
  std::uint64_t next = 0;
  for (const Follower& follower : followers) {
    append_varint(pairs_, follower.term - next);
    append_varint(pairs_, follower.count);
    next = std::uint64_t{follower.term} + 1;
  }
}

std::string TableWriter::finish() {
  append_fixed(rows_, pairs_.size(), 4);
  std::string bytes(kMagic);
  append_fixed(bytes, term_count_, 8);
  append_fixed(bytes, word_count_, 8);
  for (const std::string* section : {&blocks_, &terms_, &rows_, &pairs_})
    append_fixed(bytes, section->size(), 8);
  bytes.resize(kHeaderBytes, '\0');
  for (const std::string* section : {&blocks_, &terms_, &rows_, &pairs_}) bytes += *section;
  return bytes;
}

}  // namespace vnidx::stats
