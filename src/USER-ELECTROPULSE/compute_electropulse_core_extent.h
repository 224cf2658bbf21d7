/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef COMPUTE_CLASS
// clang-format off
ComputeStyle(electropulse/core/extent,ComputeElectropulseCoreExtent);
// clang-format on
#else

#ifndef LMP_COMPUTE_ELECTROPULSE_CORE_EXTENT_H
#define LMP_COMPUTE_ELECTROPULSE_CORE_EXTENT_H

#include "compute.h"
#include "electropulse/cell.h"
#include "electropulse/extent.h"

#include <string>
#include <vector>

namespace LAMMPS_NS {

// How long the dislocation lines are, or how large the boundary is, that the core atoms make up.
class ComputeElectropulseCoreExtent : public Compute {
 public:
  ComputeElectropulseCoreExtent(class LAMMPS *, int, char **);
  ~ComputeElectropulseCoreExtent() override;
  void init() override;
  void compute_vector() override;
  double memory_usage() override;

 private:
  std::string id_core;
  class ComputeElectropulseCoreAtom *core;
  ep_extent_rule rule;
  ep_cells cells;
  std::vector<double> points;    // own core atoms, then others near them and periodic images

  int gather_points();
};

}    // namespace LAMMPS_NS

#endif
#endif
