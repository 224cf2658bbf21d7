// fix electropulse/spectrum: crystals of a known frequency, and the same numbers as a sum written down from its page.

#include "electropulse/role.h"
#include "lammps_test.h"

#include <cmath>
#include <fstream>
#include <sstream>

namespace {

const double PI = 3.14159265358979323846;
const double MVV2E =
    1.0364269e-4;    // eV in 1 (g/mol) (Angstrom/ps)^2, as LAMMPS 29Sep2021 has it; later 1.0364270e-4
const double MASS = 196.97;

// The spring that gives this mass a frequency (THz), eV/A^2.
std::string spring(double frequency, double mass = MASS)
{
  return std::to_string(mass * pow(2 * PI * frequency, 2) * MVV2E);
}

// What it becomes by velocity Verlet: sin(pi nu dt) = pi nu0 dt.
double verlet(double frequency, double dt)
{
  return asin(PI * frequency * dt) / (PI * dt);
}

const double DT = 0.004;

// 108 atoms without forces between them, all on their lattice sites, at 600 K.
std::string free_atoms(const std::string &more = "")
{
  return R"(
units metal
atom_modify map array sort 0 0
lattice fcc 4.08
region box block 0 3 0 3 0 3
create_box 2 box
create_atoms 1 box
mass * 196.97
pair_style zero 4.0
pair_coeff * *
neighbor 1.0 bin
timestep 0.004
velocity all create 600 4711 loop geom
fix nve all nve
)" + more;
}

const char PULSE[] = "fix ep all electropulse waveform square 8.0 current 1e9 direction 0 1 0";

struct Spectrum {
  double frequency[2], amplitude[2], energy[2], segments[2], left, switched, share, atoms, lowest;
  std::vector<std::vector<double>> rows;
};

// As the fix with ID s shows it; the first of two is the pulse's.
Spectrum spectrum_of(Lammps &lammps, int rows)
{
  const auto entry = [&](int row, int column) {
    auto *p = static_cast<double *>(lammps_extract_fix(lammps.handle, const_cast<char *>("s"), 0,
                                                       column < 0 ? 1 : 2, row, column));
    const double value = *p;
    lammps_free(p);
    return value;
  };
  Spectrum s;
  for (int p : {0, 1}) {
    s.frequency[p] = entry(p, -1);
    s.amplitude[p] = entry(2 + p, -1);
    s.energy[p] = entry(4 + p, -1);
    s.segments[p] = entry(6 + p, -1);
  }
  s.left = entry(8, -1);
  s.switched = entry(9, -1);
  s.share = entry(10, -1);
  s.atoms = entry(11, -1);
  s.lowest = entry(12, -1);
  for (int k = 0; k < rows; k++) {
    s.rows.emplace_back();
    for (int c = 0; c < 5; c++) s.rows.back().push_back(entry(k, c));
  }
  return s;
}

double area(const Spectrum &s, int column)
{
  double sum = 0.0;
  for (const auto &row : s.rows) sum += row[column];
  return sum * (s.rows[1][0] - s.rows[0][0]);
}

