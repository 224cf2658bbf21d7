/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "fix_electropulse_reference.h"

#include "atom.h"
#include "electropulse_neighborhood.h"
#include "error.h"

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace LAMMPS_NS;

// Numbers that hold one neighbour in a buffer.
static constexpr int PART =
    (sizeof(FixElectropulseReference::Neighbor) + sizeof(double) - 1) / sizeof(double);

// Before the neighbours of an atom: how many there are, how many of the next reference, and its ID then.
static constexpr int HEAD = 3;

// d += n box vectors
static void add_shift(const double h[6], const int n[3], double d[3])
{
  d[0] += h[0] * n[0] + h[5] * n[1] + h[4] * n[2];
  d[1] += h[1] * n[1] + h[3] * n[2];
  d[2] += h[2] * n[2];
}

// The whole numbers of box vectors nearest to d; none along axes that are not periodic.
static void round_to_box(const Domain *domain, const double d[3], int n[3])
{
  const double *h = domain->h;
  double s[3];
  s[2] = d[2] / h[2];
  s[1] = (d[1] - h[3] * s[2]) / h[1];
  s[0] = (d[0] - h[5] * s[1] - h[4] * s[2]) / h[0];
  const int periodic[3] = {domain->xperiodic, domain->yperiodic, domain->zperiodic};
  for (int k = 0; k < 3; k++) n[k] = periodic[k] ? (int) std::lround(s[k]) : 0;
}

FixElectropulseReference::FixElectropulseReference(LAMMPS *lmp, int narg, char **arg) :
    Fix(lmp, narg, arg), needs_clock(false), taken(-1), next_taken(-1), reach(0.0), ended(-1), h(),
    frame(), has_flags(false), next_has_flags(false), running(false), told(false), width(0),
    cells(ep_cells_empty()), range(0.0)
{
  if (narg != 5)
    error->all(FLERR,
               std::string("Fix ELECTROPULSE/REFERENCE is internal: use compute "
                           "electropulse/d2min/atom"));
  owner = std::string(arg[3]) + " " + arg[4];
  restart_global = restart_peratom = 1;
  create_attribute = 1;
  comm_forward = 3;
  stores_ids = 1;
  dynamic_group_allow = 1;
  maxexchange_dynamic = 1;
  FixElectropulseReference::grow_arrays(atom->nmax);
  atom->add_callback(0);
  atom->add_callback(1);
  width = HEAD;
  reserve_exchange(modify, this);
}

FixElectropulseReference::~FixElectropulseReference()
{
  atom->delete_callback(id, 0);
  atom->delete_callback(id, 1);
  ep_cells_free(&cells);
}

int FixElectropulseReference::setmask()
{
  using namespace FixConst;
  return PRE_EXCHANGE | MIN_PRE_EXCHANGE | PRE_NEIGHBOR | MIN_PRE_NEIGHBOR | END_OF_STEP;
}

void FixElectropulseReference::init()
{
  if (atom->map_style == Atom::MAP_NONE)
    error->all(FLERR,
               owner +
                   ": neighbours are found by atom IDs: atom_modify map must be yes, array or "
                   "hash, got 'none'");
  electropulse_require_all_ghosts(lmp, owner);
  running = watch.sees_run(update);
  if (update->whichflag != 0 && !running) has_flags = next_has_flags = false;
  const bool clock_was_set =
      running && update->whichflag != 0 && ended >= 0 && update->ntimestep != ended;
  if (clock_was_set && needs_clock) forget();
  begin_next();
  require_same_tags();
  // Commands between runs do not flip the box, however far they shear it.
  memcpy(h, domain->h, sizeof(h));
  reserve();
  warn_of_later_box_change();
}

// As delete_atoms does by default, and reset_atom_ids.
void FixElectropulseReference::require_same_tags() const
{
  int mine = 0, all;
  for (int i = 0; i < atom->nlocal; i++)
    if (!lists[i].empty() || !next[i].empty()) mine |= tags[i] != atom->tag[i];
  MPI_Allreduce(&mine, &all, 1, MPI_INT, MPI_MAX, world);
  if (all)
    error->all(FLERR,
               owner +
                   ": atom IDs must stay those of the reference, and have been given out anew; use "
                   "delete_atoms with compress no");
}

// Fix deform changes the box, and atoms with it, at the end of the step, after fixes that were defined before it.
void FixElectropulseReference::warn_of_later_box_change()
{
  if (exists() && !needs_clock) return;    // the only one is taken
  int n = 0;
  while (n < modify->nfix && modify->fix[n] != this) n++;
  for (; n < modify->nfix && !told; n++) {
    if (!modify->fix[n]->box_change || !(modify->fmask[n] & FixConst::END_OF_STEP)) continue;
    told = true;
    if (comm->me == 0)
      error->warning(FLERR,
                     owner + ": references are taken before fix " + modify->fix[n]->id +
                         " changes the box at the end of the step; define it before this style");
  }
}

