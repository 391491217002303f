#include "store/seal.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <sstream>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "store/own_files.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

constexpr char kSeal[] = "seal";

struct Sum {
  std::uint64_t hash = 0;
  std::uint64_t bytes = 0;
  friend bool operator==(const Sum&, const Sum&) = default;
};

Result<Sum> sum_of(const fs::path& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return io_error("open", path, errno);
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(),
                                                                              XXH3_freeState);
  if (!state) throw std::bad_alloc();
  XXH3_64bits_reset(state.get());
  std::vector<char> buffer(1 << 18);  // stays in the cache between being read and being hashed
  Sum sum;
  while (true) {
    const ssize_t count = ::read(fd.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return io_error("read", path, errno);
    if (count == 0) break;
    XXH3_64bits_update(state.get(), buffer.data(), static_cast<std::size_t>(count));
    sum.bytes += static_cast<std::uint64_t>(count);
  }
  sum.hash = XXH3_64bits_digest(state.get());
  return sum;
}

std::string hexadecimal(std::uint64_t value) {
  std::array<char, 17> text;
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(value));
  return text.data();
}

std::string line_of(const Sum& sum, const std::string& name) {
  return hexadecimal(sum.hash) + ' ' + std::to_string(sum.bytes) + ' ' + name + '\n';
}

std::string last_line(std::string_view lines) {
  return hexadecimal(XXH3_64bits(lines.data(), lines.size())) + '\n';
}

Result<std::vector<std::string>> file_names(const fs::path& generation) {
  std::vector<std::string> names;
  std::error_code failed;
  for (fs::directory_iterator entry(generation, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    std::string name = entry->path().filename().string();
    const bool is_lasting = name != kSeal && entry->path().extension() != kTemporaryExtension;
    if (is_lasting && entry->is_regular_file(failed)) names.push_back(std::move(name));
  }
  if (failed) return io_error("read", generation, failed.value());
  std::sort(names.begin(), names.end());
  return names;
}

Result<std::string> content_of_seal(const fs::path& generation) {
  const auto names = file_names(generation);
  if (!names) return names.error();
  std::string lines;
  for (const std::string& name : *names) {
    const auto sum = sum_of(generation / name);
    if (!sum) return sum.error();
    lines += line_of(*sum, name);
  }
  return lines + last_line(lines);
}

}  // namespace

Result<void> seal(const fs::path& generation) {
  const auto content = content_of_seal(generation);
  if (!content) return content.error();
  return write_file(generation / kSeal, *content);
}

Result<void> seal_durably(const fs::path& generation) {
  const auto content = content_of_seal(generation);
  if (!content) return content.error();
  return replace_file(generation / kSeal, *content);
}

Result<void> break_seal(const fs::path& generation) {
  const fs::path path = generation / kSeal;
  if (::unlink(path.c_str()) != 0) {
    if (errno == ENOENT) return {};
    return io_error("remove", path, errno);
  }
  return sync_path(generation);
}

bool is_sealed(const fs::path& generation) {
  std::error_code failed;
  return fs::exists(generation / kSeal, failed);
}

Result<SealState> inspect_seal(const fs::path& generation) {
  SealState state;
  const fs::path path = generation / kSeal;
  const auto is_sealed = file_exists(path);
  if (!is_sealed) return is_sealed.error();
  if (!*is_sealed) return state;
  const auto content = read_file(path);
  if (!content) return content.error();
  state.is_sealed = true;

  const std::size_t body = content->size() < 17 ? 0 : content->size() - 17;
  const std::string_view lines = std::string_view(*content).substr(0, body);
  if (std::string_view(*content).substr(body) != last_line(lines)) {
    state.damaged.push_back(kSeal);
    return state;
  }
  std::istringstream in{std::string(lines)};
  for (std::string line; std::getline(in, line);) {
    const std::string name = line.substr(line.find(' ', line.find(' ') + 1) + 1);
    ++state.files;
    const auto is_there = file_exists(generation / name);
    if (!is_there) return is_there.error();
    if (!is_own_file(generation / name)) {
      state.damaged.push_back(name);
      continue;
    }
    const auto sum = sum_of(generation / name);
    if (!sum) return sum.error();
    if (line + '\n' != line_of(*sum, name)) state.damaged.push_back(name);
  }
  return state;
}

Result<void> require_intact(const fs::path& generation) {
  const auto state = inspect_seal(generation);
  if (!state) return state.error();
  if (state->damaged.empty()) return {};
  return Error{ErrorCode::damaged, "this file of the index is not as it was written",
               (generation / state->damaged.front()).string(), "run `vnidx check --repair`"};
}

}  // namespace vnidx::store
