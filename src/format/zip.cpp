#include "format/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

namespace vnidx::format {
namespace {

// An archive may give so many bytes, and beyond the first of them no more than so many for each of its own:
// text in XML shrinks twenty to fifty times.
constexpr std::size_t kMaxBytes = std::size_t{512} << 20;
constexpr std::size_t kFreeBytes = std::size_t{32} << 20;
constexpr std::size_t kMaxRatio = 200;
constexpr std::size_t kMaxEntries = 100'000;

// What a header says of a member's size is believed up to here; nearly all members are smaller.
constexpr la_int64_t kMaxReserved = 4 << 20;

struct FreeArchive {
  void operator()(archive* handle) const { archive_read_free(handle); }
};
using Archive = std::unique_ptr<archive, FreeArchive>;

Archive open(std::string_view bytes) {
  Archive handle(archive_read_new());
  if (handle == nullptr) throw std::bad_alloc();
  archive_read_support_format_zip(handle.get());
  if (archive_read_open_memory(handle.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return nullptr;
  return handle;
}

/// Some programs write `\` between folders.
std::string name_of(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  std::string text(name == nullptr ? "" : name);
  std::replace(text.begin(), text.end(), '\\', '/');
  return text;
}

enum class Reading : std::uint8_t { whole, cut, too_large };

Reading read_entry(archive* handle, std::size_t room, std::string& content) {
  while (true) {
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int status = archive_read_data_block(handle, &block, &size, &offset);
    if (status == ARCHIVE_EOF) return Reading::whole;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return Reading::cut;
    if (size > room - content.size()) return Reading::too_large;
    content.append(static_cast<const char*>(block), size);
  }
}

Error broken(std::string message) {
  return {ErrorCode::io, std::move(message), {}, {}};
}

}  // namespace

Result<ZipMembers> ZipMembers::read(std::string_view bytes, bool (*wanted)(std::string_view name)) {
  const Archive handle = open(bytes);
  if (handle == nullptr) return broken("is a damaged ZIP archive");
  const std::size_t room = std::min(kMaxBytes, kFreeBytes + kMaxRatio * bytes.size());
  std::size_t used = 0;
  ZipMembers found;
  for (std::size_t entries = 0; entries < kMaxEntries; ++entries) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(handle.get(), &entry);
    if (status == ARCHIVE_EOF) return found;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) break;
    std::string name = name_of(entry);
    if (!wanted(name)) continue;
    if (archive_entry_is_encrypted(entry) != 0) return broken("is protected by a password");
    std::string content;
    content.reserve(
        static_cast<std::size_t>(std::clamp<la_int64_t>(archive_entry_size(entry), 0, kMaxReserved)));
    const Reading reading = read_entry(handle.get(), room - used, content);
    if (reading == Reading::too_large)
      return broken("holds far more than its size lets expect: a decompression bomb");
    if (reading == Reading::cut) found.damaged_ = true;
    used += content.size();
    found.members_.try_emplace(std::move(name), std::move(content));
  }
  found.damaged_ = true;
  return found;
}

std::string ZipMembers::take(std::string_view name) {
  if (name.starts_with('/')) name.remove_prefix(1);
  const auto member = members_.find(name);
  return member == members_.end() ? std::string() : std::exchange(member->second, {});
}

bool names_zip_member(std::string_view head, std::string_view prefix) {
  // APPNOTE.TXT 4.3.7: the length of the name is at 26 of a local header, the name at 30.
  constexpr std::size_t kLengthAt = 26;
  constexpr std::size_t kNameAt = 30;
  if (!head.starts_with(kZipMagic)) return false;  // Word files before 2007 hold an archive further on
  for (std::size_t at = head.find(kZipMagic); at != std::string_view::npos;
       at = head.find(kZipMagic, at + 4)) {
    const std::string_view header = head.substr(at);
    if (header.size() < kNameAt) break;
    const auto byte = [&](std::size_t i) {
      return static_cast<std::size_t>(static_cast<std::uint8_t>(header[i]));
    };
    const std::size_t length = byte(kLengthAt) | byte(kLengthAt + 1) << 8;
    if (header.substr(kNameAt, length).starts_with(prefix)) return true;
  }
  return false;
}

}  // namespace vnidx::format
