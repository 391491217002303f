#include "index/source_options.h"

#include "index/ingest.h"
#include "unit/catch.h"

namespace vnidx::index {
namespace {

source::Options with_all() {
  source::Options options;
  put_filter(options.filters, *source::parse_filter("x=tool 'một hai' {}"));
  put_filter(options.filters, *source::parse_filter("tar.x=other"));
  options.list_pages = format::ListPages::reject;
  options.recognizes_images = true;
  return options;
}

TEST_CASE("options are recalled as they were remembered", "[source_options]") {
  for (const source::Options& options : {source::Options{}, with_all()}) {
    source::Options recalled;
    for (const std::string& option : remembered_options(options)) REQUIRE(recall_option(option, recalled));
    CHECK(recalled == options);
  }
  CHECK(remembered_options({}).empty());
}

TEST_CASE("an option that is not known, or is none, is an error", "[source_options]") {
  for (const char* wrong : {"", "new=1", "list-pages=some", "ocr=no", "filter=x", "filter=x='", "filter="}) {
    CAPTURE(wrong);
    source::Options options;
    CHECK(recall_option(wrong, options).error().code == ErrorCode::usage);
  }
}

TEST_CASE("a revision changes what it names of every source, and then all files are read again",
          "[source_options]") {
  store::Manifest manifest;
  manifest.sources = {{"/a", true, "auto", "auto", false, remembered_options(with_all())},
                      {"/b", false, "text", "auto"}};
  manifest.files = {{"/a/1", {{1, 2, 3, 4, 5}, 6, 0, ""}}};
  const store::Manifest before = manifest;
  REQUIRE(revise_sources(manifest, {}));
  CHECK(manifest == before);

  REQUIRE(
      revise_sources(manifest, {{*source::parse_filter("X=another")}, format::ListPages::keep, true, {}}));
  CHECK(manifest.sources[0].options ==
        std::vector<std::string>{"filter=x=another", "filter=tar.x=other", "ocr=yes"});
  CHECK(manifest.sources[1].options == std::vector<std::string>{"filter=x=another", "ocr=yes"});
  CHECK(manifest.files.at("/a/1").hash == 0);
}

}  // namespace
}  // namespace vnidx::index
