#include "cli/hand_over.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>

#include "format/ole.h"
#include "format/pdf.h"

namespace vnidx::cli {
namespace {

constexpr const char* kFull = "vnidx-full";

/// A value of an option may read so too. Then vnidx-full does what this program would.
bool reads_files(std::string_view word) {
  return word == "add" || word == "update" || word == "reindex";
}

format::Extraction not_installed() {
  return {std::nullopt, "is of a format that vnidx-full reads, which is not installed with this program", {}};
}

}  // namespace

void hand_over(int argc, char** argv) {
  const std::span<char*> words(argv, static_cast<std::size_t>(argc));
  if (std::ranges::none_of(words, reads_files)) return;
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return;
  // As it is installed, and as it is built.
  const std::filesystem::path folder = self.parent_path();
  for (const std::filesystem::path& place : {folder / VNIDX_LIBEXEC / kFull, folder / kFull}) {
    ::execv(place.c_str(), argv);
  }
}

}  // namespace vnidx::cli

// In place of the readers that this program does not link.
namespace vnidx::format {

Extraction extract_pdf(std::string /*bytes*/, const Hints& /*hints*/) {
  return cli::not_installed();
}

std::vector<int> pages_without_text(const std::string& /*bytes*/) {
  return {};
}

std::optional<PageImage> image_of_page(const std::string& /*bytes*/, int /*page*/) {
  return std::nullopt;
}

Extraction extract_ole(std::string /*bytes*/, const Hints& /*hints*/) {
  return cli::not_installed();
}

}  // namespace vnidx::format
