#include "cli/app.h"

#include <CLI/CLI.hpp>
#include <exception>
#include <istream>
#include <memory>
#include <optional>
#include <sstream>
#include <string_view>

#include "base/exceptions.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/process_state.h"
#include "cli/version.h"

namespace vnidx::cli {
namespace {

struct Command {
  const char* name;
  const char* summary;
  Action (*declare)(OptionSet& set);
};

constexpr Command kCommands[] = {
    {"add", "add or refresh documents: files, folders, or JSON Lines from standard input", declare_add},
    {"update", "bring the index in step with the files and folders it was made from", declare_update},
    {"reindex", "build the index anew from the files and folders it was made from", declare_reindex},
    {"remove", "remove documents by id or path", declare_remove},
    {"search", "search, best first; without a query on a terminal, ask for queries", declare_search},
    {"show", "print one document as it was read", declare_show},
    {"orgs", "list organisations and in how many documents each is named", declare_orgs},
    {"analyze", "show what the analyser makes of a text", declare_analyze},
    {"decode", "print a file as UTF-8 and say which encoding it was in", declare_decode},
    {"info", "print the size, dates and versions of an index", declare_info},
    {"check", "see whether an index is as it was written, and repair it", declare_check},
    {"compact", "make the files of an index smaller", declare_compact},
    {"export", "print all documents as JSON Lines that add reads back", declare_export},
    {"completion", "print the completion script for a shell", declare_completion},
};

void declare_globals(OptionSet& set, Globals& globals) {
  set.parsed(
      "--index", "DIR",
      [&globals](const std::string& path) -> Result<void> {
        if (path.empty()) return Error{ErrorCode::usage, "the name of the index is empty", {}, {}};
        globals.index = path;
        return {};
      },
      "the index (else $VNIDX_INDEX, else vnidx/default in $XDG_DATA_HOME)");
  set.choice<When>("--color", globals.color,
                   {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}},
                   "colour the output (auto: on a terminal)");
  set.flag("-q,--quiet", globals.quiet, "say nothing but errors");
  set.flag("-v,--verbose", globals.verbose, "say more");
}

/// TOML, of which a file has a few lines; a device has no end.
class BoundedConfig : public CLI::ConfigTOML {
 public:
  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    constexpr std::size_t kMaxBytes = std::size_t{1} << 20;
    std::string text(kMaxBytes + 1, '\0');
    input.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(input.gcount()));
    if (text.size() > kMaxBytes) throw CLI::FileError("the file is larger than 1 MB");
    std::istringstream bounded(text);
    return CLI::ConfigTOML::from_config(bounded);
  }
};

/// The command that was asked for, or the program where none was.
const CLI::App& asked(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? app : *commands.front();
}

ExitStatus usage_error(const CLI::App& app, const std::string& message) {
  const CLI::App& command = asked(app);
  const std::string name = command.get_parent() == nullptr ? "" : " " + command.get_name();
  return fail({ErrorCode::usage, message, "", "see 'vnidx" + name + " --help'"});
}

/// What to say of the first word that no option or argument took.
std::string about_extra(const CLI::App& app) {
  const std::vector<std::string> words = app.remaining(true);
  const std::string word = words.empty() ? "" : words.front();
  if (&asked(app) == &app) {
    if (word.empty()) return "a command is needed";
    return (word.starts_with('-') ? "there is no option " : "there is no command ") + word;
  }
  if (!word.starts_with('-')) return "unexpected argument " + word;
  return "there is no option " + word +
         (word.starts_with("--") ? "" : " (write -- before words that begin with -)");
}

/// CLI11 calls every file an INI file and does not say what was wrong with it.
std::string about_config(std::string message) {
  constexpr std::string_view kUnknown = "INI was not able to parse ";
  return message.starts_with(kUnknown) ? "there is no option " + message.substr(kUnknown.size()) : message;
}

/// Reads the command line; a status where that was all there is to do. Every exception of CLI11 ends here.
std::optional<ExitStatus> parse(CLI::App& app, int argc, char** argv) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return print_all(app.help());
  } catch (const CLI::CallForVersion& version) {
    return print_all(std::string(version.what()) + "\n");
  } catch (const CLI::ExtrasError&) {
    return usage_error(app, about_extra(app));
  } catch (const CLI::ArgumentMismatch& error) {
    // `--limit: 1 required N missing`: every option here takes one value.
    const std::string message = error.what();
    return usage_error(app, message.substr(0, message.find(':')) + " needs a value");
  } catch (const CLI::ConfigError& error) {
    return usage_error(app, "--config: " + about_config(error.what()));
  } catch (const CLI::FileError& error) {
    return usage_error(app, std::string("--config: ") + error.what());
  } catch (const CLI::ParseError& error) {
    // Without a command CLI11 tells of that alone, whatever words there are.
    const bool no_command = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && &asked(app) == &app;
    return usage_error(app, no_command ? about_extra(app) : error.what());
  }
  return std::nullopt;
}

/// Carries out the command that was asked for.
ExitStatus perform(const CLI::App& app, const std::vector<Action>& actions, const Globals& globals) {
  for (std::size_t i = 0; i < std::size(kCommands); ++i) {
    if (!app.got_subcommand(kCommands[i].name)) continue;
    try {
      return actions[i](globals);
    } catch (const std::exception& exception) {
      return fail(error_of(exception));
    }
  }
  return ExitStatus::usage;
}

}  // namespace

ExitStatus run(int argc, char** argv) {
  prepare_process();
  exit_on_interrupt();

  CLI::App app("Full-text search for Vietnamese archives.", "vnidx");
  Globals globals;
  OptionSet set(app);
  declare_globals(set, globals);
  app.set_config("--config", "", "read options from FILE (TOML: a section [search] sets those of search)")
      ->option_text("FILE")
      ->type_name("FILE");
  app.config_formatter(std::make_shared<BoundedConfig>());
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.set_version_flag("--version", version_text, "print the version");
  app.set_help_flag("-h,--help", "print this help");
  app.require_subcommand(1);
  app.get_formatter()->column_width(30);
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  app.get_formatter()->label("SUBCOMMANDS", "COMMAND");
  app.get_formatter()->label("Positionals", "Arguments");

  std::vector<Action> actions;
  for (const Command& command : kCommands) {
    CLI::App* subcommand = app.add_subcommand(command.name, command.summary);
    subcommand->fallthrough()->group("Commands");
    OptionSet options(*subcommand);
    actions.push_back(command.declare(options));
    subcommand->footer(subcommand->get_footer() + "Options of every command: vnidx --help");
  }

  if (const std::optional<ExitStatus> status = parse(app, argc, argv)) return *status;
  return perform(app, actions, globals);
}

}  // namespace vnidx::cli
