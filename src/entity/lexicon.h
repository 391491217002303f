// The word lists of the recogniser, bound to one analyzer: every list a trie over its term ids.
// Not thread-safe, as the analyzer is not.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "entity/abbreviations.h"
#include "entity/phrase_trie.h"
#include "entity/user_lexicon.h"
#include "text/analyzer.h"

namespace vnidx::entity {

/// What the name of an organisation opens with; the columns of data/heads.tsv.
struct Head {
  enum class Kind : std::uint8_t { one, located, sector, field, name, none };
  std::string_view name;       ///< as it stands in a full name
  std::string_view localized;  ///< as it stands in one that a place alone completes
  Kind kind;
  std::uint8_t rank;
  bool small;         ///< s
  bool bare;          ///< u
  bool workplace;     ///< w
  bool at;            ///< a
  bool seated;        ///< b
  bool firm;          ///< f
  bool kin;           ///< k
  bool abbreviation;  ///< j
  bool local;         ///< l
  bool owned_only;    ///< o
  bool team;          ///< t
  bool media;         ///< m
  bool numbered;      ///< n
  bool guarded;       ///< g
  bool capital;       ///< c
  bool untitled;      ///< x
};

/// A field of work; data/fields.tsv.
struct Field {
  std::string_view name;
  bool sector;  ///< a whole sector of government
  bool verb;    ///< an everyday verb too
};

/// A place or a level of administration; data/places.tsv.
struct Place {
  enum class Kind : std::uint8_t { level, small_level, wide, province, city, district, country };
  std::string_view name;
  Kind kind;
};

/// A name that needs no head; data/bodies.tsv and the user's lexicon.
struct Body {
  enum class Kind : std::uint8_t { body, firm, media, team, title, own };  ///< own: of the user's lexicon
  std::string_view name;
  std::string_view full;  ///< the name it is known by
  Kind kind;
};

/// What one word may be; data/words.tsv, and where the other lists open.
enum WordRole : std::uint32_t {
  kOpens = 1,  ///< may open the name of an organisation
  kPlural = 2,
  kSurname = 4,
  kTitle = 8,
  kGoods = 16,
  kCredit = 32,
  kAnd = 64,      ///< `và`
  kNumber = 128,  ///< `số`
  kAt = 256,      ///< `tại`
  kEvent = 512,
  kPointer = 1024,
  kWork = 2048,  ///< `Bộ`, `trường`: what a body of option w may work for
  kBranch = 4096,
  kOf = 8192,
  kPerson = 16384,
  kLink = 32768,
  kTime = 131072,     ///< `chiều`: opens a sentence before a date
  kOpening = 262144,  ///< `theo`: opens a sentence
  kLevel = 1 << 19,   ///< `tỉnh`: the last word of a level of administration
  kState = 1 << 20,   ///< `cộng` of `Cộng hòa`: opens the device of the state
  kPost = 65536,      ///< `phó`: behind a head, the post of a person
};

class Lexicon {
 public:
  /// `own` must outlive it.
  Lexicon(text::Analyzer& analyzer, const UserLexicon& own);

  const PhraseTrie& heads() const { return heads_; }
  const PhraseTrie& fields() const { return fields_; }
  const PhraseTrie& places() const { return places_; }
  const PhraseTrie& bodies() const { return bodies_; }
  const Head& head(PhraseTrie::Value value) const { return head_list_[value]; }
  const Field& field(PhraseTrie::Value value) const { return field_list_[value]; }
  const Place& place(PhraseTrie::Value value) const { return place_list_[value]; }
  const Body& body(PhraseTrie::Value value) const { return body_list_[value]; }

  bool has_role(text::TermId term, std::uint32_t roles) const {
    return term < roles_.size() && (roles_[term] & roles) != 0;
  }

  /// The meanings of a word that is an abbreviation.
  std::span<const Expansion> meanings(text::TermId term) const;
  /// The words of a meaning as terms, `và` left out. `meaning` is one of all_expansions().
  std::span<const text::TermId> terms(const Expansion& meaning) const;

 private:
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };

  void add_role(text::TermId term, std::uint32_t role);
  void add_abbreviations();
  void add_heads();
  void add_fields();
  void add_places();
  void add_bodies();
  void add_own(const UserLexicon& own);
  void add_words();
  /// The steps of a phrase in small letters, signs as the table has them; valid until the next call.
  std::span<const PhraseTrie::Step> steps(std::string_view small);

  text::Analyzer& analyzer_;
  text::TermId and_;
  std::vector<std::uint32_t> roles_;  ///< by term
  std::vector<PhraseTrie::Step> steps_;
  PhraseTrie heads_;
  PhraseTrie fields_;
  PhraseTrie places_;
  PhraseTrie bodies_;
  std::vector<Head> head_list_;
  std::vector<Field> field_list_;
  std::vector<Place> place_list_;
  std::vector<Body> body_list_;
  std::vector<Range> meanings_by_term_;  ///< into all_expansions()
  std::vector<Range> terms_by_meaning_;  ///< into expansion_terms_
  std::vector<text::TermId> expansion_terms_;
};

}  // namespace vnidx::entity
