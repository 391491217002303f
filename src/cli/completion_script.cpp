#include "cli/completion_script.h"

#include <algorithm>
#include <string_view>

namespace vnidx::cli {
namespace {

/// What the value of an option is completed with.
enum class Value { none, choices, files, folders };

Value value_of(const OptionSpec& option) {
  if (!option.choices.empty()) return Value::choices;
  if (option.label == "DIR") return Value::folders;
  return option.label == "FILE" || option.label == "PATH" ? Value::files : Value::none;
}

std::string join(const std::vector<std::string>& words, std::string_view separator) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += separator;
    out += word;
  }
  return out;
}

/// `text` with a backslash before each character of `special`.
std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// `text` between single quotes, for any of the shells' scripts below.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::vector<std::string> names_of(std::span<const CommandSpec> commands) {
  std::vector<std::string> names;
  for (const CommandSpec& command : commands) names.push_back(command.name);
  return names;
}

std::string option_names(const CommandSpec& command) {
  std::string names;
  for (const OptionSpec& option : command.options) {
    if (!names.empty()) names += ' ';
    names += join(option.names, " ");
  }
  return names;
}

// ---- bash

/// A case of `command option)` for each option that takes a value; `*` where any command may have it.
std::string bash_values(const CommandSpec& command) {
  std::string out;
  for (const OptionSpec& option : command.options) {
    if (option.label.empty()) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : option.names) {
      patterns.push_back((command.name.empty() ? "*" : command.name) + "\\ " + name);
    }
    out += "    " + join(patterns, "|") + ") ";
    switch (value_of(option)) {
      case Value::choices:
        out += "COMPREPLY=($(compgen -W '" + join(option.choices, " ") + "' -- \"$cur\"))";
        break;
      case Value::folders:
        out += "COMPREPLY=($(compgen -d -- \"$cur\"))";
        break;
      case Value::files:
        out += "COMPREPLY=($(compgen -f -- \"$cur\"))";
        break;
      case Value::none:
        out += "COMPREPLY=()";
        break;
    }
    out += "; return ;;\n";
  }
  return out;
}

std::string bash_script(const CommandSpec& globals, std::span<const CommandSpec> commands) {
  std::string values;
  std::string options;
  std::string arguments;
  for (const CommandSpec& command : commands) {
    values += bash_values(command);
    options += "      " + command.name + ") words='" + option_names(command) + "' ;;\n";
    if (command.positionals.empty() || command.positionals.front().choices.empty()) continue;
    arguments += "    " + command.name + ") COMPREPLY=($(compgen -W '" +
                 join(command.positionals.front().choices, " ") + "' -- \"$cur\")) ;;\n";
  }
  const std::string names = join(names_of(commands), "|");
  return "# bash completion for vnidx; made by: vnidx completion bash\n"
         "_vnidx() {\n"
         "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= words= word\n"
         "  COMPREPLY=()\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case $word in " +
         names +
         ") command=$word; break ;; esac\n"
         "  done\n"
         "  case \"$command $prev\" in\n" +
         values + bash_values(globals) +
         "  esac\n"
         "  if [[ $cur == -* ]]; then\n"
         "    case $command in\n" +
         options +
         "    esac\n"
         "    COMPREPLY=($(compgen -W \"$words " +
         option_names(globals) +
         "\" -- \"$cur\"))\n"
         "    return\n"
         "  fi\n"
         "  case $command in\n"
         "    '') COMPREPLY=($(compgen -W '" +
         join(names_of(commands), " ") + "' -- \"$cur\")) ;;\n" + arguments +
         "  esac\n"
         "}\n"
         "complete -o default -F _vnidx vnidx\n";
}

// ---- zsh: _arguments takes '(-n --limit)'{-n,--limit}'[help]:label:action', or
// '*'--org'[help]:label:action'

std::string zsh_action(const OptionSpec& option) {
  switch (value_of(option)) {
    case Value::choices:
      return "(" + join(option.choices, " ") + ")";
    case Value::folders:
      return "_files -/";
    case Value::files:
      return "_files";
    case Value::none:
      return "";
  }
  return "";
}

