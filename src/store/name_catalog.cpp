#include "store/name_catalog.h"

#include <algorithm>

#include "base/file.h"
#include "store/blob.h"

// The file is one zstd frame of lines `key TAB name`, by rising key.

namespace vnidx::store {

Result<NameCatalog> NameCatalog::open(const std::filesystem::path& path) {
  auto frame = read_file(path);
  if (!frame) return frame.error();
  NameCatalog catalog;
  catalog.text_ = std::make_unique<std::string>();
  if (auto read = Decompressor(DecompressionDictionary({})).decompress(*frame, *catalog.text_); !read) {
    return Error{ErrorCode::damaged, "the catalogue of organisations is damaged", path.string(),
                 "run `vnidx check --repair`"};
  }
  for (std::string_view rest = *catalog.text_; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (const std::size_t tab = line.find('\t'); tab != std::string_view::npos) {
      catalog.entries_.push_back({line.substr(0, tab), line.substr(tab + 1)});
    }
  }
  return catalog;
}

std::string merged_catalog(std::span<const NameCatalog> sources, const Names& further) {
  std::vector<NameCatalog::Entry> all;
  for (const NameCatalog& source : sources)
    all.insert(all.end(), source.entries().begin(), source.entries().end());
  for (const auto& [key, name] : further) all.push_back({key, name});
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0 && all[i].key == all[i - 1].key) continue;
    text.append(all[i].key).append("\t").append(all[i].name).append("\n");
  }
  return Compressor(CompressionDictionary({})).compress(text);
}

}  // namespace vnidx::store
