#include "store/spare.h"

#include <xxhash.h>

#include <string_view>
#include <system_error>

#include "base/file.h"
#include "base/varint.h"
#include "schema/fields.h"
#include "store/guard.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

constexpr char kSpare[] = "spare";
constexpr std::size_t kHashBytes = 8;

std::string hash_of(std::string_view bytes) {
  XXH64_canonical_t hash;
  XXH64_canonicalFromHash(&hash, XXH3_64bits(bytes.data(), bytes.size()));
  return {reinterpret_cast<const char*>(hash.digest), kHashBytes};
}

void append_string(std::string& out, std::string_view value) {
  append_varint(out, value.size());
  out += value;
}

std::optional<std::string> take_string(std::string_view& rest) {
  const std::uint64_t size = take_varint(rest);
  if (size > rest.size()) return std::nullopt;
  std::string value(rest.substr(0, size));
  rest.remove_prefix(size);
  return value;
}

}  // namespace

Metadata lasting_metadata(const Xapian::Database& database) {
  Metadata metadata;
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
    if (std::string name = *key; !name.starts_with(schema::metadata::kSum)) {
      metadata.emplace(name, database.get_metadata(name));
    }
  }
  return metadata;
}

Metadata spare_of(const Xapian::Database& database) {
  Metadata metadata = lasting_metadata(database);
  metadata[std::string(kLastNumber)] = std::to_string(database.get_lastdocid());
  return metadata;
}

std::string pack(const Metadata& metadata) {
  std::string content;
  for (const auto& [key, value] : metadata) {
    append_string(content, key);
    append_string(content, value);
  }
  return hash_of(content) + content;
}

std::optional<Metadata> unpack(std::string_view bytes) {
  if (bytes.size() < kHashBytes) return std::nullopt;
  std::string_view rest = bytes.substr(kHashBytes);
  if (hash_of(rest) != bytes.substr(0, kHashBytes)) return std::nullopt;
  Metadata metadata;
  while (!rest.empty()) {
    auto key = take_string(rest);
    auto value = take_string(rest);
    if (!key || !value) return std::nullopt;
    metadata.emplace(std::move(*key), std::move(*value));
  }
  return metadata;
}

Result<void> write_spare(const fs::path& path) {
  return guarded(path, [&]() -> Result<void> {
    const std::string bytes = pack(spare_of(Xapian::Database(path.string())));
    const fs::path file = path / kSpare;
    if (const auto before = read_file(file); before && *before == bytes) return {};
    return replace_file(file, bytes);
  });
}

std::optional<Metadata> read_spare(const fs::path& path) {
  const auto bytes = read_file(path / kSpare);
  return bytes ? unpack(*bytes) : std::nullopt;
}

}  // namespace vnidx::store
