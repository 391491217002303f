// The grammar of names of organisations over one paragraph:
//
//     name  := head field? owner? place?      `Đảng ủy Sở Y tế tỉnh Quảng Nam`
//     field := a run of words of the head's trade, or a name of its own
//     owner := name                            `Đảng ủy` + `Sở Y tế`
//     place := level name? | name              `tỉnh Quảng Nam`, `tỉnh`, `Hà Nội`
//
// What opens a name, which words run on inside one and which places there are stands in the tables
// (lexicon.h). Immutable; as thread-safe as the lexicon it reads.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entity/lexicon.h"
#include "entity/token.h"
#include "text/analyzer.h"

namespace vnidx::entity {

/// A name found: tokens [begin, end) of the paragraph.
struct Organization {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string name;            ///< in full: abbreviations opened, usual capitals
  const Head* head = nullptr;  ///< none for a name of bodies.tsv
  const Body* body = nullptr;
  int rank = 0;
  bool complete = false;  ///< names one body
  bool named = false;     ///< by a name of its own or of a place, not by field and level alone
  std::string place;      ///< the level and place at its end, as they stand in `name`
  bool country = false;   ///< that place is a country
  bool owned = false;     ///< ends with the name of its owner
  bool plural = false;    ///< many bodies: `UBND quận, huyện`
  bool many = false;      ///< the words around it say so: `các tỉnh ủy`
  std::size_t national_end =
      0;  ///< behind the name of the country, where a local place follows: `MTTQ Việt Nam huyện X`
  std::size_t national_size = 0;  ///< bytes of `name` up to there
  std::size_t own_begin = 0;  ///< the words that are a firm's own name: `Hòa Phát` of `Tập đoàn Hòa Phát`
  std::size_t own_end = 0;
  std::vector<Organization> inner;  ///< complete ones inside it, outermost first
};

/// `place` as it stands behind a head that says its level: `tỉnh ủy tỉnh Ninh Thuận` is `Tỉnh ủy Ninh Thuận`.
std::string_view without_level_of(const Head& head, std::string_view place);

class Grammar {
 public:
  Grammar(std::string_view text, std::span<const Token> tokens, const Lexicon& lexicon,
          const text::Analyzer& analyzer)
      : text_(text), tokens_(tokens), lexicon_(lexicon), analyzer_(analyzer) {}

  /// The longest name that begins at token `at`. It may be incomplete where its head is kin to others
  /// (`HĐND` of `HĐND, UBND tỉnh`); nothing where no name begins there.
  const std::optional<Organization>& organization(std::size_t at) const;

  /// How many tokens from `at` on are a longer word that only opens like a head (`cơ sở`); 0 for none.
  std::size_t decoy(std::size_t at) const;

  /// The end of the name of a known place that begins at `at`, or `at` where none does.
  std::size_t known_place_end(std::size_t at) const;

  /// Whether tokens [begin, end) are the name of a place the tables know, whatever its level.
  bool is_place(std::size_t begin, std::size_t end) const;

 private:
  struct PhraseEnd {
    std::size_t end;
    PhraseTrie::Value value;
  };
  struct PlaceReading {
    std::size_t end = 0;
    std::string text;
    bool level = false;  ///< opens with a level
    bool named = false;  ///< holds the name of a place
    bool country = false;
    bool plural = false;  ///< `quận, huyện`: many places, none of them named
  };
  /// What the field stage took behind a head.
  struct Run {
    std::size_t end = 0;
    std::size_t items = 0;
    bool proper = false;    ///< holds a word that no table knows, a number or a quoted name
    bool capital = false;   ///< its first word is a capital
    bool verb = false;      ///< is one everyday verb in small letters: `Cơ quan quản lý`
    bool active = false;    ///< ends with a verb that wants an object: `Cục Kiểm soát`
    std::size_t begin = 0;  ///< of the head before it
    std::size_t own_begin = 0;
    std::string text;
  };

  /// What joins an item to the run before it.
  enum class Join : std::uint8_t { space, and_word, comma, dash, sign };
  struct Joint {
    std::size_t item;       ///< the token the item begins at
    std::string_view text;  ///< as it stands in a full name
    Join join;
  };
  /// One item of a run: tokens up to `end`.
  struct Item {
    std::size_t end;
    std::string text;
    bool proper;        ///< a word that no table knows, a number, or a name
    bool verb = false;  ///< an everyday verb in small letters
  };
  /// The phrases that begin at one token, shorter ones first.
  struct Phrases {
    static constexpr std::size_t kMost = 12;
    std::array<PhraseEnd, kMost> ends;
    std::size_t count = 0;
    void add(PhraseEnd end) {
      if (count < kMost) ends[count++] = end;
    }
  };
  /// Whether the title of a person opens the phrase a name stands in: then a person's name may follow it.
  enum class Title : std::uint8_t { none, before };
  /// Whether a suffix may stand behind the closing bracket of an abbreviation.
  enum class Behind : std::uint8_t { word, bracket };

  // grammar.cpp
  std::optional<Organization> read_organization(std::size_t at) const;
  std::optional<Organization> with_head(std::size_t at, PhraseEnd head_end) const;
  std::optional<Organization> with_own(std::size_t at) const;
  std::optional<Organization> with_body(std::size_t at) const;
  std::optional<Organization> as_body(std::size_t at, std::size_t next, const Body& body) const;
  std::optional<Organization> with_meaning(std::size_t at) const;
  bool complete(const Organization& name, const Run& run) const;
  bool many(const Organization& name) const;
  bool inside_other_name(std::size_t at) const;
  bool inside_longer_head(std::size_t at) const;
  bool post(std::size_t at) const;
  bool in_event(std::size_t at) const;
  bool guard_opens(const Head& head, std::size_t at, std::size_t next) const;

