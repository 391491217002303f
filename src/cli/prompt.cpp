#include "cli/prompt.h"

// readline.h needs FILE and does not see to it.
#include <readline/history.h>
#include <readline/readline.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "cli/document_view.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/search_report.h"
#include "cli/terminal.h"
#include "cli/units.h"
#include "print/printer.h"

namespace vnidx::cli {
namespace {

constexpr int kHistoryLines = 1000;

/// The lines typed in earlier runs, kept in $XDG_STATE_HOME/vnidx/history.
class History {
 public:
  History() : path_(user_path("XDG_STATE_HOME", ".local/state", "vnidx/history")) {
    using_history();
    stifle_history(kHistoryLines);
    if (!path_.empty()) read_history(path_.c_str());  // there is none before the first run
  }
  History(const History&) = delete;
  History& operator=(const History&) = delete;

  /// A history that cannot be kept is no reason to complain.
  ~History() {
    if (path_.empty()) return;
    std::error_code ignored;
    std::filesystem::create_directories(std::filesystem::path(path_).parent_path(), ignored);
    write_history(path_.c_str());
  }

 private:
  std::string path_;
};

std::optional<std::string> read_line() {
  struct Free {
    void operator()(char* line) const { std::free(line); }
  };
  const std::unique_ptr<char, Free> line(readline("vnidx> "));
  if (!line) return std::nullopt;
  std::string text(line.get());
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string::npos) return "";
  add_history(text.c_str());
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

class Prompt {
 public:
  Prompt(SearchRequest request, const Globals& globals, Searcher& searcher)
      : request_(std::move(request)),
        first_offset_(request_.offset),
        style_(output_style(globals.color)),
        searcher_(searcher) {}

  void answer(const std::string& line) {
    if (line == ":n") {
      next_page();
    } else if (const Result<std::uint32_t> rank = parse_number(line); rank && hit(*rank) != nullptr) {
      show(*hit(*rank));
    } else if (line.starts_with(':')) {
      say(":n next page, :q quit, a number shows that hit");
    } else {
      request_.query = line;
      request_.offset = first_offset_;
      search();
    }
  }

 private:
  void next_page() {
    if (request_.query.empty()) {
      say("nothing was searched for yet");
    } else if (request_.offset + result_.hits.size() >= result_.total) {
      say("there is no further page");
    } else {
      request_.offset += request_.limit;
      search();
    }
  }

  void search() {
    Result<SearchResult> result = searcher_.search(request_);
    if (!result) {
      fail(result.error());
      return;
    }
    result_ = std::move(*result);
    std::string out;
    print::text_printer(style_, terminal_width())->print(result_, {request_.query, {}, false}, out);
    print_all(out);
    say_summary(result_);
  }

  const Hit* hit(std::uint32_t rank) const {
    for (const Hit& each : result_.hits) {
      if (each.rank == rank) return &each;
    }
    return nullptr;
  }

  void show(const Hit& hit) {
    const Result<Document> document = searcher_.document(hit.document.id);
    if (!document) {
      fail(document.error());
      return;
    }
    const Result<std::string> view =
        document_view(searcher_, *document, request_.query, request_.marks, style_);
    view ? print_all(*view) : fail(view.error());
  }

  SearchRequest request_;
  std::uint32_t first_offset_;
  print::Style style_;
  Searcher& searcher_;
  SearchResult result_;
};

}  // namespace

ExitStatus run_prompt(SearchRequest request, const Globals& globals, Searcher& searcher) {
  const History history;
  Prompt prompt(std::move(request), globals, searcher);
  while (true) {
    const std::optional<std::string> line = read_line();
    if (!line || line == ":q") return ExitStatus::done;
    if (!line->empty()) prompt.answer(*line);
  }
}

}  // namespace vnidx::cli
