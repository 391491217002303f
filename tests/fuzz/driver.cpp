// Runs every target, or those that are named, on its seeds and on mutations of them:
//
//   fuzz [--seconds N] [TARGET…]      N seconds for each target (1)
//
// The mutations are the same at every run of the same length. This finds what the sanitizers see without
// guidance by coverage; scripts/fuzz runs the same targets under libFuzzer. The input at hand is written to
// fuzz-TARGET.input when a target crashes.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>

#include "fuzz/target.h"

namespace vnidx::fuzz {
namespace {

constexpr std::size_t kMaxBytes = 1 << 16;

std::string g_input;
std::string g_file;

extern "C" void keep_input(int signal) {
  const int fd = ::open(g_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd >= 0 && ::write(fd, g_input.data(), g_input.size()) >= 0) ::close(fd);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

class Mutator {
 public:
  explicit Mutator(const std::vector<std::string>& seeds) : pool_(seeds) {}

  std::string next() {
    std::string bytes = pool_[below(pool_.size())];
    for (std::size_t i = 0, count = 1 + below(6); i < count; ++i) change(bytes);
    bytes.resize(std::min(bytes.size(), kMaxBytes));
    if (below(64) == 0 && pool_.size() < 256) pool_.push_back(bytes);
    return bytes;
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void change(std::string& bytes) {
    const std::size_t at = below(bytes.size() + 1);
    const std::size_t length = below(std::min<std::size_t>(bytes.size() - at, 64) + 1);
    switch (below(6)) {
      case 0:
        if (at < bytes.size()) bytes[at] = static_cast<char>(random_());
        break;
      case 1:
        if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
        break;
      case 2:
        bytes.erase(at, length);
        break;
      case 3:
        bytes.insert(below(bytes.size() + 1), bytes.substr(at, length));
        break;
      case 4:
        bytes.insert(at, 1 + below(16), static_cast<char>(random_()));
        break;
      default: {
        const std::string& other = pool_[below(pool_.size())];
        const std::size_t from = below(other.size() + 1);
        bytes.insert(at, other.substr(from, below(other.size() - from + 1)));
        break;
      }
    }
  }

  std::vector<std::string> pool_;
  std::mt19937 random_{20180711};
};

void run(const Target& target, std::chrono::duration<double> time) {
  g_file = "fuzz-" + target.name + ".input";
  const auto try_input = [&target](std::string bytes) {
    g_input = std::move(bytes);
    target.run(g_input);
  };
  for (const std::string& seed : target.seeds) try_input(seed);
  Mutator mutator(target.seeds);
  std::size_t inputs = target.seeds.size();
  for (const auto start = std::chrono::steady_clock::now(); std::chrono::steady_clock::now() - start < time;
       ++inputs) {
    try_input(mutator.next());
  }
  std::printf("%-16s %zu inputs\n", target.name.c_str(), inputs);
  std::fflush(stdout);
}

}  // namespace
}  // namespace vnidx::fuzz

int main(int argc, char** argv) {
  using namespace vnidx::fuzz;
  std::chrono::duration<double> time(1);
  std::vector<std::string> names;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--seconds") == 0 && i + 1 < argc) {
      time = std::chrono::duration<double>(std::atof(argv[++i]));
    } else {
      names.emplace_back(argv[i]);
    }
  }
  for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL}) std::signal(signal, keep_input);
  std::size_t ran = 0;
  for (const Target& target : targets()) {
    if (!names.empty() && std::find(names.begin(), names.end(), target.name) == names.end()) continue;
    run(target, time);
    ++ran;
  }
  if (ran < std::max<std::size_t>(names.size(), 1)) {
    std::fprintf(stderr, "fuzz: there is no such target\n");
    return 2;
  }
  return 0;
}
