#include "unit/query/small_collection.h"

#include <chrono>
#include <vector>

#include "query/compiler.h"
#include "query/lexicon.h"
#include "query/matcher.h"
#include "query/parser.h"
#include "unit/catch.h"
#include "unit/index/archive.h"

namespace vnidx::test {
namespace {

Date day(int year, unsigned month, unsigned day_of_month) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day_of_month);
}

Document dated(Document document, Date date, std::string author, std::string source, std::string path) {
  document.date = date;
  document.author = std::move(author);
  document.source = std::move(source);
  document.path = std::move(path);
  return document;
}

}  // namespace

const std::vector<Document>& small_collection() {
  static const std::vector<Document> documents{
      dated(document("khoi", "Đảng ủy Khối các cơ quan học tập nghị quyết",
                     "Sáng nay, Đảng ủy Khối các cơ quan tỉnh tổ chức hội nghị học tập nghị quyết của Đảng. "
                     "Chỉ thị 05-CT/TƯ được triển khai."),
            day(2018, 7, 11), "Lê Diệu", "Báo Quảng Nam", "/tin/2018/khoi.txt"),
      dated(document("chay", "Rừng đang cháy", "Rừng đang cháy ở huyện Phước Sơn. Kiểm lâm đang dập lửa."),
            day(2018, 8, 2), "Hà Nguyên", "Báo Quảng Nam", "/tin/2018/chay.txt"),
      dated(document("ban", "Bán hàng ở chợ", "Bàn ghế bày bán, bạn hàng của ban quản lý chợ."),
            day(2018, 12, 31), "Lê Diệu", "Báo Đà Nẵng", "/tin/2018/ban.txt"),
      dated(document("y-te", "Khám bệnh cho dân", "Sở Y tế tỉnh Quảng Nam khám bệnh cho dân ngày 15/9/2017."),
            day(2017, 12, 31), "Lê Diễu", "Báo Đà Nẵng", "/tin/2017/y-te.txt"),
      dated(document("y-te-2", "Đảng ủy Sở Y tế",
                     "Đảng ủy Sở Y tế thành phố Đà Nẵng họp ngày 15 tháng 9 năm 2017 tại TP.HCM."),
            day(2019, 1, 1), "LÊ DIỆU", "báo quảng nam", "/tin/2019/y-te-2.txt"),
      dated(document("lao-dong", "Việc làm",
                     "Sở Lao động- Thương binh và Xã hội tỉnh Quảng Nam mở phiên giao dịch việc làm."),
            day(2019, 2, 28), "Hà Nguyên", "", "/tin/2019/lao-dong.txt"),
      document("duong", "Con đường", "Con đường về làng, dương xỉ mọc ven đương; dường như đã xa. Hòa bình."),
      document("hoa", "Hoa hồng", "Vườn hoa hồng, hoà nhã; công ty trồng hoa."),
      document("dang", "Khong dau", "dang uy khoi viet khong dau"),
  };
  return documents;
}

namespace {

const Archive& small_archive() {
  static const Archive& archive = *[] {
    static Archive made;
    made.add(small_collection());
    return &made;
  }();
  return archive;
}

}  // namespace

const std::string& small_index_path() {
  static const std::string path = small_archive().path();
  return path;
}

store::Snapshot& small_index() {
  static store::Snapshot snapshot = [] {
    auto opened = store::Snapshot::open(small_archive().path());
    REQUIRE(opened.ok());
    return std::move(*opened);
  }();
  return snapshot;
}

namespace {

Ids documents_in(store::Snapshot& snapshot, const Xapian::Query& query) {
  Ids ids;
  Xapian::Enquire enquire(snapshot.database());
  enquire.set_query(query);
  const Xapian::MSet matches = enquire.get_mset(0, 1000);
  for (auto match = matches.begin(); match != matches.end(); ++match)
    ids.insert(snapshot.document(*match)->id);
  return ids;
}

}  // namespace

Ids documents_of(const Xapian::Query& query) {
  return documents_in(small_index(), query);
}

Result<Ids> found(std::string_view query, Marks marks, SearchIn in) {
  return found_in(small_index(), query, marks, in);
}

Result<Ids> found_in(store::Snapshot& snapshot, std::string_view text, Marks marks, SearchIn in) {
  auto parsed = query::parse(text);
  if (!parsed) return parsed.error();
  query::Lexicon lexicon(snapshot.database());
  text::Analyzer analyzer;
  auto compiled = query::compile(parsed->node, {marks, in}, lexicon, snapshot, analyzer);
  if (!compiled) return compiled.error();
  const Ids candidates = documents_in(snapshot, compiled->query);
  query::TextMatcher matcher(analyzer, compiled->words);
  Ids ids;
  for (const std::string& id : candidates) {
    const Xapian::docid number = *snapshot.find_id(id);
    matcher.read(*snapshot.document(number));
    if (!compiled->needs_check || matcher.satisfies(compiled->condition, number)) ids.insert(id);
  }
  return ids;
}

}  // namespace vnidx::test
