/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef COMPUTE_CLASS
// clang-format off
ComputeStyle(electropulse/boundary,ComputeElectropulseBoundary);
// clang-format on
#else

#ifndef LMP_COMPUTE_ELECTROPULSE_BOUNDARY_H
#define LMP_COMPUTE_ELECTROPULSE_BOUNDARY_H

#include "compute.h"
#include "electropulse/boundary.h"

#include <string>
#include <vector>

namespace LAMMPS_NS {

// Where an incoherent twin boundary stands, from how much of a band each twin variant fills.
class ComputeElectropulseBoundary : public Compute {
 public:
  ComputeElectropulseBoundary(class LAMMPS *, int, char **);
  ~ComputeElectropulseBoundary() override;
  void init() override;
  double compute_scalar() override;
  void compute_vector() override;

 private:
  std::string id_core, id_memo;
  class ComputeElectropulseCoreAtom *core;
  class FixElectropulseMemo
      *memo;    // band low, high (relative to the mean along the normal), left variant
  ep_boundary_axes axes;
  double margin;    // Angstrom from either end of the band along the motion axis
  bool band_given;
  ep_boundary_band
      band;    // relative to the mean along the normal; found at the first evaluation unless given

  double mean_along_normal() const;
  double mean_bond_length() const;
  std::vector<double> settings() const;
  int variant(int i) const;
  void find_band(double mean);
  void count(double mean);
};

}    // namespace LAMMPS_NS

#endif
#endif
