#include "cli/completion_script.h"

#include "unit/catch.h"

using namespace vnidx::cli;

namespace {

const std::vector<CommandSpec> kProgram = {
    {"",
     "all",
     {{{"--index"}, "DIR", {}, "the index"}, {{"-q", "--quiet"}, "", {}, "say 'no' [more]: ever"}},
     {}},
    {"find",
     "find it",
     {{{"-n", "--limit"}, "N", {}, "how many"},
      {{"--sort"}, "a|b", {"a", "b"}, "order"},
      {{"--org"}, "NAME", {}, "name", true},
      {{"--out"}, "FILE", {}, "file"}},
     {{{}, "WORD", {}, "words"}}},
    {"shell", "for it", {}, {{{}, "SHELL", {"bash", "zsh"}, "which"}}},
};

void check_holds(const std::string& script, std::initializer_list<const char*> parts) {
  for (const char* part : parts) {
    INFO(part);
    CHECK(script.find(part) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("bash") {
  check_holds(completion_script(kProgram, Shell::bash),
              {"find|shell) command=$word", "compgen -W 'find shell'",
               "find) words='-n --limit --sort --org --out' ;;",
               "find\\ --sort) COMPREPLY=($(compgen -W 'a b' -- \"$cur\")); return ;;",
               "find\\ -n|find\\ --limit) COMPREPLY=(); return ;;",
               "find\\ --out) COMPREPLY=($(compgen -f -- \"$cur\")); return ;;",
               "*\\ --index) COMPREPLY=($(compgen -d -- \"$cur\")); return ;;",
               "shell) COMPREPLY=($(compgen -W 'bash zsh' -- \"$cur\")) ;;", "--index -q --quiet"});
}

TEST_CASE("zsh") {
  check_holds(completion_script(kProgram, Shell::zsh),
              {"'find:find it'", "'(-n --limit)'{-n,--limit}'[how many]:N:'", "--sort'[order]:a|b:(a b)'",
               "'*'--org'[name]:NAME:'", "--out'[file]:FILE:_files'", "--index'[the index]:DIR:_files -/'",
               "{-q,--quiet}'[say '\\''no'\\'' \\[more\\]\\: ever]'", "'*:SHELL:(bash zsh)'"});
}

TEST_CASE("fish") {
  check_holds(completion_script(kProgram, Shell::fish),
              {"-a find -d 'find it'", "'__fish_seen_subcommand_from find' -s n -l limit -x -d 'how many'",
               "-l sort -x -a 'a b' -d 'order'", "-l out -r -F -d 'file'",
               "complete -c vnidx -s q -l quiet -d 'say '\\''no'\\'' [more]: ever'",
               "'__fish_seen_subcommand_from shell' -a 'bash zsh'"});
}
