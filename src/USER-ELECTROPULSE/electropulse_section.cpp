/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "electropulse_section.h"

#include "atom.h"
#include "comm.h"
#include "compute_electropulse_core_atom.h"
#include "domain.h"
#include "electropulse_arguments.h"
#include "electropulse_neighborhood.h"
#include "error.h"
#include "modify.h"
#include "update.h"
#include "utils.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>

using namespace LAMMPS_NS;

using Args = ElectropulseArguments;

static const char STYLE[] = "Fix electropulse";
static const std::vector<std::string> KINDS = {"uniform", "slabs",
                                               "grid"};    // as the enum has them
static const Args::Range THICKNESS = {2.0, 1e6, true, true, "a number >= 2 and <= 1e6"};
static const Args::Range CELL = {EP_GRID_LEAST, EP_GRID_MOST, true, true, "a number >= 2 and <= 3"};
static const Args::Range BOND = {2.0, 4.0, true, true, "a number >= 2 and <= 4"};
static const Args::Range TOLERANCE = {1e-10, 1e-2, true, true, "a number >= 1e-10 and <= 1e-2"};
static const Args::Range RESISTIVITY = {0.0, 1.0, false, true, "a number > 0 and <= 1"};
static const double ANGSTROM = 1e-10;       // m
static const double CM2 = 1e-16;            // in 1 Angstrom^2
static const double SOLVER_BYTES = 70.0;    // a cell
static const double MOST_SLOTS = 1e7;       // slabs in which the metal is looked for
// Cells or slabs from the outermost atom to an electrode: beyond it the metal is complete.
static const double INSIDE = 1.5;

ElectropulseSection::ElectropulseSection(LAMMPS *lmp) :
    Pointers(lmp), kind(UNIFORM), every(500), state(), axis(-1), sign(1.0), width(0.0), bond(3.5),
    volume(NAN), resistivity(NAN), ends(BY_BOX), go_on(false), core_factor(1.0),
    surface_factor(1.0), core(nullptr), rule(ep_conduction_default()), image_every(0),
    periodic(false), warm(false), told(false), slabs(), length(0.0), grid(), beyond{0, 0},
    cells(ep_cells_empty()), conduction(nullptr)
{
}

ElectropulseSection::~ElectropulseSection()
{
  ep_cells_free(&cells);
  if (conduction) ep_conduction_destroy(conduction);
}

const std::vector<std::string> &ElectropulseSection::keywords()
{
  static const std::vector<std::string> all = {"section", "every",   "thickness", "cell",
                                               "ends",    "factors", "volume",    "resistivity",
                                               "bond",    "open",    "tolerance", "vtk"};
  return all;
}

bool ElectropulseSection::read(ElectropulseArguments &args, const std::string &key)
{
  if (key == "section") {
    const std::string name = args.choice("section", KINDS);
    kind = (Kind) (std::find(KINDS.begin(), KINDS.end(), name) - KINDS.begin());
  } else if (key == "every") {
    every = (int) args.integer("every", 1, MAXSMALLINT);
  } else if (key == "thickness") {
    width = args.number("thickness", THICKNESS);
  } else if (key == "cell") {
    width = args.number("cell", CELL);
  } else if (key == "ends") {
    ends = args.choice("ends", {"periodic", "electrodes"}) == "periodic" ? PERIODIC : ELECTRODES;
  } else if (key == "factors") {
    id_core = args.word("factors", "the ID of a compute electropulse/core/atom");
    core_factor = args.number("factor of core atoms", Args::FRACTION);
    surface_factor = args.number("factor of surface atoms", Args::FRACTION);
  } else if (key == "volume") {
    volume = args.number("volume", Args::POSITIVE);
  } else if (key == "resistivity") {
    resistivity = args.number("resistivity", RESISTIVITY);
  } else if (key == "bond") {
    bond = args.number("bond", BOND);
  } else if (key == "open") {
    go_on = args.choice("open", {"error", "zero"}) == "zero";
  } else if (key == "tolerance") {
    rule.tolerance = args.number("tolerance", TOLERANCE);
  } else if (key == "vtk") {
    const std::string allowed = "the name of a file with one *";
    image = args.word("file of vtk", allowed);
    if (std::count(image.begin(), image.end(), '*') != 1)
      args.fail("file of vtk must be " + allowed + ", which becomes the step, got '" + image + "'");
    image_every = (int) args.integer("interval of vtk", 1, MAXSMALLINT);
  } else {
    return false;
  }
  return true;
}

