/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "fix_electropulse.h"

#include "atom.h"
#include "comm.h"
#include "electropulse_arguments.h"
#include "electropulse_compat.h"
#include "error.h"
#include "group.h"
#include "memory.h"
#include "update.h"
#include "utils.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <sys/stat.h>

using namespace LAMMPS_NS;

using Args = ElectropulseArguments;

// Entries of the global vector.
enum {
  PHASE,
  INDEX,
  TIME_IN_PULSE,
  CHARGE,
  TIME,
  COMPONENT,
  RESISTANCE = COMPONENT + 3,
  LARGEST,
  CROWDING,
  ITERATIONS,
  RESIDUAL,
  TOTAL_CURRENT,
  NVALUES
};

static const Args::Range WIDTH = {1e-6, HUGE_VAL, true, false, "a number >= 1e-6"};
static const char VOLTAGE[] =
    "voltage <number in V> resistance <number in ohm> area <number in Angstrom^2>";
static const std::vector<std::string> WAVEFORMS = {"square", "gaussian", "halfsine", "rc",
                                                   "table"};    // in the order of ep_pulse_shape
static constexpr long MAX_TABLE_BYTES = 64L << 20;

// Which keywords must come together, and which must not.
static void check_keywords(const Args &args, const ep_pulse &pulse)
{
  if (!args.has("waveform"))
    args.fail("keyword waveform is missing; allowed: waveform square <width in ps>, gaussian <full "
              "width at half maximum in ps>, halfsine <width in ps>, rc <width in ps> <time "
              "constant in ps>, table <file>");
  if (args.has("voltage") && args.has("current"))
    args.fail("one of current, voltage is allowed, got both");
  if (args.has("resistance") && !args.has("voltage"))
    args.fail(std::string("keyword resistance needs keyword voltage; allowed: ") + VOLTAGE);
  for (const char *key : {"resistance", "area"})
    if (args.has("voltage") && !args.has(key))
      args.fail(std::string("keyword voltage needs keyword ") + key + "; allowed: " + VOLTAGE);
  if (!args.has("voltage") && !args.has("current"))
    args.fail(std::string("keyword current is missing; allowed: current <number in A/cm^2>, or ") +
              VOLTAGE);
  if (!args.has("direction"))
    args.fail("keyword direction is missing; allowed: direction <x> <y> <z>");
  if (args.has("count") && pulse.count != 1 && !args.has("period"))
    args.fail("count other than 1 needs keyword period; allowed: period <number in ps>");
  if (args.has("period") && !args.has("count"))
    args.fail("keyword period needs keyword count; allowed: count <number>, 0 for no end");
  for (const char *edge : {"rise", "fall"})
    if (pulse.shape != EP_PULSE_SQUARE && args.has(edge))
      args.fail(std::string("keyword ") + edge + " needs waveform square, got waveform '" +
                WAVEFORMS[pulse.shape] + "'");
}

// The lengths of a pulse against each other.
static void check_lengths(const Args &args, const ep_pulse &pulse)
{
  const double duration = ep_pulse_duration(&pulse);
  if (!std::isfinite(duration))
    args.fail("the duration of a pulse must be finite, got '" + Args::format(duration) + "'");
  // A period must be right even where one pulse makes no use of it.
  ep_pulse checked = pulse;
  if (args.has("period") && pulse.count == 1) checked.count = 2;
  switch (ep_pulse_check(&checked)) {
    case EP_PULSE_BAD_RISE:
      args.fail("rise must be a number >= 0 and <= the width " + Args::format(pulse.width) +
                ", got '" + Args::format(pulse.rise) + "'");
    case EP_PULSE_BAD_PERIOD:
      args.fail(std::string("period must be a number >= ") +
                (pulse.shape == EP_PULSE_SQUARE ? "width + fall" : "the duration of a pulse") +
                " = " + Args::format(duration) + ", got '" + Args::format(pulse.period) + "'");
    default:
      break;
  }
}

static int all_made = 0;

