/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef FIX_CLASS
// clang-format off
FixStyle(ELECTROPULSE/REFERENCE,FixElectropulseReference);
// clang-format on
#else

#ifndef LMP_FIX_ELECTROPULSE_REFERENCE_H
#define LMP_FIX_ELECTROPULSE_REFERENCE_H

#include "electropulse/cell.h"
#include "electropulse_compat.h"
#include "electropulse_exchange.h"
#include "fix.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace LAMMPS_NS {

// Internal: which neighbours each atom of the group had at a reference, and where. Its owner, a compute or fix that creates
// it, tells it positions by follow() and may then take references or ask for vectors. Neighbours are atoms of any group,
// sorted by ID, so that sums over them do not depend on the number of processes.
class FixElectropulseReference : public Fix, public ElectropulseWideFix {
 public:
  struct Neighbor {
    double vector[3];    // to it at the reference, Angstrom
    tagint tag;
    int shift
        [3];    // box vectors between the unwrapped positions and the image that is the neighbour
  };

  // fix ID group ELECTROPULSE/REFERENCE owner, two words as they begin its messages: Compute electropulse/d2min/atom
  FixElectropulseReference(class LAMMPS *, int, char **);
  ~FixElectropulseReference() override;

  // Collective. From here on positions are x, x y z of each local atom, Angstrom, less than half a box from atom->x, in the
  // periodic box that `box` gives as domain->h does. Everything below holds for them, until atoms move to other processes or
  // follow is called again.
  void follow(const double *x, const double box[6]);

  // Collective. These positions are the reference of all atoms, with all neighbours nearer than the cutoff, at once or from
  // the next step on. The owner sees to it that ghost atoms reach so far.
  void take(double cutoff);
  void take_for_next_step(double cutoff);
  // They are the reference of local atom i; the step and those of the others stay.
  void take_atom(int i, double cutoff);
  void forget();

  bool exists() const { return taken >= 0; }
  bigint step() const { return taken; }    // of the reference of all atoms, -1 before there is one
  bigint last_step() const
  {
    return std::max(taken, next_taken);
  }                                          // also of one for the next step
  double cutoff() const { return reach; }    // of the last reference taken
  // Set by the owner at once: the reference is forgotten when a run does not begin at the step where the one before ended.
  bool needs_clock;

  // Called at the beginning of each run or frame of a rerun and at the end of each step, when averages of a
  // FixElectropulseHistory have had their sample. To be set by the owner in init().
  std::function<void()> each_step;

  // The reference neighbours of local atom i; none for an atom outside the group, or newer than the reference.
  const std::vector<Neighbor> &neighbors(int i) const { return lists[i]; }
  // The present vector from local atom i to one of them, Angstrom, wherever that is now. False, and d untouched, when the atom
  // is lost: deleted, evaporated, or absent from the frame of a rerun.
  // By image flags, so that any distance is right; under rerun, whose frames need not have such flags, and after it, up to
  // whole box vectors, with the change of the vector less than half a box.
  bool vector(int i, const Neighbor &, double d[3]) const;

  int setmask() override;
  void init() override;
  void setup(int) override;
  void end_of_step() override;
  void setup_pre_exchange() override;
  void pre_exchange() override;
  void setup_pre_neighbor() override;
  void pre_neighbor() override;
  void min_pre_exchange() override;
  void min_pre_neighbor() override;
  void post_run() override;
  double memory_usage() override;
  int pack_forward_comm(int, int *, double *, int, int *) override;
  void unpack_forward_comm(int, int, double *) override;

  void grow_arrays(int) override;
  void copy_arrays(int, int, int) override;
  void set_arrays(int) override;
  int pack_exchange(int, double *) override;
  int unpack_exchange(int, double *) override;
  int pack_restart(int, double *) override;
  void unpack_restart(int, int) override;
  int maxsize_restart() override;
  int size_restart(int) override;
  void write_restart(FILE *) override;
  void restart(char *) override;

  int exchange_width() const override { return width; }

 private:
  struct Place {
    double x[3];
  };

  std::string owner;    // as its messages begin
  using Lists = std::vector<std::vector<Neighbor>>;
  Lists lists, next;    // the present reference; the one from the next step on
  bigint taken, next_taken;
  // Each atom's ID at its reference: IDs that are given out anew make the neighbours unknown.
  std::vector<tagint> tags;
  double reach;       // cutoff of the last reference taken, 0 before
  bigint ended;       // step at which the last run ended
  double h[6];        // the box when shifts were last brought up to its flips, as domain->h
  double frame[6];    // the box of the positions followed
  // Image flags are to be trusted: there was no rerun since the reference, and the next one, was taken.
  bool has_flags, next_has_flags;
  bool running;    // not in a rerun
  ElectropulseCompat::RunWatch watch;
  bool told;    // of a fix that changes the box after us
  int width;    // of the widest atom of all processes, in an exchange

  std::vector<double>
      unwrapped;    // local and ghost atoms: where the owning process has the atom, unwrapped
  std::map<tagint, Place> far;    // reference neighbours that are neither local nor ghost
  ep_cells cells;
  std::vector<double> places;    // what cells are of, local and ghost
  std::vector<int> shifts;       // box vectors from unwrapped to them
  std::vector<int> list;         // of one atom's neighbours
  double range;                  // of the cells, 0 while there are none of these positions

  const double *find(tagint) const;
  void find_far();
  void find_neighbors(int i, double cutoff, std::vector<Neighbor> &found);
  void take_all(double cutoff, Lists &into);
  void require_same_tags() const;
  void begin_next();
  void sort_into_cells(double cutoff);
  void follow_flips();
  void reserve();
  void warn_of_later_box_change();
  int width_of(int i) const;
};

}    // namespace LAMMPS_NS

#endif
#endif
