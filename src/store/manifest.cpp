#include "store/manifest.h"

#include <algorithm>
#include <optional>

#include "base/varint.h"
#include "store/blob.h"

namespace vnidx::store {
namespace {

constexpr std::uint64_t kVersion = 2;
constexpr std::uint64_t kVersionWithoutOptions = 1;
constexpr std::uint64_t kFolder = 1;
constexpr std::uint64_t kFollowsLinks = 2;
constexpr std::uint64_t kHasOptions = 4;
constexpr std::size_t kHashBytes = 8;

// Differences are taken modulo 2^64, so that any two numbers have one.
void append_difference(std::string& out, std::uint64_t value, std::uint64_t before) {
  const std::uint64_t difference = value - before;
  append_varint(out, (difference << 1) ^ (0 - (difference >> 63)));
}

std::uint64_t take_difference(std::string_view& rest, std::uint64_t before) {
  const std::uint64_t zigzag = take_varint(rest);
  return before + ((zigzag >> 1) ^ (0 - (zigzag & 1)));
}

void append_text(std::string& out, std::string_view text) {
  append_varint(out, text.size());
  out += text;
}

std::string take_text(std::string_view& rest) {
  const std::size_t length = take_varint(rest);
  std::string text(rest.substr(0, length));
  rest.remove_prefix(text.size());
  return text;
}

void append_hash(std::string& out, std::uint64_t hash) {
  for (std::size_t i = 0; i < kHashBytes; ++i) out += static_cast<char>(hash >> (8 * i));
}

std::uint64_t take_hash(std::string_view& rest) {
  std::uint64_t hash = 0;
  const std::size_t count = std::min(kHashBytes, rest.size());
  for (std::size_t i = 0; i < count; ++i)
    hash |= std::uint64_t{static_cast<unsigned char>(rest[i])} << (8 * i);
  rest.remove_prefix(count);
  return hash;
}

// As unsigned: differences do not care.
std::uint64_t bits(std::int64_t time) {
  return static_cast<std::uint64_t>(time);
}

void append_source(std::string& out, const SourceEntry& source) {
  append_varint(out, (source.is_folder ? kFolder : 0) | (source.follows_links ? kFollowsLinks : 0) |
                         (source.options.empty() ? 0 : kHasOptions));
  append_text(out, source.format);
  append_text(out, source.encoding);
  append_text(out, source.path);
  if (source.options.empty()) return;
  append_varint(out, source.options.size());
  for (const std::string& option : source.options) append_text(out, option);
}

// Nothing where the bytes end before the options do; every option takes some.
std::optional<SourceEntry> take_source(std::string_view& rest) {
  SourceEntry source;
  const std::uint64_t flags = take_varint(rest);
  source.is_folder = (flags & kFolder) != 0;
  source.follows_links = (flags & kFollowsLinks) != 0;
  source.format = take_text(rest);
  source.encoding = take_text(rest);
  source.path = take_text(rest);
  if ((flags & kHasOptions) == 0) return source;
  for (std::uint64_t count = take_varint(rest); count > 0; --count) {
    if (rest.empty()) return std::nullopt;
    source.options.push_back(take_text(rest));
  }
  return source;
}

class FileWriter {
 public:
  explicit FileWriter(std::string& out) : out_(out) {}

  void write(const std::string& path, const FileEntry& file) {
    const auto differs = std::mismatch(path.begin(), path.end(), path_.begin(), path_.end()).first;
    const auto shared = static_cast<std::size_t>(differs - path.begin());
    append_varint(out_, shared);
    append_text(out_, std::string_view(path).substr(shared));
    append_varint(out_, file.stamp.size);
    append_difference(out_, bits(file.stamp.modified), bits(before_.modified));
    append_difference(out_, bits(file.stamp.changed), bits(file.stamp.modified));
    append_difference(out_, file.stamp.device, before_.device);
    append_difference(out_, file.stamp.inode, before_.inode);
    append_hash(out_, file.hash);
    append_varint(out_, file.documents);
    append_text(out_, file.named_after);
    path_ = path;
    before_ = file.stamp;
  }

 private:
  std::string& out_;
  std::string path_;
  FileStamp before_;
};

class FileReader {
 public:
  explicit FileReader(std::string_view& rest) : rest_(rest) {}

  // Where the bytes end too early, `rest` is empty and what comes of it is of no use.
  std::pair<std::string, FileEntry> read() {
    path_.resize(std::min<std::size_t>(take_varint(rest_), path_.size()));
    path_ += take_text(rest_);
    FileEntry file;
    file.stamp.size = take_varint(rest_);
    file.stamp.modified = static_cast<std::int64_t>(take_difference(rest_, bits(before_.modified)));
    file.stamp.changed = static_cast<std::int64_t>(take_difference(rest_, bits(file.stamp.modified)));
    file.stamp.device = take_difference(rest_, before_.device);
    file.stamp.inode = take_difference(rest_, before_.inode);
    file.hash = take_hash(rest_);
    file.documents = take_varint(rest_);
    file.named_after = take_text(rest_);
    before_ = file.stamp;
    return {path_, std::move(file)};
  }

 private:
  std::string_view& rest_;
  std::string path_;
  FileStamp before_;
};

Error damaged() {
  return {ErrorCode::damaged,
          "what the index remembers of its sources is damaged",
          {},
          "run `vnidx check --repair`"};
}

}  // namespace

std::string write_manifest(const Manifest& manifest) {
  if (manifest == Manifest{}) return {};
  std::string out;
  const bool has_options = std::ranges::any_of(
      manifest.sources, [](const SourceEntry& source) { return !source.options.empty(); });
  append_varint(out, has_options ? kVersion : kVersionWithoutOptions);
  append_varint(out, manifest.sources.size());
  for (const SourceEntry& source : manifest.sources) append_source(out, source);
  append_varint(out, manifest.files.size());
  FileWriter writer(out);
  for (const auto& [path, file] : manifest.files) writer.write(path, file);
  return Compressor(CompressionDictionary({})).compress(out);
}

Result<Manifest> read_manifest(std::string_view bytes) {
  Manifest manifest;
  if (bytes.empty()) return manifest;
  std::string content;
  if (!Decompressor(DecompressionDictionary({})).decompress(bytes, content)) return damaged();
  std::string_view rest = content;
  if (const std::uint64_t version = take_varint(rest); version == 0 || version > kVersion) {
    return Error{
        ErrorCode::no_index, "what the index remembers of its sources was written by a newer vnidx", {}, {}};
  }
  // Every entry takes some bytes, so a wrong count ends with them.
  for (std::uint64_t count = take_varint(rest); count > 0; --count) {
    if (rest.empty()) return damaged();
    std::optional<SourceEntry> source = take_source(rest);
    if (!source) return damaged();
    manifest.sources.push_back(*std::move(source));
  }
  FileReader reader(rest);
  for (std::uint64_t count = take_varint(rest); count > 0; --count) {
    if (rest.empty()) return damaged();
    manifest.files.insert(manifest.files.end(), reader.read());
  }
  if (!rest.empty()) return damaged();
  return manifest;
}

}  // namespace vnidx::store
