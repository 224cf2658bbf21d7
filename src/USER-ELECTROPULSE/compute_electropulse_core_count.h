/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef COMPUTE_CLASS
// clang-format off
ComputeStyle(electropulse/core/count,ComputeElectropulseCoreCount);
// clang-format on
#else

#ifndef LMP_COMPUTE_ELECTROPULSE_CORE_COUNT_H
#define LMP_COMPUTE_ELECTROPULSE_CORE_COUNT_H

#include "compute.h"

#include <string>

namespace LAMMPS_NS {

// How many atoms a compute electropulse/core/atom finds in each role and structure.
class ComputeElectropulseCoreCount : public Compute {
 public:
  ComputeElectropulseCoreCount(class LAMMPS *, int, char **);
  ~ComputeElectropulseCoreCount() override;
  void init() override;
  void compute_vector() override;

 private:
  std::string id_core;
  class ComputeElectropulseCoreAtom *core;
};

}    // namespace LAMMPS_NS

#endif
#endif
