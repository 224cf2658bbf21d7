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
#include "electropulse_arguments.h"
#include "electropulse_roles.h"
#include "error.h"
#include "fix_electropulse.h"
#include "force.h"
#include "group.h"
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
static const ElectropulseArguments::Range RESISTIVITY = {0.0, 1.0, false, true,
                                                         "a number > 0 and <= 1"};    // ohm m
static const double ANGSTROM = 1e-10;                                                 // m
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
    FixElectropulseDrive(lmp, narg, arg, STYLE), law(VALENCE), pushed(), from_material(),
    direct(0.0), fraction(1.0), burgers_kind(FULL), length(lmp), along(), has_along(false),
    balance(false), given{NAN, NAN, NAN, NAN, NAN, NAN, NAN, {}}, used(given), compared(false),
    state(), members(0), forces(), found(-1), rate()
{
  ElectropulseArguments args(lmp, STYLE, narg, arg, 3);
  id_pulse = args.word("pulse", "the ID of a fix electropulse");
  id_core = args.word("core", ElectropulseRoles::description());
  if (args.choice("mode", {"zeff", "stress"}) == "zeff")
    read_valences(args);
  else
    read_law(args);

  size_vector = NVALUES;
  extlist = new int[NVALUES];
  for (int n = 0; n < NVALUES; n++) extlist[n] = n != STRESS;
  keep(&state, sizeof(State));
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
      given.burgers =
          ANGSTROM * args.number("burgers", {0.0, HUGE_VAL, false, false, allowed.c_str()});
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
  const std::vector<std::string> &ROLES = ElectropulseRoles::names();
  bool any = false, numbers = false;
  while (args.more()) {
    const std::string key =
        args.keyword({"bulk", "fault", "core", "surface", "step", "direct", "reference",
                      "resistivity", "length", "burgers", "balance", "every"});
    const auto which = std::find(ROLES.begin(), ROLES.end(), key) - ROLES.begin();
    if (read_common(args, key)) continue;
    if (which < NROLES) {
      const std::string allowed = "a number >= -1e6 and <= 1e6, or material",
                        name = "effective valence of " + key;
      any = pushed[which] = true;
      from_material[which] = args.peek(name, allowed) == "material";
      numbers = numbers || !from_material[which];
      if (from_material[which])
        args.word(name, allowed);
      else
        given.valence[which].wind = args.number(name, {-1e6, 1e6, true, true, allowed.c_str()});
    } else if (key == "direct") {
      direct = args.number("direct", Args::ANY);
    } else if (key == "reference") {
      given.reference = args.number("reference", RESISTIVITY);
    } else {
      given.resistivity = args.number("resistivity", RESISTIVITY);
    }
  }
  if (!any)
    args.fail("mode zeff needs the effective valence of at least one role; allowed: bulk, fault, "
              "core, surface, step, each with a number or material");
  for (const char *key : {"direct", "reference"})
    if (args.has(key) && !numbers)
      args.fail(std::string(key) +
                " goes with effective valences given as numbers; here all are the material's");
  if (args.has("burgers") && !length.given())
    args.fail("in mode zeff burgers is used with keyword length only; allowed: length <" +
              ElectropulseValue::allowed() + ">");
}

