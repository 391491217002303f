// Records as they lie in the index: zstd frames with a checksum, made with a dictionary trained on the
// collection. A Compressor or Decompressor belongs to one thread; a Dictionary may be shared.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "vnidx/result.h"

struct ZSTD_CDict_s;
struct ZSTD_DDict_s;
struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace vnidx::store {

/// Shared, digested form of a dictionary for compressing. Immutable.
class CompressionDictionary {
 public:
  /// `bytes` may be empty: then records are compressed without a dictionary.
  explicit CompressionDictionary(std::string_view bytes);
  const ZSTD_CDict_s* get() const { return dictionary_.get(); }

 private:
  std::shared_ptr<const ZSTD_CDict_s> dictionary_;
};

/// The same for decompressing.
class DecompressionDictionary {
 public:
  explicit DecompressionDictionary(std::string_view bytes);
  const ZSTD_DDict_s* get() const { return dictionary_.get(); }

 private:
  std::shared_ptr<const ZSTD_DDict_s> dictionary_;
};

class Compressor {
 public:
  explicit Compressor(CompressionDictionary dictionary);
  /// One zstd frame. Throws std::bad_alloc when memory runs out.
  std::string compress(std::string_view record);

 private:
  CompressionDictionary dictionary_;
  std::unique_ptr<ZSTD_CCtx_s, std::size_t (*)(ZSTD_CCtx_s*)> context_;
};

class Decompressor {
 public:
  /// Long frames (long_frame.h) are looked for in `folder`.
  explicit Decompressor(DecompressionDictionary dictionary, std::filesystem::path folder = {});
  /// Replaces `record` by the content of `frame`, or of the long one that it refers to. Error damaged where
  /// the frame is not whole, its checksum is wrong, or it claims to be larger than a record can be.
  Result<void> decompress(std::string_view frame, std::string& record);

 private:
  DecompressionDictionary dictionary_;
  std::filesystem::path folder_;
  std::unique_ptr<ZSTD_DCtx_s, std::size_t (*)(ZSTD_DCtx_s*)> context_;
};

/// Samples of so many bytes teach all there is to learn.
inline constexpr std::size_t kTrainingBytes = 1 << 20;

/// A dictionary for records like `samples`, of which it takes every n-th, and of long ones the beginning, to
/// stay within kTrainingBytes; empty where they are too few or too small to make one worth its bytes.
std::string train_dictionary(std::span<const std::string_view> samples);

}  // namespace vnidx::store