// A segment is 256 samples of 0.02 ps; the current flows from 8 ps on for 8 ps. Frequencies are apart by 0.195 THz.
TEST(EinsteinCrystal, HasOneFrequencyInThePulseAndAnotherInTheGap)
{
  Lammps lammps;
  lammps.run(free_atoms(std::string(PULSE) + R"( delay 7.99
fix spring all spring/self )" +
                        spring(3.1) +
                        R"(
fix s all electropulse/spectrum 5 256 5 pulse ep
)"));
  lammps.run("run 0 post no");
  // At rest on their sites: half the energy is kinetic on average.
  const double kinetic = 0.5 * lammps.thermo("ke") / 108;
  lammps.run("run 1995 post no\nunfix spring\nfix spring all spring/self " + spring(4.4) + "\n");
  // Displaced atoms are bound to where they are now: all their energy is kinetic again.
  const double kinetic_now = 0.5 * lammps.thermo("ke") / 108;
  lammps.run("run 2000 post no");
  const Spectrum s = spectrum_of(lammps, 129);

  const double nu[2] = {verlet(4.4, DT), verlet(3.1, DT)}, energy[2] = {kinetic_now, kinetic};
  const double spacing = 1.0 / (256 * 0.02);
  EXPECT_DOUBLE_EQ(s.rows[1][0], spacing);
  EXPECT_DOUBLE_EQ(s.lowest, 2 * spacing);
  for (int p : {0, 1}) {
    // 400 samples in the pulse, 399 before: 1 + floor((400 - 256)/128) segments of each atom
    EXPECT_EQ(s.segments[p], 2 * 108);
    EXPECT_NEAR(s.frequency[p], nu[p], 1e-3 * spacing);
    EXPECT_NEAR(area(s, 1 + p), 3.0, 1e-12);
    EXPECT_NEAR(area(s, 3 + p), s.energy[p], 1e-12 * s.energy[p]);
    // weighted with the window squared, which leaves 1/(2 nu T)^5 of the oscillation of v^2
    EXPECT_NEAR(s.energy[p], energy[p], 1e-6 * energy[p]);
    // of a sum over lines at +-1 spacing, with the variance of 1/3: <1/nu^2> is larger than 1/<nu>^2 by (spacing/nu)^2
    const double u = sqrt(2 * energy[p] / (MASS * MVV2E)) / (2 * PI * nu[p]);
    const double more = 1.0 + 0.5 * pow(spacing / nu[p], 2);
    EXPECT_NEAR(s.amplitude[p], u * more, 1e-3 * u);
    for (const auto &row : s.rows)
      if (std::abs(row[0] - nu[p]) > 4 * spacing) { EXPECT_LT(row[1 + p], 1e-3) << row[0]; }
  }
  EXPECT_EQ(s.left, 0);
  EXPECT_EQ(s.switched, 108);    // when the current was switched on
  EXPECT_EQ(s.atoms, 108);
  EXPECT_NEAR(s.share, 2 * 384.0 / 799.0, 1e-12);
}

// Light and heavy atoms: the kinetic energy of each kind decides about its share of the modes.
TEST(EinsteinCrystal, HasAModeForEachDegreeOfFreedom)
{
  Lammps lammps;
  lammps.run(free_atoms("group light id 1:54\nset group light type 2\nmass 2 98.485\nvelocity all "
                        "create 600 3 loop geom\n"
                        "fix spring all spring/self " +
                        spring(2.5) + "\nfix s all electropulse/spectrum 5 256 1280\nrun 1280\n"));
  const Spectrum s = spectrum_of(lammps, 129);
  const double heavy = verlet(2.5, DT), light = verlet(2.5 * sqrt(2.0), DT);
  double modes[2] = {};
  for (const auto &row : s.rows)
    for (int kind : {0, 1})
      if (std::abs(row[0] - (kind ? light : heavy)) < 0.5) modes[kind] += row[2] * s.rows[1][0];
  // At the same temperature as a whole; the kinds differ by what 162 modes have as spread: sqrt(2/162) each
  EXPECT_NEAR(modes[0] + modes[1], 3.0, 1e-3);
  EXPECT_NEAR(modes[1], 1.5, 4 * 0.75 * sqrt(4.0 / 162));
  EXPECT_EQ(s.segments[0], 0);
  EXPECT_EQ(s.frequency[0], 0.0);
}

// The definition on the page, written down anew: atoms of the role at every look, with the current on or off, in half
// overlapping segments; a segment is broken off when one of the two changes. Atoms fly through the box, across the
// processes.
class Reference {
 public:
  static const int N = 16;
  double mass = 0.0;
  double segments[2] = {}, left = 0, switched = 0, samples = 0, used = 0;
  std::vector<double> kinetic[2] = {std::vector<double>(N / 2 + 1), std::vector<double>(N / 2 + 1)};

  void sample(const Lammps::Table &velocity, const std::map<int, bool> &wanted, int phase)
  {
    if (phase != last_phase)
      for (auto &[tag, v] : open) {
        if (!v.empty()) switched++;
        v.clear(), overlapping[tag] = false;
      }
    last_phase = phase;
    for (const auto &[tag, row] : velocity) {
      auto &v = open[tag];
      if (!wanted.at(tag)) {
        if (!v.empty()) left++;
        v.clear(), overlapping[tag] = false;
        continue;
      }
      v.push_back(row);
      samples++;
      if ((int) v.size() < N) continue;
      add(v, phase);
      used += overlapping[tag] ? N / 2 : N;
      overlapping[tag] = true;
      v.erase(v.begin(), v.begin() + N / 2);
    }
  }

 private:
  int last_phase = -1;
  std::map<int, std::vector<std::vector<double>>> open;
  std::map<int, bool> overlapping;

