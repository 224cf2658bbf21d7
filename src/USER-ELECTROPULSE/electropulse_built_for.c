/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

// For which LAMMPS this was built. C, no LAMMPS header: it may stand beside a LAMMPS of any version.

#include "electropulse_styles.h"

#include <stdio.h>

// Plain C, unchanged since 2016: safe to call on a library of any version. Weak: a library that asks for them loads
// where there is no LAMMPS, too.
extern int lammps_version(void *) __attribute__((weak));
extern int lammps_extract_setting(void *, const char *) __attribute__((weak));

#ifdef LAMMPS_BIGBIG
#define TAGINT_SIZE 8
#else
#define TAGINT_SIZE 4
#endif
#define TEXT_OF(number) #number
#define TEXT(macro) TEXT_OF(macro)

// The first four characters are what(1)'s mark: the text is found in the file, which need not be loaded.
static const char built_for[] = "@(#)LAMMPS " TEXT(ELECTROPULSE_LAMMPS_NUM) ", " TEXT(
    TAGINT_SIZE) "-byte atom IDs, USER-ELECTROPULSE " ELECTROPULSE_VERSION;

const char *electropulse_built_for(void)
{
  return built_for + 4;
}

const char *electropulse_mismatch(void *lammps)
{
  static char message[320];
  if (!lammps_version || !lammps_extract_setting)
    return "USER-ELECTROPULSE does not see the LAMMPS library of this program: load it with "
           "RTLD_GLOBAL";
  const int version = lammps_version(lammps);
  const int tagint_size = lammps_extract_setting(lammps, "tagint");
  if (version == ELECTROPULSE_LAMMPS_NUM && tagint_size == TAGINT_SIZE) return NULL;
  snprintf(message, sizeof message,
           "USER-ELECTROPULSE %s was built for LAMMPS %d with %d-byte atom IDs, but the library "
           "loaded is LAMMPS %d "
           "with %d-byte atom IDs: build it again for this library",
           ELECTROPULSE_VERSION, ELECTROPULSE_LAMMPS_NUM, TAGINT_SIZE, version, tagint_size);
  return message;
}