void FixElectropulseReference::setup(int)
{
  begin_next();
  if (each_step) each_step();
}

void FixElectropulseReference::end_of_step()
{
  begin_next();
  if (each_step) each_step();
}

void FixElectropulseReference::post_run()
{
  ended = update->ntimestep;
  watch.end();
}

void FixElectropulseReference::setup_pre_exchange()
{
  reserve();
}

void FixElectropulseReference::pre_exchange()
{
  begin_next();
  reserve();
}

void FixElectropulseReference::setup_pre_neighbor()
{
  follow_flips();
}

void FixElectropulseReference::pre_neighbor()
{
  follow_flips();
}

void FixElectropulseReference::min_pre_exchange()
{
  pre_exchange();
}

void FixElectropulseReference::min_pre_neighbor()
{
  pre_neighbor();
}

int FixElectropulseReference::width_of(int i) const
{
  return HEAD + (int) (lists[i].size() + next[i].size()) * PART;
}

// In an exchange an atom may pass through processes that have narrower ones only.
void FixElectropulseReference::reserve()
{
  int mine = HEAD;
  for (int i = 0; i < atom->nlocal; i++) mine = std::max(mine, width_of(i));
  MPI_Allreduce(&mine, &width, 1, MPI_INT, MPI_MAX, world);
  reserve_exchange(modify);
}

// A flip of a tilted box changes its vectors by whole multiples of others and moves no atom: the images that are neighbours are
// reached by other multiples.
void FixElectropulseReference::follow_flips()
{
  const double *now = domain->h;
  if (memcmp(h, now, sizeof(h)) == 0) return;
  const auto xy = (int) std::lround((now[5] - h[5]) / now[0]);
  const auto yz = (int) std::lround((now[3] - h[3]) / now[1]);
  const auto xz = (int) std::lround((h[4] - now[4] + yz * now[5]) / now[0]);
  memcpy(h, now, sizeof(h));
  if (xy == 0 && yz == 0 && xz == 0) return;
  for (int i = 0; i < atom->nlocal; i++)
    for (auto *l : {&lists[i], &next[i]})
      for (auto &n : *l) {
        n.shift[0] += xz * n.shift[2] - xy * n.shift[1];
        n.shift[1] -= yz * n.shift[2];
      }
}

void FixElectropulseReference::follow(const double *x, const double box[6])
{
  begin_next();
  follow_flips();
  memcpy(frame, box, sizeof(frame));
  unwrapped.resize(3 * ((size_t) atom->nlocal + atom->nghost));
  for (int i = 0; i < atom->nlocal; i++) {
    const imageint image = atom->image[i];
    const int n[3] = {(int) (image & IMGMASK) - IMGMAX, (int) (image >> IMGBITS & IMGMASK) - IMGMAX,
                      (int) (image >> IMG2BITS) - IMGMAX};
    double *u = unwrapped.data() + 3 * (size_t) i;
    memcpy(u, x + 3 * (size_t) i, 3 * sizeof(double));
    add_shift(frame, n, u);
  }
  ElectropulseCompat::forward_comm(comm, this);
  range = 0.0;
  find_far();
}

int FixElectropulseReference::pack_forward_comm(int n, int *atoms, double *buf, int, int *)
{
  for (int i = 0; i < n; i++)
    memcpy(buf + 3 * (size_t) i, unwrapped.data() + 3 * (size_t) atoms[i], 3 * sizeof(double));
  return 3 * n;
}

void FixElectropulseReference::unpack_forward_comm(int n, int first, double *buf)
{
  if (n > 0) memcpy(unwrapped.data() + 3 * (size_t) first, buf, 3 * (size_t) n * sizeof(double));
}

