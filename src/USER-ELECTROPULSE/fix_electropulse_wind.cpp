/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "fix_electropulse_wind.h"

#include "atom.h"
#include "comm.h"
#include "compute_electropulse_core_atom.h"
#include "electropulse_arguments.h"
#include "error.h"
#include "fix_electropulse.h"
#include "force.h"
#include "group.h"
#include "memory.h"
#include "modify.h"
#include "update.h"
#include "utils.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <vector>

using namespace LAMMPS_NS;

static const char STYLE[] = "Fix electropulse/wind";
static const std::vector<std::string> ROLES = {"bulk", "fault", "core", "surface"};
static const double ANGSTROM = 1e-10;          // m
static const double PER_SQUARE_METRE = 1e4;    // A/m^2 in 1 A/cm^2

// Entries of the global vector.
enum {
  WORK,
  PULSE_WORK,
  IMPULSE,
  PULSE_IMPULSE = IMPULSE + 3,
  NATOMS = PULSE_IMPULSE + 3,
  LENGTH,
  STRESS,
  NVALUES
};

FixElectropulseWind::FixElectropulseWind(LAMMPS *lmp, int narg, char **arg) :
    Fix(lmp, narg, arg), pulse(nullptr), core(nullptr), law(VALENCE), given(), from_material(),
    valence(), direct(0.0), reference(NAN), resistivity(NAN), fermi(NAN), drag(NAN), carriers(NAN),
    dislocation(NAN), burgers(NAN), burgers_kind(FULL), length(lmp), along(), has_along(false),
    balance(false), announced(false), compared(false), refresh(50), role(nullptr), push(nullptr),
    push_set(false), state()
{
  ElectropulseArguments args(lmp, STYLE, narg, arg, 3);
  id_pulse = args.word("pulse", "the ID of a fix electropulse");
  id_core = args.word("core", "the ID of a compute electropulse/core/atom");
  if (args.choice("mode", {"zeff", "stress"}) == "zeff")
    read_valences(args);
  else
    read_law(args);

  nevery = 1;
  scalar_flag = vector_flag = 1;
  size_vector = NVALUES;
  global_freq = 1;
  extscalar = 1;
  extvector = -1;
  extlist = new int[NVALUES];
  for (int n = 0; n < NVALUES; n++) extlist[n] = n != STRESS;
  ecouple_flag = 1;
  peratom_flag = 1;
  size_peratom_cols = 3;
  peratom_freq = 1;
  restart_global = restart_peratom = 1;
  create_attribute = 1;
  dynamic_group_allow = 1;
  maxexchange = 1;
  state.window = -1.0;

  FixElectropulseWind::grow_arrays(atom->nmax);
  atom->add_callback(0);
  atom->add_callback(1);
  for (int i = 0; i < atom->nlocal; i++) FixElectropulseWind::set_arrays(i);
}

FixElectropulseWind::~FixElectropulseWind()
{
  atom->delete_callback(id, 0);
  atom->delete_callback(id, 1);
  memory->destroy(role);
  memory->destroy(push);
  delete[] extlist;
}

// What both modes take. Returns false for another keyword.
bool FixElectropulseWind::read_common(ElectropulseArguments &args, const std::string &key)
{
  if (key == "balance") {
    balance = args.choice("balance", {"no", "yes"}) == "yes";
  } else if (key == "every") {
    refresh = (int) args.integer("every", 1, MAXSMALLINT);
  } else if (key == "length") {
    length.read(args, STYLE, "length");
  } else if (key == "burgers") {
    const std::string allowed = "a number > 0, full or partial";
    const std::string word = args.peek("burgers", allowed);
    burgers_kind = word == "full" ? FULL : word == "partial" ? PARTIAL : NUMBER;
    if (burgers_kind == NUMBER)
      burgers = args.number("burgers", {0.0, HUGE_VAL, false, false, allowed.c_str()});
    else
      args.word("burgers", allowed);
  } else {
    return false;
  }
  return true;
}

