// What update does, for every way in which a folder can have changed.
#include "index/update_plan.h"

#include <map>

#include "unit/catch.h"

namespace vnidx::index {
namespace {

using source::FoundFile;
using source::Scan;
using store::FileEntry;
using store::Manifest;
using store::SourceEntry;
using Lines = std::vector<std::string>;

constexpr std::uint64_t kDisk = 2049;
constexpr std::uint64_t kOtherDisk = 2050;

// A file of a test: what it holds stands for its hash, how long that is for its size.
struct File {
  std::string path;
  std::string content;
  std::int64_t modified = 1000;
  std::int64_t changed = 1000;
  std::uint64_t inode = 1;
  std::uint64_t device = kDisk;
};

std::uint64_t hash_of(const std::string& content) {
  std::uint64_t hash = 7;
  for (const char c : content) hash = hash * 31 + static_cast<unsigned char>(c);
  return hash;
}

FileStamp stamp_of(const File& file) {
  return {file.content.size(), file.modified, file.changed, file.device, file.inode};
}

FileEntry entry_of(const File& file) {
  return {stamp_of(file), hash_of(file.content), 1, ""};
}

// Sources, what is remembered of them, and what lies there now.
struct World {
  std::vector<SourceEntry> sources{{"/a", true, "auto", "auto"}};
  std::vector<File> before;
  std::vector<Scan> scans{{{}, {{"/a", kDisk}}, {}, ""}};
  std::map<std::string, std::string> content_now;

