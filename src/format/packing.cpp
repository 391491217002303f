#include "format/packing.h"

#include <algorithm>
#include <array>

#include "format/file_format.h"
#include "format/zip.h"

namespace vnidx::format {
namespace {

using namespace std::string_view_literals;

constexpr std::array kCompressed{"\x1F\x8B\x08"sv, "\xFD\x37zXZ\0"sv};
constexpr std::string_view k7z = "7z\xBC\xAF\x27\x1C";

/// A level from 1 to 9, and then the digits of pi, or of its square root where the file is empty.
bool begins_bzip2(std::string_view head) {
  constexpr std::size_t kBlockAt = 4;
  return head.size() > kBlockAt && head.starts_with("BZh") &&
         (head[kBlockAt] == 0x31 || head[kBlockAt] == 0x17);
}

/// POSIX.1-2001, pax: `ustar` is at 257 of a header.
bool begins_tar(std::string_view head) {
  constexpr std::size_t kMagicAt = 257;
  return head.size() > kMagicAt && head.substr(kMagicAt).starts_with("ustar");
}

/// OpenDocument, EPUB and programs in Java are ZIP archives, too, and documents or nothing of their own.
bool is_package(std::string_view head) {
  constexpr std::array kMembers{"mimetype"sv, "[Content_Types].xml"sv, "META-INF/"sv};
  return std::ranges::any_of(kMembers, [&](std::string_view name) { return names_zip_member(head, name); });
}

}  // namespace

Packing packing_of(std::string_view head) {
  const auto begins = [&](std::string_view magic) { return head.starts_with(magic); };
  if (std::ranges::any_of(kCompressed, begins) || begins_bzip2(head)) return Packing::compressed;
  if (begins("WARC/1.")) return Packing::warc;
  if (begins(k7z) || begins_tar(head)) return Packing::archive;
  if (begins(kZipMagic) && !is_binary_document(head) && !is_package(head)) return Packing::archive;
  return Packing::none;
}

}  // namespace vnidx::format
