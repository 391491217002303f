#include "index/source_options.h"

#include <utility>

namespace vnidx::index {
namespace {

constexpr std::string_view kFilter = "filter=";
constexpr std::string_view kExclude = "exclude=";
constexpr std::string_view kMap = "map=";
constexpr std::string_view kRejectListPages = "list-pages=reject";
constexpr std::string_view kRecognizesImages = "ocr=yes";

}  // namespace

std::vector<std::string> remembered_options(const source::Options& options) {
  std::vector<std::string> remembered;
  for (const source::FileFilter& filter : options.filters) {
    remembered.push_back(std::string(kFilter) + filter.extension + '=' + filter.command);
  }
  if (options.list_pages == format::ListPages::reject) remembered.emplace_back(kRejectListPages);
  if (options.recognizes_images) remembered.emplace_back(kRecognizesImages);
  for (const std::string& glob : options.exclude) remembered.push_back(std::string(kExclude) + glob);
  if (std::string fields = options.fields.to_string(); !fields.empty())
    remembered.push_back(std::string(kMap) + fields);
  return remembered;
}

Result<void> recall_option(std::string_view option, source::Options& options) {
  if (option.starts_with(kFilter)) {
    Result<source::FileFilter> filter = source::parse_filter(option.substr(kFilter.size()));
    if (!filter) return filter.error();
    put_filter(options.filters, *std::move(filter));
  } else if (option.starts_with(kExclude)) {
    options.exclude.emplace_back(option.substr(kExclude.size()));
  } else if (option.starts_with(kMap)) {
    Result<format::FieldMap> fields = format::FieldMap::parse(option.substr(kMap.size()));
    if (!fields) return fields.error();
    options.fields = *std::move(fields);
  } else if (option == kRecognizesImages) {
    options.recognizes_images = true;
  } else if (option == kRejectListPages) {
    options.list_pages = format::ListPages::reject;
  } else {
    return Error{ErrorCode::usage,
                 "was added with the option " + std::string(option.substr(0, option.find('='))) +
                     ", which this version of vnidx does not know",
                 {},
                 {}};
  }
  return {};
}

}  // namespace vnidx::index
