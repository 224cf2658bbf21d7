/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifndef LMP_ELECTROPULSE_ARGUMENTS_H
#define LMP_ELECTROPULSE_ARGUMENTS_H

#include "electropulse/boundary.h"
#include "pointers.h"

#include <set>
#include <string>
#include <vector>

namespace LAMMPS_NS {

// The arguments of one of our styles, read from left to right. Whatever is wrong with one stops LAMMPS with a message
// that names the style, the argument, what was given and what is allowed.
class ElectropulseArguments : protected Pointers {
 public:
  // Where a number must lie; `text` says so in a message.
  struct Range {
    double low, high;
    bool low_included, high_included;
    const char *text;
  };
  static const Range ANY, POSITIVE, NOT_NEGATIVE, FRACTION;

  // `style` as it begins a message, for example "Fix electropulse"; reading starts at arg[first].
  ElectropulseArguments(LAMMPS *, const std::string &style, int narg, char **arg, int first);

  bool more() const { return next < narg; }
  std::string word(const std::string &name, const std::string &allowed);
  std::string peek(const std::string &name, const std::string &allowed) const;    // stays unread
  std::string choice(const std::string &name, const std::vector<std::string> &allowed);
  std::string keyword(const std::vector<std::string> &allowed);    // refuses a repeated one
  bool has(const std::string &keyword) const { return seen.count(keyword) > 0; }
  double number(const std::string &name, const Range &range);
  bigint integer(const std::string &name, bigint low, bigint high);
  [[noreturn]] void fail(const std::string &message) const;

  static std::string format(double);    // shortest text that gives the number to 6 digits

 private:
  std::string style;
  int narg, next;
  char **arg;
  std::set<std::string> seen;
};

// The axes of a twin boundary from the values of keywords normal and motion, which must have been given.
ep_boundary_axes electropulse_twin_axes(const ElectropulseArguments &, const double normal[3],
                                        const double motion[3]);

// Stops with a named error unless the input script says `units metal`.
void electropulse_require_metal(LAMMPS *, const std::string &style);

}    // namespace LAMMPS_NS

#endif
