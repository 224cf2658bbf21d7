/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "fix_electropulse_tether.h"

#include "atom.h"
#include "domain.h"
#include "electropulse_arguments.h"
#include "electropulse_neighborhood.h"
#include "error.h"
#include "fix_electropulse_reference.h"
#include "group.h"
#include "library.h"
#include "neighbor.h"
#include "utils.h"

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace LAMMPS_NS;

static const char STYLE[] = "Fix electropulse/tether";

// Entries of the global vector.
enum { TETHERED, TAUT_NOW, LARGEST, RECORD, TAUT_TIME, NVALUES };

FixElectropulseTether::FixElectropulseTether(LAMMPS *lmp, int narg, char **arg) :
    Fix(lmp, narg, arg), tether(), cutoff(0.0), coordination(12), wanted(-1), tau(0.0), every(5),
    level(0), history(nullptr), reference(nullptr), box(), running(false), taut_steps(0), dt(0.0),
    time(0.0), record(0.0), sums(), totals(), largest(), longest(0.0), reduced(false)
{
  using Args = ElectropulseArguments;
  Args args(lmp, STYLE, narg, arg, 3);
  while (args.more()) {
    const std::string key = args.keyword(
        {"cutoff", "distance", "stiffness", "coordination", "reference", "average", "every"});
    if (key == "cutoff") {
      cutoff = args.number("cutoff", Args::POSITIVE);
    } else if (key == "distance") {
      tether.distance = args.number("distance", Args::POSITIVE);
    } else if (key == "stiffness") {
      tether.stiffness = args.number("stiffness", Args::NOT_NEGATIVE);
    } else if (key == "coordination") {
      coordination = (int) args.integer("coordination", 2, 100);
    } else if (key == "reference") {
      if (args.choice("reference", {"first", "fixed"}) == "fixed")
        wanted = args.integer("reference fixed", 0, MAXBIGINT);
    } else if (key == "average") {
      tau = args.number("average", Args::NOT_NEGATIVE);
    } else if (key == "every") {
      every = (int) args.integer("every", 1, MAXSMALLINT);
    }
  }
  if (!args.has("cutoff"))
    args.fail("keyword cutoff is missing; allowed: cutoff <r>, Angstrom, between the first and the "
              "second shell of neighbours");
  if (!args.has("distance"))
    args.fail("keyword distance is missing; allowed: distance <d>, Angstrom");
  if (!args.has("stiffness"))
    args.fail("keyword stiffness is missing; allowed: stiffness <k>, eV/Angstrom^2");
  if (tau == 0.0 && args.has("every")) args.fail("every needs average > 0, got average 0");

  scalar_flag = vector_flag = 1;
  size_vector = NVALUES;
  global_freq = 1;
  extscalar = 1;
  extvector = -1;
  extlist = new int[NVALUES];
  for (int n = 0; n < NVALUES; n++) extlist[n] = n != LARGEST && n != RECORD;
  peratom_flag = 1;
  size_peratom_cols = 0;
  peratom_freq = 1;
  comm_reverse = 3;
  nevery = 1;
  restart_global = 1;
  // A conservative force: its energy and virial are part of the system's unless fix_modify says no.
  energy_global_flag = energy_peratom_flag = 1;
  virial_global_flag = virial_peratom_flag = 1;
  thermo_energy = thermo_virial = 1;
  respa_level_support = 1;

  dt = update->dt;
  displacement.assign(atom->nmax + 1, 0.0);
  vector_atom = displacement.data();
}

FixElectropulseTether::~FixElectropulseTether()
{
  for (const auto &fix : {id_reference, id_history})
    if (!fix.empty() && ElectropulseCompat::get_fix(modify, fix)) modify->delete_fix(fix);
  delete[] extlist;
}

