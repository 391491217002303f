#include "source/origin.h"

#include <xxhash.h>

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <utility>

#include "base/path.h"
#include "encoding/decode.h"
#include "format/file_format.h"
#include "text/canonical.h"

namespace vnidx::source {
namespace {

constexpr std::size_t kDigits = 16;
// Ids of files had so many digits in earlier versions.
constexpr std::size_t kFormerDigits = 8;

/// `stem` as letters that need no quoting anywhere: folded to ASCII, anything else as single hyphens.
std::string made_safe(std::string_view stem) {
  constexpr std::size_t kMaxBytes = 80;
  std::string safe;
  for (const char c : text::folded(stem)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    if (kept) safe += c;
    if (!kept && !safe.empty() && safe.back() != '-') safe += '-';
  }
  if (safe.size() > kMaxBytes) safe.resize(kMaxBytes);
  while (!safe.empty() && safe.back() == '-') safe.pop_back();
  return safe.empty() ? "file" : safe;
}

std::string hexadecimal(std::uint64_t hash) {
  char text[kDigits + 1];
  std::snprintf(text, sizeof text, "%016" PRIx64, hash);
  return text;
}

/// Without what leads out of the archive or nowhere, so that absolute_path() leaves it as it is.
std::string clean_member_name(std::string_view name) {
  std::string clean;
  while (!name.empty()) {
    const std::string_view part = name.substr(0, name.find('/'));
    name.remove_prefix(std::min(part.size() + 1, name.size()));
    if (part.empty() || part == "." || part == "..") continue;
    if (!clean.empty()) clean += '/';
    clean += part;
  }
  return clean.empty() ? "file" : clean;
}

}  // namespace

Origin Origin::file(const std::string& path, const std::string& named_after) {
  std::string full = absolute_path(path);
  std::string name = named_after.empty() ? full : named_after;
  return named(path, std::move(full), std::move(name));
}

Origin Origin::member(const Origin& archive, std::string_view name) {
  const std::string behind = "!/" + clean_member_name(name);
  if (archive.full_.empty()) return stream(archive.place_ + behind);
  return named(archive.place_ + behind, archive.full_ + behind, archive.name_ + behind);
}

Origin Origin::named(std::string place, std::string full, std::string name) {
  Origin origin;
  origin.place_ = std::move(place);
  origin.path_ = shown_path(full);
  origin.path_hash_ = name_hash(name);
  origin.stem_ = format::stem(encoding::decode(full, encoding::Encoding::utf8).text);
  origin.safe_stem_ = made_safe(format::stem(encoding::decode(name, encoding::Encoding::utf8).text));
  origin.full_ = std::move(full);
  origin.name_ = std::move(name);
  return origin;
}

Origin Origin::stream(std::string_view name) {
  Origin origin;
  origin.place_ = name;
  origin.safe_stem_ = "stdin";
  return origin;
}

std::string Origin::document_id(std::string_view content) const {
  if (path_.empty()) return record_id(content);
  return safe_stem_ + '-' + hexadecimal(path_hash_);
}

std::string Origin::record_id(std::string_view content) const {
  const std::uint64_t hash = XXH3_64bits_withSeed(content.data(), content.size(), path_hash_);
  return safe_stem_ + '-' + hexadecimal(hash);
}

std::uint64_t name_hash(std::string_view name) {
  return XXH3_64bits(name.data(), name.size());
}

std::string former_id(std::string_view id) {
  const std::size_t hyphen = id.rfind('-');
  const std::string_view digits = hyphen == std::string_view::npos ? "" : id.substr(hyphen + 1);
  if (digits.size() != kDigits || digits.find_first_not_of("0123456789abcdef") != std::string_view::npos)
    return {};
  return std::string(id.substr(0, hyphen + 1)).append(digits.substr(kDigits - kFormerDigits));
}

}  // namespace vnidx::source
