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

/// The key of the number that a document bears or a person types, equal for every writing of it: its parts in
/// small letters without marks, joined by slashes; without a leading `Số`, zeros before the first figure and
/// signs within a part; `TƯ` is `tw`. `Số: 05-CT/TƯ` is 5/ct/tw.
std::string number_key(std::string_view number);

/// Whether `typed`, the key of a number or of its first parts, may mean the one of `key`. A year may be left
/// out: 991/qd means 991/2008/qd/ubnd.
bool is_number_of(std::string_view typed, std::string_view key);

/// The canonical form of a number from the same in small letters, as it stands in the index: `97/ttr-snn` is
/// 97/TTr-SNN.
std::string number_as_shown(std::string_view small);

}  // namespace vnidx::entity
