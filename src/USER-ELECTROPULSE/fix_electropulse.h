/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef FIX_CLASS
// clang-format off
FixStyle(electropulse,FixElectropulse);
// clang-format on
#else

#ifndef LMP_FIX_ELECTROPULSE_H
#define LMP_FIX_ELECTROPULSE_H

#include "electropulse/material.h"
#include "electropulse/pulse.h"
#include "electropulse_compat.h"
#include "electropulse_section.h"
#include "fix.h"

#include <vector>

namespace LAMMPS_NS {

// The pulse: when current flows, how much and where to. Other fixes ask it; it changes no atom.
class FixElectropulse : public Fix {
 public:
  FixElectropulse(class LAMMPS *, int, char **);
  ~FixElectropulse() override;
  int setmask() override;
  void init() override;
  void setup(int) override;
  void min_setup(int) override;
  void pre_neighbor() override;
  void min_pre_neighbor() override;
  void post_force(int) override;
  void min_post_force(int) override;
  void end_of_step() override;
  void post_run() override;
  void reset_dt() override;
  double compute_scalar() override;
  double compute_vector(int) override;
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

  // The fix with this ID, which must be a fix electropulse; `user` names the style that asks, for the error message.
  static FixElectropulse *find(class LAMMPS *, const std::string &id, const std::string &user);

  // Which one of all that were made; an address may be another one's later, on some processes only.
  int number() const { return made; }

  // The metal; stops with a named error when the fix was given none. `user` and `what` it is needed for go into the message.
  const ep_material *material(const std::string &user, const std::string &what) const;
  bool has_material() const { return metal != nullptr; }

  // In a run or a minimisation: a rerun goes through its steps too, but its atoms are where they were recorded.
  bool in_run() const;
  bool in_rerun() const { return !running; }    // from init() on
  double time(bigint step) const;               // of the pulse's clock, ps
  double density(bigint step) const             // current density at the end of this step, A/cm^2
  {
    return peak * ep_pulse_value(&pulse, time(step));
  }
  double peak_density() const { return peak; }    // where the waveform is 1, A/cm^2
  const double *current_direction() const { return direction; }

  // Where it flows. The current density at the end of a step at local atom i is density(step) times local(i), A/cm^2 along x,
  // y and z: |local(i)| is 1 where it is that of the fix, and 0 where none flows. So a power that goes with j^2 has the dose
  // of an atom, dose(step) |local(i)|^2. Valid in post_force() and end_of_step() of fixes, and in their setup(), after
  // find_local() in the same step; atoms that migrate carry their vector.
  bool is_uniform() const { return section.kind == ElectropulseSection::UNIFORM; }
  const double *local(int i) const
  {
    return vectors ? vectors[i] : direction;
  }    // that, if uniform
  // Finds it anew where that is due, by the interval of this fix; all processes must call it. Returns a number that changes
  // whenever vectors have been found anew.
  bigint find_local();

  // The pulse that the step which ends at `step` belongs to.
  bigint index_of(bigint step) const
  {
    return ep_pulse_locate(&pulse, 0.5 * (time(step - 1) + time(step))).index;
  }
  // The pulse at the end of this step.
  bigint index_at(bigint step) const { return ep_pulse_locate(&pulse, time(step)).index; }
  // At the end of this step a pulse has begun and is not over, whatever its current is.
  bool in_pulse(bigint step) const
  {
    const ep_pulse_phase phase = ep_pulse_locate(&pulse, time(step)).phase;
    return phase == EP_PULSE_RISE || phase == EP_PULSE_PLATEAU || phase == EP_PULSE_FALL;
  }
  // Since the start of the pulse that the step which ends at `step` belongs to, ps.
  double time_in_pulse(bigint step) const
  {
    const bigint index = index_of(step);
    const double turns = pulse.count == 1 ? 0.0 : (double) (index - 1);
    return index == 0 ? 0.0 : time(step) - pulse.delay - turns * pulse.period;
  }
  // Integral of (j / peak j)^2 over the step that ends at `step`, ps: 0 without current,
  // and in a rerun, whose atoms are where they were recorded.
  double dose(bigint step) const
  {
    return peak == 0.0 || !in_run() ? 0.0
                                    : ep_pulse_integral_square(&pulse, time(step - 1), time(step));
  }

  // What says whether a search is due.
  struct Search {
    double pulse, window;    // of the last search, -1 before
    double natoms;           // in the group when the last run ended
  };

 private:
  const int made;
  const ep_material *metal;    // null: not given
  ep_pulse pulse;
  std::vector<ep_waveform_point> points;    // of waveform table, and of pulse.table
  ep_waveform table;
  double peak;            // current density where the waveform is 1, A/cm^2
  double direction[3];    // unit vector of the conventional current

  ElectropulseSection section;
  double **vectors;    // local(i); null if uniform
  double **rows;       // the per-atom output: current density at the end of the step, A/cm^2
  double *row_data;
  struct Shown {
    double density;    // that rows are of
    bigint number;     // find_local() then
    int natoms;        // -1: atoms have changed places since
    int filled;        // rows behind this one are 0
  } shown;
  Search search;
  bigint asked;    // step of the last find_local(), -1 before

  ElectropulseCompat::RunWatch watch;
  bool running;    // in a run or a minimisation, not in a rerun

  // The clock is absolute: it reads `time` at `step` and runs by dt a step from there, by dt_before up to there.
  struct Clock {
    double time, step, dt, dt_before;
    double stopped;    // nonzero while a minimisation counts steps that take no time
    double seen;       // step at which the last run ended
  } clock;
  void rebase();
  bool search_is_due();
  double total_current() const;
  void show();
  void read_table(const class ElectropulseArguments &, const std::string &file);
};

}    // namespace LAMMPS_NS

#endif
#endif
