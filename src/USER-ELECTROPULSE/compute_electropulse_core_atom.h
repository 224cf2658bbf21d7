/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef COMPUTE_CLASS
// clang-format off
ComputeStyle(electropulse/core/atom,ComputeElectropulseCoreAtom);
// clang-format on
#else

#ifndef LMP_COMPUTE_ELECTROPULSE_CORE_ATOM_H
#define LMP_COMPUTE_ELECTROPULSE_CORE_ATOM_H

#include "compute.h"
#include "electropulse/role.h"

#include <string>
#include <vector>

namespace LAMMPS_NS {

// Which atoms are dislocation core: common-neighbour analysis of averaged positions, then a role for each atom.
class ComputeElectropulseCoreAtom : public Compute {
 public:
  ComputeElectropulseCoreAtom(class LAMMPS *, int, char **);
  ~ComputeElectropulseCoreAtom() override;
  void init() override;
  double compute_scalar() override;
  void compute_peratom() override;
  int pack_forward_comm(int, int *, double *, int, int *) override;
  void unpack_forward_comm(int, int, double *) override;
  double memory_usage() override;

  // How many atoms are what, in all processes.
  enum Count {
    N_CORE,
    N_FAULT,
    N_SURFACE,
    N_BULK,
    N_FCC,
    N_HCP,
    N_BCC,
    N_ICO,
    N_OTHER,
    N_HOPS,
    NCOUNTS
  };
  double count(int which) const { return counted[which]; }

  // The compute with this ID, which must be of this style; `user` names the style that asks, for the error message.
  static ComputeElectropulseCoreAtom *find(class LAMMPS *, const std::string &id,
                                           const std::string &user);

  // Evaluates the compute unless LAMMPS knows its per-atom data to be current.
  void refresh_peratom();

  // Of the last evaluation; i is a local atom, cells and positions cover ghost atoms too.
  int structure(int i) const { return (int) sites[i][0]; }
  ep_role role(int i) const { return (ep_role) (int) sites[i][1]; }
  bool is_core(int i) const { return role(i) == EP_ROLE_CORE; }
  const ep_cells &cells_used() const { return cells; }
  const double *positions_used() const { return positions.data(); }

  double bond_range() const
  {
    return range;
  }    // Angstrom: the cutoff, or the search range if adaptive
  double bond_length(int i) const { return bonds[i]; }    // the cutoff used for local atom i
  bool has_hysteresis() const { return rule.hysteresis > 0; }
  void check_ghosts();    // stops with a named error when ghost atoms do not reach far enough

 private:
  ep_cna_method method;
  ep_role_rule rule;
  double range;              // Angstrom
  double tau, relax, hop;    // ps, THz, Angstrom
  int every, grow, margin;
  double maxfrac;
  std::string id_history;
  class FixElectropulseHistory *history;    // null when nothing needs a memory

  ep_cells cells;                   // of averaged positions
  ep_cells instant;                 // of present positions
  std::vector<double> positions;    // averaged, local and ghost
  std::vector<double> bonds;
  std::vector<double> proposed;      // roles of local and ghost atoms while they are settled
  std::vector<char> near_surface;    // local atoms
  double **sites;                    // the per-atom output: structure, role
  int nmax;
  double counted[NCOUNTS];
  bigint invoked_builds;    // neighbour-list builds at the last evaluation
  enum { OFFSETS, ROLES } sending;

  bool is_current() const;
  void place_atoms();
  void exchange_roles();
  void spread_surface();
  void grow_core();
  int count_neighbors(int i, ep_role) const;
  void count_roles();
};

}    // namespace LAMMPS_NS

#endif
#endif
