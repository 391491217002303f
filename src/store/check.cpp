#include "store/check.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <sstream>
#include <system_error>
#include <utility>
#include <vector>

#include "base/child_process.h"
#include "base/file.h"
#include "base/file_stamp.h"
#include "base/path.h"
#include "schema/fields.h"
#include "schema/record.h"
#include "stats/table.h"
#include "store/append_log.h"
#include "store/directory.h"
#include "store/engine.h"
#include "store/manifest.h"
#include "store/own_files.h"
#include "store/seal.h"
#include "store/snapshot.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

// A document that is damaged is seldom alone; a person needs to see that, not all of them.
constexpr std::uint64_t kMaxDocumentFindings = 20;
constexpr int kMaxAttempts = 5;

// What a child tells: one of these words, then what it is about.
constexpr char kFinding[] = "finding";  // place, problem
constexpr char kNote[] = "note";        // text
constexpr char kCounts[] = "counts";    // whole documents, damaged ones
constexpr char kRefusal[] = "refusal";  // place, message: what could not be read, whole or not

// Tables that are damaged put anything into a message; a person reads it on one line.
std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return text;
}

void tell(const ChildWriter& out, const std::string& place, const std::string& problem) {
  out({kFinding, one_line(place), one_line(problem)});
}

void tell_note(const ChildWriter& out, const std::string& text) {
  out({kNote, one_line(text)});
}

// An error of the work is a finding only where it speaks of damage.
void tell(const ChildWriter& out, const Error& error) {
  out({error.code == ErrorCode::damaged ? kFinding : kRefusal, one_line(error.place),
       one_line(error.message)});
}

