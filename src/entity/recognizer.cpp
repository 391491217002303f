#include "entity/recognizer.h"

#include "entity/date_mention.h"
#include "entity/document_number.h"
#include "entity/lexicon.h"
#include "entity/organization_finder.h"

namespace vnidx::entity {

struct Recognizer::State {
  /// What reading the tables makes.
  struct Readers {
    explicit Readers(text::Analyzer& analyzer)
        : dates(analyzer), lexicon(analyzer), organizations(lexicon, analyzer) {}

    DateFinder dates;
    Lexicon lexicon;
    OrganizationFinder organizations;
  };

  text::Analyzer& analyzer;
  std::optional<Readers> readers;  ///< made by the first text, which many a process never has
};

Recognizer::Recognizer(text::Analyzer& analyzer) : state_(new State{analyzer, std::nullopt}) {}
Recognizer::~Recognizer() = default;
Recognizer::Recognizer(Recognizer&&) noexcept = default;

void Recognizer::recognize(std::string_view text, std::span<const text::Word> words,
                           const std::optional<Date>& document_date, Entities& found) {
  if (!state_->readers) state_->readers.emplace(state_->analyzer);
  State::Readers& readers = *state_->readers;
  found.dates.clear();
  found.numbers.clear();
  find_document_numbers(text, words, found.numbers);
  readers.dates.find(text, words, document_date, found.dates);
  readers.organizations.find(text, words, found.numbers, found.organizations);
}

}  // namespace vnidx::entity
