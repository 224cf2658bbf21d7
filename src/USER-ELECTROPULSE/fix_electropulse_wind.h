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
#include "fix_electropulse_drive.h"

#include <string>

namespace LAMMPS_NS {

// Pushes atoms while current flows: the electron wind.
class FixElectropulseWind : public FixElectropulseDrive {
 public:
  FixElectropulseWind(class LAMMPS *, int, char **);
  int setmask() override;
  void init() override;
  void setup(int) override;
  void post_force(int) override;
  void end_of_step() override;
  double compute_vector(int) override;

 private:
  enum { NROLES = EP_ROLE_COUNT };
  enum Law { VALENCE, FERMI, DRAG, DISLOCATION } law;
  bool pushed[NROLES], from_material[NROLES];
  double direct;      // part of the valences given as numbers
  double fraction;    // of the drag coefficient or the specific resistivity
  enum { FULL, PARTIAL, NUMBER } burgers_kind;
  ElectropulseValue length;    // of the core, Angstrom
  double along[3];             // unit vector of the force at positive current
  bool has_along, balance;

  // SI units; NaN where not given, and not known either.
  struct Inputs {
    double reference, resistivity;    // of the valences, of the sample
    double fermi, drag, carriers, dislocation;
    double burgers;
    ep_wind_valence valence[NROLES];
  } given, used;
  bool compared;    // the stress that valences amount to has been printed

  struct State {
    double count[NROLES];    // atoms pushed, by role
    double natoms;           // in the group; known if balance
    double length;           // of the core, Angstrom
    double stress;           // now, Pa
    double unit[NROLES]
               [3];    // sum of unit_force() over the atoms of a role, where current is not uniform
    double
        core;    // sum of the local current density over core atoms, over that of the pulse; likewise
  } state;
  int members;    // of the group in this process; known if balance
  struct Forces {
    double size[NROLES];     // at the current density of the pulse, eV/A
    double on[NROLES][3];    // an atom of each role, eV/A, where current is uniform
    double back[3];          // what every atom of the group gives back
  } forces;                  // of the last step with current
  bigint found;              // FixElectropulse::find_local() when atoms were counted last
  struct Rate {
    double density;    // it belongs to
    Account sum;       // over the atoms of this process, eV/ps and eV/A
  } rate;              // at the last step

  bool read_common(class ElectropulseArguments &, const std::string &key);
  void read_valences(ElectropulseArguments &);
  void read_law(ElectropulseArguments &);
  double look_up(double, ep_material_property, const std::string &keyword) const;
  void check_roles() const;
  void find_inputs();
  void find_valences();
  std::string description() const;
  void look_at_roles();
  void count_atoms();
  void compare();
  double stress(double j) const;
  double mean_stress(double j) const;
  void unit_force(int i, double[3]) const;
  template <class Visit> void visit_pushed(Visit);
  Forces find_forces(double j) const;
  void push_atoms();
  void show();
  void measure();
};

}    // namespace LAMMPS_NS

#endif
#endif
