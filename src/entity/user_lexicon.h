// The lexicon that a user brings: names of bodies, and how else each is written. One body a line, tabs
// between its name in full and its other forms, `#` opens a comment line:
//
//     Trung tâm Lưu trữ quốc gia III	TTLTQG III	Lưu trữ 3
//
// Pure functions; thread-safe.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "vnidx/result.h"

namespace vnidx::entity {

struct UserBody {
  std::string name;                ///< under which it is known, whatever form stands in the text
  std::vector<std::string> forms;  ///< how it is written, the name itself among them
};

struct UserLexicon {
  std::vector<UserBody> bodies;
};

/// Reads a lexicon from the text of `file`. Error usage where a line is none, in `file:line`: a name or form
/// must be UTF-8, begin with a capital, and stand for one body only.
Result<UserLexicon> read_user_lexicon(std::string_view text, std::string_view file);

/// The keys of a body's other names, by the key of its full name.
using OtherKeys = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Other names of bodies, those of the tables and of `own`.
OtherKeys other_keys(const UserLexicon& own);

}  // namespace vnidx::entity
