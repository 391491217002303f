// A file mapped for reading: what is looked at is read, and nothing else. A value; thread-safe for reading.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

#include "vnidx/result.h"

namespace vnidx {

class MappedFile {
 public:
  /// Nothing at all.
  MappedFile() = default;
  /// The file at `path`, as large as it is now. Nobody may cut it while it is mapped. Error io.
  static Result<MappedFile> open(const std::filesystem::path& path);

  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return {static_cast<const char*>(address_), size_}; }

 private:
  MappedFile(void* address, std::size_t size) : address_(address), size_(size) {}

  void* address_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace vnidx