  void add(const std::vector<std::vector<double>> &v, int phase)
  {
    segments[phase]++;
    for (int k = 0; k < 3; k++) {
      double weights = 0.0, squares = 0.0, mean = 0.0;
      const auto w = [](int n) {
        return pow(sin(PI * n / N), 2);
      };
      for (int n = 0; n < N; n++) {
        weights += w(n), squares += w(n) * w(n);
        mean += w(n) * v[n][k];
      }
      mean /= weights;
      for (int q = 0; q <= N / 2; q++) {
        double re = 0.0, im = 0.0;
        for (int n = 0; n < N; n++) {
          re += w(n) * (v[n][k] - mean) * cos(2 * PI * q * n / N);
          im += w(n) * (v[n][k] - mean) * sin(2 * PI * q * n / N);
        }
        const double power = (q == 0 || q == N / 2 ? 1 : 2) * 0.012 * (re * re + im * im) / squares;
        kinetic[phase][q] += 0.5 * mass * MVV2E * power;
      }
    }
  }
};

TEST(Spectrum, IsOfTheAtomsThatHaveTheRoleThroughoutASegment)
{
  Lammps lammps;
  lammps.run(small_boundary(300, 5) + R"(
velocity all set NULL NULL 20.0 sum yes
compute core all electropulse/core/atom fcc lattice 4.075
fix ep all electropulse waveform square 0.5 current 1e9 direction 0 1 0 delay 0.301
group some id 1:100000:3
fix s some electropulse/spectrum 3 16 3 pulse ep role core bulk every 3
thermo_style custom step c_core
run 0 post no
)");
  const int some = 2;    // the bit of the group
  Reference reference;
  reference.mass = static_cast<double *>(lammps_extract_atom(lammps.handle, "mass"))[1];
  for (int n = 0; n < 90; n++) {
    lammps.run("run 3 post no");
    std::map<int, bool> wanted;
    const double phase = lammps.value("f_ep[1]");
    lammps.value("c_core");
    std::vector<double> in_group(lammps.nlocal());
    std::vector<double *> rows;
    for (int i = 0; i < lammps.nlocal(); i++) {
      in_group[i] = (lammps.masks()[i] & some) ? 1 : 0;
      rows.push_back(&in_group[i]);
    }
    const auto member = lammps.gather(rows.data(), 1);
    for (const auto &[tag, row] : lammps.gather(lammps.compute_atoms("core"), 2))
      wanted[tag] = row[1] == EP_ROLE_BULK && member.at(tag)[0] == 1;
    reference.sample(lammps.gather(lammps.atoms("v"), 3), wanted,
                     phase == 1 || phase == 2 || phase == 3 ? 0 : 1);
  }
  const Spectrum s = spectrum_of(lammps, 9);
  for (int p : {0, 1}) {
    EXPECT_EQ(s.segments[p], reference.segments[p]);
    ASSERT_GT(s.segments[p], 400);
    for (int k = 0; k <= 8; k++) {
      const double expected = reference.kinetic[p][k] / reference.segments[p];
      EXPECT_NEAR(s.rows[k][3 + p], expected, 1e-12 * s.energy[p]) << k;
    }
  }
  EXPECT_EQ(s.left, reference.left);
  EXPECT_EQ(s.switched, reference.switched);
  ASSERT_GT(s.left, 50);
  EXPECT_NEAR(s.share, reference.used / reference.samples, 1e-12);
}

std::string driven(const std::string &more)
{
  return std::string("compute core all electropulse/core/atom ") + core_settings() +
      R"( hysteresis 1
fix ep all electropulse waveform square 0.5 rise 0.1 fall 0.1 delay 2.0 current 1.7e9 direction 0 1 0
fix v all electropulse/vibrate ep core temperature 1500 0.05 4711 every 20
fix s all electropulse/spectrum 5 16 50 pulse ep role core core every 10
)" + more;
}

