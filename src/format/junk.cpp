#include "format/junk.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "format/file_format.h"

namespace vnidx::format {
namespace {

using namespace std::string_view_literals;

/// Files of which each kind is known by its extensions, and by its first bytes, at an offset.
struct Begin {
  std::string_view bytes;
  std::size_t at = 0;
};

constexpr std::string_view kImages[] = {"jpg", "jpeg", "png", "gif",  "bmp",  "ico", "tif", "tiff",
                                        "svg", "webp", "psd", "heic", "avif", "wmf", "emf"};
constexpr Begin kImageBegins[] = {{"\x89PNG\r\n"sv}, {"\xFF\xD8\xFF"sv}, {"GIF87a"sv},
                                  {"GIF89a"sv},      {"II*\0"sv},        {"MM\0*"sv},
                                  {"\0\0\1\0"sv},    {"WEBP"sv, 8},      {"8BPS\0"sv}};
constexpr std::string_view kSounds[] = {"mp3", "wav", "ogg", "oga", "flac", "m4a", "aac", "wma", "amr"};
constexpr Begin kSoundBegins[] = {{"ID3\x02"sv}, {"ID3\x03"sv}, {"ID3\x04"sv}, {"\xFF\xFB"sv},
                                  {"OggS\0"sv},  {"fLaC\0"sv},  {"#!AMR\n"sv}};
constexpr std::string_view kVideos[] = {"mp4", "m4v", "avi",  "mkv", "mov",
                                        "wmv", "flv", "webm", "mpg", "3gp"};
constexpr Begin kVideoBegins[] = {
    {"\0\0\1\xBA"sv}, {"\x1A\x45\xDF\xA3"sv}, {"FLV\1"sv}, {"\x30\x26\xB2\x75"sv}, {"ftyp"sv, 4}};
constexpr Begin kMediaBegins[] = {{"RIFF"sv}};
constexpr std::string_view kFonts[] = {"ttf", "otf", "ttc", "woff", "woff2", "eot", "fon"};
constexpr Begin kFontBegins[] = {{"OTTO\0"sv}, {"\0\1\0\0\0"sv}, {"wOFF"sv}, {"wOF2"sv}, {"ttcf\0"sv}};
constexpr std::string_view kPrograms[] = {"exe", "dll", "so", "o", "class", "pyc", "msi", "jar", "apk"};
constexpr Begin kProgramBegins[] = {{"\x7F"
                                     "ELF"sv},
                                    {"\xCA\xFE\xBA\xBE"sv},
                                    {"\xCF\xFA\xED\xFE"sv},
                                    {"\0asm"sv}};
constexpr std::string_view kPageParts[] = {"css", "js"};
constexpr std::string_view kBackups[] = {"bak", "swp", "swo", "tmp"};
constexpr std::string_view kShortcuts[] = {"lnk"};

struct Kind {
  std::string_view what;
  std::span<const std::string_view> extensions;
  std::span<const Begin> begins;
};

constexpr std::array kKinds{
    Kind{"is an image", kImages, kImageBegins},
    Kind{"is a sound", kSounds, kSoundBegins},
    Kind{"is a video", kVideos, kVideoBegins},
    Kind{"is a picture, a sound or a video", {}, kMediaBegins},
    Kind{"is a font", kFonts, kFontBegins},
    Kind{"is a program", kPrograms, kProgramBegins},
    Kind{"is a part of a web page", kPageParts, {}},
    Kind{"is a backup or temporary file", kBackups, {}},
    Kind{"is a shortcut", kShortcuts, {}},
};

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return small;
}

std::string_view last_name(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1);
}

}  // namespace

std::string_view leftover_by_name(std::string_view path) {
  const std::string_view name = last_name(path);
  if (name.starts_with("~$")) return "is a lock file";
  if (name.ends_with('~') || (name.size() > 1 && name.starts_with('#') && name.ends_with('#')))
    return "is a backup or temporary file";
  const std::string small = in_small_letters(name);
  if (small == "thumbs.db" || small == "ehthumbs.db" || small == "desktop.ini")
    return "is a file of the file manager";
  return {};
}

std::string_view junk_by_name(std::string_view path) {
  if (const std::string_view leftover = leftover_by_name(path); !leftover.empty()) return leftover;
  const std::string small = in_small_letters(last_name(path));
  const std::size_t dot = small.find_last_of('.');
  if (dot == std::string::npos || dot == 0) return {};
  const std::string_view extension = std::string_view(small).substr(dot + 1);
  const auto* const found = std::ranges::find_if(kKinds, [&](const Kind& kind) {
    return std::ranges::find(kind.extensions, extension) != kind.extensions.end();
  });
  return found == kKinds.end() ? std::string_view() : found->what;
}

std::string_view media_kind(std::string_view head) {
  const auto* const found = std::ranges::find_if(kKinds, [&](const Kind& kind) {
    return std::ranges::any_of(kind.begins, [&](const Begin& begin) {
      return head.size() > begin.at && head.substr(begin.at).starts_with(begin.bytes);
    });
  });
  return found == kKinds.end() ? std::string_view() : found->what;
}

std::string_view junk_by_content(std::string_view path, std::string_view head) {
  if (head.empty()) return "is empty";
  if (const std::string_view media = media_kind(head); !media.empty()) return media;
  if (looks_binary(head) && !names_format(path)) return "is not text: it looks like binary data";
  return {};
}

bool is_hidden(std::string_view name) {
  if (name.starts_with("__MACOSX/")) return true;
  while (!name.empty()) {
    const std::string_view part = name.substr(0, name.find('/'));
    if (part.starts_with('.') && part != "." && part != "..") return true;
    name.remove_prefix(std::min(part.size() + 1, name.size()));
  }
  return false;
}

}  // namespace vnidx::format
