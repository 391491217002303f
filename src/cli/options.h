// How a command declares its options: name, help, and the place where the value goes, once for parsing, help
// and shell completion. The only door to CLI11. Not thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "vnidx/result.h"

namespace CLI {
class App;
}

namespace vnidx::cli {

/// An option or positional argument as help and completion show it.
struct OptionSpec {
  std::vector<std::string> names;    ///< `-n`, `--limit`; empty for a positional argument
  std::string label;                 ///< what its value is: `FILE`, `DIR`, `N`; empty for a flag
  std::vector<std::string> choices;  ///< the values it takes, where they are few
  std::string help;
  bool repeatable = false;
};

struct CommandSpec {
  std::string name;  ///< empty for the program itself
  std::string help;
  std::vector<OptionSpec> options;
  std::vector<OptionSpec> positionals;
};

/// The words of a text that was typed as several arguments.
std::string joined(const std::vector<std::string>& words);

/// The options of one command. Values are set when the command line is parsed, so they must outlive that.
/// Where an option is given twice, the last one counts, lists apart.
class OptionSet {
 public:
  /// Takes the text of a value; an error, whose message alone is used, refuses it.
  using Parse = std::function<Result<void>(const std::string&)>;

  explicit OptionSet(CLI::App& command) : command_(&command) {}

  void flag(const char* names, bool& value, const char* help);
  void text(const char* names, const char* label, std::string& value, const char* help);
  void number(const char* names, const char* label, std::uint32_t& value, const char* help);
  void parsed(const char* names, const char* label, Parse parse, const char* help);
  /// The value may be left out (`--wait`) and follows `=` only; it is then `true`.
  void optional(const char* names, Parse parse, const char* help);
  /// May be repeated; each takes one value.
  void list(const char* names, const char* label, std::vector<std::string>& values, const char* help);

  enum class Need : std::uint8_t { optional, required };

  template <class E>
  void choice(const char* names, E& value, const std::vector<std::pair<std::string, E>>& choices,
              const char* help, Need need = Need::optional) {
    std::vector<std::string> words;
    std::vector<E> values;
    for (const auto& [word, meaning] : choices) {
      words.emplace_back(word);
      values.push_back(meaning);
    }
    choose(
        names, std::move(words), [&value, values](std::size_t chosen) { value = values[chosen]; }, help,
        need);
  }

  /// Arguments without a name. `label` names them in help.
  void positional(const char* label, std::string& value, Need need, const char* help);
  void positionals(const char* label, std::vector<std::string>& values, Need need, const char* help);

  /// Text below the options in the help.
  void footer(const char* text);

  /// Every command of the program with what it has declared; the program itself comes first.
  std::vector<CommandSpec> program() const;

 private:
  void choose(const char* names, std::vector<std::string> words, std::function<void(std::size_t)> chosen,
              const char* help, Need need);

  CLI::App* command_;
};

}  // namespace vnidx::cli