void FixElectropulseWind::read_valences(ElectropulseArguments &args)
{
  using Args = ElectropulseArguments;
  law = VALENCE;
  while (args.more()) {
    const std::string key = args.keyword({"bulk", "fault", "core", "surface", "direct", "reference",
                                          "resistivity", "length", "burgers", "balance", "every"});
    const auto which = std::find(ROLES.begin(), ROLES.end(), key) - ROLES.begin();
    if (which < NROLES) {
      const std::string allowed = "a number or material", name = "effective valence of " + key;
      given[which] = true;
      from_material[which] = args.peek(name, allowed) == "material";
      if (from_material[which])
        args.word(name, allowed);
      else
        valence[which].wind =
            args.number(name, {-HUGE_VAL, HUGE_VAL, false, false, allowed.c_str()});
    } else if (key == "direct") {
      direct = args.number("direct", Args::ANY);
    } else if (key == "reference") {
      reference = args.number("reference", Args::POSITIVE);
    } else if (key == "resistivity") {
      resistivity = args.number("resistivity", Args::POSITIVE);
    } else {
      read_common(args, key);
    }
  }
  if (!given[EP_ROLE_BULK] && !given[EP_ROLE_FAULT] && !given[EP_ROLE_CORE] &&
      !given[EP_ROLE_SURFACE])
    args.fail("mode zeff needs the effective valence of at least one role; allowed: bulk, fault, "
              "core, surface, each with a number or material");
  for (const char *key : {"direct", "reference"}) {
    bool used = false;
    for (int r = 0; r < NROLES; r++) used = used || (given[r] && !from_material[r]);
    if (args.has(key) && !used)
      args.fail(std::string(key) +
                " goes with effective valences given as numbers; here all are the material's");
  }
  if (args.has("burgers") && !length.given())
    args.fail("in mode zeff burgers is used with keyword length only; allowed: length <" +
              ElectropulseValue::allowed() + ">");
}

void FixElectropulseWind::read_law(ElectropulseArguments &args)
{
  using Args = ElectropulseArguments;
  const std::string name = args.choice("law", {"fermi", "drag", "dislocation"});
  law = name == "fermi" ? FERMI : name == "drag" ? DRAG : DISLOCATION;
  given[EP_ROLE_CORE] = true;
  while (args.more()) {
    std::vector<std::string> allowed = {"length", "burgers", "along", "balance", "every"};
    if (law == FERMI)
      allowed.insert(allowed.end(), {"velocity"});
    else if (law == DRAG)
      allowed.insert(allowed.end(), {"coefficient", "carriers"});
    else
      allowed.insert(allowed.end(), {"specific", "carriers"});
    const std::string key = args.keyword(allowed);
    if (read_common(args, key)) continue;
    if (key == "along") {
      for (double &a : along) a = args.number("along", Args::ANY);
      has_along = true;
    } else if (key == "velocity") {
      fermi = args.number("velocity", Args::POSITIVE);
    } else if (key == "coefficient") {
      drag = args.number("coefficient", Args::POSITIVE);
    } else if (key == "carriers") {
      carriers = args.number("carriers", Args::POSITIVE);
    } else if (key == "specific") {
      dislocation = args.number("specific", Args::POSITIVE);
    }
  }
  if (!length.given())
    args.fail("mode stress needs the length of the core line; allowed: length <" +
              ElectropulseValue::allowed() + ">");
  if (!has_along) return;
  const double norm = sqrt(along[0] * along[0] + along[1] * along[1] + along[2] * along[2]);
  if (!(norm > 0.0) || !std::isfinite(norm))
    args.fail("along must be a vector of finite length > 0, got '" + Args::format(along[0]) + " " +
              Args::format(along[1]) + " " + Args::format(along[2]) + "'");
  for (double &a : along) a /= norm;
}

int FixElectropulseWind::setmask()
{
  return FixConst::POST_FORCE | FixConst::END_OF_STEP;
}

void FixElectropulseWind::init()
{
  electropulse_require_metal(lmp, STYLE);
  pulse = FixElectropulse::find(lmp, id_pulse, STYLE);
  core = ComputeElectropulseCoreAtom::find(lmp, id_core, STYLE);
  if (length.given()) length.init();
  if (update->whichflag == 1 && strncmp(update->integrate_style, "respa", 5) == 0)
    error->all(FLERR,
               std::string(STYLE) + ": run_style must be verlet, got '" + update->integrate_style +
                   "'");
  if (update->whichflag == 2 && comm->me == 0)
    error->warning(FLERR,
                   std::string(STYLE) + " " + id +
                       " has no effect in a minimisation: the wind is not conservative");
  find_inputs();
  if (!announced) announce();
  announced = true;
}

// A property of the pulse's metal unless the user gave a number.
void FixElectropulseWind::look_up(double &value, ep_material_property property,
                                  const std::string &keyword)
{
  if (!std::isnan(value)) return;
  const std::string name = ep_material_property_name(property);
  const ep_material *metal = pulse->material(STYLE, name + " (or keyword " + keyword + ")");
  value = ep_material_get(metal, property).value;
  if (std::isnan(value))
    error->all(FLERR,
               std::string(STYLE) + ": the " + name + " of " + ep_material_symbol(metal) +
                   " is unknown; allowed: " + keyword + " <number in " +
                   ep_material_property_unit(property) + ">");
}