// Neighbours that this process does not see: all processes are told who is looked for, and the one that has the atom answers.
void FixElectropulseReference::find_far()
{
  far.clear();
  for (int i = 0; i < atom->nlocal; i++)
    for (const auto &n : lists[i])
      if (atom->map(n.tag) < 0) far[n.tag];
  std::vector<tagint> mine;
  for (const auto &f : far) mine.push_back(f.first);
  far.clear();

  std::vector<int> counts(comm->nprocs), starts(comm->nprocs, 0);
  const int count = (int) mine.size();
  MPI_Allgather(&count, 1, MPI_INT, counts.data(), 1, MPI_INT, world);
  for (int p = 1; p < comm->nprocs; p++) starts[p] = starts[p - 1] + counts[p - 1];
  const int total = starts.back() + counts.back();
  if (total == 0) return;
  std::vector<tagint> wanted(total);
  MPI_Allgatherv(mine.data(), count, MPI_LMP_TAGINT, wanted.data(), counts.data(), starts.data(),
                 MPI_LMP_TAGINT, world);

  // its position and 1 from the one process that has it, zeros from the others
  std::vector<double> answers(4 * (size_t) total, 0.0), all(answers.size());
  for (int q = 0; q < total; q++) {
    const int j = atom->map(wanted[q]);
    const bool owned = j >= 0 && j < atom->nlocal;
    if (!owned) continue;
    memcpy(&answers[4 * (size_t) q], unwrapped.data() + 3 * (size_t) j, 3 * sizeof(double));
    answers[4 * (size_t) q + 3] = 1.0;
  }
  MPI_Allreduce(answers.data(), all.data(), 4 * total, MPI_DOUBLE, MPI_SUM, world);
  for (int q = starts[comm->me]; q < starts[comm->me] + count; q++) {
    const double *a = &all[4 * (size_t) q];
    if (a[3] == 1.0) far[wanted[q]] = {{a[0], a[1], a[2]}};
  }
}

// The unwrapped position of an atom, null when it is lost.
const double *FixElectropulseReference::find(tagint tag) const
{
  const int j = atom->map(tag);
  if (j >= 0) return unwrapped.data() + 3 * (size_t) j;
  const auto found = far.find(tag);
  return found == far.end() ? nullptr : found->second.x;
}

bool FixElectropulseReference::vector(int i, const Neighbor &n, double d[3]) const
{
  const double *from = unwrapped.data() + 3 * (size_t) i, *to = find(n.tag);
  if (!to) return false;
  for (int k = 0; k < 3; k++) d[k] = to[k] - from[k];
  if (has_flags) {
    add_shift(frame, n.shift, d);
  } else {
    const double change[3] = {n.vector[0] - d[0], n.vector[1] - d[1], n.vector[2] - d[2]};
    int shift[3];
    round_to_box(domain, change, shift);
    add_shift(frame, shift, d);
  }
  return true;
}

// Which images of atoms the process has, and where these are when positions are those of follow().
void FixElectropulseReference::sort_into_cells(double cutoff)
{
  const int nall = atom->nlocal + atom->nghost;
  places = unwrapped;
  shifts.resize(places.size());
  for (int i = 0; i < nall; i++) {
    double *p = &places[3 * (size_t) i];
    const double *x = atom->x[i], d[3] = {x[0] - p[0], x[1] - p[1], x[2] - p[2]};
    round_to_box(domain, d, &shifts[3 * (size_t) i]);
    add_shift(frame, &shifts[3 * (size_t) i], p);
  }
  electropulse_build_cells(lmp, owner, &cells, places.data(), nall, cutoff);
  range = cutoff;
}

void FixElectropulseReference::take(double cutoff)
{
  take_all(cutoff, lists);
  taken = update->ntimestep;
  has_flags = running;
  for (auto &l : next) l.clear();
  next_taken = -1;
  far.clear();
}

void FixElectropulseReference::take_for_next_step(double cutoff)
{
  take_all(cutoff, next);
  next_taken = update->ntimestep;
  next_has_flags = running;
}

void FixElectropulseReference::take_all(double cutoff, Lists &into)
{
  reach = cutoff;
  for (int i = 0; i < atom->nlocal; i++) {
    tags[i] = atom->tag[i];
    into[i].clear();
    if (atom->mask[i] & groupbit) find_neighbors(i, cutoff, into[i]);
  }
  reserve();
}

void FixElectropulseReference::take_atom(int i, double cutoff)
{
  tags[i] = atom->tag[i];
  find_neighbors(i, cutoff, lists[i]);
  if (width_of(i) <= width) return;
  // Enough for class Irregular, which sends once; reserve() comes before what sends on.
  width = width_of(i);
  reserve_exchange(modify);
}

void FixElectropulseReference::begin_next()
{
  if (next_taken < 0 || next_taken == update->ntimestep) return;
  lists.swap(next);
  for (auto &l : next) l.clear();
  taken = next_taken;
  has_flags = next_has_flags;
  next_taken = -1;
}

