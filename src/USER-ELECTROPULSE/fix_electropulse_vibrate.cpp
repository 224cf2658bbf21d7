/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "fix_electropulse_vibrate.h"

#include "atom.h"
#include "electropulse/constants.h"
#include "electropulse/random.h"
#include "electropulse/wind.h"
#include "electropulse_arguments.h"
#include "electropulse_roles.h"
#include "error.h"
#include "fix_electropulse.h"
#include "force.h"
#include "modify.h"
#include "universe.h"
#include "update.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

using namespace LAMMPS_NS;

static const char STYLE[] = "Fix electropulse/vibrate";
static const double EV_PER_PS = 1e-12 / EP_ELEMENTARY_CHARGE;    // in 1 W

// Entries of the global vector.
enum {
  DELIVERED,
  ASKED,
  PULSE_DELIVERED,
  PULSE_ASKED,
  IMPULSE,
  PULSE_IMPULSE = IMPULSE + 3,
  NATOMS = PULSE_IMPULSE + 3,
  KELVIN,
  UNDELIVERED,
  PULSE_UNDELIVERED,
  EXTENT,
  NVALUES
};

FixElectropulseVibrate::FixElectropulseVibrate(LAMMPS *lmp, int narg, char **arg) :
    FixElectropulseDrive(lmp, narg, arg, STYLE), wanted(EP_ROLE_CORE), mode(POWER), target(0.0),
    damp(0.0), power(0.0), shape(LINE), given(NAN), specific(NAN), fraction(1.0), extent(lmp),
    amplitude(0.0), band(), seed(0),
    stream(ep_random_stream(id) + (std::uint32_t) universe->iworld), state(), words_list(-1),
    words_pulse(-1)
{
  ElectropulseArguments args(lmp, STYLE, narg, arg, 3);
  id_pulse = args.word("pulse", "the ID of a fix electropulse");
  id_core = args.word("core", ElectropulseRoles::description());
  read_mode(args);

  size_vector = NVALUES;
  extlist = new int[NVALUES];
  for (int n = 0; n < NVALUES; n++) extlist[n] = n != KELVIN;
  keep(&state, sizeof(State));
}

void FixElectropulseVibrate::read_mode(ElectropulseArguments &args)
{
  using Args = ElectropulseArguments;
  const std::string word = args.choice("mode", {"temperature", "power", "resistive", "band"});
  std::vector<std::string> keywords = {"every"};
  if (word == "temperature") {
    mode = TEMPERATURE;
    target = args.number("target temperature", Args::NOT_NEGATIVE);
    damp = args.number("damping time", Args::POSITIVE);
    seed = (std::uint32_t) args.integer("seed", 1, UINT32_MAX);
  } else if (word == "power") {
    mode = POWER;
    power = args.number("power", Args::NOT_NEGATIVE);
  } else if (word == "resistive") {
    mode = RESISTIVE;
    shape = args.choice("shape of the core", {"line", "area"}) == "line" ? LINE : AREA;
    const std::string name = "specific resistivity", allowed = "a number >= 0 or material";
    if (args.peek(name, allowed) == "material")
      args.word(name, allowed);
    else
      given = args.number(name, {0.0, HUGE_VAL, true, false, allowed.c_str()});
    extent.read(args, STYLE, shape == LINE ? "length" : "area");
    keywords.emplace_back("fraction");
  } else {
    mode = BAND;
    amplitude = args.number("amplitude", Args::NOT_NEGATIVE);
    band.low = args.number("lower end of the band", Args::NOT_NEGATIVE);
    band.high = args.number("upper end of the band", Args::POSITIVE);
    if (band.high <= band.low)
      args.fail("upper end of the band must be a number > its lower end " + Args::format(band.low) +
                ", got '" + Args::format(band.high) + "'");
    band.seed = (std::uint32_t) args.integer("seed", 1, UINT32_MAX);
    band.stream = stream;
    band.cosines = 16;
    keywords.emplace_back("cosines");
  }
  while (args.more()) {
    const std::string key = args.keyword(keywords);
    if (key == "every")
      refresh = (int) args.integer("every", 1, MAXSMALLINT);
    else if (key == "fraction")
      fraction = args.number("fraction", Args::POSITIVE);
    else
      band.cosines = (int) args.integer("cosines", 1, EP_VIBRATION_MAX_COSINES);
  }
}

int FixElectropulseVibrate::setmask()
{
  return FixElectropulseDrive::setmask() | FixConst::END_OF_STEP | FixConst::POST_INTEGRATE;
}