std::string zsh_options(const CommandSpec& command) {
  std::string out;
  for (const OptionSpec& option : command.options) {
    std::string rest = "[" + escaped(option.help, "[]:\\") + "]";
    if (!option.label.empty()) rest += ":" + escaped(option.label, ":") + ":" + zsh_action(option);
    out += " \\\n        ";
    if (option.repeatable) {
      out += quoted("*") + option.names.front();
    } else if (option.names.size() > 1) {
      out += quoted("(" + join(option.names, " ") + ")") + "{" + join(option.names, ",") + "}";
    } else {
      out += option.names.front();
    }
    out += quoted(rest);
  }
  return out;
}

std::string zsh_arguments(const CommandSpec& command) {
  std::string out;
  for (const OptionSpec& positional : command.positionals) {
    out += " \\\n        " + quoted("*:" + positional.label + ":" + zsh_action(positional));
  }
  return out;
}

std::string zsh_script(const CommandSpec& globals, std::span<const CommandSpec> commands) {
  std::string list;
  std::string cases;
  for (const CommandSpec& command : commands) {
    list += "    " + quoted(command.name + ":" + escaped(command.help, ":")) + "\n";
    cases += "    " + command.name + ")\n      _arguments -s" + zsh_options(command) + zsh_options(globals) +
             zsh_arguments(command) + " ;;\n";
  }
  return "#compdef vnidx\n"
         "# zsh completion for vnidx; made by: vnidx completion zsh\n"
         "_vnidx() {\n"
         "  local curcontext=$curcontext state line\n"
         "  local -a commands\n"
         "  commands=(\n" +
         list +
         "  )\n"
         "  _arguments -C -s" +
         zsh_options(globals) +
         " \\\n        '1: :->command' '*:: :->argument'\n"
         "  if [[ $state == command ]]; then\n"
         "    _describe command commands\n"
         "    return\n"
         "  fi\n"
         "  case $words[1] in\n" +
         cases +
         "  esac\n"
         "}\n"
         "_vnidx \"$@\"\n";
}

// ---- fish

std::string fish_options(const CommandSpec& command, const std::string& condition) {
  std::string out;
  for (const OptionSpec& option : command.options) {
    out += "complete -c vnidx" + condition;
    for (const std::string& name : option.names) {
      out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    switch (value_of(option)) {
      case Value::choices:
        out += " -x -a " + quoted(join(option.choices, " "));
        break;
      case Value::folders:
        out += " -x -a '(__fish_complete_directories)'";
        break;
      case Value::files:
        out += " -r -F";
        break;
      case Value::none:
        out += option.label.empty() ? "" : " -x";
        break;
    }
    out += " -d " + quoted(option.help) + "\n";
  }
  return out;
}

std::string fish_script(const CommandSpec& globals, std::span<const CommandSpec> commands) {
  const std::string names = join(names_of(commands), " ");
  const std::string no_command = " -n 'not __fish_seen_subcommand_from " + names + "'";
  std::string out =
      "# fish completion for vnidx; made by: vnidx completion fish\n"
      "complete -c vnidx -f\n" +
      fish_options(globals, "");
  for (const CommandSpec& command : commands) {
    const std::string condition = " -n '__fish_seen_subcommand_from " + command.name + "'";
    out += "complete -c vnidx" + no_command + " -a " + command.name + " -d " + quoted(command.help) + "\n";
    out += fish_options(command, condition);
    for (const OptionSpec& positional : command.positionals) {
      if (value_of(positional) == Value::files) out += "complete -c vnidx" + condition + " -F\n";
      if (value_of(positional) == Value::choices) {
        out += "complete -c vnidx" + condition + " -a " + quoted(join(positional.choices, " ")) + "\n";
      }
    }
  }
  return out;
}

}  // namespace

std::string completion_script(std::span<const CommandSpec> program, Shell shell) {
  const CommandSpec& globals = program.front();
  const std::span<const CommandSpec> commands = program.subspan(1);
  switch (shell) {
    case Shell::bash:
      return bash_script(globals, commands);
    case Shell::zsh:
      return zsh_script(globals, commands);
    case Shell::fish:
      return fish_script(globals, commands);
  }
  return "";
}

}  // namespace vnidx::cli
