// Stored documents of a damaged database whose tables we cannot read past Xapian (store/engine.h): Xapian
// reads them, in child processes, for damaged tables have made it crash and go round in circles. What lies
// out of its reach is lost; of tables we know, document_scan.h finds more. Thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "vnidx/result.h"

namespace vnidx::store {

/// Calls visit(number, data) with every document of the database at `generation` that Xapian hands out and
/// whose number is at most `last`, in their order. Data may be garbage: only the checksum of a record
/// (blob.h) tells. Ends at the first error of `visit`. Error io: there can be no child.
Result<void> fetch_documents(const std::filesystem::path& generation, std::uint32_t last,
                             const std::function<Result<void>(std::uint32_t, const std::string&)>& visit);

}  // namespace vnidx::store
