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
#include "electropulse/sweep.h"
#include "electropulse_roles.h"
#include "fix_electropulse_history.h"

#include <string>
#include <utility>
#include <vector>

namespace LAMMPS_NS {

// Which atoms are dislocation core: common-neighbour analysis of averaged positions, then a role for each atom.
class ComputeElectropulseCoreAtom :
    public Compute,
    public ElectropulseHistoryOwner,
    public ElectropulseRoles {
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

  // Finds what the functions below tell, unless it is known for the present step; the first alone, the second counts too.
  void find_roles();
  void refresh_peratom();

  void refresh_roles() override { refresh_peratom(); }
  int role_of(int i) const override { return structure(i) == EP_CNA_UNKNOWN ? -1 : role(i); }
  bool gives(ep_role r) const override { return r <= EP_ROLE_SURFACE; }

  // Of the last evaluation; i is a local atom, cells and positions cover ghost atoms too.
  int structure(int i) const { return found[i] & (EP_SWEEP_OPEN - 1); }
  ep_role role(int i) const { return (ep_role) roles[i]; }
  bool is_core(int i) const { return roles[i] == EP_ROLE_CORE; }
  const ep_cells &cells_used() const { return cells; }
  const double *positions_used() const { return positions; }

  double bond_range() const
  {
    return range;
  }                             // Angstrom: the cutoff, or the search range if adaptive
  double bond_length(int i);    // the cutoff used for local atom i
  bool has_hysteresis() const { return rule.hysteresis > 0; }
  void check_ghosts() override;
  void remember_core(char *) override;

 private:
  ep_cna_method method;
  ep_role_rule rule;
  double range;              // Angstrom
  double reach;              // Angstrom: where most atoms have all their bonds
  double tau, relax, hop;    // ps, THz, Angstrom
  int every, grow, margin;
  double maxfrac;
  std::string id_history;
  class FixElectropulseHistory *history;    // null when nothing needs a memory
  ep_sweep_path path;
  bool told;    // which path it is

  const double *positions;    // averaged or present ones, local and ghost
  ep_cells cells;             // of them
  ep_cells instant;           // of present positions around the core
  std::vector<unsigned char>
      found;    // local atoms: structure, 0 outside the group, and EP_SWEEP_OPEN
  std::vector<unsigned char> roles;    // local and ghost atoms
  std::vector<unsigned char>
      surface;    // local and ghost atoms: 0, or 1 + bonds from the surface, fewer than `margin`
  std::vector<double> bonds;      // adaptive cutoff: of local atoms, 0 where not asked for yet
  std::vector<int> candidates;    // local atoms
  std::vector<int> bonded;        // to candidate q: from first_bonded[q] to first_bonded[q+1] - 1
  std::vector<int> first_bonded;
  std::vector<int> neighbors;    // of one atom
  std::vector<std::pair<int, unsigned char>>
      grown;         // atoms that joined the core, and what they were
  double **sites;    // the per-atom output: structure, role
  int nmax;
  double mine[NCOUNTS];    // of this process, before the core grew
  double counted[NCOUNTS];

  bigint evaluated;    // step of the last evaluation, -1 for none
  bigint built;        // neighbour-list builds by then
  bigint run;          // first step of its run
  bigint averaged;     // step of the sample that the averages were of, -1 for present positions
  bool counts_are_current;
  std::vector<float>
      due;    // to go on from the last evaluation (see sweep.h); empty when it was not prepared for that
  double odometer;    // Angstrom
  double box[9];      // lower corner and shape
  enum Message { AVERAGES, ROLES, SURFACE } sending;

  bool same_atoms() const;
  bool is_current() const;
  bigint present_sample() const;
  bool place_atoms();
  bool mark_group();
  ep_sweep sweep_of(const ep_cells *, const double *x);
  void find_structures(bool from_last, bool for_next);
  void build_cells(double width);
  void propose_roles();
  void exchange(Message);
  void spread_surface();
  void settle_core();
  void grow_core();
  int list_neighbors(int i, double cutoff);
  bool is_within(int i, int j, double cutoff) const;
  template <class Test, class Visit> void visit_bonded(const std::vector<int> &atoms, Test, Visit);
  void list_bonds();
  bool reaches_surface(int i);
  bool any_at_surface(const int *from, const int *to) const;
  void choose_path();
  void count_roles();
};

}    // namespace LAMMPS_NS

#endif
#endif
