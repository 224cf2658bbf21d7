/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "compute_electropulse_surface_atom.h"

#include "atom.h"
#include "domain.h"
#include "electropulse/cna.h"
#include "electropulse_arguments.h"
#include "electropulse_compat.h"
#include "electropulse_neighborhood.h"
#include "error.h"
#include "fix_electropulse_hops.h"
#include "fix_electropulse_reference.h"
#include "group.h"
#include "memory.h"
#include "neighbor.h"
#include "update.h"

#include <cmath>
#include <cstdio>
#include <cstring>

using namespace LAMMPS_NS;

using Args = ElectropulseArguments;

static const char STYLE[] = "Compute electropulse/surface/atom";

static const Args::Range LATTICE = {0.5, 10.0, true, true, "a number >= 0.5 and <= 10"};
static const Args::Range HOP = {0.3, 2.0, true, true, "a number >= 0.3 and <= 2"};

// Columns of the per-atom array.
enum { CLASS, IS_INTERIOR, HOPS, MOVED, NCOLUMNS };

ComputeElectropulseSurfaceAtom::ComputeElectropulseSurfaceAtom(LAMMPS *lmp, int narg, char **arg) :
    Compute(lmp, narg, arg), a(0.0), range(0.0), tau(0.0), lag(0.0), history(nullptr),
    reference(nullptr), hops(nullptr), positions(nullptr), cells(ep_cells_empty()),
    sending(AVERAGES), values(nullptr), nmax(0), evaluated(-1), built(-1), run(-1), averaged(-1)
{
  Args args(lmp, STYLE, narg, arg, 3);
  const std::string crystal = args.word("crystal", "fcc");
  if (crystal != "fcc")
    args.fail("crystal must be fcc, whose facets are the only ones known, got '" + crystal + "'");
  int every = 100, sample = 5;
  double hop = 0.8;
  while (args.more()) {
    const std::string key = args.keyword({"lattice", "hop", "every", "average", "sample"});
    if (key == "lattice")
      a = args.number("lattice", LATTICE);
    else if (key == "hop")
      hop = args.number("hop", HOP);
    else if (key == "every")
      every = (int) args.integer("every", 1, MAXSMALLINT);
    else if (key == "average")
      tau = args.number("average", Args::NOT_NEGATIVE);
    else
      sample = (int) args.integer("sample", 1, MAXSMALLINT);
  }
  if (!args.has("lattice"))
    args.fail("the lattice constant is missing; allowed: lattice <a>, Angstrom");
  if (args.has("sample") && tau == 0.0) args.fail("sample needs average > 0, got average 0");
  range = ep_surface_range(a);
  // half the distance of nearest neighbours: an atom displaced by more is nearer to another site
  lag = tau > 0.0 ? a * sqrt(0.125) : 0.0;

  peratom_flag = 1;
  size_peratom_cols = NCOLUMNS;
  scalar_flag = 1;
  extscalar = 1;
  // All numbers by class are compute electropulse/surface/count's: with a global vector or array here, c_ID[2] would not mean
  // the per-atom column in an atom-style variable.
  comm_forward = 3;
  dynamic_group_allow = 1;

  const std::string of_group = std::string(" ") + group->names[igroup] + " ELECTROPULSE/";
  char numbers[128];
  if (tau > 0.0) {
    snprintf(numbers, sizeof(numbers), " %d %.17g %.17g 0", sample, tau, lag);
    id_history = std::string(id) + "_ELECTROPULSE_HISTORY";
    modify->add_fix(id_history + of_group + "HISTORY " + id + numbers);
  }
  id_reference = std::string(id) + "_ELECTROPULSE_REFERENCE";
  modify->add_fix(id_reference + of_group + "REFERENCE " + STYLE);
  snprintf(numbers, sizeof(numbers), " %d %.17g", every, hop * a * sqrt(0.5));
  id_hops = std::string(id) + "_ELECTROPULSE_HOPS";
  modify->add_fix(id_hops + of_group + "HOPS " + id + numbers);
}

