/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "compute_electropulse_core_atom.h"

#include "atom.h"
#include "domain.h"
#include "electropulse_arguments.h"
#include "electropulse_compat.h"
#include "electropulse_neighborhood.h"
#include "error.h"
#include "group.h"
#include "memory.h"
#include "neighbor.h"
#include "update.h"
#include "utils.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>

using namespace LAMMPS_NS;

static const char STYLE[] = "Compute electropulse/core/atom";

// Evaluated at intervals of up to so many steps, it pays to prepare for going on from the last evaluation, ...
static constexpr bigint OFTEN = 3;
static constexpr double WIDER = 1.15;    // ... for which cells are wider

// Entries of the counts, by role.
static constexpr int ENTRY[] = {
    ComputeElectropulseCoreAtom::N_BULK, ComputeElectropulseCoreAtom::N_FAULT,
    ComputeElectropulseCoreAtom::N_CORE, ComputeElectropulseCoreAtom::N_SURFACE};

static const ElectropulseArguments::Range BOND = {0.5, 10.0, true, true,
                                                  "a number >= 0.5 and <= 10"};

ComputeElectropulseCoreAtom::ComputeElectropulseCoreAtom(LAMMPS *lmp, int narg, char **arg) :
    Compute(lmp, narg, arg), method(EP_CNA_FIXED), rule{EP_CNA_FCC, 3, 0}, range(0.0), tau(0.0),
    relax(0.0), hop(0.0), every(5), grow(0), margin(1), maxfrac(0.25), history(nullptr),
    path(ep_sweep_best()), told(false), positions(nullptr), cells(ep_cells_empty()),
    instant(ep_cells_empty()), neighbors(64), sites(nullptr), nmax(0), mine(), counted(),
    evaluated(-1), built(-1), run(-1), averaged(-1), counts_are_current(false), odometer(0.0),
    box(), sending(AVERAGES)
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
      relax = args.number("relax", FixElectropulseHistory::FREQUENCY);
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

  reach = range;
  choose_path();

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
  evaluated = -1;
  history = nullptr;
  if (!id_history.empty()) {
    history =
        dynamic_cast<FixElectropulseHistory *>(ElectropulseCompat::get_fix(modify, id_history));
    if (!history)
      error->all(FLERR,
                 std::string(STYLE) + ": its internal fix '" + id_history +
                     "' was deleted; it must stay");
    history->require_verlet(std::string(STYLE) + ": with average or hysteresis");
  }
  electropulse_require_all_ghosts(lmp, STYLE);
  if (!told && comm->me == 0)
    utils::logmesg(
        lmp, std::string(STYLE) + ": common-neighbour analysis with " + ep_sweep_name(path) + "\n");
  told = true;
}

// The fastest code that the processor has, or another one for comparisons and tests.
void ComputeElectropulseCoreAtom::choose_path()
{
  static const char *const names[EP_SWEEP_PATHS] = {"portable", "avx2", "avx512"};
  const char *wanted = getenv("ELECTROPULSE_VECTOR");
  if (!wanted || !*wanted) return;
  std::string allowed;
  for (int p = 0; p < EP_SWEEP_PATHS; p++) {
    if (!ep_sweep_has((ep_sweep_path) p)) continue;
    allowed += (allowed.empty() ? "" : ", ") + std::string(names[p]);
    if (strcmp(wanted, names[p]) != 0) continue;
    path = (ep_sweep_path) p;
    return;
  }
  error->one(FLERR,
             std::string(STYLE) +
                 ": environment variable ELECTROPULSE_VECTOR must be one of those that this "
                 "processor has: " +
                 allowed + ", got '" + wanted + "'");
}

void ComputeElectropulseCoreAtom::check_ghosts()
{
  using Args = ElectropulseArguments;
  electropulse_require_ghosts(
      lmp, STYLE, range + neighbor->skin + (tau > 0.0 ? 2.0 * hop : 0.0),
      "bonds " + Args::format(range) + " + neighbour skin " + Args::format(neighbor->skin) +
          (tau > 0.0 ? " + twice the hop distance " + Args::format(hop) : ""));
}

