#include "format/official_head.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "entity/date.h"
#include "format/head_cells.h"
#include "format/space.h"
#include "format/written_reference.h"
#include "text/canonical.h"
#include "text/utf8.h"

namespace vnidx::format {
namespace {

constexpr std::size_t kMaxTitle = 700;   // bytes; the longest subjects of laws have 500
constexpr std::size_t kMaxIssuer = 120;  // bytes
constexpr std::size_t kMaxOfLine = 400;  // bytes; what is longer is a paragraph of the body

bool begins_with_one_of(std::string_view folded, std::span<const std::string_view> beginnings) {
  return std::ranges::any_of(beginnings,
                             [folded](std::string_view begin) { return folded.starts_with(begin); });
}

// Folded, as they stand at the start of a line.
constexpr auto kMottos =
    std::to_array<std::string_view>({"cong hoa xa hoi chu nghia", "doc lap", "dang cong san viet nam"});

constexpr auto kKinds = std::to_array<std::string_view>({"quyet dinh",
                                                         "thong tu lien tich",
                                                         "thong tu",
                                                         "nghi dinh",
                                                         "nghi quyet lien tich",
                                                         "nghi quyet",
                                                         "chi thi",
                                                         "bo luat",
                                                         "luat",
                                                         "phap lenh",
                                                         "thong bao",
                                                         "to trinh",
                                                         "bao cao",
                                                         "ke hoach",
                                                         "chuong trinh hanh dong",
                                                         "chuong trinh",
                                                         "ban quy dinh",
                                                         "quy dinh",
                                                         "quy che",
                                                         "huong dan",
                                                         "cong van",
                                                         "cong dien",
                                                         "ket luan",
                                                         "bien ban",
                                                         "hien phap",
                                                         "sac lenh",
                                                         "dieu le",
                                                         "noi quy",
                                                         "de an",
                                                         "phuong an",
                                                         "an le",
                                                         "phu luc",
                                                         "don",
                                                         "hop dong",
                                                         "giay moi",
                                                         "quy trinh",
                                                         "danh muc",
                                                         "lenh",
                                                         "ban an",
                                                         "van ban hop nhat",
                                                         "sua doi",
                                                         "thoa thuan",
                                                         "hiep dinh",
                                                         "du thao",
                                                         "giay uy quyen",
                                                         "giay de nghi",
                                                         "giay xac nhan",
                                                         "giay chung nhan",
                                                         "giay gioi thieu",
                                                         "giay phep",
                                                         "to khai",
                                                         "ban khai",
                                                         "ban cam ket",
                                                         "ban kiem diem",
                                                         "so yeu ly lich",
                                                         "ly lich",
                                                         "phieu",
                                                         "bang ke",
                                                         "bai phat bieu",
                                                         "phat bieu",
                                                         "bai tham luan",
                                                         "tham luan",
                                                         "dien van"});

/// What stands behind the title of an official document.
constexpr auto kBodies = std::to_array<std::string_view>({"can cu",
                                                          "- can cu",
                                                          "xet ",
                                                          "kinh gui",
                                                          "(ban hanh",
                                                          "( ban hanh",
                                                          "(kem theo",
                                                          "( kem theo",
                                                          "(duoc",
                                                          "duoc ",
                                                          "i.",
                                                          "i/",
                                                          "i-",
                                                          "i -",
                                                          "1.",
                                                          "1-",
                                                          "1/",
                                                          "a.",
                                                          "a/",
                                                          "a-",
                                                          "a -",
                                                          "muc 1",
                                                          "thuc hien ",
                                                          "de ",
                                                          "uy ban nhan dan",
                                                          "bo truong",
                                                          "chu tich",
                                                          "thu tuong",
                                                          "hoi dong nhan dan",
                                                          "giam doc",
                                                          "tong giam doc",
                                                          "ban thuong vu",
                                                          "toi la",
                                                          "thua ",
                                                          "- "});

/// How the first part of a text is headed.
constexpr auto kFirstParts = std::to_array<std::string_view>(
    {"loi noi dau", "loi mo dau", "muc luc", "phan thu nhat", "phan i", "chuong i", "chuong 1", "dieu 1"});

/// `Phần I`, `CHƯƠNG I. …`, but not `Phân ích`.
bool heads_first_part(const Cell& cell) {
  return std::ranges::any_of(kFirstParts, [&cell](std::string_view head) {
    if (!cell.folded().starts_with(head)) return false;
    return cell.folded().size() == head.size() ||
           std::string_view(" .:-/").find(cell.folded()[head.size()]) != std::string_view::npos;
  });
}

/// Whether a cell opens with a kind of document and says no more than that, or its subject.
const std::string_view* kind_of(const Cell& cell) {
  for (const std::string_view& kind : kKinds) {
    if (!cell.folded().starts_with(kind)) continue;
    if (cell.folded().size() == kind.size()) return &kind;
    const char next = cell.folded()[kind.size()];
    if (next != ' ' && next != ':' && next != '*') continue;
    return &kind;
  }
  return nullptr;
}

bool is_kind_alone(const Cell& cell, std::string_view kind) {
  return !has_letters(std::string_view(cell.folded()).substr(kind.size()));
}

/// `Luật số: 12/2019/QH14`: where the kind follows, this line says the number and no more.
bool is_number_of(const Cell& cell, std::string_view kind) {
  const std::string_view rest = trim(std::string_view(cell.folded()).substr(kind.size()));
  if (!rest.starts_with("so")) return false;
  const std::optional<FoundNumber> number = find_number(cell.text);
  return number && !has_letters(std::string_view(cell.text).substr(number->end));
}

/// `Hà Nội, ngày …` and `…, ngày …`: the place is short.
bool is_dateline(const Cell& cell) {
  const std::size_t day = cell.folded().find("ngay");
  return day != std::string::npos && day <= 40 && cell.folded().size() < 90 &&
         (day == 0 || cell.folded().find(',') < day);
}

/// `B1-4-LLCN`, `Mẫu 01`: what names the form.
bool is_form_code(const Cell& cell) {
  const bool one_word = cell.text.find(' ') == std::string::npos;
  return (one_word && cell.text.find_first_of("0123456789") != std::string::npos) ||
         (cell.text.size() < 30 &&
          (cell.folded().starts_with("mau ") || cell.folded().starts_with("bieu mau ")));
}

class HeadReader {
 public:
  explicit HeadReader(std::string_view text) : cells_(head_cells(text)) {}

