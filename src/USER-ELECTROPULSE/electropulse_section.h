/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifndef LMP_ELECTROPULSE_SECTION_H
#define LMP_ELECTROPULSE_SECTION_H

#include "electropulse/bond.h"
#include "electropulse/cell.h"
#include "electropulse/conduction.h"
#include "electropulse/material.h"
#include "electropulse/section.h"
#include "pointers.h"

#include <string>
#include <vector>

namespace LAMMPS_NS {

class ElectropulseArguments;

// Part of fix electropulse: where its current flows. Finds the current density at each atom as a multiple of that of the fix.
class ElectropulseSection : protected Pointers {
 public:
  enum Kind { UNIFORM, SLABS, GRID };

  explicit ElectropulseSection(LAMMPS *);
  ~ElectropulseSection() override;

  // The keywords this reads, and reading of one of them; false for another.
  static const std::vector<std::string> &keywords();
  bool read(ElectropulseArguments &, const std::string &key);
  // After the last: what must come together. `direction` is a unit vector, `metal` may be null.
  void check(const ElectropulseArguments &, const double direction[3], const ep_material *metal);
  void init();    // between runs: the box, and the compute that tells roles
  // Current density at each local atom over that of the fix; 0 for atoms outside the group. With `peak`, A/cm^2, that of the
  // fix where its waveform is 1. All processes must call it.
  void find(int groupbit, double peak, double **local);
  // The next solve begins anew: what comes after a restart is the same in the run that goes on.
  void forget() { warm = false; }
  double memory_usage() const;

  Kind kind;
  int every;    // steps from one time to the next
  // What goes into restart files.
  struct State {
    double
        area;    // what the density of the fix is multiplied by to give the total current, Angstrom^2; 0: not known yet
    double open;          // nonzero: no current flows, whatever the drive
    double resistance;    // ohm; infinite where open
    double largest;       // at an atom, over the density of the fix
    double crowding;      // the largest over the mean density
    double iterations, residual;
    double times;    // so often found
  } state;

 private:
  int axis;
  double sign;           // of the direction along the axis
  double width;          // of slabs or cells, Angstrom
  double bond;           // Angstrom
  double volume;         // of an atom, Angstrom^3
  double resistivity;    // ohm m
  enum { BY_BOX, PERIODIC, ELECTRODES } ends;
  bool go_on;             // where the circuit is open
  std::string id_core;    // empty: all atoms conduct alike
  double core_factor, surface_factor;
  class ComputeElectropulseCoreAtom *core;
  ep_conduction_rule rule;
  std::string image;    // name of VTK files, with *; empty: none
  int image_every;
  bool periodic, warm, told;

  // The metal: atoms of the group, on every process its own.
  std::vector<int> atoms;
  std::vector<double> x;         // theirs, and behind them those of ghosts
  std::vector<double> weight;    // conductivity over that of the bulk
  std::vector<double> density;
  ep_section slabs;    // between the ends
  std::vector<double> volumes;
  double length;    // between the ends, Angstrom

  ep_grid grid;
  int beyond[2];    // cells from the electrodes to the ends of the metal
  ep_cells cells;
  std::vector<ep_bond_links> links;
  std::vector<unsigned char> on;
  std::vector<double> sigma, field;
  ep_conduction *conduction;    // of process 0

  void gather(int groupbit);
  void weigh();
  bool lay_slabs();
  void deposit(const ep_section &, int along, const double *weight, std::vector<double> &) const;
  ep_section profile_along(int k, std::vector<double> &) const;
  bool find_by_slabs();
  bool find_by_grid();
  void leave_out_departed();
  void lay_grid();
  ep_grid grid_of_bonds() const;
  bool select();
  void solve();
  void draw(double peak);
  bool no_current(const std::string &why);
  void tell() const;
  std::string place(double) const;
};

}    // namespace LAMMPS_NS

#endif
