#include "format/json_mend.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace vnidx::format {
namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::size_t kMaxDepth = 1000;

bool is_space(int c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
bool is_word(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '+' ||
         c == '.' || c == '_';
}

class Mender {
 public:
  Mender(TextWindow& window, std::size_t limit) : window_(window), limit_(limit) {}

  std::size_t looked_at() const { return at_; }

  std::optional<Mended> object() {
    while (true) {
      const int c = window_.at(at_);
      if (at_ > limit_) return std::nullopt;
      if (is_space(c)) {
        ++at_;
      } else if (c == '{' || c == '[') {
        if (stack_.size() == kMaxDepth) return std::nullopt;
        put_comma_if_missing();
        stack_ += static_cast<char>(c);
        put(c);
      } else if (c == '}' || c == ']') {
        if (!close(static_cast<char>(c))) return std::nullopt;
        if (stack_.empty()) return Mended{std::move(out_), at_, what()};
      } else if (c == ',') {
        if (last() == ',' || last() == '{' || last() == '[') {
          ++commas_;
          ++at_;
        } else {
          put(c);
        }
      } else if (c == ':') {
        if (last() != '"' || stack_.back() != '{') return std::nullopt;
        put(c);
      } else if (c == '"') {
        put_comma_if_missing();
        if (!string()) return std::nullopt;
      } else if (c == ')' && open_calls_ > 0) {
        --open_calls_;
        ++at_;
      } else if (!is_word(c) || !literal()) {
        return std::nullopt;
      }
    }
  }

 private:
  char last() const { return out_.empty() ? '\0' : out_.back(); }
  void put(int c) {
    out_ += static_cast<char>(c);
    ++at_;
  }

  void put_comma_if_missing() {
    if (out_.empty() || std::string_view(",:{[").find(last()) != kNone) return;
    out_ += ',';
    ++commas_;
  }

  bool close(char c) {
    if (stack_.empty() || stack_.back() != (c == '}' ? '{' : '[') || last() == ':') return false;
    if (last() == ',') {
      out_.pop_back();
      ++commas_;
    }
    stack_.pop_back();
    put(c);
    return true;
  }

  /// Numbers, `true`, and what other languages write for them; a call is what it is called with.
  bool literal() {
    constexpr std::size_t kLongest = 64;
    std::string word;
    while (is_word(window_.at(at_)) && word.size() < kLongest) word += static_cast<char>(window_.at(at_++));
    if (window_.at(at_) == '(') {
      ++open_calls_;
      ++at_;
      ++words_;
      return true;
    }
    put_comma_if_missing();
    if (word == "true" || word == "false" || word == "null" || word[0] == '-' ||
        (word[0] >= '0' && word[0] <= '9')) {
      out_ += word;
      return true;
    }
    ++words_;
    if (word == "True" || word == "False") {
      out_ += word == "True" ? "true" : "false";
    } else if (word == "None" || word == "NaN" || word == "undefined" || word == "NULL") {
      out_ += "null";
    } else {
      return false;
    }
    return true;
  }

  bool string() {
    const bool is_key = stack_.back() == '{' && (last() == '{' || last() == ',');
    put('"');
    while (true) {
      const int c = window_.at(at_);
      if (c == -1 || at_ > limit_) return false;
      if (c == '\\') {
        escape();
      } else if (c == '"') {
        if (ends_string(at_ + 1, is_key)) break;
        out_ += '\\';
        put(c);
        ++quotes_;
      } else if (c < 0x20) {
        control(c);
      } else {
        put(c);
      }
    }
    put('"');
    return true;
  }

  void escape() {
    const int next = window_.at(at_ + 1);
    bool sound = next != -1 && std::string_view("\"\\/bfnrt").find(static_cast<char>(next)) != kNone;
    if (next == 'u') {
      sound = true;
      for (std::size_t i = 2; i < 6; ++i) {
        const int digit = window_.at(at_ + i);
        sound &=
            digit != -1 && std::string_view("0123456789abcdefABCDEF").find(static_cast<char>(digit)) != kNone;
      }
    }
    put('\\');
    if (sound) {
      put(next);
    } else {
      out_ += '\\';
      ++escapes_;
    }
  }

  void control(int c) {
    constexpr std::string_view kHex = "0123456789abcdef";
    out_ += "\\u00";
    out_ += kHex[static_cast<std::size_t>(c >> 4)];
    out_ += kHex[static_cast<std::size_t>(c & 0xF)];
    ++at_;
    ++controls_;
  }

  std::size_t behind_space(std::size_t at) {
    while (is_space(window_.at(at))) ++at;
    return at;
  }

  /// Whether `"name":` stands at `at`.
  bool is_key_at(std::size_t at) {
    constexpr std::size_t kLongest = 100;
    if (window_.at(at) != '"') return false;
    for (std::size_t i = at + 1; i < at + kLongest; ++i) {
      const int c = window_.at(i);
      if (c == '"') return window_.at(behind_space(i + 1)) == ':';
      if (c < 0x20 || c == '\\') return false;
    }
    return false;
  }

  /// Whether a quote before `at` ends a string, for what follows.
  bool ends_string(std::size_t at, bool is_key) {
    const std::size_t next = behind_space(at);
    const int c = window_.at(next);
    if (is_key) return c == ':';
    if (c == ')') return open_calls_ > 0;
    const bool in_object = stack_.back() == '{';
    if (c == (in_object ? '}' : ']')) {
      const int behind = window_.at(behind_space(next + 1));
      return behind == -1 || std::string_view(",]}{").find(static_cast<char>(behind)) != kNone;
    }
    if (c == ',') {
      const std::size_t begin = behind_space(next + 1);
      const int first = window_.at(begin);
      if (in_object) return first == '}' || first == ',' || is_key_at(begin);
      return first != -1 && std::string_view("\"{[],").find(static_cast<char>(first)) != kNone;
    }
    return in_object && next > at && is_key_at(next);
  }

  std::string what() const {
    struct Count {
      std::size_t count;
      std::string_view name;
    };
    const std::array<Count, 5> counts{{{commas_, "commas"},
                                       {quotes_, "quotes within strings"},
                                       {controls_, "control characters within strings"},
                                       {escapes_, "escapes"},
                                       {words_, "values of another language"}}};
    std::string text;
    for (const Count& each : counts) {
      if (each.count == 0) continue;
      text += (text.empty() ? "was mended to be JSON: " : ", ") + std::string(each.name) + " (" +
              std::to_string(each.count) + ')';
    }
    return text;
  }

  TextWindow& window_;
  std::size_t limit_;
  std::string out_;
  std::string stack_;  // brackets that are open
  std::size_t at_ = 0;
  std::size_t open_calls_ = 0;
  std::size_t commas_ = 0;
  std::size_t quotes_ = 0;
  std::size_t controls_ = 0;
  std::size_t escapes_ = 0;
  std::size_t words_ = 0;
};

}  // namespace

std::optional<Mended> mend_object(TextWindow& window, LookAhead& look_ahead, std::size_t longest) {
  if (window.at(0) != '{') return std::nullopt;
  Mender mender(window, std::min(look_ahead.limit(), longest));
  std::optional<Mended> mended = mender.object();
  if (!mended) look_ahead.spend(mender.looked_at());
  return mended;
}

std::optional<std::size_t> end_of_object(TextWindow& window, LookAhead& look_ahead) {
  const std::size_t limit = look_ahead.limit();
  std::size_t depth = 0;
  std::size_t i = 0;
  for (bool sound = true; sound && i < limit; ++i) {
    const int c = window.at(i);
    if (c == '"') {
      for (++i; sound && i < limit && window.at(i) != '"'; ++i) {
        sound = window.at(i) >= 0x20;  // the end is less, too
        if (window.at(i) == '\\') ++i;
      }
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (--depth == 0) return i + 1;
    } else {
      sound = is_space(c) || is_word(c) || c == ',' || c == ':';
    }
  }
  look_ahead.spend(i);
  return std::nullopt;
}

}  // namespace vnidx::format
