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
#include <vector>

namespace LAMMPS_NS {

// What wind and vibration have in common: they act on atoms of certain roles while current flows, look up the roles once
// in some steps, show the force on each atom, and keep the ledger of what they put in. Not a style of its own.
class FixElectropulseDrive : public Fix {
 public:
  FixElectropulseDrive(class LAMMPS *, int, char **, const std::string &style);
  ~FixElectropulseDrive() override;
  int setmask() override;
  void init() override;
  void setup_pre_neighbor() override;
  void pre_neighbor() override;
  double compute_scalar() override;
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
  class ElectropulseRoles *core;    // what tells the roles
  int refresh;                      // steps between looks at them

  bool look_is_due(double pulse_index);    // notes the look
  void
  look(const bool *wanted);    // finds the atoms to drive: of the group, and of one of these roles
  signed char *role;           // of each atom that is driven, -1 for the others, at the last look
  const std::vector<int> &driven();            // the local atoms with a role, in ascending order
  int lists_made() const { return nlists; }    // changes with what driven() lists
  // Whether atoms may have left the group or joined it since this was last asked; the same in all processes.
  bool group_is_new();

  double **push;    // force on each atom, eV/A: the per-atom output; 0 where nothing was written
  void clear_push();
  // To be called after writing rows: those of the atoms in driven(), or of any.
  void show_push() { shown = SOME; }
  void show_push_of_all() { shown = ALL; }
  bool push_shown() const
  {
    return shown != NONE;
  }    // the rows still are those of the atoms they were written for

  // The ledger: energy in eV, impulse in LAMMPS mass * velocity.
  struct Account {
    double energy, impulse[3];
  };
  bool pulse_is_new(double pulse_index);    // notes the pulse, and begins its account
  void put_in(const Account &);             // into the atoms of this process
  // Of all processes, since the start and in the current pulse; all processes must ask.
  Account total() { return sum(ledger.total, pending()); }
  Account in_pulse() { return sum(ledger.current, pending()); }

  void tell(const std::string &text);    // prints it unless it was printed last
  // What the derived class wants in restart files, besides; the last call of its constructor.
  void keep(void *state, int size);

 private:
  std::vector<int> list;    // see driven()
  int nlists;               // so many were made
  int listed;               // local atoms when it was made; -1: atoms have changed places since
  enum { NONE, SOME, ALL } shown;
  double *rows;    // of push
  bigint
      seen;    // first step of the run of the last group_is_new(); -1: neighbour lists were built since

  struct Progress {
    double pulse;        // that the ledger's second part is of
    double looked_in;    // pulse and refresh interval of the last look, -1 before
    double looked_window;
  } progress;
  struct Ledger {
    Account total, current;
  } ledger;          // of all processes, without what follows
  Account mine;      // put in by this process
  Account of_all;    // the sum of `mine`
  bool summed;       // which is up to date
  const Account &pending();
  void settle();
  static Account sum(Account, const Account &);

  int train;    // which fix electropulse was there in the last run, 0 before

  std::string told;
  void *state;
  int state_size;

  void place(int i, int new_role);
};

}    // namespace LAMMPS_NS

#endif
