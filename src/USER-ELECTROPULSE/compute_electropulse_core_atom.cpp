/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "compute_electropulse_core_atom.h"

#include "atom.h"
#include "electropulse_arguments.h"
#include "electropulse_compat.h"
#include "electropulse_neighborhood.h"
#include "error.h"
#include "fix_electropulse_history.h"
#include "group.h"
#include "memory.h"
#include "neighbor.h"
#include "update.h"

#include <cmath>
#include <cstdio>
#include <cstring>

using namespace LAMMPS_NS;

static const char STYLE[] = "Compute electropulse/core/atom";

static constexpr int MAX_BONDED = 512;    // neighbours looked at for roles

static const ElectropulseArguments::Range BOND = {0.5, 10.0, true, true,
                                                  "a number >= 0.5 and <= 10"};
static const ElectropulseArguments::Range FREQUENCY = {0.5, 1000.0, true, true,
                                                       "a number >= 0.5 and <= 1000"};

ComputeElectropulseCoreAtom::ComputeElectropulseCoreAtom(LAMMPS *lmp, int narg, char **arg) :
    Compute(lmp, narg, arg), method(EP_CNA_FIXED), rule{EP_CNA_FCC, 3, 0}, range(0.0), tau(0.0),
    relax(0.0), hop(0.0), every(5), grow(0), margin(1), maxfrac(0.25), history(nullptr),
    cells(ep_cells_empty()), instant(ep_cells_empty()), sites(nullptr), nmax(0), counted(),
    invoked_builds(-1), sending(OFFSETS)
{
  using Args = ElectropulseArguments;
  Args args(lmp, STYLE, narg, arg, 3);
  rule.crystal = args.choice("crystal", {"fcc", "bcc"}) == "fcc" ? EP_CNA_FCC : EP_CNA_BCC;
  const bool fcc = rule.crystal == EP_CNA_FCC;
  std::string how;
  while (args.more()) {
    const std::string key =
        args.keyword({"lattice", "cutoff", "adaptive", "average", "every", "margin", "neighbors",
                      "hysteresis", "maxfrac", "hop", "relax", "grow"});
    if (key == "lattice" || key == "cutoff" || key == "adaptive") {
      if (!how.empty())
        args.fail("one of lattice, cutoff, adaptive is allowed, got '" + how + "' and '" + key +
                  "'");
      how = key;
      range = args.number(key, BOND);
      if (key == "lattice") range = fcc ? ep_cna_cutoff_fcc(range) : ep_cna_cutoff_bcc(range);
      if (key == "adaptive") method = EP_CNA_ADAPTIVE;
    } else if (key == "average") {
      tau = args.number("average", Args::NOT_NEGATIVE);
    } else if (key == "every") {
      every = (int) args.integer("every", 1, MAXSMALLINT);
    } else if (key == "margin") {
      margin = (int) args.integer("margin", 0, 100);
    } else if (key == "neighbors") {
      rule.min_core_neighbors = (int) args.integer("neighbors", 0, 14);
    } else if (key == "hysteresis") {
      rule.hysteresis = (int) args.integer("hysteresis", 0, 14);
    } else if (key == "maxfrac") {
      maxfrac = args.number("maxfrac", Args::FRACTION);
    } else if (key == "hop") {
      hop = args.number("hop", Args::POSITIVE);
    } else if (key == "grow") {
      grow = (int) args.integer("grow", 0, 10);
    } else if (key == "relax") {
      relax = args.number("relax", FREQUENCY);
    }
  }
  if (how.empty())
    args.fail("the bond length is missing; allowed: lattice <a>, cutoff <r> or adaptive <search "
              "range>, Angstrom");
  if (tau == 0.0)
    for (const char *key : {"relax", "hop", "every"})
      if (args.has(key) && (rule.hysteresis == 0 || strcmp(key, "every") != 0))
        args.fail(std::string(key) + " needs average > 0, got average 0");
  if (rule.hysteresis > rule.min_core_neighbors)
    args.fail("hysteresis must be <= neighbors = " + std::to_string(rule.min_core_neighbors) +
              ", got '" + std::to_string(rule.hysteresis) + "'");
  if (hop == 0.0) {
    // half the distance of nearest neighbours: an atom displaced by more is nearer to another site
    const double half = fcc ? sqrt(0.125) : sqrt(0.1875);
    hop = range * half /
        (method == EP_CNA_ADAPTIVE ? 1.2
             : fcc                 ? ep_cna_cutoff_fcc(1.0)
                                   : ep_cna_cutoff_bcc(1.0));
  }

  peratom_flag = 1;
  size_peratom_cols = 2;
  // All counts are compute electropulse/core/count's: with a global vector or array here, c_ID[2] would not mean the
  // role in an atom-style variable.
  scalar_flag = 1;
  extscalar = 1;
  comm_forward = 3;
  dynamic_group_allow = 1;

  if (tau > 0.0 || rule.hysteresis > 0) {
    char numbers[128];
    snprintf(numbers, sizeof(numbers), "%d %.17g %.17g %.17g", every, tau, hop, relax);
    id_history = std::string(id) + "_ELECTROPULSE_HISTORY";
    modify->add_fix(id_history + " " + group->names[igroup] + " ELECTROPULSE/HISTORY " + id + " " +
                    numbers);
  }
}

