/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "fix_electropulse_orient.h"

#include "atom.h"
#include "electropulse_arguments.h"
#include "electropulse_compat.h"
#include "electropulse_neighborhood.h"
#include "error.h"
#include "force.h"
#include "group.h"
#include "library.h"
#include "neighbor.h"
#include "utils.h"

#include <cmath>
#include <cstring>

using namespace LAMMPS_NS;

static const char STYLE[] = "Fix electropulse/orient";

static constexpr double DECIDED = 0.4;    // order from which an atom counts as of a variant
static constexpr double BAR_PER_GPA = 1e4;

static const ElectropulseArguments::Range PRESSURE = {-1e6, 1e6, true, true,
                                                      "a number >= -1e6 and <= 1e6 (bar)"};
static const ElectropulseArguments::Range LATTICE = {1.0, 10.0, true, true,
                                                     "a number >= 1 and <= 10"};

// Entries of the global vector.
enum { MEAN_ORDER, ATOMS_PLUS, ATOMS_MINUS, ATOMS_NEITHER, VOLUME, STRESS, NVALUES };

FixElectropulseOrient::FixElectropulseOrient(LAMMPS *lmp, int narg, char **arg) :
    Fix(lmp, narg, arg), pressure(0.0), lattice(0.0), axes(), orient(), level(0), announced(false),
    checked(false), cells(ep_cells_empty()), skin(0.0), stale(true), sums(), totals(),
    reduced(false)
{
  using Args = ElectropulseArguments;
  Args args(lmp, STYLE, narg, arg, 3);
  double normal[3] = {}, motion[3] = {};
  while (args.more()) {
    const std::string key = args.keyword({"pressure", "normal", "motion", "lattice"});
    if (key == "pressure") {
      pressure = args.number("pressure", PRESSURE);
    } else if (key == "normal") {
      for (double &n : normal) n = args.number("normal", Args::ANY);
    } else if (key == "motion") {
      for (double &m : motion) m = args.number("motion", Args::ANY);
    } else if (key == "lattice") {
      lattice = args.number("lattice", LATTICE);
    }
  }
  if (!args.has("pressure"))
    args.fail("keyword pressure is missing; allowed: pressure <number in bar>");
  if (!args.has("lattice")) args.fail("keyword lattice is missing; allowed: lattice <a>, Angstrom");
  axes = electropulse_twin_axes(args, normal, motion);

  scalar_flag = vector_flag = 1;
  size_vector = NVALUES;
  global_freq = 1;
  extscalar = 1;
  extvector = -1;
  extlist = new int[NVALUES];
  for (int n = 0; n < NVALUES; n++) extlist[n] = n != MEAN_ORDER && n != STRESS;
  peratom_flag = 1;
  size_peratom_cols = 0;
  peratom_freq = 1;
  comm_forward = 1;
  // A conservative force: its energy and virial are part of the system's unless fix_modify says no.
  energy_global_flag = energy_peratom_flag = 1;
  virial_global_flag = virial_peratom_flag = 1;
  thermo_energy = thermo_virial = 1;
  respa_level_support = 1;

  order.assign(atom->nmax + 1, 0.0);
  vector_atom = order.data();
}

FixElectropulseOrient::~FixElectropulseOrient()
{
  ep_cells_free(&cells);
  delete[] extlist;
}

int FixElectropulseOrient::setmask()
{
  using namespace FixConst;
  return POST_FORCE | MIN_POST_FORCE | PRE_FORCE_RESPA | POST_NEIGHBOR | MIN_POST_NEIGHBOR;
}

