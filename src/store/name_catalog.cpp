#include "store/name_catalog.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>

#include "base/file.h"
#include "store/append_log.h"
#include "store/blob.h"

// The file is one zstd frame of lines `key TAB name`, by rising key.

namespace vnidx::store {

namespace {

// A catalogue of so many bytes is written anew faster than another file is synced.
constexpr std::uint64_t kSmall = 64 << 10;
constexpr std::uint64_t kShare = 8;

}  // namespace

void NameCatalog::take_lines(std::string_view lines) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (const std::size_t tab = line.find('\t'); tab != std::string_view::npos) {
      entries_.push_back({line.substr(0, tab), line.substr(tab + 1)});
    }
  }
}

Result<NameCatalog> NameCatalog::open(const std::filesystem::path& path) {
  // What changed is read first: a writer may merge it meanwhile.
  const auto changes = read_log(changes_of(path));
  if (!changes) return changes.error();
  auto frame = read_file(path);
  if (!frame) return frame.error();
  NameCatalog catalog;
  catalog.text_ = std::make_unique<std::string>();
  if (auto read = Decompressor(DecompressionDictionary({})).decompress(*frame, *catalog.text_); !read) {
    return Error{ErrorCode::damaged, "the catalogue of organisations is damaged", path.string(),
                 "run `vnidx check --repair`"};
  }
  const std::size_t sorted_bytes = catalog.text_->size();
  for (const std::string& record : changes->records) *catalog.text_ += record;
  catalog.take_lines(std::string_view(*catalog.text_).substr(0, sorted_bytes));
  const auto sorted = static_cast<std::ptrdiff_t>(catalog.entries_.size());
  catalog.take_lines(std::string_view(*catalog.text_).substr(sorted_bytes));
  const auto middle = catalog.entries_.begin() + sorted;
  std::ranges::stable_sort(middle, catalog.entries_.end(), {}, &Entry::key);
  std::ranges::inplace_merge(catalog.entries_.begin(), middle, catalog.entries_.end(), {}, &Entry::key);
  const auto repeated = std::ranges::unique(catalog.entries_, {}, &Entry::key);
  catalog.entries_.erase(repeated.begin(), repeated.end());
  return catalog;
}

Result<void> add_to_catalog(const std::filesystem::path& path, const Names& names) {
  const std::filesystem::path changes = changes_of(path);
  const std::uint64_t bytes = bytes_of(path);
  if (bytes > kSmall && bytes_of(changes) <= bytes / kShare) {
    std::string lines;
    for (const auto& [key, name] : names) lines.append(key).append("\t").append(name).append("\n");
    return append_record(changes, lines);
  }
  std::vector<NameCatalog> before;
  const auto is_there = file_exists(path);
  if (!is_there) return is_there.error();
  if (*is_there) {
    auto catalog = NameCatalog::open(path);
    if (!catalog) return catalog.error();
    before.push_back(std::move(*catalog));
  }
  if (auto replaced = replace_file(path, merged_catalog(before, names)); !replaced) return replaced;
  if (::unlink(changes.c_str()) != 0 && errno != ENOENT) return io_error("remove", changes, errno);
  return {};
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