// The file is of step 567: in a pulse, between two samples, in the midst of segments.
TEST(Spectrum, RestartIsExact)
{
  Lammps straight;
  straight.run(small_boundary(300, 11) + driven("restart 567 spectrum.*\nrun 700 post no\n"));
  const Spectrum a = spectrum_of(straight, 9);
  ASSERT_GT(a.segments[0], 100);
  ASSERT_GT(a.segments[1], 100);

  Lammps restarted;
  restarted.run("units metal\natom_style atomic\natom_modify map array sort 0 0\nread_restart "
                "spectrum.567\n" +
                std::string(potential_and_integrator()) + driven("run 0 post no\n"));
  EXPECT_GT(restarted.value("f_s"), 0);    // of step 550
  restarted.run("run 133 post no");
  const Spectrum b = spectrum_of(restarted, 9);
  EXPECT_EQ(a.rows, b.rows);
  for (int p : {0, 1}) {
    EXPECT_EQ(a.frequency[p], b.frequency[p]);
    EXPECT_EQ(a.amplitude[p], b.amplitude[p]);
    EXPECT_EQ(a.energy[p], b.energy[p]);
    EXPECT_EQ(a.segments[p], b.segments[p]);
  }
  EXPECT_EQ(a.left, b.left);
  EXPECT_EQ(a.switched, b.switched);
  EXPECT_EQ(a.share, b.share);
  EXPECT_EQ(a.atoms, b.atoms);
}

std::string oscillators(const std::string &more)
{
  return free_atoms("velocity all set 8.0 NULL NULL sum yes\n"
                    "fix spring all spring/self " +
                    spring(3.1) + " yz\n" + more);
}

// Atoms fly along x, through all processes. Sums are of other order.
TEST(Spectrum, IsTheSameOnAnyNumberOfProcesses)
{
  const std::string script =
      oscillators("fix s all electropulse/spectrum 5 64 320 fraction 0.4\nrun 960 post no\n");
  Lammps one(MPI_COMM_SELF), all;
  one.run(script);
  all.run(script);
  const Spectrum a = spectrum_of(one, 33), b = spectrum_of(all, 33);
  for (int k = 0; k < 33; k++)
    EXPECT_NEAR(a.rows[k][2], b.rows[k][2], 1e-12 * (1 + a.rows[k][2])) << k;
  EXPECT_EQ(a.segments[1], b.segments[1]);
  EXPECT_EQ(a.atoms, b.atoms);
  // 0.4 of 108, by chance: the spread is 5.1
  EXPECT_NEAR(a.atoms, 43.2, 4 * 5.1);
  EXPECT_EQ(a.segments[1], a.atoms * 5);    // 192 samples
}

// Balancing makes room for the widest fix only.
TEST(Spectrum, SeveralMoveWithTheirAtomsWhenRanksAreBalanced)
{
  std::string fixes;
  for (const char *id : {"s", "t", "u"})
    fixes += std::string("fix ") + id + " all electropulse/spectrum 1 512 1600\n";
  const std::string balance = "comm_style tiled\nfix even all balance 100 1.0 rcb\n";
  Lammps one(MPI_COMM_SELF), all;
  one.run(oscillators(fixes + "run 1600 post no\n"));
  all.run(oscillators(balance + fixes + "run 1600 post no\n"));
  const Spectrum a = spectrum_of(one, 257), b = spectrum_of(all, 257);
  EXPECT_EQ(a.segments[1], 108 * 5);
  EXPECT_EQ(a.segments[1], b.segments[1]);
  for (int k = 0; k < 257; k++)
    EXPECT_NEAR(a.rows[k][2], b.rows[k][2], 1e-12 * (1 + a.rows[k][2])) << k;
}

// A rerun of all frames, from the first that the run had sampled.
TEST(Spectrum, OfARerunIsThatOfTheRun)
{
  Lammps run, rerun;
  const std::string fixes =
      std::string(PULSE) + " delay 1.5\n" + "fix s all electropulse/spectrum 5 64 100 pulse ep\n";
  run.run(oscillators(fixes) +
          "dump d all custom 5 rerun.dump id type x y z vx vy vz\n"
          "dump_modify d sort id format float %.17g\nrun 900 post no\nundump d\n");
  rerun.run(free_atoms(fixes) + "rerun rerun.dump first 5 dump x y z vx vy vz\n");
  const Spectrum a = spectrum_of(run, 33), b = spectrum_of(rerun, 33);
  ASSERT_EQ(a.segments[0], 0 + b.segments[0]);
  ASSERT_GT(b.segments[1], 100);
  for (int k = 0; k < 33; k++)
    for (int c = 1; c < 5; c++) EXPECT_NEAR(a.rows[k][c], b.rows[k][c], 1e-12) << k;
}