void FixElectropulseOrient::init()
{
  using Args = ElectropulseArguments;
  electropulse_require_metal(lmp, STYLE);
  if (domain->dimension != 3)
    error->all(FLERR, std::string(STYLE) + ": dimension must be 3, got 2");
  electropulse_require_all_ghosts(lmp, STYLE);
  if (update->whichflag == 2 && !thermo_energy)
    error->all(FLERR,
               std::string(STYLE) +
                   ": fix_modify energy must be yes in a minimisation, whose forces it changes, "
                   "got no");
  if (strncmp(update->integrate_style, "respa", 5) == 0) {
    // through the C API: older packages of LAMMPS lack respa.h
    level = *static_cast<int *>(lammps_extract_global(lmp, "respa_levels")) - 1;
    if (respa_level >= 0 && respa_level < level) level = respa_level;
  }
  const double p = pressure / force->nktv2p;    // eV/Angstrom^3
  orient = ep_orient_make(&axes, lattice, p);
  skin = neighbor->skin;
  stale = true;

  if (comm->me == 0 && !announced)
    utils::logmesg(lmp,
                   std::string(STYLE) + " " + id + ": " + Args::format(pressure / BAR_PER_GPA) +
                       " GPa = " + Args::format(p) + " eV/A^3 or " + Args::format(orient.energy) +
                       " eV an atom for variant +1; the same as a stress on its partials of " +
                       Args::format(ep_orient_partial_stress(pressure) / BAR_PER_GPA) + " GPa\n");
  announced = true;
}

void FixElectropulseOrient::check_ghosts() const
{
  using Args = ElectropulseArguments;
  electropulse_require_ghosts(lmp, STYLE, orient.outer + skin,
                              "neighbours " + Args::format(orient.outer) + " + neighbour skin " +
                                  Args::format(skin));
}

void FixElectropulseOrient::setup(int vflag)
{
  if (strncmp(update->integrate_style, "respa", 5) != 0) post_force(vflag);
  check_crystal();
}

void FixElectropulseOrient::min_setup(int vflag)
{
  post_force(vflag);
  check_crystal();
}

// Axes or a lattice constant that do not fit leave all atoms without a variant, and the drive without effect.
void FixElectropulseOrient::check_crystal()
{
  if (checked) return;
  checked = true;
  reduce();
  if (totals[N] == 0.0)
    error->all(FLERR,
               std::string(STYLE) + ": group must hold atoms, got '" + group->names[igroup] +
                   "', which is empty");
  const double found = totals[N_PLUS] + totals[N_MINUS];
  if (found >= 0.1 * totals[N]) return;
  using Args = ElectropulseArguments;
  error->all(FLERR,
             std::string(STYLE) +
                 ": at least a tenth of the atoms must belong to a twin variant, "
                 "got " +
                 Args::format(found) + " of " + Args::format(totals[N]) +
                 "; lattice must be that of the fcc crystal, normal its common <111> and motion "
                 "the <112> across the boundary");
}

void FixElectropulseOrient::setup_post_neighbor()
{
  post_neighbor();
}

void FixElectropulseOrient::post_neighbor()
{
  stale = true;
}

void FixElectropulseOrient::min_post_neighbor()
{
  post_neighbor();
}

void FixElectropulseOrient::min_post_force(int vflag)
{
  post_force(vflag);
}

// Before the other forces of the level, which are cleared, so that no access to r-RESPA's own arrays is needed.
void FixElectropulseOrient::pre_force_respa(int vflag, int ilevel, int)
{
  if (ilevel == level) post_force(vflag);
}

void FixElectropulseOrient::setup_pre_force_respa(int vflag, int ilevel)
{
  pre_force_respa(vflag, ilevel, 0);
}

// No two atoms can have come within `outer` of each other unnoticed. LAMMPS' own rule depends on neigh_modify.
bool FixElectropulseOrient::list_holds() const
{
  const size_t n = 3 * ((size_t) atom->nlocal + atom->nghost);
  if (stale || listed_at.size() != n) return false;
  const double *x = n ? &atom->x[0][0] : nullptr, limit = 0.25 * skin * skin;
  for (size_t i = 0; i < n; i += 3) {
    const double dx = x[i] - listed_at[i], dy = x[i + 1] - listed_at[i + 1],
                 dz = x[i + 2] - listed_at[i + 2];
    if (!(dx * dx + dy * dy + dz * dz <= limit)) return false;
  }
  return true;
}

void FixElectropulseOrient::list_neighbors()
{
  check_ghosts();
  const int nlocal = atom->nlocal, nall = nlocal + atom->nghost;
  const double range = orient.outer + skin;
  const double *x = nall ? &atom->x[0][0] : nullptr;
  electropulse_build_cells(lmp, STYLE, &cells, x, nall, range);
  first.assign(nlocal + 1, 0);
  int room = 64;    // per atom
  neighbors.clear();
  for (int i = 0; i < nlocal; i++) {
    neighbors.resize(first[i] + room);
    int n = ep_cells_neighbors(&cells, x, i, range * range, &neighbors[first[i]], room);
    if (n > room) {
      neighbors.resize(first[i] + n);
      room = n;
      ep_cells_neighbors(&cells, x, i, range * range, &neighbors[first[i]], room);
    }
    first[i + 1] = first[i] + n;
  }
  listed_at.assign(x, x + 3 * (size_t) nall);
  stale = false;
}