FixElectropulse::FixElectropulse(LAMMPS *lmp, int narg, char **arg) :
    Fix(lmp, narg, arg), made(++all_made), metal(nullptr), table(), peak(0.0), section(lmp),
    vectors(nullptr), rows(nullptr), row_data(nullptr), shown(), search{-1.0, -1.0, 0.0}, asked(-1),
    running(false)
{
  nevery = 1;
  scalar_flag = vector_flag = 1;
  size_vector = NVALUES;
  extscalar = extvector = 0;
  global_freq = 1;
  restart_global = 1;
  dynamic_group_allow = 1;

  Args args(lmp, "Fix electropulse", narg, arg, 3);
  pulse = {};
  pulse.count = 1;
  direction[0] = direction[1] = direction[2] = 0.0;
  double voltage = 0.0, resistance = 0.0, area = 0.0;
  std::string file;
  bigint origin = update->ntimestep;
  std::vector<std::string> keywords = {"material",   "waveform", "rise",      "fall",    "delay",
                                       "period",     "count",    "polarity",  "current", "voltage",
                                       "resistance", "area",     "direction", "origin"};
  keywords.insert(keywords.end(), ElectropulseSection::keywords().begin(),
                  ElectropulseSection::keywords().end());
  while (args.more()) {
    const std::string key = args.keyword(keywords);
    if (section.read(args, key)) continue;
    if (key == "material") {
      std::vector<std::string> symbols;
      for (int n = 0; n < ep_material_count(); n++)
        symbols.emplace_back(ep_material_symbol(ep_material_at(n)));
      metal = ep_material_find(args.choice("material", symbols).c_str());
    } else if (key == "waveform") {
      const std::string name = args.choice("waveform", WAVEFORMS);
      pulse.shape = (ep_pulse_shape) (std::find(WAVEFORMS.begin(), WAVEFORMS.end(), name) -
                                      WAVEFORMS.begin());
      if (pulse.shape == EP_PULSE_TABLE)
        file = args.word("file of waveform table", "the name of a file");
      else
        pulse.width = args.number((pulse.shape == EP_PULSE_GAUSSIAN
                                       ? "full width at half maximum of waveform "
                                       : "width of waveform ") +
                                      name,
                                  WIDTH);
      if (pulse.shape == EP_PULSE_RC)
        pulse.tau = args.number("time constant of waveform rc", WIDTH);
    } else if (key == "rise") {
      pulse.rise = args.number("rise", Args::NOT_NEGATIVE);
    } else if (key == "fall") {
      pulse.fall = args.number("fall", Args::NOT_NEGATIVE);
    } else if (key == "delay") {
      pulse.delay = args.number("delay", Args::NOT_NEGATIVE);
    } else if (key == "period") {
      pulse.period = args.number("period", Args::POSITIVE);
    } else if (key == "count") {
      pulse.count = args.integer("count", 0, MAXBIGINT);
    } else if (key == "polarity") {
      pulse.alternating = args.choice("polarity", {"unipolar", "alternating"}) == "alternating";
    } else if (key == "current") {
      peak = args.number("current", Args::ANY);
    } else if (key == "voltage") {
      voltage = args.number("voltage", Args::ANY);
    } else if (key == "resistance") {
      resistance = args.number("resistance", Args::POSITIVE);
    } else if (key == "area") {
      area = args.number("area", Args::POSITIVE);
    } else if (key == "direction") {
      for (double &d : direction) d = args.number("direction", Args::ANY);
    } else if (key == "origin") {
      origin = args.integer("origin", 0, MAXBIGINT);
    }
  }
  check_keywords(args, pulse);
  const double length =
      sqrt(direction[0] * direction[0] + direction[1] * direction[1] + direction[2] * direction[2]);
  if (!(length > 0.0) || !std::isfinite(length))
    args.fail("direction must be a vector of finite length > 0, got '" +
              Args::format(direction[0]) + " " + Args::format(direction[1]) + " " +
              Args::format(direction[2]) + "'");
  for (double &d : direction) d /= length;

  if (args.has("voltage")) {
    const double cm2 = 1e-16;    // in 1 Angstrom^2
    const std::string formula = Args::format(voltage) + " V / (" + Args::format(resistance) +
        " ohm * " + Args::format(area) + " Angstrom^2)";
    peak = voltage / (resistance * area * cm2);
    if (!std::isfinite(peak))
      args.fail("voltage/(resistance*area) must be finite, got '" + formula + "'");
    if (comm->me == 0)
      utils::logmesg(lmp,
                     "Fix electropulse " + std::string(id) + ": current density " + formula +
                         " = " + Args::format(peak) + " A/cm^2\n");
  }
  section.check(args, direction, metal);
  section.state.area = area;
  if (is_uniform()) section.state.largest = section.state.crowding = 1.0;
  if (pulse.shape == EP_PULSE_TABLE) read_table(args, file);
  check_lengths(args, pulse);
  clock = {0.0, (double) origin, update->dt, update->dt, 0.0, (double) update->ntimestep};

  if (is_uniform()) return;
  peratom_flag = peratom_freq = 1;
  size_peratom_cols = 3;
  restart_peratom = create_attribute = 1;
  maxexchange = 3;
  FixElectropulse::grow_arrays(atom->nmax);
  for (int i = 0; i < atom->nlocal; i++) FixElectropulse::set_arrays(i);
  // Last: an error above, where LAMMPS throws, would leave callbacks of a fix that is none.
  atom->add_callback(0);
  atom->add_callback(1);
}

