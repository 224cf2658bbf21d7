/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef FIX_CLASS
// clang-format off
FixStyle(ELECTROPULSE/HISTORY,FixElectropulseHistory);
// clang-format on
#else

#ifndef LMP_FIX_ELECTROPULSE_HISTORY_H
#define LMP_FIX_ELECTROPULSE_HISTORY_H

#include "electropulse_arguments.h"
#include "electropulse_compat.h"
#include "fix.h"

#include <string>

namespace LAMMPS_NS {

// A compute or fix that creates a FixElectropulseHistory.
class ElectropulseHistoryOwner {
 public:
  // Stops with a named error when ghost atoms do not reach far enough.
  virtual void check_ghosts() = 0;
  // Called after a sample: sets whether local atoms are core, if that matters later.
  virtual void remember_core(char *) {}

 protected:
  ~ElectropulseHistoryOwner() =
      default;    // not virtual: LAMMPS' own differ in what they may throw
};

// Internal: the memory of a compute or fix, which creates it. Holds for each atom an exponentially averaged position and whether
// it was core, sampled at fixed steps whoever asks in between.
class FixElectropulseHistory : public Fix {
 public:
  // fix ID group ELECTROPULSE/HISTORY owner-ID interval(steps) time-constant(ps, 0 = no average) hop(A) relax(THz, 0 = none)
  FixElectropulseHistory(class LAMMPS *, int, char **);
  ~FixElectropulseHistory() override;
  int setmask() override;
  void init() override;
  void setup(int) override;
  void setup_pre_neighbor() override;
  void pre_neighbor() override;
  void post_force(int) override;
  void end_of_step() override;
  void post_run() override;
  double memory_usage() override;

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

  static const ElectropulseArguments::Range FREQUENCY;    // of an argument relax
  // Stops where samples would not come once per step; the message begins with `why`, for example "Compute x: with average".
  void require_verlet(const std::string &why) const;

  bool settled() const;    // averages are old enough to be believed

  bool has_averages() const { return tau > 0.0 && valid(); }    // that reach to this step
  // Averaged positions, x y z of each local atom, in the periodic image of the atom; behind them room for those of ghosts.
  double *averages() { return mean; }
  // The box they are in, as domain->h: that of the last sample, or of the last neighbour list.
  const double *box_of_averages() const { return box.h; }
  bigint sampled() const { return last; }    // step of the last sample
  bool was_core(int i) const { return valid() && core[i]; }
  double hops() const
  {
    return (double) nhops;
  }    // averages of this process restarted because the atom had hopped

 private:
  char *id_owner;
  double tau, hop;
  double relax;    // 1/omega^2 of the one-step relaxation, ps^2
  double *mean;    // average positions
  char *core;      // whether it was core at the last sample
  bigint last;     // step of the last sample, -1 before the first
  bigint ended;    // step at which the last run ended
  double age;      // of the averages at the last sample, ps
  ElectropulseCompat::RunWatch watch;
  bool running;    // in a run or a minimisation, not in a rerun
  bigint nhops;
  struct Box {
    double low[3], h[6];
  } box;    // at the last sample

  ElectropulseHistoryOwner *owner() const;
  bool valid() const;
  Box present_box() const;
  void remap();
  void align();
  bigint sample(double keep);
};

}    // namespace LAMMPS_NS

#endif
#endif
