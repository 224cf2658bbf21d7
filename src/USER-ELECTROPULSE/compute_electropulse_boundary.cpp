/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "compute_electropulse_boundary.h"

#include "atom.h"
#include "compute_electropulse_core_atom.h"
#include "domain.h"
#include "electropulse_arguments.h"
#include "electropulse_compat.h"
#include "error.h"
#include "fix_electropulse_memo.h"
#include "group.h"
#include "modify.h"
#include "update.h"

#include <algorithm>
#include <cmath>

using namespace LAMMPS_NS;

static const char STYLE[] = "Compute electropulse/boundary";

// Entries of the global vector.
enum { POSITION, CORE_POSITION, N_CORE, N_LEFT, N_RIGHT, N_OPEN, BAND_LOW, BAND_HIGH, NVALUES };

static std::string text(const double v[3])
{
  using Args = ElectropulseArguments;
  return Args::format(v[0]) + " " + Args::format(v[1]) + " " + Args::format(v[2]);
}

ComputeElectropulseBoundary::ComputeElectropulseBoundary(LAMMPS *lmp, int narg, char **arg) :
    Compute(lmp, narg, arg), core(nullptr), memo(nullptr), axes(), margin(-1.0), band_given(false),
    band()
{
  using Args = ElectropulseArguments;
  Args args(lmp, STYLE, narg, arg, 3);
  id_core = args.word("core", "the ID of a compute electropulse/core/atom");
  double normal[3] = {0.0, 0.0, 0.0}, motion[3] = {0.0, 0.0, 0.0};
  while (args.more()) {
    const std::string key = args.keyword({"normal", "motion", "band", "margin"});
    if (key == "normal") {
      for (double &n : normal) n = args.number("normal", Args::ANY);
    } else if (key == "motion") {
      for (double &m : motion) m = args.number("motion", Args::ANY);
    } else if (key == "band") {
      band.low = args.number("lower end of band", Args::ANY);
      band.high = args.number("upper end of band", Args::ANY);
      if (band.high <= band.low)
        args.fail("upper end of band must be a number > its lower end " + Args::format(band.low) +
                  ", got '" + Args::format(band.high) + "'");
      band_given = true;
    } else if (key == "margin") {
      margin = args.number("margin", Args::NOT_NEGATIVE);
    }
  }
  axes = electropulse_twin_axes(args, normal, motion);

  scalar_flag = vector_flag = 1;
  size_vector = NVALUES;
  extscalar = 0;
  extvector = 0;
  vector = new double[NVALUES]();
  dynamic_group_allow = 1;
  id_memo = std::string(id) + "_ELECTROPULSE_MEMO";
  modify->add_fix(id_memo + " " + group->names[igroup] + " ELECTROPULSE/MEMO");
}

ComputeElectropulseBoundary::~ComputeElectropulseBoundary()
{
  if (ElectropulseCompat::get_fix(modify, id_memo)) modify->delete_fix(id_memo);
  delete[] vector;
}

void ComputeElectropulseBoundary::init()
{
  electropulse_require_metal(lmp, STYLE);
  core = ComputeElectropulseCoreAtom::find(lmp, id_core, STYLE);
  memo = dynamic_cast<FixElectropulseMemo *>(ElectropulseCompat::get_fix(modify, id_memo));
  if (!memo)
    error->all(FLERR,
               std::string(STYLE) + ": its internal fix '" + id_memo +
                   "' was deleted; it must stay");
  for (int k = 0; k < 3; k++)
    if (domain->periodicity[k] && (fabs(axes.motion[k]) > 1e-3 || fabs(axes.normal[k]) > 1e-3))
      error->all(FLERR,
                 std::string(STYLE) +
                     ": motion and normal must lie in non-periodic dimensions, got a part " +
                     "along periodic dimension " + "xyz"[k]);
  if (margin < 0.0) margin = 2.0 * core->bond_range();
}

double ComputeElectropulseBoundary::mean_along_normal() const
{
  double mine[2] = {0.0, 0.0}, all[2];
  const double *x = core->positions_used();
  for (int i = 0; i < atom->nlocal; i++) {
    if (!(atom->mask[i] & groupbit)) continue;
    mine[0] += ep_boundary_along(axes.normal, x + 3 * i);
    mine[1] += 1.0;
  }
  MPI_Allreduce(mine, all, 2, MPI_DOUBLE, MPI_SUM, world);
  if (all[1] == 0.0)
    error->all(FLERR,
               std::string(STYLE) + ": group must hold atoms, got '" + group->names[igroup] +
                   "', which is empty");
  return all[0] / all[1];
}

double ComputeElectropulseBoundary::mean_bond_length() const
{
  double mine[2] = {0.0, 0.0}, all[2];
  for (int i = 0; i < atom->nlocal; i++) {
    if (!(atom->mask[i] & groupbit)) continue;
    mine[0] += core->bond_length(i);
    mine[1] += 1.0;
  }
  MPI_Allreduce(mine, all, 2, MPI_DOUBLE, MPI_SUM, world);
  return all[0] / all[1];
}

// Of a local atom of the group.
int ComputeElectropulseBoundary::variant(int i) const
{
  if (core->structure(i) == EP_CNA_UNKNOWN)
    error->one(FLERR,
               std::string(STYLE) + ": group " + group->names[igroup] +
                   " must lie within that of the core, " + group->names[core->igroup] +
                   ", got an atom outside");
  if (core->role(i) == EP_ROLE_SURFACE) return 0;
  return ep_boundary_variant(&axes, &core->cells_used(), core->positions_used(), i,
                             core->bond_length(i));
}

