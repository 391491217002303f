#include "search/sample.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace vnidx::search {
namespace {

// A sample has so many documents or up to twice as many, if the query finds as many.
constexpr std::size_t kLeastSample = 128;
// They are sought among about so many documents, if enough are found there.
constexpr Xapian::docid kSearched = 16384;

// Looks at all candidates and accepts none: picks every n-th, in the order of their numbers.
class Sampler : public Xapian::MatchDecider {
 public:
  bool operator()(const Xapian::Document& document) const override {
    if (candidates_++ % one_in_ != 0) return false;
    picked_.push_back(document.get_docid());
    if (picked_.size() == 2 * kLeastSample) {
      keep_one_in(2, picked_);
      one_in_ *= 2;
    }
    return false;
  }

  std::uint64_t candidates() const { return candidates_; }
  const std::vector<Xapian::docid>& picked() const { return picked_; }

 private:
  mutable std::uint64_t candidates_ = 0;
  mutable std::uint64_t one_in_ = 1;
  mutable std::vector<Xapian::docid> picked_;
};

// Blocks of documents from all over the collection, about one in `one_in`.
class SomeBlocks : public Xapian::PostingSource {
 public:
  SomeBlocks(std::uint32_t one_in, Xapian::docid last) : one_in_(one_in), last_(last) {}

  void init(const Xapian::Database&) override { at_ = 0; }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return last_ / one_in_; }
  Xapian::doccount get_termfreq_max() const override { return last_; }
  void next(double) override { move_to(at_ + 1); }
  void skip_to(Xapian::docid document, double) override { move_to(std::max(at_, document)); }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  std::string get_description() const override { return "some documents"; }

 private:
  static constexpr Xapian::docid kBlock = 64;

  // As if by chance, for what recurs in a collection may recur as regularly as blocks do.
  bool is_chosen(Xapian::docid block) const {
    constexpr std::uint32_t kGolden = 2654435769;  // Knuth, The Art of Computer Programming, 6.4
    return (std::uint64_t{block * kGolden} * one_in_) >> 32 == 0;
  }

  void move_to(Xapian::docid document) {
    while (document <= last_ && !is_chosen(document / kBlock)) document = (document / kBlock + 1) * kBlock;
    at_ = document;
  }

  std::uint32_t one_in_;
  Xapian::docid last_;
  Xapian::docid at_ = 0;
};

Sample sample_of(const Xapian::Database& database, const Xapian::Query& query, std::uint32_t one_in) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Sampler sampler;
  enquire.get_mset(0, 1, 0, nullptr, &sampler);
  const double likely = static_cast<double>(sampler.candidates()) * one_in;
  return {std::min<double>(likely, database.get_doccount()), sampler.picked()};
}

}  // namespace

void keep_one_in(std::size_t n, std::vector<Xapian::docid>& documents) {
  std::size_t i = 0;
  std::erase_if(documents, [&](Xapian::docid) { return i++ % n != 0; });
}

Sample sample_of(const Xapian::Database& database, const Xapian::Query& query) {
  const Xapian::docid last = database.get_lastdocid();
  const std::uint32_t one_in = last / kSearched;
  if (one_in > 1) {
    const Xapian::Query some((new SomeBlocks(one_in, last))->release());
    Sample sample = sample_of(database, Xapian::Query(Xapian::Query::OP_FILTER, query, some), one_in);
    if (sample.documents.size() >= kLeastSample) return sample;
  }
  return sample_of(database, query, 1);
}

}  // namespace vnidx::search