FixElectropulse::~FixElectropulse()
{
  if (!is_uniform()) {
    atom->delete_callback(id, 0);
    atom->delete_callback(id, 1);
  }
  memory->destroy(vectors);
  memory->sfree(rows);    // what it points to is not Memory's
  free(row_data);
}

// The text of a file; what prevents it from being read goes into `problem`.
static std::string read_text(const std::string &file, std::string &problem)
{
  struct stat info;
  std::string text;
  if (stat(file.c_str(), &info) != 0) {
    problem = std::string("cannot be read: ") + strerror(errno);
  } else if (!S_ISREG(info.st_mode)) {
    problem = S_ISDIR(info.st_mode) ? "must be a text file, got a directory"
                                    : "must be a text file, got a device or a pipe";
  } else if (info.st_size > MAX_TABLE_BYTES) {
    problem = "must have at most " + std::to_string(MAX_TABLE_BYTES) + " bytes, got " +
        std::to_string(info.st_size);
  } else if (FILE *fp = fopen(file.c_str(), "rb")) {
    text.resize(info.st_size);
    text.resize(fread(&text[0], 1, text.size(), fp));
    if (ferror(fp)) problem = "cannot be read to its end";
    fclose(fp);
  } else {
    problem = std::string("cannot be read: ") + strerror(errno);
  }
  return text;
}

// Line number `line` of a text, made short and printable.
static std::string quote(const std::string &text, size_t line)
{
  size_t start = 0;
  for (size_t n = 1; n < line; n++) start = text.find('\n', start) + 1;
  std::string found = text.substr(start, std::min(text.find('\n', start) - start, (size_t) 60));
  while (!found.empty() && isspace((unsigned char) found.back())) found.pop_back();
  for (char &c : found)
    if (c < ' ' || c > '~') c = '?';
  return found;
}

// Process 0 reads; all get the points, or stop with its message.
void FixElectropulse::read_table(const Args &args, const std::string &file)
{
  std::string problem;
  if (comm->me == 0) {
    const std::string text = read_text(file, problem);
    const size_t lines = std::count(text.begin(), text.end(), '\n') + 1;
    points.resize(std::min(lines, (size_t) EP_WAVEFORM_MAX_POINTS));
    size_t line = 0;
    ep_waveform_status status = EP_WAVEFORM_OK;
    if (problem.empty())
      status =
          ep_waveform_parse(text.data(), text.size(), points.data(), points.size(), &table, &line);
    if (status == EP_WAVEFORM_FEW || status == EP_WAVEFORM_ZERO)
      problem =
          std::string(ep_waveform_rule(status)) + " in its " + std::to_string(line) + " lines";
    else if (status != EP_WAVEFORM_OK)
      problem = "line " + std::to_string(line) + ": " + ep_waveform_rule(status) + ", got '" +
          quote(text, line) + "'";
    else if (problem.empty() && ep_waveform_end(&table) < WIDTH.low)
      problem = std::string("the last time must be ") + WIDTH.text + " (ps), got '" +
          Args::format(ep_waveform_end(&table)) + "'";
  }
  int length = problem.size();
  MPI_Bcast(&length, 1, MPI_INT, 0, world);
  problem.resize(length);
  MPI_Bcast(&problem[0], length, MPI_CHAR, 0, world);
  if (length) args.fail("file '" + file + "' of waveform table: " + problem);

  MPI_Bcast(&table, sizeof table, MPI_BYTE, 0, world);
  points.resize(table.npoints);
  points.shrink_to_fit();
  MPI_Bcast(points.data(), (int) (points.size() * sizeof points[0]), MPI_BYTE, 0, world);
  table.points = points.data();
  pulse.table = &table;

  double largest = 0.0;
  for (const auto &point : points) largest = fmax(largest, fabs(point.value));
  if (comm->me == 0)
    utils::logmesg(lmp,
                   "Fix electropulse " + std::string(id) + ": " + std::to_string(points.size()) +
                       " points of '" + file + "' over " + Args::format(ep_waveform_end(&table)) +
                       " ps, current density up to " + Args::format(largest) + " * " +
                       Args::format(peak) + " A/cm^2\n");
}

