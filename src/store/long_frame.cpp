#include "store/long_frame.h"

#include <xxhash.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <system_error>

#include "base/file.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

constexpr std::string_view kReference("\x50\x2A\x4D\x18\x18\0\0\0", 8);
constexpr std::size_t kReferenceBytes = 8 + 3 * 8;
constexpr std::string_view kFilePrefix = "long-";

void append_number(std::string& out, std::uint64_t number) {
  for (unsigned byte = 0; byte < 8; ++byte) out += static_cast<char>(number >> (8 * byte));
}

std::uint64_t number_at(std::string_view bytes, std::size_t at) {
  std::uint64_t number = 0;
  for (unsigned byte = 0; byte < 8; ++byte)
    number |= std::uint64_t{static_cast<unsigned char>(bytes[at + byte])} << (8 * byte);
  return number;
}

std::string reference_to(std::string_view frame) {
  const XXH128_hash_t hash = XXH3_128bits(frame.data(), frame.size());
  std::string reference(kReference);
  append_number(reference, hash.low64);
  append_number(reference, hash.high64);
  append_number(reference, frame.size());
  return reference;
}

fs::path file_of(std::string_view reference, const fs::path& folder) {
  std::array<char, 33> digits;
  std::snprintf(digits.data(), digits.size(), "%016llx%016llx",
                static_cast<unsigned long long>(number_at(reference, 16)),
                static_cast<unsigned long long>(number_at(reference, 8)));
  return folder / std::string(kFilePrefix).append(digits.data());
}

}  // namespace

Result<std::string> set_aside(std::string_view frame, const fs::path& folder) {
  std::string reference = reference_to(frame);
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return io_error("create", folder, failed.value());
  if (auto written = replace_file(file_of(reference, folder), frame); !written) return written.error();
  return reference;
}

Result<std::optional<std::string>> long_frame(std::string_view data, const fs::path& folder) {
  if (data.size() != kReferenceBytes || !data.starts_with(kReference)) return std::optional<std::string>();
  const fs::path file = file_of(data, folder);
  std::error_code failed;
  const Error damaged{ErrorCode::damaged, "a long stored document is damaged", file.string(),
                      "run `vnidx check --repair`"};
  // Its size is asked first: damage must not have a huge file read.
  if (fs::file_size(file, failed) != number_at(data, 24)) return damaged;
  auto frame = read_file(file);
  if (!frame) return frame.error();
  if (reference_to(*frame) != data) return damaged;
  return std::optional(std::move(*frame));
}

Result<void> share_long_frames(const fs::path& source, const fs::path& destination) {
  std::error_code failed;
  if (!fs::exists(source, failed)) return {};
  for (fs::directory_iterator entry(source, failed), end; !failed && entry != end; entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with(kFilePrefix) || name.ends_with(kTemporaryExtension)) continue;
    const fs::path to = destination / name;
    std::error_code not_linked;
    fs::create_hard_link(entry->path(), to, not_linked);
    if (!not_linked || fs::exists(to, failed)) continue;
    fs::copy_file(entry->path(), to, failed);
    if (failed) return io_error("copy", entry->path(), failed.value());
  }
  if (failed) return io_error("read", source, failed.value());
  return {};
}

}  // namespace vnidx::store
