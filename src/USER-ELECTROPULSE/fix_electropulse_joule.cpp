/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "fix_electropulse_joule.h"

#include "atom.h"
#include "comm.h"
#include "domain.h"
#include "electropulse/constants.h"
#include "electropulse/heat.h"
#include "electropulse/random.h"
#include "electropulse/vibration.h"
#include "electropulse_arguments.h"
#include "error.h"
#include "fix_electropulse.h"
#include "force.h"
#include "universe.h"
#include "update.h"
#include "utils.h"

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace LAMMPS_NS;

using Args = ElectropulseArguments;

static const char STYLE[] = "Fix electropulse/joule";
static constexpr double EV = EP_ELEMENTARY_CHARGE;    // J
static constexpr double PS = 1e-12;                   // s
static constexpr double ANGSTROM = 1e-10;             // m
static constexpr double PER_CM2 = 1e4;                // 1/m^2
static constexpr int MAX_CELLS = 100000;

// Entries of the global vector, and columns of the global array.
enum {
  DELIVERED,
  ASKED,
  PULSE_DELIVERED,
  PULSE_ASKED,
  STORED,
  SINKS,
  REST,
  HOTTEST,
  ELECTRONS,
  LATTICE,
  HOTTEST_IN_WIRE,
  POWER,
  RESISTANCE,
  COUPLING,
  NVALUES
};
enum { PLACE, CELL_ELECTRONS, CELL_LATTICE, CELL_POWER, CELL_EXCHANGE, CELL_ATOMS, NCOLUMNS };

FixElectropulseJoule::FixElectropulseJoule(LAMMPS *lmp, int narg, char **arg) :
    Fix(lmp, narg, arg), pulse(nullptr), with_electrons(true), seed(0),
    stream(ep_random_stream(id) + (std::uint32_t) universe->iworld), every(1), nslabs(0), first(0),
    wire(), atomic_volume(0.0), state()
{
  nevery = 1;
  scalar_flag = vector_flag = array_flag = 1;
  global_freq = 1;
  extscalar = 1;
  extvector = -1;
  extarray = 0;
  ecouple_flag = 1;
  restart_global = 1;
  dynamic_group_allow = 1;
  size_vector = NVALUES;

  Args args(lmp, STYLE, narg, arg, 3);
  id_pulse = args.word("pulse", "the ID of a fix electropulse");
  with_electrons = args.choice("mode", {"electrons", "lattice"}) == "electrons";
  read(args);
  check(args);
  make_cells(args);

  extlist = new int[NVALUES];
  for (int n = 0; n < NVALUES; n++) extlist[n] = n <= REST || n == POWER;
  size_array_rows = (int) cells.size();
  size_array_cols = NCOLUMNS;
}

FixElectropulseJoule::~FixElectropulseJoule()
{
  delete[] extlist;
}

void FixElectropulseJoule::read(Args &args)
{
  given = {NAN, NAN, NAN, NAN, NAN, NAN,   NAN, NAN, NAN, NAN, NAN, NAN, Given::WIEDEMANN_FRANZ,
           NAN, NAN, NAN, NAN, NAN, false, NAN};
  nslabs = with_electrons ? 10 : 1;
  std::vector<std::string> keywords = {"cells",  "extent", "every", "resistivity", "slope",
                                       "factor", "width",  "path",  "volume"};
  if (with_electrons)
    for (const char *key : {"sink", "seed", "wire", "start", "gamma", "coupling", "conductivity",
                            "capacity", "phonons"})
      keywords.emplace_back(key);
  while (args.more()) {
    const std::string key = args.keyword(keywords);
    if (key == "cells") {
      nslabs = (int) args.integer("cells", 1, MAX_CELLS);
    } else if (key == "extent") {
      given.low = args.number("lower end of extent", Args::ANY);
      given.high = args.number("upper end of extent", Args::ANY);
    } else if (key == "every") {
      every = (int) args.integer("every", 1, MAXSMALLINT);
    } else if (key == "resistivity") {
      given.resistivity = args.number("resistivity", Args::POSITIVE);
    } else if (key == "slope") {
      given.slope = args.number("slope", Args::NOT_NEGATIVE);
    } else if (key == "factor") {
      given.factor = args.number("factor", {1.0, HUGE_VAL, true, false, "a number >= 1"});
    } else if (key == "width") {
      given.width = args.number("width", Args::POSITIVE);
      given.specular =
          args.number("specular part of width", {0.0, 1.0, true, true, "a number >= 0 and <= 1"});
    } else if (key == "path") {
      given.path = args.number("path", Args::POSITIVE);
    } else if (key == "volume") {
      given.volume = args.number("volume", Args::POSITIVE);
    } else if (key == "sink") {
      const std::string allowed = "a number > 0 (K) or none";
      given.insulated = args.peek("sink", allowed) == "none";
      if (given.insulated)
        args.word("sink", allowed);
      else
        given.sink = args.number("sink", {0.0, HUGE_VAL, false, false, allowed.c_str()});
    } else if (key == "seed") {
      seed = (std::uint32_t) args.integer("seed", 1, UINT32_MAX);
    } else if (key == "wire") {
      given.wire = args.number("length of wire", Args::POSITIVE);
      given.place = args.number("place in wire", Args::NOT_NEGATIVE);
    } else if (key == "start") {
      given.start = args.number("start", Args::POSITIVE);
    } else if (key == "gamma") {
      given.gamma = args.number("gamma", Args::POSITIVE);
    } else if (key == "coupling") {
      given.coupling = args.number("coupling", Args::NOT_NEGATIVE);
    } else if (key == "conductivity") {
      const std::string allowed = "a number > 0 (W/m/K), wf or material";
      const std::string word = args.peek("conductivity", allowed);
      if (word == "wf" || word == "material") {
        given.conducts = word == "wf" ? Given::WIEDEMANN_FRANZ : Given::MATERIAL;
        args.word("conductivity", allowed);
      } else {
        given.conducts = Given::NUMBER;
        given.conductivity =
            args.number("conductivity", {0.0, HUGE_VAL, false, false, allowed.c_str()});
      }
    } else if (key == "capacity") {
      given.capacity = args.number("capacity", Args::POSITIVE);
    } else {
      given.phonons = args.number("phonons", Args::NOT_NEGATIVE);
    }
  }
}

