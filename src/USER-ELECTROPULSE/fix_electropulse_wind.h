/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */
#ifdef FIX_CLASS
// clang-format off
FixStyle(electropulse/wind,FixElectropulseWind);
// clang-format on
#else

#ifndef LMP_FIX_ELECTROPULSE_WIND_H
#define LMP_FIX_ELECTROPULSE_WIND_H

#include "electropulse/material.h"
#include "electropulse/wind.h"
#include "electropulse_value.h"
#include "fix.h"

#include <string>

namespace LAMMPS_NS {

// Pushes atoms while current flows: the electron wind.
class FixElectropulseWind : public Fix {
 public:
  FixElectropulseWind(class LAMMPS *, int, char **);
  ~FixElectropulseWind() override;
  int setmask() override;
  void init() override;
  void setup(int) override;
  void post_force(int) override;
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

  enum { NROLES = 4 };
  enum Law { VALENCE, FERMI, DRAG, DISLOCATION } law;
  bool given[NROLES], from_material[NROLES];    // roles that are pushed
  ep_wind_valence valence[NROLES];
  double direct, reference;    // of the valences given as numbers; ohm m, NaN until known
  double resistivity;          // ohm m, NaN until known
  double fermi, drag, carriers, dislocation;    // SI, NaN until known
  double burgers;                               // Angstrom, NaN until known
  enum { FULL, PARTIAL, NUMBER } burgers_kind;
  ElectropulseValue length;    // of the core, Angstrom
  double along[3];             // unit vector of the force at positive current
  bool has_along, balance;
  bool announced, compared;    // messages that are printed once
  int refresh;                 // steps between looks at the core

  int *role;        // of each atom that is pushed, -1 for the others, at the last look
  double **push;    // force on each atom now, eV/A: the per-atom output
  bool push_set;

  // Work in eV, impulse in LAMMPS mass * velocity.
  struct Account {
    double work, impulse[3];
  };
  struct State {
    Account total, current;    // since the start; in the current pulse
    double pulse_index;        // of `current`
    double window;             // refresh interval in which the core was last looked at, -1 before
    double looked_in;          // and the pulse
    double count[NROLES];      // atoms pushed, by role
    double natoms;             // in the group
    double length;             // of the core, Angstrom
    double rate, force[3];     // work per time and total force at the last step, eV/ps and eV/A
  } state;

  bool read_common(class ElectropulseArguments &, const std::string &key);
  void read_valences(ElectropulseArguments &);
  void read_law(ElectropulseArguments &);
  void look_up(double &, ep_material_property, const std::string &keyword);
  void find_inputs();
  void find_valences();
  void announce();
  void look_at_core();
  double stress(double j) const;
  void find_forces(double j, double force[NROLES][3], double back[3]) const;
  void measure();
};

}    // namespace LAMMPS_NS

#endif
#endif
