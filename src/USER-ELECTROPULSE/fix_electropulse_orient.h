/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef FIX_CLASS
// clang-format off
FixStyle(electropulse/orient,FixElectropulseOrient);
// clang-format on
#else

#ifndef LMP_FIX_ELECTROPULSE_ORIENT_H
#define LMP_FIX_ELECTROPULSE_ORIENT_H

#include "electropulse/orient.h"
#include "fix.h"

#include <vector>

namespace LAMMPS_NS {

// A known pressure on a twin boundary: a potential energy that differs between the two variants.
class FixElectropulseOrient : public Fix {
 public:
  FixElectropulseOrient(class LAMMPS *, int, char **);
  ~FixElectropulseOrient() override;
  int setmask() override;
  void init() override;
  void setup(int) override;
  void min_setup(int) override;
  void setup_post_neighbor() override;
  void post_neighbor() override;
  void min_post_neighbor() override;
  void post_force(int) override;
  void min_post_force(int) override;
  void setup_pre_force_respa(int, int) override;
  void pre_force_respa(int, int, int) override;
  int pack_forward_comm(int, int *, double *, int, int *) override;
  void unpack_forward_comm(int, int, double *) override;
  double compute_scalar() override;
  double compute_vector(int) override;
  double memory_usage() override;

 private:
  double pressure;    // bar
  double lattice;     // Angstrom
  ep_boundary_axes axes;
  ep_orient orient;
  int level;         // of r-RESPA
  bool announced;    // the line on the pressure has been printed
  bool checked;      // the crystal has been seen to fit lattice and axes

  // Neighbours of local atoms nearer than orient.outer + skin when they were listed.
  ep_cells cells;
  std::vector<int> first, neighbors;
  std::vector<double> listed_at;    // positions then, of local and ghost atoms
  double skin;
  bool stale;    // atoms may have changed hands since

  std::vector<double> order, slope;    // of local atoms; of local and ghost atoms
  enum Sum { N, ORDER, N_PLUS, N_MINUS, FAVOURED, ENERGY, NSUMS };
  double sums[NSUMS], totals[NSUMS];    // of this process; of all, once reduced
  bool reduced;

  void check_ghosts() const;
  bool list_holds() const;
  void list_neighbors();
  void find_orders(int eflag_atom);
  void add_forces();
  void check_crystal();
  void reduce();
};

}    // namespace LAMMPS_NS

#endif
#endif