// Which keywords must come together, and which must not.
void FixElectropulseJoule::check(const Args &args) const
{
  if (args.has("factor") && args.has("width"))
    args.fail("one of factor, width is allowed, got both");
  if (args.has("path") && !args.has("width"))
    args.fail(
        "keyword path needs keyword width; allowed: width <diameter in Angstrom> <fraction of "
        "electrons that the surface reflects as a mirror>");
  if (args.has("extent") && given.high <= given.low)
    args.fail("upper end of extent must be a number > its lower end " + Args::format(given.low) +
              ", got '" + Args::format(given.high) + "'");
  if (!with_electrons && args.has("extent") && nslabs == 1)
    args.fail("keyword extent needs keyword cells in mode lattice; allowed: cells <number > 1>");
  if (!with_electrons) return;
  if (!args.has("sink"))
    args.fail("keyword sink is missing: without a heat sink the wire gets hotter and hotter; "
              "allowed: sink <temperature in K>, or none for insulated ends");
  if (!args.has("seed"))
    args.fail("keyword seed is missing; allowed: seed <whole number from 1 to 4294967295>");
  if (given.insulated && !args.has("start"))
    args.fail("sink none needs keyword start; allowed: start <temperature of the electrons in K>");
  for (const char *key : {"capacity", "phonons"})
    if (args.has(key) && !args.has("wire"))
      args.fail(std::string("keyword ") + key +
                ", which is of the lattice that is not made of atoms, needs keyword wire; allowed: "
                "wire <length in Angstrom> <place of the atoms in it in Angstrom>");
}

double FixElectropulseJoule::piece_low() const
{
  return std::isnan(given.low) ? domain->boxlo[std::max(axis(), 0)] : given.low;
}

double FixElectropulseJoule::piece_high() const
{
  return std::isnan(given.low) ? domain->boxhi[std::max(axis(), 0)] : given.high;
}

// The axis of the box that the current flows along; -1: none.
int FixElectropulseJoule::axis() const
{
  const FixElectropulse *p = pulse ? pulse : FixElectropulse::find(lmp, id_pulse, STYLE);
  for (int k = 0; k < 3; k++)
    if (fabs(p->current_direction()[k]) > 1.0 - 1e-9) return k;
  return -1;
}

// Cells along the wire: the slabs, and before and behind them others of about their length.
void FixElectropulseJoule::make_cells(const Args &args)
{
  if (!with_electrons) {
    cells.assign(nslabs, ep_wire_cell());
    return;
  }
  const double piece = piece_high() - piece_low(), slab = piece / nslabs;
  double before = 0.0, behind = 0.0;
  if (args.has("wire")) {
    before = given.place;
    behind = given.wire - given.place - piece;
    if (behind < -1e-9 * given.wire)
      args.fail("length of wire must be a number >= " + Args::format(before + piece) +
                ", the place of the atoms and the length " + Args::format(piece) +
                " that they take up, got '" + Args::format(given.wire) + "'");
    behind = std::max(behind, 0.0);
  }
  const auto count = [&](double length) {
    return length < 1e-6 * slab ? 0.0 : std::max(1.0, std::round(length / slab));
  };
  const double n[] = {count(before), (double) nslabs, count(behind)};
  if (n[0] + n[1] + n[2] > MAX_CELLS)
    args.fail("cells must leave at most " + std::to_string(MAX_CELLS) +
              " cells of their length in the wire, got " + Args::format(n[0] + n[1] + n[2]));
  const double length[] = {before, piece, behind};
  first = (int) n[0];
  for (int part = 0; part < 3; part++)
    for (int i = 0; i < (int) n[part]; i++) {
      ep_wire_cell cell = {};
      cell.length = length[part] / n[part] * ANGSTROM;
      cell.atoms = part == 1;
      cells.push_back(cell);
    }
  for (const char *key : {"capacity", "phonons"})
    if (args.has(key) && (int) cells.size() == nslabs)
      args.fail(std::string("keyword ") + key +
                " needs a wire that is longer than its atoms; allowed: length of wire > " +
                Args::format(piece) + ", got '" + Args::format(given.wire) + "'");
  wire.cell = cells.data();
  wire.n = (int) cells.size();
}

