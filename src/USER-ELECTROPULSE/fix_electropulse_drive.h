/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifndef LMP_FIX_ELECTROPULSE_DRIVE_H
#define LMP_FIX_ELECTROPULSE_DRIVE_H

#include "fix.h"

#include <string>

namespace LAMMPS_NS {

// What wind and vibration have in common: they act on atoms of certain roles while current flows, look up the roles once
// in some steps, and show the force on each atom. Not a style of its own.
class FixElectropulseDrive : public Fix {
 public:
  FixElectropulseDrive(class LAMMPS *, int, char **, const std::string &style);
  ~FixElectropulseDrive() override;
  void init() override;
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

 protected:
  const std::string style;    // as messages begin
  std::string id_pulse, id_core;
  class FixElectropulse *pulse;
  class ComputeElectropulseCoreAtom *core;
  int refresh;    // steps between looks at the core

  int *role;        // of each atom that is driven, -1 for the others, at the last look
  double **push;    // force on each atom, eV/A: the per-atom output
  void clear_push();
  void show_push() { push_set = true; }    // to be called after writing to it
  bool push_shown() const { return push_set; }

  bool look_is_due(double pulse_index);     // notes the look
  bool pulse_is_new(double pulse_index);    // notes the pulse
  bool is_driven(int i,
                 const bool *roles);     // atom i of the group, analysed and of one of these roles
  void tell(const std::string &text);    // prints it unless it was printed last
  // What the derived class wants in restart files, besides; the last call of its constructor.
  void keep(void *state, int size);

 private:
  bool push_set;
  struct Progress {
    double pulse;        // that the ledger's second part is of
    double looked_in;    // pulse and refresh interval of the last look, -1 before
    double looked_window;
  } progress;
  std::string told;
  void *state;
  int state_size;
};

}    // namespace LAMMPS_NS

#endif
