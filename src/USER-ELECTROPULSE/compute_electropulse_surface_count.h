/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef COMPUTE_CLASS
// clang-format off
ComputeStyle(electropulse/surface/count,ComputeElectropulseSurfaceCount);
// clang-format on
#else

#ifndef LMP_COMPUTE_ELECTROPULSE_SURFACE_COUNT_H
#define LMP_COMPUTE_ELECTROPULSE_SURFACE_COUNT_H

#include "compute.h"

#include <string>

namespace LAMMPS_NS {

// Of a compute electropulse/surface/atom, by class and by interior and edge: atoms, hops, and atoms times time.
class ComputeElectropulseSurfaceCount : public Compute {
 public:
  ComputeElectropulseSurfaceCount(class LAMMPS *, int, char **);
  ~ComputeElectropulseSurfaceCount() override;
  void init() override;
  void compute_array() override;

 private:
  std::string id_surface;
  class ComputeElectropulseSurfaceAtom *surface;
};

}    // namespace LAMMPS_NS

#endif
#endif
