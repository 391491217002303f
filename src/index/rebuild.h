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

/// A writer that was killed while it changed the live generation leaves it without checksums. Then it is read
/// whole, as `check` does, and built anew of its documents, each of which has a checksum of its own: what
/// would be damaged unseen is not built upon and sealed. Does nothing where there is a seal. Only under a
/// WriterLock. Error damaged: it names what was found.
Result<void> renew_unsealed(const std::filesystem::path& index, unsigned jobs, std::uint64_t memory_bytes);

/// The looking alone, for who builds nothing upon what is there.
Result<void> require_whole_if_unsealed(const std::filesystem::path& index);

/// Builds the live generation anew where its tables are of a layout that we do not know and that Xapian does
/// not make any more: nothing could be merged with it. Only under a WriterLock. Errors: damaged, io.
Result<void> renew_foreign_tables(const std::filesystem::path& index, unsigned jobs,
                                  std::uint64_t memory_bytes);

/// Whether so many documents of `index` are removed that it is worth building anew. Error: it cannot be
/// opened.
Result<bool> is_worth_rebuilding(const std::filesystem::path& index);

}  // namespace vnidx::index
