/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifndef LMP_ELECTROPULSE_EXCHANGE_H
#define LMP_ELECTROPULSE_EXCHANGE_H

#include "fix.h"
#include "modify.h"

#include <algorithm>
#include <vector>

namespace LAMMPS_NS {

// A fix with so many numbers an atom that buffers must be told. Where LAMMPS moves atoms by class Irregular (balancing, tiled
// communication, read_dump), it makes room for the widest fix only, and for little more. So each of these asks for all.
class ElectropulseWideFix {
 public:
  virtual int exchange_width() const = 0;    // numbers of one atom, at most

  // To be called in every init(), and when a width has changed. In a constructor the fix is not in LAMMPS' list yet: `newest`.
  static void reserve_exchange(Modify *modify, Fix *newest = nullptr)
  {
    std::vector<Fix *> fixes(modify->fix, modify->fix + modify->nfix);
    if (newest && std::find(fixes.begin(), fixes.end(), newest) == fixes.end())
      fixes.push_back(newest);
    int sum = 0;
    for (Fix *fix : fixes)
      if (const auto *wide = dynamic_cast<ElectropulseWideFix *>(fix))
        sum += wide->exchange_width();
    for (Fix *fix : fixes)
      if (dynamic_cast<ElectropulseWideFix *>(fix)) fix->maxexchange = sum;
  }

 protected:
  ~ElectropulseWideFix() = default;    // not virtual: LAMMPS' own differ in what they may throw
};

}    // namespace LAMMPS_NS

#endif
