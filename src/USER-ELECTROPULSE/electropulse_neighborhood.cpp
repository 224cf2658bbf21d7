/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "electropulse_neighborhood.h"

#include "comm.h"
#include "electropulse_arguments.h"
#include "electropulse_compat.h"
#include "error.h"
#include "group.h"

#include <cmath>

using namespace LAMMPS_NS;

void LAMMPS_NS::electropulse_require_all_ghosts(LAMMPS *lmp, const std::string &style)
{
  if (lmp->comm->mode != Comm::SINGLE)
    lmp->error->all(FLERR, style + ": comm_modify mode must be single, got multi");
  const int group = ElectropulseCompat::CommGroup::of(lmp->comm);
  if (group)
    lmp->error->all(
        FLERR, style + ": comm_modify group must be all, got '" + lmp->group->names[group] + "'");
}

void LAMMPS_NS::electropulse_require_ghosts(LAMMPS *lmp, const std::string &style, double reach,
                                            const std::string &parts)
{
  using Args = ElectropulseArguments;
  const double have = lmp->comm->get_comm_cutoff();
  if (have >= reach) return;
  lmp->error->all(FLERR,
                  style + ": the communication cutoff must be >= " + Args::format(reach) + " (" +
                      parts + "), got " + Args::format(have) + "; use comm_modify cutoff " +
                      Args::format(ceil(reach * 10.0) / 10.0));
}

void LAMMPS_NS::electropulse_build_cells(LAMMPS *lmp, const std::string &style, ep_cells *cells,
                                         const double *x, int n, double range)
{
  electropulse_build_cells(lmp, style, cells, x, n, range, ep_cells_bounds(x, n, nullptr), 0.0);
}

void LAMMPS_NS::electropulse_build_cells(LAMMPS *lmp, const std::string &style, ep_cells *cells,
                                         const double *x, int n, double range,
                                         const ep_cells_box &box, double reach)
{
  switch (ep_cells_build_around(cells, x, n, range, &box, reach)) {
    case EP_CELLS_OK:
      return;
    case EP_CELLS_NOT_FINITE:
      lmp->error->one(FLERR, style + ": an atom's position is not finite");
      break;
    case EP_CELLS_NO_MEMORY:
      lmp->error->one(FLERR, style + ": out of memory");
  }
}
