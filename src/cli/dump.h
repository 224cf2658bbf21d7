#ifndef ELECTROPULSE_CLI_DUMP_H
#define ELECTROPULSE_CLI_DUMP_H

#include "text.h"

#ifdef __cplusplus
extern "C" {
#endif

// Roles of atoms as compute electropulse/core/atom numbers them; every other value reads as
// EP_DUMP_OTHER.
enum ep_dump_role {
  EP_DUMP_BULK,
  EP_DUMP_FAULT,
  EP_DUMP_CORE,
  EP_DUMP_SURFACE,
  EP_DUMP_OTHER,
  EP_DUMP_ROLES
};

// An atom: place in Angstrom, and role.
struct ep_dump_atom {
  double x, y, z;
  enum ep_dump_role role;
};

// One snapshot: atoms sorted by z, then y, then x; the box as its corner and three edges, in
// Angstrom.
struct ep_dump {
  long long step;
  size_t count;
  struct ep_dump_atom *atoms;
  double origin[3], edge[3][3];
};

// Reads the last snapshot of a LAMMPS text dump: x y z (or xu yu zu) and the role, which is the
// column role_column, or when that is NULL the column named role, or the only one named c_*[2].
// False, with error filled and nothing to free, for a text that is no dump, a missing column, a bad
// number or a snapshot cut short.
bool ep_dump_parse(const char *text, size_t length, const char *role_column, struct ep_dump *dump,
                   struct ep_text_error *error);

// Frees what ep_dump_parse() allocated and empties the dump.
void ep_dump_free(struct ep_dump *dump);

#ifdef __cplusplus
}
#endif
#endif