ComputeElectropulseCoreAtom::~ComputeElectropulseCoreAtom()
{
  if (!id_history.empty() && ElectropulseCompat::get_fix(modify, id_history))
    modify->delete_fix(id_history);
  ep_cells_free(&cells);
  ep_cells_free(&instant);
  memory->destroy(sites);
}

void ComputeElectropulseCoreAtom::init()
{
  electropulse_require_metal(lmp, STYLE);
  invoked_builds = -1;
  history = nullptr;
  if (!id_history.empty()) {
    history =
        dynamic_cast<FixElectropulseHistory *>(ElectropulseCompat::get_fix(modify, id_history));
    if (!history)
      error->all(FLERR,
                 std::string(STYLE) + ": its internal fix '" + id_history +
                     "' was deleted; it must stay");
    if (update->whichflag == 1 && strncmp(update->integrate_style, "respa", 5) == 0)
      error->all(FLERR,
                 std::string(STYLE) +
                     ": with average or hysteresis run_style must be verlet, got '" +
                     update->integrate_style + "'");
  }
  electropulse_require_all_ghosts(lmp, STYLE);
}

void ComputeElectropulseCoreAtom::check_ghosts()
{
  using Args = ElectropulseArguments;
  electropulse_require_ghosts(
      lmp, STYLE, range + neighbor->skin + (tau > 0.0 ? 2.0 * hop : 0.0),
      "bonds " + Args::format(range) + " + neighbour skin " + Args::format(neighbor->skin) +
          (tau > 0.0 ? " + twice the hop distance " + Args::format(hop) : ""));
}

// Averaged positions of all atoms this process knows.
void ComputeElectropulseCoreAtom::place_atoms()
{
  const int nlocal = atom->nlocal, nall = nlocal + atom->nghost;
  double **x = atom->x;
  positions.resize(3 * (size_t) nall);
  if (history && tau > 0.0) {
    for (int i = 0; i < nlocal; i++) history->offset(i, &positions[3 * i]);
    sending = OFFSETS;
    comm_forward = 3;
    ElectropulseCompat::forward_comm(comm, this);
    for (int i = 0; i < nall; i++)
      for (int k = 0; k < 3; k++) positions[3 * i + k] += x[i][k];
  } else {
    for (int i = 0; i < nall; i++)
      for (int k = 0; k < 3; k++) positions[3 * i + k] = x[i][k];
  }
}

void ComputeElectropulseCoreAtom::exchange_roles()
{
  sending = ROLES;
  comm_forward = 1;
  ElectropulseCompat::forward_comm(comm, this);
  comm_forward = 3;    // what Comm reserves buffers for
}

