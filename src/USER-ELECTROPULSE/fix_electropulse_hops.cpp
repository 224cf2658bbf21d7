/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "fix_electropulse_hops.h"

#include "atom.h"
#include "compute_electropulse_surface_atom.h"
#include "domain.h"
#include "electropulse_arguments.h"
#include "error.h"
#include "fix_electropulse_reference.h"
#include "memory.h"
#include "update.h"

#include <algorithm>
#include <cstring>

using namespace LAMMPS_NS;

FixElectropulseHops::FixElectropulseHops(LAMMPS *lmp, int narg, char **arg) :
    Fix(lmp, narg, arg), compute(nullptr), reference(nullptr), numbers(nullptr), running(false),
    over(true), totals(), sent(nullptr)
{
  if (narg != 6)
    error->all(
        FLERR,
        std::string("Fix ELECTROPULSE/HOPS is internal: use compute electropulse/surface/atom"));
  using Args = ElectropulseArguments;
  Args args(lmp, "Fix ELECTROPULSE/HOPS", narg, arg, 4);
  id_compute = arg[3];
  every = (int) args.integer("interval", 1, MAXSMALLINT);
  distance = args.number("hop", Args::POSITIVE);
  totals.clock = totals.sampled = -1;
  restart_global = restart_peratom = 1;
  create_attribute = 1;
  comm_forward = 1;
  dynamic_group_allow = 1;

  FixElectropulseHops::grow_arrays(atom->nmax);
  atom->add_callback(0);
  atom->add_callback(1);
  for (int i = 0; i < atom->nlocal; i++) FixElectropulseHops::set_arrays(i);
  reserve_exchange(modify, this);
}

FixElectropulseHops::~FixElectropulseHops()
{
  atom->delete_callback(id, 0);
  atom->delete_callback(id, 1);
  memory->destroy(numbers);
}

int FixElectropulseHops::setmask()
{
  return FixConst::END_OF_STEP;
}

void FixElectropulseHops::init()
{
  compute = dynamic_cast<ComputeElectropulseSurfaceAtom *>(
      ElectropulseCompat::get_compute(modify, id_compute));
  if (!compute)
    error->all(FLERR,
               "Fix ELECTROPULSE/HOPS: compute " + id_compute + ", which it serves, is gone");
  reserve_exchange(modify);
  running = watch.sees_run(update);
  // reset_timestep, or a minimisation
  if (running && update->whichflag == 1 && update->ntimestep != totals.clock) {
    totals.clock = update->ntimestep;
    totals.sampled = -1;
  }
}

void FixElectropulseHops::setup(int)
{
  sample();
}

void FixElectropulseHops::end_of_step()
{
  sample();
}

void FixElectropulseHops::post_run()
{
  watch.end();
  over = true;
}

// A rerun is a sequence of its own, and goes forward.
void FixElectropulseHops::advance_clock()
{
  const bigint step = update->ntimestep;
  const bool continues = running || (!over && step >= totals.clock);
  if (continues) {
    totals.elapsed += (double) (step - totals.clock) * update->dt;
  } else {
    reference->forget();
    totals.elapsed = 0.0;
    totals.sampled = -1;
  }
  totals.clock = step;
  over = false;
}

// Every `every` steps of a run, and at every frame of a rerun.
void FixElectropulseHops::sample()
{
  if (update->whichflag != 1) return;
  reference = compute->reference_fix();    // which it knows since its own init(), after ours
  advance_clock();
  const bigint step = update->ntimestep;
  if (step == totals.sampled || (running && step % every != 0)) return;
  if (!compute->is_settled()) return;
  // Fix deform moved the atoms that processes own, at the end of this step.
  if (running && domain->box_change) comm->forward_comm();
  compute->find_classes();
  reference->follow(compute->positions_used(), compute->box_used());
  totals.sampled = step;
  totals.samples += 1.0;
  if (reference->exists())
    find_hops();
  else
    begin();
}

void FixElectropulseHops::begin()
{
  reference->take(compute->bond_range());
  for (int i = 0; i < atom->nlocal; i++) {
    double *a = of_atom(i);
    a[REFERRED] = totals.samples;
    a[MOVED] = 0.0;
  }
  totals.elapsed = 0.0;
  settle_homes();
}

void FixElectropulseHops::find_hops()
{
  const int nlocal = atom->nlocal;
  left.resize(nlocal + atom->nghost);
  for (int i = 0; i < nlocal; i++) left[i] = of_atom(i)[LEFT];
  exchange(&left);

  // At first sight; then once more, where neighbours seem to have hopped, without these.
  flag.assign(nlocal + atom->nghost, 0.0);
  std::vector<double> seen(nlocal, 0.0), moved(nlocal, 0.0);
  std::vector<ep_hop_verdict> verdicts(nlocal, EP_HOP_STAYS);
  bool known;
  for (int i = 0; i < nlocal; i++) {
    if (!(atom->mask[i] & groupbit)) continue;
    verdicts[i] = judge(i, &moved[i], &known);
    seen[i] = verdicts[i] == EP_HOP_HOPS;
  }
  std::copy(seen.begin(), seen.end(), flag.begin());
  exchange(&flag);
  for (int i = 0; i < nlocal; i++) {
    if (!(atom->mask[i] & groupbit) || !has_flagged_neighbor(i)) continue;
    double again;
    const ep_hop_verdict verdict = judge(i, &again, &known);
    if (!known && verdicts[i] == EP_HOP_HOPS) continue;
    verdicts[i] = verdict;
    moved[i] = again;
  }

  double mine[EP_SURFACE_PLACES] = {}, all[EP_SURFACE_PLACES];
  for (int i = 0; i < nlocal; i++) {
    if (!(atom->mask[i] & groupbit)) continue;
    double *a = of_atom(i);
    a[MOVED] = moved[i];
    if (verdicts[i] == EP_HOP_STAYS) continue;
    if (verdicts[i] == EP_HOP_HOPS) {
      a[HOPS] += 1.0;
      a[LEFT] = totals.samples;
      mine[(int) a[HOME]] += 1.0;
    }
    refer(i);
  }
  MPI_Allreduce(mine, all, EP_SURFACE_PLACES, MPI_DOUBLE, MPI_SUM, world);
  for (int p = 0; p < EP_SURFACE_PLACES; p++) {
    totals.hops[p] += all[p];
    totals.exposure[p] += totals.at_home[p] * totals.elapsed;
  }
  totals.elapsed = 0.0;
  settle_homes();
}

