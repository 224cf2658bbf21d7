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
#include "electropulse_arguments.h"
#include "electropulse_roles.h"
#include "error.h"
#include "fix_electropulse.h"
#include "group.h"
#include "memory.h"
#include "update.h"
#include "utils.h"

#include <cmath>
#include <cstdlib>
#include <cstring>

using namespace LAMMPS_NS;

FixElectropulseDrive::FixElectropulseDrive(LAMMPS *lmp, int narg, char **arg,
                                           const std::string &s) :
    Fix(lmp, narg, arg),
    style(s), pulse(nullptr), core(nullptr), refresh(50), role(nullptr), push(nullptr), nlists(0),
    listed(-1), shown(NONE), rows(nullptr), seen(-1), progress{0.0, -1.0, -1.0}, ledger(), mine(),
    of_all(), summed(true), train(0), state(nullptr), state_size(0)
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
  memory->sfree(push);    // its rows are not Memory's
  free(rows);
  delete[] extlist;
}

int FixElectropulseDrive::setmask()
{
  return FixConst::PRE_NEIGHBOR;
}

void FixElectropulseDrive::init()
{
  electropulse_require_metal(lmp, style);
  if (update->whichflag == 1 && strncmp(update->integrate_style, "respa", 5) == 0)
    error->all(FLERR, style + ": run_style must be verlet, got '" + update->integrate_style + "'");
  pulse = FixElectropulse::find(lmp, id_pulse, style);
  core = ElectropulseRoles::find(lmp, id_core, style);
  if (train != 0 && pulse->number() != train) progress = {-1.0, -1.0, -1.0};
  train = pulse->number();
  seen = -1;
}

void FixElectropulseDrive::setup_pre_neighbor()
{
  pre_neighbor();
}

// Atoms have changed hands in some processes; rows are those of the next forces in all.
void FixElectropulseDrive::pre_neighbor()
{
  clear_push();
  seen = -1;
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

// Every pulse begins with a look at the roles.
bool FixElectropulseDrive::look_is_due(double pulse_index)
{
  const double window = floor((double) update->ntimestep / refresh);
  if (window == progress.looked_window && pulse_index == progress.looked_in) return false;
  progress.looked_window = window;
  progress.looked_in = pulse_index;
  return true;
}

void FixElectropulseDrive::look(const bool *wanted)
{
  core->refresh_roles();
  clear_push();
  for (int i : driven()) role[i] = -1;
  const int nlocal = atom->nlocal, *mask = atom->mask;
  list.clear();
  for (int i = 0; i < nlocal; i++) {
    if (!(mask[i] & groupbit)) continue;
    const int what = core->role_of(i);
    if (what < 0 || !wanted[what]) continue;
    role[i] = (signed char) what;
    list.push_back(i);
  }
  nlists++;
}

const std::vector<int> &FixElectropulseDrive::driven()
{
  const int nlocal = atom->nlocal;
  if (listed == nlocal) return list;
  clear_push();
  list.clear();
  for (int i = 0; i < nlocal; i++)
    if (role[i] >= 0) list.push_back(i);
  listed = nlocal;
  nlists++;
  return list;
}

// LAMMPS adds and removes atoms where it builds neighbour lists, and between runs; only a dynamic group takes in others
// at any step.
bool FixElectropulseDrive::group_is_new()
{
  const bool same = seen == update->firststep && !group->dynamic[igroup];
  seen = update->firststep;
  return !same;
}

void FixElectropulseDrive::clear_push()
{
  if (shown == ALL)
    memset(rows, 0, sizeof(double) * 3 * (size_t) listed);
  else if (shown == SOME)
    for (int i : list) memset(push[i], 0, sizeof(double) * 3);
  shown = NONE;
}

bool FixElectropulseDrive::pulse_is_new(double pulse_index)
{
  if (pulse_index == progress.pulse) return false;
  progress.pulse = pulse_index;
  settle();
  ledger.current = {};
  return true;
}

FixElectropulseDrive::Account FixElectropulseDrive::sum(Account a, const Account &b)
{
  a.energy += b.energy;
  for (int k = 0; k < 3; k++) a.impulse[k] += b.impulse[k];
  return a;
}

void FixElectropulseDrive::put_in(const Account &here)
{
  mine = sum(mine, here);
  summed = false;
}

// Processes are asked for their parts when somebody wants to know, not at every step.
const FixElectropulseDrive::Account &FixElectropulseDrive::pending()
{
  if (!summed) MPI_Allreduce(&mine, &of_all, 4, MPI_DOUBLE, MPI_SUM, world);
  summed = true;
  return of_all;
}

void FixElectropulseDrive::settle()
{
  ledger = {total(), in_pulse()};
  mine = of_all = {};
}

// Minus the energy put into the atoms, so that thermo keyword econserve stays constant.
double FixElectropulseDrive::compute_scalar()
{
  return -total().energy;
}

// What LAMMPS has been told is resident only where it was written.
double FixElectropulseDrive::memory_usage()
{
  return (double) atom->nmax * (3 * sizeof(double) + sizeof(double *) + sizeof(char)) +
      (double) list.capacity() * sizeof(int);
}

void FixElectropulseDrive::grow_arrays(int nmax)
{
  memory->grow(role, nmax, "electropulse:role");
  // Not through Memory: pages of zeros that calloc() gets from the system and nobody writes to take no memory.
  free(rows);
  rows = (double *) calloc((size_t) nmax, 3 * sizeof(double));
  if (!rows && nmax > 0)
    error->one(FLERR, style + ": no memory for the forces on " + std::to_string(nmax) + " atoms");
  push = (double **) memory->srealloc(push, sizeof(double *) * nmax, "electropulse:force");
  for (int i = 0; i < nmax; i++) push[i] = rows + 3 * (size_t) i;
  shown = NONE;
  array_atom = push;
}

// Whatever puts an atom into another place calls one of the functions that call this.
void FixElectropulseDrive::place(int i, int new_role)
{
  role[i] = (signed char) new_role;
  if (listed < 0) return;
  clear_push();
  listed = -1;
}

void FixElectropulseDrive::copy_arrays(int i, int j, int)
{
  place(j, role[i]);
}

void FixElectropulseDrive::set_arrays(int i)
{
  place(i, -1);
}

int FixElectropulseDrive::pack_exchange(int i, double *buf)
{
  buf[0] = role[i];
  return 1;
}

int FixElectropulseDrive::unpack_exchange(int i, double *buf)
{
  place(i, (int) buf[0]);
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
  place(i, (int) values[at + 1]);
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
  settle();
  if (comm->me != 0) return;
  const int size = (int) (sizeof(int) + sizeof(Progress) + sizeof(Ledger)) + state_size;
  fwrite(&size, sizeof(int), 1, fp);
  fwrite(&size, sizeof(int), 1, fp);    // once for LAMMPS, once for restart()
  fwrite(&progress, sizeof(Progress), 1, fp);
  fwrite(&ledger, sizeof(Ledger), 1, fp);
  fwrite(state, state_size, 1, fp);
}

void FixElectropulseDrive::restart(char *buf)
{
  int size;
  memcpy(&size, buf, sizeof(int));
  buf += sizeof(int);
  if (size != (int) (sizeof(int) + sizeof(Progress) + sizeof(Ledger)) + state_size)
    error->all(FLERR,
               style + " " + id +
                   ": the restart file holds another version of this fix; give it another ID to "
                   "begin anew");
  memcpy(&progress, buf, sizeof(Progress));
  buf += sizeof(Progress);
  memcpy(&ledger, buf, sizeof(Ledger));
  memcpy(state, buf + sizeof(Ledger), state_size);
}
