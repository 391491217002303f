#include "format/ole_signature.h"

namespace vnidx::format {
namespace {

// The names of streams as the directory of the container has them, in UTF-16.
using namespace std::string_view_literals;
constexpr std::string_view kWord = "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"sv;
constexpr std::string_view kWorkbook = "W\0o\0r\0k\0b\0o\0o\0k\0"sv;
constexpr std::string_view kBook = "B\0o\0o\0k\0\0\0"sv;
constexpr std::string_view kSlides = "P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 \0D\0o\0c\0u\0m\0e\0n\0t\0"sv;

/// A document of Word may hold workbooks.
bool names_stream(std::string_view head, std::string_view name) {
  return begins_ole(head) && head.find(name) != std::string_view::npos &&
         head.find(kWord) == std::string_view::npos;
}

}  // namespace

bool begins_ole(std::string_view head) {
  return head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
}

bool begins_old_workbook(std::string_view head) {
  return names_stream(head, kWorkbook) || names_stream(head, kBook);
}

bool begins_old_slides(std::string_view head) {
  return names_stream(head, kSlides);
}

}  // namespace vnidx::format