// A sample that is missing breaks segments off, whatever took its time.
TEST(Spectrum, BeginsAnewAfterAGapInTime)
{
  Lammps lammps;
  lammps.run(oscillators("fix s all electropulse/spectrum 5 64 5\nrun 150 post no\nreset_timestep "
                         "1000\nrun 5 post no\n"));
  EXPECT_EQ(lammps.value("f_s[10]"), 108);
  EXPECT_EQ(lammps.value("f_s"), 0);
  lammps.run("run 310 post no");
  EXPECT_EQ(lammps.value("f_s"), 0);
  lammps.run("run 5 post no");
  EXPECT_EQ(lammps.value("f_s"), 108);    // 64 samples, over two runs
  lammps.run("min_style cg\nminimize 0 0 5 5\nrun 10 post no");
  EXPECT_EQ(lammps.value("f_s[10]"), 2 * 108);
}

TEST(Spectrum, FollowsADynamicGroupAndDeletedAtoms)
{
  Lammps lammps;
  lammps.run(oscillators("region left block INF 6.0 INF INF INF INF units box\n"
                         "group left dynamic all region left every 5\n"
                         "fix s left electropulse/spectrum 5 16 5 every 5\nrun 400 post no\n"));
  EXPECT_GT(lammps.value("f_s[9]"), 50);
  EXPECT_EQ(lammps.value("f_s[12]"), lammps.value("count(left)"));
  lammps.run("group odd id 1:108:2\ndelete_atoms group odd compress no\nrun 200 post no\n");
  EXPECT_EQ(lammps.value("f_s[12]"), lammps.value("count(left)"));
}

// The beginning of a pulse and of a gap is left out.
TEST(Spectrum, SkipsTheBeginning)
{
  Lammps lammps;
  lammps.run(free_atoms(std::string(PULSE) + " delay 3.99\n" +
                        "fix s all electropulse/spectrum 5 64 5 pulse ep skip 1.0\n"
                        "run 1000 post no\n"));
  // from the first sample at 0.02 ps on: samples from 1.02 ps on, 149 of them
  EXPECT_EQ(lammps.value("f_s[8]"), 108 * 3);
  // the first sample in the pulse, of 4.00 ps, is followed by the run's end
  EXPECT_EQ(lammps.value("f_s[7]"), 0);
  EXPECT_EQ(lammps.value("f_s[12]"), 0);
  lammps.run("run 315 post no");
  EXPECT_EQ(lammps.value("f_s[7]"), 0);
  lammps.run("run 255 post no");
  EXPECT_EQ(lammps.value("f_s[7]"), 108);
}

std::vector<std::string> lines_of(const std::string &file)
{
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(Spectrum, WritesItsFile)
{
  const auto script = [](const std::string &keywords) {
    return oscillators("fix s all electropulse/spectrum 5 16 100 " + keywords +
                       "\nrun 200 post no");
  };
  double last = 0.0;
  {
    Lammps lammps;
    lammps.run(script("file spectrum.txt"));
    last = spectrum_of(lammps, 9).rows[8][2];
  }
  {
    Lammps lammps;
    lammps.run(script("file latest.txt overwrite title1 '# mine'"));
  }
  {
    Lammps lammps;
    lammps.run(script("append spectrum.txt"));
  }
  const auto lines = lines_of("spectrum.txt"), latest = lines_of("latest.txt");
  ASSERT_EQ(lines.size(), 2 * (3 + 2 * (1 + 9)));
  EXPECT_EQ(lines[0], "# Vibrational spectrum of fix s");
  EXPECT_EQ(lines[3], "100 9 0 " + std::to_string(108 * 1));
  std::istringstream row(lines[3 + 10 + 9]);
  double index, frequency, pulse, gap;
  row >> index >> frequency >> pulse >> gap;
  EXPECT_EQ(index, 9);
  EXPECT_NEAR(frequency, 25.0, 1e-6);
  EXPECT_EQ(pulse, 0.0);
  EXPECT_NEAR(gap, last, 1e-8 * last);
  ASSERT_EQ(latest.size(), 3 + 1 + 9);
  EXPECT_EQ(latest[0], "# mine");
  EXPECT_EQ(latest[3], lines[3 + 10]);
}

// It may be set after the fix, but not changed between samples.
TEST(Spectrum, TakesTheTimestepOfItsFirstSample)
{
  Lammps lammps;
  lammps.run(
      oscillators("fix s all electropulse/spectrum 5 16 5\ntimestep 0.002\nrun 10 post no\n"));
  EXPECT_NEAR(spectrum_of(lammps, 2).rows[1][0], 1.0 / (16 * 0.01), 1e-12);
}

}    // namespace
