/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "electropulse_roles.h"

#include "compute.h"
#include "electropulse_compat.h"
#include "error.h"

using namespace LAMMPS_NS;

ElectropulseRoles *ElectropulseRoles::find(LAMMPS *lmp, const std::string &id,
                                           const std::string &user)
{
  const std::string wanted =
      user + ": the core must be " + description() + ", got '" + id + "', which ";
  Compute *compute = ElectropulseCompat::get_compute(lmp->modify, id);
  if (!compute) lmp->error->all(FLERR, wanted + "does not exist");
  auto *roles = dynamic_cast<ElectropulseRoles *>(compute);
  if (!roles) lmp->error->all(FLERR, wanted + "is a compute " + compute->style);
  return roles;
}

void ElectropulseRoles::require(LAMMPS *lmp, const std::string &id, ep_role role,
                                const std::string &what)
{
  const ElectropulseRoles *roles = find(lmp, id, what);
  if (roles->gives(role)) return;
  std::string allowed;
  for (int r = 0; r < EP_ROLE_COUNT; r++)
    if (roles->gives((ep_role) r)) allowed += (allowed.empty() ? "" : ", ") + names()[r];
  lmp->error->all(FLERR,
                  what + " needs atoms of role " + names()[role] + ", got '" + id +
                      "', a compute " + ElectropulseCompat::get_compute(lmp->modify, id)->style +
                      ", which gives: " + allowed);
}

const std::vector<std::string> &ElectropulseRoles::names()
{
  static const std::vector<std::string> all = [] {
    std::vector<std::string> n;
    for (int r = 0; r < EP_ROLE_COUNT; r++) n.emplace_back(ep_role_name((ep_role) r));
    return n;
  }();
  return all;
}
