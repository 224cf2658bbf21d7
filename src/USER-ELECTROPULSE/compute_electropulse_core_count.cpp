/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "compute_electropulse_core_count.h"

#include "compute_electropulse_core_atom.h"
#include "electropulse_arguments.h"
#include "update.h"

using namespace LAMMPS_NS;

static const char STYLE[] = "Compute electropulse/core/count";

ComputeElectropulseCoreCount::ComputeElectropulseCoreCount(LAMMPS *lmp, int narg, char **arg) :
    Compute(lmp, narg, arg), core(nullptr)
{
  ElectropulseArguments args(lmp, STYLE, narg, arg, 3);
  id_core = args.word("core", "the ID of a compute electropulse/core/atom");
  if (args.more())
    args.fail("no argument is allowed after the core, got '" + args.word("argument", "none") + "'");
  vector_flag = 1;
  size_vector = ComputeElectropulseCoreAtom::NCOUNTS;
  extvector = 1;
  vector = new double[size_vector]();
}

ComputeElectropulseCoreCount::~ComputeElectropulseCoreCount()
{
  delete[] vector;
}

void ComputeElectropulseCoreCount::init()
{
  core = ComputeElectropulseCoreAtom::find(lmp, id_core, STYLE);
}

void ComputeElectropulseCoreCount::compute_vector()
{
  invoked_vector = update->ntimestep;
  core->refresh_peratom();
  for (int n = 0; n < size_vector; n++) vector[n] = core->count(n);
}
