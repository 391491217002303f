#include "print/analysis.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "entity/date.h"
#include "print/code_points.h"
#include "print/json.h"
#include "print/printable.h"
#include "text/utf8.h"

namespace vnidx::print {
namespace {

/// A place in a text: as it stands there, and where, in code points.
struct Place {
  std::string_view surface;
  std::uint32_t start;
  std::uint32_t end;
};

class Places {
 public:
  explicit Places(std::string_view text) : text_(text), counter_(text) {}

  template <class T>
  Place of(const T& found) {
    return {text_.substr(found.begin, found.end - found.begin), counter_.at(found.begin),
            counter_.at(found.end)};
  }

 private:
  std::string_view text_;
  CodePointCounter counter_;
};

/// One found thing of any kind, as it is printed.
struct Row {
  Place place;
  std::string_view kind;
  std::string value;  ///< canonical form, or the day
};

std::vector<Row> entity_rows(Places& places, const entity::Entities& entities) {
  std::vector<Row> rows;
  for (const auto& each : entities.organizations) rows.push_back({places.of(each), "org", each.canonical});
  for (const auto& each : entities.dates) {
    rows.push_back({places.of(each), "date", entity::to_string(each.date)});
  }
  for (const auto& each : entities.numbers) rows.push_back({places.of(each), "number", each.canonical});
  return rows;
}

/// The key under which the value of a kind is printed.
const char* value_key(std::string_view kind) {
  return kind == "date" ? "date" : "canonical";
}

Json token_json(Places& places, const text::Token& token) {
  const Place place = places.of(token);
  Json object{{"token", place.surface},
              {"start", place.start},
              {"end", place.end},
              {"canonical", token.canonical},
              {"folded", token.folded}};
  if (token.parts.empty()) return object;
  Json parts = Json::array();
  for (const text::Token& part : token.parts) parts.push_back(token_json(places, part));
  object["parts"] = std::move(parts);
  return object;
}

/// A table whose columns are as wide as their widest cell, the last one free.
class Table {
 public:
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

  void append_to(std::string& out) const {
    std::vector<std::size_t> widths;
    for (const auto& row : rows_) {
      widths.resize(std::max(widths.size(), row.size()));
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    }
    for (const auto& row : rows_) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        out += row[i];
        if (i + 1 < row.size()) out.append(widths[i] - width(row[i]) + 2, ' ');
      }
      out += '\n';
    }
  }

 private:
  static std::size_t width(std::string_view cell) {
    std::size_t columns = 0;
    while (!cell.empty()) {
      const auto [code_point, bytes] = text::decode(cell);
      columns += static_cast<std::size_t>(display_width(code_point));
      cell.remove_prefix(bytes);
    }
    return columns;
  }

  std::vector<std::vector<std::string>> rows_;
};

std::string span_text(const Place& place) {
  return std::to_string(place.start) + "-" + std::to_string(place.end);
}

std::string parts_text(const text::Token& token) {
  std::string line;
  for (const text::Token& part : token.parts) line += (line.empty() ? "" : " ") + printable(part.canonical);
  return line;
}

std::vector<std::string> cells(const Row& row) {
  return {std::string(row.kind), span_text(row.place), printable(row.place.surface), printable(row.value)};
}

}  // namespace

std::string analysis_jsonl(const Analysis& analysis) {
  Places places(analysis.text);
  std::string out;
  for (const text::Token& token : analysis.tokens) append_line(out, token_json(places, token));
  for (const Row& row : entity_rows(places, analysis.entities)) {
    append_line(out, {{"kind", row.kind},
                      {"start", row.place.start},
                      {"end", row.place.end},
                      {"surface", row.place.surface},
                      {value_key(row.kind), row.value}});
  }
  return out;
}

std::string analysis_text(const Analysis& analysis) {
  Places places(analysis.text);
  Table tokens;
  tokens.add({"token", "place", "canonical", "folded", "parts"});
  for (const text::Token& token : analysis.tokens) {
    const Place place = places.of(token);
    std::vector<std::string> row{printable(place.surface), span_text(place), printable(token.canonical),
                                 printable(token.folded)};
    if (!token.parts.empty()) row.push_back(parts_text(token));
    tokens.add(std::move(row));
  }
  std::string out;
  tokens.append_to(out);

  const std::vector<Row> rows = entity_rows(places, analysis.entities);
  if (rows.empty()) return out;
  Table entities;
  entities.add({"kind", "place", "text", "canonical"});
  for (const Row& row : rows) entities.add(cells(row));
  out += '\n';
  entities.append_to(out);
  return out;
}

std::string entities_jsonl(std::string_view id, std::string_view text, const entity::Entities& entities) {
  Places places(text);
  Json mentions = Json::array();
  Json dates = Json::array();
  Json numbers = Json::array();
  std::vector<std::string> names;  // distinct, in order of first mention
  for (const Row& row : entity_rows(places, entities)) {
    Json object{{"start", row.place.start}, {"end", row.place.end}};
    if (row.kind == "org") {
      object["surface"] = row.place.surface;
      if (std::find(names.begin(), names.end(), row.value) == names.end()) names.push_back(row.value);
    }
    object[value_key(row.kind)] = row.value;
    (row.kind == "org" ? mentions : row.kind == "date" ? dates : numbers).push_back(std::move(object));
  }
  Json line{{"id", id},
            {"mentions", std::move(mentions)},
            {"orgs", names},
            {"dates", std::move(dates)},
            {"numbers", std::move(numbers)}};
  std::string out;
  append_line(out, line);
  return out;
}

std::string entities_text(std::string_view id, std::string_view text, const entity::Entities& entities) {
  Places places(text);
  Table table;
  for (const Row& row : entity_rows(places, entities)) table.add(cells(row));
  std::string out = printable(id) + "\n";
  table.append_to(out);
  return out;
}

}  // namespace vnidx::print