ComputeElectropulseSurfaceAtom::~ComputeElectropulseSurfaceAtom()
{
  for (const auto &fix : {id_hops, id_reference, id_history})
    if (!fix.empty() && ElectropulseCompat::get_fix(modify, fix)) modify->delete_fix(fix);
  ep_cells_free(&cells);
  memory->destroy(values);
}

template <class F> static F *internal_fix(LAMMPS *lmp, const std::string &id)
{
  auto *fix = dynamic_cast<F *>(ElectropulseCompat::get_fix(lmp->modify, id));
  if (!fix)
    lmp->error->all(
        FLERR, std::string(STYLE) + ": its internal fix '" + id + "' was deleted; it must stay");
  return fix;
}

void ComputeElectropulseSurfaceAtom::init()
{
  electropulse_require_metal(lmp, STYLE);
  electropulse_require_all_ghosts(lmp, STYLE);
  if (!id_history.empty()) {
    history = internal_fix<FixElectropulseHistory>(lmp, id_history);
    history->require_verlet(std::string(STYLE) + ": with average");
  }
  reference = internal_fix<FixElectropulseReference>(lmp, id_reference);
  hops = internal_fix<FixElectropulseHops>(lmp, id_hops);
  evaluated = -1;
}

double ComputeElectropulseSurfaceAtom::bond_range() const
{
  return ep_cna_cutoff_fcc(a);
}

void ComputeElectropulseSurfaceAtom::check_ghosts()
{
  electropulse_require_ghosts(
      lmp, STYLE, range + neighbor->skin + 2.0 * lag,
      "neighbours " + Args::format(range) + " + neighbour skin " + Args::format(neighbor->skin) +
          (tau > 0.0 ? " + twice the lag of an average " + Args::format(lag) : ""));
}

bool ComputeElectropulseSurfaceAtom::is_settled() const
{
  return !history || history->settled();
}

// The step of the sample that averages are of, -1 for present positions.
bigint ComputeElectropulseSurfaceAtom::present_sample() const
{
  return history && history->has_averages() ? history->sampled() : -1;
}

const double *ComputeElectropulseSurfaceAtom::box_used() const
{
  return averaged >= 0 ? history->box_of_averages() : domain->h;
}

// Several callers may want the same step, and each clears LAMMPS' own flag. A minimisation moves atoms within a step.
bool ComputeElectropulseSurfaceAtom::is_current() const
{
  return update->whichflag == 1 && evaluated == update->ntimestep && built == neighbor->ncalls &&
      run == update->firststep && averaged == present_sample();
}

void ComputeElectropulseSurfaceAtom::find_classes()
{
  if (is_current()) return;
  check_ghosts();
  const int nlocal = atom->nlocal, nall = nlocal + atom->nghost;
  averaged = present_sample();
  positions = averaged >= 0 ? history->averages() : atom->nmax ? atom->x[0] : nullptr;
  if (averaged >= 0) exchange(AVERAGES);
  electropulse_build_cells(lmp, STYLE, &cells, positions, nall, range);
  sites.resize(nlocal);
  codes.assign(nall, EP_SURFACE_NONE);
  next.resize(nall);
  const ep_sweep_path path = ep_sweep_best();
  ep_surface_find_sites(&cells, positions, nlocal, a, path, comm->nthreads, next.data(),
                        sites.data());
  for (int pass = 0; pass < EP_SURFACE_PASSES; pass++) {
    if (pass > 0) exchange(CODES);
    if (pass == 1)
      ep_surface_find_covered(&cells, positions, nlocal, a, path, codes.data(), sites.data());
    ep_surface_pass(pass, sites.data(), nlocal, codes.data(), next.data());
    codes.swap(next);
  }
  evaluated = update->ntimestep;
  built = neighbor->ncalls;
  run = update->firststep;
}

void ComputeElectropulseSurfaceAtom::exchange(int what)
{
  sending = what == AVERAGES ? AVERAGES : CODES;
  comm_forward = what == AVERAGES ? 3 : 1;
  ElectropulseCompat::forward_comm(comm, this);
  comm_forward = 3;    // what Comm reserves buffers for
}

