#include "format/field_map.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "format/space.h"
#include "text/canonical.h"

namespace vnidx::format {
namespace {

constexpr std::array<std::string_view, kRoles> kRoleNames{
    "none",   "id",     "title", "date",     "author", "source",  "category",
    "number", "issuer", "reads", "abstract", "text",   "caption", "url",
};

/// vnidx's own names are kRoleNames; these are the others, the likeliest of a role first, folded.
constexpr std::string_view kIds[] = {"_id",       "uuid",      "guid",   "docid", "documentid",
                                     "articleid", "newsid",    "postid", "matin", "mabai",
                                     "mabaiviet", "idbaiviet", "idtin"};
constexpr std::string_view kTitles[] = {"tieude",    "headline",  "tenbai",        "tenbaiviet",  "tentin",
                                        "tieudetin", "tieudebai", "tieudebaiviet", "tieudechinh", "subject",
                                        "tenvanban", "ogtitle",   "pagetitle",     "heading",     "tit"};
constexpr std::string_view kWeakTitles[] = {"trichyeu", "name", "ten"};
constexpr std::string_view kDates[] = {
    "ngaydang",      "ngayxuatban", "publishdate", "publisheddate", "publishedat", "datepublished",
    "publishedtime", "publishtime", "publishedon", "pubdate",       "dateposted",  "postdate",
    "posteddate",    "postedat",    "posttime",    "ngaybanhanh",   "ngaydangtin", "thoigiandang",
    "ngaygiodang",   "giodang",     "date",        "ngay",          "ngayviet",    "ngaythang",
    "datetime",      "time",        "thoigian",    "thoidiem",      "timestamp",   "issueddate",
    "dateissued",    "createdat",   "createddate", "createdtime",   "createdon",   "datecreated",
    "createdate",    "createtime",  "ngaytao",     "created",       "published",   "pubtime"};
constexpr std::string_view kAuthors[] = {"tacgia",    "authors", "byline",     "butdanh",   "nguoiviet",
                                         "writer",    "writers", "authorname", "tentacgia", "reporter",
                                         "phongvien", "creator", "nguoidang",  "postedby",  "createdby"};
constexpr std::string_view kSources[] = {"nguon",     "nguontin", "tennguon", "sourcename", "publisher",
                                         "newspaper", "tenbao",   "nguonbao", "toasoan",    "sitename",
                                         "site",      "outlet",   "domain",   "website",    "bao"};
constexpr std::string_view kCategories[] = {
    "chuyenmuc",    "section",    "danhmuc",    "theloai", "categories", "categoryname",
    "tenchuyenmuc", "tendanhmuc", "tentheloai", "loaitin", "linhvuc",    "chude",
    "topic",        "muc",        "catename",   "catname", "tenloaitin", "cat"};
constexpr std::string_view kNumbers[] = {"sohieu", "sokyhieu",       "sovanban",
                                         "kyhieu", "documentnumber", "docnumber"};
constexpr std::string_view kIssuers[] = {"coquanbanhanh", "noibanhanh", "donvibanhanh", "cqbh",
                                         "coquan",        "agency",     "issuedby"};
constexpr std::string_view kReads[] = {"luotxem",   "soluotxem", "luotdoc",   "soluotdoc",  "solandoc",
                                       "solanxem",  "views",     "viewcount", "viewscount", "pageviews",
                                       "readcount", "hits",      "view"};
constexpr std::string_view kAbstracts[] = {"sapo",         "tomtat",   "summary",       "description",
                                           "mota",         "lead",     "excerpt",       "introtext",
                                           "intro",        "motangan", "noidungtomtat", "shortdescription",
                                           "shortcontent", "teaser",   "standfirst",    "gioithieu",
                                           "trichdan",     "desc",     "trichyeu"};
constexpr std::string_view kTexts[] = {
    "noidung",     "content",        "body",           "articlebody",   "fulltext",    "noidungchitiet",
    "noidungtin",  "noidungbai",     "noidungbaiviet", "noidungvanban", "toanvan",     "maintext",
    "contents",    "bodytext",       "plaintext",      "contenttext",   "contenthtml", "bodyhtml",
    "articletext", "articlecontent", "paragraphs",     "doanvan",       "chitiet",     "detail",
    "details",     "fullcontent",    "rawtext",        "html",          "article",     "baiviet",
    "vanban",      "document",       "passage",        "story"};
constexpr std::string_view kCaptions[] = {"chuthich", "chuthichanh", "imagecaption", "captions"};
constexpr std::string_view kUrls[] = {"link",        "lienket",      "duongdan",   "permalink",
                                      "href",        "articleurl",   "weburl",     "sourceurl",
                                      "originalurl", "canonicalurl", "linkbaiviet"};

struct Names {
  Role role;
  std::span<const std::string_view> names;
  std::uint16_t rank;  // of the first
};

constexpr std::uint16_t kFirst = 10;
constexpr std::uint16_t kBehindTitles = Column::kWeak;
constexpr Names kNames[] = {
    {Role::id, kIds, kFirst},         {Role::title, kTitles, kFirst},
    {Role::date, kDates, kFirst},     {Role::author, kAuthors, kFirst},
    {Role::source, kSources, kFirst}, {Role::category, kCategories, kFirst},
    {Role::number, kNumbers, kFirst}, {Role::issuer, kIssuers, kFirst},
    {Role::reads, kReads, kFirst},    {Role::abstract, kAbstracts, kFirst},
    {Role::text, kTexts, kFirst},     {Role::caption, kCaptions, kFirst},
    {Role::url, kUrls, kFirst},       {Role::title, kWeakTitles, kBehindTitles},
};

/// What objects around a value say that it is no more than the value.
constexpr std::string_view kInner[] = {"text", "name",  "value",       "rendered", "primary",
                                       "$oid", "$date", "$numberlong", "#text",    "__cdata",
                                       "vi",   "vn",    "html",        "plain",    "raw"};
/// What objects around a record are called.
constexpr std::string_view kOuter[] = {"_source", "fields", "attributes", "properties", "data", "article",
                                       "post",    "item",   "doc",        "document",   "node", "news"};
/// What the columns of a table begin with, all alike.
constexpr std::string_view kPrefixes[] = {"post", "news", "article",  "tintuc", "baiviet", "tin", "bai", "bv",
                                          "item", "doc",  "document", "entry",  "content", "page"};
constexpr std::string_view kSuffixes[] = {"vi", "vn", "vie", "html", "raw", "value", "text"};

/// Small ASCII letters, digits, dots, and what marks a member as made by a program.
std::string folded_name(std::string_view name) {
  std::string out;
  for (const char c : text::folded(trim(name))) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '$' || c == '#';
    if (kept || (c == '_' && (out.empty() || out.back() == '.' || out.back() == '_'))) out += c;
  }
  return out;
}

Column find_name(std::string_view folded, std::uint16_t further) {
  if (folded == "none") return {};
  const auto* const own = std::ranges::find(kRoleNames, folded);
  if (own != kRoleNames.end() && folded != "date") {
    const auto rank = static_cast<std::uint16_t>(further == 0 ? Column::kStandard : further);
    return {static_cast<Role>(own - kRoleNames.begin()), rank};
  }
  for (const Names& entry : kNames) {
    const auto found = std::ranges::find(entry.names, folded);
    if (found != entry.names.end())
      return {entry.role, static_cast<std::uint16_t>(entry.rank + further + (found - entry.names.begin()))};
  }
  return {};
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::ranges::any_of(
      parts, [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

/// `timeCreatePostOrigin`: a word for time, one for publishing, and none for changing.
bool is_date_like(std::string_view folded) {
  return contains_any(folded, {"time", "date", "ngay", "thoigian"}) &&
         contains_any(folded, {"post", "publish", "creat", "dang", "xuatban", "phathanh", "banhanh"}) &&
         !contains_any(folded, {"updat", "modif", "sua", "capnhat", "crawl", "scrap", "delet", "expir", "by",
                                "nguoi", "gmt"});
}

}  // namespace

std::span<const std::string_view> inner_names() {
  return kInner;
}

std::string_view name_of(Role role) {
  return kRoleNames[static_cast<std::size_t>(role)];
}

Result<FieldMap> FieldMap::parse(std::string_view told) {
  FieldMap map;
  const auto wrong = [&](std::string_view part, const std::string& what) {
    return Error{ErrorCode::usage, "--map: '" + std::string(part) + "' " + what, "",
                 "as in --map title=tieu_de,text=noi_dung,date=ngay_dang"};
  };
  for (std::string_view rest = told; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view part = rest.substr(0, comma);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || trim(part.substr(equals + 1)).empty())
      return wrong(part, "is not FIELD=NAME");
    const std::string_view role = trim(part.substr(0, equals));
    const auto* const found = std::find(kRoleNames.begin() + 1, kRoleNames.end(), role);
    if (found == kRoleNames.end())
      return wrong(role,
                   "is no field of a document: id, title, date, author, source, category, number, "
                   "issuer, reads, abstract, text, caption and url are");
    map.told_.emplace_back(static_cast<Role>(found - kRoleNames.begin()),
                           std::string(trim(part.substr(equals + 1))));
  }
  return map;
}

std::string FieldMap::to_string() const {
  std::string out;
  for (const auto& [role, name] : told_) {
    if (!out.empty()) out += ',';
    out.append(name_of(role)).append("=").append(name);
  }
  return out;
}

Column FieldMap::column(std::string_view name) const {
  for (const auto& [role, told] : told_) {
    if (told == name) return {role, Column::kTold};
  }
  const auto unless_told = [&](Column found) {
    const bool is_told = std::ranges::any_of(told_, [&](const auto& t) { return t.first == found.role; });
    return is_told ? Column{} : found;
  };
  constexpr std::size_t kLongest = 80;
  if (name.size() > kLongest) return {};
  if (name == "date") return unless_told({Role::date, Column::kStandard});
  if (const auto* own = std::ranges::find(kRoleNames, name);
      own != kRoleNames.end() && own != kRoleNames.begin())
    return unless_told({static_cast<Role>(own - kRoleNames.begin()), Column::kStandard});

  constexpr std::uint16_t kStep = 100;  // so much less a name says for each part left out
  const std::string folded = folded_name(name);
  std::string_view rest = folded;
  for (std::uint16_t further = 0; further < 4 * kStep;
       further = static_cast<std::uint16_t>(further + kStep)) {
    if (const Column found = find_name(rest, static_cast<std::uint16_t>(further == 0 ? 2 : further));
        found.role != Role::none)
      return unless_told(found);
    const std::size_t first = rest.find('.');
    if (first == std::string_view::npos) break;
    const std::size_t last = rest.rfind('.');
    if (std::ranges::find(kInner, rest.substr(last + 1)) != std::end(kInner)) {
      rest = rest.substr(0, last);
    } else if (std::ranges::find(kOuter, rest.substr(0, first)) != std::end(kOuter)) {
      rest = rest.substr(first + 1);
    } else {
      return {};
    }
  }
  for (const std::string_view prefix : kPrefixes) {
    if (!rest.starts_with(prefix)) continue;
    const Column found = find_name(rest.substr(prefix.size()), 4 * kStep);
    if (found.role != Role::none && found.role != Role::id && !found.is_weak()) return unless_told(found);
  }
  for (const std::string_view suffix : kSuffixes) {
    if (!rest.ends_with(suffix)) continue;
    const Column found = find_name(rest.substr(0, rest.size() - suffix.size()), 5 * kStep);
    if (found.role != Role::none && !found.is_weak()) return unless_told(found);
  }
  if (rest.find('.') == std::string_view::npos && is_date_like(rest))
    return unless_told({Role::date, 8 * kStep});
  return {};
}

}  // namespace vnidx::format
