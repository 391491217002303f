// The query side of the library: open an index, ask it, read documents back.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "vnidx/document.h"
#include "vnidx/result.h"

namespace vnidx {

/// How the marks of query words count. See "Smart marks" in README.md.
enum class Marks : std::uint8_t {
  smart,   ///< a word matches what has at least the marks typed; exact forms rank first
  exact,   ///< mark for mark
  ignore,  ///< every form that folds to the same letters
};

enum class SearchIn : std::uint8_t { all, title, body };
enum class SortBy : std::uint8_t { relevance, newest, oldest, reads };
enum class Combine : std::uint8_t { any, every };

/// Code points, `end` exclusive.
struct CodePointRange {
  std::uint32_t start;
  std::uint32_t end;
  friend bool operator==(const CodePointRange&, const CodePointRange&) = default;
};

/// What matches can be counted by.
enum class FacetField : std::uint8_t { organization, year, month, author, source, number };

struct SearchRequest {
  std::string query;             ///< may be empty: then filters alone decide, newest first
  bool strict = false;           ///< signs of the query that make no sense are errors, not punctuation
  std::optional<Period> period;  ///< documents of these days only
  bool undated = false;          ///< documents without a date only (`--date none`)
  std::vector<std::string> organizations;
  Combine organizations_combine = Combine::any;
  std::vector<std::string> authors;  ///< any of
  std::vector<std::string> sources;  ///< any of: label, file or folder
  std::vector<std::string> issuers;  ///< any of: who issued a legal or official document
  std::vector<std::string> numbers;  ///< any of: the number it bears, or the first part of it
  SearchIn in = SearchIn::all;
  SortBy sort = SortBy::relevance;
  Marks marks = Marks::smart;
  std::uint32_t limit = 10;  ///< 0: only count
  std::uint32_t offset = 0;
  std::uint32_t snippet = 240;          ///< code points at most; 0: none
  bool exact_total = false;             ///< count every match, however long it takes
  std::vector<FacetField> facets;       ///< count all matches by these; makes the total exact
  std::uint32_t facet_limit = 10;       ///< values of a facet at most; 0: all
  std::optional<FacetField> histogram;  ///< year or month: count all matches along time
  bool explain = false;                 ///< tell what the stages make of the query
  bool with_details = true;             ///< false: hits carry id and score only (runs for evaluation)
};

struct Hit {
  std::uint32_t rank = 0;  ///< from 1, offset included
  double score = 0;
  Document document;  ///< body left out: abstract, text and caption are empty
  std::vector<std::string> organizations;
  std::string snippet;  ///< valid UTF-8, as read, but white space levelled to single spaces
  std::vector<CodePointRange> highlights;        ///< into snippet
  std::vector<CodePointRange> title_highlights;  ///< into document.title
  std::uint32_t page = 0;  ///< of the first word found in the snippet, from 1; 0: the document has no pages
};

/// How one word of the query was read, for `--explain`.
struct WordReading {
  std::string word;                ///< as typed
  std::vector<std::string> forms;  ///< canonical forms it matches, most frequent first (a few)
  std::size_t form_count = 0;      ///< all of them
};

/// What words of the query stand for besides themselves: an abbreviation and its words.
struct OtherReading {
  std::string words;  ///< as they were read
  std::string as;
};

/// How many of all matching documents have each value. Documents without a date count as `none`.
struct Facet {
  struct Count {
    std::string value;  ///< a name; `2018`, `2018-07`
    std::uint64_t documents = 0;
  };
  FacetField field = FacetField::year;
  std::vector<Count> counts;
  std::uint64_t distinct = 0;  ///< values that matches have, shown or not
};

struct SearchResult {
  std::vector<Hit> hits;
  std::uint64_t total = 0;  ///< matching documents
  bool total_exact = true;
  std::string read_as;  ///< the marked reading of a query typed without marks; empty where it was left alone
  std::string did_you_mean;  ///< the query with its misspelt words put right; empty where nothing is better
  std::vector<std::string>
      notes;  ///< what a person should know: names taken for --org, expansions cut short …
  std::vector<WordReading> words;
  std::vector<OtherReading> other_readings;
  // What the stages make of the query; empty where it was not asked for.
  std::string lexemes;
  std::string syntax_tree;
  std::string engine_query;        ///< of Xapian
  std::vector<Facet> facets;       ///< in the order asked for; most documents first
  std::optional<Facet> histogram;  ///< oldest first, without gaps
  double milliseconds = 0;
};

struct OrganizationCount {
  std::string name;
  std::uint64_t documents = 0;
};

/// An organisation in a tree of broader and narrower names, parents before their children.
struct OrganizationNode {
  std::string name;
  std::uint64_t documents = 0;  ///< that name it or one below it
  unsigned depth = 0;           ///< 0: has none above it
  std::uint64_t hidden = 0;     ///< how many right below it a limit left out
};

struct IndexInfo {
  std::string path;
  std::uint64_t documents = 0;
  std::uint64_t removed = 0;        ///< documents that take room until the index is next built anew
  std::uint64_t terms = 0;          ///< distinct words
  std::uint64_t words = 0;          ///< words of all documents
  std::uint64_t organizations = 0;  ///< distinct names
  std::uint64_t bytes = 0;          ///< size on disk
  std::uint64_t text_bytes = 0;     ///< UTF-8 bytes of titles and bodies stored
  std::optional<Date> oldest;
  std::optional<Date> newest;
  std::uint32_t schema = 0;
  std::uint32_t analyzer = 0;
  std::string generation;
};

/// An open index, for reading. It follows a writer: every call answers from one committed state, the newest
/// that it can see. Not thread-safe: one for each thread.
class Searcher {
 public:
  static Result<Searcher> open(const std::string& index_path);
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  ~Searcher();

  /// Errors: usage (place: `column N`), damaged, io.
  Result<SearchResult> search(const SearchRequest& request);

  /// The document of that id, or of that path. Error not_found where there is none.
  Result<Document> document(const std::string& id_or_path);

  /// Where the words of `query` stand in `text`, in code points; sorted, not overlapping.
  Result<std::vector<CodePointRange>> highlight(const std::string& query, Marks marks,
                                                const std::string& text);

  /// Organisations whose name holds `text` (any spelling, with or without marks), best match first; all, by
  /// count, where `text` is empty.
  Result<std::vector<OrganizationCount>> organizations(const std::string& text, std::size_t limit);

  /// The same as a tree; `limit` counts for the children of each.
  Result<std::vector<OrganizationNode>> organization_tree(const std::string& text, std::size_t limit);

  /// Every document there is when it begins, once and as it is then, in the order they were added, until
  /// `visit` returns false; writers may go on meanwhile.
  Result<void> for_each_document(const std::function<bool(const Document&)>& visit);

  Result<IndexInfo> info();

 private:
  struct State;
  explicit Searcher(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace vnidx