void FixElectropulseWind::find_inputs()
{
  if (length.given() && std::isnan(burgers)) {
    double lattice = NAN;
    look_up(lattice, EP_MATERIAL_LATTICE, "burgers");
    const ep_material *metal = pulse->material(STYLE, "burgers");
    const bool fcc = ep_material_structure(metal) == EP_CNA_FCC;
    if (burgers_kind == PARTIAL && !fcc)
      error->all(FLERR,
                 std::string(STYLE) + ": burgers partial is a/6 <112> of fcc metals; " +
                     ep_material_symbol(metal) + " is bcc; allowed: full or a number");
    burgers = 1e10 * lattice *
        (!fcc                       ? sqrt(0.75)
             : burgers_kind == FULL ? sqrt(0.5)
                                    : sqrt(1.0 / 6.0));
  }
  switch (law) {
    case FERMI:
      look_up(fermi, EP_MATERIAL_FERMI_VELOCITY, "velocity");
      break;
    case DRAG:
      look_up(drag, EP_MATERIAL_ELECTRON_DRAG, "coefficient");
      look_up(carriers, EP_MATERIAL_CARRIER_DENSITY, "carriers");
      break;
    case DISLOCATION:
      look_up(dislocation, EP_MATERIAL_DISLOCATION_RESISTIVITY, "specific");
      look_up(carriers, EP_MATERIAL_CARRIER_DENSITY, "carriers");
      break;
    case VALENCE:
      find_valences();
  }
}

void FixElectropulseWind::find_valences()
{
  bool numbers = false;
  for (int r = 0; r < NROLES; r++) numbers = numbers || (given[r] && !from_material[r]);
  if (numbers && std::isnan(reference) && !std::isnan(resistivity) && !pulse->has_material())
    reference = resistivity;
  if (numbers) look_up(reference, EP_MATERIAL_RESISTIVITY, "reference");
  if (std::isnan(resistivity)) resistivity = reference;
  look_up(resistivity, EP_MATERIAL_RESISTIVITY, "resistivity");
  for (int r = 0; r < NROLES; r++) {
    ep_wind_valence &z = valence[r];
    if (!given[r] || z.reference > 0.0) continue;    // found in an earlier run
    if (!from_material[r]) {
      z.direct = direct;
      z.wind -= direct;
      z.reference = reference;
      continue;
    }
    // The table's two parts belong together, and to its resistivity.
    const std::string of = "effective valence of role " + ROLES[r];
    const ep_material *metal = pulse->material(STYLE, of);
    z.wind = ep_material_valence_wind(metal, (ep_role) r).value;
    z.direct = ep_material_valence_direct(metal, (ep_role) r).value;
    z.reference = ep_material_get(metal, EP_MATERIAL_RESISTIVITY).value;
    if (std::isnan(z.wind + z.direct + z.reference))
      error->all(FLERR,
                 std::string(STYLE) + ": the " + of + " in " + ep_material_symbol(metal) +
                     " is unknown; allowed: " + ROLES[r] + " <number>");
  }
}

// What goes into the message at the start: law, inputs and stress or forces at the peak.
void FixElectropulseWind::announce()
{
  if (comm->me != 0) return;
  using Args = ElectropulseArguments;
  const double peak = pulse->peak_density(), j = peak * PER_SQUARE_METRE;
  std::string text = std::string(STYLE) + " " + id + ": ";
  const std::string at = " at " + Args::format(peak) + " A/cm^2";
  const std::string b = ", b = " + Args::format(burgers) + " A";
  const std::string n = ", n = " + Args::format(carriers) + " 1/m^3";
  const auto gpa = [](double pa) {
    return Args::format(1e-9 * pa) + " GPa";
  };
  switch (law) {
    case FERMI:
      text += "stress m_e v_F j/(3e), v_F = " + Args::format(fermi) + " m/s" + b + ": " +
          gpa(stress(j)) + at +
          "\n  Li et al. (2022) print 0.009 GPa for this law at v_F = 1.4e6 m/s and 1.7e9 A/cm^2, "
          "where it gives " +
          gpa(ep_wind_stress_fermi(1.40e6, 1.7e13)) + "; 0.009 GPa belongs to " +
          Args::format(0.9e7 / ep_wind_stress_fermi(1.40e6, 1.0) / PER_SQUARE_METRE) + " A/cm^2";
      break;
    case DRAG:
      text += "stress B j/(e n b), B = " + Args::format(drag) + " Pa s" + n + b + ": " +
          gpa(stress(j)) + at;
      break;
    case DISLOCATION:
      text += "stress (rho_D/N_D) e n j/b, rho_D/N_D = " + Args::format(dislocation) + " ohm m^3" +
          n + b + ": " + gpa(stress(j)) + at;
      break;
    case VALENCE:
      text += "force Z* e rho j, rho = " + Args::format(resistivity) + " ohm m" + at + ":";
      for (int r = 0; r < NROLES; r++)
        if (given[r])
          text += " " + ROLES[r] + " Z* = " +
              Args::format(valence[r].wind * valence[r].reference / resistivity +
                           valence[r].direct) +
              ", " + Args::format(ep_wind_force(&valence[r], resistivity, j)) + " eV/A;";
      text += " no force on other roles";
  }
  if (length.given()) text += "\n  length " + length.source();
  if (balance)
    text +=
        "\n  the net force is taken back evenly from group " + std::string(group->names[igroup]);
  utils::logmesg(lmp, text + "\n");
}

