#include "store/in_place_seal.h"

#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <utility>

#include "base/file.h"
#include "base/mapped_file.h"
#include "schema/fields.h"
#include "store/append_log.h"
#include "store/block_sums.h"
#include "store/glass_format.h"
#include "store/glass_keys.h"
#include "store/own_files.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

constexpr char kState[] = "iamglass";
constexpr char kSpareFile[] = "spare";
constexpr char kPostings[] = "postlist.glass";
constexpr char kDocuments[] = "docdata.glass";
constexpr std::array kSlots{schema::Slot::date, schema::Slot::reads, schema::Slot::fingerprint,
                            schema::Slot::organizations, schema::Slot::pairs};

std::uint64_t hash_of(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

Result<FileStamp> stamp_of_file(const fs::path& path) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0) return io_error("read", path, errno);
  return stamp_of(info);
}

}  // namespace

Result<InPlaceSeal> InPlaceSeal::open(const fs::path& generation) {
  InPlaceSeal seal(generation);
  const auto is_there = file_exists(generation / kSealFile);
  if (!is_there) return is_there.error();
  if (!*is_there) return seal;
  const auto content = read_file(generation / kSealFile);
  if (!content) return content.error();
  const auto lines = read_seal(*content);
  if (!lines) return damage_of(generation / kSealFile);
  const auto has_sums = [](const SealLine& line) { return !line.hash; };
  if (std::ranges::none_of(*lines, has_sums)) {
    if (auto intact = require_intact(generation); !intact) return intact.error();
    return seal;
  }
  if (auto read = seal.read_lines(*lines); !read) return read.error();
  if (auto opened = seal.open_tables(); !opened) return opened.error();
  return seal;
}

Result<void> InPlaceSeal::read_lines(const std::vector<SealLine>& lines) {
  for (const SealLine& line : lines) {
    const fs::path path = generation_ / line.name;
    if (!is_own_file(path)) return damage_of(path);
    const auto stamp = stamp_of_file(path);
    if (!stamp) return stamp.error();
    if (stamp->size != line.bytes) return damage_of(path);
    files_.emplace(line.name, Known{line, *stamp});
  }
  // What every change reads or writes anew, but for what is checked where it is read.
  for (const std::string& name :
       {std::string(kState), std::string(kSpareFile), changes_of(schema::kStatisticsFile).string(),
        changes_of(schema::kOrganizationsFile).string()}) {
    if (auto intact = require_file(name); !intact) return intact;
  }
  return {};
}

Result<void> InPlaceSeal::require_file(const std::string& name) {
  const auto known = files_.find(name);
  if (known == files_.end()) return {};
  const auto now = line_for(generation_, name);
  if (!now) return now.error();
  if (now->hash != known->second.line.hash) return damage_of(generation_ / name);
  return {};
}

Result<void> InPlaceSeal::open_tables() {
  auto content = read_file(generation_ / kState);
  if (!content) return content.error();
  iamglass_ = std::move(*content);
  const auto state = glass::parse_state(iamglass_);
  if (!state) return damage_of(generation_ / kState);
  state_ = *state;
  auto postings = open_table(kPostings, state_.postings);
  if (!postings) return postings.error();
  auto documents = open_table(kDocuments, state_.documents);
  if (!documents) return documents.error();
  postings_ = std::move(*postings);
  documents_ = std::move(*documents);
  const bool is_intact = postings_->free_blocks() &&
                         postings_->check_range(glass::kMetadata, glass::kValues) &&
                         postings_->check_key(glass::kLengths);
  if (!is_intact) return damage_of(generation_ / kPostings);
  if (!documents_->free_blocks()) return damage_of(generation_ / kDocuments);
  return {};
}

Result<CheckedTable> InPlaceSeal::open_table(const std::string& name, const glass::TableState& state) {
  const auto content = read_file(generation_ / sums_name(name));
  if (!content) return content.error();
  const auto known = files_.find(sums_name(name));
  auto sums = BlockSums::from_bytes(*content);
  if (known == files_.end() || known->second.line.hash != hash_of(*content)) sums.reset();
  auto file = MappedFile::open(generation_ / name);
  if (!file) return file.error();
  if (!sums) return damage_of(generation_ / sums_name(name));
  return CheckedTable(std::move(*file), state, std::move(*sums));
}

Result<void> InPlaceSeal::require_term(std::string_view term, Xapian::docid last) {
  if (!postings_) return {};
  const std::string key = glass::key_of_term(term);
  if (postings_->check_key(key) && postings_->check_key(glass::key_of_piece(key, last))) return {};
  return damage_of(generation_ / kPostings);
}