int FixElectropulse::setmask()
{
  using namespace FixConst;
  return PRE_NEIGHBOR | MIN_PRE_NEIGHBOR | END_OF_STEP | MIN_POST_FORCE |
      (is_uniform() ? 0 : POST_FORCE);
}

void FixElectropulse::init()
{
  electropulse_require_metal(lmp, "Fix electropulse");
  section.init();
  asked = -1;
  // Atoms were deleted or created since the last run. Those that a run itself loses wait for the next search: after a
  // restart, too.
  if (!is_uniform() && (double) group->count(igroup) != search.natoms) search.window = -1.0;
  running = watch.sees_run(update);
  // Not through time_depend, which older LAMMPS refuses in a rerun too.
  if (running && update->whichflag != 0 && (double) update->ntimestep != clock.seen)
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

// A rerun of one frame at the present step looks like a run of no steps, in which nobody asks.
bool FixElectropulse::in_run() const
{
  return running && update->laststep > update->firststep;
}

void FixElectropulse::post_run()
{
  clock.seen = (double) update->ntimestep;
  if (!is_uniform()) search.natoms = (double) group->count(igroup);
  watch.end();
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
    case PHASE:
      return place.phase;
    case INDEX:
      return (double) place.index;
    case TIME_IN_PULSE:
      return place.time;
    case CHARGE:
      return peak * ps * ep_pulse_integral(&pulse, 0.0, fmax(now, 0.0));
    case TIME:
      return now;
    case RESISTANCE:
      return section.state.resistance;
    case LARGEST:
      return section.state.largest * fabs(compute_scalar());
    case CROWDING:
      return section.state.crowding;
    case ITERATIONS:
      return section.state.iterations;
    case RESIDUAL:
      return section.state.residual;
    case TOTAL_CURRENT:
      return total_current();
    default:
      return direction[n - COMPONENT] * compute_scalar();
  }
}

// A.
double FixElectropulse::total_current() const
{
  const double cm2 = 1e-16;    // in 1 Angstrom^2
  const double flowing = section.state.open != 0.0 ? 0.0 : density(update->ntimestep);
  return flowing * section.state.area * cm2;
}

// Every interval while current flows, at the start of every pulse, and at first of all, so that an open circuit shows
// early. In a rerun and a run of no steps every time: atoms may be anywhere then.
bool FixElectropulse::search_is_due()
{
  const bigint step = update->ntimestep;
  const bool on = density(step) != 0.0;
  const double index = (double) (on ? index_at(step) : index_of(step));
  const double window = floor((double) step / section.every);
  const bool flows = on || ep_pulse_integral_square(&pulse, time(step - 1), time(step)) > 0.0;
  const bool due = search.window < 0.0 || !in_run() ||
      (flows && (window != search.window || index != search.pulse));
  if (due) {
    search.pulse = index;
    search.window = window;
  }
  return due;
}

bigint FixElectropulse::find_local()
{
  if (is_uniform()) return 0;
  if (asked != update->ntimestep) {
    asked = update->ntimestep;
    if (search_is_due()) section.find(groupbit, peak, vectors);
  }
  return (bigint) section.state.times;
}

void FixElectropulse::setup(int)
{
  find_local();
  shown.natoms = -1;
  show();
}

void FixElectropulse::min_setup(int)
{
  setup(0);
}

// Atoms have changed places.
void FixElectropulse::pre_neighbor()
{
  shown.natoms = -1;
}

void FixElectropulse::min_pre_neighbor()
{
  pre_neighbor();
}

void FixElectropulse::post_force(int)
{
  find_local();
}

void FixElectropulse::min_post_force(int)
{
  find_local();
  show();
}

void FixElectropulse::end_of_step()
{
  show();
}

