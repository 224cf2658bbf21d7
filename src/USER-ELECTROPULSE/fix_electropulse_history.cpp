/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "fix_electropulse_history.h"

#include "atom.h"
#include "electropulse/average.h"
#include "error.h"
#include "force.h"
#include "memory.h"
#include "update.h"

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace LAMMPS_NS;

static constexpr double PI = 3.14159265358979323846;
static constexpr double SETTLE = 3.0;    // time constants until an average is used
static constexpr int WIDTH = 4;          // numbers an atom: its average, and whether it was core

const ElectropulseArguments::Range FixElectropulseHistory::FREQUENCY = {
    0.5, 1000.0, true, true, "a number >= 0.5 and <= 1000"};

FixElectropulseHistory::FixElectropulseHistory(LAMMPS *lmp, int narg, char **arg) :
    Fix(lmp, narg, arg), id_owner(nullptr), mean(nullptr), core(nullptr), last(-1), ended(-1),
    age(0.0), running(false), nhops(0), box()
{
  if (narg != 8)
    error->all(
        FLERR,
        std::string("Fix ELECTROPULSE/HISTORY is internal: use compute electropulse/core/atom"));
  id_owner = new char[strlen(arg[3]) + 1];
  strcpy(id_owner, arg[3]);
  using Args = ElectropulseArguments;
  Args args(lmp, "Fix ELECTROPULSE/HISTORY", narg, arg, 4);
  nevery = (int) args.integer("interval", 1, MAXSMALLINT);
  tau = args.number("time constant", Args::NOT_NEGATIVE);
  hop = args.number("hop", Args::POSITIVE);
  const double frequency = args.number("relax", Args::NOT_NEGATIVE);
  relax = frequency > 0.0 ? 1.0 / (4.0 * PI * PI * frequency * frequency) : 0.0;
  restart_global = restart_peratom = 1;
  create_attribute = 1;
  maxexchange = WIDTH;
  dynamic_group_allow = 1;    // all atoms have averages

  FixElectropulseHistory::grow_arrays(atom->nmax);
  atom->add_callback(0);
  atom->add_callback(1);
  for (int i = 0; i < atom->nlocal; i++) FixElectropulseHistory::set_arrays(i);
}

FixElectropulseHistory::~FixElectropulseHistory()
{
  atom->delete_callback(id, 0);
  atom->delete_callback(id, 1);
  memory->destroy(mean);
  memory->destroy(core);
  delete[] id_owner;
}

int FixElectropulseHistory::setmask()
{
  return FixConst::PRE_NEIGHBOR | FixConst::POST_FORCE | FixConst::END_OF_STEP;
}

ElectropulseHistoryOwner *FixElectropulseHistory::owner() const
{
  auto *compute =
      dynamic_cast<ElectropulseHistoryOwner *>(ElectropulseCompat::get_compute(modify, id_owner));
  if (compute) return compute;
  return dynamic_cast<ElectropulseHistoryOwner *>(ElectropulseCompat::get_fix(modify, id_owner));
}

void FixElectropulseHistory::init()
{
  if (!owner())
    error->all(FLERR,
               "Fix ELECTROPULSE/HISTORY: compute or fix " + std::string(id_owner) +
                   ", which it serves, is gone");
  running = watch.sees_run(update);
  // A minimisation or reset_timestep may be shorter than the interval: no gap would show.
  const bool goes_on = running && update->ntimestep == ended;
  if (update->whichflag == 2 || (update->whichflag == 1 && !goes_on)) last = -1;
}

void FixElectropulseHistory::require_verlet(const std::string &why) const
{
  if (update->whichflag != 1 || strncmp(update->integrate_style, "respa", 5) != 0) return;
  error->all(FLERR, why + " run_style must be verlet, got '" + update->integrate_style + "'");
}

void FixElectropulseHistory::setup(int)
{
  owner()->check_ghosts();
}

void FixElectropulseHistory::setup_pre_neighbor()
{
  align();
}

void FixElectropulseHistory::pre_neighbor()
{
  align();
}