void FixElectropulseWind::look_at_core()
{
  modify->clearstep_compute();
  core->refresh_peratom();
  double mine[NROLES] = {};
  for (int i = 0; i < atom->nlocal; i++) {
    const int r = core->role(i);
    role[i] = (atom->mask[i] & groupbit) && given[r] ? r : -1;
    if (role[i] >= 0) mine[r] += 1.0;
  }
  MPI_Allreduce(mine, state.count, NROLES, MPI_DOUBLE, MPI_SUM, world);
  state.natoms = (double) group->count(igroup);
  if (length.given()) {
    state.length = length.evaluate();
    if (law == VALENCE && comm->me == 0 && state.length > 0.0 && state.count[EP_ROLE_CORE] > 0.0 &&
        !compared)
      utils::logmesg(lmp,
                     std::string(STYLE) + " " + id + ": the force on " +
                         ElectropulseArguments::format(state.count[EP_ROLE_CORE]) +
                         " core atoms is that of a stress of " +
                         ElectropulseArguments::format(
                             1e-9 * stress(pulse->peak_density() * PER_SQUARE_METRE)) +
                         " GPa on " + ElectropulseArguments::format(state.length) + " A of line\n");
    compared = true;
  }
  modify->addstep_compute(update->ntimestep + 1);
}

// Of a law, or what stress on the core line the valences amount to; Pa, at a current density in A/m^2.
double FixElectropulseWind::stress(double j) const
{
  const double b = burgers * ANGSTROM;
  switch (law) {
    case FERMI:
      return ep_wind_stress_fermi(fermi, j);
    case DRAG:
      return ep_wind_stress_drag(drag, carriers, b, j);
    case DISLOCATION:
      return ep_wind_stress_resistivity(dislocation, carriers, b, j);
    default:
      if (!given[EP_ROLE_CORE] || !(state.length > 0.0)) return 0.0;
      return ep_wind_equivalent(ep_wind_force(&valence[EP_ROLE_CORE], resistivity, j), b,
                                state.length * ANGSTROM, state.count[EP_ROLE_CORE]);
  }
}

// Force on an atom of each role at a current density in A/m^2, and what every atom of the group gives back; eV/A.
void FixElectropulseWind::find_forces(double j, double force[NROLES][3], double back[3]) const
{
  const double *current = pulse->current_direction();
  for (int k = 0; k < 3; k++) back[k] = 0.0;
  for (int r = 0; r < NROLES; r++) {
    double size = 0.0;
    if (given[r] && state.count[r] > 0.0)
      size = law == VALENCE
          ? ep_wind_force(&valence[r], resistivity, j)
          : ep_wind_share(stress(j), burgers * ANGSTROM, state.length * ANGSTROM, state.count[r]);
    // A valence counts along the conventional current, a stress along the electrons unless told otherwise.
    for (int k = 0; k < 3; k++) {
      force[r][k] = size * (law == VALENCE ? current[k] : has_along ? along[k] : -current[k]);
      if (balance) back[k] += state.count[r] * force[r][k] / state.natoms;
    }
  }
}

void FixElectropulseWind::setup(int vflag)
{
  post_force(vflag);
  measure();
}

