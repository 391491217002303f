// The table of properties that sites of laws and offices print for a document: labels with their values
// behind or below them. Pure; thread-safe.
//
//     Số ký hiệu         12/2020/NĐ-CP        Ngày ban hành   15/01/2020
//     Cơ quan ban hành   Chính phủ            Loại văn bản    Nghị định
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "format/html_block.h"
#include "vnidx/document.h"

namespace vnidx::format {

struct LawProperties {
  std::string number;
  std::optional<Date> date;  ///< of issue
  std::string issuer;
  std::string kind;     ///< `Nghị định`
  std::string subject;  ///< `Quy định chi tiết một số điều của …`
};

/// Whether `line` begins with one of these labels.
bool begins_with_property(std::string_view line);

/// What `blocks` say in that way; nothing unless they name the number and one more property.
std::optional<LawProperties> law_properties(std::span<const HtmlBlock> blocks);

}  // namespace vnidx::format
