// JSON Lines and JSON, version 1: keys are stable, new ones may be added, unknown values are absent.
#include "entity/date.h"
#include "print/facets.h"
#include "print/json.h"
#include "print/printer.h"

namespace vnidx::print {
namespace {

constexpr int kScorePlaces = 4;
constexpr int kMillisecondPlaces = 2;

Json versioned(const Question& question) {
  Json object;
  object["v"] = kJsonVersion;
  if (!question.id.empty()) object["qid"] = question.id;
  return object;
}

void set_hit(Json& object, const Hit& hit) {
  const Document& document = hit.document;
  object["rank"] = hit.rank;
  object["id"] = document.id;
  object["score"] = rounded(hit.score, kScorePlaces);
  set_known(object, "title", document.title);
  if (document.date) object["date"] = entity::to_string(*document.date);
  set_known(object, "author", document.author);
  set_known(object, "source", document.source);
  set_known(object, "category", document.category);
  set_known(object, "number", document.number);
  set_known(object, "issuer", document.issuer);
  if (document.reads) object["reads"] = *document.reads;
  set_known(object, "path", document.path);
  if (hit.page > 0) object["page"] = hit.page;
  if (!hit.organizations.empty()) object["orgs"] = hit.organizations;
  if (hit.snippet.empty()) return;
  object["snippet"] = hit.snippet;
  Json highlights = Json::array();
  for (const CodePointRange& range : hit.highlights) highlights.push_back({range.start, range.end});
  object["highlights"] = std::move(highlights);
}

Json explanation_of(const SearchResult& result) {
  Json words = Json::array();
  for (const WordReading& reading : result.words) {
    words.push_back({{"word", reading.word}, {"forms", reading.forms}, {"form_count", reading.form_count}});
  }
  Json also = Json::array();
  for (const OtherReading& other : result.other_readings)
    also.push_back({{"words", other.words}, {"as", other.as}});
  Json explanation{
      {"lexemes", result.lexemes}, {"syntax_tree", result.syntax_tree}, {"words", std::move(words)}};
  if (!also.empty()) explanation["also"] = std::move(also);
  explanation["engine_query"] = result.engine_query;
  return explanation;
}

Json summary_of(const SearchResult& result, const Question& question) {
  Json summary;
  summary["total"] = result.total;
  summary["exact"] = result.total_exact;
  summary["query"] = question.query;
  set_known(summary, "read_as", result.read_as);
  set_known(summary, "did_you_mean", result.did_you_mean);
  summary["ms"] = rounded(result.milliseconds, kMillisecondPlaces);
  if (!result.facets.empty()) {
    Json facets = Json::object();
    for (const Facet& facet : result.facets) facets[facet_name(facet.field)] = counts_of(facet);
    summary["facets"] = std::move(facets);
  }
  if (result.histogram) summary["histogram"] = counts_of(*result.histogram);
  if (!result.notes.empty()) summary["notes"] = result.notes;
  if (question.explain) summary["explain"] = explanation_of(result);
  return summary;
}

class JsonlPrinter : public Printer {
 public:
  void print(const SearchResult& result, const Question& question, std::string& out) const override {
    for (const Hit& hit : result.hits) {
      Json line = versioned(question);
      set_hit(line, hit);
      append_line(out, line);
    }
    Json line = versioned(question);
    line["summary"] = summary_of(result, question);
    append_line(out, line);
  }
};

class JsonPrinter : public Printer {
 public:
  void print(const SearchResult& result, const Question& question, std::string& out) const override {
    Json document = versioned(question);
    Json hits = Json::array();
    for (const Hit& hit : result.hits) set_hit(hits.emplace_back(), hit);
    document["hits"] = std::move(hits);
    document["summary"] = summary_of(result, question);
    append_line(out, document);
  }
};

}  // namespace

std::unique_ptr<Printer> jsonl_printer() {
  return std::make_unique<JsonlPrinter>();
}

std::unique_ptr<Printer> json_printer() {
  return std::make_unique<JsonPrinter>();
}

}  // namespace vnidx::print
