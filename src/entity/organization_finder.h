// Organisations in a document: what the grammar of names cannot see because it lies between names or
// paragraphs — lists that share a place (`HĐND, UBND tỉnh`), short forms in brackets, a firm's own name later
// in the text, and names that only credit the source. Not thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entity/grammar.h"
#include "entity/lexicon.h"
#include "entity/recognizer.h"
#include "entity/token.h"
#include "text/analyzer.h"

namespace vnidx::entity {

class OrganizationFinder {
 public:
  OrganizationFinder(const Lexicon& lexicon, const text::Analyzer& analyzer)
      : lexicon_(lexicon), analyzer_(analyzer) {}

  /// Finds the organisations of `text`, whose words are `words`, replacing what `found` held. Nothing is
  /// found inside the document numbers `numbers`.
  void find(std::string_view text, std::span<const text::Word> words, std::span<const NumberMention> numbers,
            std::vector<OrganizationMention>& found);

 private:
  /// A name the document gave to a body: `PVN`, `Hòa Phát`.
  struct ShortName {
    std::vector<text::TermId> terms;
    std::string name;
  };
  /// A body that waits for the place of the list it stands in.
  struct Waiting {
    std::size_t begin;
    std::size_t end;
    std::string name;
    const Head* head =
        nullptr;  ///< of a complete one, whose place is its own level's: `Huyện ủy - HĐND huyện X`
    std::size_t mention = 0;  ///< of that one, in the mentions found
  };

  bool goes_on(std::string_view text, std::span<const text::Word> words, std::size_t next) const;
  bool may_hold_names(std::span<const text::Word> words) const;
  void find_in_paragraph(std::string_view text, std::vector<OrganizationMention>& found);
  bool continues_list(std::size_t at, std::size_t end) const;
  void note(const Grammar& grammar, const Organization& name, std::vector<OrganizationMention>& found);
  std::size_t short_form(const Grammar& grammar, const Organization& name, std::string_view text,
                         std::vector<OrganizationMention>& found);
  void remember(std::size_t begin, std::size_t end, std::string name);
  bool is_field(const Token& token) const;
  bool is_credit(const Organization& name) const;
  void find_short_names(std::string_view text, std::span<const text::Word> words,
                        std::vector<OrganizationMention>& found) const;

  const Lexicon& lexicon_;
  const text::Analyzer& analyzer_;
  std::vector<Token> tokens_;  ///< of the paragraph at hand
  std::vector<Waiting> waiting_;
  std::size_t list_end_ = 0;            ///< behind the last body of the list at hand
  std::size_t many_end_ = 0;            ///< behind the last of many bodies: `các tỉnh ủy, thành ủy`
  std::vector<ShortName> short_names_;  ///< of the document at hand
};

}  // namespace vnidx::entity
