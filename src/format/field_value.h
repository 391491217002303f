// The values of records as databases and crawlers keep them, made what a document holds. Pure; thread-safe.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "vnidx/document.h"

namespace vnidx::format {

/// `value` as text: HTML becomes its text, a block a line; entities become characters; a list as Python
/// prints it (`['một', 'hai']`) becomes its parts. Anything else stays as it is, to the byte.
std::string plain_value(std::string value);

/// Parts of a text, each on a line but where one goes on the sentence of the one before.
std::string joined_parts(std::span<const std::string> parts);

/// The day that `written` names: as people write it, as pages print it, a month or year by its first day, or
/// seconds or milliseconds since 1970, which are taken in the time of Vietnam.
std::optional<Date> value_date(std::string_view written);

/// The name of the site in a URL, without `www.`; empty where `url` is none.
std::string site_of(std::string_view url);

}  // namespace vnidx::format
