// An index of a dozen documents in which every kind of query finds something and misses something.
#pragma once

#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/snapshot.h"
#include "vnidx/document.h"
#include "vnidx/result.h"
#include "vnidx/search.h"

namespace vnidx::test {

using Ids = std::set<std::string>;

/// The documents. Their ids say what they are about.
const std::vector<Document>& small_collection();

/// A snapshot of their index, which is made once.
store::Snapshot& small_index();

/// Where that index is.
const std::string& small_index_path();

/// The documents that `query` finds, through all stages but ranking: parsed, compiled, retrieved, checked.
Result<Ids> found(std::string_view query, Marks marks = Marks::smart, SearchIn in = SearchIn::all);

/// The same in another index.
Result<Ids> found_in(store::Snapshot& snapshot, std::string_view query, Marks marks = Marks::smart,
                     SearchIn in = SearchIn::all);

/// The documents of a Xapian query.
Ids documents_of(const Xapian::Query& query);

}  // namespace vnidx::test

namespace Catch {
template <>
struct StringMaker<vnidx::test::Ids> {
  static std::string convert(const vnidx::test::Ids& ids) {
    std::string out = "{";
    for (const std::string& id : ids) out += " " + id;
    return out + " }";
  }
};
}  // namespace Catch
