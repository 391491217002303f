// What the text of a candidate tells of how well it answers a query. Pure; thread-safe.
#pragma once

#include <array>
#include <string_view>

#include "query/matcher.h"
#include "search/query_weights.h"

namespace vnidx::search {

/// Each is a sum of weights of the query's words or pairs (QueryWeights) that the text has. One found in
/// another form than it was read as counts less.
struct Evidence {
  double words =
      0;  ///< how often each word is there, saturated and set against length as BM25 does; weight: alone
  double associations = 0;  ///< the same of pairs that stand together
  double pair_share =
      0;  ///< of the weight of all pairs, the part that stands together somewhere; from 0 to 10
  double close_pairs = 0;  ///< pairs with one or two words between them
  double near_pairs = 0;   ///< pairs within ten words of each other
  double passage = 0;      ///< the words of the best passage of fifty
  double title = 0;        ///< words in the title
  double opening = 0;      ///< words in the title and the first eighty words behind it
  double names = 0;        ///< capitalised words and numbers: how often, as for words, and whether at all
  double lead_names = 0;   ///< those in the title and the first forty words behind it
};

/// The evidence in the text that `matcher` has read.
Evidence gather(const query::TextMatcher& matcher, std::span<const query::QueryWord> words,
                const QueryWeights& weights);

/// A kind of evidence and what it counts.
struct EvidenceKind {
  std::string_view name;
  double Evidence::*value;
  double weight;
};

/// The weights were found by scripts/tune-ranking on judged queries.
inline constexpr std::array kEvidence{
    EvidenceKind{"words", &Evidence::words, 0.903},
    EvidenceKind{"associations", &Evidence::associations, 0.312},
    EvidenceKind{"pair_share", &Evidence::pair_share, 0.524},
    EvidenceKind{"close_pairs", &Evidence::close_pairs, 0.076},
    EvidenceKind{"near_pairs", &Evidence::near_pairs, 0.034},
    EvidenceKind{"passage", &Evidence::passage, 0.160},
    EvidenceKind{"title", &Evidence::title, 0.487},
    EvidenceKind{"opening", &Evidence::opening, 0.158},
    EvidenceKind{"names", &Evidence::names, 0.221},
    EvidenceKind{"lead_names", &Evidence::lead_names, 0.073},
};

double score(const Evidence& evidence);

}  // namespace vnidx::search