// Atoms that left a periodic box came in on the other side; their averages follow.
void FixElectropulseHistory::align()
{
  if (last < 0) return;
  remap();
  box = present_box();
  const double most = hop * hop;
  for (int i = 0; i < atom->nlocal; i++) {
    double *m = mean + 3 * (bigint) i;
    const double *x = atom->x[i];
    double d[3] = {m[0] - x[0], m[1] - x[1], m[2] - x[2]};
    if (d[0] * d[0] + d[1] * d[1] + d[2] * d[2] <= most) continue;
    ElectropulseCompat::minimum_image(domain, d);
    for (int k = 0; k < 3; k++) m[k] = x[k] + d[k];
  }
}

void FixElectropulseHistory::post_run()
{
  ended = update->ntimestep;
  watch.end();
}

// A young average is little more than one sample, and calls thermal disorder core. Outside a run of dynamics there is no
// average at all, and present positions are what is wanted.
bool FixElectropulseHistory::settled() const
{
  if (tau == 0.0 || !running || update->whichflag != 1) return true;
  return valid() && age >= SETTLE * tau;
}

bool FixElectropulseHistory::valid() const
{
  const bigint age = update->ntimestep - last;
  return last >= 0 && age >= 0 && age <= nevery;
}

FixElectropulseHistory::Box FixElectropulseHistory::present_box() const
{
  Box b;
  memcpy(b.low, domain->boxlo, sizeof(b.low));
  memcpy(b.h, domain->h, sizeof(b.h));
  return b;
}

// Carries the averages along with a box that was rescaled or sheared since the last sample. Shrink-wrapped axes move
// without their atoms and are left alone.
void FixElectropulseHistory::remap()
{
  const Box now = present_box();
  Box from = box;
  for (int k = 0; k < 3; k++)
    if (domain->boundary[k][0] >= 2 || domain->boundary[k][1] >= 2) {
      from.low[k] = now.low[k];
      from.h[k] = now.h[k];
    }
  // A flip of a tilted box changes its vectors by whole multiples of others and moves no atom.
  const double yz_flips = round((now.h[3] - from.h[3]) / now.h[1]);
  from.h[3] += yz_flips * now.h[1];
  from.h[4] += yz_flips * from.h[5];
  from.h[4] += round((now.h[4] - from.h[4]) / now.h[0]) * now.h[0];
  from.h[5] += round((now.h[5] - from.h[5]) / now.h[0]) * now.h[0];
  if (memcmp(&from, &now, sizeof(Box)) == 0) return;
  for (int i = 0; i < atom->nlocal; i++) {
    double *m = mean + 3 * (bigint) i, s[3];
    s[2] = (m[2] - from.low[2]) / from.h[2];
    s[1] = (m[1] - from.low[1] - from.h[3] * s[2]) / from.h[1];
    s[0] = (m[0] - from.low[0] - from.h[5] * s[1] - from.h[4] * s[2]) / from.h[0];
    m[0] = now.low[0] + now.h[0] * s[0] + now.h[5] * s[1] + now.h[4] * s[2];
    m[1] = now.low[1] + now.h[1] * s[1] + now.h[3] * s[2];
    m[2] = now.low[2] + now.h[2] * s[2];
  }
}

// Samples here, where forces are those of the potential and of the fixes defined before the compute only.
void FixElectropulseHistory::post_force(int)
{
  if (update->ntimestep % nevery) return;
  // A gap (rerun, reset_timestep, a minimisation, an unfix in between) makes the averages meaningless: begin anew.
  const bool continues = last >= 0 && update->ntimestep - last == nevery;
  const int nlocal = atom->nlocal;
  if (continues)
    remap();
  else
    for (int i = 0; i < nlocal; i++) set_arrays(i);
  if (tau > 0.0) nhops += sample(continues ? exp(-nevery * update->dt / tau) : 0.0);
  age = continues ? age + nevery * update->dt : 0.0;
  last = update->ntimestep;
  box = present_box();
}