void FixElectropulseWind::read_law(ElectropulseArguments &args)
{
  using Args = ElectropulseArguments;
  const std::string name = args.choice("law", {"fermi", "drag", "dislocation"});
  law = name == "fermi" ? FERMI : name == "drag" ? DRAG : DISLOCATION;
  pushed[EP_ROLE_CORE] = true;
  while (args.more()) {
    std::vector<std::string> allowed = {"length", "burgers", "along", "balance", "every"};
    if (law == FERMI)
      allowed.insert(allowed.end(), {"velocity"});
    else if (law == DRAG)
      allowed.insert(allowed.end(), {"coefficient", "carriers", "fraction"});
    else
      allowed.insert(allowed.end(), {"specific", "carriers", "fraction"});
    const std::string key = args.keyword(allowed);
    if (read_common(args, key)) continue;
    if (key == "along") {
      for (double &a : along) a = args.number("along", Args::ANY);
      has_along = true;
    } else if (key == "velocity") {
      given.fermi = args.number("velocity", Args::POSITIVE);
    } else if (key == "coefficient") {
      given.drag = args.number("coefficient", Args::POSITIVE);
    } else if (key == "carriers") {
      given.carriers = args.number("carriers", Args::POSITIVE);
    } else if (key == "fraction") {
      fraction = args.number("fraction", Args::POSITIVE);
    } else if (key == "specific") {
      given.dislocation = args.number("specific", Args::POSITIVE);
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
  return FixElectropulseDrive::setmask() | FixConst::POST_FORCE | FixConst::END_OF_STEP;
}

void FixElectropulseWind::init()
{
  FixElectropulseDrive::init();
  if (length.given()) length.init(id);
  if (update->whichflag == 2 && comm->me == 0)
    error->warning(FLERR,
                   std::string(STYLE) + " " + id +
                       " has no effect in a minimisation: the wind is not conservative");
  check_roles();
  find_inputs();
  tell(description());
}

void FixElectropulseWind::check_roles() const
{
  const std::string name = std::string(STYLE) + ": ";
  for (int r = 0; r < NROLES; r++)
    if (pushed[r])
      ElectropulseRoles::require(
          lmp, id_core, (ep_role) r,
          name + (law == VALENCE ? "keyword " + ElectropulseRoles::names()[r] : "mode stress"));
  if (length.given())
    ElectropulseRoles::require(lmp, id_core, EP_ROLE_CORE, name + "keyword length");
}

// A number unless it was given: that of the pulse's metal.
double FixElectropulseWind::look_up(double number, ep_material_property property,
                                    const std::string &keyword) const
{
  if (!std::isnan(number)) return number;
  const std::string name = ep_material_property_name(property);
  const ep_material *metal = pulse->material(STYLE, name + " (or keyword " + keyword + ")");
  number = ep_material_get(metal, property).value;
  if (std::isnan(number))
    error->all(FLERR,
               std::string(STYLE) + ": the " + name + " of " + ep_material_symbol(metal) +
                   " is unknown; allowed: " + keyword + " <number in " +
                   ep_material_property_unit(property) + ">");
  return number;
}

void FixElectropulseWind::find_inputs()
{
  used = given;
  if (length.given() && std::isnan(given.burgers)) {
    const double lattice = look_up(NAN, EP_MATERIAL_LATTICE, "burgers");
    const ep_material *metal = pulse->material(STYLE, "burgers");
    const bool fcc = ep_material_structure(metal) == EP_CNA_FCC;
    if (burgers_kind == PARTIAL && !fcc)
      error->all(FLERR,
                 std::string(STYLE) + ": burgers partial is a/6 <112> of fcc metals; " +
                     ep_material_symbol(metal) + " is bcc; allowed: full or a number");
    used.burgers = lattice * sqrt(!fcc ? 0.75 : burgers_kind == FULL ? 0.5 : 1.0 / 6.0);
  }
  switch (law) {
    case FERMI:
      used.fermi = look_up(given.fermi, EP_MATERIAL_FERMI_VELOCITY, "velocity");
      break;
    case DRAG:
      used.drag = look_up(given.drag, EP_MATERIAL_ELECTRON_DRAG, "coefficient");
      used.carriers = look_up(given.carriers, EP_MATERIAL_CARRIER_DENSITY, "carriers");
      break;
    case DISLOCATION:
      used.dislocation =
          look_up(given.dislocation, EP_MATERIAL_DISLOCATION_RESISTIVITY, "specific");
      used.carriers = look_up(given.carriers, EP_MATERIAL_CARRIER_DENSITY, "carriers");
      break;
    case VALENCE:
      find_valences();
  }
}

void FixElectropulseWind::find_valences()
{
  bool numbers = false;
  for (int r = 0; r < NROLES; r++) numbers = numbers || (pushed[r] && !from_material[r]);
  if (numbers) used.reference = look_up(given.reference, EP_MATERIAL_RESISTIVITY, "reference");
  if (std::isnan(given.resistivity))
    used.resistivity = numbers ? used.reference
                               : look_up(NAN, EP_MATERIAL_RESISTIVITY, "resistivity");
  for (int r = 0; r < NROLES; r++) {
    ep_wind_valence &z = used.valence[r];
    if (!pushed[r]) continue;
    if (!from_material[r]) {
      z = {given.valence[r].wind - direct, direct, used.reference};
      continue;
    }
    // The table's two parts belong together, and to its resistivity.
    const std::string of = std::string("effective valence of role ") + ep_role_name((ep_role) r);
    const ep_material *metal = pulse->material(STYLE, of);
    z = {ep_material_valence_wind(metal, (ep_role) r).value,
         ep_material_valence_direct(metal, (ep_role) r).value,
         ep_material_get(metal, EP_MATERIAL_RESISTIVITY).value};
    if (std::isnan(z.wind + z.direct + z.reference))
      error->all(FLERR,
                 std::string(STYLE) + ": the " + of + " in " + ep_material_symbol(metal) +
                     " is unknown; allowed: " + ep_role_name((ep_role) r) + " <number>");
  }
}

// Law, inputs, and stress or forces at the peak.
std::string FixElectropulseWind::description() const
{
  using Args = ElectropulseArguments;
  const double peak = pulse->peak_density(), j = peak * PER_SQUARE_METRE;
  const auto gpa = [](double pa) {
    return Args::format(1e-9 * pa) + " GPa";
  };
  const std::string at = " at " + Args::format(peak) + " A/cm^2";
  const std::string b = ", b = " + Args::format(used.burgers / ANGSTROM) + " A";
  const std::string n = ", n = " + Args::format(used.carriers) + " 1/m^3";
  std::string text = std::string(STYLE) + " " + id + ": ";
  switch (law) {
    case FERMI:
      text += "stress m_e v_F j/(3e), v_F = " + Args::format(used.fermi) + " m/s" + b + ": " +
          gpa(stress(j)) + at +
          "\n  Li et al. (2022) print 0.009 GPa for this law at v_F = 1.4e6 m/s and 1.7e9 A/cm^2, "
          "where it gives " +
          gpa(ep_wind_stress_fermi(1.40e6, 1.7e13)) + "; 0.009 GPa belongs to " +
          Args::format(0.9e7 / ep_wind_stress_fermi(1.40e6, 1.0) / PER_SQUARE_METRE) + " A/cm^2";
      break;
    case DRAG:
      text += "stress B j/(e n b), B = " + Args::format(fraction * used.drag) + " Pa s" + n + b +
          ": " + gpa(stress(j)) + at;
      break;
    case DISLOCATION:
      text +=
          "stress (rho_D/N_D) e n j/b, rho_D/N_D = " + Args::format(fraction * used.dislocation) +
          " ohm m^3" + n + b + ": " + gpa(stress(j)) + at;
      break;
    case VALENCE:
      text += "force Z* e rho j, rho = " + Args::format(used.resistivity) + " ohm m" + at + ":";
      for (int r = 0; r < NROLES; r++) {
        const ep_wind_valence &z = used.valence[r];
        if (!pushed[r]) continue;
        text += std::string(" ") + ep_role_name((ep_role) r) +
            " Z* = " + Args::format(z.wind * z.reference / used.resistivity + z.direct) + ", " +
            Args::format(ep_wind_force(&z, used.resistivity, j)) + " eV/A;";
      }
      text += " no force on other roles";
  }
  if (length.given()) text += "\n  length " + length.source();
  if (!pulse->is_uniform())
    text += "\n  each atom at its own current density, see fix electropulse " + id_pulse;
  if (balance)
    text +=
        "\n  the net force is taken back evenly from group " + std::string(group->names[igroup]);
  return text + "\n";
}

void FixElectropulseWind::look_at_roles()
{
  modify->clearstep_compute();
  look(pushed);
  count_atoms();
  if (length.given()) state.length = length.evaluate(state.count[EP_ROLE_CORE]);
  if (law == VALENCE && length.given()) compare();
  modify->addstep_compute(update->ntimestep + 1);
}

static int count_group(const int *mask, int n, int bit)
{
  int count = 0;
  for (int i = 0; i < n; i++) count += (mask[i] & bit) != 0;
  return count;
}

// The force on atom i where that at the current density of the pulse has size 1, and current is not uniform.
void FixElectropulseWind::unit_force(int i, double unit[3]) const
{
  const double *j = pulse->local(i);
  const double norm = sqrt(j[0] * j[0] + j[1] * j[1] + j[2] * j[2]);
  for (int k = 0; k < 3; k++) unit[k] = law == VALENCE ? j[k] : has_along ? norm * along[k] : -j[k];
}

// Calls visit(i, force) for the atoms that are pushed.
template <class Visit> void FixElectropulseWind::visit_pushed(Visit visit)
{
  const int *mask = atom->mask;
  const bool uniform = pulse->is_uniform();
  for (int i : driven()) {
    if (!(mask[i] & groupbit)) continue;
    if (uniform) {
      visit(i, forces.on[role[i]]);
      continue;
    }
    double force[3];
    unit_force(i, force);
    for (double &f : force) f *= forces.size[role[i]];
    visit(i, force);
  }
}

// Those that are in the group now: atoms may have left, or joined a dynamic one.
void FixElectropulseWind::count_atoms()
{
  const int nlocal = atom->nlocal, *mask = atom->mask;
  if (!pulse->is_uniform()) {
    double mine[3 * NROLES + 1] = {}, all[3 * NROLES + 1];
    for (int i : driven()) {
      if (!(mask[i] & groupbit)) continue;
      const double *j = pulse->local(i);
      double unit[3];
      unit_force(i, unit);
      for (int k = 0; k < 3; k++) mine[3 * role[i] + k] += unit[k];
      if (role[i] == EP_ROLE_CORE)
        mine[3 * NROLES] += sqrt(j[0] * j[0] + j[1] * j[1] + j[2] * j[2]);
    }
    MPI_Allreduce(mine, all, 3 * NROLES + 1, MPI_DOUBLE, MPI_SUM, world);
    memcpy(state.unit, all, sizeof state.unit);
    state.core = all[3 * NROLES];
  }
  double mine[NROLES + 1] = {}, all[NROLES + 1];
  for (int i : driven())
    if (mask[i] & groupbit) mine[role[i]] += 1.0;
  if (balance) members = igroup ? count_group(mask, nlocal, groupbit) : nlocal;
  mine[NROLES] = members;
  MPI_Allreduce(mine, all, NROLES + 1, MPI_DOUBLE, MPI_SUM, world);
  for (int r = 0; r < NROLES; r++) state.count[r] = all[r];
  state.natoms = all[NROLES];
}

// Prints once what stress on the line the valence of core atoms amounts to.
void FixElectropulseWind::compare()
{
  using Args = ElectropulseArguments;
  if (compared || !pushed[EP_ROLE_CORE] || !(state.length > 0.0)) return;
  compared = true;
  if (comm->me == 0)
    utils::logmesg(lmp,
                   std::string(STYLE) + " " + id + ": the force on " +
                       Args::format(state.count[EP_ROLE_CORE]) +
                       " core atoms is that of a stress of " +
                       Args::format(1e-9 * mean_stress(pulse->peak_density() * PER_SQUARE_METRE)) +
                       " GPa on " + Args::format(state.length) + " A of line\n");
}

// Of a law, or what stress on the core line the valences amount to; Pa, at a current density in A/m^2.
double FixElectropulseWind::stress(double j) const
{
  const double b = used.burgers;
  switch (law) {
    case FERMI:
      return ep_wind_stress_fermi(used.fermi, j);
    case DRAG:
      return ep_wind_stress_drag(fraction * used.drag, used.carriers, b, j);
    case DISLOCATION:
      return ep_wind_stress_resistivity(fraction * used.dislocation, used.carriers, b, j);
    default:
      if (!pushed[EP_ROLE_CORE] || !(state.length > 0.0)) return 0.0;
      return ep_wind_equivalent(ep_wind_force(&used.valence[EP_ROLE_CORE], used.resistivity, j), b,
                                state.length * ANGSTROM, state.count[EP_ROLE_CORE]);
  }
}

// The same at the mean current density of the core atoms, where that of the pulse is j.
double FixElectropulseWind::mean_stress(double j) const
{
  const double count = state.count[EP_ROLE_CORE];
  return pulse->is_uniform() || count == 0.0 ? stress(j) : stress(j) * (state.core / count);
}

// At a current density in A/m^2.
FixElectropulseWind::Forces FixElectropulseWind::find_forces(double j) const
{
  const double *current = pulse->current_direction();
  Forces now = {};
  for (int r = 0; r < NROLES; r++) {
    double size = 0.0;
    if (law == VALENCE && pushed[r])
      size = ep_wind_force(&used.valence[r], used.resistivity, j);
    else if (pushed[r] && state.count[r] > 0.0)
      size = ep_wind_share(stress(j), used.burgers, state.length * ANGSTROM, state.count[r]);
    now.size[r] = size;
    // A valence counts along the conventional current, a stress along the electrons unless told otherwise.
    for (int k = 0; k < 3; k++) {
      now.on[r][k] = size * (law == VALENCE ? current[k] : has_along ? along[k] : -current[k]);
      if (balance)
        now.back[k] +=
            (pulse->is_uniform() ? state.count[r] * now.on[r][k] : size * state.unit[r][k]) /
            state.natoms;
    }
  }
  return now;
}

void FixElectropulseWind::setup(int vflag)
{
  post_force(vflag);
  measure();
}

void FixElectropulseWind::post_force(int)
{
  const bigint step = update->ntimestep;
  state.stress = 0.0;
  const double j = pulse->density(step) * PER_SQUARE_METRE;
  if (j == 0.0) {
    clear_push();
    return;
  }

  const bigint number = pulse->find_local();
  const bool look_now = look_is_due((double) pulse->index_at(step)), group_new = group_is_new();
  const bool local_new = !pulse->is_uniform() && number != found;
  found = number;
  if (look_now)
    look_at_roles();
  else if (local_new || (group_new && (balance || law != VALENCE || !pulse->is_uniform())))
    count_atoms();
  state.stress = mean_stress(j);
  const Forces now = find_forces(j);
  const bool same = !group_new && !local_new && memcmp(&now, &forces, sizeof(Forces)) == 0;
  forces = now;
  push_atoms();
  // On the plateau of a pulse the rows of the last step still hold; with balance they are those of all atoms.
  if (!same || !push_shown()) show();
}

// With balance all atoms are gone through, which memory limits: row pointers are not read, nor masks of group all.

// Adds to the rows of the atoms of a group, n atoms in all; bit 0: of all.
static void add_to_group(double *rows, const int *mask, int n, int bit, const double what[3])
{
  const double a = what[0], b = what[1], c = what[2];
  for (int i = 0; i < n; i++, rows += 3) {
    if (bit && !(mask[i] & bit)) continue;
    rows[0] += a;
    rows[1] += b;
    rows[2] += c;
  }
}

static void sum_group(const double *rows, const int *mask, int n, int bit, double sum[3])
{
  double a = 0.0, b = 0.0, c = 0.0;
  for (int i = 0; i < n; i++, rows += 3) {
    if (bit && !(mask[i] & bit)) continue;
    a += rows[0];
    b += rows[1];
    c += rows[2];
  }
  sum[0] = a;
  sum[1] = b;
  sum[2] = c;
}

void FixElectropulseWind::push_atoms()
{
  if (atom->nlocal == 0) return;
  double *f = &atom->f[0][0];
  const double back[3] = {-forces.back[0], -forces.back[1], -forces.back[2]};
  if (balance) add_to_group(f, atom->mask, atom->nlocal, igroup ? groupbit : 0, back);
  visit_pushed([&](int i, const double *on) {
    for (int k = 0; k < 3; k++) f[3 * (size_t) i + k] += on[k];
  });
}

void FixElectropulseWind::show()
{
  driven();    // which may clear the rows
  clear_push();
  if (atom->nlocal == 0) return;
  const double back[3] = {-forces.back[0], -forces.back[1], -forces.back[2]};
  if (balance) add_to_group(&push[0][0], atom->mask, atom->nlocal, igroup ? groupbit : 0, back);
  visit_pushed([&](int i, const double *on) {
    for (int k = 0; k < 3; k++) push[i][k] = on[k] + back[k];
  });
  if (balance)
    show_push_of_all();
  else
    show_push();
}

// Power and total force now, on the atoms that post_force() pushed.
void FixElectropulseWind::measure()
{
  rate = {pulse->density(update->ntimestep), {}};
  if (rate.density == 0.0) return;
  if (atom->nlocal == 0) return;
  const double *v = &atom->v[0][0];
  visit_pushed([&](int i, const double *on) {
    for (int k = 0; k < 3; k++) {
      rate.sum.impulse[k] += on[k];
      rate.sum.energy += on[k] * v[3 * (size_t) i + k];
    }
  });
  if (!balance) return;
  double sum[3];
  sum_group(v, atom->mask, atom->nlocal, igroup ? groupbit : 0, sum);
  for (int k = 0; k < 3; k++) {
    rate.sum.impulse[k] -= members * forces.back[k];
    rate.sum.energy -= forces.back[k] * sum[k];
  }
}

// Work is force times velocity on the steps, half-weighted at the ends.
void FixElectropulseWind::end_of_step()
{
  if (!pulse->in_run()) return;
  const bigint step = update->ntimestep;
  pulse_is_new((double) pulse->index_of(step));
  const Rate before = rate;
  measure();
  if (before.density == 0.0 && rate.density == 0.0) return;
  const double half = 0.5 * (pulse->time(step) - pulse->time(step - 1));
  Account put = {half * (before.sum.energy + rate.sum.energy), {}};
  for (int k = 0; k < 3; k++)
    put.impulse[k] = half * (before.sum.impulse[k] + rate.sum.impulse[k]) * force->ftm2v;
  put_in(put);
}

double FixElectropulseWind::compute_vector(int n)
{
  switch (n) {
    case WORK:
      return total().energy;
    case PULSE_WORK:
      return in_pulse().energy;
    case NATOMS:
      return std::accumulate(state.count, state.count + NROLES, 0.0);
    case LENGTH:
      return state.length;
    case STRESS:
      return 1e-9 * state.stress;
    default:
      return n < PULSE_IMPULSE ? total().impulse[n - IMPULSE]
                               : in_pulse().impulse[n - PULSE_IMPULSE];
  }
}
