// From the name of a body to the broader names it falls under, so that a filter by a broader name finds it:
// `Ủy ban nhân dân tỉnh Kon Tum`, `Ủy ban nhân dân tỉnh`, `Ủy ban nhân dân`.
// Immutable tables, made on first use; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vnidx::entity {

/// The broader names of `canonical`, a name as the recogniser writes it; the most specific first, `canonical`
/// itself left out. A name loses its place, then its level, then its owner: `Đảng ủy Sở Y tế tỉnh Quảng Nam`
/// falls under `Đảng ủy Sở Y tế` and `Đảng ủy`, never under `Sở Y tế tỉnh Quảng Nam`, which is another body.
/// Names that are their own (`Trường Đại học Đồng Nai`, `Báo Hải Phòng`) have none.
std::vector<std::string> broader_names(std::string_view canonical);

}  // namespace vnidx::entity