void FixElectropulseVibrate::init()
{
  FixElectropulseDrive::init();
  using Args = ElectropulseArguments;
  wanted = core->gives(EP_ROLE_CORE) ? EP_ROLE_CORE : EP_ROLE_STEP;
  if ((mode == TEMPERATURE || mode == BAND) && !atom->tag_enable)
    error->all(FLERR,
               std::string(STYLE) +
                   ": modes temperature and band need atom IDs: atom_modify id "
                   "must be yes, got 'no'");
  if (mode == RESISTIVE) {
    ElectropulseRoles::require(lmp, id_core, EP_ROLE_CORE, std::string(STYLE) + ": mode resistive");
    extent.init(id);
    find_specific();
  }
  if (mode == BAND && band.high * update->dt > 0.5)
    error->all(FLERR,
               std::string(STYLE) + ": the timestep must be <= " + Args::format(0.5 / band.high) +
                   ", two steps in a period of the upper end of the band " +
                   Args::format(band.high) + ", got " + Args::format(update->dt));
  tell(description());
}

// The metal's where the user wrote material.
void FixElectropulseVibrate::find_specific()
{
  specific = given;
  if (!std::isnan(given)) return;
  const auto property = shape == LINE ? EP_MATERIAL_DISLOCATION_RESISTIVITY
                                      : EP_MATERIAL_BOUNDARY_RESISTIVITY;
  const std::string name = ep_material_property_name(property);
  const ep_material *metal = pulse->material(STYLE, name);
  specific = ep_material_get(metal, property).value;
  if (std::isnan(specific))
    error->all(FLERR,
               std::string(STYLE) + ": the " + name + " of " + ep_material_symbol(metal) +
                   " is unknown; allowed: resistive " + (shape == LINE ? "line" : "area") +
                   " <number in " + ep_material_property_unit(property) + ">");
}

std::string FixElectropulseVibrate::description() const
{
  using Args = ElectropulseArguments;
  const std::string name = std::string(STYLE) + " " + id + ": ";
  std::string text;
  if (mode == RESISTIVE) {
    const double peak = pulse->peak_density();    // A/cm^2
    const double loss = fraction * ep_wind_loss(specific, 1e4 * peak);
    const std::string at = " times j^2 at " + Args::format(peak) + " A/cm^2: ";
    if (shape == LINE)
      text = "specific resistivity " + Args::format(fraction * specific) + " ohm m^3" + at +
          Args::format(loss) + " W/m, " + Args::format(1e-10 * loss * EV_PER_PS) +
          " eV/ps per A; length ";
    else
      text = "specific resistivity " + Args::format(fraction * specific) + " ohm m^2" + at +
          Args::format(loss) + " W/m^2, " + Args::format(1e-20 * loss * EV_PER_PS) +
          " eV/ps per A^2; area ";
    text = name + text + extent.source() + "\n";
  }
  return text + name + "an EAM metal has no electrons to carry heat away; what is put into " +
      ep_role_name(wanted) +
      " atoms spreads through the lattice alone, at about 1/100 of gold's conductivity\n";
}

double FixElectropulseVibrate::mass_of(int i) const
{
  return atom->rmass ? atom->rmass[i] : atom->mass[atom->type[i]];
}

void FixElectropulseVibrate::look_at_roles()
{
  bool these[EP_ROLE_COUNT] = {};
  these[wanted] = true;
  modify->clearstep_compute();
  look(these);
  if (mode == RESISTIVE) {
    double mine = (double) driven().size(), all;
    MPI_Allreduce(&mine, &all, 1, MPI_DOUBLE, MPI_SUM, world);
    state.extent = extent.evaluate(all);
  }
  modify->addstep_compute(update->ntimestep + 1);
}

// By the square of the local current density as a multiple of that of the pulse, which the dose of an atom goes with.
void FixElectropulseVibrate::weigh()
{
  weights.clear();
  if (pulse->is_uniform()) return;
  for (int i : driven()) {
    const double *j = pulse->local(i);
    weights.push_back(j[0] * j[0] + j[1] * j[1] + j[2] * j[2]);
  }
}

FixElectropulseVibrate::Sums FixElectropulseVibrate::sum_driven()
{
  double mine[10] = {}, all[10];
  for (int i : driven()) {
    const double *v = atom->v[i], m = mass_of(i);
    mine[0] += 1.0;
    mine[1] += m;
    for (int k = 0; k < 3; k++) {
      mine[2 + k] += m * v[k];
      mine[5] += 0.5 * m * v[k] * v[k];
    }
  }
  for (size_t n = 0; n < impulses.size(); n++) mine[6 + n % 3] += impulses[n];
  mine[9] = pulse->is_uniform() ? mine[0] : std::accumulate(weights.begin(), weights.end(), 0.0);
  MPI_Allreduce(mine, all, 10, MPI_DOUBLE, MPI_SUM, world);
  Sums sums = {all[0], all[1], {all[2], all[3], all[4]}, 0.0, {all[6], all[7], all[8]}, all[9]};
  double drift = 0.0;    // energy of the motion as a whole
  for (double p : sums.momentum) drift += sums.mass > 0.0 ? 0.5 * p * p / sums.mass : 0.0;
  sums.kinetic = sums.count > 1.5 ? (all[5] - drift) * force->mvv2e : 0.0;
  return sums;
}

