/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "fix_electropulse.h"

#include "electropulse_arguments.h"
#include "electropulse_compat.h"
#include "error.h"
#include "update.h"

#include <cmath>
#include <cstring>

using namespace LAMMPS_NS;

static const ElectropulseArguments::Range WIDTH = {1e-6, HUGE_VAL, true, false, "a number >= 1e-6"};

FixElectropulse::FixElectropulse(LAMMPS *lmp, int narg, char **arg) :
    Fix(lmp, narg, arg), metal(nullptr), peak(0.0), begun(false), running(false)
{
  scalar_flag = vector_flag = 1;
  size_vector = 8;
  extscalar = extvector = 0;
  global_freq = 1;
  restart_global = 1;
  dynamic_group_allow = 1;

  using Args = ElectropulseArguments;
  Args args(lmp, "Fix electropulse", narg, arg, 3);
  pulse = {};
  pulse.count = 1;
  direction[0] = direction[1] = direction[2] = 0.0;
  bool has_waveform = false, has_current = false, has_direction = false, has_period = false,
       has_count = false;
  bigint origin = update->ntimestep;
  while (args.more()) {
    const std::string key = args.keyword({"material", "waveform", "rise", "fall", "delay", "period",
                                          "count", "polarity", "current", "direction", "origin"});
    if (key == "material") {
      std::vector<std::string> symbols;
      for (int n = 0; n < ep_material_count(); n++)
        symbols.emplace_back(ep_material_symbol(ep_material_at(n)));
      metal = ep_material_find(args.choice("material", symbols).c_str());
    } else if (key == "waveform") {
      args.choice("waveform", {"square"});
      pulse.width = args.number("width of waveform square", WIDTH);
      has_waveform = true;
    } else if (key == "rise") {
      pulse.rise = args.number("rise", Args::NOT_NEGATIVE);
    } else if (key == "fall") {
      pulse.fall = args.number("fall", Args::NOT_NEGATIVE);
    } else if (key == "delay") {
      pulse.delay = args.number("delay", Args::NOT_NEGATIVE);
    } else if (key == "period") {
      pulse.period = args.number("period", Args::POSITIVE);
      has_period = true;
    } else if (key == "count") {
      pulse.count = args.integer("count", 0, MAXBIGINT);
      has_count = true;
    } else if (key == "polarity") {
      pulse.alternating = args.choice("polarity", {"unipolar", "alternating"}) == "alternating";
    } else if (key == "current") {
      peak = args.number("current", Args::ANY);
      has_current = true;
    } else if (key == "direction") {
      for (double &d : direction) d = args.number("direction", Args::ANY);
      has_direction = true;
    } else if (key == "origin") {
      origin = args.integer("origin", 0, MAXBIGINT);
    }
  }
  if (!has_waveform)
    args.fail("keyword waveform is missing; allowed: waveform square <width in ps>");
  if (!has_current) args.fail("keyword current is missing; allowed: current <number in A/cm^2>");
  if (!has_direction) args.fail("keyword direction is missing; allowed: direction <x> <y> <z>");
  if (has_count && pulse.count != 1 && !has_period)
    args.fail("count other than 1 needs keyword period; allowed: period <number in ps>");
  if (has_period && !has_count)
    args.fail("keyword period needs keyword count; allowed: count <number>, 0 for no end");
  const double length =
      sqrt(direction[0] * direction[0] + direction[1] * direction[1] + direction[2] * direction[2]);
  if (!(length > 0.0) || !std::isfinite(length))
    args.fail("direction must be a vector of finite length > 0, got '" +
              Args::format(direction[0]) + " " + Args::format(direction[1]) + " " +
              Args::format(direction[2]) + "'");
  for (double &d : direction) d /= length;

  // A period must be right even where one pulse makes no use of it.
  ep_pulse checked = pulse;
  if (has_period && pulse.count == 1) checked.count = 2;
  switch (ep_pulse_check(&checked)) {
    case EP_PULSE_BAD_RISE:
      args.fail("rise must be a number >= 0 and <= the width " + Args::format(pulse.width) +
                ", got '" + Args::format(pulse.rise) + "'");
    case EP_PULSE_BAD_PERIOD:
      args.fail(
          "period must be a number >= width + fall = " + Args::format(pulse.width + pulse.fall) +
          ", got '" + Args::format(pulse.period) + "'");
    default:
      break;
  }
  clock = {0.0, (double) origin, update->dt, update->dt, 0.0, (double) update->ntimestep};
}

