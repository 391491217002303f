// The numbers of official documents in running text: `05-CT/TW`, `1825/QĐ-UBND`, `48/2024/QH15`.
// Pure functions; thread-safe.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entity/recognizer.h"
#include "text/analyzer.h"

namespace vnidx::entity {

/// Appends the document numbers of `text`, whose words are `words`, in order. Every writing of a number has
/// one canonical form: party documents `number-TYPE/ISSUER`, those of the state `number/year/TYPE-ISSUER`; TƯ
/// is TW.
void find_document_numbers(std::string_view text, std::span<const text::Word> words,
                           std::vector<NumberMention>& found);

/// The canonical form of a number from the same in small letters, as it stands in the index: `97/ttr-snn` is
/// 97/TTr-SNN.
std::string number_as_shown(std::string_view small);

}  // namespace vnidx::entity