void FixElectropulseTether::post_constructor()
{
  const std::string of_group = std::string(" ") + group->names[igroup] + " ELECTROPULSE/";
  if (tau > 0.0) {
    // an average as far from its atom as a tether gets begins anew
    char numbers[128];
    snprintf(numbers, sizeof(numbers), " %d %.17g %.17g 0", every, tau, tether.distance);
    id_history = std::string(id) + "_ELECTROPULSE_HISTORY";
    modify->add_fix(id_history + of_group + "HISTORY " + id + numbers);
  }
  // After the history, whose sample it needs.
  id_reference = std::string(id) + "_ELECTROPULSE_REFERENCE";
  modify->add_fix(id_reference + of_group + "REFERENCE " + STYLE);
}

int FixElectropulseTether::setmask()
{
  using namespace FixConst;
  return POST_FORCE | MIN_POST_FORCE | PRE_FORCE_RESPA | POST_NEIGHBOR | MIN_POST_NEIGHBOR |
      END_OF_STEP;
}

template <class F> static F *internal_fix(LAMMPS *lmp, const std::string &id)
{
  auto *fix = dynamic_cast<F *>(ElectropulseCompat::get_fix(lmp->modify, id));
  if (!fix)
    lmp->error->all(
        FLERR, std::string(STYLE) + ": its internal fix '" + id + "' was deleted; it must stay");
  return fix;
}

void FixElectropulseTether::init()
{
  electropulse_require_metal(lmp, STYLE);
  if (!id_history.empty()) {
    history = internal_fix<FixElectropulseHistory>(lmp, id_history);
    history->require_verlet(std::string(STYLE) + ": with average");
  }
  reference = internal_fix<FixElectropulseReference>(lmp, id_reference);
  reference->each_step = [this] {
    find_reference();
  };
  const int *periodic = domain->periodicity;
  if (reference->exists() && !std::equal(periodic, periodic + 3, box.periodic)) {
    const auto axes = [](const int *p) {
      return std::string() + (p[0] ? "p" : "-") + (p[1] ? " p" : " -") + (p[2] ? " p" : " -");
    };
    error->all(FLERR,
               std::string(STYLE) +
                   ": the box must stay periodic along the same axes as at the reference, " +
                   axes(box.periodic) + ", got " + axes(periodic));
  }
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
  if (update->whichflag != 0) running = watch.sees_run(update) && update->whichflag == 1;
  count_time();
}

void FixElectropulseTether::post_run()
{
  watch.end();
}

void FixElectropulseTether::setup(int vflag)
{
  if (strncmp(update->integrate_style, "respa", 5) != 0) post_force(vflag);
}

void FixElectropulseTether::min_setup(int vflag)
{
  post_force(vflag);
}

void FixElectropulseTether::setup_post_neighbor()
{
  if (reference->exists())
    find_sites();
  else
    find_reference();
}

void FixElectropulseTether::post_neighbor()
{
  if (reference->exists()) find_sites();
}

void FixElectropulseTether::min_post_neighbor()
{
  post_neighbor();
}

void FixElectropulseTether::min_post_force(int vflag)
{
  post_force(vflag);
}

// Before the other forces of the level, which are cleared, so that no access to r-RESPA's own arrays is needed.
void FixElectropulseTether::pre_force_respa(int vflag, int ilevel, int)
{
  if (ilevel == level) post_force(vflag);
}

void FixElectropulseTether::setup_pre_force_respa(int vflag, int ilevel)
{
  pre_force_respa(vflag, ilevel, 0);
}

void FixElectropulseTether::check_ghosts()
{
  using Args = ElectropulseArguments;
  const double skin = neighbor->skin, both = 2.0 * tether.distance;
  electropulse_require_ghosts(
      lmp, STYLE, cutoff + skin + (history ? both : 0.0),
      "cutoff " + Args::format(cutoff) + " + neighbour skin " + Args::format(skin) +
          (history ? " + twice the distance " + Args::format(both / 2.0) : ""));
}

// At the beginning of a run and at the end of its steps, until there is a reference. It is taken where it is due, and tethers
// pull from the next forces on.
void FixElectropulseTether::find_reference()
{
  if (reference->exists()) return;
  const bigint step = update->ntimestep;
  const std::string fixed = std::string(STYLE) + ": reference fixed must be a step ";
  if (wanted >= 0 && wanted < step)
    error->all(FLERR,
               fixed + "to come, got " + std::to_string(wanted) + " at step " +
                   std::to_string(step));
  if (wanted > step) return;
  if (history && !history->settled()) {
    if (wanted >= 0)
      error->all(FLERR,
                 fixed + "where averages are 3 time constants old, got " + std::to_string(wanted));
    return;
  }
  take_reference();
  find_sites();
}