void ElectropulseSection::check(const ElectropulseArguments &args, const double direction[3],
                                const ep_material *metal)
{
  const auto needs = [&](const char *key, const std::string &what) {
    if (args.has(key))
      args.fail(std::string("keyword ") + key + " needs section " + what + ", got section '" +
                KINDS[kind] + "'");
  };
  if (kind == UNIFORM)
    for (const char *key : {"every", "ends", "factors", "volume", "resistivity", "open"})
      needs(key, "slabs or grid");
  if (kind != SLABS) needs("thickness", "slabs");
  if (kind != GRID)
    for (const char *key : {"cell", "bond", "tolerance", "vtk"}) needs(key, "grid");
  if (kind == UNIFORM) return;

  for (int k = 0; k < 3; k++)
    if (fabs(direction[k]) == 1.0) axis = k;
  if (axis < 0)
    args.fail("direction must lie along x, y or z with section " + KINDS[kind] + ", got '" +
              Args::format(direction[0]) + " " + Args::format(direction[1]) + " " +
              Args::format(direction[2]) + "'");
  sign = direction[axis];
  if (width == 0.0) width = kind == SLABS ? 5.0 : 2.5;

  if (std::isnan(volume)) {
    if (!metal)
      args.fail("section " + KINDS[kind] +
                " needs the volume of an atom; allowed: material <symbol>, or volume <number in "
                "Angstrom^3>");
    const double a = ep_material_get(metal, EP_MATERIAL_LATTICE).value / ANGSTROM;
    volume = a * a * a / (ep_material_structure(metal) == EP_CNA_FCC ? 4.0 : 2.0);
  }
  if (std::isnan(resistivity)) {
    if (!metal)
      args.fail("section " + KINDS[kind] +
                " needs the resistivity of the metal; allowed: material <symbol>, or resistivity "
                "<number in ohm m>");
    resistivity = ep_material_get(metal, EP_MATERIAL_RESISTIVITY).value;
  }
}

void ElectropulseSection::init()
{
  if (kind == UNIFORM) return;
  const std::string style = STYLE, section = "section " + KINDS[kind];
  if (domain->triclinic)
    error->all(FLERR, style + ": " + section + " needs an orthogonal box, got a triclinic one");
  if (domain->dimension == 2)
    error->all(FLERR, style + ": " + section + " needs dimension 3, got 2");
  if (strncmp(update->integrate_style, "respa", 5) == 0)
    error->all(FLERR,
               style + ": run_style must be verlet with " + section + ", got '" +
                   update->integrate_style + "'");
  const bool by_box = domain->periodicity[axis];
  if (ends == PERIODIC && !by_box)
    error->all(FLERR,
               style + ": ends periodic needs a boundary that is periodic along " + "xyz"[axis] +
                   ", got one that is not");
  periodic = ends == PERIODIC || (ends == BY_BOX && by_box);
  if (!id_core.empty()) core = ComputeElectropulseCoreAtom::find(lmp, id_core, STYLE);
  if (kind == GRID) electropulse_require_all_ghosts(lmp, STYLE);
}

void ElectropulseSection::find(int groupbit, double peak, double **local)
{
  gather(groupbit);
  for (int i = 0; i < atom->nlocal; i++) local[i][0] = local[i][1] = local[i][2] = 0.0;
  density.assign(3 * atoms.size(), 0.0);
  const bool first = state.times == 0.0;
  state.times += 1.0;
  state.open = state.largest = state.iterations = state.residual = 0.0;
  const bool flows = lay_slabs() && (kind == SLABS ? find_by_slabs() : find_by_grid());
  if (!flows) {
    state.open = 1.0;
    state.resistance = INFINITY;
    state.crowding = 0.0;
    warm = false;
    return;
  }

  double largest = 0.0;
  for (size_t n = 0; n < atoms.size(); n++) {
    double *j = local[atoms[n]], square = 0.0;
    for (int k = 0; k < 3; k++) {
      j[k] = sign * state.area * density[3 * n + k];
      square += j[k] * j[k];
    }
    largest = std::max(largest, square);
  }
  largest = sqrt(largest);
  MPI_Allreduce(&largest, &state.largest, 1, MPI_DOUBLE, MPI_MAX, world);
  if (first || !told) tell();
  told = true;
  if (image_every && fmod(state.times - 1.0, image_every) == 0.0) draw(peak);
}

