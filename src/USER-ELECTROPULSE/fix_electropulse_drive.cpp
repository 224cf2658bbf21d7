/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "fix_electropulse_drive.h"

#include "atom.h"
#include "comm.h"
#include "compute_electropulse_core_atom.h"
#include "electropulse_arguments.h"
#include "error.h"
#include "fix_electropulse.h"
#include "memory.h"
#include "update.h"
#include "utils.h"

#include <cmath>
#include <cstring>

using namespace LAMMPS_NS;

FixElectropulseDrive::FixElectropulseDrive(LAMMPS *lmp, int narg, char **arg,
                                           const std::string &s) :
    Fix(lmp, narg, arg),
    style(s), pulse(nullptr), core(nullptr), refresh(50), role(nullptr), push(nullptr),
    push_set(false), progress{0.0, -1.0, -1.0}, state(nullptr), state_size(0)
{
  nevery = 1;
  scalar_flag = vector_flag = 1;
  global_freq = 1;
  extscalar = 1;
  extvector = -1;
  ecouple_flag = 1;
  peratom_flag = 1;
  size_peratom_cols = 3;
  peratom_freq = 1;
  restart_global = restart_peratom = 1;
  create_attribute = 1;
  dynamic_group_allow = 1;
  maxexchange = 1;

  FixElectropulseDrive::grow_arrays(atom->nmax);
  for (int i = 0; i < atom->nlocal; i++) FixElectropulseDrive::set_arrays(i);
}

FixElectropulseDrive::~FixElectropulseDrive()
{
  if (state) {
    atom->delete_callback(id, 0);
    atom->delete_callback(id, 1);
  }
  memory->destroy(role);
  memory->destroy(push);
  delete[] extlist;
}

void FixElectropulseDrive::init()
{
  electropulse_require_metal(lmp, style);
  if (update->whichflag == 1 && strncmp(update->integrate_style, "respa", 5) == 0)
    error->all(FLERR, style + ": run_style must be verlet, got '" + update->integrate_style + "'");
  const FixElectropulse *before = pulse;
  pulse = FixElectropulse::find(lmp, id_pulse, style);
  core = ComputeElectropulseCoreAtom::find(lmp, id_core, style);
  if (before && pulse != before) progress = {-1.0, -1.0, -1.0};    // another train
}

// Prints what a fix does and with which numbers, at first and whenever they have changed.
void FixElectropulseDrive::tell(const std::string &text)
{
  if (text == told) return;
  told = text;
  if (comm->me == 0) utils::logmesg(lmp, text);
}

void FixElectropulseDrive::keep(void *what, int size)
{
  state = what;
  state_size = size;
  // Not in the constructor of this class: an error in the derived one's, where LAMMPS throws, would leave callbacks of a
  // fix that is none.
  atom->add_callback(0);
  atom->add_callback(1);
}

void FixElectropulseDrive::clear_push()
{
  if (push_set) memset(&push[0][0], 0, sizeof(double) * 3 * atom->nmax);
  push_set = false;
}

// Every pulse begins with a look at the core.
bool FixElectropulseDrive::look_is_due(double pulse_index)
{
  const double window = floor((double) update->ntimestep / refresh);
  if (window == progress.looked_window && pulse_index == progress.looked_in) return false;
  progress.looked_window = window;
  progress.looked_in = pulse_index;
  return true;
}

bool FixElectropulseDrive::pulse_is_new(double pulse_index)
{
  if (pulse_index == progress.pulse) return false;
  progress.pulse = pulse_index;
  return true;
}

bool FixElectropulseDrive::is_driven(int i, const bool *roles)
{
  return (atom->mask[i] & groupbit) && core->structure(i) != EP_CNA_UNKNOWN && roles[core->role(i)];
}

double FixElectropulseDrive::memory_usage()
{
  return (double) atom->nmax * (3 * sizeof(double) + sizeof(int));
}

void FixElectropulseDrive::grow_arrays(int nmax)
{
  memory->grow(role, nmax, "electropulse:role");
  memory->destroy(push);
  memory->create(push, nmax, 3, "electropulse:force");
  memset(&push[0][0], 0, sizeof(double) * 3 * nmax);
  push_set = false;
  array_atom = push;
}

void FixElectropulseDrive::copy_arrays(int i, int j, int)
{
  role[j] = role[i];
}

void FixElectropulseDrive::set_arrays(int i)
{
  role[i] = -1;
}

int FixElectropulseDrive::pack_exchange(int i, double *buf)
{
  buf[0] = role[i];
  return 1;
}

int FixElectropulseDrive::unpack_exchange(int i, double *buf)
{
  role[i] = (int) buf[0];
  return 1;
}

int FixElectropulseDrive::pack_restart(int i, double *buf)
{
  buf[0] = 2;
  buf[1] = role[i];
  return 2;
}

void FixElectropulseDrive::unpack_restart(int i, int nth)
{
  double *values = atom->extra[i];
  int at = 0;
  for (int n = 0; n < nth; n++) at += static_cast<int>(values[at]);
  role[i] = (int) values[at + 1];
}

int FixElectropulseDrive::maxsize_restart()
{
  return 2;
}

int FixElectropulseDrive::size_restart(int)
{
  return 2;
}

void FixElectropulseDrive::write_restart(FILE *fp)
{
  if (comm->me != 0) return;
  const int size = (int) sizeof(int) + (int) sizeof(Progress) + state_size;
  fwrite(&size, sizeof(int), 1, fp);
  fwrite(&size, sizeof(int), 1, fp);    // once for LAMMPS, once for restart()
  fwrite(&progress, sizeof(Progress), 1, fp);
  fwrite(state, state_size, 1, fp);
}

void FixElectropulseDrive::restart(char *buf)
{
  int size;
  memcpy(&size, buf, sizeof(int));
  if (size != (int) sizeof(int) + (int) sizeof(Progress) + state_size)
    error->all(FLERR,
               style + " " + id +
                   ": the restart file holds another version of this fix; give it another ID to "
                   "begin anew");
  memcpy(&progress, buf + sizeof(int), sizeof(Progress));
  memcpy(state, buf + sizeof(int) + sizeof(Progress), state_size);
}
