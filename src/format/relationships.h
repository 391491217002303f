// Which parts of an Office package belong to which (ECMA-376 part 2, relationships). Values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "format/xml.h"
#include "format/zip.h"

namespace vnidx::format {

class Relationships {
 public:
  /// Those of `part`, which are in `_rels/NAME.rels` beside it.
  Relationships(ZipMembers& members, std::string_view part);

  /// The part that `id` stands for; empty where there is none.
  std::string by_id(std::string_view id) const;
  /// The first part whose relation is of that kind: `notesSlide`, `sharedStrings` …
  std::string by_kind(std::string_view kind) const;
  std::vector<std::string> all_by_kind(std::string_view kind) const;

 private:
  struct Relation {
    std::string id;
    std::string type;
    std::string part;
  };
  std::vector<Relation> relations_;
};

/// The relation that `node` names: `r:id`, whatever the prefix. An `id` without one is something else.
std::string_view relation_id(pugi::xml_node node);

/// What `target` names from within `folder`, which ends with a slash or is empty: `../a/b` and `/a/b` too.
std::string resolved_name(std::string_view folder, std::string_view target);

}  // namespace vnidx::format