int FixElectropulseJoule::setmask()
{
  return FixConst::END_OF_STEP;
}

void FixElectropulseJoule::init()
{
  electropulse_require_metal(lmp, STYLE);
  if (update->whichflag == 1 && strncmp(update->integrate_style, "respa", 5) == 0)
    error->all(FLERR,
               std::string(STYLE) + ": run_style must be verlet, got '" +
                   std::string(update->integrate_style) + "'");
  if (domain->dimension != 3)
    error->all(FLERR, std::string(STYLE) + ": dimension must be 3, got 2");
  pulse = FixElectropulse::find(lmp, id_pulse, STYLE);
  if (with_electrons && !atom->tag_enable)
    error->all(FLERR,
               std::string(STYLE) +
                   ": mode electrons needs atom IDs: atom_modify id must be yes, got 'no'");
  if (with_electrons || cells.size() > 1) {
    if (axis() < 0) {
      const double *d = pulse->current_direction();
      error->all(FLERR,
                 std::string(STYLE) +
                     ": direction of fix electropulse must be along x, y or z, got '" +
                     Args::format(d[0]) + " " + Args::format(d[1]) + " " + Args::format(d[2]) +
                     "'; allowed along others: mode lattice with cells 1");
    }
    if (domain->triclinic)
      error->all(FLERR, std::string(STYLE) + ": the box must be orthogonal, got a triclinic one");
  }
  find_metal();
  check_timestep();
}

// A property of the metal that was not given by its keyword.
double FixElectropulseJoule::of_metal(int property, double value, const std::string &keyword) const
{
  if (!std::isnan(value)) return value;
  const auto which = (ep_material_property) property;
  const std::string name = ep_material_property_name(which);
  const ep_material *metal =
      pulse->material(STYLE, "the " + name + ", without keyword " + keyword + ",");
  const double found = ep_material_get(metal, which).value;
  if (std::isnan(found))
    error->all(FLERR,
               std::string(STYLE) + ": the " + name + " of " + ep_material_symbol(metal) +
                   " is unknown; allowed: " + keyword);
  return found;
}

void FixElectropulseJoule::find_metal()
{
  const double bulk =
      of_metal(EP_MATERIAL_RESISTIVITY, given.resistivity, "resistivity <number in ohm m>");
  double factor = std::isnan(given.factor) ? 1.0 : given.factor;
  if (!std::isnan(given.width)) {
    const double path =
        of_metal(EP_MATERIAL_MEAN_FREE_PATH, given.path * ANGSTROM, "path <number in Angstrom>");
    const double ratio = given.width * ANGSTROM / path;
    if (!(ratio >= EP_RESISTIVITY_NARROWEST))
      error->all(
          FLERR,
          std::string(STYLE) + ": width must be >= " + Args::format(EP_RESISTIVITY_NARROWEST) +
              " mean free paths, " + Args::format(EP_RESISTIVITY_NARROWEST * path / ANGSTROM) +
              " Angstrom, got " + Args::format(given.width));
    factor = ep_resistivity_wire_factor(ratio, given.specular);
  }
  ep_wire_metal &metal = wire.metal;
  metal.resistivity.reference = bulk * factor;
  // The pure metal's: resistivity that phonons make is proportional to the temperature.
  metal.resistivity.slope = std::isnan(given.slope)
      ? of_metal(EP_MATERIAL_RESISTIVITY, NAN, "slope <number in ohm m/K>") /
          EP_RESISTIVITY_REFERENCE
      : given.slope;

  if (std::isnan(given.volume)) {
    const double a = of_metal(EP_MATERIAL_LATTICE, NAN, "volume <Angstrom^3 per atom>") / ANGSTROM;
    const ep_material *m = pulse->material(STYLE, "volume");
    atomic_volume = a * a * a / (ep_material_structure(m) == EP_CNA_FCC ? 4.0 : 2.0);
  } else {
    atomic_volume = given.volume;
  }
  if (!with_electrons) return;

  metal.gamma = of_metal(EP_MATERIAL_SOMMERFELD, given.gamma, "gamma <number in J/m^3/K^2>");
  metal.coupling = of_metal(EP_MATERIAL_COUPLING, given.coupling, "coupling <number in W/m^3/K>");
  metal.conductivity = 0.0;    // of Wiedemann and Franz
  if (given.conducts != Given::WIEDEMANN_FRANZ)
    metal.conductivity = of_metal(EP_MATERIAL_CONDUCTIVITY, given.conductivity,
                                  "conductivity <number in W/m/K>, or wf");
  metal.capacity = 1.0;    // of no effect where all lattice is made of atoms
  metal.phonons = 0.0;
  if ((int) cells.size() > nslabs) {
    const double room = 298.15;    // K, of the table's heat capacities
    metal.capacity = std::isnan(given.capacity)
        ? of_metal(EP_MATERIAL_HEAT_CAPACITY, NAN, "capacity <number in J/m^3/K>") -
            metal.gamma * room
        : given.capacity;
    metal.phonons =
        of_metal(EP_MATERIAL_LATTICE_CONDUCTIVITY, given.phonons, "phonons <number in W/m/K>");
  }
  wire.sink[0] = wire.sink[1] = given.insulated ? NAN : given.sink;
}