// From the reference neighbours of atom i, leaving out those whose flag is set. *known: there are any to tell by.
ep_hop_verdict FixElectropulseHops::judge(int i, double *moved, bool *known)
{
  const auto &neighbors = reference->neighbors(i);
  const double sight = compute->sight();
  shifts.resize(3 * neighbors.size());
  kinds.assign(neighbors.size(), EP_HOP_GONE);
  *known = false;
  for (size_t q = 0; q < neighbors.size(); q++) {
    double d[3];
    if (!reference->vector(i, neighbors[q], d)) continue;
    for (int k = 0; k < 3; k++) shifts[3 * q + k] = d[k] - neighbors[q].vector[k];
    if (d[0] * d[0] + d[1] * d[1] + d[2] * d[2] > sight * sight) {
      kinds[q] = EP_HOP_AWAY;
    } else {
      const int j = atom->map(neighbors[q].tag);
      if (j >= 0 && left[j] <= of_atom(i)[REFERRED] && flag[j] == 0.0) kinds[q] = EP_HOP_HERE;
    }
    *known = *known || kinds[q] != EP_HOP_GONE;
  }
  return ep_hop_judge(distance, shifts.data(), kinds.data(), (int) kinds.size(), moved);
}

bool FixElectropulseHops::has_flagged_neighbor(int i) const
{
  for (const auto &neighbor : reference->neighbors(i)) {
    const int j = atom->map(neighbor.tag);
    if (j >= 0 && flag[j] != 0.0) return true;
  }
  return false;
}

// Present neighbours become the reference of atom i.
void FixElectropulseHops::refer(int i)
{
  reference->take_atom(i, compute->bond_range());
  double *a = of_atom(i);
  a[REFERRED] = totals.samples;
  a[MOVED] = 0.0;
}

// The site of an atom is where it is at rest: an average of the way to another site is none.
void FixElectropulseHops::settle_homes()
{
  double mine[EP_SURFACE_PLACES] = {};
  for (int i = 0; i < atom->nlocal; i++) {
    if (!(atom->mask[i] & groupbit)) continue;
    double *a = of_atom(i);
    if (a[MOVED] < EP_HOP_REST * distance) a[HOME] = ep_surface_place(compute->code(i));
    mine[(int) a[HOME]] += 1.0;
  }
  MPI_Allreduce(mine, totals.at_home, EP_SURFACE_PLACES, MPI_DOUBLE, MPI_SUM, world);
}

void FixElectropulseHops::exchange(std::vector<double> *what)
{
  sent = what;
  ElectropulseCompat::forward_comm(comm, this);
}

int FixElectropulseHops::pack_forward_comm(int n, int *list, double *buf, int, int *)
{
  for (int i = 0; i < n; i++) buf[i] = (*sent)[list[i]];
  return n;
}

void FixElectropulseHops::unpack_forward_comm(int n, int first, double *buf)
{
  std::copy(buf, buf + n, sent->begin() + first);
}

double FixElectropulseHops::memory_usage()
{
  return ((double) atom->nmax * WIDTH + left.capacity() + flag.capacity()) * sizeof(double);
}

void FixElectropulseHops::grow_arrays(int nmax)
{
  memory->grow(numbers, WIDTH * nmax, "electropulse:hops");
}

void FixElectropulseHops::copy_arrays(int i, int j, int)
{
  std::copy(of_atom(i), of_atom(i) + WIDTH, of_atom(j));
}

void FixElectropulseHops::set_arrays(int i)
{
  std::fill(of_atom(i), of_atom(i) + WIDTH, 0.0);
}

int FixElectropulseHops::pack_exchange(int i, double *buf)
{
  std::copy(of_atom(i), of_atom(i) + WIDTH, buf);
  return WIDTH;
}

int FixElectropulseHops::unpack_exchange(int i, double *buf)
{
  std::copy(buf, buf + WIDTH, of_atom(i));
  return WIDTH;
}

int FixElectropulseHops::pack_restart(int i, double *buf)
{
  buf[0] = WIDTH + 1;
  return 1 + pack_exchange(i, buf + 1);
}

void FixElectropulseHops::unpack_restart(int i, int nth)
{
  double *values = atom->extra[i];
  int at = 0;
  for (int n = 0; n < nth; n++) at += static_cast<int>(values[at]);
  unpack_exchange(i, values + at + 1);
}

int FixElectropulseHops::maxsize_restart()
{
  return WIDTH + 1;
}

int FixElectropulseHops::size_restart(int)
{
  return WIDTH + 1;
}

void FixElectropulseHops::write_restart(FILE *fp)
{
  if (comm->me != 0) return;
  const int size = sizeof(Totals);
  fwrite(&size, sizeof(int), 1, fp);
  fwrite(&totals, sizeof(Totals), 1, fp);
}

void FixElectropulseHops::restart(char *buf)
{
  memcpy(&totals, buf, sizeof(Totals));
}