  OfficialHead read() {
    find_kind();
    const std::size_t title_end = read_title();
    read_date(title_end);
    read_number(title_end);
    read_issuer();
    const bool official = motto_ || head_.date || !head_.number.empty() || about_;
    if (!official) head_ = {};
    if (!head_.date) read_month(title_end);
    return std::move(head_);
  }

 private:
  bool is_motto(const Cell& cell) const { return begins_with_one_of(cell.folded(), kMottos); }

  void find_kind() {
    kind_ = cells_.size();
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const Cell& cell = cells_[i];
      if (is_motto(cell)) {
        motto_ = true;
        continue;
      }
      if (cell.folded().starts_with("can cu") || cell.text.size() > kMaxOfLine) break;
      const std::string_view* kind = kind_of(cell);
      if (kind == nullptr || cell.folded().ends_with(';')) continue;
      // If a line with the number was found, a line after it counts only if it says the same kind.
      if (kind_ < i && kind != kind_of(cells_[kind_])) continue;
      const bool alone = is_kind_alone(cell, *kind);
      if (!alone && !is_all_capitals(cell.text) && i > 0 && !cell.after_gap) continue;
      // A heading above the motto says where it was printed, as `VĂN BẢN HỢP NHẤT - …` does in a gazette.
      const auto below = std::span(cells_).subspan(i, std::min<std::size_t>(cells_.size() - i, 4));
      if (!motto_ && std::ranges::any_of(below, [this](const Cell& later) { return is_motto(later); }))
        continue;
      if (kind_ < i && is_number_of(cell, *kind)) continue;
      kind_ = i;
      if (!is_number_of(cell, *kind)) return;
    }
  }

  /// Index of the cell behind the title.
  std::size_t read_title() {
    if (kind_ == cells_.size()) return kind_;
    const bool alone = is_kind_alone(cells_[kind_], *kind_of(cells_[kind_]));
    std::string subject;
    std::size_t i = kind_ + 1;
    for (; i < cells_.size(); ++i) {
      const Cell& cell = cells_[i];
      if (subject.size() + cell.text.size() > kMaxTitle || cell.text.size() > kMaxOfLine) break;
      if (begins_with_one_of(cell.folded(), kBodies) || heads_first_part(cell)) break;
      if (is_motto(cell) || is_dateline(cell)) break;
      if (!subject.empty() && cell.text.ends_with(':')) break;
      if (cell.after_gap && !(subject.empty() && alone)) break;
      if (cell.folded().starts_with("ve viec") || cell.folded().starts_with("v/v")) about_ = true;
      if (!subject.empty()) subject += ' ';
      subject += cell.text;
    }
    head_.title = cells_[kind_].text;
    if (alone) subject = without_reference(subject);
    if (!subject.empty()) head_.title += ' ' + subject;
    if (head_.title.ends_with(':')) head_.title.pop_back();
    return i;
  }

