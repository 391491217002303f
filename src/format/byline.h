// Who wrote an article and where it was taken from, as its last lines say. Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "format/metadata_line.h"

namespace vnidx::format {

/// Whether `line` is nothing but one to four names of persons: each one to five capitalised words without
/// digits, with `,`, `;`, `-`, `–`, `&`, `/` or `và` between names, and no punctuation at the end; or a
/// collective credit such as `Nhóm phóng viên`.
bool is_byline(std::string_view line);

/// A line at the end of an article that tells where it was taken from: `(Theo VnExpress)`, `Theo Tuổi Trẻ`,
/// `(TTXVN)`, `Thu Hà/TTXVN`. Its facts are a source and, where a person is named, an author.
std::vector<Fact> credit_of(std::string_view line);

/// The agency or paper in brackets that a report begins with, `Hà Nội (TTXVN 11/7/2018) - `, `(Báo Kon Tum) -
/// `, and the date beside it.
std::vector<Fact> facts_of_opening(std::string_view paragraph);

/// Whether `line` is the name of a newspaper or office, as it stands above an article: `Báo Kon Tum`, `Cổng
/// thông tin điện tử tỉnh Kon Tum`.
bool names_paper(std::string_view line);

bool begins_with_capital(std::string_view text);

/// Whether `value` can be the name of a paper, site or section: short, and no sentence.
bool is_short_name(std::string_view value);

}  // namespace vnidx::format
