/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "fix_electropulse_spectrum.h"

#include "atom.h"
#include "comm.h"
#include "domain.h"
#include "electropulse/random.h"
#include "electropulse_arguments.h"
#include "electropulse_roles.h"
#include "error.h"
#include "fix_electropulse.h"
#include "force.h"
#include "memory.h"
#include "modify.h"
#include "update.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <unistd.h>

using namespace LAMMPS_NS;

using Args = ElectropulseArguments;

static const char STYLE[] = "Fix electropulse/spectrum";

// Entries of the global vector: those of a phase come in pairs, the pulse's first.
enum { FREQUENCY, AMPLITUDE, ENERGY, SEGMENTS, NPAIRS };
enum { LEFT = 2 * NPAIRS, SWITCHED, USED_SHARE, ATOMS, LOWEST, NVALUES };
enum { COLUMN_FREQUENCY, COLUMN_STATES, COLUMN_KINETIC = 3, NCOLUMNS = 5 };

FixElectropulseSpectrum::FixElectropulseSpectrum(LAMMPS *lmp, int narg, char **arg) :
    Fix(lmp, narg, arg), wanted(EP_ROLE_CORE), pulse(nullptr), core(nullptr), samples(0),
    output_interval(0), refresh(50), fraction(1.0), skip(0.0), cut(0.0), spectrum(), file(nullptr),
    file_begin(0), overwrite(false), place(nullptr), state{0.0, -1.0, -1.0, GAP, 0.0, -1.0}
{
  Args args(lmp, STYLE, narg, arg, 3);
  nevery = (int) args.integer("Nevery", 1, MAXSMALLINT);
  samples = (int) args.integer("Nrepeat", EP_SPECTRUM_LEAST_SAMPLES, EP_SPECTRUM_MOST_SAMPLES);
  if (samples % 2)
    args.fail("Nrepeat must be an even number, got '" + std::to_string(samples) + "'");
  output_interval = (int) args.integer("Nfreq", 1, MAXSMALLINT);
  if (output_interval % nevery)
    args.fail("Nfreq must be a multiple of Nevery " + std::to_string(nevery) + ", got '" +
              std::to_string(output_interval) + "'");
  read_keywords(args);

  scalar_flag = vector_flag = array_flag = 1;
  global_freq = 1;
  extscalar = 1;
  size_vector = NVALUES;
  extvector = -1;
  extlist = new int[NVALUES];
  for (int n = 0; n < NVALUES; n++)
    extlist[n] = n / 2 == SEGMENTS || n == LEFT || n == SWITCHED || n == ATOMS;
  size_array_rows = samples / 2 + 1;
  size_array_cols = NCOLUMNS;
  extarray = 0;
  restart_global = restart_peratom = 1;
  create_attribute = 1;
  dynamic_group_allow = 1;
  reserve_exchange(modify, this);

  set_timestep(update->dt);
  for (auto *v : {&total, &mine, &shown})
    v->assign(NCOUNTS + NPHASES * ep_spectrum_size(&spectrum), 0.0);
  for (auto &s : states) s.assign(spectrum.frequencies, 0.0);

  FixElectropulseSpectrum::grow_arrays(atom->nmax);
  for (int i = 0; i < atom->nlocal; i++) FixElectropulseSpectrum::set_arrays(i);
  atom->add_callback(0);
  atom->add_callback(1);
}

FixElectropulseSpectrum::~FixElectropulseSpectrum()
{
  atom->delete_callback(id, 0);
  atom->delete_callback(id, 1);
  if (file) fclose(file);
  ep_spectrum_close(&spectrum);
  memory->destroy(place);
  delete[] extlist;
}