// Neighbour lists were not built since the last evaluation, in this run, so that atoms have the places they had then. The
// same in all processes.
bool ComputeElectropulseCoreAtom::same_atoms() const
{
  return update->whichflag == 1 && evaluated >= 0 && built == neighbor->ncalls &&
      run == update->firststep;
}

// Several callers may want the same step, and each clears LAMMPS' own flag. A minimisation moves atoms within a step.
bool ComputeElectropulseCoreAtom::is_current() const
{
  return same_atoms() && evaluated == update->ntimestep && averaged == present_sample();
}

// The step of the sample that averages are of, -1 for present positions.
bigint ComputeElectropulseCoreAtom::present_sample() const
{
  return history && history->has_averages() ? history->sampled() : -1;
}

void ComputeElectropulseCoreAtom::remember_core(char *was)
{
  if (!has_hysteresis()) return;
  find_roles();
  for (int i = 0; i < atom->nlocal; i++) was[i] = is_core(i);
}

void ComputeElectropulseCoreAtom::find_roles()
{
  if (is_current()) return;
  check_ghosts();
  const bigint interval = update->ntimestep - evaluated;
  const bool often = evaluated >= 0 && interval > 0 && interval <= OFTEN;
  const bool same_group = mark_group(), same_places = place_atoms();
  if (same_places && !has_hysteresis() && !group->dynamic[igroup]) {
    for (auto &g : grown) roles[g.first] = g.second;
  } else {
    const bool for_next = averaged < 0 && often;
    find_structures(for_next && same_group && !due.empty(), for_next);
    propose_roles();
    list_bonds();
    spread_surface();
    settle_core();
  }
  grow_core();
  evaluated = update->ntimestep;
  built = neighbor->ncalls;
  run = update->firststep;
  counts_are_current = false;
}

// Marks the atoms of the group in found[]. Returns whether they are those of the last evaluation, in this process.
bool ComputeElectropulseCoreAtom::mark_group()
{
  const bool known = same_atoms() && (int) found.size() == atom->nlocal;
  if (igroup == 0) {    // all
    if (!known) found.assign(atom->nlocal, EP_CNA_OTHER);
    return known;
  }
  bool same = known;
  found.resize(atom->nlocal);
  for (int i = 0; i < atom->nlocal; i++) {
    const bool wanted = atom->mask[i] & groupbit;
    if (known && wanted == (found[i] != EP_CNA_UNKNOWN)) continue;
    found[i] = wanted ? EP_CNA_OTHER : EP_CNA_UNKNOWN;
    same = false;
  }
  return same;
}

// Finds the positions to look at. Returns whether they are those of the last evaluation, in all processes.
bool ComputeElectropulseCoreAtom::place_atoms()
{
  const bigint sample = present_sample();
  const bool averages = sample >= 0;
  double here[9];    // a box that changes takes the averages of ghost atoms along
  memcpy(here, domain->boxlo, 3 * sizeof(double));
  memcpy(here + 3, domain->h, 6 * sizeof(double));
  const bool same =
      same_atoms() && averages && averaged == sample && memcmp(box, here, sizeof(box)) == 0;
  memcpy(box, here, sizeof(box));
  averaged = sample;
  positions = averages ? history->averages() : atom->nmax ? atom->x[0] : nullptr;
  if (averages && !same) exchange(AVERAGES);
  return same;
}

void ComputeElectropulseCoreAtom::build_cells(double width)
{
  const int nlocal = atom->nlocal;
  const ep_cells_box group_box =
      ep_cells_bounds(positions, nlocal, igroup == 0 ? nullptr : found.data());
  // as far as neighbours are looked for, after the atoms have moved, too
  const double kept = std::max(width, range + std::max(0.0, width - reach));
  electropulse_build_cells(lmp, STYLE, &cells, positions, nlocal + atom->nghost, width, group_box,
                           kept);
}

ep_sweep ComputeElectropulseCoreAtom::sweep_of(const ep_cells *c, const double *x)
{
  ep_sweep s = {};
  s.cells = c;
  s.x = x;
  s.method = method;
  s.range = range;
  s.reach = reach;
  s.enough = ep_role_enough(&rule);
  s.lopsided = ep_role_lopsided();
  s.natoms = atom->nlocal;
  s.found = found.data();
  return s;
}

