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

/// Whether `canonical`, which names no place and no owner, is a body of which a country has one, so that
/// `Việt Nam` behind it says nothing new: `Ngân hàng Nhà nước`, `Hội Nhà văn`, but no firm, school or team.
bool is_national(std::string_view canonical);

/// Whether `canonical` is a head alone, which names a body only together with its field, place or owner:
/// `Đảng ủy Khối`, `Công an`.
bool is_head_alone(std::string_view canonical);

/// Whether the head of `canonical` is complete by itself: `Chính phủ`, `Ban Tuyên giáo`.
bool has_complete_head(std::string_view canonical);

}  // namespace vnidx::entity
