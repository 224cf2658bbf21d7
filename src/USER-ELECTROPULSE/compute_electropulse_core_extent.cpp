/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "compute_electropulse_core_extent.h"

#include "atom.h"
#include "comm.h"
#include "compute_electropulse_core_atom.h"
#include "domain.h"
#include "electropulse_arguments.h"
#include "electropulse_neighborhood.h"
#include "update.h"

#include <algorithm>
#include <cmath>

using namespace LAMMPS_NS;

static const char STYLE[] = "Compute electropulse/core/extent";
static const ElectropulseArguments::Range LENGTH = {0.0, 100.0, false, true,
                                                    "a number > 0 and <= 100"};

ComputeElectropulseCoreExtent::ComputeElectropulseCoreExtent(LAMMPS *lmp, int narg, char **arg) :
    Compute(lmp, narg, arg), core(nullptr), rule{12.0, 10.0}, cells(ep_cells_empty())
{
  using Args = ElectropulseArguments;
  Args args(lmp, STYLE, narg, arg, 3);
  id_core = args.word("core", "the ID of a compute electropulse/core/atom");
  while (args.more()) {
    const std::string key = args.keyword({"range", "radius"});
    if (key == "range")
      rule.range = args.number("range", LENGTH);
    else
      rule.radius = args.number("radius", LENGTH);
  }
  vector_flag = 1;
  size_vector = 2;
  extvector = 1;
  vector = new double[2]();
  dynamic_group_allow = 1;
}

ComputeElectropulseCoreExtent::~ComputeElectropulseCoreExtent()
{
  ep_cells_free(&cells);
  delete[] vector;
}

void ComputeElectropulseCoreExtent::init()
{
  core = ComputeElectropulseCoreAtom::find(lmp, id_core, STYLE);
}

namespace {
// The smallest box around points.
struct Bounds {
  double low[3] = {HUGE_VAL, HUGE_VAL, HUGE_VAL}, high[3] = {-HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
  void take_in(const double *x)
  {
    for (int k = 0; k < 3; k++) {
      low[k] = std::min(low[k], x[k]);
      high[k] = std::max(high[k], x[k]);
    }
  }
  // Whether the box between two corners comes nearer than `reach` along every axis.
  bool is_near(const double from[3], const double to[3], double reach) const
  {
    for (int k = 0; k < 3; k++)
      if (!(to[k] > low[k] - reach && from[k] < high[k] + reach)) return false;
    return true;
  }
};
}    // namespace

// Fills `points`; returns how many of them, from the first, are this process' own. The reach is longer than ghost atoms
// go, and core atoms are few: every process sees them all and keeps those near its own.
int ComputeElectropulseCoreExtent::gather_points()
{
  const double *x = core->positions_used();
  points.clear();
  for (int i = 0; i < atom->nlocal; i++)
    if ((atom->mask[i] & groupbit) && core->is_core(i))
      points.insert(points.end(), x + 3 * i, x + 3 * i + 3);
  const int mine = (int) points.size();
  std::vector<int> counts(comm->nprocs), starts(comm->nprocs);
  MPI_Allgather(&mine, 1, MPI_INT, counts.data(), 1, MPI_INT, world);
  for (int p = 1; p < comm->nprocs; p++) starts[p] = starts[p - 1] + counts[p - 1];
  const int total = starts.back() + counts.back();
  std::vector<double> all(total);
  MPI_Allgatherv(points.data(), mine, MPI_DOUBLE, all.data(), counts.data(), starts.data(),
                 MPI_DOUBLE, world);
  if (mine == 0) return 0;

  const double reach = ep_extent_reach(&rule);
  std::vector<Bounds> bounds(comm->nprocs);
  for (int p = 0; p < comm->nprocs; p++)
    for (int i = starts[p]; i < starts[p] + counts[p]; i += 3) bounds[p].take_in(&all[i]);
  const Bounds &own = bounds[comm->me];
  // One image more than the reach spans: averaged positions may lie somewhat outside the box.
  const double edge[3][3] = {{domain->xprd, 0.0, 0.0},
                             {domain->xy, domain->yprd, 0.0},
                             {domain->xz, domain->yz, domain->zprd}};
  const double *inverse = domain->h_inv;    // of the box: xx, yy, zz, yz, xz, xy
  const double per_height[3] = {
      sqrt(inverse[0] * inverse[0] + inverse[5] * inverse[5] + inverse[4] * inverse[4]),
      sqrt(inverse[1] * inverse[1] + inverse[3] * inverse[3]), inverse[2]};
  int images[3];
  for (int k = 0; k < 3; k++)
    images[k] = domain->periodicity[k] ? (int) ceil(reach * per_height[k]) + 1 : 0;
  for (int a = -images[0]; a <= images[0]; a++)
    for (int b = -images[1]; b <= images[1]; b++)
      for (int c = -images[2]; c <= images[2]; c++)
        for (int p = 0; p < comm->nprocs; p++) {
          if (!a && !b && !c && p == comm->me) continue;
          double shift[3], from[3], to[3];
          for (int k = 0; k < 3; k++) {
            shift[k] = a * edge[0][k] + b * edge[1][k] + c * edge[2][k];
            from[k] = bounds[p].low[k] + shift[k];
            to[k] = bounds[p].high[k] + shift[k];
          }
          if (!own.is_near(from, to, reach)) continue;
          for (int i = starts[p]; i < starts[p] + counts[p]; i += 3) {
            const double q[3] = {all[i] + shift[0], all[i + 1] + shift[1], all[i + 2] + shift[2]};
            if (own.is_near(q, q, reach)) points.insert(points.end(), q, q + 3);
          }
        }
  return mine / 3;
}

void ComputeElectropulseCoreExtent::compute_vector()
{
  invoked_vector = update->ntimestep;
  core->refresh_peratom();
  const int own = gather_points(), n = (int) points.size() / 3;
  const double reach = ep_extent_reach(&rule);
  electropulse_build_cells(lmp, STYLE, &cells, points.data(), n, reach);

  double mine[2] = {0.0, 0.0};
  std::vector<int> list(64);
  std::vector<double> offsets;
  for (int i = 0; i < own; i++) {
    const double reach_sq = reach * reach;
    int near =
        ep_cells_neighbors(&cells, points.data(), i, reach_sq, list.data(), (int) list.size());
    if (near > (int) list.size()) {
      list.resize(2 * (size_t) near);
      near = ep_cells_neighbors(&cells, points.data(), i, reach_sq, list.data(), (int) list.size());
    }
    offsets.clear();
    for (int j = 0; j < near; j++)
      for (int k = 0; k < 3; k++) offsets.push_back(points[3 * list[j] + k] - points[3 * i + k]);
    const ep_extent share = ep_extent_share(&rule, offsets.data(), near);
    mine[0] += share.length;
    mine[1] += share.area;
  }
  MPI_Allreduce(mine, vector, 2, MPI_DOUBLE, MPI_SUM, world);
}

double ComputeElectropulseCoreExtent::memory_usage()
{
  return (double) points.capacity() * sizeof(double) + ep_cells_memory(&cells);
}
