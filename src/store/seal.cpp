#include "store/seal.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <functional>
#include <memory>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "store/block_sums.h"
#include "store/glass_state.h"
#include "store/own_files.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

constexpr std::size_t kHashDigits = 16;
// The tables that an index has.
constexpr std::array<std::string_view, 2> kTables{"docdata.glass", "postlist.glass"};

bool is_table(std::string_view name) {
  return std::ranges::find(kTables, name) != kTables.end();
}

std::string hexadecimal(std::uint64_t value) {
  std::array<char, kHashDigits + 1> text;
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(value));
  return text.data();
}

template <class Number>
bool read_number(std::string_view digits, int base, Number& number) {
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  return error == std::errc{} && end == digits.data() + digits.size();
}

std::string last_line(std::string_view lines) {
  return hexadecimal(XXH3_64bits(lines.data(), lines.size())) + '\n';
}

std::optional<SealLine> parse_line(std::string_view line) {
  const std::size_t first = std::min(line.find(' '), line.size());
  const std::size_t second = std::min(line.find(' ', first + 1), line.size());
  if (second == line.size()) return std::nullopt;
  SealLine parsed;
  const std::string_view hash = line.substr(0, first);
  if (hash != "-") {
    std::uint64_t value = 0;
    if (hash.size() != kHashDigits || !read_number(hash, 16, value)) return std::nullopt;
    parsed.hash = value;
  }
  if (!read_number(line.substr(first + 1, second - first - 1), 10, parsed.bytes)) return std::nullopt;
  parsed.name = line.substr(second + 1);
  return parsed;
}

using WriteFile = std::function<Result<void>(const fs::path&, std::string_view)>;

// Whether what blocks its tables are made of is known.
bool has_known_blocks(const fs::path& generation) {
  const auto iamglass = read_file(generation / "iamglass");
  return iamglass && glass::parse_state(*iamglass).has_value();
}

Result<void> seal_by(const fs::path& generation, const WriteFile& write) {
  const bool has_blocks = has_known_blocks(generation);
  for (const std::string_view table : kTables) {
    const auto is_there = file_exists(generation / table);
    if (!is_there) return is_there.error();
    if (!has_blocks || !*is_there) continue;
    const auto sums = BlockSums::of_file(generation / table);
    if (!sums) return sums.error();
    if (auto written = write(generation / sums_name(table), sums->bytes()); !written) return written;
  }
  const auto names = files_to_seal(generation);
  if (!names) return names.error();
  std::vector<SealLine> lines;
  for (const std::string& name : *names) {
    if (has_blocks && is_table(name)) {
      std::error_code failed;
      lines.push_back({std::nullopt, fs::file_size(generation / name, failed), name});
      if (failed) return io_error("read", generation / name, failed.value());
      continue;
    }
    auto line = line_for(generation, name);
    if (!line) return line.error();
    lines.push_back(std::move(*line));
  }
  return write(generation / kSealFile, write_seal(lines));
}

// Whether the table that `line` is about is as its sums say.
Result<bool> fits_sums(const fs::path& generation, const SealLine& line) {
  const auto content = read_file(generation / sums_name(line.name));
  if (!content) return content.error();
  std::error_code failed;
  const std::uintmax_t size = fs::file_size(generation / line.name, failed);
  if (failed) return io_error("read", generation / line.name, failed.value());
  if (size != line.bytes) return false;
  const auto sums = BlockSums::of_file(generation / line.name);
  if (!sums) return sums.error();
  return BlockSums::from_bytes(*content) == *sums;
}

}  // namespace

std::string sums_name(std::string_view table) {
  return std::string(table.substr(0, table.find('.'))) + ".sums";
}