void FixElectropulseOrient::post_force(int vflag)
{
  if (!list_holds()) list_neighbors();
  // LAMMPS tells fixes before the reverse communication only whether energies by atom are wanted.
  ev_init(update->eflag_atom == update->ntimestep ? 2 : 0, vflag);
  find_orders(evflag && eflag_atom);
  ElectropulseCompat::forward_comm(comm, this);
  add_forces();
}

void FixElectropulseOrient::find_orders(int tally)
{
  const int nlocal = atom->nlocal;
  const double *x = nlocal ? &atom->x[0][0] : nullptr;
  if ((int) order.size() < atom->nmax) {
    order.resize(atom->nmax);
    vector_atom = order.data();
  }
  slope.assign((size_t) nlocal + atom->nghost, 0.0);
  memset(sums, 0, sizeof(sums));
  reduced = false;
  for (int i = 0; i < nlocal; i++) {
    order[i] = 0.0;
    if (!(atom->mask[i] & groupbit)) continue;
    const double q =
        ep_orient_order(&orient, x, i, neighbors.data() + first[i], first[i + 1] - first[i]);
    const double energy = ep_orient_energy(&orient, q, &slope[i]);
    order[i] = q;
    sums[N] += 1.0;
    sums[ORDER] += q;
    if (q >= DECIDED) sums[N_PLUS] += 1.0;
    if (q <= -DECIDED) sums[N_MINUS] += 1.0;
    sums[FAVOURED] += ep_orient_favoured(q);
    sums[ENERGY] += energy;
    if (tally) eatom[i] += energy;
  }
}

// On all atoms: those outside the group feel the neighbours of theirs that are in it.
void FixElectropulseOrient::add_forces()
{
  const int nlocal = atom->nlocal;
  const double *x = nlocal ? &atom->x[0][0] : nullptr;
  for (int i = 0; i < nlocal; i++) {
    double f[3], v[6];
    ep_orient_force(&orient, x, i, neighbors.data() + first[i], first[i + 1] - first[i],
                    slope.data(), f, v);
    for (int k = 0; k < 3; k++) atom->f[i][k] += f[k];
    if (evflag) v_tally(i, v);
  }
}

int FixElectropulseOrient::pack_forward_comm(int n, int *list, double *buf, int, int *)
{
  for (int i = 0; i < n; i++) buf[i] = slope[list[i]];
  return n;
}

void FixElectropulseOrient::unpack_forward_comm(int n, int first_ghost, double *buf)
{
  if (n) memcpy(&slope[first_ghost], buf, n * sizeof(double));
}

void FixElectropulseOrient::reduce()
{
  if (reduced) return;
  MPI_Allreduce(sums, totals, NSUMS, MPI_DOUBLE, MPI_SUM, world);
  reduced = true;
}

double FixElectropulseOrient::compute_scalar()
{
  reduce();
  return totals[ENERGY];
}

double FixElectropulseOrient::compute_vector(int n)
{
  reduce();
  switch (n) {
    case MEAN_ORDER:
      return totals[N] > 0.0 ? totals[ORDER] / totals[N] : 0.0;
    case ATOMS_PLUS:
      return totals[N_PLUS];
    case ATOMS_MINUS:
      return totals[N_MINUS];
    case ATOMS_NEITHER:
      return totals[N] - totals[N_PLUS] - totals[N_MINUS];
    case VOLUME:
      return totals[FAVOURED] * lattice * lattice * lattice / 4.0;
    default:
      return ep_orient_partial_stress(pressure) / BAR_PER_GPA;
  }
}

double FixElectropulseOrient::memory_usage()
{
  return (double) (order.capacity() + slope.capacity() + listed_at.capacity()) * sizeof(double) +
      (double) (first.capacity() + neighbors.capacity()) * sizeof(int) + ep_cells_memory(&cells);
}
