// What libxml2 reads wrongly or slowly, put right in the text of a page before it sees it. Pure; thread-safe.
#pragma once

#include <string>

namespace vnidx::format {

/// Makes `page`, valid UTF-8, fit for libxml2, its length unchanged, in one pass:
/// * NUL, which ends a page for it, becomes a space;
/// * `</>`, which it prints and browsers do not, becomes spaces;
/// * attributes of a tag behind the 500th become spaces: it compares each with all before it.
void repair_html(std::string& page);

}  // namespace vnidx::format