// From the lattice of slab s to that which is not made of atoms on both its sides, with its own section, W/m^2/K.
double FixElectropulseJoule::conductance_beside(int s) const
{
  const int here = first + s;
  double sum = 0.0;
  for (const int beside : {here - 1, here + 1}) {
    const bool sink = beside < 0 || beside >= (int) cells.size();
    if (sink ? given.insulated : cells[beside].atoms) continue;
    sum += 2.0 * wire.metal.phonons / (cells[here].length + (sink ? 0.0 : cells[beside].length));
  }
  return sum;
}

// Per unit of the rates at which temperatures approach each other, so that an exchange is accurate to 5 %. What the atoms
// get is computed with their temperature before it, from electrons and from the lattice beside an end slab.
void FixElectropulseJoule::check_timestep() const
{
  if (!with_electrons) return;
  const double volume = atomic_volume * ANGSTROM * ANGSTROM * ANGSTROM;
  const double capacity = 1.5 * EP_BOLTZMANN / volume;    // of the motion of the atoms, J/m^3/K
  const auto check = [&](double time, const std::string &meaning) {
    if (update->dt * every > 0.1 * time)
      error->all(FLERR,
                 std::string(STYLE) + ": the timestep times every must be <= " +
                     Args::format(0.1 * time) + " ps, a tenth of the time in which " + meaning +
                     ", got " + Args::format(update->dt * every));
  };
  if (wire.metal.coupling > 0.0) {
    const double cold = std::isnan(given.start) ? given.sink : given.start;
    check(std::min(wire.metal.gamma * cold, capacity) / wire.metal.coupling / PS,
          "the coupling " + Args::format(wire.metal.coupling) +
              " W/m^3/K brings electrons to the lattice");
  }
  for (const int s : {0, nslabs - 1}) {
    const double conductance = conductance_beside(s);
    if (conductance > 0.0)
      check(capacity * cells[first + s].length / conductance / PS,
            "the " + Args::format(wire.metal.phonons) + " W/m/K of phonons bring an end slab of " +
                Args::format(cells[first + s].length / ANGSTROM) +
                " Angstrom to the lattice beside it");
  }
}

void FixElectropulseJoule::reset_dt()
{
  check_timestep();
}

std::string FixElectropulseJoule::description() const
{
  const std::string name = std::string(STYLE) + " " + id + ": ";
  const double j = pulse->peak_density() * PER_CM2;
  const ep_resistivity &r = wire.metal.resistivity;
  const double source = r.reference * j * j;    // W/m^3
  const double volume = atomic_volume * ANGSTROM * ANGSTROM * ANGSTROM;
  const double classical = 3.0 * EP_BOLTZMANN / volume;    // J/m^3/K
  std::string text = name + "resistivity " + Args::format(r.reference) + " ohm m at 300 K, " +
      Args::format(r.slope) + " ohm m/K; at " + Args::format(pulse->peak_density()) +
      " A/cm^2 it heats by " + Args::format(source * volume / EV * PS) + " eV/ps an atom, " +
      Args::format(source / classical * PS) + " K/ps of a lattice with 3 k an atom\n";
  if (!with_electrons) return text;

  const double g = wire.metal.coupling;
  text += name + "effective coupling " + Args::format(g) + " W/m^3/K";
  if (pulse->has_material()) {
    const ep_material *metal = pulse->material(STYLE, "coupling");
    const double table = ep_material_get(metal, EP_MATERIAL_COUPLING).value;
    if (table > 0.0)
      text += ", " + Args::format(g / table) + " times that of " + ep_material_symbol(metal);
  }
  if (g > 0.0) text += ": damping time 3 k n/G = " + Args::format(classical / g / PS) + " ps";
  text += "\n";
  double length = 0.0;
  for (const auto &cell : cells) length += cell.length;
  text += name + "wire of " + Args::format(length / ANGSTROM) + " Angstrom, " +
      std::to_string(cells.size()) + " cells, " + std::to_string(nslabs) + " of them made of atoms";
  if (given.insulated) return text + ", insulated at its ends: it has no steady state\n";
  const double at_ends = ep_resistivity_at(&r, given.sink);
  text += "; steady state at full current: " +
      Args::format(wire.metal.conductivity > 0.0
                       ? ep_heat_rod_rise(j, at_ends, length,
                                          wire.metal.conductivity + wire.metal.phonons)
                       : ep_heat_rod_rise_wiedemann_franz(at_ends * j * length, given.sink)) +
      " K above the sinks in the middle, by " +
      (wire.metal.conductivity > 0.0 ? "j^2 rho L^2/(8 kappa)" : "the law of Wiedemann and Franz") +
      " with the resistivity at the sinks\n";
  return text;
}

