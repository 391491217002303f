#include "store/name_catalog.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <set>
#include <utility>

#include "base/file.h"
#include "store/append_log.h"
#include "store/blob.h"

// The file is one zstd frame of lines `key TAB name`, by rising key; in that of a short form follow a TAB and
// the key of each name that it stands for.

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
      const std::size_t name_end = std::min(line.find('\t', tab + 1), line.size());
      entries_.push_back({line.substr(0, tab), line.substr(tab + 1, name_end - tab - 1),
                          line.substr(std::min(name_end + 1, line.size()))});
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
  catalog.join_repeated();
  return catalog;
}

Result<void> add_to_catalog(const std::filesystem::path& path, const Names& names, const ShortForms& forms) {
  const std::filesystem::path changes = changes_of(path);
  const std::uint64_t bytes = bytes_of(path);
  if (bytes > kSmall && bytes_of(changes) <= bytes / kShare) {
    std::string lines;
    for (const auto& [key, name] : names) lines.append(key).append("\t").append(name).append("\n");
    for (const auto& [key, meanings] : forms) {
      lines.append(key).append("\t");
      for (const std::string& meaning : meanings) lines.append("\t").append(meaning);
      lines.append("\n");
    }
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
  if (auto replaced = replace_file(path, merged_catalog(before, names, forms)); !replaced) return replaced;
  if (::unlink(changes.c_str()) != 0 && errno != ENOENT) return io_error("remove", changes, errno);
  return {};
}

// Keeps the first of several entries with one key, but joins those of a short form.
void NameCatalog::join_repeated() {
  std::vector<Entry> kept;
  kept.reserve(entries_.size());
  for (const Entry& entry : entries_) {
    if (kept.empty() || kept.back().key != entry.key) {
      kept.push_back(entry);
      continue;
    }
    if (entry.meanings.empty() || entry.meanings == kept.back().meanings) continue;
    std::set<std::string_view> meanings;
    for (std::string_view rest : {kept.back().meanings, entry.meanings}) {
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\t'), rest.size());
        meanings.insert(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    std::string joined;
    for (const std::string_view meaning : meanings) joined.append(joined.empty() ? "" : "\t").append(meaning);
    kept.back().meanings = joined_.emplace_back(std::move(joined));
  }
  entries_ = std::move(kept);
}

const NameCatalog::Entry* NameCatalog::find(std::string_view key) const {
  const auto found = std::ranges::lower_bound(entries_, key, {}, &Entry::key);
  return found != entries_.end() && found->key == key ? &*found : nullptr;
}

std::string merged_catalog(std::span<const NameCatalog> sources, const Names& further,
                           const ShortForms& further_forms) {
  std::vector<NameCatalog::Entry> all;
  ShortForms forms = further_forms;
  for (const NameCatalog& source : sources) {
    all.insert(all.end(), source.entries().begin(), source.entries().end());
    for (const auto& entry : source.entries()) {
      for (std::string_view rest = entry.meanings; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\t'), rest.size());
        forms[std::string(entry.key)].emplace(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
  }
  for (const auto& [key, name] : further) all.push_back({key, name, {}});
  for (const auto& [key, meanings] : forms) all.push_back({key, {}, {}});
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  std::string text;
  for (std::size_t i = 0; i < all.size();) {
    const std::string_view key = all[i].key;
    std::string_view name;
    for (; i < all.size() && all[i].key == key; ++i) {
      if (name.empty()) name = all[i].name;
    }
    text.append(key).append("\t").append(name);
    if (const auto form = forms.find(key); form != forms.end()) {
      for (const std::string& meaning : form->second) text.append("\t").append(meaning);
    }
    text.append("\n");
  }
  return Compressor(CompressionDictionary({})).compress(text);
}

}  // namespace vnidx::store
