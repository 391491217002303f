// The query language as far as it needs no index.
#include "fuzz/target.h"
#include "query/lexer.h"
#include "query/parser.h"

namespace vnidx::fuzz {
namespace {

void lexer(std::string_view bytes) {
  const auto lexed = query::lex(bytes);
  if (lexed) static_cast<void>(query::to_string(lexed->lexemes));
}

void parser(std::string_view bytes) {
  static_cast<void>(query::parse(bytes, query::Punctuation::strict));
  static_cast<void>(query::parse(bytes));
}

}  // namespace

std::vector<Target> query_targets() {
  const std::vector<std::string> queries = {
      "\"đảng ủy\" +khối -sở (a OR b) AND NOT c* NEAR/5 d",
      "title:lũ org:\"sở y tế\" date:2018-07..2018-09 author:An source:bao",
      "trường phái:Sunni 15:20 \"chưa đóng ((",
  };
  return {{"lexer", lexer, queries}, {"parser", parser, queries}};
}

}  // namespace vnidx::fuzz