void FixElectropulseSpectrum::read_keywords(Args &args)
{
  std::string name;
  titles[0] = "# Vibrational spectrum of fix " + std::string(id);
  titles[1] = "# TimeStep Number-of-rows Segments-in-pulse Segments-in-gap";
  titles[2] = "# Row Frequency(THz) States-pulse(1/THz) States-gap(1/THz) Kinetic-pulse(eV*ps) "
              "Kinetic-gap(eV*ps)";
  while (args.more()) {
    const std::string key =
        args.keyword({"pulse", "role", "every", "fraction", "skip", "cut", "file", "append",
                      "overwrite", "title1", "title2", "title3"});
    if (key == "pulse") {
      id_pulse = args.word("pulse", "the ID of a fix electropulse");
    } else if (key == "role") {
      id_core = args.word("core of role", ElectropulseRoles::description());
      const std::vector<std::string> &names = ElectropulseRoles::names();
      const std::string role = args.choice("role", names);
      wanted = (ep_role) (std::find(names.begin(), names.end(), role) - names.begin());
    } else if (key == "every") {
      refresh = (int) args.integer("every", 1, MAXSMALLINT);
    } else if (key == "fraction") {
      fraction = args.number("fraction", Args::FRACTION);
    } else if (key == "skip") {
      skip = args.number("skip", Args::NOT_NEGATIVE);
    } else if (key == "cut") {
      cut = args.number("cut", Args::POSITIVE);
    } else if (key == "file" || key == "append") {
      name = args.word(key, "the name of a file");
    } else if (key == "overwrite") {
      overwrite = true;
    } else {
      titles[key.back() - '1'] = args.word(key, "a line of text");
    }
  }
  if (args.has("file") && args.has("append")) args.fail("one of file, append is allowed, got both");
  for (const char *key : {"overwrite", "title1", "title2", "title3"})
    if (args.has(key) && name.empty())
      args.fail(std::string(key) + " needs keyword file or append; allowed: file <name>");
  if (args.has("overwrite") && args.has("append"))
    args.fail("overwrite goes with keyword file, got append");
  if (!name.empty()) open_file(args, name, args.has("append") ? "a" : "w");
}

// By process 0; the others learn whether it could.
void FixElectropulseSpectrum::open_file(const Args &args, const std::string &name, const char *how)
{
  int problem = 0;
  if (comm->me == 0) {
    file = fopen(name.c_str(), how);
    problem = file ? 0 : errno;
  }
  MPI_Bcast(&problem, 1, MPI_INT, 0, world);
  if (problem) args.fail("file '" + name + "' cannot be written: " + strerror(problem));
  if (comm->me != 0) return;
  for (const auto &title : titles) fprintf(file, "%s\n", title.c_str());
  fflush(file);
  file_begin = ftell(file);
}

int FixElectropulseSpectrum::setmask()
{
  return FixConst::END_OF_STEP;
}

void FixElectropulseSpectrum::set_timestep(double dt)
{
  ep_spectrum_close(&spectrum);
  const double interval = dt * nevery;
  switch (ep_spectrum_open(&spectrum, samples, interval)) {
    case EP_SPECTRUM_OK:
      return;
    case EP_SPECTRUM_NO_MEMORY:
      error->one(FLERR,
                 std::string(STYLE) + ": no memory for segments of " + std::to_string(samples) +
                     " samples");
      return;
    default:
      error->all(FLERR,
                 std::string(STYLE) + ": Nevery times the timestep must be a number > 0, got " +
                     Args::format(interval));
  }
}

// Frequencies follow from the timestep: it may be changed until the first sample only.
void FixElectropulseSpectrum::check_timestep()
{
  if (state.dt == 0.0 && update->dt * nevery != spectrum.interval) set_timestep(update->dt);
  if (state.dt != 0.0 && update->dt != state.dt)
    error->all(FLERR,
               std::string(STYLE) + ": the timestep must stay " + Args::format(state.dt) +
                   ", with which the spectrum was begun, got " + Args::format(update->dt) +
                   "; unfix it and define it again to begin a new one");
  const double highest = (spectrum.frequencies - 1) * spectrum.spacing;
  if (cut > 0.0 && (cut < spectrum.spacing * (1.0 - 1e-9) || cut > highest))
    error->all(FLERR,
               std::string(STYLE) + ": cut must be a number >= " + Args::format(spectrum.spacing) +
                   " and <= " + Args::format(highest) +
                   " (THz), the frequencies of a segment, got '" + Args::format(cut) + "'");
}

void FixElectropulseSpectrum::init()
{
  reserve_exchange(modify);
  electropulse_require_metal(lmp, STYLE);
  if (fraction < 1.0 && !atom->tag_enable)
    error->all(FLERR,
               std::string(STYLE) +
                   ": fraction needs atom IDs: atom_modify id must be yes, got 'no'");
  pulse = id_pulse.empty() ? nullptr : FixElectropulse::find(lmp, id_pulse, STYLE);
  core = id_core.empty() ? nullptr : ElectropulseRoles::find(lmp, id_core, STYLE);
  if (core) ElectropulseRoles::require(lmp, id_core, wanted, std::string(STYLE) + ": keyword role");
  check_timestep();
  // A minimisation or reset_timestep may be shorter than the interval: no gap would show.
  const bool running = watch.sees_run(update), minimise = update->whichflag == 2;
  if (minimise || (running && (double) update->ntimestep != state.ended)) state.last = -1.0;
}

