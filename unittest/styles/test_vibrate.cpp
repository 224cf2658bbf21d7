// fix electropulse/vibrate and the role of atoms it acts on: same on any ranks, exact ledger, no net force.

#include "lammps_test.h"

#include <cmath>
#include <memory>

static const std::string pulse =
    "fix ep all electropulse waveform square 0.2 rise 0.04 fall 0.04 delay 0.0 period 0.32 "
    "count 2 current 1.7e9 direction 0 1 0\n";
// area under the squared waveform of one pulse, ps
static const double dose = 0.2 - 0.04 + 0.04 / 3.0 + 0.04 / 3.0;

// From present positions: there is a core from the first step on.
static std::string core()
{
  return "compute core all electropulse/core/atom fcc lattice 4.075 neighbors 4 margin 2\n";
}

static void expect_same(const Lammps::Table &a, const Lammps::Table &b, double tolerance,
                        const char *what)
{
  ASSERT_EQ(a.size(), b.size());
  double worst = 0.0;
  for (const auto &row : a)
    for (size_t k = 0; k < row.second.size(); k++)
      worst = std::max(worst, std::fabs(row.second[k] - b.at(row.first)[k]));
  EXPECT_LE(worst, tolerance) << what;
}

class VibrateMode : public testing::TestWithParam<const char *> {};

TEST_P(VibrateMode, ForcesAndRolesDoNotDependOnRanksOrAtomOrder)
{
  // One step from one file, so that positions are identical.
  const std::string script = small_boundary(300, 1) + core() +
      "fix ep all electropulse waveform square 1.0 current 1.7e9 direction 0 1 0\n"
      "fix v all electropulse/vibrate ep core " +
      GetParam() + " every 1\nrun 1 post no\n";
  Lammps world;
  world.run(script);
  const auto roles = world.gather(world.compute_atoms("core"), 2);
  const auto forces = world.gather(world.fix_atoms("v"), 3);
  double largest = 0.0;
  for (const auto &row : forces)
    for (double f : row.second) largest = std::max(largest, std::fabs(f));
  EXPECT_GT(largest, 1e-3);

  Lammps alone(MPI_COMM_SELF);
  alone.run(script);
  expect_same(alone.gather(alone.compute_atoms("core"), 2), roles, 0.0, "roles on one rank");
  expect_same(alone.gather(alone.fix_atoms("v"), 3), forces, 1e-12, "forces on one rank");

  Lammps sorted(MPI_COMM_SELF);
  std::string sort = script;
  sort.replace(sort.find("sort 0 0"), 8, "sort 1 3.0");
  sorted.run(sort);
  expect_same(sorted.gather(sorted.fix_atoms("v"), 3), forces, 1e-12,
              "forces in another order of atoms");
}

TEST_P(VibrateMode, LedgerHoldsTheMomentumAndTheEnergyPutIn)
{
  Lammps lammps;
  lammps.run(small_boundary(300, 2) + core() + pulse + "fix v all electropulse/vibrate ep core " +
             GetParam() +
             " every 5\nthermo_style custom step temp econserve f_v f_v[1] f_v[2] f_v[3] f_v[5] "
             "f_v[6] f_v[7]\n"
             "run 0 post no\n");
  double before[3], after[3];
  const char *axis[] = {"x", "y", "z"};
  const double mass = lammps.value("mass(all)");
  for (int k = 0; k < 3; k++)
    before[k] = mass * lammps.value(std::string("vcm(all,") + axis[k] + ")");
  const double energy = lammps.thermo("etotal");
  lammps.run("run 200 post no");
  for (int k = 0; k < 3; k++) {
    after[k] = mass * lammps.value(std::string("vcm(all,") + axis[k] + ")");
    const double impulse = lammps.value("f_v[" + std::to_string(5 + k) + "]");
    EXPECT_NEAR((after[k] - before[k] - impulse) * 1.0364269e-4, 0.0, 1e-10);    // eV ps/A
    EXPECT_NEAR(impulse * 1.0364269e-4, 0.0, 1e-10);
  }
  const double delivered = lammps.value("f_v[1]");
  EXPECT_GT(delivered, 1.0);
  EXPECT_DOUBLE_EQ(lammps.value("f_v"), -delivered);
  EXPECT_NEAR(lammps.thermo("etotal") - energy, delivered, 0.01 * delivered);
  EXPECT_LT(lammps.value("f_v[3]"), delivered);    // the second pulse alone
  EXPECT_GT(lammps.value("f_v[3]"), 0.0);
}

