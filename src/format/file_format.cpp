#include "format/file_format.h"

#include <algorithm>
#include <array>
#include <optional>

#include "encoding/decode.h"
#include "format/article.h"
#include "format/csv.h"
#include "format/epub.h"
#include "format/html.h"
#include "format/json_records.h"
#include "format/junk.h"
#include "format/markdown.h"
#include "format/mhtml.h"
#include "format/odf.h"
#include "format/ole.h"
#include "format/ole_signature.h"
#include "format/ooxml.h"
#include "format/pdf.h"
#include "format/rtf.h"
#include "format/sql_dump.h"
#include "format/subtitles.h"

namespace vnidx::format {
namespace {

using encoding::byte_order_mark;
using encoding::detect_encoding;
using encoding::Encoding;

bool begins_jsonl(std::string_view head) {
  return begins_json(head) && may_be_json_lines(head);
}

/// For a format that only the name of a file tells.
bool begins_nothing(std::string_view /*head*/) {
  return false;
}

constexpr std::string_view kJsonlExtensions[] = {"jsonl", "ndjson"};
constexpr std::string_view kJsonExtensions[] = {"json"};
constexpr std::string_view kCsvExtensions[] = {"csv", "tsv"};
constexpr std::string_view kHtmlExtensions[] = {"html", "htm", "xhtml", "shtml"};
constexpr std::string_view kDocExtensions[] = {"doc", "dot"};
constexpr std::string_view kRtfExtensions[] = {"rtf"};
constexpr std::string_view kTextExtensions[] = {"txt", "text"};
constexpr std::string_view kDocxExtensions[] = {"docx", "docm", "dotx", "dotm"};
constexpr std::string_view kPptxExtensions[] = {"pptx", "pptm", "ppsx", "ppsm", "potx"};
constexpr std::string_view kXlsxExtensions[] = {"xlsx", "xlsm", "xltx"};
constexpr std::string_view kOdtExtensions[] = {"odt", "ott"};
constexpr std::string_view kOdsExtensions[] = {"ods", "ots"};
constexpr std::string_view kOdpExtensions[] = {"odp", "otp"};
constexpr std::string_view kEpubExtensions[] = {"epub"};
constexpr std::string_view kXlsExtensions[] = {"xls", "xlt"};
constexpr std::string_view kPptExtensions[] = {"ppt", "pps", "pot"};

bool begins_as_pdf(std::string_view head) {
  return head.starts_with("%PDF-");
}

constexpr std::string_view kPdfExtensions[] = {"pdf"};

constexpr std::string_view kMarkdownExtensions[] = {"md", "markdown"};
constexpr std::string_view kMhtmlExtensions[] = {"mht", "mhtml"};
constexpr std::string_view kSubtitleExtensions[] = {"srt", "vtt"};

constexpr std::array kFormats{
    FileFormat{Format::text, "text", kTextExtensions, nullptr, extract_text},
    FileFormat{Format::markdown, "markdown", kMarkdownExtensions, begins_nothing, extract_markdown},
    FileFormat{Format::html, "html", kHtmlExtensions, begins_html, extract_html},
    FileFormat{Format::jsonl, "jsonl", kJsonlExtensions, begins_jsonl, nullptr},
    FileFormat{Format::json, "json", kJsonExtensions, begins_json, nullptr, Where::in_process, open_json},
    FileFormat{Format::csv, "csv", kCsvExtensions, nullptr, nullptr, Where::in_process, open_csv},
    FileFormat{Format::sql, "sql", {}, begins_sql_dump, nullptr, Where::in_process, open_sql_dump},
    FileFormat{Format::rtf, "rtf", kRtfExtensions, begins_rtf, extract_rtf, Where::confined},
    FileFormat{Format::pdf, "pdf", kPdfExtensions, begins_as_pdf, extract_pdf, Where::confined},
    FileFormat{Format::docx, "docx", kDocxExtensions, begins_word_package, extract_ooxml, Where::confined},
    FileFormat{Format::pptx, "pptx", kPptxExtensions, begins_slides_package, extract_ooxml, Where::confined},
    FileFormat{Format::xlsx, "xlsx", kXlsxExtensions, begins_sheets_package, extract_ooxml, Where::confined},
    FileFormat{Format::odt, "odt", kOdtExtensions, begins_odt, extract_odf, Where::confined},
    FileFormat{Format::ods, "ods", kOdsExtensions, begins_ods, extract_odf, Where::confined},
    FileFormat{Format::odp, "odp", kOdpExtensions, begins_odp, extract_odf, Where::confined},
    FileFormat{Format::epub, "epub", kEpubExtensions, begins_epub, extract_epub, Where::confined},
    FileFormat{Format::xls, "xls", kXlsExtensions, begins_old_workbook, extract_ole, Where::confined},
    FileFormat{Format::ppt, "ppt", kPptExtensions, begins_old_slides, extract_ole, Where::confined},
    // Last of the container formats: what a container holds may show only later in the file.
    FileFormat{Format::doc, "doc", kDocExtensions, begins_ole, extract_ole, Where::confined},
    FileFormat{Format::mhtml, "mhtml", kMhtmlExtensions, begins_mhtml, extract_mhtml},
    FileFormat{Format::subtitles, "subtitles", kSubtitleExtensions, begins_with_cue, extract_subtitles},
};

/// How files that are not text begin.
struct Foreign {
  std::string_view bytes;
  std::string_view what;
};

using namespace std::string_view_literals;
constexpr std::array kForeign{
    Foreign{"PK\x03\x04", "a ZIP archive or an Office document"},
    Foreign{"PK\x05\x06", "an empty ZIP archive"},
    Foreign{"\x1F\x8B", "compressed twice"},
    Foreign{"\xFD"
            "7zXZ\0"sv,
            "compressed twice"},
    Foreign{"7z\xBC\xAF\x27\x1C", "a 7z archive"},
    Foreign{"Rar!\x1A\x07", "a RAR archive"},
    Foreign{"SQLite format 3\0"sv, "an SQLite database"},
};

std::string_view file_name(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1);
}

/// The extension of `name` behind its last dot, in small letters; empty where there is none.
std::string extension_of(std::string_view name) {
  const std::size_t dot = name.find_last_of('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string extension(name.substr(dot + 1));
  for (char& c : extension) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return extension;
}

/// What compressed files are called behind their own name.
constexpr std::string_view kCompressed[] = {"zst", "gz", "xz", "bz2"};

std::string_view without_compression(std::string_view name) {
  const std::string extension = extension_of(name);
  const bool is_compressed = std::ranges::find(kCompressed, extension) != std::end(kCompressed);
  return is_compressed ? name.substr(0, name.size() - extension.size() - 1) : name;
}

/// What a text begins with, where it is UTF-16, too.
std::string as_utf8(std::string_view head) {
  const Encoding encoding = detect_encoding(head);
  return encoding == Encoding::utf8 ? std::string(head) : decode(std::string(head), encoding).text;
}

/// A binary format shows in its first bytes, whatever the name.
const FileFormat* binary_format(std::string_view head) {
  for (const FileFormat& entry : kFormats) {
    if (entry.where == Where::confined && entry.begins(head)) return &entry;
  }
  return nullptr;
}

const FileFormat* text_format_by_extension(std::string_view extension) {
  for (const FileFormat& entry : kFormats) {
    if (entry.where != Where::confined &&
        std::ranges::find(entry.extensions, extension) != entry.extensions.end())
      return &entry;
  }
  return nullptr;
}

/// Any file may be a text.
const FileFormat& format_by_content(std::string_view head) {
  const auto* const found = std::ranges::find_if(
      kFormats, [&](const FileFormat& entry) { return entry.begins != nullptr && entry.begins(head); });
  return found != kFormats.end() ? *found : file_format(Format::text);
}

}  // namespace

std::span<const FileFormat> file_formats() {
  return kFormats;
}

const FileFormat& file_format(Format format) {
  return *std::ranges::find(kFormats, format, &FileFormat::format);
}

std::string_view name_of(Format format) {
  return format == Format::automatic ? std::string_view("auto") : file_format(format).name;
}

std::optional<Format> format_named(std::string_view name) {
  if (name == name_of(Format::automatic)) return Format::automatic;
  const auto* const found = std::ranges::find(kFormats, name, &FileFormat::name);
  if (found == kFormats.end()) return std::nullopt;
  return found->format;
}

std::string_view stem(std::string_view path) {
  const std::string_view name = without_compression(file_name(path));
  const std::size_t dot = name.find_last_of('.');
  return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

bool is_binary_document(std::string_view head) {
  return binary_format(head) != nullptr;
}

bool names_format(std::string_view path) {
  const std::string extension = extension_of(without_compression(file_name(path)));
  return std::ranges::any_of(kFormats, [&](const FileFormat& entry) {
    return std::ranges::find(entry.extensions, extension) != entry.extensions.end();
  });
}

// NUL bytes are no sign of text, unless it is UTF-16; a stray one in sound UTF-8 is forgiven.
bool looks_binary(std::string_view bytes) {
  constexpr std::size_t kSample = 8192;
  constexpr std::size_t kForgiven = 100;  // one NUL in so many bytes
  const std::string_view sample = bytes.substr(0, kSample);
  if (sample.find('\0') == std::string_view::npos || detect_encoding(bytes) != Encoding::utf8) return false;
  const auto zeros = static_cast<std::size_t>(std::count(sample.begin(), sample.end(), '\0'));
  if (zeros * kForgiven > sample.size()) return true;
  return decode(std::string(sample), Encoding::utf8).replaced > 1;  // one: the sample cut a character
}

Result<Format> recognize_format(std::string_view path, std::string_view head, Extent extent) {
  const std::string extension = extension_of(without_compression(file_name(path)));
  head.remove_prefix(byte_order_mark(head, Encoding::utf8).size());
  if (const FileFormat* binary = binary_format(head)) return binary->format;
  for (const Foreign& foreign : kForeign) {
    if (head.starts_with(foreign.bytes)) {
      return Error{ErrorCode::io, "is " + std::string(foreign.what), {}, {}};
    }
  }
  if (const std::string_view media = media_kind(head); !media.empty())
    return Error{ErrorCode::io, std::string(media), {}, {}};
  if (looks_binary(head)) return Error{ErrorCode::io, "is not text: it looks like binary data", {}, {}};

  const std::string text = as_utf8(head);
  const FileFormat* entry = text_format_by_extension(extension);
  if (entry == nullptr) entry = &format_by_content(text);
  // Names promise one layout of JSON where the other is.
  if (entry->format == Format::json && begins_json_lines(text)) return Format::jsonl;
  if (entry->format == Format::jsonl && !may_be_json_lines(text)) return Format::json;
  if (entry->format == Format::sql && extent == Extent::whole && !holds_sql_records(text))
    return Format::text;
  return entry->format;
}

}  // namespace vnidx::format
