#include "store/compaction.h"

#include <xapian.h>

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "schema/fields.h"
#include "store/guard.h"

namespace vnidx::store {
namespace {

class MetadataMerger : public Xapian::Compactor {
 public:
  std::string resolve_duplicate_metadata(const std::string& key, std::size_t count,
                                         const std::string values[]) override {
    // Xapian hands over the key as it lies in the table, behind a prefix of two bytes.
    const std::size_t name = key.starts_with('\0') ? 2 : 0;
    if (!std::string_view(key).substr(name).starts_with(schema::metadata::kSum)) return values[0];
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
      std::uint64_t value = 0;
      std::from_chars(values[i].data(), values[i].data() + values[i].size(), value);
      sum += value;
    }
    return std::to_string(sum);
  }
};

}  // namespace

Result<void> merge(std::span<const std::filesystem::path> sources, const std::filesystem::path& destination) {
  return guarded(destination, [&]() -> Result<void> {
    Xapian::Database all;
    for (const auto& source : sources) all.add_database(Xapian::Database(source.string()));
    MetadataMerger merger;
    all.compact(destination.string(), Xapian::Compactor::FULL, 0, merger);
    return {};
  });
}

}  // namespace vnidx::store
