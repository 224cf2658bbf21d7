/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "fix_electropulse_history.h"

#include "atom.h"
#include "compute_electropulse_core_atom.h"
#include "electropulse_arguments.h"
#include "electropulse_compat.h"
#include "error.h"
#include "force.h"
#include "memory.h"
#include "update.h"

#include <cmath>
#include <cstring>

using namespace LAMMPS_NS;

static constexpr double PI = 3.14159265358979323846;
static constexpr double SETTLE = 3.0;    // time constants until an average is used
static constexpr int WIDTH = 4;          // doubles an atom

FixElectropulseHistory::FixElectropulseHistory(LAMMPS *lmp, int narg, char **arg) :
    Fix(lmp, narg, arg), id_compute(nullptr), memory_of(nullptr), last(-1), ended(-1), age(0.0),
    running(false), nhops(0), box()
{
  if (narg != 8)
    error->all(
        FLERR,
        std::string("Fix ELECTROPULSE/HISTORY is internal: use compute electropulse/core/atom"));
  id_compute = new char[strlen(arg[3]) + 1];
  strcpy(id_compute, arg[3]);
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

  FixElectropulseHistory::grow_arrays(atom->nmax);
  atom->add_callback(0);
  atom->add_callback(1);
  for (int i = 0; i < atom->nlocal; i++) FixElectropulseHistory::set_arrays(i);
}

FixElectropulseHistory::~FixElectropulseHistory()
{
  atom->delete_callback(id, 0);
  atom->delete_callback(id, 1);
  memory->destroy(memory_of);
  delete[] id_compute;
}

int FixElectropulseHistory::setmask()
{
  return FixConst::POST_FORCE | FixConst::END_OF_STEP;
}

ComputeElectropulseCoreAtom *FixElectropulseHistory::owner() const
{
  return dynamic_cast<ComputeElectropulseCoreAtom *>(
      ElectropulseCompat::get_compute(modify, id_compute));
}

void FixElectropulseHistory::init()
{
  if (!owner())
    error->all(FLERR,
               "Fix ELECTROPULSE/HISTORY: compute " + std::string(id_compute) +
                   ", which it serves, is gone");
  running = watch.sees_run(update);
  // A minimisation or reset_timestep may be shorter than the interval: no gap would show.
  if (update->whichflag == 2 || (update->whichflag == 1 && update->ntimestep != ended)) last = -1;
}

void FixElectropulseHistory::setup(int)
{
  owner()->check_ghosts();
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
    double *m = memory_of[i], s[3];
    s[2] = (m[2] - from.low[2]) / from.h[2];
    s[1] = (m[1] - from.low[1] - from.h[3] * s[2]) / from.h[1];
    s[0] = (m[0] - from.low[0] - from.h[5] * s[1] - from.h[4] * s[2]) / from.h[0];
    m[0] = now.low[0] + now.h[0] * s[0] + now.h[5] * s[1] + now.h[4] * s[2];
    m[1] = now.low[1] + now.h[1] * s[1] + now.h[3] * s[2];
    m[2] = now.low[2] + now.h[2] * s[2];
  }
}

void FixElectropulseHistory::displacement(int i, double d[3])
{
  for (int k = 0; k < 3; k++) d[k] = memory_of[i][k] - atom->x[i][k];
  ElectropulseCompat::minimum_image(domain, d);
}

// Samples here, where forces are those of the potential and of the fixes defined before the compute only.
void FixElectropulseHistory::post_force(int)
{
  if (update->ntimestep % nevery) return;
  // A gap (rerun, reset_timestep, a minimisation, an unfix in between) makes the averages meaningless: begin anew.
  const bool continues = last >= 0 && update->ntimestep - last == nevery;
  if (continues) remap();
  const double keep = tau > 0.0 ? exp(-nevery * update->dt / tau) : 0.0;
  for (int i = 0; i < atom->nlocal; i++) {
    double d[3];
    displacement(i, d);
    const bool hopped = d[0] * d[0] + d[1] * d[1] + d[2] * d[2] > hop * hop;
    if (continues && hopped && tau > 0.0) nhops++;
    const double mass = atom->rmass ? atom->rmass[i] : atom->mass[atom->type[i]];
    const double weight = continues && !hopped ? keep : 0.0;
    double rest[3], length = 0.0;
    for (int k = 0; k < 3; k++) {
      rest[k] = relax * force->ftm2v / mass * atom->f[i][k];
      length += rest[k] * rest[k];
    }
    const double part = length > hop * hop ? hop / sqrt(length) : 1.0;    // no offset exceeds hop
    for (int k = 0; k < 3; k++)
      memory_of[i][k] = atom->x[i][k] + part * rest[k] + weight * (d[k] - part * rest[k]);
    if (!continues) memory_of[i][3] = 0.0;
  }
  age = continues ? age + nevery * update->dt : 0.0;
  last = update->ntimestep;
  box = present_box();
}

void FixElectropulseHistory::end_of_step()
{
  ComputeElectropulseCoreAtom *core = owner();
  if (!core->has_hysteresis()) return;
  modify->clearstep_compute();
  core->refresh_peratom();
  for (int i = 0; i < atom->nlocal; i++) memory_of[i][3] = core->is_core(i);
  modify->addstep_compute(update->ntimestep + nevery);
}

void FixElectropulseHistory::offset(int i, double d[3])
{
  if (tau > 0.0 && valid())
    displacement(i, d);
  else
    d[0] = d[1] = d[2] = 0.0;
}

double FixElectropulseHistory::memory_usage()
{
  return (double) atom->nmax * WIDTH * sizeof(double);
}

void FixElectropulseHistory::grow_arrays(int nmax)
{
  memory->grow(memory_of, nmax, WIDTH, "electropulse:history");
}

void FixElectropulseHistory::copy_arrays(int i, int j, int)
{
  memcpy(memory_of[j], memory_of[i], WIDTH * sizeof(double));
}

void FixElectropulseHistory::set_arrays(int i)
{
  for (int k = 0; k < 3; k++) memory_of[i][k] = atom->x[i][k];
  memory_of[i][3] = 0.0;
}

int FixElectropulseHistory::pack_exchange(int i, double *buf)
{
  memcpy(buf, memory_of[i], WIDTH * sizeof(double));
  return WIDTH;
}

int FixElectropulseHistory::unpack_exchange(int i, double *buf)
{
  memcpy(memory_of[i], buf, WIDTH * sizeof(double));
  return WIDTH;
}

int FixElectropulseHistory::pack_restart(int i, double *buf)
{
  buf[0] = WIDTH + 1;
  memcpy(buf + 1, memory_of[i], WIDTH * sizeof(double));
  return WIDTH + 1;
}

void FixElectropulseHistory::unpack_restart(int i, int nth)
{
  double *values = atom->extra[i];
  int at = 0;
  for (int n = 0; n < nth; n++) at += static_cast<int>(values[at]);
  memcpy(memory_of[i], values + at + 1, WIDTH * sizeof(double));
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
