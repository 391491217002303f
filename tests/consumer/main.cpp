// A program that uses the installed library: makes an index of one document in the folder it is given, and
// finds the document again by words without marks, by date and by organisation.
#include <iostream>
#include <utility>

#include "vnidx/index.h"
#include "vnidx/search.h"

namespace {

int failed(const vnidx::Error& error) {
  std::cerr << error.message << '\n';
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  using namespace std::chrono_literals;

  vnidx::Document document;
  document.id = "1";
  document.title = "Sở Y tế tỉnh Kon Tum khai trương phòng khám";
  document.date = 2018y / 7 / 11;
  document.text = "Sáng nay, Sở Y tế tỉnh Kon Tum khai trương phòng khám ở Đăk Hà.";

  auto writer = vnidx::IndexWriter::open(argv[1], {});
  if (!writer) return failed(writer.error());
  if (const auto added = writer->add(document, document.text.size()); !added) return failed(added.error());
  if (const auto summary = writer->finish(); !summary) return failed(summary.error());

  auto searcher = vnidx::Searcher::open(argv[1]);
  if (!searcher) return failed(searcher.error());
  vnidx::SearchRequest request;
  request.query = "phong kham";
  request.period = vnidx::Period{2018y / 7 / 1, 2018y / 7 / 31};
  request.organizations = {"so y te"};
  const auto result = searcher->search(request);
  if (!result) return failed(result.error());
  if (result->hits.size() != 1 || result->hits[0].document.id != "1") {
    std::cerr << "found " << result->hits.size() << " documents\n";
    return 1;
  }
  std::cout << "found: " << result->hits[0].document.title << '\n';
}
