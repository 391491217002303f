// Which names and short forms mean one body in this collection.
//
// * A short form that documents give to names in brackets (entity/short_form.h) means one of them everywhere,
//   when at least two documents say so, and four in five of those that give it to any name. So an acronym
//   means what it means in this collection.
// * A national body is the same with `Việt Nam` behind its name and without (entity::is_national).
//
// How many documents say so is asked of the index when it is needed. So what holds follows each commit, and
// no order of documents matters. Not thread-safe, as the snapshot is not; may throw Xapian errors
// (store/guard.h).
#pragma once

#include <xapian.h>

#include <cstddef>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/name_catalog.h"
#include "store/snapshot.h"

namespace vnidx::query {

class Bodies {
 public:
  using Entry = store::NameCatalog::Entry;

  struct Body {
    const Entry* name = nullptr;        ///< the one that most documents hold
    std::vector<const Entry*> members;  ///< names and short forms, by rising key
  };

  /// Both must outlive it.
  Bodies(const store::Snapshot& snapshot, const store::NameCatalog& catalog);

  /// The body of `entry`: of a short form that means no one body here, one without a name.
  const Body& body_of(const Entry& entry);

  /// The names that the short form of that key (entity::short_form_key) means: those of one body or, where it
  /// means none, all that a document gives it to.
  std::vector<const Entry*> meanings_of(std::string_view short_key);

 private:
  struct Given {
    const Entry* name;
    Xapian::doccount documents;  ///< that give the short form to it
  };

  Xapian::doccount count_of(const Entry& entry) const;
  std::vector<Given> given_by(const Entry& short_form) const;
  const std::vector<const Entry*>& bound_to(const Entry& short_form);
  std::vector<const Entry*> neighbours_of(const Entry& entry);
  const Entry* name_alone(const Entry& short_form);
  const Entry* with_or_without_country(const Entry& name) const;

  const store::Snapshot& snapshot_;
  const store::NameCatalog& catalog_;
  /// By key of a name the short forms that some document gives to it.
  std::unordered_map<std::string_view, std::vector<const Entry*>> forms_of_;
  std::unordered_map<const Entry*, std::vector<const Entry*>> bound_;
  std::unordered_map<const Entry*, std::size_t> body_numbers_;
  std::deque<Body> bodies_;
};

}  // namespace vnidx::query