// Codes are bytes, eight to a number.
int ComputeElectropulseSurfaceAtom::pack_forward_comm(int n, int *list, double *buf, int, int *)
{
  if (sending == AVERAGES) {
    for (int i = 0; i < n; i++) {
      const double *m = positions + 3 * (bigint) list[i], *x = atom->x[list[i]];
      for (int k = 0; k < 3; k++) buf[3 * i + k] = m[k] - x[k];
    }
    return 3 * n;
  }
  auto *to = reinterpret_cast<unsigned char *>(buf);
  for (int i = 0; i < n; i++) to[i] = codes[list[i]];
  return (n + (int) sizeof(double) - 1) / (int) sizeof(double);
}

void ComputeElectropulseSurfaceAtom::unpack_forward_comm(int n, int first, double *buf)
{
  if (sending == AVERAGES) {
    double *m = history->averages() + 3 * (bigint) first;
    for (int i = 0; i < n; i++)
      for (int k = 0; k < 3; k++) m[3 * i + k] = atom->x[first + i][k] + buf[3 * i + k];
    return;
  }
  if (n > 0) memcpy(codes.data() + first, buf, n);
}

int ComputeElectropulseSurfaceAtom::role_of(int i) const
{
  if (!(atom->mask[i] & groupbit)) return -1;
  const ep_role role = ep_surface_role(codes[i]);
  // Thermal disorder that a young average has not averaged away is no step.
  return role == EP_ROLE_STEP && !is_settled() ? EP_ROLE_SURFACE : role;
}

bool ComputeElectropulseSurfaceAtom::gives(ep_role role) const
{
  return role == EP_ROLE_BULK || role == EP_ROLE_SURFACE || role == EP_ROLE_STEP;
}

double ComputeElectropulseSurfaceAtom::compute_scalar()
{
  invoked_scalar = update->ntimestep;
  scalar = 0.0;
  for (int p = 0; p < EP_SURFACE_PLACES; p++) scalar += hops->hops_from(p);
  return scalar;
}

void ComputeElectropulseSurfaceAtom::count_places(double atoms[EP_SURFACE_PLACES])
{
  find_classes();
  double mine[EP_SURFACE_PLACES] = {};
  for (int i = 0; i < atom->nlocal; i++)
    if (atom->mask[i] & groupbit) mine[ep_surface_place(codes[i])] += 1.0;
  MPI_Allreduce(mine, atoms, EP_SURFACE_PLACES, MPI_DOUBLE, MPI_SUM, world);
}

void ComputeElectropulseSurfaceAtom::compute_peratom()
{
  invoked_peratom = update->ntimestep;
  find_classes();
  if (atom->nmax > nmax) {
    nmax = atom->nmax;
    memory->destroy(values);
    memory->create(values, nmax, NCOLUMNS, "electropulse/surface/atom:values");
    array_atom = values;
  }
  for (int i = 0; i < atom->nlocal; i++) {
    const bool wanted = atom->mask[i] & groupbit;
    values[i][CLASS] = wanted ? ep_surface_class_of(codes[i]) : EP_SURFACE_NONE;
    values[i][IS_INTERIOR] = wanted ? ep_surface_is_interior(codes[i]) : 0;
    values[i][HOPS] = wanted ? hops->hops(i) : 0.0;
    values[i][MOVED] = wanted ? hops->moved(i) : 0.0;
  }
}

double ComputeElectropulseSurfaceAtom::memory_usage()
{
  return (double) (sites.capacity() * sizeof(ep_surface_site) + codes.capacity() +
                   next.capacity()) +
      nmax * (NCOLUMNS * sizeof(double) + sizeof(double *)) + ep_cells_memory(&cells);
}

ComputeElectropulseSurfaceAtom *
ComputeElectropulseSurfaceAtom::find(LAMMPS *lmp, const std::string &id, const std::string &user)
{
  const std::string wanted = user +
      ": the surface must be the ID of a compute electropulse/surface/atom, got '" + id +
      "', which ";
  Compute *compute = ElectropulseCompat::get_compute(lmp->modify, id);
  if (!compute) lmp->error->all(FLERR, wanted + "does not exist");
  auto *surface = dynamic_cast<ComputeElectropulseSurfaceAtom *>(compute);
  if (!surface) lmp->error->all(FLERR, wanted + "is a compute " + compute->style);
  return surface;
}