INSTANTIATE_TEST_SUITE_P(Modes, VibrateMode,
                         testing::Values("temperature 1500 0.05 4711", "power 0.5",
                                         "resistive line 5e-24 25.0", "band 0.3 2.0 6.0 4711"),
                         [](const auto &info) {
                           const std::string mode = info.param;
                           return mode.substr(0, mode.find(' '));
                         });

// physics: (rho_D/N_D) j^2 = 75 W/m = 0.135 eV/ps per Burgers vector of gold at 2.6e-25 ohm m^3 and 1.7e13 A/m^2.
TEST(Vibrate, ResistivePowerIsTheHandCalculation)
{
  Lammps lammps;
  lammps.run(
      small_boundary(300, 3) + core() +
      "fix ep all electropulse waveform square 0.2 rise 0.04 fall 0.04 current 1.7e9 "
      "direction 0 1 0\n"
      "fix v all electropulse/vibrate ep core resistive line 2.6e-25 28.84\n"
      "fix w all electropulse/vibrate ep core resistive line 2.6e-25 28.84 fraction 0.5\n"
      "fix a all electropulse/vibrate ep core resistive area 3e-16 250.0\nrun 100 post no\n");
  const double hand = 10 * 0.135 * dose;    // ten Burgers vectors of 2.884 A
  EXPECT_NEAR(lammps.value("f_v[2]") / hand, 1.0, 0.005);
  EXPECT_NEAR(lammps.value("f_v[1]") / lammps.value("f_v[2]"), 1.0, 1e-10);
  EXPECT_NEAR(lammps.value("f_w[2]") / lammps.value("f_v[2]"), 0.5, 1e-12);
  // 3e-16 ohm m^2 times (1.7e13 A/m^2)^2 = 8.67e10 W/m^2 = 5.411e-3 eV/ps per A^2
  EXPECT_NEAR(lammps.value("f_a[2]") / (250.0 * 5.411e-3 * dose), 1.0, 1e-3);
}

TEST(Vibrate, ResistivePowerFollowsTheMeasuredLength)
{
  Lammps lammps;
  lammps.run(small_boundary(300, 3) + core() +
             "fix ep all electropulse waveform square 1.0 current 1.7e9 direction 0 1 0\n"
             "compute extent all electropulse/core/extent core\n"
             "fix v all electropulse/vibrate ep core resistive area 3e-16 c_extent[2] every 1\n"
             "thermo_style custom step c_extent[2] f_v[15]\nrun 1 post no\n");
  const double area = lammps.value("f_v[15]");
  EXPECT_GT(area, 100.0);
  EXPECT_NEAR(lammps.value("f_v[2]") / (area * 5.4114e-3 * 0.004), 1.0, 1e-4);
}

TEST(Vibrate, WhatNoCoreTakesIsUndelivered)
{
  Lammps lammps;
  lammps.run(
      "units metal\natom_modify map array\nlattice fcc 4.08\nregion box block 0 5 0 5 0 "
      "5\ncreate_box 1 box\ncreate_atoms 1 box\nmass 1 196.97\npair_style zero 6.0\n"
      "pair_coeff * *\ncomm_modify cutoff 8.5\n" +
      core() + pulse +
      "fix nve all nve\nvelocity all create 10 1\n"
      "fix v all electropulse/vibrate ep core resistive line 2.6e-25 28.84\nrun 450 post no\n");
  EXPECT_EQ(lammps.value("f_v[1]"), 0.0);
  EXPECT_GT(lammps.value("f_v[2]"), 0.1);
  EXPECT_EQ(lammps.value("f_v[13]"), lammps.value("f_v[2]"));
  EXPECT_GT(lammps.value("f_v[14]"), 0.0);
  EXPECT_LT(lammps.value("f_v[14]"), lammps.value("f_v[13]"));    // the second pulse alone
}

