// The second stage of a query: lexemes to what it says. Pure functions; thread-safe.
//
//   query    = sequence (operator sequence)*           operators from loosest: OR, then AND and NOT
//   sequence = clause+                                 side by side: plain words rank
//   clause   = ["+" | "-"] [field ":"] (text | prefix | phrase | "(" query ")") [NEAR[/n] …]
//
// A sequence binds closest, so that `đảng ủy AND y tế` asks for both names and not for `ủy` and `y`.
#pragma once

#include <string_view>

#include "query/ast.h"
#include "vnidx/result.h"

namespace vnidx::query {

/// What `query` says; an empty query is Node::Kind::everything. Error usage, place `column N`.
Result<Node> parse(std::string_view query);

}  // namespace vnidx::query
