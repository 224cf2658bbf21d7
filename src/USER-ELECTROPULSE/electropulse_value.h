/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifndef LMP_ELECTROPULSE_VALUE_H
#define LMP_ELECTROPULSE_VALUE_H

#include "pointers.h"

#include <string>

namespace LAMMPS_NS {

class ElectropulseArguments;

// An argument that is a number or names a global value of a compute or fix: 5.0, c_ID, c_ID[n], f_ID, f_ID[n].
class ElectropulseValue : protected Pointers {
 public:
  explicit ElectropulseValue(LAMMPS *);
  static std::string allowed();    // what it may be, for messages

  // Reads the next argument. `style` and `name` as they go into messages; the value must be > 0.
  void read(ElectropulseArguments &, const std::string &style, const std::string &name);
  void
  init(const std::string &own);    // finds the compute or fix, which is not the fix `own` that asks
  // Calls it: on all processes, between clearstep_compute and addstep_compute. 0 is allowed only where there are no
  // core atoms.
  double evaluate(double ncore);
  bool given() const { return !text.empty(); }
  const std::string &source() const { return text; }    // as it was given

 private:
  std::string style, name, text, id;
  double number;
  int entry;    // 0: the scalar, else of the vector, from 1
  enum { NUMBER, COMPUTE, FIX } kind;
  class Compute *compute;
  class Fix *fix;
  [[noreturn]] void fail(const std::string &why);
};

}    // namespace LAMMPS_NS

#endif
