#include "print/check.h"

#include "print/json.h"
#include "print/printable.h"

namespace vnidx::print {

std::string check_text(const CheckReport& report) {
  std::string out;
  for (const Finding& finding : report.findings) {
    out.append(printable(finding.place)).append(": ").append(printable(finding.problem)).append(1, '\n');
  }
  out.append("documents whole ").append(std::to_string(report.documents));
  if (report.damaged_documents > 0) out.append(", damaged ").append(std::to_string(report.damaged_documents));
  out.append("; files compared ").append(std::to_string(report.files)).append(1, '\n');
  return out;
}

std::string check_json(const CheckReport& report) {
  Json object;
  object["v"] = kJsonVersion;
  object["path"] = report.path;
  set_known(object, "generation", report.generation);
  object["whole"] = report.findings.empty();
  object["documents"] = report.documents;
  object["damaged_documents"] = report.damaged_documents;
  object["files"] = report.files;
  object["findings"] = Json::array();
  for (const Finding& finding : report.findings) {
    object["findings"].push_back({{"place", finding.place}, {"problem", finding.problem}});
  }
  if (!report.notes.empty()) object["notes"] = report.notes;
  std::string out;
  append_line(out, object);
  return out;
}

}  // namespace vnidx::print
