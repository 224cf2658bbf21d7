/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef FIX_CLASS
// clang-format off
FixStyle(electropulse/joule,FixElectropulseJoule);
// clang-format on
#else

#ifndef LMP_FIX_ELECTROPULSE_JOULE_H
#define LMP_FIX_ELECTROPULSE_JOULE_H

#include "electropulse/wire.h"
#include "fix.h"

#include <cstdint>
#include <string>
#include <vector>

namespace LAMMPS_NS {

// Joule heat: the current heats the electrons of a wire, of which the atoms are a piece, and these the atoms; or the
// atoms at once.
class FixElectropulseJoule : public Fix {
 public:
  FixElectropulseJoule(class LAMMPS *, int, char **);
  ~FixElectropulseJoule() override;
  int setmask() override;
  void init() override;
  void setup(int) override;
  void end_of_step() override;
  void reset_dt() override;
  double compute_scalar() override;
  double compute_vector(int) override;
  double compute_array(int, int) override;
  void write_restart(FILE *) override;
  void restart(char *) override;
  double memory_usage() override;

 private:
  std::string id_pulse;
  class FixElectropulse *pulse;
  bool with_electrons;

  // As the user gave them; NaN: not given. SI units, but lengths and volumes in Angstrom.
  struct Given {
    double resistivity, slope, factor, width, specular, path, volume;
    double gamma, coupling, capacity, phonons, conductivity;
    enum { NUMBER, WIEDEMANN_FRANZ, MATERIAL } conducts;
    double low, high;    // of the piece
    double wire, place;
    double start;
    bool insulated;
    double sink;
  } given;
  std::uint32_t seed, stream;
  int every;

  int nslabs;    // of the piece
  int first;     // cell of the wire that is the first slab
  std::vector<ep_wire_cell> cells;
  ep_wire wire;
  double atomic_volume;    // Angstrom^3

  // Goes into restart files, besides the cells and the wire's ledger.
  struct State {
    double made[8];       // how the cells were made; see geometry()
    double started;       // nonzero: cells hold the state
    double time, dose;    // since the last exchange of heat: ps, and integral of (j / peak j)^2, ps
    double pulse;         // the current one
    double asked, given;                  // mode lattice, eV
    double asked_before, given_before;    // the current pulse, eV
    double natoms, kelvin;                // of the piece in the last exchange
    double span;                          // of time that it was for, ps
  } state;

  // Sums over the atoms of a slab.
  struct Sums {
    double count, mass, momentum[3],
        kinetic;     // kinetic: in the motion relative to the slab's, eV
    double local;    // of the square of the local current density over that of the pulse
    double drawn[3], cross, square;    // of the normal deviates; see sum_slabs()
  };
  std::vector<Sums> slabs;
  std::vector<int> members, slab_of;    // local atoms of the group, and the slab of each
  std::vector<double> deviates;         // three for each

  std::string told;

  void read(class ElectropulseArguments &);
  void check(const class ElectropulseArguments &) const;
  void make_cells(const class ElectropulseArguments &);
  double piece_low() const;
  double piece_high() const;
  int axis() const;
  double of_metal(int property, double value, const std::string &keyword) const;
  struct Measure {
    const char *name;
    double value;    // NaN: not given
  };
  std::vector<Measure> geometry() const;
  void find_metal();
  double conductance_beside(int s) const;
  void check_timestep() const;
  std::string description() const;
  void check_wire() const;
  void start();
  double mass_of(int i) const;
  void sum_slabs(bool draw, bool local);
  double kelvin_of(const Sums &) const;
  void step_electrons();
  void heat_atoms();
  double asked() const;
  double delivered() const;
};

}    // namespace LAMMPS_NS

#endif
#endif
