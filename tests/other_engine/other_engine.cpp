// A Xapian whose new databases are of an engine that vnidx knows no tables of, as a later Xapian may be.
//
// Loaded in front of Xapian by LD_PRELOAD, this takes the place of the constructor that makes databases and
// asks Xapian for its older engine, chert. So the program is tried as it is, from end to end.
#include <dlfcn.h>
#include <xapian.h>

#include <string>

namespace {

// Xapian::WritableDatabase::WritableDatabase(const std::string&, int, int), as the Itanium ABI names it.
#define WRITABLE_DATABASE \
  "_ZN6Xapian16WritableDatabaseC1ERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEEii"

using Constructor = void(void* self, const std::string& path, int flags, int block_bytes);

}  // namespace

extern "C" __attribute__((visibility("default"))) Constructor make_database asm(WRITABLE_DATABASE);

void make_database(void* self, const std::string& path, int flags, int block_bytes) {
  static auto* const construct = reinterpret_cast<Constructor*>(::dlsym(RTLD_NEXT, WRITABLE_DATABASE));
  const bool is_new = (flags & Xapian::DB_OPEN) != Xapian::DB_OPEN;
  construct(self, path, is_new ? flags | Xapian::DB_BACKEND_CHERT : flags, block_bytes);
}