void FixElectropulseSpectrum::post_run()
{
  state.ended = (double) update->ntimestep;
  watch.end();
}

void FixElectropulseSpectrum::reset_dt()
{
  check_timestep();
}

int FixElectropulseSpectrum::phase_of(bigint step) const
{
  return pulse && pulse->in_pulse(step) ? PULSE : GAP;
}

// The same atoms on any number of processes, and in all fixes with this fraction.
static bool is_drawn(double fraction, tagint tag)
{
  std::uint32_t words[4];
  ep_random_words(0, ep_random_stream("electropulse/spectrum"), 0, tag, words);
  return words[0] < fraction * 4294967296.0;
}

bool FixElectropulseSpectrum::is_wanted(int i) const
{
  if (!(atom->mask[i] & groupbit)) return false;
  if (core && core->role_of(i) != wanted) return false;
  return fraction >= 1.0 || is_drawn(fraction, atom->tag[i]);
}

void FixElectropulseSpectrum::look()
{
  if (core) {
    modify->clearstep_compute();
    core->refresh_roles();
    modify->addstep_compute(update->ntimestep + nevery);
  }
  find_unused();
  for (int i = 0; i < atom->nlocal; i++) {
    const bool is = is_wanted(i);
    if (is == (place[i] >= 0)) continue;
    if (is) {
      place[i] = new_segment();
    } else {
      break_off(i, N_LEFT);
      unused.push_back(place[i]);
      place[i] = -1;
    }
  }
}

void FixElectropulseSpectrum::break_off(int i, int why)
{
  Segment &s = segments[place[i]];
  if (s.count > 0) mine[why] += 1.0;
  s.count = 0;
  s.overlaps = false;
}

void FixElectropulseSpectrum::break_off_all(int why)
{
  for (int i = 0; i < atom->nlocal; i++)
    if (place[i] >= 0) break_off(i, why);
}

void FixElectropulseSpectrum::end_of_step()
{
  const double step = (double) update->ntimestep, window = floor(step / refresh);
  const int phase = phase_of(update->ntimestep);
  state.dt = update->dt;
  const bool anew = state.last < 0.0 || step != state.last + nevery || phase != state.phase;
  if (anew) {
    break_off_all(N_SWITCHED);
    state.phase = phase;
    state.phase_began = step;
  }
  state.last = step;
  if (anew || window != state.looked) look();
  state.looked = window;
  mine[N_ATOMS] = 0.0;
  if ((step - state.phase_began) * update->dt >= skip * (1.0 - 1e-9)) sample(phase);
  if (update->ntimestep % output_interval == 0) {
    show();
    write_file();
  }
}

void FixElectropulseSpectrum::sample(int phase)
{
  double *to = &mine[NCOUNTS + phase * ep_spectrum_size(&spectrum)];
  for (int i = 0; i < atom->nlocal; i++) {
    if (place[i] < 0) continue;
    Segment &s = segments[place[i]];
    double *v = s.velocity.data() + 3 * (size_t) s.count;
    for (int k = 0; k < 3; k++) v[k] = atom->v[i][k];
    mine[N_ATOMS] += 1.0;
    mine[N_SAMPLES] += 1.0;
    if (++s.count < samples) continue;
    const double mass = atom->rmass ? atom->rmass[i] : atom->mass[atom->type[i]];
    ep_spectrum_add(&spectrum, s.velocity.data(), 0.5 * mass * force->mvv2e, to);
    mine[N_USED] += s.overlaps ? samples / 2 : samples;
    std::copy(s.velocity.begin() + 3 * (samples / 2), s.velocity.end(), s.velocity.begin());
    s.count = samples / 2;
    s.overlaps = true;
  }
}