Result<void> InPlaceSeal::require_document(Xapian::docid number) {
  if (!postings_) return {};
  std::string key;
  glass::append_document(key, number);
  if (!documents_->check_key(key)) return damage_of(generation_ / kDocuments);
  bool is_intact = postings_->check_key(glass::key_of_piece(glass::kLengths, number));
  for (const schema::Slot slot : kSlots) {
    const auto values = glass::key_of_values(static_cast<Xapian::valueno>(slot), number);
    is_intact = is_intact && postings_->check_key(values);
  }
  if (!is_intact) return damage_of(generation_ / kPostings);
  return {};
}

Result<void> InPlaceSeal::break_seal() {
  return store::break_seal(generation_);
}

Result<void> InPlaceSeal::confirm() {
  if (!postings_) return {};
  const auto content = read_file(generation_ / kState);
  if (!content) return content.error();
  const auto after = glass::parse_state(*content);
  const bool is_committed = after && after->commit == state_.commit + 1;
  if (!is_committed && *content != iamglass_) return damage_of(generation_ / kState);
  const auto postings = renew_sums(*postings_, kPostings, after->postings, is_committed);
  if (!postings) return postings.error();
  const auto documents = renew_sums(*documents_, kDocuments, after->documents, is_committed);
  if (!documents) return documents.error();
  if (*postings && *documents) return {};
  // The blocks of the commit before are all there until another one follows.
  if (auto restored = replace_file(generation_ / kState, iamglass_); !restored) return restored;
  if (auto renewed = renew(); !renewed) return renewed;
  return damage_of(generation_ / (*postings ? kDocuments : kPostings));
}

Result<bool> InPlaceSeal::renew_sums(CheckedTable& table, const std::string& name,
                                     const glass::TableState& after, bool is_committed) {
  const auto file = MappedFile::open(generation_ / name);
  if (!file) return file.error();
  const std::string_view bytes = file->bytes();
  std::vector<std::uint32_t> written;
  bool is_intact = true;
  if (is_committed) {
    const auto change = glass::change_between(table.state(), after, [&](std::uint32_t block) {
      const std::size_t begin = std::size_t{block} * glass::kBlockBytes;
      return begin < bytes.size() ? bytes.substr(begin, glass::kBlockBytes) : std::string_view();
    });
    if (!change) return damage_of(generation_ / name);
    written = change->written;
    for (const std::uint32_t block : change->given_up) {
      if (!std::ranges::binary_search(written, block) && !table.is_intact(block)) is_intact = false;
    }
  } else if (const auto blocks = table.free_blocks()) {
    // A commit that failed may have written to any that it thought it had.
    written = *blocks;
  }
  BlockSums sums = table.sums();
  for (const std::uint32_t block : written) {
    if (block < sums.size()) sums.renew(bytes, block);
  }
  sums.extend(bytes);
  renewed_.insert_or_assign(name, std::move(sums));
  return is_intact;
}

Result<void> InPlaceSeal::renew() {
  if (!postings_) return seal_durably(generation_);
  std::map<std::string, SealLine> written_lines;
  for (const auto& [table, sums] : renewed_) {
    // No seal speaks of them now.
    const std::string name = sums_name(table);
    const std::string bytes = sums.bytes();
    if (auto written = write_file(generation_ / name, bytes); !written) return written;
    if (auto synced = sync_path(generation_ / name); !synced) return synced;
    written_lines.emplace(name, SealLine{hash_of(bytes), bytes.size(), name});
  }
  const auto names = files_to_seal(generation_);
  if (!names) return names.error();
  std::vector<SealLine> lines;
  for (const std::string& name : *names) {
    const auto stamp = stamp_of_file(generation_ / name);
    if (!stamp) return stamp.error();
    if (renewed_.contains(name)) {
      lines.push_back({std::nullopt, stamp->size, name});
      continue;
    }
    if (const auto written = written_lines.find(name); written != written_lines.end()) {
      lines.push_back(written->second);
      continue;
    }
    // What nobody wrote keeps its line: that it was looked at is not said.
    const auto known = files_.find(name);
    if (known != files_.end() && known->second.stamp == *stamp) {
      lines.push_back(known->second.line);
      continue;
    }
    auto line = line_for(generation_, name);
    if (!line) return line.error();
    lines.push_back(std::move(*line));
  }
  return replace_file(generation_ / kSealFile, write_seal(lines));
}

}  // namespace vnidx::store
