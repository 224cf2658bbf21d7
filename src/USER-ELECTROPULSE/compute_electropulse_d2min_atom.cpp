/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "compute_electropulse_d2min_atom.h"

#include "atom.h"
#include "domain.h"
#include "electropulse/d2min.h"
#include "electropulse_arguments.h"
#include "electropulse_compat.h"
#include "electropulse_neighborhood.h"
#include "error.h"
#include "fix_electropulse_reference.h"
#include "group.h"
#include "memory.h"
#include "neighbor.h"
#include "update.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

using namespace LAMMPS_NS;

using Args = ElectropulseArguments;

static const char STYLE[] = "Compute electropulse/d2min/atom";

// Columns of the per-atom array; those of strain begin at STRAIN.
enum { D2MIN, STRAIN, NEIGHBORS = 7, LOST, NCOLUMNS };

template <class F> static F *internal_fix(LAMMPS *lmp, const std::string &id)
{
  auto *fix = dynamic_cast<F *>(ElectropulseCompat::get_fix(lmp->modify, id));
  if (!fix)
    lmp->error->all(
        FLERR, std::string(STYLE) + ": its internal fix '" + id + "' was deleted; it must stay");
  return fix;
}

ComputeElectropulseD2minAtom::ComputeElectropulseD2minAtom(LAMMPS *lmp, int narg, char **arg) :
    Compute(lmp, narg, arg), when(FIRST), interval(0), cutoff(0.0), tau(0.0), hop(0.0),
    history(nullptr), reference(nullptr), values(nullptr), nmax(0), sum(0.0), count(0.0)
{
  Args args(lmp, STYLE, narg, arg, 3);
  int every = 5;
  double relax = 0.0;
  while (args.more()) {
    const std::string key =
        args.keyword({"cutoff", "reference", "average", "every", "relax", "hop"});
    if (key == "cutoff") {
      cutoff = args.number("cutoff", Args::POSITIVE);
    } else if (key == "reference") {
      const std::string how = args.choice("reference", {"first", "fixed", "trailing"});
      when = how == "fixed" ? FIXED : how == "trailing" ? TRAILING : FIRST;
      if (when == FIXED) interval = args.integer("reference fixed", 0, MAXBIGINT);
      if (when == TRAILING) interval = args.integer("reference trailing", 1, MAXBIGINT);
    } else if (key == "average") {
      tau = args.number("average", Args::NOT_NEGATIVE);
    } else if (key == "every") {
      every = (int) args.integer("every", 1, MAXSMALLINT);
    } else if (key == "relax") {
      relax = args.number("relax", FixElectropulseHistory::FREQUENCY);
    } else if (key == "hop") {
      hop = args.number("hop", Args::POSITIVE);
    }
  }
  if (!args.has("cutoff")) args.fail("the cutoff is missing; allowed: cutoff <r>, Angstrom");
  if (tau == 0.0)
    for (const char *key : {"relax", "hop", "every"})
      if (args.has(key)) args.fail(std::string(key) + " needs average > 0, got average 0");
  if (tau > 0.0 && !args.has("hop"))
    args.fail("average needs keyword hop; allowed: hop <r>, half the distance of nearest "
              "neighbours, Angstrom");

  peratom_flag = 1;
  size_peratom_cols = NCOLUMNS;
  scalar_flag = 1;
  extscalar = 0;
  dynamic_group_allow = 1;

  const std::string of_group = std::string(" ") + group->names[igroup] + " ELECTROPULSE/";
  if (tau > 0.0) {
    char numbers[128];
    snprintf(numbers, sizeof(numbers), " %d %.17g %.17g %.17g", every, tau, hop, relax);
    id_history = std::string(id) + "_ELECTROPULSE_HISTORY";
    modify->add_fix(id_history + of_group + "HISTORY " + id + numbers);
  }
  // After the history, whose sample it needs.
  id_reference = std::string(id) + "_ELECTROPULSE_REFERENCE";
  modify->add_fix(id_reference + of_group + "REFERENCE " + STYLE);
  internal_fix<FixElectropulseReference>(lmp, id_reference)->needs_clock = when == TRAILING;
}

ComputeElectropulseD2minAtom::~ComputeElectropulseD2minAtom()
{
  for (const auto &fix : {id_reference, id_history})
    if (!fix.empty() && ElectropulseCompat::get_fix(modify, fix)) modify->delete_fix(fix);
  memory->destroy(values);
}

void ComputeElectropulseD2minAtom::init()
{
  electropulse_require_metal(lmp, STYLE);
  if (!id_history.empty()) {
    history = internal_fix<FixElectropulseHistory>(lmp, id_history);
    history->require_verlet(std::string(STYLE) + ": with average");
  }
  reference = internal_fix<FixElectropulseReference>(lmp, id_reference);
  reference->each_step = [this] {
    renew();
  };
  check_reference();
}