// Positions of the metal, the ghosts' where bonds are looked for.
void ElectropulseSection::gather(int groupbit)
{
  const int nlocal = atom->nlocal, *mask = atom->mask;
  const int n = kind == GRID ? nlocal + atom->nghost : nlocal;
  atoms.clear();
  x.clear();
  for (int i = 0; i < n; i++) {
    if (!(mask[i] & groupbit)) continue;
    if (i < nlocal) {
      atoms.push_back(i);
      for (int k = 0; k < 3; k++)
        if (!std::isfinite(atom->x[i][k]))
          error->one(FLERR, std::string(STYLE) + ": an atom's position is not finite");
    }
    x.insert(x.end(), atom->x[i], atom->x[i] + 3);
  }
  weight.assign(atoms.size(), 1.0);
  if (core) weigh();
}

void ElectropulseSection::weigh()
{
  modify->clearstep_compute();
  core->refresh_peratom();
  for (size_t n = 0; n < atoms.size(); n++) {
    const int i = atoms[n];
    if (core->structure(i) == EP_CNA_UNKNOWN) continue;
    if (core->role(i) == EP_ROLE_CORE) weight[n] = core_factor;
    if (core->role(i) == EP_ROLE_SURFACE) weight[n] = surface_factor;
  }
  modify->addstep_compute(update->ntimestep + 1);
}

void ElectropulseSection::deposit(const ep_section &section, int along, const double *factor,
                                  std::vector<double> &sum) const
{
  sum.assign(section.count, 0.0);
  if (!atoms.empty())
    ep_section_deposit(&section, &x[along], 3, factor, (int) atoms.size(), volume, sum.data());
  MPI_Allreduce(MPI_IN_PLACE, sum.data(), section.count, MPI_DOUBLE, MPI_SUM, world);
}

// A place along the axis, for messages.
std::string ElectropulseSection::place(double at) const
{
  return std::string(1, "xyz"[axis]) + " = " + Args::format(at);
}

// Stops, unless told to go on.
bool ElectropulseSection::no_current(const std::string &why)
{
  if (go_on) return false;
  error->all(FLERR,
             std::string(STYLE) + ": open circuit at step " + std::to_string(update->ntimestep) +
                 ": " + why + "; allowed: open zero, to go on without current");
  return false;
}

// The metal along an axis, in slabs from before the first atom to behind the last.
ep_section ElectropulseSection::profile_along(int k, std::vector<double> &profile) const
{
  double mine[2] = {HUGE_VAL, HUGE_VAL}, all[2];
  for (size_t n = 0; n < atoms.size(); n++) {
    mine[0] = std::min(mine[0], x[3 * n + k]);
    mine[1] = std::min(mine[1], -x[3 * n + k]);
  }
  MPI_Allreduce(mine, all, 2, MPI_DOUBLE, MPI_MIN, world);
  // Planes at multiples of the width, so that they stay where they are while atoms vibrate.
  const double start = width * (floor(all[0] / width) - 2.0);
  const double slots = (-all[1] - start) / width + 4.0;
  if (!(slots < MOST_SLOTS))
    error->all(FLERR,
               std::string(STYLE) + ": atoms of the metal must lie within " +
                   Args::format(width * MOST_SLOTS) + " Angstrom along " + "xyz"[k] +
                   " with section " + KINDS[kind] + ", got " + Args::format(all[0]) + " to " +
                   Args::format(-all[1]));
  const ep_section whole = {start, width, (int) slots, 0};
  deposit(whole, k, nullptr, profile);
  return whole;
}