// Returns how many averages began anew.
bigint FixElectropulseHistory::sample(double keep)
{
  const int nlocal = atom->nlocal;
  const double *x = nlocal ? atom->x[0] : nullptr, *f = nlocal ? atom->f[0] : nullptr;
  const double force_to_rest = relax * force->ftm2v;
  // Atoms of one mass go together.
  const auto mass_of = [&](int i) {
    return atom->rmass ? atom->rmass[i] : atom->mass[atom->type[i]];
  };
  const bool one_mass = !atom->rmass && atom->ntypes == 1;
  bigint anew = 0;
#if defined(_OPENMP)
#pragma omp parallel for num_threads(comm->nthreads) reduction(+ : anew)
#endif
  for (int from = 0; from < nlocal; from += EP_AVERAGE_BLOCK) {
    const int to = std::min(nlocal - from, (int) EP_AVERAGE_BLOCK) + from;
    for (int i = from; i < to;) {
      const double mass = mass_of(i);
      int n = one_mass ? to - i : 1;
      while (i + n < to && mass_of(i + n) == mass) n++;
      const ep_average average = {keep, hop, force_to_rest / mass};
      const bigint at = 3 * (bigint) i;
      anew += ep_average_sample(&average, mean + at, x + at, f + at, n);
      i += n;
    }
  }
  return anew;
}

void FixElectropulseHistory::end_of_step()
{
  if (last == update->ntimestep) owner()->remember_core(core);
}

double FixElectropulseHistory::memory_usage()
{
  return (double) atom->nmax * (3 * sizeof(double) + 1);
}

void FixElectropulseHistory::grow_arrays(int nmax)
{
  memory->grow(mean, 3 * nmax, "electropulse:averages");
  memory->grow(core, nmax, "electropulse:was_core");
}

void FixElectropulseHistory::copy_arrays(int i, int j, int)
{
  memcpy(mean + 3 * (bigint) j, mean + 3 * (bigint) i, 3 * sizeof(double));
  core[j] = core[i];
}

void FixElectropulseHistory::set_arrays(int i)
{
  memcpy(mean + 3 * (bigint) i, atom->x[i], 3 * sizeof(double));
  core[i] = 0;
}

int FixElectropulseHistory::pack_exchange(int i, double *buf)
{
  memcpy(buf, mean + 3 * (bigint) i, 3 * sizeof(double));
  buf[3] = core[i];
  return WIDTH;
}

int FixElectropulseHistory::unpack_exchange(int i, double *buf)
{
  memcpy(mean + 3 * (bigint) i, buf, 3 * sizeof(double));
  core[i] = (char) buf[3];
  return WIDTH;
}

int FixElectropulseHistory::pack_restart(int i, double *buf)
{
  buf[0] = WIDTH + 1;
  return 1 + pack_exchange(i, buf + 1);
}

void FixElectropulseHistory::unpack_restart(int i, int nth)
{
  double *values = atom->extra[i];
  int at = 0;
  for (int n = 0; n < nth; n++) at += static_cast<int>(values[at]);
  unpack_exchange(i, values + at + 1);
}

int FixElectropulseHistory::maxsize_restart()
{
  return WIDTH + 1;
}

int FixElectropulseHistory::size_restart(int)
{
  return WIDTH + 1;
}

namespace {
struct State {
  bigint last, ended;
  double age;
  double low[3], h[6];
};
}    // namespace

void FixElectropulseHistory::write_restart(FILE *fp)
{
  if (comm->me != 0) return;
  State state;
  state.last = last;
  state.ended = update->whichflag ? update->ntimestep : ended;
  state.age = age;
  memcpy(state.low, box.low, sizeof(state.low));
  memcpy(state.h, box.h, sizeof(state.h));
  const int size = sizeof(State);
  fwrite(&size, sizeof(int), 1, fp);
  fwrite(&state, sizeof(State), 1, fp);
}

void FixElectropulseHistory::restart(char *buf)
{
  State state;
  memcpy(&state, buf, sizeof(State));
  last = state.last;
  ended = state.ended;
  age = state.age;
  memcpy(box.low, state.low, sizeof(box.low));
  memcpy(box.h, state.h, sizeof(box.h));
}
