// An Extraction as bytes, for the way from a confined child (format/confined_extract.h) to the program. Who
// reads them does not trust who wrote them. Pure functions; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "format/extraction.h"

namespace vnidx::format {

std::string encode_extraction(const Extraction& extraction);

/// What encode_extraction() wrote. Nothing where `bytes` are anything else: cut or too long, text that is no
/// UTF-8, a day that does not exist.
std::optional<Extraction> decode_extraction(std::string_view bytes);

}  // namespace vnidx::format
