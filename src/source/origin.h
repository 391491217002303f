// Where a document comes from, and the id it gets when it brings none: the same at every reading, so that a
// document read again replaces itself. Values; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vnidx::source {

class Origin {
 public:
  /// A file; `path` as the caller wrote it. Its ids are those of the file `named_after`, which it was when
  /// they were made, or, where that is empty, its own.
  static Origin file(const std::string& path, const std::string& named_after = {});
  /// The member `name` of the archive at `archive`: `archive.zip!/folder/file.html`, with ids of its own.
  static Origin member(const Origin& archive, std::string_view name);
  /// A stream without a path that lasts; `name` stands for it in diagnostics.
  static Origin stream(std::string_view name);

  /// What diagnostics call it.
  const std::string& place() const { return place_; }
  std::string place(std::uint64_t line) const { return place_ + ':' + std::to_string(line); }

  /// absolute_path() as shown_path() has it (base/path.h), for documents, not for opening files; empty for a
  /// stream.
  const std::string& path() const { return path_; }

  /// The file's name without folder and extensions; empty for a stream.
  std::string_view stem() const { return stem_; }

  /// The id of the one document that a file is: its stem made safe and the 16 hexadecimal digits of
  /// name_hash() of its path. For a stream that of record_id().
  std::string document_id(std::string_view content) const;

  /// The id of one record among many: the stem made safe (`stdin` for a stream) and 16 hexadecimal digits of
  /// the hash of path and content.
  std::string record_id(std::string_view content) const;

 private:
  Origin() = default;

  static Origin named(std::string place, std::string full, std::string name);

  std::string place_;
  std::string full_;  ///< path_ as bytes
  std::string name_;  ///< that the ids are made of, as bytes; empty for a stream
  std::string path_;
  std::uint64_t path_hash_ = 0;  ///< name_hash() of the name; 0 for a stream
  std::string stem_;
  std::string safe_stem_;
};

/// XXH3 (64 bits) of the path, or of the name, that a file's id is made of.
std::uint64_t name_hash(std::string_view name);

/// What the id of a file was when ids held half of the hash, if `id` is that of a file; else empty.
std::string former_id(std::string_view id);

}  // namespace vnidx::source
