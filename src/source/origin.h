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

  /// The id of the one document that a file is: its stem made safe and 8 hexadecimal digits of its path's
  /// hash. For a stream that of record_id().
  std::string document_id(std::string_view content) const;

  /// The id of one record among many: the stem made safe (`stdin` for a stream) and 16 hexadecimal digits of
  /// the hash of path and content.
  std::string record_id(std::string_view content) const;

 private:
  Origin() = default;

  std::string place_;
  std::string path_;
  std::uint64_t path_hash_ = 0;  ///< XXH3 of its bytes; 0 for a stream
  std::string stem_;
  std::string safe_stem_;
};

}  // namespace vnidx::source
