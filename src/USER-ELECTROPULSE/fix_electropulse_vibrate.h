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

#include "electropulse/vibration.h"
#include "electropulse_value.h"
#include "fix_electropulse_drive.h"

#include <cstdint>
#include <string>

namespace LAMMPS_NS {

// Shakes the core atoms while current flows: the athermal effect of the pulse.
class FixElectropulseVibrate : public FixElectropulseDrive {
 public:
  FixElectropulseVibrate(class LAMMPS *, int, char **);
  int setmask() override;
  void init() override;
  void post_integrate() override;
  void end_of_step() override;
  double compute_scalar() override;
  double compute_vector(int) override;

 private:
  enum { TEMPERATURE, POWER, RESISTIVE, BAND } mode;
  double target, damp;    // K, ps
  double power;           // eV/ps per core atom
  enum { LINE, AREA } shape;
  double given,
      specific;    // resistivity, ohm m^3 of a line, ohm m^2 of an area; given: NaN for the material's
  double fraction;             // of it
  ElectropulseValue extent;    // length or area of the core, Angstrom or its square
  double amplitude;            // root mean square force per component, eV/Angstrom
  ep_vibration_band band;
  std::uint32_t seed, stream;

  // Energy in eV, impulse in LAMMPS mass * velocity.
  struct Account {
    double delivered, asked, impulse[3];
  };
  struct State {
    Account total, current;    // since the start; in the current pulse
    double natoms, kelvin;     // core atoms shaken last, and their temperature before it
    double correction;         // of positions, due in the next step, ps^2
    double extent;             // of the core at the last look
  } state;

  // Sums over the marked atoms.
  struct Sums {
    double count, mass, momentum[3], kinetic;
  };
  double mass_of(int i) const;
  void read_mode(class ElectropulseArguments &);
  void find_specific();
  std::string description() const;
  void look_at_core();
  Sums sum_marked() const;
  double asked_energy(double count, double dose) const;
  void draw_impulses(double dose);
  void shake(const Sums &, double dose, double asked);
  void tally(double asked, const double kick[4]);
};

}    // namespace LAMMPS_NS

#endif
#endif
