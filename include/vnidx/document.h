// The document as every part of vnidx knows it: what a reader found in a source and what the index gives
// back.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace vnidx {

/// A day of the proleptic Gregorian calendar. Only valid days (`ok()`) are ever stored.
using Date = std::chrono::year_month_day;

/// An inclusive range of days; an absent end is open.
struct Period {
  std::optional<Date> from;
  std::optional<Date> to;
  friend bool operator==(const Period&, const Period&) = default;
};

/// One article, document or law. All text is valid UTF-8, as it was read: nothing is normalised.
struct Document {
  std::string id;  ///< unique in an index; never empty once a reader has made the document
  std::string title;
  std::optional<Date> date;
  std::string author;
  std::string source;  ///< label, such as a newspaper's name
  std::string category;
  std::string number;                 ///< of a legal or official document: `05-CT/TW`
  std::string issuer;                 ///< the body that issued it
  std::optional<std::int64_t> reads;  ///< how often it was read (`Số lần đọc:`)
  std::string abstract;
  std::string text;
  std::string caption;
  std::string path;  ///< absolute path of the file it came from; empty for standard input

  /// What is searched as the body and shown below the title: abstract, text and caption, one per paragraph.
  std::string body() const;

  friend bool operator==(const Document&, const Document&) = default;
};

}  // namespace vnidx