// Whether Xapian can check the tables of `generation`: it opens them for writing.
bool may_write(const fs::path& generation) {
  std::error_code failed;
  for (fs::directory_iterator entry(generation, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    if (is_xapian_table(entry->path().filename().native()) &&
        ::faccessat(AT_FDCWD, entry->path().c_str(), W_OK, AT_EACCESS) != 0)
      return false;
  }
  return true;
}

void check_structure(const fs::path& generation, const ChildWriter& out) {
  if (!may_write(generation)) {
    return tell_note(out,
                     "Xapian's own check of its tables was left out: it needs the right to write to them; "
                     "their checksums and documents were read");
  }
  const auto checked = guarded(generation, [&]() -> Result<void> {
    std::ostringstream report;
    const std::size_t errors = Xapian::Database::check(generation.string(), 0, &report);
    if (errors > 0)
      tell(out, generation.string(), "Xapian finds " + std::to_string(errors) + " faults in its tables");
    return {};
  });
  if (!checked) tell(out, checked.error());
}

// What is wrong with that document; nothing where it is whole.
std::optional<std::string> document_problem(Snapshot& snapshot, Xapian::docid number, Document& document) {
  const auto record = snapshot.record(number);
  if (!record) return record.error().message;
  auto read = schema::read_record(*record);
  if (!read || read->id.empty()) return "its record cannot be read";
  document = std::move(*read);
  if (snapshot.fingerprint(number) != schema::fingerprint(*record))
    return "its fingerprint is of another document";
  if (snapshot.find_id(document.id) != number) return "it is not found by its id";
  return std::nullopt;
}

// What is wrong with the counts that the database keeps, given what was counted.
std::optional<std::string> count_problem(const Snapshot& snapshot, std::uint64_t documents,
                                         std::int64_t text_bytes) {
  if (snapshot.document_count() != documents) {
    return "it counts " + std::to_string(snapshot.document_count()) + " documents and has " +
           std::to_string(documents);
  }
  const std::string counted = snapshot.database().get_metadata(std::string(schema::metadata::kTextBytes));
  if (counted != std::to_string(text_bytes)) {
    return "it counts " + counted + " bytes of text and has " + std::to_string(text_bytes);
  }
  return std::nullopt;
}

// Whether what the index remembers of its sources fits the documents, whose files are `paths`.
void check_sources(const Snapshot& snapshot, std::set<std::string> paths, const ChildWriter& out) {
  const auto manifest =
      read_manifest(snapshot.database().get_metadata(std::string(schema::metadata::kManifest)));
  if (!manifest) return tell(out, snapshot.index().string(), manifest.error().message);
  if (*manifest == Manifest{}) return;
  std::uint64_t distrusted = 0;
  for (const auto& [path, file] : manifest->files) {
    paths.erase(shown_path(path));
    distrusted += file.documents > 0 && file.hash == 0;
  }
  if (distrusted > 0) tell_note(out, "files that the next update reads again: " + std::to_string(distrusted));
  if (!paths.empty()) {
    tell_note(out,
              "files that the index has documents of and does not remember: " + std::to_string(paths.size()) +
                  ", such as " + *paths.begin() + "; update does not look for them: add them again");
  }
}

Result<void> check_documents(const fs::path& index, const ChildWriter& out) {
  auto snapshot = Snapshot::open(index);
  if (!snapshot) return snapshot.error();
  return guarded(index, [&]() -> Result<void> {
    std::uint64_t whole = 0;
    std::uint64_t damaged = 0;
    std::int64_t text_bytes = 0;
    std::set<std::string> paths;
    for (const Xapian::docid number : snapshot->documents_of("")) {
      Document document;
      const auto problem = document_problem(*snapshot, number, document);
      ++(problem ? damaged : whole);
      text_bytes += schema::text_bytes(document);
      if (!document.path.empty()) paths.insert(document.path);
      if (problem && damaged <= kMaxDocumentFindings) {
        tell(out, "document " + (document.id.empty() ? "number " + std::to_string(number) : document.id),
             *problem);
      }
    }
    if (damaged == 0) {
      if (const auto problem = count_problem(*snapshot, whole, text_bytes))
        tell(out, index.string(), *problem);
    }
    check_sources(*snapshot, std::move(paths), out);
    out({kCounts, std::to_string(whole), std::to_string(damaged)});
    return {};
  });
}

// The files beside the database, which hold what makes ranking and --org better.
Result<void> check_side_files(const fs::path& generation) {
  for (const std::string_view name : {schema::kStatisticsFile, schema::kOrganizationsFile}) {
    if (is_absent(generation / name)) {
      return Error{ErrorCode::damaged, "this file of the index is missing", (generation / name).string(),
                   "run `vnidx check --repair`"};
    }
  }
  const fs::path statistics = generation / schema::kStatisticsFile;
  const fs::path organizations = generation / schema::kOrganizationsFile;
  for (const fs::path& file : {statistics, organizations}) {
    const auto is_there = file_exists(file);
    if (!is_there) return is_there.error();
    if (!*is_there) return Error{ErrorCode::damaged, "it is missing", file.string(), {}};
  }
  auto table = stats::Table::open(statistics);
  if (!table) return table.error();
  std::size_t terms = 0;
  std::uint64_t words = 0;
  stats::Table::Cursor cursor(*table);
  for (stats::Table::Entry entry; cursor.next(entry); ++terms) words += entry.count;
  table->verify();
  if (table->is_damaged() || terms != table->size() || words != table->word_count()) {
    return Error{ErrorCode::damaged, "the pair statistics are damaged", statistics.string(), {}};
  }
  const auto names = NameCatalog::open(organizations);
  if (!names) return names.error();
  for (const fs::path& file : {statistics, organizations}) {
    const fs::path changes = changes_of(file);
    const auto log = read_log(changes);
    if (!log) return log.error();
    if (log->is_cut) return Error{ErrorCode::damaged, "it is cut short", changes.string(), {}};
  }
  return {};
}

std::uint64_t number_in(const std::string& digits) {
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

Result<void> take_findings(const std::vector<ChildMessage>& messages, CheckReport& report) {
  for (const ChildMessage& message : messages) {
    const std::string kind = message.empty() ? std::string() : message.front();
    if (kind == kCounts && message.size() == 3) {
      report.documents = number_in(message[1]);
      report.damaged_documents = number_in(message[2]);
    } else if (kind == kNote && message.size() == 2) {
      report.notes.push_back(message[1]);
    } else if (kind == kFinding && message.size() == 3) {
      report.findings.push_back({message[1], message[2]});
    } else if (kind == kRefusal && message.size() == 3) {
      // Damaged tables make their reader ask for any amount of memory.
      if (report.findings.empty()) return Error{ErrorCode::io, message[2], message[1], {}};
      report.findings.push_back({message[1], message[2]});
    }
  }
  return {};
}

Result<void> check_in_child(const fs::path& generation, const std::string& what,
                            const std::function<void(const ChildWriter&)>& work, CheckReport& report) {
  // Many times what the slowest of the checks takes.
  const auto limit = std::chrono::seconds(30 + bytes_below(generation) / (2 << 20));
  const auto outcome = run_in_child(limit, work);
  if (!outcome) {
    Error error = outcome.error();
    if (error.place.empty()) error.place = generation.string();
    return error;
  }
  if (auto taken = take_findings(outcome->messages, report); !taken) return taken;
  if (outcome->end == ChildEnd::crashed)
    report.findings.push_back({generation.string(), "reading " + what + " crashes"});
  if (outcome->end == ChildEnd::too_long)
    report.findings.push_back({generation.string(), "reading " + what + " does not end"});
  return {};
}

Result<CheckReport> check_once(const fs::path& index) {
  CheckReport report;
  report.path = index.string();
  const auto current = read_current(index);
  if (!current && current.error().code != ErrorCode::damaged) return current.error();
  if (!current) {
    report.findings.push_back({current.error().place, current.error().message});
    return report;
  }
  report.generation = current->generation;
  const fs::path generation = index / current->generation;
  if (is_absent(generation)) {
    report.findings.push_back({generation.string(), "the generation that `current` names is not there"});
    return report;
  }

  if (const auto known = require_readable_engine(generation); !known) return known.error();
  const auto sealed = inspect_seal(generation);
  if (!sealed) return sealed.error();
  report.files = sealed->files;
  for (const std::string& name : sealed->damaged) {
    report.findings.push_back({(generation / name).string(), "it is not as it was written"});
  }
  report.has_checksums = sealed->is_sealed;
  if (!sealed->is_sealed) {
    report.notes.push_back(
        "a writer was interrupted: its files have no checksums until the next change or --repair, which "
        "builds "
        "them anew");
  }

  if (auto done = check_in_child(
          generation, "the tables", [&](const ChildWriter& out) { check_structure(generation, out); },
          report);
      !done)
    return done.error();
  const auto contents = [&](const ChildWriter& out) {
    for (const auto& checked : {check_documents(index, out), check_side_files(generation)}) {
      if (!checked) tell(out, checked.error());
    }
  };
  if (auto done = check_in_child(generation, "the documents", contents, report); !done) return done.error();
  return report;
}

// Sizes and times of an engine's files, where no single one is known to change with every commit.
std::string stamp_of_tables(const fs::path& generation) {
  std::string all;
  std::error_code failed;
  for (fs::directory_iterator entry(generation, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    const fs::path& path = entry->path();
    struct stat info {};
    // The lock changes when a writer comes, not when it commits.
    if (path.filename() == "flintlock" || ::stat(path.c_str(), &info) != 0) continue;
    const FileStamp stamp = stamp_of(info);
    all += path.filename().native() + ' ' + std::to_string(stamp.size) + ' ' +
           std::to_string(stamp.modified) + '\n';
  }
  return all;
}

// Changes with every commit.
std::string stamp(const fs::path& index) {
  std::string all;
  const auto add = [&](const fs::path& path) {
    if (const auto content = read_file(path)) all += *content;
    all += '\n';
  };
  add(index / "current");
  const auto current = read_current(index);
  if (!current) return all;
  const fs::path generation = index / current->generation;
  add(generation / "seal");
  const auto engine = engine_of(generation);
  if (!engine) return all;
  add(generation / engine->file);
  return has_known_tables(*engine) ? all : all + stamp_of_tables(generation);
}

}  // namespace

Result<CheckReport> check(const fs::path& index) {
  for (int attempt = 1;; ++attempt) {
    const std::string before = stamp(index);
    auto report = check_once(index);
    if (before == stamp(index)) return report;
    if (attempt == kMaxAttempts) {
      return Error{ErrorCode::locked, "the index is changed all the time", index.string(),
                   "check it when nobody writes to it"};
    }
  }
}

}  // namespace vnidx::store