// What the band in the memo was found for.
std::vector<double> ComputeElectropulseBoundary::settings() const
{
  std::vector<double> all(axes.normal, axes.normal + 3);
  all.insert(all.end(), axes.motion, axes.motion + 3);
  all.insert(all.end(), {band.low, band.high});
  return all;
}

void ComputeElectropulseBoundary::find_band(double mean)
{
  // a quarter of the spacing of (111) planes of fcc
  const double thickness = 0.17 * mean_bond_length();
  const double *x = core->positions_used();
  double ends[2] = {-HUGE_VAL, -HUGE_VAL}, all[2];    // minus the lowest, the highest
  for (int i = 0; i < atom->nlocal; i++) {
    const double y = ep_boundary_along(axes.normal, x + 3 * i) - mean;
    ends[0] = std::max(ends[0], -y);
    ends[1] = std::max(ends[1], y);
  }
  MPI_Allreduce(ends, all, 2, MPI_DOUBLE, MPI_MAX, world);
  const double low = -all[0];
  const int nlayers = (int) ((all[1] - low) / thickness) + 1;

  std::vector<ep_boundary_layer> mine(nlayers), layers(nlayers);
  for (int i = 0; i < atom->nlocal; i++) {
    const int side = atom->mask[i] & groupbit ? variant(i) : 0;
    if (!side) continue;
    const double y = ep_boundary_along(axes.normal, x + 3 * i) - mean;
    ep_boundary_layer &layer = mine[std::min((int) ((y - low) / thickness), nlayers - 1)];
    const int which = side > 0 ? 0 : 1;
    layer.population[which] += 1.0;
    layer.moment[which] += ep_boundary_along(axes.motion, x + 3 * i);
  }
  MPI_Allreduce(mine.data(), layers.data(), 4 * nlayers, MPI_DOUBLE, MPI_SUM, world);
  ep_boundary_band found;
  if (band_given) {
    // Which variant stands left is still to be found, in the given band.
    for (int l = 0; l < nlayers; l++) {
      const double y = mean + low + thickness * (l + 0.5);
      if (y < band.low || y > band.high) layers[l] = {};
    }
  }
  if (ep_boundary_find_band(layers.data(), nlayers, low, thickness, &found))
    error->all(FLERR,
               std::string(STYLE) +
                   ": no layer holds both twin variants; normal must be <111>, motion the <112> "
                   "across the boundary, and the boundary present when the compute is first "
                   "used; got normal '" +
                   text(axes.normal) + "' and motion '" + text(axes.motion) + "'");
  if (band_given) {
    found.low = band.low - mean;
    found.high = band.high - mean;
  }
  memo->values = settings();
  memo->values.insert(memo->values.end(), {found.low, found.high, (double) found.left});
}

void ComputeElectropulseBoundary::count(double mean)
{
  const double *found = memo->values.data() + settings().size();
  const ep_boundary_band in = {found[0], found[1], (int) found[2]};
  const double *x = core->positions_used();
  struct Place {
    int i;
    double along;
  };
  std::vector<Place> places;    // of the atoms of the band, along the motion axis
  double ends[2] = {-HUGE_VAL, -HUGE_VAL}, extent[2];
  for (int i = 0; i < atom->nlocal; i++) {
    if (!(atom->mask[i] & groupbit)) continue;
    const double y = ep_boundary_along(axes.normal, x + 3 * i) - mean;
    if (y < in.low || y > in.high) continue;
    const double s = ep_boundary_along(axes.motion, x + 3 * i);
    ends[0] = std::max(ends[0], -s);
    ends[1] = std::max(ends[1], s);
    places.push_back({i, s});
  }
  MPI_Allreduce(ends, extent, 2, MPI_DOUBLE, MPI_MAX, world);
  const double from = -extent[0] + margin, to = extent[1] - margin;
  if (!(to > from))
    error->all(FLERR,
               std::string(STYLE) + ": margin must be less than half the width " +
                   ElectropulseArguments::format(extent[0] + extent[1]) + " of the band, got '" +
                   ElectropulseArguments::format(margin) + "'");

  double mine[5] = {}, all[5];    // left, right, open, core atoms and the sum of their positions
  for (const Place &place : places) {
    if (core->is_core(place.i)) {
      mine[3] += 1.0;
      mine[4] += place.along;
    }
    if (place.along < from || place.along > to) continue;
    const int side = variant(place.i);
    mine[side == 0 ? 2 : side == in.left ? 0 : 1] += 1.0;
  }
  MPI_Allreduce(mine, all, 5, MPI_DOUBLE, MPI_SUM, world);
  vector[POSITION] = ep_boundary_position(all[0], all[1], all[2], from, to);
  vector[CORE_POSITION] = all[4] / all[3];
  vector[N_CORE] = all[3];
  vector[N_LEFT] = all[0];
  vector[N_RIGHT] = all[1];
  vector[N_OPEN] = all[2];
  vector[BAND_LOW] = mean + in.low;
  vector[BAND_HIGH] = mean + in.high;
}

void ComputeElectropulseBoundary::compute_vector()
{
  invoked_vector = invoked_scalar = update->ntimestep;
  core->refresh_peratom();
  const double mean = mean_along_normal();
  if (memo->values.empty()) find_band(mean);
  const auto now = settings();
  if (!std::equal(now.begin(), now.end(), memo->values.begin()))
    error->all(FLERR,
               std::string(STYLE) +
                   ": normal, motion and band must be those of the restart file, got others; give "
                   "the compute "
                   "another ID to find the band anew");
  count(mean);
  scalar = vector[POSITION];
}

double ComputeElectropulseBoundary::compute_scalar()
{
  compute_vector();
  return scalar;
}
