#include "cli/options.h"

#include <CLI/CLI.hpp>

#include "cli/units.h"

namespace vnidx::cli {
namespace {

/// Stands between the words of a label that lists what an option takes: `auto|always|never`.
constexpr char kSeparator = '|';

CLI::Option* labelled(CLI::Option* option, const std::string& label) {
  return option->type_name(label)->option_text(label)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

/// Makes `parse` read the values of `option`. CLI11 expects refusals as exceptions; app.cpp catches them.
CLI::Option* parsed_by(CLI::Option* option, OptionSet::Parse parse) {
  return option->each([parse = std::move(parse)](const std::string& text) {
    if (const Result<void> result = parse(text); !result) throw CLI::ValidationError(result.error().message);
  });
}

OptionSpec describe(const CLI::Option& option) {
  OptionSpec spec;
  for (const std::string& name : option.get_snames()) spec.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) spec.names.push_back("--" + name);
  if (option.get_expected_max() > 0)
    spec.label = option.get_positional() ? option.get_name(true) : option.get_type_name();
  if (option.get_type_name().find(kSeparator) != std::string::npos) {
    spec.choices = CLI::detail::split(option.get_type_name(), kSeparator);
  }
  spec.help = option.get_description();
  spec.repeatable = option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
  return spec;
}

CommandSpec describe(const CLI::App& app) {
  CommandSpec spec{app.get_parent() == nullptr ? "" : app.get_name(), app.get_description(), {}, {}};
  for (const CLI::Option* option : app.get_options()) {
    (option->get_positional() ? spec.positionals : spec.options).push_back(describe(*option));
  }
  return spec;
}

}  // namespace

std::string joined(const std::vector<std::string>& words) {
  return CLI::detail::join(words, " ");
}

void OptionSet::flag(const char* names, bool& value, const char* help) {
  command_->add_flag(names, value, help);
}

void OptionSet::text(const char* names, const char* label, std::string& value, const char* help) {
  labelled(command_->add_option(names, value, help), label);
}

void OptionSet::number(const char* names, const char* label, std::uint32_t& value, const char* help) {
  const auto parse = [&value](const std::string& text) -> Result<void> {
    Result<std::uint32_t> number = parse_number(text);
    if (!number) return number.error();
    value = *number;
    return {};
  };
  parsed(names, label, parse, help);
}

void OptionSet::parsed(const char* names, const char* label, Parse parse, const char* help) {
  parsed_by(labelled(command_->add_option(names)->description(help), label), std::move(parse));
}

void OptionSet::optional(const char* names, Parse parse, const char* help) {
  parsed_by(command_->add_flag(names)->description(help), std::move(parse));
}

void OptionSet::list(const char* names, const char* label, std::vector<std::string>& values,
                     const char* help) {
  labelled(command_->add_option(names, values, help), label)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void OptionSet::positional(const char* label, std::string& value, Need need, const char* help) {
  command_->add_option(label, value, help)->option_text(" ")->required(need == Need::required);
}

void OptionSet::positionals(const char* label, std::vector<std::string>& values, Need need,
                            const char* help) {
  command_->add_option(label, values, help)->option_text("...")->required(need == Need::required);
}

void OptionSet::choose(const char* names, std::vector<std::string> words,
                       std::function<void(std::size_t)> chosen, const char* help, Need need) {
  const std::string label = CLI::detail::join(words, std::string(1, kSeparator));
  CLI::Option* option = labelled(command_->add_option(names)->description(help), label);
  option->required(need == Need::required);
  parsed_by(
      option,
      [words = std::move(words), chosen = std::move(chosen)](const std::string& text) -> Result<void> {
        for (std::size_t i = 0; i < words.size(); ++i) {
          if (words[i] != text) continue;
          chosen(i);
          return {};
        }
        return Error{ErrorCode::usage, "'" + text + "' is none of " + CLI::detail::join(words, ", "), "", ""};
      });
}

void OptionSet::footer(const char* text) {
  command_->footer(text);
}

std::vector<CommandSpec> OptionSet::program() const {
  const CLI::App* root = command_;
  while (root->get_parent() != nullptr) root = root->get_parent();
  std::vector<CommandSpec> program{describe(*root)};
  for (const CLI::App* command : root->get_subcommands([](const CLI::App*) { return true; })) {
    program.push_back(describe(*command));
  }
  return program;
}

}  // namespace vnidx::cli