int FixElectropulse::setmask()
{
  return 0;
}

void FixElectropulse::init()
{
  electropulse_require_metal(lmp, "Fix electropulse");
  if (!begun) running = ElectropulseCompat::run_begins(update);
  begun = update->whichflag != 0;
  // Not through time_depend, which older LAMMPS refuses in a rerun too.
  if (running && (double) update->ntimestep != clock.seen)
    error->all(FLERR,
               "Fix electropulse: the timestep must go on from " +
                   std::to_string((bigint) clock.seen) + ", where the last run ended, got " +
                   std::to_string(update->ntimestep) +
                   "; unfix it before reset_timestep and define it again with origin");
  const bool minimise = update->whichflag == 2;
  if (!minimise && !clock.stopped && update->dt == clock.dt) return;
  rebase();
  clock.stopped = minimise;
}

void FixElectropulse::post_run()
{
  clock.seen = (double) update->ntimestep;
  begun = false;
}

void FixElectropulse::reset_dt()
{
  rebase();
}

// Counts from now on with the present timestep.
void FixElectropulse::rebase()
{
  const double now = time(update->ntimestep);
  const bool moved = (double) update->ntimestep != clock.step;
  clock = {now,        (double) update->ntimestep,
           update->dt, moved ? clock.dt : clock.dt_before,
           0.0,        clock.seen};
}

double FixElectropulse::time(bigint step) const
{
  if (clock.stopped) return clock.time;
  const double steps = (double) step - clock.step;
  return clock.time + steps * (steps > 0.0 ? clock.dt : clock.dt_before);
}

double FixElectropulse::compute_scalar()
{
  return density(update->ntimestep);
}

double FixElectropulse::compute_vector(int n)
{
  const double now = time(update->ntimestep);
  const ep_pulse_place place = ep_pulse_locate(&pulse, now);
  const double ps = 1e-12;    // s
  switch (n) {
    case 0:
      return place.phase;
    case 1:
      return (double) place.index;
    case 2:
      return place.time;
    case 3:
      return peak * ps * ep_pulse_integral(&pulse, 0.0, fmax(now, 0.0));
    case 4:
      return now;
    default:
      return direction[n - 5] * compute_scalar();
  }
}

void FixElectropulse::write_restart(FILE *fp)
{
  if (comm->me != 0) return;
  Clock now = clock;
  if (update->whichflag) now.seen = (double) update->ntimestep;
  const int size = sizeof(Clock);
  fwrite(&size, sizeof(int), 1, fp);
  fwrite(&now, sizeof(Clock), 1, fp);
}

void FixElectropulse::restart(char *buf)
{
  memcpy(&clock, buf, sizeof(Clock));
}

const ep_material *FixElectropulse::material(const std::string &user, const std::string &what) const
{
  if (!metal)
    error->all(FLERR,
               user + ": " + what + " needs keyword material of fix electropulse " + id +
                   ", which was not given");
  return metal;
}

FixElectropulse *FixElectropulse::find(LAMMPS *lmp, const std::string &id, const std::string &user)
{
  Fix *fix = ElectropulseCompat::get_fix(lmp->modify, id);
  if (!fix)
    lmp->error->all(FLERR,
                    user + ": the pulse must be the ID of a fix electropulse, got '" + id +
                        "', which does not exist");
  auto *pulse = dynamic_cast<FixElectropulse *>(fix);
  if (!pulse)
    lmp->error->all(FLERR,
                    user + ": the pulse must be the ID of a fix electropulse, got '" + id +
                        "', which is a fix " + fix->style);
  return pulse;
}