// The amplitude is the root mean square force: sampled over pulses, atoms and components.
TEST(Vibrate, BandForceHasItsAmplitude)
{
  Lammps lammps;
  lammps.run(
      small_boundary(1, 9) + core() +
      "fix ep all electropulse waveform square 0.5 period 1.0 count 0 current 1e9 direction 0 1 0\n"
      "fix v all electropulse/vibrate ep core band 1e-4 2.0 6.0 7 every 100000\n"
      "run 0 post no\n");
  double sum = 0.0, n = 0.0;
  for (int k = 0; k < 40; k++) {
    lammps.run("run 11 pre no post no");
    double **f = lammps.fix_atoms("v"), mine[2] = {0.0, 0.0}, all[2];
    for (int i = 0; i < lammps.nlocal(); i++)
      for (int c = 0; c < 3; c++)
        if (f[i][c] != 0.0) mine[0] += f[i][c] * f[i][c], mine[1] += 1.0;
    MPI_Allreduce(mine, all, 2, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
    sum += all[0], n += all[1];
  }
  // some 15 pulses, 70 atoms and 3 components of 8 independent amplitudes each: one part in 100
  EXPECT_NEAR(std::sqrt(sum / n), 1e-4, 0.04e-4);
}

TEST(Vibrate, PowerDeliversWhatIsAskedOnTheAtomsMarkedAtTheLastLook)
{
  Lammps lammps;
  lammps.run(small_boundary(300, 3) + core() +
             "fix ep all electropulse waveform square 0.2 rise 0.04 fall 0.04 current 1.7e9 "
             "direction 0 1 0\n" +
             "fix v all electropulse/vibrate ep core power 0.5 every 1000000\nrun 100 post no\n");
  const double natoms = lammps.value("f_v[11]");
  EXPECT_GT(natoms, 20.0);
  const double asked = 0.5 * natoms * dose;
  EXPECT_NEAR(lammps.value("f_v[2]") / asked, 1.0, 1e-10);
  EXPECT_NEAR(lammps.value("f_v[1]") / asked, 1.0, 1e-10);
}

TEST(Vibrate, TemperatureBringsTheCoreToItsTarget)
{
  Lammps lammps;
  lammps.run(small_boundary(300, 4) + core() +
             "fix ep all electropulse waveform square 10.0 current 1.0 direction 0 1 0\n"
             "fix v all electropulse/vibrate ep core temperature 900 0.01 5 every 25\n"
             "fix sink all langevin 300 300 0.5 9 zero yes\n"
             "fix mean all ave/time 1 200 300 f_v[12]\nrun 300 post no\n");
  EXPECT_NEAR(lammps.value("f_mean"), 900.0, 60.0);
}

TEST(Vibrate, EmptyCoreIsLeftAlone)
{
  Lammps lammps;
  lammps.run("units metal\natom_modify map array\nlattice fcc 4.08\nregion box block 0 5 0 5 0 "
             "5\ncreate_box 1 box\n"
             "create_atoms 1 box\nmass 1 196.97\npair_style zero 6.0\npair_coeff * *\ncomm_modify "
             "cutoff 8.5\n" +
             core() + pulse +
             "fix nve all nve\nvelocity all create 10 1\n"
             "fix t all electropulse/vibrate ep core temperature 1500 0.1 1\n"
             "fix p all electropulse/vibrate ep core power 1.0\nrun 0 post no\n");
  const double energy = lammps.thermo("etotal");
  lammps.run("run 100 post no");
  EXPECT_EQ(lammps.value("f_t[1]"), 0.0);
  EXPECT_EQ(lammps.value("f_p[2]"), 0.0);
  EXPECT_EQ(lammps.value("f_p[11]"), 0.0);
  EXPECT_NEAR(lammps.thermo("etotal"), energy, 1e-9);
}

// Thermal disorder that a young average has not averaged away is no core.
TEST(Vibrate, HotPerfectCrystalIsLeftAloneWhileAveragesSettle)
{
  Lammps lammps;
  lammps.run("units metal\natom_modify map array\nlattice fcc 4.085\nregion box block 0 6 0 6 0 "
             "6\ncreate_box 1 box\n"
             "create_atoms 1 box\nmass 1 196.97\n" +
             std::string(potential_and_integrator()) +
             "velocity all create 1040 1 loop geom\nfix bath all langevin 520 520 0.1 1\nrun 500 "
             "post no\nunfix bath\n"
             "compute core all electropulse/core/atom " +
             core_settings() +
             "\n"
             "fix ep all electropulse waveform square 5.0 current 1e9 direction 0 1 0\n"
             "fix v all electropulse/vibrate ep core power 1.0 every 10\nthermo_style custom step "
             "c_core\nrun 400 post no\n");
  EXPECT_EQ(lammps.value("f_v[1]"), 0.0);
}

TEST(Vibrate, NothingHappensWithoutCurrent)
{
  for (const char *train :
       {"waveform square 10.0 current 0.0", "waveform square 10.0 delay 50.0 current 1e9"}) {
    Lammps lammps;
    lammps.run(small_boundary(300, 6) + core() + "fix ep all electropulse " + train +
               " direction 0 1 0\nfix v all electropulse/vibrate ep core temperature 1500 0.1 "
               "1\nrun 20 post no\n");
    EXPECT_EQ(lammps.value("f_v[1]"), 0.0) << train;
  }
}

TEST(Vibrate, TwoFixesWithOneSeedDrawDifferentNumbers)
{
  Lammps lammps;
  lammps.run(small_boundary(0.001, 7) + core() + pulse +
             "fix v all electropulse/vibrate ep core temperature 1500 0.1 1\n"
             "fix w all electropulse/vibrate ep core temperature 1500 0.1 1\nrun 1 post no\n");
  double **v = lammps.fix_atoms("v"), **w = lammps.fix_atoms("w");
  double same = 0.0, all = 0.0, sums[2], total[2];
  for (int i = 0; i < lammps.nlocal(); i++)
    for (int k = 0; k < 3; k++) {
      same += v[i][k] * w[i][k];
      all += v[i][k] * v[i][k];
    }
  sums[0] = same, sums[1] = all;
  MPI_Allreduce(sums, total, 2, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  EXPECT_GT(total[1], 0.0);
  EXPECT_LT(std::fabs(total[0]), 0.5 * total[1]);
}

// Atoms cross the periodic boundary, and from one process to the next, and are sorted.
TEST(Vibrate, ShakesTheSameAtomsUntilTheNextLookAndShowsNoForceAfterThePulse)
{
  for (const char *mode : {"temperature 1500 0.05 4711", "power 0.5"}) {
    std::string model = small_boundary(300, 7);
    model.replace(model.find("sort 0 0"), 8, "sort 10 3.0");
    Lammps lammps;
    lammps.run(model + core() +
               "fix ep all electropulse waveform square 0.6 current 1.7e9 direction 0 1 0\n"
               "velocity all set NULL NULL 30.0 sum yes units box\n"
               "fix v all electropulse/vibrate ep core " +
               mode + " every 1000000\nrun 1 post no\n");
    const auto before = lammps.gather(lammps.fix_atoms("v"), 3);
    lammps.run("run 148 post no");    // 18 A
    const auto after = lammps.gather(lammps.fix_atoms("v"), 3);
    const std::vector<double> zero(3);
    int shaken = 0, differ = 0;
    for (const auto &row : before) {
      shaken += row.second != zero;
      differ += (row.second != zero) != (after.at(row.first) != zero);
    }
    EXPECT_GT(shaken, 20);
    EXPECT_EQ(differ, 0);
    EXPECT_EQ(lammps.value("f_v[11]"), shaken);
    lammps.run("run 10 post no");
    for (const auto &row : lammps.gather(lammps.fix_atoms("v"), 3)) EXPECT_EQ(row.second, zero);
  }
}

// What was done to the atoms at their former places is not shown for those that are there now, in no process.
TEST(Vibrate, ShowsNoForceOnceAtomsHaveChangedPlaces)
{
  Lammps lammps;
  lammps.run(small_boundary(300, 7) + core() + pulse +
             "fix v all electropulse/vibrate ep core power 0.5\nrun 5 post no\n");
  const std::vector<double> zero(3);
  int shown = 0;
  for (const auto &row : lammps.gather(lammps.fix_atoms("v"), 3)) shown += row.second != zero;
  EXPECT_GT(shown, 20);
  lammps.run("region gone block INF 10 INF INF INF INF units box\n"
             "delete_atoms region gone compress no\nrun 0 post no");
  for (const auto &row : lammps.gather(lammps.fix_atoms("v"), 3)) EXPECT_EQ(row.second, zero);
}

// The error of the energy balance is that of the integrator: it falls at least as fast as the timestep.
TEST(Vibrate, EnergyIsConservedAsTheTimestepFalls)
{
  double error[2];
  for (int fine = 0; fine < 2; fine++) {
    const std::string dt = fine ? "0.002" : "0.006", steps = fine ? "600" : "200",
                      look = fine ? "60" : "20";
    Lammps lammps;
    lammps.run(small_boundary(300, 8) + core() + "timestep " + dt +
               "\nfix ep all electropulse waveform square 0.8 rise 0.1 fall 0.1 current 1e9 "
               "direction 0 1 0\n"
               "fix v all electropulse/vibrate ep core temperature 1500 0.1 1 every " +
               look + "\nthermo_style custom step econserve\nrun 0 post no\n");
    const double before = lammps.thermo("econserve");
    lammps.run("run " + steps + " post no");
    const double delivered = lammps.value("f_v[1]");
    EXPECT_GT(delivered, 5.0);
    error[fine] = std::fabs(lammps.thermo("econserve") - before) / delivered;
    EXPECT_LT(error[fine], 0.01);
  }
  EXPECT_LT(error[1], error[0] / 3.0);
}