void FixElectropulseTether::take_reference()
{
  using Args = ElectropulseArguments;
  check_ghosts();
  const bool averages = history && history->has_averages();
  if (averages)
    reference->follow(history->averages(), history->box_of_averages());
  else
    reference->follow(atom->nmax ? atom->x[0] : nullptr, domain->h);
  reference->take(cutoff);
  box = ep_tether_box_make(domain->h, domain->periodicity);

  bigint mine[2] = {0, 0}, all[2];    // atoms that are tethered, atoms of the group
  for (int i = 0; i < atom->nlocal; i++) {
    if (!(atom->mask[i] & groupbit)) continue;
    const auto n = (int) reference->neighbors(i).size();
    mine[0] += n > 0 && n < coordination;
    mine[1]++;
  }
  MPI_Allreduce(mine, all, 2, MPI_LMP_BIGINT, MPI_SUM, world);
  if (all[0] == 0)
    error->all(FLERR,
               std::string(STYLE) + ": the group must hold atoms with 1 to " +
                   std::to_string(coordination - 1) + " neighbours nearer than cutoff " +
                   Args::format(cutoff) + ", got none among the " + std::to_string(all[1]) +
                   " of '" + group->names[igroup] + "'");
  if (comm->me == 0)
    utils::logmesg(lmp,
                   std::string(STYLE) + " " + id + ": " + std::to_string(all[0]) + " of " +
                       std::to_string(all[1]) + " atoms are tethered, as they stand at step " +
                       std::to_string(update->ntimestep) + "\n");
}

// Atoms may have changed hands.
void FixElectropulseTether::find_sites()
{
  const int nlocal = atom->nlocal;
  reference->follow(atom->nmax ? atom->x[0] : nullptr, domain->h);
  sites.clear();
  strays.clear();
  partners.clear();
  if ((int) displacement.size() < atom->nmax) displacement.resize(atom->nmax);
  vector_atom = displacement.data();
  std::fill(displacement.begin(), displacement.end(), 0.0);
  list_far();
  for (int i = 0; i < nlocal; i++) add_site(i);
}

// Which neighbours some process does not see, the same list in all.
void FixElectropulseTether::list_far()
{
  std::vector<tagint> mine;
  for (int i = 0; i < atom->nlocal; i++) {
    const auto &list = reference->neighbors(i);
    if ((int) list.size() >= coordination) continue;
    for (const auto &n : list)
      if (atom->map(n.tag) < 0) mine.push_back(n.tag);
  }
  std::vector<int> counts(comm->nprocs), starts(comm->nprocs, 0);
  const int count = (int) mine.size();
  MPI_Allgather(&count, 1, MPI_INT, counts.data(), 1, MPI_INT, world);
  for (int p = 1; p < comm->nprocs; p++) starts[p] = starts[p - 1] + counts[p - 1];
  far_tags.resize(starts.back() + counts.back());
  MPI_Allgatherv(mine.data(), count, MPI_LMP_TAGINT, far_tags.data(), counts.data(), starts.data(),
                 MPI_LMP_TAGINT, world);
  std::sort(far_tags.begin(), far_tags.end());
  far_tags.erase(std::unique(far_tags.begin(), far_tags.end()), far_tags.end());
}