// The first and the last slab with enough metal: less at an end are atoms that have left.
static void ends_of(const std::vector<double> &profile, int &from, int &to)
{
  const double enough = EP_SECTION_LEAST * *std::max_element(profile.begin(), profile.end());
  from = 0;
  to = (int) profile.size() - 1;
  while (profile[from] < enough) from++;
  while (profile[to] < enough) to--;
}

// Cuts the metal between the ends into slabs, and finds the reference area where it is not known.
bool ElectropulseSection::lay_slabs()
{
  const double own = (double) atoms.size();
  double natoms;
  MPI_Allreduce(&own, &natoms, 1, MPI_DOUBLE, MPI_SUM, world);
  if (natoms == 0.0)
    return no_current(std::string("there is no metal along the current axis ") + "xyz"[axis] +
                      ": the group of the fix has no atoms");

  if (periodic) {
    const double low = domain->boxlo[axis];
    length = domain->boxhi[axis] - low;
    const int count = std::max(1, (int) lround(length / width));
    slabs = {low, length / count, count, 1};
    deposit(slabs, axis, nullptr, volumes);
    if (state.area == 0.0) state.area = natoms * volume / length;
    return true;
  }

  std::vector<double> profile;
  const ep_section whole = profile_along(axis, profile);
  const double start = whole.low;
  int from, to;
  ends_of(profile, from, to);
  // The outermost atoms between these planes.
  double mine[2] = {HUGE_VAL, HUGE_VAL}, all[2];
  for (size_t n = 0; n < atoms.size(); n++) {
    const double at = x[3 * n + axis];
    if (at >= start + from * width) mine[0] = std::min(mine[0], at);
    if (at <= start + (to + 1) * width) mine[1] = std::min(mine[1], -at);
  }
  MPI_Allreduce(mine, all, 2, MPI_DOUBLE, MPI_MIN, world);
  const int first = (int) ceil((all[0] - start) / width + INSIDE);
  const int last = (int) floor((-all[1] - start) / width - INSIDE);
  if (last - first < 2)
    return no_current("metal lies from " + place(all[0]) + " to " + Args::format(-all[1]) +
                      ", too short for two electrodes " + Args::format(INSIDE * width) +
                      " inside and two " + (kind == SLABS ? "slabs" : "cells") + " between");
  length = (last - first) * width;
  slabs = {start + first * width, width, last - first, 0};
  volumes.assign(profile.begin() + first, profile.begin() + last);
  double sum = 0.0;
  for (double v : volumes) sum += v;
  if (state.area == 0.0) state.area = sum / length;
  return true;
}

bool ElectropulseSection::find_by_slabs()
{
  const int gap = ep_section_gap(&slabs, volumes.data());
  if (gap >= 0)
    return no_current("there is no metal from " + place(slabs.low + gap * slabs.width) + " to " +
                      Args::format(slabs.low + (gap + 1) * slabs.width) + ", or less than " +
                      Args::format(100.0 * EP_SECTION_LEAST) + " % of that in the fullest slab");
  if (core) {
    // What lies beyond the ends is not to be counted in the outermost slabs.
    ep_section wider = slabs;
    const int more = periodic ? 0 : 3;
    wider.low -= more * slabs.width;
    wider.count += 2 * more;
    std::vector<double> all;
    deposit(wider, axis, weight.data(), all);
    volumes.assign(all.begin() + more, all.end() - more);
  }
  state.resistance =
      ep_conduction_resistance(ep_section_conductance(&slabs, volumes.data()), 1.0 / resistivity);
  state.crowding = ep_section_crowding(&slabs, volumes.data());
  std::vector<double> along(atoms.size());
  if (!atoms.empty())
    ep_section_sample(&slabs, volumes.data(), &x[axis], 3, weight.data(), (int) atoms.size(),
                      along.data());
  for (size_t n = 0; n < atoms.size(); n++) density[3 * n + axis] = along[n];
  return true;
}

