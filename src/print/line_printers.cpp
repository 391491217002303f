// The forms for other programs that read lines: tsv, ids, paths, trec, count.
#include <cstdio>
#include <set>
#include <string_view>

#include "entity/date.h"
#include "print/printable.h"
#include "print/printer.h"

namespace vnidx::print {
namespace {

std::string decimal(double value) {
  char text[64];
  std::snprintf(text, sizeof text, "%.4f", value);
  return text;
}

class TsvPrinter : public Printer {
 public:
  void print(const SearchResult& result, const Question&, std::string& out) const override {
    for (const Hit& hit : result.hits) {
      const Document& document = hit.document;
      out.append(printable(document.id)).append(1, '\t');
      out.append(decimal(hit.score)).append(1, '\t');
      if (document.date) out += entity::to_string(*document.date);
      out.append(1, '\t').append(printable(document.title)).append(1, '\n');
    }
  }
};

/// For scripts: exact where NUL ends it, else fit for a line.
void append_ended(std::string& out, const std::string& text, LineEnd end) {
  if (end == LineEnd::nul) {
    out.append(text).append(1, '\0');
  } else {
    out.append(printable(text)).append(1, '\n');
  }
}

class IdsPrinter : public Printer {
 public:
  explicit IdsPrinter(LineEnd end) : end_(end) {}

  void print(const SearchResult& result, const Question&, std::string& out) const override {
    for (const Hit& hit : result.hits) append_ended(out, hit.document.id, end_);
  }

 private:
  LineEnd end_;
};

class PathsPrinter : public Printer {
 public:
  explicit PathsPrinter(LineEnd end) : end_(end) {}

  void print(const SearchResult& result, const Question&, std::string& out) const override {
    std::set<std::string_view> printed;
    for (const Hit& hit : result.hits) {
      const std::string& path = hit.document.path;
      if (!path.empty() && printed.insert(path).second) append_ended(out, path, end_);
    }
  }

 private:
  LineEnd end_;
};

class TrecPrinter : public Printer {
 public:
  void print(const SearchResult& result, const Question& question, std::string& out) const override {
    const std::string question_id = field(question.id.empty() ? "1" : question.id);
    for (const Hit& hit : result.hits) {
      out.append(question_id).append(" Q0 ").append(field(hit.document.id)).append(1, ' ');
      out.append(std::to_string(hit.rank)).append(1, ' ').append(decimal(hit.score)).append(" vnidx\n");
    }
  }

 private:
  /// trec_eval splits lines at white space, which ids must not hold.
  static std::string field(std::string_view id) {
    std::string text = printable(id);
    for (char& c : text) {
      if (c == ' ') c = '_';
    }
    return text;
  }
};

class CountPrinter : public Printer {
 public:
  void print(const SearchResult& result, const Question&, std::string& out) const override {
    out.append(std::to_string(result.total)).append(1, '\n');
  }
};

}  // namespace

std::unique_ptr<Printer> tsv_printer() {
  return std::make_unique<TsvPrinter>();
}

std::unique_ptr<Printer> ids_printer(LineEnd end) {
  return std::make_unique<IdsPrinter>(end);
}

std::unique_ptr<Printer> paths_printer(LineEnd end) {
  return std::make_unique<PathsPrinter>(end);
}

std::unique_ptr<Printer> trec_printer() {
  return std::make_unique<TrecPrinter>();
}

std::unique_ptr<Printer> count_printer() {
  return std::make_unique<CountPrinter>();
}

}  // namespace vnidx::print