// From the last evaluation, when that was prepared for it; for the next one, when that is to go on from this.
void ComputeElectropulseCoreAtom::find_structures(bool from_last, bool for_next)
{
  const double wider = for_next ? WIDER : 1.0;
  if (from_last) odometer += ep_cells_move(&cells, positions);
  // Also when that is infinite.
  if (!from_last || !(2.0 * cells.moved < cells.width - reach)) {
    odometer = 0.0;
    due.assign(for_next ? atom->nlocal : 0, -1.0f);
    build_cells(reach * wider);
  }
  ep_sweep sweep = sweep_of(&cells, positions);
  if (method == EP_CNA_ADAPTIVE) {
    bonds.assign(atom->nlocal, 0.0);
    sweep.reach = ep_sweep_guess_reach(&sweep);
    if (sweep.reach > reach || sweep.reach < 0.9 * reach) {
      reach = sweep.reach;
      due.assign(due.size(), -1.0f);
      build_cells(reach * wider);
    }
  }
  if (!due.empty()) {
    sweep.due = due.data();
    sweep.odometer = odometer;
  }
  ep_sweep_run(&sweep, path, comm->nthreads);
}

// Roles as far as an atom's own surroundings tell; of ghost atoms too.
void ComputeElectropulseCoreAtom::propose_roles()
{
  const int nlocal = atom->nlocal;
  unsigned char role_of[2 * EP_SWEEP_OPEN];
  for (int code = 0; code < 2 * EP_SWEEP_OPEN; code++)
    role_of[code] =
        ep_role_propose(&rule, (ep_cna_structure) (code % EP_SWEEP_OPEN), code >= EP_SWEEP_OPEN);
  role_of[EP_CNA_UNKNOWN] = EP_ROLE_BULK;
  roles.resize(nlocal + atom->nghost);
  candidates.clear();
  bigint tally[2][2 * EP_SWEEP_OPEN] = {};    // two, so that one need not wait for the other
  for (int i = 0; i < nlocal; i++) {
    const unsigned char code = found[i], role = role_of[code];
    tally[i & 1][code]++;
    roles[i] = role;
    if (role == EP_ROLE_CANDIDATE) candidates.push_back(i);
  }
  std::fill(std::begin(mine), std::end(mine), 0.0);
  for (int code = EP_CNA_FCC; code < 2 * EP_SWEEP_OPEN; code++) {
    const auto n = (double) (tally[0][code] + tally[1][code]);
    const int structure = code % EP_SWEEP_OPEN;
    if (n > 0.0) mine[N_FCC + structure - EP_CNA_FCC] += n;
    if (n > 0.0 && role_of[code] != EP_ROLE_CANDIDATE) mine[ENTRY[role_of[code]]] += n;
  }
  exchange(ROLES);
}

double ComputeElectropulseCoreAtom::bond_length(int i)
{
  if (method == EP_CNA_FIXED || found[i] == EP_CNA_UNKNOWN) return range;
  if (bonds[i] == 0.0) bonds[i] = ep_cna_analyse(&cells, positions, i, method, range).cutoff;
  return bonds[i];
}

// Fills neighbors[] with local and ghost atoms; i may be either.
int ComputeElectropulseCoreAtom::list_neighbors(int i, double cutoff)
{
  const int room = (int) neighbors.size();
  const int n =
      ep_sweep_neighbors(path, &cells, positions, i, cutoff * cutoff, neighbors.data(), room);
  if (n <= room) return n;
  neighbors.resize(n);
  return list_neighbors(i, cutoff);
}