// What all processes have together, now.
void FixElectropulseSpectrum::add_up()
{
  total[N_ATOMS] = 0.0;    // of the last sample, no sum
  std::vector<double> all(mine.size());
  MPI_Allreduce(mine.data(), all.data(), (int) mine.size(), MPI_DOUBLE, MPI_SUM, world);
  for (size_t n = 0; n < all.size(); n++) all[n] += total[n];
  all.swap(total);
  std::fill(mine.begin(), mine.end(), 0.0);
}

void FixElectropulseSpectrum::show()
{
  add_up();
  shown = total;
  for (int phase : {GAP, PULSE})
    ep_spectrum_states(&spectrum, sums(shown, phase), domain->dimension, states[phase].data());
}

void FixElectropulseSpectrum::write_file()
{
  if (!file) return;
  if (overwrite) {
    const bool ok =
        fseek(file, file_begin, SEEK_SET) == 0 && ftruncate(fileno(file), (off_t) file_begin) == 0;
    if (!ok) error->one(FLERR, std::string(STYLE) + ": the file cannot be overwritten");
  }
  fprintf(file, BIGINT_FORMAT " %d %.0f %.0f\n", update->ntimestep, size_array_rows,
          compute_vector(2 * SEGMENTS), compute_vector(2 * SEGMENTS + 1));
  for (int k = 0; k < size_array_rows; k++) {
    fprintf(file, "%d", k + 1);
    for (int column = 0; column < NCOLUMNS; column++)
      fprintf(file, " %.9g", compute_array(k, column));
    fprintf(file, "\n");
  }
  if (fflush(file) != 0 || ferror(file))
    error->one(FLERR,
               std::string(STYLE) +
                   ": the file cannot be written: " + std::string(strerror(errno)));
}

double FixElectropulseSpectrum::compute_scalar()
{
  return *sums(shown, PULSE) + *sums(shown, GAP);
}

double FixElectropulseSpectrum::compute_vector(int n)
{
  const double *of = sums(shown, n % 2 == 0 ? PULSE : GAP);
  switch (n) {
    case LEFT:
      return shown[N_LEFT];
    case SWITCHED:
      return shown[N_SWITCHED];
    case USED_SHARE:
      return shown[N_SAMPLES] > 0.0 ? shown[N_USED] / shown[N_SAMPLES] : 0.0;
    case ATOMS:
      return shown[N_ATOMS];
    case LOWEST:
      return lowest();
    default:
      break;
  }
  switch (n / 2) {
    case FREQUENCY:
      return ep_spectrum_frequency(&spectrum, of);
    case AMPLITUDE:
      return ep_spectrum_amplitude(&spectrum, of, lowest());
    case ENERGY:
      return ep_spectrum_energy(&spectrum, of);
    default:
      return of[0];
  }
}

double FixElectropulseSpectrum::compute_array(int k, int column)
{
  if (column == COLUMN_FREQUENCY) return k * spectrum.spacing;
  const int phase = (column - COLUMN_STATES) % 2 == 0 ? PULSE : GAP;
  if (column < COLUMN_KINETIC) return states[phase][k];
  return ep_spectrum_kinetic(sums(shown, phase), k);
}

double FixElectropulseSpectrum::memory_usage()
{
  const double per_segment = sizeof(Segment) + 3.0 * samples * sizeof(double);
  return (double) atom->nmax * sizeof(int) + (double) segments.size() * per_segment +
      3.0 * (double) total.size() * sizeof(double);
}

void FixElectropulseSpectrum::grow_arrays(int nmax)
{
  memory->grow(place, nmax, "electropulse:segment");
}

void FixElectropulseSpectrum::copy_arrays(int i, int j, int)
{
  place[j] = place[i];
}

void FixElectropulseSpectrum::set_arrays(int i)
{
  place[i] = -1;
}

int FixElectropulseSpectrum::new_segment()
{
  int n = (int) segments.size();
  if (unused.empty()) {
    segments.emplace_back();
    segments[n].velocity.resize(3 * (size_t) samples);
  } else {
    n = unused.back();
    unused.pop_back();
  }
  segments[n].count = 0;
  segments[n].overlaps = false;
  return n;
}

// Atoms that were deleted did not give theirs back.
void FixElectropulseSpectrum::find_unused()
{
  std::vector<bool> used(segments.size(), false);
  for (int i = 0; i < atom->nlocal; i++)
    if (place[i] >= 0) used[place[i]] = true;
  unused.clear();
  for (int n = (int) segments.size() - 1; n >= 0; n--)
    if (!used[n]) unused.push_back(n);
}

