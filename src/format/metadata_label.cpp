#include "format/metadata_label.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <unordered_map>
#include <unordered_set>

#include "text/canonical.h"

namespace vnidx::format {
namespace {

using Role = Fact::Role;

/// What a line of metadata begins with: how newspapers and their content systems label what they tell of an
/// article.
struct Label {
  std::string_view words;  ///< folded, one space between
  Role role;
};

constexpr std::array kLabels{
    Label{"tieu de", Role::title},
    Label{"tieu de bai viet", Role::title},
    Label{"ten bai", Role::title},
    Label{"ten bai viet", Role::title},
    Label{"title", Role::title},
    Label{"headline", Role::title},
    Label{"tit", Role::title},
    Label{"ngay", Role::date},
    Label{"ngay dang", Role::date},
    Label{"dang ngay", Role::date},
    Label{"ngay viet", Role::date},
    Label{"ngay xuat ban", Role::date},
    Label{"xuat ban", Role::date},
    Label{"ngay cap nhat", Role::date},
    Label{"cap nhat", Role::date},
    Label{"cap nhat ngay", Role::date},
    Label{"cap nhat luc", Role::date},
    Label{"cap nhat lan cuoi", Role::date},
    Label{"thoi gian", Role::date},
    Label{"thoi gian dang", Role::date},
    Label{"dang luc", Role::date},
    Label{"dang vao", Role::date},
    Label{"gui luc", Role::date},
    Label{"ngay gui", Role::date},
    Label{"ngay tao", Role::date},
    Label{"ngay ban hanh", Role::date},
    Label{"ngay ky", Role::date},
    Label{"ngay phat hanh", Role::date},
    Label{"ngay gio", Role::date},
    Label{"ngay thang", Role::date},
    Label{"date", Role::date},
    Label{"published", Role::date},
    Label{"publish date", Role::date},
    Label{"posted", Role::date},
    Label{"posted on", Role::date},
    Label{"updated", Role::date},
    Label{"last updated", Role::date},
    Label{"so lan doc", Role::reads},
    Label{"so luot doc", Role::reads},
    Label{"so luot xem", Role::reads},
    Label{"so lan xem", Role::reads},
    Label{"so nguoi doc", Role::reads},
    Label{"so nguoi xem", Role::reads},
    Label{"so luot truy cap", Role::reads},
    Label{"luot doc", Role::reads},
    Label{"luot xem", Role::reads},
    Label{"luot truy cap", Role::reads},
    Label{"lan doc", Role::reads},
    Label{"lan xem", Role::reads},
    Label{"da doc", Role::reads},
    Label{"da xem", Role::reads},
    Label{"view", Role::reads},
    Label{"views", Role::reads},
    Label{"tac gia", Role::author},
    Label{"tac gia bai viet", Role::author},
    Label{"nguoi viet", Role::author},
    Label{"nguoi dang", Role::author},
    Label{"nguoi gui", Role::author},
    Label{"dang boi", Role::author},
    Label{"viet boi", Role::author},
    Label{"thuc hien", Role::author},
    Label{"nguoi thuc hien", Role::author},
    Label{"phong vien", Role::author},
    Label{"nhom phong vien", Role::author},
    Label{"pv", Role::author},
    Label{"ctv", Role::author},
    Label{"cong tac vien", Role::author},
    Label{"bai", Role::author},
    Label{"tin", Role::author},
    Label{"bai anh", Role::author},
    Label{"bai va anh", Role::author},
    Label{"tin anh", Role::author},
    Label{"tin va anh", Role::author},
    Label{"tin bai", Role::author},
    Label{"tin bai anh", Role::author},
    Label{"anh bai", Role::author},
    Label{"but danh", Role::author},
    Label{"author", Role::author},
    Label{"authors", Role::author},
    Label{"by", Role::author},
    Label{"nguon", Role::source},
    Label{"nguon tin", Role::source},
    Label{"nguon bai viet", Role::source},
    Label{"theo", Role::source},
    Label{"trich nguon", Role::source},
    Label{"source", Role::source},
    Label{"bao", Role::source},
    Label{"trang", Role::source},
    Label{"website", Role::source},
    Label{"chuyen muc", Role::category},
    Label{"muc", Role::category},
    Label{"danh muc", Role::category},
    Label{"chu de", Role::category},
    Label{"chuyen de", Role::category},
    Label{"the loai", Role::category},
    Label{"linh vuc", Role::category},
    Label{"category", Role::category},
    Label{"categories", Role::category},
    Label{"section", Role::category},
    Label{"so hieu", Role::number},
    Label{"so ky hieu", Role::number},
    Label{"so van ban", Role::number},
    Label{"so hieu van ban", Role::number},
    Label{"co quan ban hanh", Role::issuer},
    Label{"noi ban hanh", Role::issuer},
    Label{"don vi ban hanh", Role::issuer},
    Label{"tom tat", Role::abstract},
    Label{"sapo", Role::abstract},
    Label{"mo ta", Role::abstract},
    Label{"trich yeu", Role::abstract},
    Label{"description", Role::abstract},
    Label{"abstract", Role::abstract},
    Label{"summary", Role::abstract},
    Label{"noi dung", Role::body},
    Label{"noi dung bai viet", Role::body},
    Label{"content", Role::body},
    Label{"body", Role::body},
    Label{"text", Role::body},
    Label{"tu khoa", Role::other},
    Label{"tag", Role::other},
    Label{"tags", Role::other},
    Label{"keywords", Role::other},
    Label{"binh luan", Role::other},
    Label{"so binh luan", Role::other},
    Label{"luot binh luan", Role::other},
    Label{"luot thich", Role::other},
    Label{"so luot thich", Role::other},
    Label{"comments", Role::other},
    Label{"likes", Role::other},
    Label{"url", Role::other},
    Label{"link", Role::other},
    Label{"lien ket", Role::other},
    Label{"duong dan", Role::other},
    Label{"permalink", Role::other},
    Label{"layout", Role::other},
    Label{"slug", Role::other},
    Label{"ma tin", Role::other},
    Label{"ma bai", Role::other},
    Label{"ma bai viet", Role::other},
    Label{"id", Role::other},
    Label{"co chu", Role::other},
    Label{"thumbnail", Role::other},
    Label{"image", Role::other},
};

/// Whether `text` has more words than any label or section. Spares titles the folding.
bool is_wordy(std::string_view text) {
  constexpr std::ptrdiff_t kMaxSpaces = 8;
  return text.size() > kMaxLabel || std::ranges::count(text, ' ') > kMaxSpaces;
}

/// What newspapers call their sections, folded.
constexpr std::array<std::string_view, 53> kSections{"an ninh quoc phong",
                                                     "an ninh trat tu",
                                                     "ban doc",
                                                     "bat dong san",
                                                     "chinh tri",
                                                     "chinh tri xa hoi",
                                                     "chuyen doi so",
                                                     "cong nghe",
                                                     "cong thuong",
                                                     "doanh nghiep",
                                                     "doi song",
                                                     "du lich",
                                                     "giai tri",
                                                     "giao duc",
                                                     "giao duc dao tao",
                                                     "giao thong",
                                                     "khoa hoc",
                                                     "khoa hoc cong nghe",
                                                     "kinh doanh",
                                                     "kinh te",
                                                     "kinh te xa hoi",
                                                     "moi truong",
                                                     "nhan ai",
                                                     "nhip song tre",
                                                     "nong nghiep",
                                                     "nong thon moi",
                                                     "phap luat",
                                                     "phong su",
                                                     "phong su ky su",
                                                     "quoc phong an ninh",
                                                     "quoc te",
                                                     "suc khoe",
                                                     "suc khoe y te",
                                                     "the gioi",
                                                     "the thao",
                                                     "thoi su",
                                                     "thoi su chinh tri",
                                                     "tin hoat dong",
                                                     "tin moi",
                                                     "tin noi bat",
                                                     "tin quoc te",
                                                     "tin trong nuoc",
                                                     "tin trong tinh",
                                                     "tin tuc",
                                                     "tin tuc su kien",
                                                     "trong nuoc",
                                                     "trong tinh",
                                                     "van hoa",
                                                     "van hoa nghe thuat",
                                                     "van hoa xa hoi",
                                                     "xa hoi",
                                                     "xay dung dang",
                                                     "y te"};

}  // namespace

std::string folded_words(std::string_view text) {
  std::string words;
  for (const char c : text::folded(text)) {
    const bool kept =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (kept) words += c;
    if (!kept && !words.empty() && words.back() != ' ') words += ' ';
  }
  if (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

std::optional<Role> role_of(std::string_view label) {
  static const std::unordered_map<std::string_view, Role> roles = [] {
    std::unordered_map<std::string_view, Role> all;
    for (const Label& entry : kLabels) all.emplace(entry.words, entry.role);
    return all;
  }();
  if (label.empty() || is_wordy(label)) return std::nullopt;
  const auto found = roles.find(folded_words(label));
  if (found == roles.end()) return std::nullopt;
  return found->second;
}

bool is_section(std::string_view piece) {
  static const std::unordered_set<std::string_view> sections(kSections.begin(), kSections.end());
  return !is_wordy(piece) && sections.contains(folded_words(piece));
}

}  // namespace vnidx::format
