#include "store/removed_set.h"

#include <bit>
#include <string>
#include <string_view>

#include "base/varint.h"
#include "schema/fields.h"

namespace vnidx::store {
namespace {

constexpr std::size_t kBits = 64;

// The set as postings without weight.
class RemovedPostings : public Xapian::PostingSource {
 public:
  explicit RemovedPostings(const RemovedSet& removed) : removed_(removed) {}

  void init(const Xapian::Database&) override { at_ = 0; }
  Xapian::doccount get_termfreq_min() const override {
    return static_cast<Xapian::doccount>(removed_.size());
  }
  Xapian::doccount get_termfreq_est() const override { return get_termfreq_min(); }
  Xapian::doccount get_termfreq_max() const override { return get_termfreq_min(); }
  void next(double) override { at_ = removed_.next(at_ + 1); }
  void skip_to(Xapian::docid document, double) override {
    if (at_ < document) at_ = removed_.next(document);
  }
  bool at_end() const override { return at_ == 0; }
  Xapian::docid get_docid() const override { return at_; }
  std::string get_description() const override { return "removed documents"; }

 private:
  const RemovedSet& removed_;
  Xapian::docid at_ = 0;
};

}  // namespace

// Stored as the distances between the numbers, rising.
Result<RemovedSet> RemovedSet::read(const Xapian::Database& database) {
  return unpack(database.get_metadata(std::string(schema::metadata::kRemoved)), database.get_lastdocid());
}

Result<RemovedSet> RemovedSet::unpack(std::string_view bytes, Xapian::docid last) {
  RemovedSet removed;
  std::uint64_t number = 0;
  for (std::string_view rest = bytes; !rest.empty();) {
    const std::uint64_t distance = take_varint(rest);
    if (distance == 0 || distance > last - number) {
      return Error{ErrorCode::damaged, "the list of removed documents is damaged", {}, {}};
    }
    number += distance;
    removed.insert(static_cast<Xapian::docid>(number));
  }
  return removed;
}

void RemovedSet::write(Xapian::WritableDatabase& database) const {
  std::string bytes;
  Xapian::docid before = 0;
  for (Xapian::docid number = next(1); number != 0; number = next(number + 1)) {
    append_varint(bytes, number - before);
    before = number;
  }
  database.set_metadata(std::string(schema::metadata::kRemoved), bytes);
}

bool RemovedSet::contains(Xapian::docid document) const {
  const std::size_t word = document / kBits;
  return word < bits_.size() && (bits_[word] >> (document % kBits) & 1) != 0;
}

void RemovedSet::insert(Xapian::docid document) {
  if (contains(document)) return;
  const std::size_t word = document / kBits;
  if (bits_.size() <= word) bits_.resize(word + 1);
  bits_[word] |= std::uint64_t{1} << (document % kBits);
  ++size_;
}

Xapian::docid RemovedSet::next(Xapian::docid document) const {
  std::size_t word = document / kBits;
  if (word >= bits_.size()) return 0;
  std::uint64_t rest = bits_[word] >> (document % kBits) << (document % kBits);
  while (rest == 0 && ++word < bits_.size()) rest = bits_[word];
  if (rest == 0) return 0;
  return static_cast<Xapian::docid>(word * kBits + static_cast<std::size_t>(std::countr_zero(rest)));
}

Xapian::Query without_removed(const Xapian::Query& query, const RemovedSet& removed) {
  if (removed.size() == 0) return query;
  return {Xapian::Query::OP_AND_NOT, query, Xapian::Query((new RemovedPostings(removed))->release())};
}

}  // namespace vnidx::store