  /// `của Bộ Tài chính số 13/2001/TT-BTC ngày 8 tháng 3 năm 2001 Hướng dẫn …`: what stands before the
  /// subject names issuer, number and date.
  std::string without_reference(const std::string& subject) {
    const std::string folded_subject = text::folded(subject);
    constexpr std::string_view kOf = "của ";
    const std::size_t of = subject.find(kOf);
    const bool issued = folded_subject.starts_with("cua ") || folded_subject.starts_with("lien tich cua ");
    if (!issued && !folded_subject.starts_with("so") && !folded_subject.starts_with("ngay ")) return subject;
    std::string_view rest = subject;
    constexpr std::size_t kMaxReference = 200;
    const std::optional<FoundNumber> number = find_number(subject);
    if (number && number->begin < kMaxReference) {
      head_.number = number->number;
      if (issued && of < number->begin) {
        const std::size_t begin = of + kOf.size();
        head_.issuer = trim(std::string_view(subject).substr(begin, number->begin - begin));
      }
      rest = trim(rest.substr(number->end));
    } else if (issued) {
      return subject;
    }
    const std::string canonical_rest = text::canonical(rest);
    const std::optional<FoundDate> date = find_date(canonical_rest, 0);
    if (!date || canonical_rest.find("ngày") > 4) return std::string(rest);
    head_.date = date->date;
    return std::string(trim(skipped(rest, std::string_view(canonical_rest).substr(0, date->end))));
  }

  /// `text` without as many code points as `other` has: the canonical form of a text has as many as its
  /// composed form.
  static std::string_view skipped(std::string_view text, std::string_view other) {
    while (!text.empty() && !other.empty()) {
      text.remove_prefix(text::decode(text).bytes);
      other.remove_prefix(text::decode(other).bytes);
    }
    return text;
  }

  void read_date(std::size_t title_end) {
    for (std::size_t i = 0; i < std::min(title_end + 3, cells_.size()); ++i) {
      const Cell& cell = cells_[i];
      if (head_.date) return;
      if (cell.folded().starts_with("can cu")) break;
      if (!is_dateline(cell)) continue;
      head_.date = first_date(cell.text);
    }
    for (std::size_t i = kind_; i < std::min(title_end + 3, cells_.size()) && !head_.date; ++i) {
      const std::string reference = reference_at(i);
      const bool published = text::folded(reference).find("cong bo") != std::string::npos;
      head_.date = published ? last_date(reference) : first_date(reference);
    }
  }

  /// Papers and drafts say no more than the month.
  void read_month(std::size_t title_end) {
    constexpr std::size_t kHeadCells = 20;
    for (std::size_t i = 0; i < std::min({title_end + 3, cells_.size(), kHeadCells}) && !head_.date; ++i) {
      head_.date = month_of_dateline(cells_[i].text);
    }
  }

  /// `(Ban hành kèm theo Quyết định số … ngày …)`, `Được … thông qua ngày …`, over two lines or in one; empty
  /// where none begins at cell `i`.
  std::string reference_at(std::size_t i) const {
    const Cell& cell = cells_[i];
    if (!cell.folded().starts_with('(') && !cell.folded().starts_with("duoc ")) return {};
    const bool open = cell.text.starts_with('(') && cell.text.find(')') == std::string::npos;
    return open && i + 1 < cells_.size() ? cell.text + ' ' + cells_[i + 1].text : cell.text;
  }

  void read_number(std::size_t title_end) {
    if (!head_.number.empty()) return;
    for (std::size_t i = 0; i < std::min(title_end + 3, cells_.size()); ++i) {
      const Cell& cell = cells_[i];
      if (cell.folded().starts_with("can cu")) return;
      const std::string_view* kind = kind_of(cell);
      const bool labelled = cell.folded().starts_with("so") || cell.folded().starts_with("(kem theo") ||
                            cell.folded().starts_with("(ban hanh") || i == kind_ ||
                            (kind != nullptr && cell.folded().substr(kind->size()).starts_with(" so"));
      if (!labelled) continue;
      if (auto found = find_number(cell.text)) {
        head_.number = std::move(found->number);
        read_issuer_of_reference(reference_at(i));
        return;
      }
    }
  }