// Applied between two steps of the integrator: the state after it is positions and velocities alone, so that a restart
// goes on bit by bit, and the energy put in is the change of kinetic energy.
void FixElectropulseVibrate::end_of_step()
{
  const bigint step = update->ntimestep;
  const double index = (double) pulse->index_of(step);
  if (pulse_is_new(index)) state.asked_in_pulse = 0.0;
  clear_push();
  state.correction = 0.0;
  const double dose = pulse->dose(step);
  if (dose <= 0.0) return;

  if (look_is_due(index)) look_at_roles();
  pulse->find_local();
  weigh();
  if (is_random()) draw_impulses(dose);
  const Sums sums = sum_driven();
  state.natoms = sums.count;
  state.kelvin = sums.count > 1.5 ? 2.0 * sums.kinetic / (3.0 * (sums.count - 1.0) * force->boltz)
                                  : 0.0;
  const double asked = asked_energy(sums, dose);
  state.asked += asked;
  state.asked_in_pulse += asked;
  if (sums.count > 1.5) shake(sums, dose, asked);
}

// What a mode with a power is to put in; eV.
double FixElectropulseVibrate::asked_energy(const Sums &sums, double dose) const
{
  if (mode == POWER) return power * sums.doses * dose;
  if (mode != RESISTIVE) return 0.0;
  const double metres = shape == LINE ? 1e-10 : 1e-20;
  const double mean = sums.count > 0.0 ? sums.doses / sums.count : 1.0;
  return fraction * ep_wind_loss(specific, 1e4 * pulse->peak_density()) * state.extent * metres *
      EV_PER_PS * dose * mean;
}

void FixElectropulseVibrate::draw_impulses(double dose)
{
  const bigint step = update->ntimestep;
  const double since = pulse->time_in_pulse(step);
  if (mode == BAND) draw_words(pulse->index_of(step));
  const std::uint32_t *word = words.data();
  impulses.clear();
  ep_vibration_langevin langevin = ep_vibration_langevin_step(dose, damp);
  const std::vector<int> &list = driven();
  for (size_t n = 0; n < list.size(); n++) {
    const int i = list[n];
    double size, draw[3];
    if (mode == TEMPERATURE) {
      if (!pulse->is_uniform()) langevin = ep_vibration_langevin_step(dose * weights[n], damp);
      ep_random_normal3(seed, stream, step, atom->tag[i], draw);
      size = langevin.noise * sqrt(mass_of(i) * force->boltz * target / force->mvv2e);
    } else {
      ep_vibration_band_sum(&band, word, since, draw);
      word += 6 * band.cosines;
      size = amplitude * sqrt(dose * weight(n) * update->dt) * force->ftm2v;
    }
    for (double d : draw) impulses.push_back(size * d);
  }
}

// The same in all steps of a pulse: drawn anew for another pulse or list.
void FixElectropulseVibrate::draw_words(bigint index)
{
  const std::vector<int> &list = driven();
  if (words_list == lists_made() && words_pulse == index) return;
  words_list = lists_made();
  words_pulse = index;
  const size_t width = 6 * (size_t) band.cosines;
  words.resize(width * list.size());
  for (size_t n = 0; n < list.size(); n++)
    ep_vibration_band_draw(&band, index, atom->tag[list[n]], &words[width * n]);
}