// The first run begins with all electrons at one temperature and with the section that the atoms have then.
void FixElectropulseJoule::setup(int)
{
  if (pulse->in_rerun()) return;
  if (with_electrons && state.started == 0.0) start();
  if (with_electrons) check_wire();
  const std::string text = description();
  if (comm->me == 0 && text != told) utils::logmesg(lmp, text);
  told = text;
}

// What the ranges of the single arguments do not exclude.
void FixElectropulseJoule::check_wire() const
{
  const ep_wire_status status = ep_wire_check(&wire);
  if (status == EP_WIRE_OK) return;
  const ep_wire_metal &m = wire.metal;
  const std::string name = std::string(STYLE) + ": ";
  if (status == EP_WIRE_BAD_METAL)
    error->all(FLERR,
               name + "the numbers of the metal must be finite and > 0, got gamma " +
                   Args::format(m.gamma) + ", lattice heat capacity " + Args::format(m.capacity) +
                   " and resistivity " + Args::format(m.resistivity.reference) +
                   "; allowed: other gamma, capacity, resistivity");
  error->all(FLERR,
             name +
                 "sink, start and gamma must make energies within the range of numbers, got sink " +
                 Args::format(wire.sink[0]) + ", start " + Args::format(given.start) + ", gamma " +
                 Args::format(m.gamma));
}

void FixElectropulseJoule::start()
{
  sum_slabs(false, false);
  double count = 0.0, length = 0.0;
  for (int s = 0; s < nslabs; s++) {
    count += slabs[s].count;
    length += cells[first + s].length;
    if (slabs[s].count < 2.0)
      error->all(FLERR,
                 std::string(STYLE) +
                     ": cells must leave at least 2 atoms of the group in each, "
                     "got " +
                     Args::format(slabs[s].count) + " in number " + std::to_string(s + 1) + " of " +
                     std::to_string(nslabs) +
                     "; where the box is not full of metal, extent <low> <high> says where it is");
  }
  const double volume = atomic_volume * ANGSTROM * ANGSTROM * ANGSTROM;
  for (auto &cell : cells) cell.area = count * volume / length;
  // Where the current density follows the section, so do the electrons.
  if (!pulse->is_uniform())
    for (int s = 0; s < nslabs; s++)
      cells[first + s].area = slabs[s].count * volume / cells[first + s].length;
  for (int s = 0; s < nslabs; s++) {
    cells[first + s].lattice = kelvin_of(slabs[s]);
    cells[first + s].coupled = slabs[s].count * volume;
  }
  ep_wire_start(&wire, std::isnan(given.start) ? given.sink : given.start);
  state.started = 1.0;
}

double FixElectropulseJoule::mass_of(int i) const
{
  return atom->rmass ? atom->rmass[i] : atom->mass[atom->type[i]];
}

// Sums over all processes. With deviates g of each atom, xi = g/sqrt(m): `drawn` is the sum of m xi, `cross` that of
// m v xi, `square` that of m xi^2; the latter two relative to the motion of the slab.
void FixElectropulseJoule::sum_slabs(bool draw, bool local)
{
  const int nlocal = atom->nlocal, k = std::max(axis(), 0);
  const double low = piece_low(), per_length = 1.0 / (piece_high() - low);
  const bool wraps = std::isnan(given.low) && domain->periodicity[k];
  std::vector<Sums> mine(nslabs, Sums());
  members.clear();
  slab_of.clear();
  deviates.clear();
  for (int i = 0; i < nlocal; i++) {
    if (!(atom->mask[i] & groupbit)) continue;
    const double *v = atom->v[i], m = mass_of(i);
    double place = (atom->x[i][k] - low) * per_length;
    if (wraps) place -= floor(place);
    // those beyond the ends of the piece belong to its end slabs
    const int s = std::min(std::max((int) floor(place * nslabs), 0), nslabs - 1);
    members.push_back(i);
    slab_of.push_back(s);
    Sums &sums = mine[s];
    sums.count += 1.0;
    sums.mass += m;
    for (int c = 0; c < 3; c++) {
      sums.momentum[c] += m * v[c];
      sums.kinetic += 0.5 * m * v[c] * v[c];
    }
    if (local) {
      const double *j = pulse->local(i);
      sums.local += j[0] * j[0] + j[1] * j[1] + j[2] * j[2];
    } else {
      sums.local += 1.0;
    }
    if (!draw) continue;
    double g[3];
    ep_random_normal3(seed, stream, update->ntimestep, atom->tag[i], g);
    const double root = sqrt(m);
    for (int c = 0; c < 3; c++) {
      sums.drawn[c] += root * g[c];
      sums.cross += root * g[c] * v[c];
      sums.square += g[c] * g[c];
      deviates.push_back(g[c]);
    }
  }
  slabs.resize(nslabs);
  MPI_Allreduce(mine.data(), slabs.data(), (int) (nslabs * sizeof(Sums) / sizeof(double)),
                MPI_DOUBLE, MPI_SUM, world);
  for (Sums &sums : slabs) {
    if (sums.mass == 0.0) continue;
    for (int c = 0; c < 3; c++) {
      sums.kinetic -= 0.5 * sums.momentum[c] * sums.momentum[c] / sums.mass;
      sums.cross -= sums.momentum[c] * sums.drawn[c] / sums.mass;
      sums.square -= sums.drawn[c] * sums.drawn[c] / sums.mass;
    }
    // One atom, or none, has no relative motion.
    sums.kinetic = sums.count > 1.5 ? std::max(sums.kinetic * force->mvv2e, 0.0) : 0.0;
  }
}