void FixElectropulseWind::post_force(int)
{
  const bigint step = update->ntimestep;
  if (push_set) memset(&push[0][0], 0, sizeof(double) * 3 * atom->nmax);
  push_set = false;
  const double j = pulse->density(step) * PER_SQUARE_METRE;
  if (j == 0.0) return;

  const double index = (double) pulse->index_at(step), window = floor((double) step / refresh);
  if (window != state.window || index != state.looked_in) {
    look_at_core();
    state.window = window;
    state.looked_in = index;
  }
  double force[NROLES][3], back[3];
  find_forces(j, force, back);
  for (int i = 0; i < atom->nlocal; i++) {
    if (!(atom->mask[i] & groupbit) || (role[i] < 0 && !balance)) continue;
    for (int k = 0; k < 3; k++) {
      push[i][k] = (role[i] < 0 ? 0.0 : force[role[i]][k]) - back[k];
      atom->f[i][k] += push[i][k];
    }
  }
  push_set = true;
}

// Power and total force now.
void FixElectropulseWind::measure()
{
  state.rate = 0.0;
  for (double &f : state.force) f = 0.0;
  if (!push_set) return;
  double mine[4] = {}, all[4];
  for (int i = 0; i < atom->nlocal; i++)
    for (int k = 0; k < 3; k++) {
      mine[k] += push[i][k];
      mine[3] += push[i][k] * atom->v[i][k];
    }
  MPI_Allreduce(mine, all, 4, MPI_DOUBLE, MPI_SUM, world);
  for (int k = 0; k < 3; k++) state.force[k] = all[k];
  state.rate = all[3];
}

// Work is force times velocity on the steps, half-weighted at the ends.
void FixElectropulseWind::end_of_step()
{
  if (!pulse->in_run()) return;
  const bigint step = update->ntimestep;
  const double index = (double) pulse->index_of(step);
  if (index != state.pulse_index) {
    state.current = {};
    state.pulse_index = index;
  }
  const double half = 0.5 * (pulse->time(step) - pulse->time(step - 1));
  const State before = state;
  measure();
  for (Account *account : {&state.total, &state.current}) {
    account->work += half * (before.rate + state.rate);
    for (int k = 0; k < 3; k++)
      account->impulse[k] += half * (before.force[k] + state.force[k]) * force->ftm2v;
  }
}

// Minus the work done on the atoms, so that thermo keyword econserve stays constant.
double FixElectropulseWind::compute_scalar()
{
  return -state.total.work;
}

double FixElectropulseWind::compute_vector(int n)
{
  switch (n) {
    case WORK:
      return state.total.work;
    case PULSE_WORK:
      return state.current.work;
    case NATOMS:
      return std::accumulate(state.count, state.count + NROLES, 0.0);
    case LENGTH:
      return state.length;
    case STRESS:
      return 1e-9 * stress(pulse->density(update->ntimestep) * PER_SQUARE_METRE);
    default:
      return n < PULSE_IMPULSE ? state.total.impulse[n - IMPULSE]
                               : state.current.impulse[n - PULSE_IMPULSE];
  }
}

double FixElectropulseWind::memory_usage()
{
  return (double) atom->nmax * (3 * sizeof(double) + sizeof(int));
}

void FixElectropulseWind::grow_arrays(int nmax)
{
  memory->grow(role, nmax, "electropulse/wind:role");
  memory->destroy(push);
  memory->create(push, nmax, 3, "electropulse/wind:force");
  memset(&push[0][0], 0, sizeof(double) * 3 * nmax);
  push_set = false;
  array_atom = push;
}

void FixElectropulseWind::copy_arrays(int i, int j, int)
{
  role[j] = role[i];
}

void FixElectropulseWind::set_arrays(int i)
{
  role[i] = -1;
}

int FixElectropulseWind::pack_exchange(int i, double *buf)
{
  buf[0] = role[i];
  return 1;
}

int FixElectropulseWind::unpack_exchange(int i, double *buf)
{
  role[i] = (int) buf[0];
  return 1;
}

int FixElectropulseWind::pack_restart(int i, double *buf)
{
  buf[0] = 2;
  buf[1] = role[i];
  return 2;
}

void FixElectropulseWind::unpack_restart(int i, int nth)
{
  double *values = atom->extra[i];
  int at = 0;
  for (int n = 0; n < nth; n++) at += static_cast<int>(values[at]);
  role[i] = (int) values[at + 1];
}

int FixElectropulseWind::maxsize_restart()
{
  return 2;
}

int FixElectropulseWind::size_restart(int)
{
  return 2;
}

void FixElectropulseWind::write_restart(FILE *fp)
{
  if (comm->me != 0) return;
  const int size = sizeof(State);
  fwrite(&size, sizeof(int), 1, fp);
  fwrite(&state, sizeof(State), 1, fp);
}

void FixElectropulseWind::restart(char *buf)
{
  memcpy(&state, buf, sizeof(State));
}