// On the plateau of a pulse the rows of the last step still hold. Those that were never written to take no memory.
void FixElectropulse::show()
{
  if (is_uniform()) return;
  const double now = density(update->ntimestep);
  const bigint number = (bigint) section.state.times;
  const int natoms = atom->nlocal;
  if (now == shown.density && number == shown.number && natoms == shown.natoms) return;
  if (now == 0.0) memset(row_data, 0, sizeof(double) * 3 * (size_t) shown.filled);
  const int filled = now == 0.0 ? 0 : std::max(natoms, shown.filled);
  shown = {now, number, natoms, filled};
  if (now == 0.0) return;
  for (int i = 0; i < natoms; i++)
    for (int k = 0; k < 3; k++) rows[i][k] = now * local(i)[k];
}

double FixElectropulse::memory_usage()
{
  const double per_atom = is_uniform() ? 0.0 : 6.0 * sizeof(double) + sizeof(double *);
  return (double) atom->nmax * per_atom + section.memory_usage();
}

void FixElectropulse::grow_arrays(int nmax)
{
  memory->grow(vectors, nmax, 3, "electropulse:vectors");
  free(row_data);
  row_data = (double *) calloc((size_t) std::max(nmax, 1), 3 * sizeof(double));
  if (!row_data)
    error->one(FLERR,
               "Fix electropulse: no memory for the current density at " + std::to_string(nmax) +
                   " atoms");
  rows = (double **) memory->srealloc(rows, sizeof(double *) * nmax, "electropulse:rows");
  for (int i = 0; i < nmax; i++) rows[i] = row_data + 3 * (size_t) i;
  array_atom = rows;
  shown = {0.0, 0, -1, 0};
}

void FixElectropulse::copy_arrays(int i, int j, int)
{
  memcpy(vectors[j], vectors[i], 3 * sizeof(double));
}

// An atom that is new carries no current until the next search.
void FixElectropulse::set_arrays(int i)
{
  vectors[i][0] = vectors[i][1] = vectors[i][2] = 0.0;
}

int FixElectropulse::pack_exchange(int i, double *buf)
{
  memcpy(buf, vectors[i], 3 * sizeof(double));
  return 3;
}

int FixElectropulse::unpack_exchange(int i, double *buf)
{
  memcpy(vectors[i], buf, 3 * sizeof(double));
  return 3;
}

int FixElectropulse::pack_restart(int i, double *buf)
{
  buf[0] = 4;
  pack_exchange(i, buf + 1);
  return 4;
}

void FixElectropulse::unpack_restart(int i, int nth)
{
  double *values = atom->extra[i];
  int at = 0;
  for (int n = 0; n < nth; n++) at += static_cast<int>(values[at]);
  unpack_exchange(i, values + at + 1);
}

int FixElectropulse::maxsize_restart()
{
  return 4;
}

int FixElectropulse::size_restart(int)
{
  return 4;
}

namespace {
struct Saved {
  double kind;    // of the section
  ElectropulseSection::State section;
  FixElectropulse::Search search;
};
}    // namespace

// The next search begins as one after a restart will.
void FixElectropulse::write_restart(FILE *fp)
{
  section.forget();
  const double natoms = is_uniform() ? 0.0 : (double) group->count(igroup);
  if (comm->me != 0) return;
  Clock now = clock;
  if (update->whichflag) now.seen = (double) update->ntimestep;
  Search last = search;
  if (update->whichflag) last.natoms = natoms;
  const Saved saved = {(double) section.kind, section.state, last};
  const int size = (int) (sizeof(int) + sizeof(Clock) + sizeof(Saved));
  fwrite(&size, sizeof(int), 1, fp);
  fwrite(&size, sizeof(int), 1, fp);    // once for LAMMPS, once for restart()
  fwrite(&now, sizeof(Clock), 1, fp);
  fwrite(&saved, sizeof(Saved), 1, fp);
}

void FixElectropulse::restart(char *buf)
{
  int size;
  memcpy(&size, buf, sizeof(int));
  buf += sizeof(int);
  if (size != (int) (sizeof(int) + sizeof(Clock) + sizeof(Saved)))
    error->all(FLERR,
               "Fix electropulse " + std::string(id) +
                   ": the restart file holds another version of this fix; give it another ID to "
                   "begin anew");
  memcpy(&clock, buf, sizeof(Clock));
  Saved saved;
  memcpy(&saved, buf + sizeof(Clock), sizeof(Saved));
  if (is_uniform() || saved.kind != (double) section.kind) return;
  const double given = section.state.area;
  section.state = saved.section;
  search = saved.search;
  if (given > 0.0 && given != section.state.area) {
    section.state.area = given;
    search.pulse = search.window = -1.0;
  }
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
