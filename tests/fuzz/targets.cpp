#include <iterator>

#include "fuzz/target.h"

namespace vnidx::fuzz {

std::vector<Target> targets() {
  std::vector<Target> all;
  for (auto part : {text_targets, query_targets, format_targets, store_targets}) {
    std::vector<Target> more = part();
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  return all;
}

}  // namespace vnidx::fuzz
