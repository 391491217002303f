// Documents that took the place of another file's, for both have one id: two dumps that each count from 1.
// Not thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "vnidx/index.h"

namespace vnidx::index {

class Displacements {
 public:
  using Origin = std::uint32_t;  ///< stands for a path; 0: for none that is known

  /// The number that stands for `path`. Only the first few thousand paths have one.
  Origin origin_of(std::string_view path);
  std::string_view path_of(Origin origin) const;

  /// A document from `by` takes the place of one from `path`. One from a file that is no more was moved.
  void note(std::string_view path, std::string_view by);

  /// By path and by what took its place.
  std::vector<Displacement> all() const;

 private:
  std::vector<std::string> paths_;
  std::unordered_map<std::string, Origin> origins_;
  std::map<std::pair<std::string, std::string>, std::uint64_t> counts_;  // 0: the file is no more
};

}  // namespace vnidx::index
