// What an index holds: records, tables, lists.
#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <utility>

#include "base/file.h"
#include "fuzz/target.h"
#include "schema/record.h"
#include "stats/table.h"
#include "stats/tally.h"
#include "store/blob.h"
#include "store/document_scan.h"
#include "store/manifest.h"
#include "store/name_catalog.h"
#include "store/removed_set.h"

namespace vnidx::fuzz {
namespace {

void record(std::string_view bytes) {
  const std::optional<Document> document = schema::read_record(bytes);
  if (document)
    expect(schema::read_record(schema::write_record(*document)) == document, "a record reads back");
}

void manifest(std::string_view bytes) {
  const Result<store::Manifest> manifest = store::read_manifest(bytes);
  if (!manifest) return;
  const Result<store::Manifest> again = store::read_manifest(store::write_manifest(*manifest));
  expect(again.ok() && *again == *manifest, "a manifest reads back");
}

void removed(std::string_view bytes) {
  const auto set = store::RemovedSet::unpack(bytes, 1000);
  if (!set) return;
  std::size_t count = 0;
  for (auto number = set->next(1); number != 0; number = set->next(number + 1)) ++count;
  expect(count == set->size(), "a set counts its numbers");
}

void statistics(std::string_view bytes) {
  const Result<stats::Table> table = stats::Table::from_bytes(std::string(bytes));
  if (!table) return;
  stats::Table::Cursor cursor(*table);
  stats::Table::Entry entry;
  std::vector<stats::Follower> followers;
  while (cursor.next(entry)) {
    table->followers(entry.number, followers);
    static_cast<void>(table->find(entry.term));
    static_cast<void>(table->markings(entry.term));
  }
}

void blob(std::string_view bytes) {
  std::string text;
  static_cast<void>(store::Decompressor(store::DecompressionDictionary({})).decompress(bytes, text));
}

/// Runs `read` on a file in memory that holds the bytes.
void on_file(std::string_view bytes, void (*read)(const std::string& path)) {
  const UniqueFd fd(::memfd_create("fuzz", MFD_CLOEXEC));
  expect(fd && ::write(fd.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
         "a file in memory can be written");
  read("/proc/self/fd/" + std::to_string(fd.get()));
}

void catalog(std::string_view bytes) {
  on_file(bytes, [](const std::string& path) {
    const auto catalog = store::NameCatalog::open(path);
    if (catalog) static_cast<void>(store::merged_catalog(std::span(&*catalog, 1), {}));
  });
}

void document_scan(std::string_view bytes) {
  on_file(bytes, [](const std::string& path) {
    const auto scan = store::DocumentScan::open(path);
    if (!scan) return;
    for (const std::uint32_t number : scan->numbers()) static_cast<void>(scan->candidates(number));
  });
}

std::string record_seed() {
  Document document;
  document.id = "bkt-1";
  document.title = "Đèo Lò Xo";
  document.text = "Đất đá đổ xuống mặt đường.";
  document.path = "/tin/1.txt";
  return schema::write_record(document);
}

std::string manifest_seed() {
  store::Manifest manifest;
  manifest.sources.push_back({"/tin", true, "auto", "auto"});
  manifest.files["/tin/1.txt"] = {{}, 7, 1, ""};
  return store::write_manifest(manifest);
}

std::string statistics_seed() {
  const std::string_view terms[] = {"ba", "khoi", "uy"};
  stats::Tally tally;
  for (std::uint32_t id = 0; id < 3; ++id) tally.count_word(id);
  tally.count_pair(0, 1);
  tally.count_pair(1, 2);
  return tally.take_table([&](std::uint32_t id) { return terms[id]; });
}

}  // namespace

std::vector<Target> store_targets() {
  const std::string compressed = store::Compressor(store::CompressionDictionary({})).compress(record_seed());
  return {
      {"record", record, {record_seed()}},
      {"manifest", manifest, {manifest_seed()}},
      {"removed", removed, {std::string("\x03\x01\x02\x05", 4)}},
      {"statistics", statistics, {statistics_seed()}},
      {"blob", blob, {compressed}},
      {"catalog", catalog, {store::merged_catalog({}, {{"sở y tế", "Sở Y tế"}})}},
      {"document_scan", document_scan, {std::string(8192, '\0')}},
  };
}

}  // namespace vnidx::fuzz
