// Documents whose writer had misread their texts (encoding/misread.h). Pure; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "vnidx/document.h"

namespace vnidx::format {

/// Restores the texts of `document` together, for a title alone says too little; `repairs` gets a note where
/// they were misread.
void restore_misread(Document& document, std::vector<std::string>& repairs);

}  // namespace vnidx::format