double FixElectropulseJoule::kelvin_of(const Sums &sums) const
{
  return sums.count > 1.5 ? 2.0 * sums.kinetic / (3.0 * (sums.count - 1.0) * force->boltz) : 0.0;
}

// Between two steps of the integrator, as fix electropulse/vibrate does and for its reasons.
void FixElectropulseJoule::end_of_step()
{
  if (!pulse->in_run()) return;
  const bigint step = update->ntimestep;
  const double index = (double) pulse->index_of(step);
  if (index != state.pulse) {
    state.pulse = index;
    state.asked_before = asked();
    state.given_before = delivered();
  }
  state.time += pulse->time(step) - pulse->time(step - 1);
  state.dose += pulse->dose(step);
  // The last step of a pulse too, so that all of its heat is booked to it.
  if (step % every && (double) pulse->index_of(step + 1) == index) return;
  const bool current = state.dose > 0.0;
  const bool local = current && !pulse->is_uniform();
  if (local) pulse->find_local();
  if (with_electrons || current) {
    sum_slabs(with_electrons, local);
    state.natoms = state.kelvin = 0.0;
    for (int s = 0; s < nslabs; s++) {
      if (with_electrons && slabs[s].count == 0.0)
        error->all(FLERR,
                   std::string(STYLE) + ": slab " + std::to_string(s + 1) + " of " +
                       std::to_string(nslabs) + " must hold atoms of the group, got 0 in step " +
                       std::to_string(step) + ": the wire is broken");
      // One atom has no temperature of its own, and takes nothing.
      cells[first + s].lattice = with_electrons && slabs[s].count < 1.5
          ? ep_wire_electrons(&wire, first + s)
          : kelvin_of(slabs[s]);
      state.natoms += slabs[s].count;
      state.kelvin += slabs[s].count * cells[first + s].lattice;
    }
    if (state.natoms > 0.0) state.kelvin /= state.natoms;
  }
  if (!with_electrons)
    heat_atoms();
  else if (state.time > 0.0)    // with a timestep of 0 nothing happens
    step_electrons();
  state.span = state.time;
  state.time = state.dose = 0.0;
}