void FixElectropulseReference::find_neighbors(int i, double cutoff, std::vector<Neighbor> &found)
{
  // A little more, so that rounding in the place of an image, other on other processes, does not decide.
  const double wider = cutoff * (1.0 + 1e-9);
  if (range < wider) sort_into_cells(wider);
  const auto search = [&] {
    return ep_cells_neighbors(&cells, places.data(), i, wider * wider, list.data(),
                              (int) list.size());
  };
  int n = search();
  if (n > (int) list.size()) {
    list.resize(n);
    n = search();
  }
  const double *from = unwrapped.data() + 3 * (size_t) i;
  found.clear();
  for (int q = 0; q < n; q++) {
    const size_t j = list[q];
    Neighbor neighbor = {};
    double *d = neighbor.vector;
    for (int k = 0; k < 3; k++) {
      d[k] = unwrapped[3 * j + k] - from[k];
      neighbor.shift[k] = shifts[3 * j + k] - shifts[3 * (size_t) i + k];
    }
    add_shift(frame, neighbor.shift, d);
    neighbor.tag = atom->tag[j];
    if (d[0] * d[0] + d[1] * d[1] + d[2] * d[2] < cutoff * cutoff) found.push_back(neighbor);
  }
  std::sort(found.begin(), found.end(), [](const Neighbor &a, const Neighbor &b) {
    if (a.tag != b.tag) return a.tag < b.tag;
    return std::lexicographical_compare(a.shift, a.shift + 3, b.shift, b.shift + 3);
  });
}

void FixElectropulseReference::forget()
{
  taken = next_taken = -1;
  for (auto *all : {&lists, &next})
    for (auto &l : *all) l.clear();
}

double FixElectropulseReference::memory_usage()
{
  double bytes = (double) (unwrapped.capacity() + places.capacity()) * sizeof(double) +
      (double) (shifts.capacity() + list.capacity()) * sizeof(int) +
      (double) tags.capacity() * sizeof(tagint) + ep_cells_memory(&cells);
  for (const auto *all : {&lists, &next})
    for (const auto &l : *all) bytes += sizeof(l) + (double) l.capacity() * sizeof(Neighbor);
  return bytes;
}

void FixElectropulseReference::grow_arrays(int nmax)
{
  lists.resize(nmax);
  next.resize(nmax);
  tags.resize(nmax);
}

// LAMMPS copies to move: whatever was at i is gone or overwritten next.
void FixElectropulseReference::copy_arrays(int i, int j, int)
{
  lists[i].swap(lists[j]);
  next[i].swap(next[j]);
  tags[j] = tags[i];
}

void FixElectropulseReference::set_arrays(int i)
{
  lists[i].clear();
  next[i].clear();
}

int FixElectropulseReference::pack_exchange(int i, double *buf)
{
  buf[0] = (double) lists[i].size();
  buf[1] = (double) next[i].size();
  buf[2] = (double) tags[i];
  double *to = buf + HEAD;
  for (const auto *l : {&lists[i], &next[i]})
    for (const auto &n : *l) {
      memcpy(to, &n, sizeof(Neighbor));
      to += PART;
    }
  return (int) (to - buf);
}

int FixElectropulseReference::unpack_exchange(int i, double *buf)
{
  lists[i].resize((size_t) buf[0]);
  next[i].resize((size_t) buf[1]);
  tags[i] = (tagint) buf[2];
  const double *from = buf + HEAD;
  for (auto *l : {&lists[i], &next[i]})
    for (auto &n : *l) {
      memcpy(&n, from, sizeof(Neighbor));
      from += PART;
    }
  return (int) (from - buf);
}

int FixElectropulseReference::pack_restart(int i, double *buf)
{
  buf[0] = size_restart(i);
  return 1 + pack_exchange(i, buf + 1);
}

void FixElectropulseReference::unpack_restart(int i, int nth)
{
  double *values = atom->extra[i];
  int at = 0;
  for (int n = 0; n < nth; n++) at += static_cast<int>(values[at]);
  width = std::max(width, unpack_exchange(i, values + at + 1));
}

int FixElectropulseReference::maxsize_restart()
{
  reserve();
  return 1 + width;
}

int FixElectropulseReference::size_restart(int i)
{
  return 1 + width_of(i);
}

namespace {
struct State {
  bigint taken, next_taken, ended;
  bigint has_flags, next_has_flags;
  double reach;
  double h[6];
};
}    // namespace

void FixElectropulseReference::write_restart(FILE *fp)
{
  if (comm->me != 0) return;
  State state;
  state.taken = taken;
  state.next_taken = next_taken;
  state.has_flags = has_flags;
  state.next_has_flags = next_has_flags;
  state.reach = reach;
  state.ended = update->whichflag ? update->ntimestep : ended;
  memcpy(state.h, h, sizeof(h));
  const int size = sizeof(State);
  fwrite(&size, sizeof(int), 1, fp);
  fwrite(&state, sizeof(State), 1, fp);
}

void FixElectropulseReference::restart(char *buf)
{
  State state;
  memcpy(&state, buf, sizeof(State));
  taken = state.taken;
  next_taken = state.next_taken;
  has_flags = state.has_flags != 0;
  next_has_flags = state.next_has_flags != 0;
  reach = state.reach;
  ended = state.ended;
  memcpy(h, state.h, sizeof(h));
}
