#include "source/file_type.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>

#include "source/decode.h"

namespace vnidx::source {
namespace {

/// What an extension promises: a format, or (`what` not empty) something that cannot be read yet.
struct Extension {
  std::string_view name;
  Format format;
  std::string_view what;
};

constexpr std::array kExtensions{
    Extension{"jsonl", Format::jsonl, ""},         Extension{"ndjson", Format::jsonl, ""},
    Extension{"json", Format::jsonl, ""},          Extension{"txt", Format::text, ""},
    Extension{"text", Format::text, ""},           Extension{"md", Format::text, ""},
    Extension{"html", Format::automatic, "HTML"},  Extension{"htm", Format::automatic, "HTML"},
    Extension{"xhtml", Format::automatic, "HTML"}, Extension{"csv", Format::automatic, "CSV"},
    Extension{"tsv", Format::automatic, "TSV"},
};

/// How files that are not text begin.
struct Magic {
  std::string_view bytes;
  std::string_view what;
};

using namespace std::string_view_literals;
constexpr std::array kMagics{
    Magic{"%PDF-", "a PDF file"},
    Magic{"PK\x03\x04", "a ZIP archive or an Office document"},
    Magic{"PK\x05\x06", "an empty ZIP archive"},
    Magic{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document"},
    Magic{"{\\rtf", "an RTF document"},
    Magic{"\x7F"
          "ELF",
          "a program"},
    Magic{"\x89PNG\r\n", "an image"},
    Magic{"\xFF\xD8\xFF", "an image"},
    Magic{"GIF87a", "an image"},
    Magic{"GIF89a", "an image"},
    Magic{"II*\0"sv, "an image"},
    Magic{"MM\0*"sv, "an image"},
    Magic{"\x1F\x8B", "gzip-compressed: decompress it, or use zstd"},
    Magic{"\xFD"
          "7zXZ\0"sv,
          "xz-compressed: decompress it, or use zstd"},
    Magic{"BZh", "bzip2-compressed: decompress it, or use zstd"},
    Magic{"7z\xBC\xAF\x27\x1C", "a 7z archive"},
    Magic{"Rar!\x1A\x07", "a RAR archive"},
    Magic{"SQLite format 3\0"sv, "an SQLite database"},
    Magic{"<!DOCTYPE html", "an HTML page, which is not supported yet"},
    Magic{"<html", "an HTML page, which is not supported yet"},
};

Error not_supported(std::string_view what) {
  return {ErrorCode::io,
          std::string(what) + " is not supported yet: turn it into plain text or JSON Lines first",
          {},
          {}};
}

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

std::string_view without_zst(std::string_view name) {
  return extension_of(name) == "zst" ? name.substr(0, name.size() - 4) : name;
}

/// NUL bytes are no sign of text, unless it is UTF-16; a stray one in sound UTF-8 is forgiven.
bool looks_binary(std::string_view bytes) {
  constexpr std::size_t kSample = 8192;
  constexpr std::size_t kForgiven = 100;  // one NUL in so many bytes
  const std::string_view sample = bytes.substr(0, kSample);
  if (sample.find('\0') == std::string_view::npos || detect_encoding(bytes) != Encoding::utf8) return false;
  const auto zeros = static_cast<std::size_t>(std::count(sample.begin(), sample.end(), '\0'));
  if (zeros * kForgiven > sample.size()) return true;
  return decode(std::string(sample), Encoding::utf8).replaced > 1;  // one: the sample cut a character
}

/// Why a file that should hold JSON Lines cannot, where its beginning shows it.
std::optional<Error> other_json(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return std::nullopt;
  if (text[begin] == '[') {
    return Error{ErrorCode::io, "is a JSON array, not JSON Lines: `jq -c '.[]'` turns it into them", {}, {}};
  }
  const std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  if (line.find_last_not_of(kSpace) == 0 && line[0] == '{' && line.size() < text.size() - begin) {
    return Error{
        ErrorCode::io, "has JSON objects over several lines: `jq -c .` turns it into JSON Lines", {}, {}};
  }
  return std::nullopt;
}

bool begins_with_object(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t brace = text.find_first_not_of(kSpace);
  if (brace == std::string_view::npos || text[brace] != '{') return false;
  const std::size_t quote = text.find_first_not_of(kSpace, brace + 1);
  return quote != std::string_view::npos && text[quote] == '"';
}

}  // namespace

std::string_view name_of(Format format) {
  switch (format) {
    case Format::text:
      return "text";
    case Format::jsonl:
      return "jsonl";
    case Format::automatic:
      break;
  }
  return "auto";
}

std::optional<Format> format_named(std::string_view name) {
  for (const Format format : {Format::automatic, Format::text, Format::jsonl}) {
    if (name == name_of(format)) return format;
  }
  return std::nullopt;
}

std::string_view stem(std::string_view path) {
  const std::string_view name = without_zst(file_name(path));
  const std::size_t dot = name.find_last_of('.');
  return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

Result<Format> recognize_format(std::string_view path, const Head& head) {
  const std::string extension = extension_of(without_zst(file_name(path)));
  const auto* const known = std::find_if(kExtensions.begin(), kExtensions.end(),
                                         [&](const Extension& entry) { return entry.name == extension; });
  if (known != kExtensions.end() && !known->what.empty()) return not_supported(known->what);

  std::string_view text = head.bytes;
  text.remove_prefix(byte_order_mark(text, Encoding::utf8).size());
  for (const Magic& magic : kMagics) {
    if (text.starts_with(magic.bytes)) {
      return Error{ErrorCode::io, "is " + std::string(magic.what), {}, {}};
    }
  }
  if (looks_binary(text)) return Error{ErrorCode::io, "is not text: it looks like binary data", {}, {}};

  const Format by_content = begins_with_object(text) ? Format::jsonl : Format::text;
  const Format format = known != kExtensions.end() ? known->format : by_content;
  if (format == Format::jsonl) {
    if (std::optional<Error> error = other_json(text)) return *std::move(error);
  }
  return format;
}

}  // namespace vnidx::source
