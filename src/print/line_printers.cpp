// The forms for other programs that read lines: tsv, ids, trec, count.
#include <cstdio>

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

class IdsPrinter : public Printer {
 public:
  explicit IdsPrinter(IdEnd end) : end_(end) {}

  void print(const SearchResult& result, const Question&, std::string& out) const override {
    for (const Hit& hit : result.hits) {
      if (end_ == IdEnd::nul) {
        out.append(hit.document.id).append(1, '\0');
      } else {
        out.append(printable(hit.document.id)).append(1, '\n');
      }
    }
  }

 private:
  IdEnd end_;
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

std::unique_ptr<Printer> ids_printer(IdEnd end) {
  return std::make_unique<IdsPrinter>(end);
}

std::unique_ptr<Printer> trec_printer() {
  return std::make_unique<TrecPrinter>();
}

std::unique_ptr<Printer> count_printer() {
  return std::make_unique<CountPrinter>();
}

}  // namespace vnidx::print