int ComputeElectropulseCoreAtom::count_neighbors(int i, ep_role which) const
{
  int list[MAX_BONDED], count = 0;
  int n = ep_cells_neighbors(&cells, positions.data(), i, bonds[i] * bonds[i], list, MAX_BONDED);
  if (n > MAX_BONDED) n = MAX_BONDED;
  for (int j = 0; j < n; j++) count += proposed[list[j]] == which;
  return count;
}

// Finds the atoms within `margin` bonds of the surface; candidates among them become surface atoms.
void ComputeElectropulseCoreAtom::spread_surface()
{
  const int nlocal = atom->nlocal;
  const std::vector<double> own(proposed.begin(), proposed.begin() + nlocal);
  near_surface.assign(nlocal, 0);
  for (int round = 0; round < margin; round++) {
    for (int i = 0; i < nlocal; i++)
      if (!near_surface[i] && (atom->mask[i] & groupbit))
        near_surface[i] = count_neighbors(i, EP_ROLE_SURFACE) > 0;
    // Crystal atoms carry the mark to the next shell, only now, so that a round reaches one shell.
    for (int i = 0; i < nlocal; i++)
      if (near_surface[i]) proposed[i] = EP_ROLE_SURFACE;
    exchange_roles();
  }
  for (int i = 0; i < nlocal; i++)
    if (own[i] != EP_ROLE_CANDIDATE) proposed[i] = own[i];
}

// Averages lag behind a core that glides. Its neighbours join it as soon as their present positions look like core.
void ComputeElectropulseCoreAtom::grow_core()
{
  const int nlocal = atom->nlocal, nall = nlocal + atom->nghost;
  for (int round = 0; round < grow; round++) {
    if (round == 0) electropulse_build_cells(lmp, STYLE, &instant, &atom->x[0][0], nall, range);
    for (int i = 0; i < nlocal; i++) proposed[i] = sites[i][1];
    exchange_roles();
    for (int i = 0; i < nlocal; i++) {
      if (!(atom->mask[i] & groupbit) || near_surface[i]) continue;
      if (role(i) == EP_ROLE_CORE || role(i) == EP_ROLE_SURFACE) continue;
      if (count_neighbors(i, EP_ROLE_CORE) == 0) continue;
      const ep_cna_site now = ep_cna_analyse(&instant, &atom->x[0][0], i, method, range);
      if (ep_role_propose(&rule, &now) == EP_ROLE_CANDIDATE) sites[i][1] = EP_ROLE_CORE;
    }
  }
}

// Several callers may want the same step; each clears LAMMPS' own flag. Atoms change hands only when neighbour lists are
// built, or between runs; a minimisation moves them within a step.
bool ComputeElectropulseCoreAtom::is_current() const
{
  return update->whichflag == 1 && invoked_peratom == update->ntimestep &&
      invoked_builds == neighbor->ncalls;
}

void ComputeElectropulseCoreAtom::compute_peratom()
{
  if (is_current()) return;
  invoked_peratom = update->ntimestep;
  invoked_builds = neighbor->ncalls;
  check_ghosts();
  if (atom->nmax > nmax) {
    nmax = atom->nmax;
    memory->destroy(sites);
    memory->create(sites, nmax, 2, "electropulse/core/atom:sites");
    array_atom = sites;
  }
  const int nlocal = atom->nlocal, nall = nlocal + atom->nghost;
  place_atoms();
  electropulse_build_cells(lmp, STYLE, &cells, positions.data(), nall, range);

  bonds.assign(nall, range);
  proposed.assign(nall, EP_ROLE_BULK);
  for (int i = 0; i < nlocal; i++) {
    sites[i][0] = EP_CNA_UNKNOWN;
    if (!(atom->mask[i] & groupbit)) continue;
    const ep_cna_site site = ep_cna_analyse(&cells, positions.data(), i, method, range);
    sites[i][0] = site.structure;
    bonds[i] = site.cutoff;
    proposed[i] = ep_role_propose(&rule, &site);
  }
  exchange_roles();
  spread_surface();
  exchange_roles();
  const bool settled = !history || history->settled();
  for (int i = 0; i < nlocal; i++) {
    if (!settled && proposed[i] == EP_ROLE_CANDIDATE) proposed[i] = EP_ROLE_BULK;
    const ep_role candidate = (ep_role) (int) proposed[i];
    const int near = candidate == EP_ROLE_CANDIDATE ? count_neighbors(i, EP_ROLE_CANDIDATE) : 0;
    sites[i][1] = ep_role_settle(&rule, candidate, near, history && history->was_core(i));
  }
  grow_core();
  count_roles();
}

