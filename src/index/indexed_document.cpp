#include "index/indexed_document.h"

namespace vnidx::index {

TermNumber Vocabulary::number_of(const std::string& term) {
  const auto [known, is_new] = by_term_.try_emplace(term, static_cast<TermNumber>(terms_.size()));
  if (is_new) terms_.push_back(term);
  return known->second;
}

void Vocabulary::clear() {
  for (const std::size_t key : keys_) by_key_[key] = 0;
  keys_.clear();
  by_term_.clear();
  terms_.clear();
}

}  // namespace vnidx::index
