// vnidx analyze: what the analyser makes of a text.
#include <unistd.h>

#include <memory>
#include <optional>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/diagnostics.h"
#include "cli/files.h"
#include "cli/intake.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "entity/recognizer.h"
#include "print/analysis.h"
#include "source/reader.h"
#include "text/analyzer.h"

namespace vnidx::cli {
namespace {

enum class AnalyzeFormat { text, jsonl };

struct AnalyzeOptions {
  std::vector<std::string> words;
  std::string documents;
  std::string lexicon;
  AnalyzeFormat format = AnalyzeFormat::text;
};

/// The analyser with the recogniser that is bound to it, made anew when they have seen too many different
/// words.
class Entities {
 public:
  explicit Entities(const entity::UserLexicon& lexicon) : lexicon_(lexicon) {}

  const entity::Entities& of(std::string_view text, const std::optional<Date>& date) {
    constexpr std::size_t kMostTerms = 1'000'000;
    if (!recognizer_ || analyzer_.size() > kMostTerms) {
      analyzer_.forget();
      recognizer_.emplace(analyzer_, lexicon_);
    }
    analyzer_.words(text, words_);
    recognizer_->recognize(text, words_, date, found_);
    return found_;
  }

 private:
  const entity::UserLexicon& lexicon_;
  text::Analyzer analyzer_;
  std::optional<entity::Recognizer> recognizer_;
  std::vector<text::Word> words_;
  entity::Entities found_;
};

/// Prints what is found in each document.
class DocumentAnalysis : public source::Sink {
 public:
  DocumentAnalysis(AnalyzeFormat format, const entity::UserLexicon& lexicon, Output& output)
      : format_(format), output_(output), entities_(lexicon) {}

  bool document(Document document, std::size_t) override {
    const std::string text = document.title + "\n" + document.text;
    const entity::Entities& found = entities_.of(text, document.date);
    output_.buffer() += format_ == AnalyzeFormat::jsonl ? print::entities_jsonl(document.id, text, found)
                                                        : print::entities_text(document.id, text, found);
    return output_.flush_if_large();
  }

  void diagnostic(source::Diagnostic diagnostic) override { log_.add(diagnostic); }

  bool any_rejected() const { return log_.rejected() > 0; }

 private:
  AnalyzeFormat format_;
  Output& output_;
  Entities entities_;
  DiagnosticLog log_{DiagnosticLog::Extent::all, say};
};

ExitStatus analyze_documents(const AnalyzeOptions& options, const entity::UserLexicon& lexicon) {
  source::Options reading;
  reading.format = format::Format::jsonl;
  Output output;
  DocumentAnalysis analysis(options.format, lexicon, output);
  if (options.documents == "-") {
    source::read_stream(STDIN_FILENO, input_name(options.documents), reading, analysis);
  } else {
    source::read_path(options.documents, reading, analysis);
  }
  return output.finish(analysis.any_rejected() ? ExitStatus::some_rejected : ExitStatus::done);
}

ExitStatus analyze_text(const AnalyzeOptions& options, const entity::UserLexicon& lexicon) {
  std::string text = joined(options.words);
  if (text == "-") {
    Result<std::string> input = read_input("-");
    if (!input) return fail(input.error());
    text = std::move(*input);
  }
  text::Analyzer analyzer;
  const std::vector<text::Token> tokens = text::tokenize(analyzer, text);
  Entities entities(lexicon);
  const print::Analysis analysis{text, tokens, entities.of(text, std::nullopt)};
  return print_all(options.format == AnalyzeFormat::jsonl ? print::analysis_jsonl(analysis)
                                                          : print::analysis_text(analysis));
}

ExitStatus analyze(const AnalyzeOptions& options) {
  if (options.words.empty() == options.documents.empty()) {
    return fail(
        {ErrorCode::usage, "either a text or --jsonl FILE is needed", "", "see 'vnidx analyze --help'"});
  }
  entity::UserLexicon lexicon;
  if (!options.lexicon.empty()) {
    const Result<std::string> text = read_file(options.lexicon);
    if (!text) return fail(text.error());
    auto read = entity::read_user_lexicon(*text, options.lexicon);
    if (!read) return fail(read.error());
    lexicon = std::move(*read);
  }
  return options.documents.empty() ? analyze_text(options, lexicon) : analyze_documents(options, lexicon);
}

}  // namespace

Action declare_analyze(OptionSet& set) {
  const auto options = std::make_shared<AnalyzeOptions>();
  set.positionals("TEXT", options->words, OptionSet::Need::optional, "the text; - for standard input");
  set.text("--jsonl", "FILE", options->documents,
           "find organisations, dates and numbers in documents of FILE instead");
  declare_lexicon(set, options->lexicon);
  set.choice<AnalyzeFormat>("--format", options->format,
                            {{"text", AnalyzeFormat::text}, {"jsonl", AnalyzeFormat::jsonl}},
                            "how to print it (text)");
  return [options](const Globals&) { return analyze(*options); };
}

}  // namespace vnidx::cli