// The electrons take a step beside the lattice as it is, and every slab gets exactly the heat that has left them: a
// Langevin step towards their temperature, after which the relative velocities are scaled by the factor, close to 1, that
// makes the change of the kinetic energy its own mean and adds what the lattice beside it conducts. See the doc page.
void FixElectropulseJoule::step_electrons()
{
  const double peak = pulse->peak_density() * PER_CM2;
  const double volume = atomic_volume * ANGSTROM * ANGSTROM * ANGSTROM;
  for (auto &cell : cells) cell.dose = peak * peak * state.dose * PS;
  for (int s = 0; s < nslabs; s++) {
    ep_wire_cell &cell = cells[first + s];
    const Sums &sums = slabs[s];
    cell.coupled = sums.count > 1.5 ? sums.count * volume : 0.0;
    if (sums.count > 0.0) cell.dose *= sums.local / sums.count;
    if (!pulse->is_uniform()) cell.section = sums.count * volume / cell.length;
  }
  if (ep_wire_step(&wire, state.time * PS) != EP_WIRE_OK)
    error->all(FLERR,
               std::string(STYLE) + ": the resistivity, " +
                   Args::format(wire.metal.resistivity.reference) + " ohm m at 300 K and " +
                   Args::format(wire.metal.resistivity.slope) +
                   " ohm m/K, has fallen to 0 where the lattice is cold; allowed: a smaller slope");

  struct Change {
    double keep, noise, mean[3], drift[3];
  };
  std::vector<Change> change(nslabs, Change());
  for (int s = 0; s < nslabs; s++) {
    const Sums &sums = slabs[s];
    const ep_wire_cell &cell = cells[first + s];
    Change &c = change[s];
    c.keep = 1.0;
    if (cell.coupled == 0.0) continue;
    const double freedom = 1.5 * (sums.count - 1.0) * force->boltz;    // eV/K
    const double lost = wire.metal.coupling * cell.coupled * state.time * PS / EV / freedom;
    if (lost >= 1.0)
      error->all(FLERR,
                 std::string(STYLE) +
                     ": the timestep times every is too large for the coupling "
                     "and the " +
                     Args::format(sums.count) + " atoms of a cell, got " +
                     Args::format(state.time) + " ps");
    const double keep = sqrt(1.0 - lost);
    // velocities -> keep u + noise (g/sqrt(m) - mean), before scaling
    const double noise =
        sqrt(lost * force->boltz * ep_wire_electrons(&wire, first + s) / force->mvv2e);
    const double after = keep * keep * sums.kinetic +
        (keep * noise * sums.cross + 0.5 * noise * noise * sums.square) * force->mvv2e;
    const double wanted = sums.kinetic + (cell.given + cell.conducted) / EV;
    // The heat is in the ledger already: what the atoms cannot take or give must not be lost.
    if (wanted < 0.0 || (after <= 0.0 && wanted > 0.0))
      error->all(FLERR,
                 std::string(STYLE) + ": the heat of an exchange, " +
                     Args::format((cell.given + cell.conducted) / EV) +
                     " eV, must be one that the motion of the " + Args::format(sums.count) +
                     " atoms of slab " + std::to_string(s + 1) + " of " + std::to_string(nslabs) +
                     " can take up or give, got a kinetic energy of " + Args::format(sums.kinetic) +
                     " eV; allowed: atoms that move, a shorter timestep times every");
    const double scale = after > 0.0 ? sqrt(wanted / after) : 1.0;
    c.keep = scale * keep;
    c.noise = scale * noise;
    for (int k = 0; k < 3; k++) {
      c.drift[k] = sums.momentum[k] / sums.mass;
      c.mean[k] = sums.drawn[k] / sums.mass;
    }
  }
  double **v = atom->v;
  for (size_t n = 0; n < members.size(); n++) {
    const int i = members[n];
    const Change &c = change[slab_of[n]];
    const double root = 1.0 / sqrt(mass_of(i));
    for (int k = 0; k < 3; k++)
      v[i][k] += (c.keep - 1.0) * (v[i][k] - c.drift[k]) +
          c.noise * (root * deviates[3 * n + k] - c.mean[k]);
  }
}

// Without electrons: the relative velocities of every slab are scaled, so that it gets its heat exactly.
void FixElectropulseJoule::heat_atoms()
{
  for (auto &cell : cells) cell.source = cell.given = 0.0;
  if (state.dose == 0.0) return;
  const double peak = pulse->peak_density() * PER_CM2;
  const double volume = atomic_volume * ANGSTROM * ANGSTROM * ANGSTROM;
  std::vector<double> scale(nslabs, 1.0);
  for (int s = 0; s < nslabs; s++) {
    const Sums &sums = slabs[s];
    // What cannot take its heat, being at rest or a single atom, is asked with the resistivity at 300 K.
    const double kelvin = sums.kinetic > 0.0 ? cells[s].lattice : EP_RESISTIVITY_REFERENCE;
    const double rho = ep_resistivity_at(&wire.metal.resistivity, kelvin);
    if (!(rho > 0.0))
      error->all(FLERR,
                 std::string(STYLE) + ": the resistivity must be > 0, got " + Args::format(rho) +
                     " ohm m at " + Args::format(cells[s].lattice) +
                     " K; allowed: a smaller slope");
    const double energy = rho * peak * peak * state.dose * PS * sums.local * volume / EV;
    cells[s].source = energy * EV;
    scale[s] = ep_vibration_scale(sums.kinetic, energy);
    cells[s].given = scale[s] > 1.0 ? cells[s].source : 0.0;
    state.asked += energy;
    state.given += cells[s].given / EV;
  }
  double **v = atom->v;
  for (size_t n = 0; n < members.size(); n++) {
    const Sums &sums = slabs[slab_of[n]];
    for (int k = 0; k < 3; k++) {
      double &u = v[members[n]][k];
      u += (scale[slab_of[n]] - 1.0) * (u - sums.momentum[k] / sums.mass);
    }
  }
}

double FixElectropulseJoule::asked() const
{
  return with_electrons ? wire.ledger.source / EV : state.asked;
}

double FixElectropulseJoule::delivered() const
{
  return with_electrons ? wire.ledger.atoms / EV : state.given;
}

// Minus the energy put into the atoms, so that thermo keyword econserve stays constant.
double FixElectropulseJoule::compute_scalar()
{
  return -delivered();
}