// Process 0 solves, the others wait: the same numbers everywhere.
bool ElectropulseSection::find_by_grid()
{
  leave_out_departed();
  lay_grid();
  if (!select()) return no_current("no metal leads from one end to the other");
  solve();
  if (state.open != 0.0) return no_current("no metal leads from one end to the other");
  // The contact: beyond an electrode current is that at it.
  const int n = (int) atoms.size();
  if (!periodic)
    for (int i = 0; i < n; i++) {
      double &at = x[3 * i + axis];
      at = std::min(std::max(at, slabs.low), slabs.low + length);
    }
  ep_grid_sample(&grid, field.data(), x.data(), weight.data(), n, volume, density.data(), nullptr);
  return true;
}

// Leaves out atoms that have left the metal, along sides that are not periodic, so that they do not set the size of the grid:
// those behind an empty slab that is itself behind the last slab with enough metal. A slab is empty only where its neighbours
// are nearly so, and no bond spans that.
void ElectropulseSection::leave_out_departed()
{
  for (int k = 0; k < 3; k++) {
    if (k == axis ? periodic : domain->periodicity[k]) continue;
    std::vector<double> profile;
    const ep_section whole = profile_along(k, profile);
    int from, to;
    ends_of(profile, from, to);
    while (from > 0 && profile[from - 1] > 0.0) from--;
    while (to < whole.count - 1 && profile[to + 1] > 0.0) to++;
    const double low = whole.low + from * whole.width, high = whole.low + (to + 1) * whole.width;
    const size_t own = atoms.size(), all = x.size() / 3;
    size_t kept = 0, kept_own = 0;
    for (size_t n = 0; n < all; n++) {
      if (!(x[3 * n + k] >= low && x[3 * n + k] <= high)) continue;
      if (n < own) {
        atoms[kept_own] = atoms[n];
        weight[kept_own++] = weight[n];
      }
      for (int m = 0; m < 3; m++) x[3 * kept + m] = x[3 * n + m];
      kept++;
    }
    atoms.resize(kept_own);
    weight.resize(kept_own);
    x.resize(3 * kept);
  }
}

void ElectropulseSection::lay_grid()
{
  double mine[6] = {HUGE_VAL, HUGE_VAL, HUGE_VAL, HUGE_VAL, HUGE_VAL, HUGE_VAL}, all[6];
  for (size_t n = 0; n < atoms.size(); n++)
    for (int k = 0; k < 3; k++) {
      mine[k] = std::min(mine[k], x[3 * n + k]);
      mine[3 + k] = std::min(mine[3 + k], -x[3 * n + k]);
    }
  MPI_Allreduce(mine, all, 6, MPI_DOUBLE, MPI_MIN, world);
  double low[3], high[3];
  int around[3];
  for (int k = 0; k < 3; k++) {
    around[k] = k == axis ? periodic : domain->periodicity[k];
    low[k] = around[k] ? domain->boxlo[k] : width * floor(all[k] / width);
    high[k] = around[k] ? domain->boxhi[k] : width * ceil(-all[3 + k] / width);
    // An atom on the plane itself.
    if (high[k] <= low[k]) high[k] = low[k] + width;
  }
  beyond[0] = beyond[1] = 0;
  if (!periodic) {
    beyond[0] = (int) lround((slabs.low - low[axis]) / width);
    beyond[1] = (int) lround((high[axis] - slabs.low - length) / width);
    low[axis] = slabs.low;
    high[axis] = slabs.low + length;
  }
  ep_grid_status status = ep_grid_fit(&grid, low, high, around, axis, width);
  if (status == EP_GRID_OK) {
    const ep_grid wider = grid_of_bonds();
    if (ep_grid_cells(&wider) > EP_GRID_CELLS) status = EP_GRID_TOO_LARGE;
  }
  switch (status) {
    case EP_GRID_OK:
      break;
    case EP_GRID_TOO_LARGE:
      error->all(FLERR,
                 std::string(STYLE) + ": section grid needs at most " +
                     std::to_string((int) EP_GRID_CELLS) + " cells; the metal is " +
                     Args::format(high[0] - low[0]) + " x " + Args::format(high[1] - low[1]) +
                     " x " + Args::format(high[2] - low[2]) + " Angstrom");
      break;
    default:
      error->all(FLERR,
                 std::string(STYLE) +
                     ": section grid needs metal of finite size > 0, and two cells of " +
                     Args::format(width) + " Angstrom between electrodes, got " +
                     Args::format(high[0] - low[0]) + " x " + Args::format(high[1] - low[1]) +
                     " x " + Args::format(high[2] - low[2]) + " Angstrom");
  }
  const double reach = ep_bond_reach(&grid);
  if (bond > reach)
    error->all(FLERR,
               std::string(STYLE) + ": bond must be <= " + Args::format(reach) +
                   ", two of the shortest edges of the cells, which are " +
                   Args::format(grid.cell[0]) + " x " + Args::format(grid.cell[1]) + " x " +
                   Args::format(grid.cell[2]) + " Angstrom in this box, got '" +
                   Args::format(bond) + "'; allowed: a longer cell, up to " +
                   Args::format(EP_GRID_MOST) + ", or a shorter bond");
}