  // grammar_suffix.cpp
  void take_suffixes(Organization& name) const;
  bool take_owner(Organization& name, std::size_t at, Behind behind) const;
  bool take_possessor(Organization& name) const;
  bool take_workplace(Organization& name) const;
  bool take_place(Organization& name, std::size_t at, Behind behind) const;
  bool take_bracket(Organization& name) const;
  bool take_number(Organization& name) const;
  bool take_seat(Organization& name) const;
  bool take_branch(Organization& name) const;
  bool take_legal_form(Organization& name) const;

  // grammar_field.cpp
  Run sector(std::size_t at) const;
  Run quoted(std::size_t at) const;
  Run second_trade(std::size_t at, const Head& head) const;
  Run field_run(std::size_t begin, std::size_t at, const Head& head, Title title) const;
  std::optional<Joint> joint_of(const Run& run, const Head& head) const;
  bool other_name_begins(const Run& run, const Head& head, const Joint& joint) const;
  std::optional<Item> known_item(const Run& run, const Head& head, const Joint& joint) const;
  std::optional<Item> field_item(const Run& run, const Head& head, const Joint& joint) const;
  std::optional<Item> proper_item(const Run& run, const Head& head, Title title, const Joint& joint) const;
  std::optional<Item> number_item(const Run& run, const Head& head, const Joint& joint) const;
  std::optional<Item> ordinal_item(const Run& run, const Head& head, const Joint& joint) const;
  std::optional<Item> foreign_link(const Run& run, const Head& head, const Joint& joint) const;
  std::optional<Item> open_item(const Run& run, const Head& head, Title title, const Joint& joint) const;
  bool list_goes_on(std::size_t at) const;
  std::optional<std::size_t> close_ahead(std::size_t at, const Head& head) const;
  bool closes(std::size_t at, const Head& head) const;
  bool leads_to_name(std::size_t at) const;
  bool person(std::size_t at) const;

  // grammar_place.cpp
  PlaceReading place(std::size_t at, const Head* head, Behind behind, Title title) const;
  PlaceReading level_place(std::size_t at, Title title) const;
  bool is_country(std::size_t begin, std::size_t end) const;
  std::size_t level_end(std::size_t at, Place::Kind& kind, std::string& text) const;
  bool level_follows(std::size_t at) const;
  std::size_t local_name_end(std::size_t at, Title title) const;

  // grammar_phrase.cpp
  Phrases phrases(const PhraseTrie& trie, std::size_t at) const;
  std::optional<PhraseEnd> longest(const PhraseTrie& trie, std::size_t at) const;
  void walk(const PhraseTrie& trie, PhraseTrie::Node node, std::size_t at, Phrases& found) const;
  void step(const PhraseTrie& trie, PhraseTrie::Node node, std::size_t at, bool connected,
            Phrases& found) const;
  /// The end of the word at `at`: of two syllables where the collection has them as one word.
  std::size_t word_end(std::size_t at) const;
  /// Whether the capital at `at` opens a word of two syllables: `Đấu tranh`.
  bool opens_compound(std::size_t at) const;
  /// Whether the syllable behind `at` opens a word that comes behind names: `Phát | triển khai`.
  bool sequel_behind(std::size_t at) const;
  /// Whether the capital at `at`, behind a name of its own, opens the next sentence: `Hòa Phát | Chiều 5/3`.
  bool opens_sentence(std::size_t at) const;
  /// Whether a word begins at `at` that comes behind complete names: `đã`, `cho biết`.
  bool sequel(std::size_t at) const;
  /// The same, whatever its capitals.
  bool comes_behind_names(std::size_t at) const;
  /// Whether tokens [begin, end) stand in the text at least twice.
  bool repeated(std::size_t begin, std::size_t end) const;
  /// Tokens [begin, end) as they stand in a full name.
  std::string full_text(std::size_t begin, std::size_t end) const;
  std::string word_text(std::size_t at) const;

  bool follows(std::size_t at) const {
    return at < tokens_.size() && (tokens_[at].gap == Gap::space || tokens_[at].gap == Gap::tight);
  }
  bool continues(std::size_t at, Behind behind) const {
    return behind == Behind::word ? follows(at) : at < tokens_.size() && tokens_[at].gap == Gap::close;
  }
  bool has_role(std::size_t at, std::uint32_t role) const {
    return at < tokens_.size() && lexicon_.has_role(tokens_[at].term, role);
  }
  Title title_before(std::size_t at) const {
    if (at == 0 || !follows(at)) return Title::none;
    // `Chủ tịch HĐQT Tập đoàn Hòa Phát Trần Đình Long`
    const bool organ = at > 1 && !tokens_[at - 1].meanings.empty() && follows(at - 1);
    return has_role(organ ? at - 2 : at - 1, kTitle) ? Title::before : Title::none;
  }
  bool is_and(std::size_t at) const { return has_role(at, kAnd) && tokens_[at].small(); }

  std::string_view text_;
  std::span<const Token> tokens_;
  const Lexicon& lexicon_;
  const text::Analyzer& analyzer_;
  mutable std::unordered_map<std::size_t, std::optional<Organization>> read_;  ///< by the token they begin at
  mutable int depth_ = 0;                                                      ///< of names inside names
};

}  // namespace vnidx::entity
