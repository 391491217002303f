#include "query/forgiveness.h"

#include <utility>

namespace vnidx::query {
namespace {

using Kind = Lexeme::Kind;

bool begins_operand(const Lexeme& lexeme) {
  return lexeme.kind == Kind::text || lexeme.kind == Kind::prefix || lexeme.kind == Kind::phrase ||
         lexeme.kind == Kind::field || lexeme.kind == Kind::open;
}

// Finds partners from left to right.
class Brackets {
 public:
  explicit Brackets(std::vector<std::string>& notes) : notes_(notes) {}

  void take(Lexeme lexeme) {
    if (lexeme.kind == Kind::open) opened_.push_back(kept_.size());
    if (lexeme.kind == Kind::close && !close(lexeme)) return;
    kept_.push_back(std::move(lexeme));
  }

  std::vector<Lexeme> finish() {
    if (!opened_.empty()) note_forgiven("this ( is not closed", kept_[opened_.front()].column, notes_);
    std::vector<Lexeme> left;
    std::size_t next = 0;
    for (std::size_t i = 0; i < kept_.size(); ++i) {
      if (next < opened_.size() && opened_[next] == i)
        ++next;
      else
        left.push_back(std::move(kept_[i]));
    }
    return left;
  }

 private:
  // Whether the bracket stays.
  bool close(const Lexeme& lexeme) {
    if (opened_.empty()) {
      if (!std::exchange(noted_, true)) note_forgiven("this ) closes nothing", lexeme.column, notes_);
      return false;
    }
    const std::size_t opened = opened_.back();
    opened_.pop_back();
    const bool is_empty = opened + 1 == kept_.size();
    const bool is_value = opened > 0 && kept_[opened - 1].kind == Kind::field;
    if (!is_empty || is_value) return true;
    kept_.pop_back();
    return false;
  }

  std::vector<std::string>& notes_;
  std::vector<Lexeme> kept_;
  std::vector<std::size_t> opened_;  // brackets of kept_ without a partner yet
  bool noted_ = false;
};

}  // namespace

void note_forgiven(std::string_view what, std::size_t column, std::vector<std::string>& notes) {
  notes.push_back("column " + std::to_string(column) + ": " + std::string(what) +
                  " and was read as punctuation");
}

void forgive_brackets(std::vector<Lexeme>& lexemes, std::vector<std::string>& notes) {
  Brackets brackets(notes);
  for (Lexeme& lexeme : lexemes) brackets.take(std::move(lexeme));
  lexemes.clear();
  std::vector<Lexeme> left = brackets.finish();
  for (std::size_t i = 0; i < left.size(); ++i) {
    const bool is_sign = left[i].kind == Kind::plus || left[i].kind == Kind::minus;
    if (is_sign && (i + 1 == left.size() || !begins_operand(left[i + 1]))) continue;
    lexemes.push_back(std::move(left[i]));
  }
}

}  // namespace vnidx::query
