/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "fix_electropulse_memo.h"

#include "comm.h"
#include "error.h"

#include <cstring>

using namespace LAMMPS_NS;

FixElectropulseMemo::FixElectropulseMemo(LAMMPS *lmp, int narg, char **arg) : Fix(lmp, narg, arg)
{
  if (narg != 3)
    error->all(FLERR, std::string("Fix ELECTROPULSE/MEMO is internal and takes no arguments"));
  restart_global = 1;
}

void FixElectropulseMemo::write_restart(FILE *fp)
{
  if (comm->me != 0) return;
  const double count = (double) values.size();
  const int size = (int) ((values.size() + 1) * sizeof(double));
  fwrite(&size, sizeof(int), 1, fp);
  fwrite(&count, sizeof(double), 1, fp);
  fwrite(values.data(), sizeof(double), values.size(), fp);
}

void FixElectropulseMemo::restart(char *buf)
{
  double count;
  memcpy(&count, buf, sizeof(double));
  values.resize((size_t) count);
  memcpy(values.data(), buf + sizeof(double), values.size() * sizeof(double));
}
