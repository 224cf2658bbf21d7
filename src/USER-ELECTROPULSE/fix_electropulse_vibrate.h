/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef FIX_CLASS
// clang-format off
FixStyle(electropulse/vibrate,FixElectropulseVibrate);
// clang-format on
#else

#ifndef LMP_FIX_ELECTROPULSE_VIBRATE_H
#define LMP_FIX_ELECTROPULSE_VIBRATE_H

#include "fix.h"

#include <cstdint>
#include <string>

namespace LAMMPS_NS {

// Shakes the core atoms while current flows: the athermal effect of the pulse.
class FixElectropulseVibrate : public Fix {
 public:
  FixElectropulseVibrate(class LAMMPS *, int, char **);
  ~FixElectropulseVibrate() override;
  int setmask() override;
  void init() override;
  void post_integrate() override;
  void end_of_step() override;
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

 private:
  std::string id_pulse, id_core;
  class FixElectropulse *pulse;
  class ComputeElectropulseCoreAtom *core;

  enum { TEMPERATURE, POWER } mode;
  double target, damp;    // K, ps
  double power;           // eV/ps per core atom
  std::uint32_t seed, stream;
  int refresh;       // steps between looks at the core
  bool announced;    // the note on heat and electrons has been printed

  int *marked;      // 1 for core atoms of the group, at the last look
  double **push;    // mean force of the last step on each atom, eV/A: the per-atom output
  bool push_set;    // not all zero

  // Energy in eV, impulse in LAMMPS mass * velocity.
  struct Account {
    double delivered, asked, impulse[3];
  };
  struct State {
    Account total, current;    // since the start; in the current pulse
    double pulse_index;        // of `current`
    double window;             // refresh interval in which the core was last looked at, -1 before
    double natoms, kelvin;     // core atoms shaken last, and their temperature before it
    double correction;         // of positions, due in the next step, ps^2
  } state;

  // Sums over the marked atoms.
  struct Sums {
    double count, mass, momentum[3], kinetic;
  };
  double mass_of(int i) const;
  void look_at_core();
  Sums sum_marked() const;
  void shake(const Sums &, double dose);
  void tally(double asked, const double kick[4]);
};

}    // namespace LAMMPS_NS

#endif
#endif
