// What named things stand in a text: organisations, dates and document numbers, with where they stand.
// Not thread-safe: one Recognizer for each thread, bound to that thread's Analyzer.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entity/user_lexicon.h"
#include "text/analyzer.h"
#include "vnidx/document.h"

namespace vnidx::entity {

/// A named organisation. Nested ones (`Sở Y tế` in `Đảng ủy Sở Y tế`) are mentions of their own.
struct OrganizationMention {
  std::uint32_t begin;  ///< byte offsets into the text as read
  std::uint32_t end;
  std::string canonical;  ///< the name as shown: abbreviations expanded, old-style tones, usual capitals
};

struct DateMention {
  std::uint32_t begin;
  std::uint32_t end;
  Date date;
};

struct NumberMention {
  std::uint32_t begin;
  std::uint32_t end;
  std::string canonical;  ///< `05-CT/TW`, `1825/QĐ-UBND`, `48/2024/QH15`
};

struct Entities {
  std::vector<OrganizationMention> organizations;  ///< by begin, the longer first
  std::vector<DateMention> dates;
  std::vector<NumberMention> numbers;
};

class Recognizer {
 public:
  /// Interns its lexicons in `analyzer`, which must outlive it. After analyzer.forget() make a new
  /// Recognizer.
  explicit Recognizer(text::Analyzer& analyzer);
  /// The same with the user's lexicon, which must outlive it.
  Recognizer(text::Analyzer& analyzer, const UserLexicon& own);
  ~Recognizer();
  Recognizer(Recognizer&&) noexcept;

  /// Finds the entities of `text`, whose words are `words`, replacing what `found` held. `document_date`
  /// gives the year to dates that have none (`Sáng 10.7`); without it such dates are left out.
  void recognize(std::string_view text, std::span<const text::Word> words,
                 const std::optional<Date>& document_date, Entities& found);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The key of an organisation's name: equal for every spelling of one name (case, tone style, `và`, `&`,
/// hyphens, commas and spaces alike; abbreviations expanded; a province with its level or without, a
/// university with `Trường` or without). Keys of names that differ in marks differ.
std::string organization_key(std::string_view name);

/// The keys that a name a person typed may have, the likeliest first. Without any mark `va` is left out as
/// `và` is, and abbreviations without marks (`ldtbxh`) are opened too, those that may be words (`ca`) in the
/// first key only.
std::vector<std::string> typed_organization_keys(std::string_view name);

}  // namespace vnidx::entity
