/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifndef LMP_ELECTROPULSE_ROLES_H
#define LMP_ELECTROPULSE_ROLES_H

#include "electropulse/role.h"
#include "pointers.h"

#include <string>
#include <vector>

namespace LAMMPS_NS {

// What tells fixes the roles of atoms: compute electropulse/core/atom or electropulse/surface/atom.
class ElectropulseRoles {
 public:
  // Finds the roles at the present step, unless they are known.
  virtual void refresh_roles() = 0;
  // Of the last time; of a local atom. -1 outside the group of the compute.
  virtual int role_of(int i) const = 0;
  // Whether any atom could have this role.
  virtual bool gives(ep_role) const = 0;

  // The compute with this ID; `user` names the style that asks, for the error message.
  static ElectropulseRoles *find(LAMMPS *, const std::string &id, const std::string &user);
  // Stops unless the compute with this ID gives the role; `what` begins the message: "Style: keyword bulk".
  static void require(LAMMPS *, const std::string &id, ep_role, const std::string &what);
  // All that the user can name, by role.
  static const std::vector<std::string> &names();
  static std::string description() { return "the ID of a compute " + styles(); }

 protected:
  ~ElectropulseRoles() = default;    // not virtual: LAMMPS' own differ in what they may throw

 private:
  static std::string styles() { return "electropulse/core/atom or electropulse/surface/atom"; }
};

}    // namespace LAMMPS_NS

#endif