double FixElectropulseJoule::compute_vector(int n)
{
  const bool electrons = with_electrons && state.started != 0.0;
  const double stored = electrons ? (ep_wire_stored(&wire) - wire.ledger.start) / EV : 0.0;
  switch (n) {
    case DELIVERED:
      return delivered();
    case ASKED:
      return asked();
    case PULSE_DELIVERED:
      return delivered() - state.given_before;
    case PULSE_ASKED:
      return asked() - state.asked_before;
    case STORED:
      return stored;
    case SINKS:
      return wire.ledger.sinks / EV;
    case REST:
      return asked() - stored - delivered() - wire.ledger.sinks / EV;
    case LATTICE:
      return state.kelvin;
    case COUPLING:
      return with_electrons ? wire.metal.coupling : 0.0;
    default:
      break;
  }
  double power = 0.0, hottest = 0.0, mean = 0.0, anywhere = 0.0;
  for (int i = 0; i < (int) cells.size(); i++) {
    power += cells[i].source / EV;
    if (!electrons) continue;
    const double kelvin = ep_wire_electrons(&wire, i);
    anywhere = std::max(anywhere, kelvin);
    if (!cells[i].atoms) continue;
    hottest = std::max(hottest, kelvin);
    mean += kelvin / nslabs;
  }
  switch (n) {
    case HOTTEST:
      return hottest;
    case ELECTRONS:
      return mean;
    case HOTTEST_IN_WIRE:
      return anywhere;
    case POWER:
      return state.span > 0.0 ? power / state.span : 0.0;
    default:
      return electrons ? ep_wire_resistance(&wire) : 0.0;
  }
}

double FixElectropulseJoule::compute_array(int i, int column)
{
  const ep_wire_cell &cell = cells[i];
  double place = 0.5 * cell.length;
  switch (column) {
    case PLACE:
      for (int k = 0; k < i; k++) place += cells[k].length;
      return place / ANGSTROM;
    case CELL_ELECTRONS:
      return with_electrons && state.started != 0.0 ? ep_wire_electrons(&wire, i) : 0.0;
    case CELL_LATTICE:
      return cell.lattice;
    case CELL_POWER:
      return state.span > 0.0 ? cell.source / EV / state.span : 0.0;
    case CELL_EXCHANGE:
      return state.span > 0.0 ? (cell.given + cell.conducted) / EV / state.span : 0.0;
    default:
      return i >= first && i < first + (int) slabs.size() ? slabs[i - first].count : 0.0;
  }
}

// Of a cell, what cannot be found again.
static std::vector<double *> kept(ep_wire_cell &c)
{
  return {&c.length,  &c.area,   &c.section, &c.coupled,  &c.heat,
          &c.lattice, &c.source, &c.given,   &c.conducted};
}

// What a restart file and the command must agree on. The length of the box is not in it: cells keep theirs when it changes.
std::vector<FixElectropulseJoule::Measure> FixElectropulseJoule::geometry() const
{
  return {{"mode (1: electrons, 0: lattice)", with_electrons ? 1.0 : 0.0},
          {"cells of atoms", (double) nslabs},
          {"length of wire", given.wire},
          {"place in wire", given.place},
          {"lower end of extent", given.low},
          {"upper end of extent", given.high},
          {"cells before the atoms", (double) first},
          {"cells in all", (double) cells.size()}};
}

void FixElectropulseJoule::write_restart(FILE *fp)
{
  if (comm->me != 0) return;
  const auto measures = geometry();
  for (size_t n = 0; n < measures.size(); n++) state.made[n] = measures[n].value;
  std::vector<double> values;
  for (auto &cell : cells)
    for (const double *value : kept(cell)) values.push_back(*value);
  const int size = (int) (sizeof(State) + sizeof(ep_wire_ledger) + values.size() * sizeof(double));
  fwrite(&size, sizeof(int), 1, fp);
  fwrite(&state, sizeof(State), 1, fp);
  fwrite(&wire.ledger, sizeof(ep_wire_ledger), 1, fp);
  fwrite(values.data(), sizeof(double), values.size(), fp);
}

void FixElectropulseJoule::restart(char *buf)
{
  State before;
  memcpy(&before, buf, sizeof(State));
  const auto measures = geometry();
  const auto text = [](double value) {
    return std::isnan(value) ? std::string("none") : Args::format(value);
  };
  for (size_t n = 0; n < measures.size(); n++) {
    const double now = measures[n].value, then = before.made[n];
    if (now != then && !(std::isnan(now) && std::isnan(then)))
      error->all(FLERR,
                 std::string(STYLE) + " " + id + ": " + measures[n].name + " must be " +
                     text(then) + " as in the restart file, got " + text(now) +
                     "; give the fix another ID to begin anew");
  }
  state = before;
  buf += sizeof(State);
  memcpy(&wire.ledger, buf, sizeof(ep_wire_ledger));
  buf += sizeof(ep_wire_ledger);
  for (auto &cell : cells)
    for (double *value : kept(cell)) {
      memcpy(value, buf, sizeof(double));
      buf += sizeof(double);
    }
}

double FixElectropulseJoule::memory_usage()
{
  return (double) (members.capacity() + slab_of.capacity()) * sizeof(int) +
      (double) deviates.capacity() * sizeof(double) + (double) cells.size() * sizeof(cells[0]) +
      (double) slabs.size() * sizeof(slabs[0]);
}
