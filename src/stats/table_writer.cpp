#include "stats/table_writer.h"

#include <xxhash.h>

#include <algorithm>
#include <array>

#include "stats/format.h"

namespace vnidx::stats {
namespace {

std::string fixed(std::span<const std::uint64_t> offsets, unsigned bytes) {
  std::string out;
  for (const std::uint64_t offset : offsets) append_fixed(out, offset, bytes);
  return out;
}

}  // namespace

void TableWriter::add_term(std::string_view term, std::uint64_t count) {
  std::size_t shared = 0;
  if (term_count_ % kBlockTerms == 0) {
    blocks_.push_back(terms_.size());
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
  rows_.push_back(pairs_.size());
  std::uint64_t next = 0;
  for (const Follower& follower : followers) {
    append_varint(pairs_, follower.term - next);
    append_varint(pairs_, follower.count);
    next = std::uint64_t{follower.term} + 1;
  }
}

std::string TableWriter::finish() {
  rows_.push_back(pairs_.size());
  const bool is_wide = std::max(terms_.size(), pairs_.size()) > widest_narrow_;
  const std::string blocks = fixed(blocks_, is_wide ? 8 : 4);
  const std::string rows = fixed(rows_, is_wide ? 8 : 4);
  std::string bytes(is_wide ? kWideMagic : kMagic);
  append_fixed(bytes, term_count_, 8);
  append_fixed(bytes, word_count_, 8);
  const std::array<std::string_view, 4> sections{blocks, terms_, rows, pairs_};
  for (const std::string_view section : sections) append_fixed(bytes, section.size(), 8);
  std::size_t size = kHeaderBytes;
  for (const std::string_view section : sections) size += section.size();
  append_fixed(bytes, (size + kChunkBytes - 1) / kChunkBytes * 4, 8);
  append_fixed(bytes, XXH3_64bits(bytes.data(), bytes.size()), 8);
  for (const std::string_view section : sections) bytes += section;
  std::string checksums;
  for (std::size_t at = 0; at < size; at += kChunkBytes) {
    append_fixed(checksums, XXH3_64bits(bytes.data() + at, std::min(kChunkBytes, size - at)), 4);
  }
  return bytes + checksums;
}

}  // namespace vnidx::stats
