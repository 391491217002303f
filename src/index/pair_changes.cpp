#include "index/pair_changes.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/file.h"
#include "base/varint.h"
#include "index/statistics.h"
#include "schema/fields.h"
#include "store/append_log.h"

namespace vnidx::index {

namespace fs = std::filesystem;
namespace {

// Statistics of so many bytes are written anew faster than two files are synced.
constexpr std::uint64_t kSmall = 256 << 10;
// What waits is a twentieth of the statistics, and no more than is read in a moment.
constexpr std::uint64_t kShare = 20;
constexpr std::uint64_t kMostWaiting = 1 << 20;

fs::path statistics_file(const fs::path& generation) {
  return generation / schema::kStatisticsFile;
}

std::string record_of(const PairChange& change) {
  std::string record;
  append_varint(record, change.came.size());
  return record + change.came + change.went;
}

void add_bytes(StatisticsParts& parts, std::string_view bytes, int sign) {
  if (bytes.empty()) return;
  if (auto table = stats::Table::from_bytes(std::string(bytes))) parts.add(std::move(*table), sign);
}

}  // namespace

StatisticsParts StatisticsParts::of(const fs::path& path) {
  StatisticsParts parts;
  const fs::path file = statistics_file(path);
  if (auto table = stats::Table::open(file)) parts.add(std::move(*table), 1);
  const auto log = store::read_log(store::changes_of(file));
  if (!log) return parts;
  for (const std::string& record : log->records) {
    std::string_view rest = record;
    const std::uint64_t came = take_varint(rest);
    add_bytes(parts, rest.substr(0, came), 1);
    add_bytes(parts, rest.substr(std::min<std::size_t>(came, rest.size())), -1);
  }
  return parts;
}

std::vector<stats::Source> StatisticsParts::sources() const {
  std::vector<stats::Source> sources;
  for (const Part& part : parts_) sources.push_back({&part.table, part.sign});
  return sources;
}

bool is_adding_up_due(const fs::path& path) {
  const fs::path file = statistics_file(path);
  const std::uint64_t bytes = store::bytes_of(file);
  return bytes <= kSmall || store::bytes_of(store::changes_of(file)) > std::min(bytes / kShare, kMostWaiting);
}

Result<void> update_statistics(const fs::path& path, const PairChange& change) {
  if (change.came.empty() && change.went.empty()) return {};
  const fs::path file = statistics_file(path);
  const fs::path changes = store::changes_of(file);
  if (!is_adding_up_due(path)) return store::append_record(changes, record_of(change));
  StatisticsParts parts = StatisticsParts::of(path);
  add_bytes(parts, change.came, 1);
  add_bytes(parts, change.went, -1);
  if (auto replaced = replace_file(file, summed_statistics(parts.sources())); !replaced) return replaced;
  if (::unlink(changes.c_str()) != 0 && errno != ENOENT) return io_error("remove", changes, errno);
  return {};
}

}  // namespace vnidx::index