// Behind the electrodes it goes on to the ends of the metal.
ep_grid ElectropulseSection::grid_of_bonds() const
{
  ep_grid wider = grid;
  wider.low[axis] -= beyond[0] * grid.cell[axis];
  wider.size[axis] += beyond[0] + beyond[1];
  return wider;
}

// Leaves out the atoms that no bonds connect with both ends.
bool ElectropulseSection::select()
{
  const ep_grid wider = grid_of_bonds();
  const size_t n = ep_grid_cells(&wider);
  const int own = (int) atoms.size();
  electropulse_require_ghosts(lmp, STYLE, bond, "bond");
  electropulse_build_cells(lmp, STYLE, &cells, x.data(), (int) (x.size() / 3), bond);
  links.assign(n, 0);
  ep_bond_mark(&wider, &cells, x.data(), own, bond, links.data());
  on.assign(n, 0);
  int status = EP_BOND_PATH;
  if (comm->me == 0) {
    MPI_Reduce(MPI_IN_PLACE, links.data(), (int) n, MPI_UINT64_T, MPI_BOR, 0, world);
    status = ep_bond_follow(&wider, links.data(), bond, beyond, on.data());
  } else {
    MPI_Reduce(links.data(), nullptr, (int) n, MPI_UINT64_T, MPI_BOR, 0, world);
  }
  MPI_Bcast(&status, 1, MPI_INT, 0, world);
  if (status == EP_BOND_NO_MEMORY)
    error->all(FLERR, std::string(STYLE) + ": no memory for " + std::to_string(n) + " cells");
  if (status == EP_BOND_OPEN) return false;
  MPI_Bcast(on.data(), (int) n, MPI_UNSIGNED_CHAR, 0, world);
  ep_bond_select(&wider, on.data(), x.data(), own, weight.data());
  return true;
}

void ElectropulseSection::solve()
{
  const size_t n = ep_grid_cells(&grid);
  sigma.assign(n, 0.0);
  ep_grid_deposit(&grid, x.data(), weight.data(), (int) atoms.size(), volume, sigma.data());
  int status = EP_CONDUCTION_OK;
  ep_conduction_result result = {};
  field.resize(4 * n);
  if (comm->me == 0) {
    MPI_Reduce(MPI_IN_PLACE, sigma.data(), (int) n, MPI_DOUBLE, MPI_SUM, 0, world);
    if (!conduction)
      conduction = ep_conduction_create(&grid);
    else
      status = ep_conduction_place(conduction, &grid);
    if (!conduction) status = EP_CONDUCTION_NO_MEMORY;
    rule.cold = !warm;
    rule.threads = comm->nthreads;
    if (status == EP_CONDUCTION_OK)
      status = ep_conduction_solve(conduction, sigma.data(), &rule, &result);
    if (status == EP_CONDUCTION_UNFINISHED && !rule.cold) {
      // The last potential may be a poor start.
      rule.cold = 1;
      status = ep_conduction_solve(conduction, sigma.data(), &rule, &result);
    }
    if (status == EP_CONDUCTION_OK) ep_conduction_field(conduction, field.data());
  } else {
    MPI_Reduce(sigma.data(), nullptr, (int) n, MPI_DOUBLE, MPI_SUM, 0, world);
  }
  MPI_Bcast(&status, 1, MPI_INT, 0, world);
  MPI_Bcast(&result, sizeof result, MPI_BYTE, 0, world);
  if (status == EP_CONDUCTION_NO_MEMORY)
    error->all(FLERR, std::string(STYLE) + ": no memory for " + std::to_string(n) + " cells");
  if (status == EP_CONDUCTION_NOT_FINITE)
    error->all(FLERR, std::string(STYLE) + ": a conductivity of section grid is not finite");
  if (status == EP_CONDUCTION_UNFINISHED)
    error->all(FLERR,
               std::string(STYLE) + ": section grid must reach tolerance " +
                   Args::format(rule.tolerance) + ", got a spread of " +
                   Args::format(result.spread) + " and a residual of " +
                   Args::format(result.residual) + " after " + std::to_string(result.iterations) +
                   " iterations");
  if (status == EP_CONDUCTION_OPEN) {
    state.open = 1.0;
    return;
  }
  MPI_Bcast(field.data(), (int) field.size(), MPI_DOUBLE, 0, world);
  warm = true;
  state.resistance = ep_conduction_resistance(result.conductance, 1.0 / resistivity);
  state.crowding = result.crowding;
  state.iterations = result.iterations;
  state.residual = std::max(result.residual, result.spread);
}

