// Building an index anew from the text it holds: what was removed leaves the disk, and the dictionary that
// compresses is trained on what is there now.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "store/snapshot.h"
#include "store/spare.h"
#include "vnidx/document.h"
#include "vnidx/result.h"

namespace vnidx::index {

/// Takes a document for the generation that is built.
using Put = std::function<Result<void>(Document)>;

/// Metadata for a generation that is built anew of what `live` holds: what is not about its documents, and a
/// dictionary trained on them.
Result<store::Metadata> metadata_anew(store::Snapshot& live);

/// Makes a new generation of `index` of the documents that `feed` puts, in their order, and makes it live.
/// `metadata` may hold the dictionary that they are compressed with. Only under a WriterLock. No two
/// documents have one id.
Result<void> build_anew(const std::filesystem::path& index, store::Metadata metadata, unsigned jobs,
                        std::uint64_t memory_bytes, const std::function<Result<void>(const Put&)>& feed);

/// Makes a new generation of `index` of the documents that the live one holds, in their order, and makes it
/// live. Only under a WriterLock. A document that cannot be read is an error damaged.
Result<void> rebuild(const std::filesystem::path& index, unsigned jobs, std::uint64_t memory_bytes);

/// Whether so many documents of `index` are removed that it is worth building anew. Error: it cannot be
/// opened.
Result<bool> is_worth_rebuilding(const std::filesystem::path& index);

}  // namespace vnidx::index
