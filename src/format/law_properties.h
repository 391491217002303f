// The table of properties that sites of laws and offices print for a document: labels with their values
// behind or below them. Pure; thread-safe.
//
//     Số ký hiệu         12/2020/NĐ-CP        Ngày ban hành   15/01/2020
//     Cơ quan ban hành   Chính phủ            Loại văn bản    Nghị định
#pragma once

#include <optional>
#include <span>
#include <string>

#include "format/html_block.h"
#include "vnidx/document.h"

namespace vnidx::format {

struct LawProperties {
  std::string number;
  std::optional<Date> date;  ///< of issue
  std::string issuer;
  std::string kind;  ///< `Nghị định`
};

/// What `blocks` say in that way; nothing unless they name the number and one more property.
std::optional<LawProperties> law_properties(std::span<const HtmlBlock> blocks);

}  // namespace vnidx::format
