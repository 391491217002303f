// The same targets for libFuzzer: fuzz_guided --target=NAME [--seeds=FOLDER] [options and folders of
// libFuzzer]. With --seeds the target's seeds are written to FOLDER first.
#include <cstdint>
#include <filesystem>
#include <fstream>

#include "fuzz/target.h"

namespace {

vnidx::fuzz::Target g_target;

std::string_view value_of(std::string_view argument, std::string_view name) {
  return argument.starts_with(name) ? argument.substr(name.size()) : std::string_view();
}

void write_seeds(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  for (std::size_t i = 0; i < g_target.seeds.size(); ++i) {
    std::ofstream(folder / ("seed-" + std::to_string(i)), std::ios::binary) << g_target.seeds[i];
  }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  std::string_view name;
  std::string_view seeds;
  for (int i = 1; i < *argc; ++i) {
    if (const auto value = value_of((*argv)[i], "--target="); !value.empty()) name = value;
    if (const auto value = value_of((*argv)[i], "--seeds="); !value.empty()) seeds = value;
  }
  for (vnidx::fuzz::Target& target : vnidx::fuzz::targets()) {
    if (target.name == name) g_target = std::move(target);
  }
  vnidx::fuzz::expect(g_target.run != nullptr, "--target names a target");
  if (!seeds.empty()) write_seeds(seeds);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  g_target.run({reinterpret_cast<const char*>(data), size});
  return 0;
}