// Numbers: how many samples, -1 for an atom that is not sampled; whether they overlap; the samples.
int FixElectropulseSpectrum::pack(int i, double *buf) const
{
  buf[0] = -1.0;
  if (place[i] < 0) return 1;
  const Segment &s = segments[place[i]];
  buf[0] = s.count;
  buf[1] = s.overlaps;
  std::copy_n(s.velocity.begin(), 3 * s.count, buf + 2);
  return 2 + 3 * s.count;
}

int FixElectropulseSpectrum::unpack(int i, const double *buf)
{
  place[i] = -1;
  if (buf[0] < 0.0) return 1;
  place[i] = new_segment();
  Segment &s = segments[place[i]];
  s.count = (int) buf[0];
  s.overlaps = buf[1] != 0.0;
  std::copy_n(buf + 2, 3 * s.count, s.velocity.begin());
  return 2 + 3 * s.count;
}

// The atom goes away.
int FixElectropulseSpectrum::pack_exchange(int i, double *buf)
{
  const int n = pack(i, buf);
  if (place[i] >= 0) unused.push_back(place[i]);
  place[i] = -1;
  return n;
}

int FixElectropulseSpectrum::unpack_exchange(int i, double *buf)
{
  return unpack(i, buf);
}

int FixElectropulseSpectrum::pack_restart(int i, double *buf)
{
  const int n = 1 + pack(i, buf + 1);
  buf[0] = n;
  return n;
}

void FixElectropulseSpectrum::unpack_restart(int i, int nth)
{
  double *values = atom->extra[i];
  int at = 0;
  for (int n = 0; n < nth; n++) at += static_cast<int>(values[at]);
  unpack(i, values + at + 1);
}

int FixElectropulseSpectrum::maxsize_restart()
{
  return 1 + exchange_width();
}

int FixElectropulseSpectrum::size_restart(int i)
{
  return place[i] < 0 ? 2 : 3 + 3 * segments[place[i]].count;
}

// Two spectra may go on in each other when these are equal.
FixElectropulseSpectrum::Settings FixElectropulseSpectrum::settings() const
{
  return {(double) nevery,
          (double) samples,
          id_core.empty() ? -1.0 : (double) wanted,
          id_pulse.empty() ? 0.0 : 1.0,
          fraction,
          skip};
}

void FixElectropulseSpectrum::write_restart(FILE *fp)
{
  add_up();
  if (comm->me != 0) return;
  const Settings mine_now = settings();
  State now = state;
  if (update->whichflag) now.ended = (double) update->ntimestep;
  const int size = (int) (sizeof(Settings) + sizeof(State) + 2 * sizeof(double) * total.size());
  fwrite(&size, sizeof(int), 1, fp);
  fwrite(&mine_now, sizeof(Settings), 1, fp);
  fwrite(&now, sizeof(State), 1, fp);
  fwrite(total.data(), sizeof(double), total.size(), fp);
  fwrite(shown.data(), sizeof(double), shown.size(), fp);
}

void FixElectropulseSpectrum::restart(char *buf)
{
  const Settings given = settings();
  Settings was;
  memcpy(&was, buf, sizeof(Settings));
  buf += sizeof(Settings);
  if (memcmp(&was, &given, sizeof(Settings)) != 0)
    error->all(
        FLERR,
        std::string(STYLE) + " " + id + ": the restart file holds a spectrum with Nevery " +
            Args::format(was.nevery) + ", Nrepeat " + Args::format(was.samples) + ", " +
            (was.role < 0.0 ? "no role" : std::string("role ") + ep_role_name((ep_role) was.role)) +
            (was.has_pulse ? ", a pulse" : ", no pulse") + ", fraction " +
            Args::format(was.fraction) + ", skip " + Args::format(was.skip) +
            "; give the same, or another fix ID to begin a new one");
  memcpy(&state, buf, sizeof(State));
  buf += sizeof(State);
  memcpy(total.data(), buf, sizeof(double) * total.size());
  memcpy(shown.data(), buf + sizeof(double) * total.size(), sizeof(double) * shown.size());
  if (state.dt > 0.0) set_timestep(state.dt);
  for (int phase : {GAP, PULSE})
    ep_spectrum_states(&spectrum, sums(shown, phase), domain->dimension, states[phase].data());
}