  /// `(Kèm theo Nghị định số … ngày … của Chính phủ)`
  void read_issuer_of_reference(std::string_view reference) {
    constexpr std::string_view kOf = " của ";
    if (!head_.issuer.empty()) return;
    const std::size_t of = reference.rfind(kOf);
    if (of == std::string_view::npos) return;
    std::string_view issuer = reference.substr(of + kOf.size());
    while (!issuer.empty() && std::string_view(" )./").find(issuer.back()) != std::string_view::npos) {
      issuer.remove_suffix(1);
    }
    head_.issuer = issuer;
  }

  /// The lines above number and kind that are no motto. A place belongs to the line above it; any other line
  /// is a body below the one above it.
  void read_issuer() {
    constexpr auto kPlaces =
        std::to_array<std::string_view>({"tinh ", "thanh pho ", "tp", "huyen ", "quan ", "thi xa ", "xa ",
                                         "phuong ", "thi tran ", "viet nam", "toi cao", "nha nuoc"});
    if (!motto_ || !head_.issuer.empty()) return;
    std::string issuer;
    for (std::size_t i = 0; i < kind_; ++i) {
      const Cell& cell = cells_[i];
      if (is_motto(cell)) continue;
      if (cell.folded().starts_with("so") && find_number_word(cell.text, 0) == 0) continue;
      if (is_dateline(cell) || kind_of(cell) != nullptr || is_form_code(cell)) continue;
      if (month_of_dateline(cell.text)) continue;
      if (cell.text.size() > kMaxIssuer || cell.text.starts_with('/')) continue;
      if (cell.folded().starts_with("v/v") || cell.folded().starts_with("ve viec")) continue;
      if (begins_with_one_of(cell.folded(), kPlaces) && !issuer.empty()) {
        issuer += ' ' + cell.text;
      } else {
        issuer = cell.text;
      }
    }
    while (!issuer.empty() && std::string_view("-_ ").find(issuer.back()) != std::string_view::npos) {
      issuer.pop_back();
    }
    head_.issuer = std::move(issuer);
  }

  std::vector<Cell> cells_;
  std::size_t kind_ = 0;  ///< index of the line that names the kind; behind the last where there is none
  bool motto_ = false;
  bool about_ = false;  ///< the subject begins with `Về việc`
  OfficialHead head_;
};

constexpr std::size_t kMaxFirstLine = 250;  // bytes

bool begins_with_quote(std::string_view text) {
  return text.starts_with('"') || text.starts_with("“");
}

bool ends_with_quote(std::string_view text) {
  return text.ends_with('"') || text.ends_with("”");
}

/// What a speech or paper is called, above its name in quotes.
constexpr auto kPapers = std::to_array<std::string_view>(
    {"bai ", "phat bieu", "tham luan", "binh luan", "dien van", "chuyen de", "de tai", "bao cao"});

/// Where the name of a speech stands in quotes below that of its occasion, or the line above that says what
/// it is; the number of cells if nowhere.
std::size_t quoted_line(std::span<const Cell> cells) {
  constexpr std::size_t kWithin = 6;
  for (std::size_t i = 0; i < std::min(kWithin, cells.size()); ++i) {
    if (is_dateline(cells[i]) || cells[i].text.size() > kMaxFirstLine) break;
    if (!begins_with_quote(cells[i].text)) continue;
    for (std::size_t end = i; end < std::min(i + 4, cells.size()); ++end) {
      if (!ends_with_quote(cells[end].text)) continue;
      // `HỘI THI` above it belongs to it.
      const bool named = i > 0 && (!cells[i].after_gap || begins_with_one_of(cells[i - 1].folded(), kPapers));
      return named ? i - 1 : i;
    }
  }
  return cells.size();
}

std::string without_quotes(std::string_view title) {
  while (!title.empty() && (begins_with_quote(title) || title[0] == ' ')) {
    title.remove_prefix(text::decode(title).bytes);
  }
  if (title.ends_with("”")) title.remove_suffix(std::string_view("”").size());
  if (title.ends_with('"')) title.remove_suffix(1);
  return std::string(trim(title));
}

/// `Họ và tên: ……`: a blank to be filled in.
bool is_blank_field(const Cell& cell) {
  return cell.text.find("....") != std::string::npos || cell.text.find("……") != std::string::npos ||
         cell.text.ends_with(':');
}

constexpr auto kSchoolTerms =
    std::to_array<std::string_view>({"nam hoc ", "hoc ki ", "hoc ky ", "nien khoa "});

/// Whose paper it is, above its title: a school and the offices above it.
bool is_letterhead(const Cell& cell) {
  constexpr auto kOffices =
      std::to_array<std::string_view>({"so giao duc", "so gd", "phong giao duc", "phong gd", "bo giao duc"});
  constexpr auto kSchools = std::to_array<std::string_view>(
      {"truong tieu hoc", "truong th ", "truong thcs", "truong thpt", "truong mam non", "truong mn ",
       "truong mau giao", "truong trung hoc", "truong cao dang", "truong dai hoc", "to chuyen mon"});
  constexpr std::size_t kLongest = 100;
  if (cell.text.size() > kLongest) return false;
  return begins_with_one_of(cell.folded(), kOffices) ||
         (begins_with_one_of(cell.folded(), kSchools) && is_all_capitals(cell.text));
}

/// Whether a title goes on with `cell`.
bool goes_on(std::string_view title, const Cell& cell, bool quoted) {
  if (quoted) return !ends_with_quote(title);
  if (cell.after_gap || heads_first_part(cell)) return false;
  if (begins_with_one_of(cell.folded(), kSchoolTerms)) return true;
  const auto first = static_cast<UChar32>(text::decode(cell.text).code_point);
  return u_isULowercase(first) != 0 || (is_all_capitals(title) && is_all_capitals(cell.text));
}

/// `Luật này được Quốc hội … thông qua ngày 28 tháng 11 năm 2013.`: laws bear their date in their last
/// sentence.
std::optional<Date> date_of_passing(std::string_view text) {
  constexpr std::string_view kPassed = "thông qua ngày ";
  constexpr std::size_t kLongestSentence = 250;
  constexpr std::size_t kLongestDate = 40;
  const std::size_t at = text.rfind(kPassed);
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t from = at - std::min(at, kLongestSentence);
  if (text.substr(from, at - from).find(" này ") == std::string_view::npos) return std::nullopt;
  std::string date(text.substr(at + kPassed.size(), kLongestDate));
  for (char& c : date) c = c == '\n' || c == '\f' ? ' ' : c;
  const std::size_t year = date.find("năm ");
  if (year == std::string::npos) return std::nullopt;
  return entity::parse_date(std::string_view(date).substr(0, year + std::string_view("năm 2013").size()));
}

}  // namespace