// A file for ParaView, at the current where the waveform is 1.
void ElectropulseSection::draw(double peak)
{
  std::string name = image, problem;
  name.replace(name.find('*'), 1, std::to_string(update->ntimestep));
  if (comm->me == 0) {
    const double current = sign * peak * state.area * CM2;
    std::vector<char> text(ep_conduction_image(conduction, current, 1.0 / resistivity, nullptr, 0));
    if (text.empty()) problem = "no memory";
    ep_conduction_image(conduction, current, 1.0 / resistivity, text.data(), text.size());
    FILE *fp = problem.empty() ? fopen(name.c_str(), "wb") : nullptr;
    if (problem.empty() && (!fp || fwrite(text.data(), 1, text.size(), fp) != text.size()))
      problem = strerror(errno);
    if (fp && fclose(fp) != 0 && problem.empty()) problem = strerror(errno);
  }
  int bad = !problem.empty();
  MPI_Bcast(&bad, 1, MPI_INT, 0, world);
  if (!bad) return;
  int size = (int) problem.size();
  MPI_Bcast(&size, 1, MPI_INT, 0, world);
  problem.resize(size);
  MPI_Bcast(&problem[0], size, MPI_CHAR, 0, world);
  error->all(FLERR,
             std::string(STYLE) + ": file '" + name + "' of vtk cannot be written: " + problem);
}

void ElectropulseSection::tell() const
{
  if (comm->me != 0) return;
  std::string text = std::string(STYLE) + ": section " + KINDS[kind] + " along " + "xyz"[axis] +
      (periodic ? ", periodic: "
                : ", electrodes at " + Args::format(slabs.low) + " and " +
               Args::format(slabs.low + length) + ": ");
  if (kind == SLABS)
    text += std::to_string(slabs.count) + " slabs of " + Args::format(slabs.width) + " A";
  else
    text += std::to_string(grid.size[0]) + " x " + std::to_string(grid.size[1]) + " x " +
        std::to_string(grid.size[2]) + " cells of " + Args::format(grid.cell[0]) + " x " +
        Args::format(grid.cell[1]) + " x " + Args::format(grid.cell[2]) + " A";
  text += "\n  reference area " + Args::format(state.area) + " A^2, volume of an atom " +
      Args::format(volume) + " A^3, resistivity " + Args::format(resistivity) +
      " ohm m\n  resistance " + Args::format(state.resistance) + " ohm, largest current density " +
      Args::format(state.largest) + " times that of the fix, crowding " +
      Args::format(state.crowding) + "\n";
  utils::logmesg(lmp, text);
}

double ElectropulseSection::memory_usage() const
{
  return (double) (x.capacity() + weight.capacity() + density.capacity() + volumes.capacity() +
                   sigma.capacity() + field.capacity()) *
      sizeof(double) +
      (double) atoms.capacity() * sizeof(int) + (double) links.capacity() * sizeof(links[0]) +
      (double) on.capacity() + ep_cells_memory(&cells) +
      (conduction ? SOLVER_BYTES * (double) ep_grid_cells(&grid) : 0.0);
}
