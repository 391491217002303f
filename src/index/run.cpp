#include "index/run.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "base/varint.h"
#include "store/long_frame.h"

namespace vnidx::index {

namespace fs = std::filesystem;

void Inverter::begin(std::uint32_t first) {
  first_ = next_ = first;
  data_offset_ = file_.size();
}

void Inverter::add(const IndexedDocument& document) {
  std::uint32_t length = 0;
  for (const IndexedDocument::Posting& posting : document.postings) {
    postings_.push_back({posting.term, next_, posting.count});
    length += posting.count;
  }
  append_varint(lengths_, length);
  for (const IndexedDocument::Value& value : document.values) {
    Values& values = values_[value.slot];
    auto& [documents, least, greatest, section] = values.facts;
    if (documents == 0 || value.bytes < least) least = value.bytes;
    if (documents == 0 || value.bytes > greatest) greatest = value.bytes;
    ++documents;
    append_varint(values.bytes, next_ - std::exchange(values.last, next_));
    append_varint(values.bytes, value.bytes.size());
    values.bytes += value.bytes;
  }
  if (document.data.size() <= store::kMaxFrameInTable) {
    append_data(document.data);
  } else if (const auto reference = store::set_aside(document.data, long_frames_)) {
    append_data(*reference);
  } else {
    set_aside_ = reference.error();
  }
  ++next_;
}

void Inverter::append_data(std::string_view data) {
  std::string size;
  append_varint(size, data.size());
  file_.append(size);
  file_.append(data);
}

Run::Section Inverter::append(std::string_view bytes) {
  const std::uint64_t offset = file_.size();
  file_.append(bytes);
  return {offset, bytes.size()};
}

std::string Inverter::sorted_terms() const {
  const std::vector<std::string>& terms = vocabulary_.terms();
  // Postings by term: a counting sort, which keeps them in the order of their documents.
  std::vector<std::uint32_t> ends(terms.size() + 1);
  for (const Posting& posting : postings_) ++ends[posting.term + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<std::uint32_t> next(ends.begin(), ends.end() - 1);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_term(postings_.size());
  for (const Posting& posting : postings_) by_term[next[posting.term]++] = {posting.document, posting.count};

  std::vector<TermNumber> order(terms.size());
  std::iota(order.begin(), order.end(), TermNumber{0});
  std::ranges::sort(order, {}, [&](TermNumber number) -> std::string_view { return terms[number]; });

  std::string bytes;
  std::string list;
  for (const TermNumber number : order) {
    list.clear();
    std::uint32_t last = 0;
    std::uint64_t occurrences = 0;
    for (std::uint32_t i = ends[number]; i < ends[number + 1]; ++i) {
      const auto [document, count] = by_term[i];
      append_varint(list, document - std::exchange(last, document));
      append_varint(list, count);
      occurrences += count;
    }
    append_varint(bytes, terms[number].size());
    bytes += terms[number];
    append_varint(bytes, ends[number + 1] - ends[number]);
    append_varint(bytes, occurrences);
    append_varint(bytes, list.size());
    bytes += list;
  }
  return bytes;
}

Result<Run> Inverter::finish() {
  Run run;
  run.file = number_;
  run.documents = next_ - first_;
  run.data = {data_offset_, file_.size() - data_offset_};
  run.lengths = append(lengths_);
  for (auto& [slot, values] : values_) {
    values.facts.section = append(values.bytes);
    run.values.emplace(slot, std::move(values.facts));
  }
  run.terms = append(sorted_terms());
  lengths_.clear();
  values_.clear();
  postings_.clear();
  vocabulary_.clear();
  if (!set_aside_) return set_aside_.error();
  if (auto written = file_.flush(); !written) return written.error();
  return run;
}

}  // namespace vnidx::index