OfficialHead read_official_head(std::string_view text) {
  return HeadReader(text).read();
}

std::string first_lines_as_title(std::string_view text) {
  const std::vector<Cell> all = head_cells(text);
  const auto first = std::ranges::find_if_not(all, is_letterhead);
  // A title may begin like a letterhead; then it is not above another.
  const bool below = first != all.end() && first->text.size() <= kMaxFirstLine;
  const std::span<const Cell> cells =
      std::span(all).subspan(below ? static_cast<std::size_t>(first - all.begin()) : 0);
  const std::size_t quoted = quoted_line(cells);
  std::string title;
  for (std::size_t i = quoted < cells.size() ? quoted : 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    const bool skipped = begins_with_one_of(cell.folded(), kMottos) || is_dateline(cell) ||
                         is_form_code(cell) || (quoted == cells.size() && is_blank_field(cell));
    if (title.empty() && skipped) continue;
    if (skipped || cell.text.size() > kMaxFirstLine || title.size() + cell.text.size() > kMaxTitle) break;
    if (!title.empty() && !goes_on(title, cell, quoted < cells.size())) break;
    if (!title.empty()) title += ' ';
    title += cell.text;
  }
  return begins_with_quote(title) ? without_quotes(title) : title;
}

void complete_from_head(Document& document, std::string_view stem) {
  OfficialHead head = read_official_head(document.text);
  if (document.title.empty()) document.title = std::move(head.title);
  if (document.title.empty()) document.title = first_lines_as_title(document.text);
  if (document.title.empty()) document.title = stem;
  if (!document.date) document.date = head.date;
  if (!document.date) document.date = date_of_passing(document.text);
  if (document.number.empty()) document.number = std::move(head.number);
  if (document.issuer.empty()) document.issuer = std::move(head.issuer);
}

void complete_record_from_head(Document& document) {
  // Few texts have it so early, and most are not looked at any further.
  constexpr std::size_t kMottoWithin = 1500;    // bytes
  constexpr std::string_view kOfMotto = "NGH";  // of `CHỦ NGHĨA`, whatever form its vowels have
  if (std::string_view(document.text).substr(0, kMottoWithin).find(kOfMotto) == std::string_view::npos)
    return;
  OfficialHead head = read_official_head(document.text);
  if (head.title.empty()) return;
  if (!document.date) document.date = head.date;
  if (document.number.empty()) document.number = std::move(head.number);
  if (document.issuer.empty()) document.issuer = std::move(head.issuer);
}

}  // namespace vnidx::format
