/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef COMPUTE_CLASS
// clang-format off
ComputeStyle(electropulse/surface/atom,ComputeElectropulseSurfaceAtom);
// clang-format on
#else

#ifndef LMP_COMPUTE_ELECTROPULSE_SURFACE_ATOM_H
#define LMP_COMPUTE_ELECTROPULSE_SURFACE_ATOM_H

#include "compute.h"
#include "electropulse/cell.h"
#include "electropulse/surface.h"
#include "electropulse_roles.h"
#include "fix_electropulse_history.h"

#include <string>
#include <vector>

namespace LAMMPS_NS {

// On what part of the surface each atom is, and how often it has hopped to another site.
class ComputeElectropulseSurfaceAtom :
    public Compute,
    public ElectropulseHistoryOwner,
    public ElectropulseRoles {
 public:
  ComputeElectropulseSurfaceAtom(class LAMMPS *, int, char **);
  ~ComputeElectropulseSurfaceAtom() override;
  void init() override;
  double compute_scalar() override;
  void compute_peratom() override;
  int pack_forward_comm(int, int *, double *, int, int *) override;
  void unpack_forward_comm(int, int, double *) override;
  double memory_usage() override;
  void check_ghosts() override;

  // The compute with this ID, which must be of this style; `user` names the style that asks, for the error message.
  static ComputeElectropulseSurfaceAtom *find(class LAMMPS *, const std::string &id,
                                              const std::string &user);

  // Finds what code() tells, unless it is known for the present step. Collective.
  void find_classes();
  unsigned char code(int i) const { return codes[i]; }    // of local atom i: see surface.h
  // Atoms of the group by ep_surface_place, in all processes. Collective.
  void count_places(double atoms[EP_SURFACE_PLACES]);
  const class FixElectropulseHops *hops_fix() const { return hops; }
  void refresh_roles() override { find_classes(); }
  int role_of(int i) const override;
  bool gives(ep_role) const override;
  const double *positions_used() const { return positions; }
  const double *box_used() const;    // as domain->h: the box that these are in
  bool is_settled() const;           // averages, if any, are old enough to be believed

  double bond_range() const;                // Angstrom: of reference neighbours
  double sight() const { return range; }    // Angstrom: as far as ghost atoms are sure to be there
  class FixElectropulseReference *reference_fix() const { return reference; }

 private:
  double a;           // lattice constant, Angstrom
  double range;       // Angstrom
  double tau, lag;    // ps, Angstrom: the time constant, and when an average begins anew
  std::string id_history, id_reference, id_hops;
  FixElectropulseHistory *history;    // null without averages
  class FixElectropulseReference *reference;
  class FixElectropulseHops *hops;

  const double *positions;    // averaged or present ones, local and ghost
  ep_cells cells;
  std::vector<ep_surface_site> sites;
  std::vector<unsigned char> codes, next;    // local and ghost
  enum { AVERAGES, CODES } sending;
  double **values;
  int nmax;

  bigint evaluated;    // step of the last evaluation, -1 for none
  bigint built;        // neighbour-list builds by then
  bigint run;          // first step of its run
  bigint averaged;     // step of the sample that the averages were of, -1 for present positions

  bool is_current() const;
  bigint present_sample() const;
  void exchange(int what);
};

}    // namespace LAMMPS_NS

#endif
#endif