void ComputeElectropulseCoreAtom::count_roles()
{
  static const int role_entry[] = {N_BULK, N_FAULT, N_CORE, N_SURFACE};
  double mine[NCOUNTS] = {};
  for (int i = 0; i < atom->nlocal; i++) {
    if (!(atom->mask[i] & groupbit)) continue;
    mine[role_entry[role(i)]] += 1.0;
    mine[N_FCC + structure(i) - EP_CNA_FCC] += 1.0;
  }
  mine[N_HOPS] = history ? history->hops() : 0.0;
  MPI_Allreduce(mine, counted, NCOUNTS, MPI_DOUBLE, MPI_SUM, world);
  invoked_scalar = update->ntimestep;
  scalar = counted[N_CORE];

  const double total = counted[N_BULK] + counted[N_FAULT] + counted[N_CORE] + counted[N_SURFACE];
  if (counted[N_CORE] <= maxfrac * total) return;
  using Args = ElectropulseArguments;
  error->all(FLERR,
             std::string(STYLE) + ": " + Args::format(counted[N_CORE]) + " of " +
                 Args::format(total) + " atoms are core, more than maxfrac " +
                 Args::format(maxfrac) +
                 " allows: the crystal is melting, or the bond length does not fit it");
}

double ComputeElectropulseCoreAtom::compute_scalar()
{
  refresh_peratom();
  return scalar;
}

void ComputeElectropulseCoreAtom::refresh_peratom()
{
  if (invoked_flag & Compute::INVOKED_PERATOM) return;
  compute_peratom();
  invoked_flag |= Compute::INVOKED_PERATOM;
}

int ComputeElectropulseCoreAtom::pack_forward_comm(int n, int *list, double *buf, int, int *)
{
  int m = 0;
  for (int i = 0; i < n; i++) {
    if (sending == ROLES)
      buf[m++] = proposed[list[i]];
    else
      for (int k = 0; k < 3; k++) buf[m++] = positions[3 * list[i] + k];
  }
  return m;
}

void ComputeElectropulseCoreAtom::unpack_forward_comm(int n, int first, double *buf)
{
  if (sending == ROLES)
    memcpy(&proposed[first], buf, n * sizeof(double));
  else
    memcpy(&positions[3 * (size_t) first], buf, 3 * (size_t) n * sizeof(double));
}

double ComputeElectropulseCoreAtom::memory_usage()
{
  const double owned = (double) (positions.capacity() + bonds.capacity() + proposed.capacity());
  return (owned + 2.0 * nmax) * sizeof(double) + ep_cells_memory(&cells) +
      ep_cells_memory(&instant);
}

ComputeElectropulseCoreAtom *ComputeElectropulseCoreAtom::find(LAMMPS *lmp, const std::string &id,
                                                               const std::string &user)
{
  const std::string wanted = user +
      ": the core must be the ID of a compute electropulse/core/atom, got '" + id + "', which ";
  Compute *compute = ElectropulseCompat::get_compute(lmp->modify, id);
  if (!compute) lmp->error->all(FLERR, wanted + "does not exist");
  auto *core = dynamic_cast<ComputeElectropulseCoreAtom *>(compute);
  if (!core) lmp->error->all(FLERR, wanted + "is a compute " + compute->style);
  return core;
}