// A restart file may hold a reference of other settings.
void ComputeElectropulseD2minAtom::check_reference()
{
  if (!reference->exists()) return;
  const std::string held = std::string(STYLE) + ": the reference of the restart file ";
  if (reference->cutoff() != cutoff)
    error->all(FLERR,
               held + "has cutoff " + Args::format(reference->cutoff()) + ", got cutoff " +
                   Args::format(cutoff) + "; give the same, or another compute ID");
  if (when == FIXED && reference->step() != interval)
    error->all(FLERR,
               held + "is of step " + std::to_string(reference->step()) + ", got reference fixed " +
                   std::to_string(interval) + "; give the same, or another compute ID");
  if (when == TRAILING && reference->step() % interval != 0) reference->forget();
}

void ComputeElectropulseD2minAtom::check_ghosts()
{
  electropulse_require_ghosts(
      lmp, STYLE, cutoff + neighbor->skin + (tau > 0.0 ? 2.0 * hop : 0.0),
      "cutoff " + Args::format(cutoff) + " + neighbour skin " + Args::format(neighbor->skin) +
          (tau > 0.0 ? " + twice the hop distance " + Args::format(hop) : ""));
}

void ComputeElectropulseD2minAtom::follow()
{
  const bool averages = history && history->has_averages();
  if (averages)
    reference->follow(history->averages(), history->box_of_averages());
  else
    reference->follow(atom->nmax ? atom->x[0] : nullptr, domain->h);
}

bool ComputeElectropulseD2minAtom::has_reference() const
{
  if (!reference->exists()) return false;
  const bigint age = update->ntimestep - reference->step();
  return when != TRAILING || (age >= 0 && age <= interval);    // not after a gap
}

void ComputeElectropulseD2minAtom::fail_without_reference() const
{
  const bigint step = update->ntimestep;
  std::string taken = when == FIXED ? "at step " + std::to_string(interval)
      : when == TRAILING            ? "at multiples of " + std::to_string(interval)
                                    : "at the first step";
  if (when == FIXED && step > interval) taken += ", which is past";
  taken += when == FIXED ? " (reference fixed)"
      : when == TRAILING ? " (reference trailing)"
                         : " of a run or rerun (reference first)";
  if (history && when != FIXED) taken += " where averages are 3 time constants old";
  error->all(FLERR,
             std::string(STYLE) + ": asked at step " + std::to_string(step) +
                 ", where there is no reference; it is taken " + taken);
}

// Takes a reference where one is due.
void ComputeElectropulseD2minAtom::renew()
{
  const bigint step = update->ntimestep;
  const bool wanted = when == TRAILING || !reference->exists();
  if (wanted && update->setupflag) check_ghosts();
  const bool due = when == FIRST ? true : when == FIXED ? step == interval : step % interval == 0;
  if (!wanted || !due || reference->last_step() == step) return;
  if (history && !history->settled()) {
    if (when == FIXED)
      error->all(FLERR,
                 std::string(STYLE) +
                     ": averages must be 3 time constants old at the step of "
                     "reference fixed, " +
                     std::to_string(interval) + ", and are not; give a later one");
    return;
  }
  check_ghosts();
  follow();
  if (when == TRAILING && has_reference())
    reference->take_for_next_step(cutoff);
  else
    reference->take(cutoff);
}

void ComputeElectropulseD2minAtom::compute_peratom()
{
  invoked_peratom = update->ntimestep;
  // Who asks may come before our own turn at the beginning of a run.
  if (update->setupflag) renew();
  if (!has_reference()) fail_without_reference();
  if (atom->nmax > nmax) {
    nmax = atom->nmax;
    memory->destroy(values);
    memory->create(values, nmax, NCOLUMNS, "electropulse/d2min/atom:values");
    array_atom = values;
  }
  follow();
  sum = count = 0.0;
  for (int i = 0; i < atom->nlocal; i++) fit_atom(i);
}

void ComputeElectropulseD2minAtom::fit_atom(int i)
{
  static const std::vector<FixElectropulseReference::Neighbor> none;
  const auto &neighbors = atom->mask[i] & groupbit ? reference->neighbors(i) : none;
  before.resize(3 * neighbors.size());
  present.resize(3 * neighbors.size());
  int n = 0;
  for (const auto &neighbor : neighbors) {
    if (!reference->vector(i, neighbor, present.data() + 3 * (size_t) n)) continue;
    std::copy(neighbor.vector, neighbor.vector + 3, before.data() + 3 * (size_t) n);
    n++;
  }
  const ep_d2min fit = ep_d2min_fit(before.data(), present.data(), n);
  values[i][D2MIN] = fit.d2min;
  std::copy(fit.strain, fit.strain + 6, values[i] + STRAIN);
  values[i][NEIGHBORS] = n;
  values[i][LOST] = (double) neighbors.size() - n;
  if (n == 0) return;
  sum += fit.d2min;
  count += 1.0;
}

double ComputeElectropulseD2minAtom::compute_scalar()
{
  if (invoked_peratom != update->ntimestep) compute_peratom();
  invoked_scalar = update->ntimestep;
  const double mine[2] = {sum, count};
  double all[2];
  MPI_Allreduce(mine, all, 2, MPI_DOUBLE, MPI_SUM, world);
  scalar = all[1] > 0.0 ? all[0] / all[1] : 0.0;
  return scalar;
}

double ComputeElectropulseD2minAtom::memory_usage()
{
  return (double) nmax * (NCOLUMNS * sizeof(double) + sizeof(double *)) +
      (double) (before.capacity() + present.capacity()) * sizeof(double);
}
