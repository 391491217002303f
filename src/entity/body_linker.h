// One body, one name within a document: the short names that its context completes.
// Pure functions; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entity/province.h"

namespace vnidx::entity {

/// Replaces in `names`, the canonical names of the organisations of one document, each that means a fuller
/// one:
///
/// * the only other name that adds nothing but a place to it: `Sở Y tế` beside `Sở Y tế tỉnh Quảng Nam`;
/// * a body of the province, without its name, that the document is about: `Ủy ban nhân dân tỉnh`, `Tỉnh ủy`,
///   `Sở Y tế` are those of `province`, if there is one.
///
/// A place that is a country adds something: `Bộ Ngoại giao` is not `Bộ Ngoại giao Mỹ`.
void link_names(std::vector<std::string>& names, const Province* province);

/// The province that a document is about, or nullptr: the one its source label names, else the only one that
/// it `mentions`, and more than once, for many an article names a distant one in passing.
const Province* province_of_document(std::string_view source, const std::vector<const Province*>& mentions);

}  // namespace vnidx::entity