  World(std::vector<File> files_before, const std::vector<File>& files_now)
      : before(std::move(files_before)) {
    for (const File& file : files_now) find(file);
  }
  void find(const File& file, std::size_t source = 0) {
    scans[source].files.push_back({file.path, stamp_of(file)});
    content_now[file.path] = file.content;
  }
  Manifest manifest() const {
    Manifest manifest{sources, {}};
    for (const File& file : before) manifest.files[file.path] = entry_of(file);
    return manifest;
  }
};

std::string line_of(const Reading& reading) {
  const std::string why = reading.why == Reading::Why::fresh     ? "new"
                          : reading.why == Reading::Why::changed ? "changed"
                                                                 : "moved";
  std::string line = why + " " + reading.path;
  if (!reading.moved_from.empty()) line += " from " + reading.moved_from;
  if (!reading.named_after.empty()) line += " named " + reading.named_after;
  return line + " by " + std::to_string(reading.source);
}

struct Planned {
  Lines lines;  // of files
  Lines problems;
  Lines unchanged;
  std::size_t hashed = 0;  // files
};

Planned plan(const World& world, const Manifest& manifest, Trust trust = Trust::stamps) {
  Planned planned;
  const auto hash = [&](const std::string& path) -> Result<std::uint64_t> {
    ++planned.hashed;
    const auto content = world.content_now.find(path);
    if (content == world.content_now.end()) return Error{ErrorCode::io, "cannot open", path, {}};
    return hash_of(content->second);
  };
  const UpdatePlan made = plan_update(manifest, world.scans, trust, hash);
  for (const Reading& reading : made.readings) planned.lines.push_back(line_of(reading));
  for (const std::string& path : made.gone) planned.lines.push_back("gone " + path);
  for (const FoundFile& touched : made.touched) planned.lines.push_back("touched " + touched.path);
  for (const auto& problem : made.problems)
    planned.problems.push_back(problem.place + ": " + problem.message);
  CHECK(made.changes_nothing() == planned.lines.empty());
  for (const Reading& reading : made.unchanged) planned.unchanged.push_back(reading.path);
  return planned;
}

Planned plan(const World& world, Trust trust = Trust::stamps) {
  return plan(world, world.manifest(), trust);
}

TEST_CASE("what became of the files of one folder", "[plan]") {
  const File x{"/a/x", "một"};
  const File y{"/a/y", "hai hai", 1000, 1000, 2};
  struct Case {
    const char* what;
    std::vector<File> before;
    std::vector<File> now;
    Lines lines;
    std::size_t hashed;
  };
  const Case cases[] = {
      {"nothing", {x, y}, {x, y}, {}, 0},
      {"a new file", {x}, {x, y}, {"new /a/y by 0"}, 0},
      {"another size", {x, y}, {{"/a/x", "mốt mốt"}, y}, {"changed /a/x by 0"}, 0},
      {"another content of the same size",
       {x, y},
       {{"/a/x", "mốt", 1001, 1001}, y},
       {"changed /a/x by 0"},
       1},
      {"restored with an older time", {x, y}, {{"/a/x", "mốt", 500, 1001}, y}, {"changed /a/x by 0"}, 1},
      {"written with its time set back", {x, y}, {{"/a/x", "mốt", 1000, 1001}, y}, {"changed /a/x by 0"}, 1},
      {"touched", {x, y}, {{"/a/x", "một", 1001, 1001}, y}, {"touched /a/x"}, 1},
      {"under another inode and device", {x, y}, {{"/a/x", "một", 1000, 1000, 9, kOtherDisk}, y}, {}, 0},
      {"gone", {x, y}, {x}, {"gone /a/y"}, 0},
      {"all but one gone", {x, y, {"/a/z", "ba"}}, {y}, {"gone /a/x", "gone /a/z"}, 0},
      {"moved", {x, y}, {{"/a/b/x", "một"}, y}, {"moved /a/b/x from /a/x named /a/x by 0"}, 1},
      {"gone, and another of its size came", {x, y}, {y, {"/a/z", "mốt"}}, {"new /a/z by 0", "gone /a/x"}, 1},
      {"copied", {x, y}, {x, y, {"/a/z", "một", 1, 1, 3}}, {"new /a/z by 0"}, 0},
      {"moved away, and its name taken by another",
       {x, y},
       {{"/a/x", "bốn bốn", 1, 1, 3}, y, {"/a/z", "một"}},
       {"changed /a/x by 0", "new /a/z by 0"},
       0},
      {"two alike swapped their names with others: by inode",
       {{"/a/1", "một", 1, 1, 11}, {"/a/2", "một", 1, 1, 12}, y},
       {y, {"/a/3", "một", 1, 1, 12}, {"/a/4", "một", 1, 1, 11}},
       {"moved /a/3 from /a/2 named /a/2 by 0", "moved /a/4 from /a/1 named /a/1 by 0"},
       2},
      {"two alike became one",
       {{"/a/1", "một"}, {"/a/2", "một"}, y},
       {y, {"/a/3", "một"}},
       {"moved /a/3 from /a/2 named /a/2 by 0", "gone /a/1"},
       1},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    const Planned planned = plan(World(c.before, c.now));
    CHECK(planned.lines == c.lines);
    CHECK(planned.problems.empty());
    CHECK(planned.hashed == c.hashed);
  }
}

TEST_CASE("a full scan looks into every file", "[plan]") {
  const File x{"/a/x", "một"};
  const File y{"/a/y", "hai"};
  const Planned planned = plan(World({x, y}, {{"/a/x", "mốt"}, y}), Trust::content);
  CHECK(planned.lines == Lines{"changed /a/x by 0"});
  CHECK(planned.unchanged == Lines{"/a/y"});
  CHECK(planned.hashed == 2);
}

TEST_CASE("every file that is there is to be read or unchanged, in the order of the sources", "[plan]") {
  World world({{"/a/x", "một"}, {"/a/y", "hai"}, {"/b", "ba"}, {"/a/z", "bốn"}},
              {{"/a/x", "một", 1001, 1001}, {"/a/y", "hai"}, {"/a/new", "năm"}});
  world.sources.insert(world.sources.begin(), {"/b", false, "auto", "auto"});
  world.scans.insert(world.scans.begin(), Scan{});
  world.find({"/b", "ba"}, 0);
  const Planned planned = plan(world);
  CHECK(planned.lines == Lines{"new /a/new by 1", "gone /a/z", "touched /a/x"});
  CHECK(planned.unchanged == Lines{"/b", "/a/x", "/a/y"});
}

TEST_CASE("a file that is to be read again in any case", "[plan]") {
  const World world({{"/a/x", "một"}}, {{"/a/x", "một"}});
  Manifest manifest = world.manifest();
  manifest.files["/a/x"].hash = 0;
  CHECK(plan(world, manifest).lines.empty());  // it holds nothing that can be read: not until it changes
  manifest.files["/a/x"].stamp.changed = 0;
  CHECK(plan(world, manifest).lines == Lines{"changed /a/x by 0"});
}

TEST_CASE("a file that cannot be hashed is left to the reading, which tells why", "[plan]") {
  World world({{"/a/x", "một"}}, {{"/a/x", "một", 2, 2}});
  world.content_now.clear();
  CHECK(plan(world).lines == Lines{"changed /a/x by 0"});
}

TEST_CASE("nothing is gone that could be only out of sight", "[plan]") {
  const File x{"/a/x", "một"};
  const File y{"/a/b/y", "hai hai"};
  struct Case {
    const char* what;
    void (*change)(World& world);
    Lines lines;
    Lines problems;
  };
  const Case cases[] = {
      {"the scan broke off",
       [](World& world) { world.scans[0].failure = "cannot open"; },
       {},
       {"/a: cannot open; nothing of it is removed"}},
      {"a link on its way is broken",
       [](World& world) { world.scans[0].unseen = {"/a/b"}; },
       {},
       {"/a/b: is not followed, and hides known files: 1; nothing of it is removed"}},
      {"the file is itself a link that is broken",
       [](World& world) { world.scans[0].unseen = {"/a/b/y"}; },
       {},
       {"/a/b/y: is not followed, and hides known files: 1; nothing of it is removed"}},
      {"a link elsewhere is broken",
       [](World& world) {
         world.scans[0].unseen = {"/a/b/yy", "/a/c"};
       },
       {"gone /a/b/y"},
       {}},
      {"it was on a file system that is not there, its folder is",
       [](World& world) {
         world.before[1].device = kOtherDisk;
         world.scans[0].folders["/a/b"] = kDisk;
       },
       {},
       {"/a: known files on a file system that is not there: 1; is it mounted?; nothing of it is removed"}},
      {"its folder is still on that file system",
       [](World& world) {
         world.before[1].device = kOtherDisk;
         world.scans[0].folders["/a/b"] = kOtherDisk;
       },
       {"gone /a/b/y"},
       {}},
      {"another file of that file system is still there, under whatever number it has now",
       [](World& world) {
         world.before[1].device = kOtherDisk;
         world.before.push_back({"/a/b/z", "ba ba ba ba", 1, 1, 5, kOtherDisk});
         world.find({"/a/b/z", "ba ba ba ba", 1, 1, 5, 2051});
       },
       {"gone /a/b/y"},
       {}},
      {"no source has it any more", [](World& world) { world.before[1].path = "/c/y"; }, {}, {}},
      {"another source that has it, too, broke off",
       [](World& world) {
         world.sources.push_back({"/a/b", true, "text", "auto"});
         world.scans.push_back({{}, {}, {}, "cannot open"});
       },
       {},
       {"/a/b: cannot open; nothing of it is removed"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    World world({x, y}, {x});
    c.change(world);
    const Planned planned = plan(world);
    CHECK(planned.lines == c.lines);
    CHECK(planned.problems == c.problems);
  }
}

TEST_CASE("a file is read as the nearest of its sources is", "[plan]") {
  World world({}, {});
  world.sources = {
      {"/a/b/x", false, "text", "auto"}, {"/a", true, "auto", "auto"}, {"/a/b", true, "jsonl", "auto"}};
  world.scans.resize(3);
  world.find({"/a/b/x", "1"}, 0);
  for (const char* path : {"/a/b/x", "/a/b/y", "/a/z"}) world.find({path, "1"}, 1);
  for (const char* path : {"/a/b/x", "/a/b/y"}) world.find({path, "1"}, 2);
  CHECK(plan(world).lines == Lines{"new /a/b/x by 0", "new /a/z by 1", "new /a/b/y by 2"});
}

TEST_CASE("ids stay with a file that moves on, and its old name gets others", "[plan]") {
  World world({{"/a/y", "một"}}, {{"/a/z", "một"}, {"/a/x", "mới mới"}});
  Manifest manifest = world.manifest();
  manifest.files["/a/y"].named_after = "/a/x";
  CHECK(plan(world, manifest).lines ==
        Lines{"new /a/x named /a/x#2 by 0", "moved /a/z from /a/y named /a/x by 0"});

  World back({{"/a/y", "một"}}, {{"/a/x", "một"}});
  CHECK(plan(back, manifest).lines == Lines{"moved /a/x from /a/y by 0"});

  World changed({{"/a/y", "một"}}, {{"/a/y", "một hai"}});
  CHECK(plan(changed, manifest).lines == Lines{"changed /a/y named /a/x by 0"});
}

TEST_CASE("a name whose hash another file has is told apart", "[plan]") {
  const auto by_length = [](std::string_view name) { return std::uint64_t{name.size()}; };
  Manifest manifest;
  manifest.files["/a/một"] = entry_of({"/a/một", "1"});
  manifest.files["/a/y"] = entry_of({"/a/y", "1"});
  manifest.files["/a/y"].named_after = "/a/xyz";
  FileNames names(manifest, by_length);
  CHECK(names.name_for("/a/dài hơn").empty());
  CHECK(names.name_for("/a/dài hơn").empty());  // the same file
  CHECK(names.name_for("/b/dài hơn") == "/b/dài hơn#2");
  CHECK(names.name_for("/a/năm").empty());
  CHECK(names.name_for("/b/năm") == "/b/năm#2");
  CHECK(names.name_for("/a/xyz").starts_with("/a/xyz#"));  // the name of another one
}

}  // namespace
}  // namespace vnidx::index