// What becomes of relative velocities. Where weights differ, so that atoms give each other momentum, the mean is taken off.
FixElectropulseVibrate::Change FixElectropulseVibrate::find_change(const Sums &sums, double dose,
                                                                   double asked)
{
  Change change = {};
  if (pulse->is_uniform()) {
    if (mode == TEMPERATURE) change.gain = ep_vibration_langevin_step(dose, damp).keep - 1.0;
    if (is_random()) return change;
    const double scale = ep_vibration_scale(sums.kinetic, asked);
    change.gain = scale - 1.0;
    change.correction = ep_vibration_correction(scale, update->dt);
    return change;
  }

  if (mode == TEMPERATURE)
    for (double &w : weights) w = ep_vibration_langevin_step(dose * w, damp).keep - 1.0;
  double mine[6] = {}, all[6], heaviest = 0.0, heaviest_of_all;
  const std::vector<int> &list = driven();
  for (size_t n = 0; n < list.size(); n++) {
    const double *v = atom->v[list[n]], w = weights[n], m = mass_of(list[n]);
    heaviest = std::max(heaviest, w);
    for (int k = 0; k < 3; k++) {
      const double u = v[k] - sums.momentum[k] / sums.mass;
      mine[k] += m * w * u;
      mine[3] += m * w * u * u;
      mine[4] += m * w * w * u * u;
    }
  }
  MPI_Allreduce(mine, all, 6, MPI_DOUBLE, MPI_SUM, world);
  MPI_Allreduce(&heaviest, &heaviest_of_all, 1, MPI_DOUBLE, MPI_MAX, world);
  double square = all[4];
  for (int k = 0; k < 3; k++) {
    change.mean[k] = all[k] / sums.mass;
    square -= all[k] * change.mean[k];
  }
  change.gain = mode == TEMPERATURE ? 1.0 : 0.0;
  if (is_random()) return change;
  change.gain = ep_vibration_gain(all[3] * force->mvv2e, square * force->mvv2e, asked);
  if (heaviest_of_all > 0.0)
    change.correction =
        ep_vibration_correction(1.0 + change.gain * heaviest_of_all, update->dt) / heaviest_of_all;
  return change;
}

void FixElectropulseVibrate::shake(const Sums &sums, double dose, double asked)
{
  double **v = atom->v;
  double drift[3], common[3];
  for (int k = 0; k < 3; k++) {
    drift[k] = sums.momentum[k] / sums.mass;
    common[k] = sums.impulse[k] / sums.mass;
  }
  const Change change = find_change(sums, dose, asked);
  state.correction = change.correction;

  Account put = {};
  const double *random = impulses.data();
  const std::vector<int> &list = driven();
  for (size_t n = 0; n < list.size(); n++) {
    const int i = list[n];
    const double m = mass_of(i), per_mass = 1.0 / m, to_force = m / (update->dt * force->ftm2v);
    for (int k = 0; k < 3; k++) {
      const double impulse = is_random() ? *random++ : 0.0;
      const double kick = change.gain * (weight(n) * (v[i][k] - drift[k]) - change.mean[k]) +
          impulse * per_mass - common[k];
      put.impulse[k] += m * kick;
      put.energy += m * kick * (v[i][k] + 0.5 * kick) * force->mvv2e;
      push[i][k] = to_force * kick;
      v[i][k] += kick;
    }
  }
  show_push();
  put_in(put);
}

// Velocity Verlet conserves an energy that differs from the true one by a term of order dt^2 in the velocities;
// scaling them changes that term. A displacement along the force makes good for it: see the doc page.
void FixElectropulseVibrate::post_integrate()
{
  if (state.correction == 0.0) return;
  double mine[4] = {0.0, 0.0, 0.0, 0.0}, all[4];
  weigh();
  const std::vector<int> &list = driven();
  for (size_t n = 0; n < list.size(); n++) {
    for (int k = 0; k < 3; k++) mine[k] += weight(n) * atom->f[list[n]][k];
    mine[3] += mass_of(list[n]);
  }
  MPI_Allreduce(mine, all, 4, MPI_DOUBLE, MPI_SUM, world);
  const double scale = state.correction * force->ftm2v;
  for (size_t n = 0; n < list.size(); n++) {
    const int i = list[n];
    for (int k = 0; k < 3; k++)
      atom->x[i][k] += scale * (weight(n) * atom->f[i][k] / mass_of(i) - all[k] / all[3]);
  }
}

// Random modes ask for what they deliver.
double FixElectropulseVibrate::asked()
{
  return is_random() ? total().energy : state.asked;
}

double FixElectropulseVibrate::asked_in_pulse()
{
  return is_random() ? in_pulse().energy : state.asked_in_pulse;
}

double FixElectropulseVibrate::compute_vector(int n)
{
  switch (n) {
    case DELIVERED:
      return total().energy;
    case ASKED:
      return asked();
    case PULSE_DELIVERED:
      return in_pulse().energy;
    case PULSE_ASKED:
      return asked_in_pulse();
    case NATOMS:
      return state.natoms;
    case KELVIN:
      return state.kelvin;
    case UNDELIVERED:
      return asked() - total().energy;
    case PULSE_UNDELIVERED:
      return asked_in_pulse() - in_pulse().energy;
    case EXTENT:
      return state.extent;
    default:
      return n < PULSE_IMPULSE ? total().impulse[n - IMPULSE]
                               : in_pulse().impulse[n - PULSE_IMPULSE];
  }
}

double FixElectropulseVibrate::memory_usage()
{
  return FixElectropulseDrive::memory_usage() + (double) words.capacity() * sizeof(words[0]) +
      (double) impulses.capacity() * sizeof(impulses[0]) +
      (double) weights.capacity() * sizeof(weights[0]);
}
