// What an index is made of: the one table of term prefixes, value slots and metadata keys, and the versions
// that say whether an index can be read. A change here is a change of the format on disk: raise
// kSchemaVersion.
#pragma once

#include <cstdint>
#include <string_view>

namespace vnidx::schema {

/// Layout of terms, slots, metadata and records.
inline constexpr std::uint32_t kSchemaVersion = 4;
/// Rules that turn text into terms. An index made by other rules must be rebuilt.
inline constexpr std::uint32_t kAnalyzerVersion = 2;
/// The oldest layout whose stored documents, ids, paths and set of removed documents are found as they are
/// now: `reindex` takes them over. A raise of kSchemaVersion that leaves all of them alone may leave this
/// behind.
inline constexpr std::uint32_t kOldestReadableSchema = 2;

/// Prefixes of terms. Words of title and body have none and start with a small letter, a digit or a byte
/// above 0x7F; every other kind of term starts with a capital, so kinds never mix.
namespace prefix {
inline constexpr std::string_view kTitle = "S";   ///< a word of the title
inline constexpr std::string_view kId = "Q";      ///< the document's id
inline constexpr std::string_view kPath = "P";    ///< its file, and every folder above
inline constexpr std::string_view kSource = "L";  ///< its source label
inline constexpr std::string_view kAuthor = "A";  ///< its author
inline constexpr std::string_view kDay = "D";     ///< its date, YYYYMMDD; alone: it has none
inline constexpr std::string_view kMonth = "M";   ///< YYYYMM
inline constexpr std::string_view kYear = "Y";    ///< YYYY
inline constexpr std::string_view kOrganization =
    "XO";                                             ///< an organisation named in it, by a hash of its key
inline constexpr std::string_view kNumber = "XN";     ///< a document number named in it
inline constexpr std::string_view kOwnNumber = "XM";  ///< the number that it bears itself
inline constexpr std::string_view kIssuer = "XI";     ///< the organisation that issued it, as kOrganization
inline constexpr std::string_view kShortForm =
    "XS";  ///< a short form that it gives to a name: the codes of both (schema/organization.h)
inline constexpr std::string_view kNamedDay = "XD";  ///< a date named in it, YYYYMMDD
inline constexpr std::string_view kCompound = "XC";  ///< an abbreviation written with joiners, without them
}  // namespace prefix

/// Value slots.
enum class Slot : std::uint32_t {
  date = 0,         ///< YYYYMMDD, for sorting; absent where there is none
  reads = 1,        ///< Xapian::sortable_serialise of the count
  fingerprint = 2,  ///< 8 bytes: XXH3 of the record, to see whether a known document changed
  organizations =
      3,      ///< which it names, in order of first mention (schema/organization.h); absent where none
  pairs = 4,  ///< which words may be neighbours in it (schema/pair_filter.h)
};

/// Keys of metadata.
namespace metadata {
inline constexpr std::string_view kDictionary = "zstd-dictionary";
inline constexpr std::string_view kLexicon =
    "lexicon";  ///< names of bodies that the user brought (entity/user_lexicon.h)
inline constexpr std::string_view kManifest = "manifest";  ///< files that were read (store/manifest.h)
inline constexpr std::string_view kRemoved =
    "removed";  ///< documents that count no more (store/removed_set.h)
inline constexpr std::string_view kTextBytes =
    "n-text-bytes";  ///< sums: "n-" keys add up when indexes are merged
inline constexpr std::string_view kSum = "n-";
}  // namespace metadata

/// The file of pair statistics (stats/format.h) in the folder of a generation.
inline constexpr std::string_view kStatisticsFile = "pairs";

/// The file of organisations (store/name_catalog.h) in the folder of a generation.
inline constexpr std::string_view kOrganizationsFile = "organizations";

}  // namespace vnidx::schema
