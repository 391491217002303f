#include "store/check.h"

#include <algorithm>
#include <filesystem>
#include <string>

#include "store/directory.h"
#include "unit/catch.h"
#include "unit/source/temporary_folder.h"
#include "unit/store/database_maker.h"

namespace vnidx::store {
namespace {

namespace fs = std::filesystem;

// The working folder, until this ends.
class WorkingFolder {
 public:
  explicit WorkingFolder(const fs::path& folder) : before_(fs::current_path()) { fs::current_path(folder); }
  WorkingFolder(const WorkingFolder&) = delete;
  WorkingFolder& operator=(const WorkingFolder&) = delete;
  ~WorkingFolder() { fs::current_path(before_); }

 private:
  fs::path before_;
};

TEST_CASE("what an index is called is not taken for what a child process tells of it") {
  const std::string name = GENERATE("whole", "damaged", "note", "finding", "counts");
  const test::TemporaryFolder folder;
  fs::create_directories(folder.path("."));
  const WorkingFolder here(folder.path("."));
  {
    auto database = make_database(fs::path(name) / "g000001", {"a", "b"});
    database.set_metadata(std::string(schema::metadata::kManifest), "no manifest");
    database.commit();
  }
  REQUIRE(publish(name, "g000001").ok());
  const auto report = check(name);
  REQUIRE(report.ok());
  CHECK(report->damaged_documents == 2);  // they have no fingerprints
  CHECK(std::ranges::count(report->findings, name, &Finding::place) == 1);
}

}  // namespace
}  // namespace vnidx::store
