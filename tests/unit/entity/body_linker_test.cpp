// One body, one name within a document.
#include "entity/body_linker.h"

#include <string>
#include <vector>

#include "unit/catch.h"

namespace vnidx::entity {
namespace {

using Names = std::vector<std::string>;

struct Row {
  std::string province;  ///< a label that names it; empty: none
  Names names;
  Names linked;
};

TEST_CASE("short names become the fuller ones that the document means") {
  const Row row = GENERATE(values<Row>({
      // One place beside it.
      {"", {"Sở Y tế tỉnh Quảng Nam", "Sở Y tế"}, {"Sở Y tế tỉnh Quảng Nam", "Sở Y tế tỉnh Quảng Nam"}},
      {"", {"Công an huyện", "Công an huyện Đăk Glei"}, {"Công an huyện Đăk Glei", "Công an huyện Đăk Glei"}},
      // Several places, another body, a country: nothing is known.
      {"",
       {"Sở Y tế", "Sở Y tế tỉnh Quảng Nam", "Sở Y tế tỉnh Kon Tum"},
       {"Sở Y tế", "Sở Y tế tỉnh Quảng Nam", "Sở Y tế tỉnh Kon Tum"}},
      {"", {"Sở Y tế", "Đảng ủy Sở Y tế tỉnh Kon Tum"}, {"Sở Y tế", "Đảng ủy Sở Y tế tỉnh Kon Tum"}},
      {"", {"Bộ Ngoại giao", "Bộ Ngoại giao Mỹ"}, {"Bộ Ngoại giao", "Bộ Ngoại giao Mỹ"}},
      {"",
       {"Ngân hàng Agribank", "Ngân hàng Agribank chi nhánh Đồng Nai"},
       {"Ngân hàng Agribank", "Ngân hàng Agribank chi nhánh Đồng Nai"}},
      // The province of the document.
      {"Báo Kon Tum",
       {"Ủy ban nhân dân tỉnh", "Tỉnh ủy", "Sở Y tế", "Đảng ủy Sở Y tế", "Văn phòng Tỉnh ủy"},
       {"Ủy ban nhân dân tỉnh Kon Tum", "Tỉnh ủy Kon Tum", "Sở Y tế tỉnh Kon Tum",
        "Đảng ủy Sở Y tế tỉnh Kon Tum", "Văn phòng Tỉnh ủy Kon Tum"}},
      {"Báo Hà Nội",
       {"Thành ủy", "Ủy ban nhân dân thành phố", "Tỉnh ủy"},
       {"Thành ủy Hà Nội", "Ủy ban nhân dân thành phố Hà Nội", "Tỉnh ủy"}},
      {"Báo Kon Tum",
       {"Sở Y tế tỉnh Quảng Nam", "Bộ Y tế", "Ủy ban nhân dân huyện", "Trụ sở"},
       {"Sở Y tế tỉnh Quảng Nam", "Bộ Y tế", "Ủy ban nhân dân huyện", "Trụ sở"}},
      // What stands in the document goes before what is inferred; where it names two, the province decides.
      {"Báo Kon Tum",
       {"Sở Y tế tỉnh Quảng Nam", "Sở Y tế"},
       {"Sở Y tế tỉnh Quảng Nam", "Sở Y tế tỉnh Quảng Nam"}},
      {"Báo Kon Tum",
       {"Sở Y tế tỉnh Quảng Nam", "Sở Y tế tỉnh Kon Tum", "Sở Y tế"},
       {"Sở Y tế tỉnh Quảng Nam", "Sở Y tế tỉnh Kon Tum", "Sở Y tế tỉnh Kon Tum"}},
      // A head alone lacks what the only fuller name has; that one may be completed itself.
      {"",
       {"Đảng ủy Khối các cơ quan tỉnh", "Đảng ủy Khối các cơ quan tỉnh Kon Tum", "Đảng ủy Khối"},
       {"Đảng ủy Khối các cơ quan tỉnh Kon Tum", "Đảng ủy Khối các cơ quan tỉnh Kon Tum",
        "Đảng ủy Khối các cơ quan tỉnh Kon Tum"}},
      {"",
       {"Đảng ủy Khối", "Đảng ủy Khối các cơ quan tỉnh", "Đảng ủy Khối Doanh nghiệp tỉnh"},
       {"Đảng ủy Khối", "Đảng ủy Khối các cơ quan tỉnh", "Đảng ủy Khối Doanh nghiệp tỉnh"}},
      // What is complete by itself stays what it is.
      {"", {"Chính phủ", "Chính phủ Lào"}, {"Chính phủ", "Chính phủ Lào"}},
      {"Báo Kon Tum", {}, {}},
  }));
  Names names = row.names;
  link_names(names, province_of(row.province));
  CHECK(names == row.linked);
}

TEST_CASE("the province of a document is its source's, else the only one it speaks of") {
  const Province* kon_tum = province_of("Kon Tum");
  const Province* quang_nam = province_of("Quảng Nam");
  CHECK(province_of_document("Báo Kon Tum", {quang_nam, quang_nam}) == kon_tum);
  CHECK(province_of_document("Báo Nhân Dân", {quang_nam, quang_nam}) == quang_nam);
  CHECK(province_of_document("", {quang_nam}) == nullptr);
  CHECK(province_of_document("", {quang_nam, quang_nam, kon_tum}) == nullptr);
  CHECK(province_of_document("", {}) == nullptr);
}

}  // namespace
}  // namespace vnidx::entity
