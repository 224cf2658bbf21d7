/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "compute_electropulse_surface_count.h"

#include "compute_electropulse_surface_atom.h"
#include "electropulse_arguments.h"
#include "fix_electropulse_hops.h"
#include "memory.h"
#include "update.h"

using namespace LAMMPS_NS;

static const char STYLE[] = "Compute electropulse/surface/count";

// Rows are the places from 1 on, and two more.
enum { INSIDE = EP_SURFACE_PLACES - 1, TOTAL, NROWS };
enum { ATOMS, HOPS, EXPOSURE, NCOLUMNS };

ComputeElectropulseSurfaceCount::ComputeElectropulseSurfaceCount(LAMMPS *lmp, int narg,
                                                                 char **arg) :
    Compute(lmp, narg, arg),
    surface(nullptr)
{
  ElectropulseArguments args(lmp, STYLE, narg, arg, 3);
  id_surface = args.word("surface", "the ID of a compute electropulse/surface/atom");
  if (args.more())
    args.fail("no argument is allowed after the surface, got '" + args.word("argument", "none") +
              "'");
  array_flag = 1;
  size_array_rows = NROWS;
  size_array_cols = NCOLUMNS;
  extarray = 1;
  memory->create(array, NROWS, NCOLUMNS, "electropulse/surface/count:array");
}

ComputeElectropulseSurfaceCount::~ComputeElectropulseSurfaceCount()
{
  memory->destroy(array);
}

void ComputeElectropulseSurfaceCount::init()
{
  surface = ComputeElectropulseSurfaceAtom::find(lmp, id_surface, STYLE);
}

void ComputeElectropulseSurfaceCount::compute_array()
{
  invoked_array = update->ntimestep;
  double atoms[EP_SURFACE_PLACES];
  surface->count_places(atoms);
  const FixElectropulseHops *hops = surface->hops_fix();
  for (int q = 0; q < NCOLUMNS; q++) array[TOTAL][q] = 0.0;
  for (int place = 0; place < EP_SURFACE_PLACES; place++) {
    double *row = array[place == 0 ? (int) INSIDE : place - 1];
    row[ATOMS] = atoms[place];
    row[HOPS] = hops->hops_from(place);
    row[EXPOSURE] = hops->exposure_of(place);
    for (int q = 0; q < NCOLUMNS; q++) array[TOTAL][q] += row[q];
  }
}
