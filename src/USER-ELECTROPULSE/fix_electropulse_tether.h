/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef FIX_CLASS
// clang-format off
FixStyle(electropulse/tether,FixElectropulseTether);
// clang-format on
#else

#ifndef LMP_FIX_ELECTROPULSE_TETHER_H
#define LMP_FIX_ELECTROPULSE_TETHER_H

#include "electropulse/tether.h"
#include "electropulse_compat.h"
#include "fix.h"
#include "fix_electropulse_history.h"

#include <string>
#include <vector>

namespace LAMMPS_NS {

// Keeps surface atoms from hopping to other sites, by a potential that is flat around the site among reference neighbours.
class FixElectropulseTether : public Fix, public ElectropulseHistoryOwner {
 public:
  FixElectropulseTether(class LAMMPS *, int, char **);
  ~FixElectropulseTether() override;
  void post_constructor() override;
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
  void end_of_step() override;
  void post_run() override;
  void reset_dt() override;
  int pack_reverse_comm(int, int, double *) override;
  void unpack_reverse_comm(int, int *, double *) override;
  double compute_scalar() override;
  double compute_vector(int) override;
  void write_restart(FILE *) override;
  void restart(char *) override;
  double memory_usage() override;
  void check_ghosts() override;

 private:
  ep_tether tether;
  double cutoff;       // of neighbours in the reference, Angstrom
  int coordination;    // an atom with as many of them is not tethered
  bigint wanted;       // step of the reference, -1 for the first where there can be one
  double tau;          // of averages, ps
  int every;           // steps between their samples
  int level;           // of r-RESPA
  std::string id_history, id_reference;
  FixElectropulseHistory *history;    // null without average
  class FixElectropulseReference *reference;
  ep_tether_box box;

  // A tethered local atom; its neighbours are partners[first] to partners[first + n - 1]: local or ghost atoms, or -1 - k for
  // far_tags[k]. The image that is the neighbour is some box vectors away from the one that is known: `shift` is the mean.
  struct Site {
    int atom, first, n;
    double mean[3], shift[3];
  };
  std::vector<Site> sites, strays;    // strays have a neighbour that this process does not see
  std::vector<int> partners;
  std::vector<tagint> far_tags;    // of all processes, sorted
  std::vector<double> far_force;
  std::vector<double> ghost_force;
  std::vector<double> displacement;    // per-atom output

  ElectropulseCompat::RunWatch watch;
  bool running;         // in a run of dynamics, not in a rerun
  bigint taut_steps;    // of this process at timestep `dt`: taut tethers times steps
  double dt, time;      // ps; atoms times time before that, on all processes
  double record;        // largest displacement of this process in runs, Angstrom
  enum Sum { TETHERS, TAUT, ENERGY, NSUMS };
  double sums[NSUMS], totals[NSUMS];    // of this process; of all, once reduced
  double largest[2];                    // displacements now and in runs, once reduced
  double longest;                       // displacement of this process now
  bool reduced;

  void find_reference();
  void take_reference();
  void find_sites();
  void add_site(int i);
  void list_far();
  void pull_site(const Site &, const double w[3]);
  void pull_strays(const double deformation[6]);
  double *force_on(int partner);
  bigint all_taut_steps() const;
  void count_time();
  void reduce();
};

}    // namespace LAMMPS_NS

#endif
#endif
