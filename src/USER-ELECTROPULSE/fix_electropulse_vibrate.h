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

#include "electropulse/role.h"
#include "electropulse/vibration.h"
#include "electropulse_value.h"
#include "fix_electropulse_drive.h"

#include <cstdint>
#include <string>
#include <vector>

namespace LAMMPS_NS {

// Shakes the atoms of cores, or of surface steps, while current flows: the athermal effect of the pulse.
class FixElectropulseVibrate : public FixElectropulseDrive {
 public:
  FixElectropulseVibrate(class LAMMPS *, int, char **);
  int setmask() override;
  void init() override;
  void post_integrate() override;
  void end_of_step() override;
  double compute_vector(int) override;
  double memory_usage() override;

 private:
  ep_role wanted;    // of the atoms it acts on
  enum { TEMPERATURE, POWER, RESISTIVE, BAND } mode;
  double target, damp;    // K, ps
  double power;           // eV/ps per atom driven
  enum { LINE, AREA } shape;
  double given,
      specific;    // resistivity, ohm m^3 of a line, ohm m^2 of an area; given: NaN for the material's
  double fraction;             // of it
  ElectropulseValue extent;    // length or area of the core, Angstrom or its square
  double amplitude;            // root mean square force per component, eV/Angstrom
  ep_vibration_band band;
  std::uint32_t seed, stream;

  struct State {
    double asked, asked_in_pulse;    // by modes that ask for a power, eV
    double natoms, kelvin;           // atoms shaken last, and their temperature before it
    double correction;               // of positions, due in the next step, ps^2
    double extent;                   // of the core at the last look
  } state;
  // Mode band: what its forces on the driven atoms are made up of, for a list of them and a pulse.
  std::vector<std::uint32_t> words;
  int words_list;
  bigint words_pulse;
  std::vector<double> impulses;    // random ones on the driven atoms, LAMMPS mass * velocity

  // Sums over the driven atoms.
  struct Sums {
    double count, mass, momentum[3], kinetic;
    double impulse[3];    // of the random ones
    double doses;         // of the square of the local current density
  };
  // How much each of them takes part: the square of its local current density, or in mode temperature the factor on its
  // velocity less 1. Empty where current is uniform: 1 for all.
  std::vector<double> weights;
  double weight(size_t n) const { return weights.empty() ? 1.0 : weights[n]; }
  // What becomes of velocities u relative to their mean: u + gain (weight u - mean).
  struct Change {
    double gain, mean[3], correction;
  };
  bool is_random() const { return mode == TEMPERATURE || mode == BAND; }
  double mass_of(int i) const;
  void read_mode(class ElectropulseArguments &);
  void find_specific();
  std::string description() const;
  void look_at_roles();
  void draw_words(bigint pulse_index);
  void draw_impulses(double dose);
  void weigh();
  Sums sum_driven();
  double asked_energy(const Sums &, double dose) const;
  Change find_change(const Sums &, double dose, double asked);
  double asked();
  double asked_in_pulse();
  void shake(const Sums &, double dose, double asked);
};

}    // namespace LAMMPS_NS

#endif
#endif
