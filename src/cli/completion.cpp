// vnidx completion: the script that has a shell complete commands and options.
#include <memory>

#include "cli/commands.h"
#include "cli/completion_script.h"
#include "cli/output.h"

namespace vnidx::cli {

Action declare_completion(OptionSet& set) {
  const auto shell = std::make_shared<Shell>(Shell::bash);
  set.choice<Shell>("SHELL", *shell, {{"bash", Shell::bash}, {"zsh", Shell::zsh}, {"fish", Shell::fish}},
                    "the shell", OptionSet::Need::required);
  return [shell, set](const Globals&) { return print_all(completion_script(set.program(), *shell)); };
}

}  // namespace vnidx::cli