std::optional<std::vector<SealLine>> read_seal(std::string_view content) {
  const std::size_t body = content.size() - std::min(content.size(), kHashDigits + 1);
  std::string_view rest = content.substr(0, body);
  if (content.substr(body) != last_line(rest)) return std::nullopt;
  std::vector<SealLine> lines;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    auto line = parse_line(rest.substr(0, end));
    if (!line) return std::nullopt;
    lines.push_back(std::move(*line));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

std::string write_seal(const std::vector<SealLine>& lines) {
  std::string content;
  for (const SealLine& line : lines) {
    content += line.hash ? hexadecimal(*line.hash) : "-";
    content += ' ' + std::to_string(line.bytes) + ' ' + line.name + '\n';
  }
  return content + last_line(content);
}

Result<SealLine> line_for(const fs::path& generation, const std::string& name) {
  const fs::path path = generation / name;
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return io_error("open", path, errno);
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(),
                                                                              XXH3_freeState);
  if (!state) throw std::bad_alloc();
  XXH3_64bits_reset(state.get());
  std::vector<char> buffer(1 << 18);  // stays in the cache between being read and being hashed
  SealLine line{std::nullopt, 0, name};
  while (true) {
    const ssize_t count = ::read(fd.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return io_error("read", path, errno);
    if (count == 0) break;
    XXH3_64bits_update(state.get(), buffer.data(), static_cast<std::size_t>(count));
    line.bytes += static_cast<std::uint64_t>(count);
  }
  line.hash = XXH3_64bits_digest(state.get());
  return line;
}

Result<std::vector<std::string>> files_to_seal(const fs::path& generation) {
  std::vector<std::string> names;
  std::error_code failed;
  for (fs::directory_iterator entry(generation, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    std::string name = entry->path().filename().string();
    const bool is_lasting = name != kSealFile && entry->path().extension() != kTemporaryExtension;
    if (is_lasting && entry->is_regular_file(failed)) names.push_back(std::move(name));
  }
  if (failed) return io_error("read", generation, failed.value());
  std::sort(names.begin(), names.end());
  return names;
}

Error damage_of(const fs::path& path) {
  return {ErrorCode::damaged, "this file of the index is not as it was written", path.string(),
          "run `vnidx check --repair`"};
}

Result<void> seal(const fs::path& generation) {
  return seal_by(generation, write_file);
}

Result<void> seal_durably(const fs::path& generation) {
  return seal_by(generation, replace_file);
}

Result<void> break_seal(const fs::path& generation) {
  const fs::path path = generation / kSealFile;
  if (::unlink(path.c_str()) != 0) {
    if (errno == ENOENT) return {};
    return io_error("remove", path, errno);
  }
  return sync_path(generation);
}

bool is_sealed(const fs::path& generation) {
  std::error_code failed;
  return fs::exists(generation / kSealFile, failed);
}

Result<SealState> inspect_seal(const fs::path& generation) {
  SealState state;
  const fs::path path = generation / kSealFile;
  const auto is_there = file_exists(path);
  if (!is_there) return is_there.error();
  if (!*is_there) return state;
  const auto content = read_file(path);
  if (!content) return content.error();
  state.is_sealed = true;
  const auto lines = read_seal(*content);
  if (!lines) {
    state.damaged.emplace_back(kSealFile);
    return state;
  }
  std::vector<const SealLine*> with_sums;
  for (const SealLine& line : *lines) {
    ++state.files;
    const auto is_file_there = file_exists(generation / line.name);
    if (!is_file_there) return is_file_there.error();
    if (!is_own_file(generation / line.name)) {
      state.damaged.push_back(line.name);
    } else if (!line.hash) {
      with_sums.push_back(&line);
    } else {
      const auto now = line_for(generation, line.name);
      if (!now) return now.error();
      if (now->hash != line.hash || now->bytes != line.bytes) state.damaged.push_back(line.name);
    }
  }
  for (const SealLine* line : with_sums) {
    // Sums that are damaged say nothing of the table.
    if (std::ranges::count(state.damaged, sums_name(line->name)) > 0) continue;
    const auto fits = fits_sums(generation, *line);
    if (!fits) return fits.error();
    if (!*fits) state.damaged.push_back(line->name);
  }
  return state;
}

Result<void> require_intact(const fs::path& generation) {
  const auto state = inspect_seal(generation);
  if (!state) return state.error();
  if (state->damaged.empty()) return {};
  return damage_of(generation / state->damaged.front());
}

}  // namespace vnidx::store