bool ComputeElectropulseCoreAtom::is_within(int i, int j, double cutoff) const
{
  const double *a = positions + 3 * (bigint) i, *b = positions + 3 * (bigint) j;
  const double d[3] = {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
  return d[0] * d[0] + d[1] * d[1] + d[2] * d[2] < cutoff * cutoff;
}

// Calls visit(i) for the local atoms i of the group that are bonded to these atoms, local or ghost, and pass the test; more
// than once for one that still passes it then.
template <class Test, class Visit>
void ComputeElectropulseCoreAtom::visit_bonded(const std::vector<int> &atoms, Test test,
                                               Visit visit)
{
  for (int j : atoms) {
    const int n = list_neighbors(j, range);
    for (int q = 0; q < n; q++) {
      const int i = neighbors[q];
      if (i < atom->nlocal && found[i] != EP_CNA_UNKNOWN && test(i) &&
          (method == EP_CNA_FIXED || is_within(i, j, bond_length(i))))
        visit(i);
    }
  }
}

// The bonds of the candidates, which are asked for twice.
void ComputeElectropulseCoreAtom::list_bonds()
{
  bonded.clear();
  first_bonded.assign(1, 0);
  for (int i : candidates) {
    const int n = list_neighbors(i, bond_length(i));
    bonded.insert(bonded.end(), neighbors.begin(), neighbors.begin() + n);
    first_bonded.push_back((int) bonded.size());
  }
}

// Candidates within `margin` bonds of a surface atom become surface atoms. All bonds but the last are followed from the
// surface inwards, through crystal too; the last one from the candidates, of which there are fewer.
void ComputeElectropulseCoreAtom::spread_surface()
{
  if (margin == 0) return;
  const int nlocal = atom->nlocal, nall = nlocal + atom->nghost;
  surface.resize(nall);
  for (int i = 0; i < nall; i++) surface[i] = roles[i] == EP_ROLE_SURFACE;
  for (int bonds_away = 1; bonds_away < margin; bonds_away++) {
    std::vector<int> front;
    for (int i = 0; i < nall; i++)
      if (surface[i] == bonds_away) front.push_back(i);
    visit_bonded(
        front,
        [this](int i) {
          return surface[i] == 0;
        },
        [this, bonds_away](int i) {
          surface[i] = (unsigned char) (1 + bonds_away);
        });
    exchange(SURFACE);
  }
  for (size_t q = 0; q < candidates.size(); q++) {
    const int i = candidates[q], *list = bonded.data();
    if (surface[i] || any_at_surface(list + first_bonded[q], list + first_bonded[q + 1]))
      roles[i] = EP_ROLE_SURFACE;
  }
  exchange(ROLES);
}

bool ComputeElectropulseCoreAtom::reaches_surface(int i)
{
  if (margin == 0) return false;
  if (surface[i]) return true;
  const int n = list_neighbors(i, bond_length(i));
  return any_at_surface(neighbors.data(), neighbors.data() + n);
}

bool ComputeElectropulseCoreAtom::any_at_surface(const int *from, const int *to) const
{
  return std::any_of(from, to, [this](int j) {
    return surface[j] != 0;
  });
}

// Candidates with enough others around them become core, the rest bulk.
void ComputeElectropulseCoreAtom::settle_core()
{
  const bool believe = !history || history->settled();
  std::vector<unsigned char> settled(candidates.size());
  for (size_t q = 0; q < candidates.size(); q++) {
    const int i = candidates[q], *list = bonded.data();
    const auto proposed = (ep_role) roles[i];
    const auto near =
        (int) std::count_if(list + first_bonded[q], list + first_bonded[q + 1], [this](int j) {
          return roles[j] == EP_ROLE_CANDIDATE;
        });
    settled[q] = ep_role_settle(&rule, proposed, near, history && history->was_core(i));
    if (proposed == EP_ROLE_CANDIDATE && !believe) settled[q] = EP_ROLE_BULK;
  }
  for (size_t q = 0; q < candidates.size(); q++) {
    roles[candidates[q]] = settled[q];
    mine[ENTRY[settled[q]]] += 1.0;
  }
}

// Averages lag behind a core that glides. Its neighbours join it as soon as their present positions look like core.
void ComputeElectropulseCoreAtom::grow_core()
{
  const int nall = atom->nlocal + atom->nghost;
  grown.clear();
  for (int round = 0; round < grow; round++) {
    exchange(ROLES);
    std::vector<int> front;
    for (int i = 0; i < nall; i++)
      if (roles[i] == EP_ROLE_CORE) front.push_back(i);
    std::vector<int> around;
    visit_bonded(
        front,
        [this](int i) {
          return roles[i] == EP_ROLE_BULK || roles[i] == EP_ROLE_FAULT;
        },
        [&around](int i) {
          around.push_back(i);
        });
    std::sort(around.begin(), around.end());
    around.erase(std::unique(around.begin(), around.end()), around.end());
    if (around.empty()) continue;
    const double *present = atom->x[0];
    const ep_cells *c = &cells;
    if (positions != present) {
      ep_cells_box box = ep_cells_no_box();
      for (int i : around) ep_cells_extend(&box, present + 3 * (bigint) i);
      electropulse_build_cells(lmp, STYLE, &instant, present, nall, reach, box, range);
      c = &instant;
    }
    const ep_sweep sweep = sweep_of(c, present);
    for (int i : around) {
      if (reaches_surface(i)) continue;
      const unsigned char now = ep_sweep_exact(&sweep, i);
      const auto structure = (ep_cna_structure) (now % EP_SWEEP_OPEN);
      if (ep_role_propose(&rule, structure, now >= EP_SWEEP_OPEN) == EP_ROLE_CANDIDATE)
        grown.emplace_back(i, roles[i]);
    }
    for (const auto &g : grown) roles[g.first] = EP_ROLE_CORE;
  }
}

void ComputeElectropulseCoreAtom::compute_peratom()
{
  refresh_peratom();
  invoked_peratom = update->ntimestep;
  if (atom->nmax > nmax) {
    nmax = atom->nmax;
    memory->destroy(sites);
    memory->create(sites, nmax, 2, "electropulse/core/atom:sites");
    array_atom = sites;
  }
  for (int i = 0; i < atom->nlocal; i++) {
    sites[i][0] = structure(i);
    sites[i][1] = role(i);
  }
}

void ComputeElectropulseCoreAtom::refresh_peratom()
{
  find_roles();
  if (!counts_are_current) count_roles();
  invoked_scalar = update->ntimestep;
}

void ComputeElectropulseCoreAtom::count_roles()
{
  double all[NCOUNTS];
  std::copy(mine, mine + NCOUNTS, all);
  for (const auto &g : grown) {
    all[ENTRY[g.second]] -= 1.0;
    all[N_CORE] += 1.0;
  }
  all[N_HOPS] = history ? history->hops() : 0.0;
  MPI_Allreduce(all, counted, NCOUNTS, MPI_DOUBLE, MPI_SUM, world);
  scalar = counted[N_CORE];
  counts_are_current = true;

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

// Bytes for ROLES and SURFACE, eight to a number.
void ComputeElectropulseCoreAtom::exchange(Message what)
{
  sending = what;
  comm_forward = what == AVERAGES ? 3 : 1;
  ElectropulseCompat::forward_comm(comm, this);
  comm_forward = 3;    // what Comm reserves buffers for
}

int ComputeElectropulseCoreAtom::pack_forward_comm(int n, int *list, double *buf, int, int *)
{
  if (sending == AVERAGES) {
    for (int i = 0; i < n; i++) {
      const double *m = positions + 3 * (bigint) list[i], *x = atom->x[list[i]];
      for (int k = 0; k < 3; k++) buf[3 * i + k] = m[k] - x[k];
    }
    return 3 * n;
  }
  const unsigned char *from = sending == ROLES ? roles.data() : surface.data();
  auto *to = reinterpret_cast<unsigned char *>(buf);
  for (int i = 0; i < n; i++) to[i] = from[list[i]];
  return (n + (int) sizeof(double) - 1) / (int) sizeof(double);
}

void ComputeElectropulseCoreAtom::unpack_forward_comm(int n, int first, double *buf)
{
  if (sending == AVERAGES) {
    double *m = history->averages() + 3 * (bigint) first;
    for (int i = 0; i < n; i++)
      for (int k = 0; k < 3; k++) m[3 * i + k] = atom->x[first + i][k] + buf[3 * i + k];
    return;
  }
  memcpy((sending == ROLES ? roles.data() : surface.data()) + first, buf, n);
}

double ComputeElectropulseCoreAtom::memory_usage()
{
  const double bytes = (double) (found.capacity() + roles.capacity() + surface.capacity());
  const double lists = (double) (candidates.capacity() + neighbors.capacity() + bonded.capacity() +
                                 first_bonded.capacity());
  return bytes + lists * sizeof(int) + due.capacity() * sizeof(float) +
      bonds.capacity() * sizeof(double) + nmax * (2.0 * sizeof(double) + sizeof(double *)) +
      ep_cells_memory(&cells) + ep_cells_memory(&instant);
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
