/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef COMPUTE_CLASS
// clang-format off
ComputeStyle(electropulse/d2min/atom,ComputeElectropulseD2minAtom);
// clang-format on
#else

#ifndef LMP_COMPUTE_ELECTROPULSE_D2MIN_ATOM_H
#define LMP_COMPUTE_ELECTROPULSE_D2MIN_ATOM_H

#include "compute.h"
#include "fix_electropulse_history.h"

#include <string>
#include <vector>

namespace LAMMPS_NS {

// Non-affine squared displacement and strain of each atom against a reference, from averaged positions.
class ComputeElectropulseD2minAtom : public Compute, public ElectropulseHistoryOwner {
 public:
  ComputeElectropulseD2minAtom(class LAMMPS *, int, char **);
  ~ComputeElectropulseD2minAtom() override;
  void init() override;
  double compute_scalar() override;
  void compute_peratom() override;
  void check_ghosts() override;
  double memory_usage() override;

 private:
  enum { FIRST, FIXED, TRAILING } when;
  bigint interval;    // of a trailing reference, or the step of a fixed one
  double cutoff;      // Angstrom
  double tau, hop;    // ps, Angstrom
  std::string id_history, id_reference;
  FixElectropulseHistory *history;    // null without averages
  class FixElectropulseReference *reference;
  double **values;
  int nmax;
  double sum, count;                      // of D2min; atoms that have neighbours
  std::vector<double> before, present;    // vectors to the neighbours of one atom

  void follow();
  void check_reference();
  void renew();
  bool has_reference() const;
  void fail_without_reference() const;
  void fit_atom(int i);
};

}    // namespace LAMMPS_NS

#endif
#endif
