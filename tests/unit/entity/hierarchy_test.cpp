// Broader names: what a filter by a broader name has to find.
#include "entity/hierarchy.h"

#include <string>
#include <vector>

#include "unit/catch.h"

namespace vnidx::entity {
namespace {

TEST_CASE("a name falls under what is left of it without place, level and owner") {
  struct Row {
    const char* name;
    std::vector<std::string> broader;
  };
  const Row row = GENERATE(values<Row>({
      {"Ủy ban nhân dân tỉnh Kon Tum", {"Ủy ban nhân dân tỉnh", "Ủy ban nhân dân"}},
      {"Ủy ban nhân dân Thành phố Hồ Chí Minh", {"Ủy ban nhân dân Thành phố", "Ủy ban nhân dân"}},
      {"Ủy ban nhân dân quận 1", {"Ủy ban nhân dân quận", "Ủy ban nhân dân"}},
      {"Ủy ban nhân dân tỉnh", {"Ủy ban nhân dân"}},
      {"Công an huyện Đăk Glei", {"Công an huyện", "Công an"}},
      {"Ủy ban nhân dân Quảng Nam", {"Ủy ban nhân dân"}},
      {"Sở Y tế tỉnh Quảng Nam", {"Sở Y tế"}},
      {"Sở Y tế Hà Nội", {"Sở Y tế"}},
      {"Sở Y tế", {}},
      {"Sở Văn hóa, Thể thao và Du lịch tỉnh Cà Mau", {"Sở Văn hóa, Thể thao và Du lịch"}},
      {"Đảng ủy Sở Y tế tỉnh Quảng Nam", {"Đảng ủy Sở Y tế", "Đảng ủy"}},
      {"Ban Thường vụ Tỉnh ủy Phú Yên", {"Ban Thường vụ Tỉnh ủy", "Ban Thường vụ"}},
      {"Công an xã An Xuyên huyện Thới Bình", {"Công an xã An Xuyên", "Công an xã", "Công an"}},
      {"Cơ quan Cảnh sát điều tra Công an tỉnh Cà Mau",
       {"Cơ quan Cảnh sát điều tra Công an tỉnh", "Cơ quan Cảnh sát điều tra Công an",
        "Cơ quan Cảnh sát điều tra"}},
      {"Tạp chí Thuế - Tổng cục Thuế", {}},
      {"Viện Nghiên cứu Văn hóa - Viện Hàn lâm Khoa học xã hội Việt Nam",
       {"Viện Nghiên cứu Văn hóa - Viện Hàn lâm Khoa học xã hội", "Viện Nghiên cứu Văn hóa"}},
      {"Phòng Nội vụ Phòng Tài chính", {}},  // no office owns its like
      {"Đại sứ quán Việt Nam tại Ấn Độ", {"Đại sứ quán Việt Nam", "Đại sứ quán"}},
      {"Ngân hàng Agribank chi nhánh Đồng Nai", {"Ngân hàng Agribank"}},
      {"Mặt trận Tổ quốc Việt Nam", {"Mặt trận Tổ quốc"}},
      {"Trường Đại học Đồng Nai", {}},
      {"Báo Hải Phòng", {}},
      {"Vietcombank", {}},
      {"Chính phủ", {}},
      {"", {}},
  }));
  CAPTURE(row.name);
  CHECK(broader_names(row.name) == row.broader);
}

TEST_CASE("what a head says of the body that it opens") {
  struct Row {
    std::string name;
    bool is_national;
    bool is_head_alone;
    bool is_complete;
  };
  const auto row = GENERATE(values<Row>({
      {"Chính phủ", true, false, true},
      {"Bộ Y tế", true, false, false},
      {"Ngân hàng Nhà nước", true, false, true},
      {"Đảng ủy Khối", false, true, false},
      {"Trung tâm Nghiên cứu", false, false, false},
      {"Hội Luật gia", true, false, true},
      {"Đảng ủy Sở Y tế", false, false, false},
      {"Trường Đại học Đồng Nai", false, false, false},
      {"Vietcombank", false, false, false},
      {"", false, false, false},
  }));
  CAPTURE(row.name);
  CHECK(is_national(row.name) == row.is_national);
  CHECK(is_head_alone(row.name) == row.is_head_alone);
  CHECK(has_complete_head(row.name) == row.is_complete);
}

TEST_CASE("bodies of two places share the broader name and nothing narrower") {
  const auto quang_nam = broader_names("Sở Y tế tỉnh Quảng Nam");
  const auto kon_tum = broader_names("Sở Y tế tỉnh Kon Tum");
  CHECK(quang_nam == kon_tum);
  CHECK(quang_nam == std::vector<std::string>{"Sở Y tế"});
}

}  // namespace
}  // namespace vnidx::entity
