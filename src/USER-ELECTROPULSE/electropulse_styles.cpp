/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

// The one place that lists our styles.

#include "electropulse_styles.h"

#include "compute_electropulse_boundary.h"
#include "compute_electropulse_core_atom.h"
#include "compute_electropulse_core_count.h"
#include "compute_electropulse_core_extent.h"
#include "fix_electropulse.h"
#include "fix_electropulse_history.h"
#include "fix_electropulse_memo.h"
#include "fix_electropulse_orient.h"
#include "fix_electropulse_vibrate.h"
#include "fix_electropulse_wind.h"
#include "lammps.h"
#include "modify.h"

#include <cstdio>

using namespace LAMMPS_NS;

// Plain C, unchanged since 2016: safe to call on a library of any version.
extern "C" int lammps_version(void *);
extern "C" int lammps_extract_setting(void *, const char *);

template <class T> static Fix *create_fix(LAMMPS *lmp, int narg, char **arg)
{
  return new T(lmp, narg, arg);
}

template <class T> static Compute *create_compute(LAMMPS *lmp, int narg, char **arg)
{
  return new T(lmp, narg, arg);
}

const char *electropulse_mismatch(void *ptr)
{
  static char message[256];
  const int version = lammps_version(ptr);
  const int tagint_size = lammps_extract_setting(ptr, "tagint");
  if (version == ELECTROPULSE_LAMMPS_NUM && tagint_size == (int) sizeof(tagint)) return nullptr;
  snprintf(message, sizeof(message),
           "USER-ELECTROPULSE %s was built for LAMMPS %d with %d-byte atom IDs, but the library "
           "loaded is LAMMPS %d "
           "with %d-byte atom IDs: build it again for this library",
           ELECTROPULSE_VERSION, ELECTROPULSE_LAMMPS_NUM, (int) sizeof(tagint), version,
           tagint_size);
  return message;
}

void electropulse_register(void *ptr)
{
  Modify *modify = static_cast<LAMMPS *>(ptr)->modify;
  auto &fixes = *modify->fix_map;
  auto &computes = *modify->compute_map;
  fixes["electropulse"] = &create_fix<FixElectropulse>;
  fixes["electropulse/orient"] = &create_fix<FixElectropulseOrient>;
  fixes["electropulse/vibrate"] = &create_fix<FixElectropulseVibrate>;
  fixes["electropulse/wind"] = &create_fix<FixElectropulseWind>;
  fixes["ELECTROPULSE/HISTORY"] = &create_fix<FixElectropulseHistory>;
  fixes["ELECTROPULSE/MEMO"] = &create_fix<FixElectropulseMemo>;
  computes["electropulse/boundary"] = &create_compute<ComputeElectropulseBoundary>;
  computes["electropulse/core/count"] = &create_compute<ComputeElectropulseCoreCount>;
  computes["electropulse/core/extent"] = &create_compute<ComputeElectropulseCoreExtent>;
  computes["electropulse/core/atom"] = &create_compute<ComputeElectropulseCoreAtom>;
}