void FixElectropulseTether::add_site(int i)
{
  const auto &list = reference->neighbors(i);
  if (list.empty() || (int) list.size() >= coordination) return;
  const double *h_inv = domain->h_inv;
  Site site = {i, (int) partners.size(), (int) list.size(), {}, {}};
  bool stray = false;
  for (const auto &neighbor : list) {
    double d[3];
    if (!reference->vector(i, neighbor, d))
      error->one(FLERR,
                 std::string(STYLE) + ": reference neighbours must stay, got none of atom ID " +
                     std::to_string(neighbor.tag) + ", a neighbour of " +
                     std::to_string(atom->tag[i]) + ", any more");
    int j = atom->map(neighbor.tag);
    if (j < 0) {
      stray = true;
      j = -1 -
          (int) (std::lower_bound(far_tags.begin(), far_tags.end(), neighbor.tag) -
                 far_tags.begin());
    } else {
      for (int k = 0; k < 3; k++) d[k] -= atom->x[j][k] - atom->x[i][k];
      const double s[3] = {h_inv[0] * d[0] + h_inv[5] * d[1] + h_inv[4] * d[2],
                           h_inv[1] * d[1] + h_inv[3] * d[2], h_inv[2] * d[2]};
      for (int k = 0; k < 3; k++) site.shift[k] += std::round(s[k]) / site.n;
    }
    partners.push_back(j);
    for (int k = 0; k < 3; k++) site.mean[k] += neighbor.vector[k] / site.n;
  }
  (stray ? strays : sites).push_back(site);
}

void FixElectropulseTether::post_force(int vflag)
{
  // LAMMPS tells fixes before the reverse communication only whether energies by atom are wanted.
  ev_init(update->eflag_atom == update->ntimestep ? 2 : 0, vflag);
  memset(sums, 0, sizeof(sums));
  longest = 0.0;
  reduced = false;
  if (!reference->exists()) return;

  double deformation[6];
  ep_tether_box_follow(&box, domain->h);
  ep_tether_box_deformation(&box, deformation);
  ghost_force.assign(3 * (size_t) atom->nghost, 0.0);
  const double *x = atom->nmax ? atom->x[0] : nullptr, *h = domain->h;
  for (const Site &site : sites) {
    const double *n = site.shift;
    double expected[3], w[3];
    ep_tether_deform(deformation, site.mean, expected);
    expected[0] -= h[0] * n[0] + h[5] * n[1] + h[4] * n[2];
    expected[1] -= h[1] * n[1] + h[3] * n[2];
    expected[2] -= h[2] * n[2];
    ep_tether_displacement(x, site.atom, &partners[site.first], site.n, expected, w);
    pull_site(site, w);
  }
  if (!far_tags.empty()) pull_strays(deformation);
  if (running) record = std::max(record, longest);
  if (comm->nprocs > 1 || sums[TAUT] > 0.0) ElectropulseCompat::reverse_comm(comm, this);
}

// Where to add the force on a partner.
double *FixElectropulseTether::force_on(int partner)
{
  if (partner < 0) return &far_force[3 * (size_t) (-1 - partner)];
  if (partner < atom->nlocal) return atom->f[partner];
  return &ghost_force[3 * (size_t) (partner - atom->nlocal)];
}

void FixElectropulseTether::pull_site(const Site &site, const double w[3])
{
  const double length = sqrt(w[0] * w[0] + w[1] * w[1] + w[2] * w[2]);
  displacement[site.atom] = length;
  longest = std::max(longest, length);
  sums[TETHERS] += 1.0;
  if (length <= tether.distance) return;
  double pull[3];
  const double energy = ep_tether_energy(&tether, w, pull);
  sums[TAUT] += 1.0;
  sums[ENERGY] += energy;
  for (int k = 0; k < 3; k++) atom->f[site.atom][k] += pull[k];
  for (int q = site.first; q < site.first + site.n; q++) {
    double *f = force_on(partners[q]);
    for (int k = 0; k < 3; k++) f[k] -= pull[k] / site.n;
  }
  if (!evflag) return;
  if (eflag_atom) eatom[site.atom] += energy;
  double virial[6];
  ep_tether_virial(&box, site.mean, w, pull, virial);
  v_tally(site.atom, virial);
}

