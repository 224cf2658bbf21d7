/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef FIX_CLASS
// clang-format off
FixStyle(ELECTROPULSE/MEMO,FixElectropulseMemo);
// clang-format on
#else

#ifndef LMP_FIX_ELECTROPULSE_MEMO_H
#define LMP_FIX_ELECTROPULSE_MEMO_H

#include "fix.h"

#include <vector>

namespace LAMMPS_NS {

// Internal: a few numbers of a compute, which creates it, carried through restarts. Computes have no restart hooks.
class FixElectropulseMemo : public Fix {
 public:
  FixElectropulseMemo(class LAMMPS *, int, char **);    // fix ID group ELECTROPULSE/MEMO
  int setmask() override { return 0; }
  void write_restart(FILE *) override;
  void restart(char *) override;

  std::vector<double> values;    // empty until the compute fills it
};

}    // namespace LAMMPS_NS

#endif
#endif
