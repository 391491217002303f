#include "entity/recognizer.h"

#include "entity/date_mention.h"
#include "entity/document_number.h"
#include "entity/lexicon.h"
#include "entity/organization_finder.h"

namespace vnidx::entity {

namespace {
const UserLexicon kNoUserLexicon;
}  // namespace

struct Recognizer::State {
  /// What reading the tables makes.
  struct Readers {
    Readers(text::Analyzer& analyzer, const UserLexicon& own)
        : dates(analyzer), lexicon(analyzer, own), organizations(lexicon, analyzer) {}

    DateFinder dates;
    Lexicon lexicon;
    OrganizationFinder organizations;
  };

  text::Analyzer& analyzer;
  const UserLexicon& own;
  std::optional<Readers> readers;  ///< made by the first text, which many a process never has
};

Recognizer::Recognizer(text::Analyzer& analyzer) : Recognizer(analyzer, kNoUserLexicon) {}
Recognizer::Recognizer(text::Analyzer& analyzer, const UserLexicon& own)
    : state_(new State{analyzer, own, std::nullopt}) {}
Recognizer::~Recognizer() = default;
Recognizer::Recognizer(Recognizer&&) noexcept = default;

void Recognizer::recognize(std::string_view text, std::span<const text::Word> words,
                           const std::optional<Date>& document_date, Entities& found) {
  if (!state_->readers) state_->readers.emplace(state_->analyzer, state_->own);
  State::Readers& readers = *state_->readers;
  found.dates.clear();
  found.numbers.clear();
  find_document_numbers(text, words, found.numbers);
  readers.dates.find(text, words, document_date, found.dates);
  readers.organizations.find(text, words, found.numbers, found.organizations);
}

}  // namespace vnidx::entity