// Sites whose neighbours are asked of other processes at each step. Rare: they have gone a ghost cutoff apart.
void FixElectropulseTether::pull_strays(const double deformation[6])
{
  reference->follow(atom->nmax ? atom->x[0] : nullptr, domain->h);
  far_force.assign(3 * far_tags.size(), 0.0);
  std::vector<double> places;
  std::vector<int> all;
  for (const Site &site : strays) {
    places.assign(3, 0.0);
    all.clear();
    for (const auto &neighbor : reference->neighbors(site.atom)) {
      double d[3];
      reference->vector(site.atom, neighbor, d);
      places.insert(places.end(), d, d + 3);
      all.push_back((int) all.size() + 1);
    }
    double expected[3], w[3];
    ep_tether_deform(deformation, site.mean, expected);
    ep_tether_displacement(places.data(), 0, all.data(), site.n, expected, w);
    pull_site(site, w);
  }
  MPI_Allreduce(MPI_IN_PLACE, far_force.data(), (int) far_force.size(), MPI_DOUBLE, MPI_SUM, world);
  for (size_t n = 0; n < far_tags.size(); n++) {
    const int j = atom->map(far_tags[n]);
    if (j < 0 || j >= atom->nlocal) continue;
    for (int k = 0; k < 3; k++) atom->f[j][k] += far_force[3 * n + k];
  }
}

int FixElectropulseTether::pack_reverse_comm(int n, int first, double *buf)
{
  if (n) memcpy(buf, force_on(first), 3 * (size_t) n * sizeof(double));
  return 3 * n;
}

// To a ghost, too: it may itself be one of an atom that came from a third process.
void FixElectropulseTether::unpack_reverse_comm(int n, int *list, double *buf)
{
  for (int i = 0; i < n; i++) {
    double *f = force_on(list[i]);
    for (int k = 0; k < 3; k++) f[k] += buf[3 * i + k];
  }
}

void FixElectropulseTether::end_of_step()
{
  if (running) taut_steps += (bigint) sums[TAUT];
}

bigint FixElectropulseTether::all_taut_steps() const
{
  bigint all;
  MPI_Allreduce(&taut_steps, &all, 1, MPI_LMP_BIGINT, MPI_SUM, world);
  return all;
}

// Steps are counted, so that the time is the same on any number of processes; with another timestep they begin anew.
void FixElectropulseTether::count_time()
{
  if (update->dt == dt) return;
  time += dt * all_taut_steps();
  taut_steps = 0;
  dt = update->dt;
}

void FixElectropulseTether::reset_dt()
{
  count_time();
}

void FixElectropulseTether::reduce()
{
  if (reduced) return;
  const double mine[2] = {longest, record};
  MPI_Allreduce(sums, totals, NSUMS, MPI_DOUBLE, MPI_SUM, world);
  MPI_Allreduce(mine, largest, 2, MPI_DOUBLE, MPI_MAX, world);
  reduced = true;
}

double FixElectropulseTether::compute_scalar()
{
  reduce();
  return totals[ENERGY];
}

double FixElectropulseTether::compute_vector(int n)
{
  reduce();
  switch (n) {
    case TETHERED:
      return totals[TETHERS];
    case TAUT_NOW:
      return totals[TAUT];
    case LARGEST:
      return largest[0];
    case RECORD:
      return largest[1];
    default:
      return time + dt * all_taut_steps();
  }
}

namespace {
struct State {
  ep_tether_box box;
  double dt, time, record;
  bigint taut_steps;
};
}    // namespace

void FixElectropulseTether::write_restart(FILE *fp)
{
  reduced = false;
  reduce();
  State state = {box, dt, time, largest[1], all_taut_steps()};
  if (comm->me != 0) return;
  const int size = sizeof(State);
  fwrite(&size, sizeof(int), 1, fp);
  fwrite(&state, sizeof(State), 1, fp);
}

void FixElectropulseTether::restart(char *buf)
{
  State state;
  memcpy(&state, buf, sizeof(State));
  box = state.box;
  dt = state.dt;
  time = state.time;
  record = state.record;
  taut_steps = comm->me == 0 ? state.taut_steps : 0;
}

double FixElectropulseTether::memory_usage()
{
  return (double) (sites.capacity() + strays.capacity()) * sizeof(Site) +
      (double) partners.capacity() * sizeof(int) +
      (double) (ghost_force.capacity() + displacement.capacity()) * sizeof(double);
}
