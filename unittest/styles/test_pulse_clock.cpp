// The clock of fix electropulse is absolute: it follows changes of timestep, stands still in a minimisation, and reads
// the same in a rerun.

#include "lammps_test.h"

#include <cmath>
#include <fstream>
#include <functional>

static const char atoms[] = R"(
units metal
atom_modify map array
lattice fcc 4.08
region box block 0 3 0 3 0 3
create_box 1 box
create_atoms 1 box
mass 1 196.97
pair_style zero 6.0
pair_coeff * *
timestep 0.004
fix nve all nve
)";
static const char pulse[] =
    "fix ep all electropulse waveform square 0.4 rise 0.1 fall 0.2 delay 0.2 period 1.0 count 2 "
    "polarity alternating current 2.0e9 direction 0 3 4 ";

TEST(Pulse, ReportsTheWaveformAtEveryStep)
{
  Lammps lammps;
  lammps.run(std::string(atoms) + pulse +
             "\nthermo_style custom step f_ep f_ep[4]\nrun 0 post no\n");
  struct Row {
    double time, current, phase, index, in_pulse;
  };
  const double j = 2.0e9;
  const Row rows[] = {{0.0, 0, 0, 0, 0},
                      {0.2, 0, 1, 1, 0},
                      {0.248, 0.48 * j, 1, 1, 0.048},
                      {0.3, j, 2, 1, 0.1},
                      {0.6, j, 3, 1, 0.4},
                      {0.7, 0.5 * j, 3, 1, 0.5},
                      {0.8, 0, 4, 1, 0.6},
                      {1.248, -0.48 * j, 1, 2, 0.048},
                      {1.4, -j, 2, 2, 0.2},
                      {1.8, 0, 5, 2, 0.6},
                      {2.4, 0, 5, 2, 1.2}};
  for (const Row &row : rows) {
    const double steps = std::round(row.time / 0.004) - lammps.thermo("step");
    lammps.run("run " + std::to_string((int) steps) + " post no");
    EXPECT_NEAR(lammps.value("f_ep"), row.current, 1e-6 * j) << row.time;
    EXPECT_EQ(lammps.value("f_ep[1]"), row.phase) << row.time;
    EXPECT_EQ(lammps.value("f_ep[2]"), row.index) << row.time;
    EXPECT_NEAR(lammps.value("f_ep[3]"), row.in_pulse, 1e-9) << row.time;
    EXPECT_NEAR(lammps.value("f_ep[5]"), row.time, 1e-9);
    EXPECT_NEAR(lammps.value("f_ep[7]"), 0.6 * row.current, 1e-6 * j);
    EXPECT_NEAR(lammps.value("f_ep[8]"), 0.8 * row.current, 1e-6 * j);
  }
  EXPECT_NEAR(lammps.value("f_ep[4]"), 0.0, 1e-15);    // alternating pulses carry no net charge
}

TEST(Pulse, ChargeIsTheAreaUnderTheCurrent)
{
  Lammps lammps;
  lammps.run(std::string(atoms) +
             "fix ep all electropulse waveform square 0.4 current 2.0e9 direction 1 0 0\nrun 50 "
             "post no\n");
  EXPECT_NEAR(lammps.value("f_ep[4]"), 2.0e9 * 0.2e-12, 1e-15);
  lammps.run("run 100 post no");
  EXPECT_NEAR(lammps.value("f_ep[4]"), 2.0e9 * 0.4e-12, 1e-15);
}

TEST(Pulse, ClockFollowsChangesOfTheTimestep)
{
  Lammps lammps;
  lammps.run(std::string(atoms) + pulse + "\nrun 50 post no\n");
  EXPECT_NEAR(lammps.value("f_ep[5]"), 0.2, 1e-12);
  lammps.run("timestep 0.001\nrun 100 post no");
  EXPECT_NEAR(lammps.value("f_ep[5]"), 0.3, 1e-12);
  lammps.run("timestep 0.004\nrun 25 post no");
  EXPECT_NEAR(lammps.value("f_ep[5]"), 0.4, 1e-12);
}

TEST(Pulse, ClockFollowsFixDtReset)
{
  Lammps lammps;
  lammps.run(std::string(atoms) +
             "velocity all create 300 1\nfix dt all dt/reset 10 NULL NULL 0.01\n" + pulse +
             "\nthermo_style custom step time\nrun 100 post no\n");
  EXPECT_NEAR(lammps.value("f_ep[5]"), lammps.thermo("time"), 1e-9);
  EXPECT_GT(std::fabs(lammps.thermo("dt") - 0.004), 1e-5);
}

TEST(Pulse, ClockStandsStillInAMinimisation)
{
  Lammps lammps;
  lammps.run(std::string(atoms) + pulse +
             "\nrun 50 post no\ndisplace_atoms all random 0.1 0.1 0.1 1\n"
             "pair_style lj/cut 5.0\npair_coeff * * 0.4 2.6\nminimize 0 0 5 50\n");
  EXPECT_GT(lammps.thermo("step"), 50.0);
  EXPECT_NEAR(lammps.value("f_ep[5]"), 0.2, 1e-12);
  lammps.run("run 25 post no");
  EXPECT_NEAR(lammps.value("f_ep[5]"), 0.3, 1e-12);
}

TEST(Pulse, ReadsTheSameInARerun)
{
  Lammps lammps;
  lammps.run(std::string(atoms) + "run 20 post no\n" + pulse +
             "\ndump d all custom 25 rerun.dump id type x y z\nrun 105 post no\nundump d\n");
  Lammps again;
  again.run(std::string(atoms) + pulse +
            "origin 20\nthermo_style custom step f_ep[2] f_ep[5]\nrerun rerun.dump dump x y z\n");
  EXPECT_EQ(again.thermo("step"), 125.0);
  EXPECT_NEAR(again.value("f_ep[5]"), 105 * 0.004, 1e-12);
  EXPECT_EQ(again.value("f_ep[2]"), 1.0);
}

TEST(Pulse, ClockGoesOnAfterARestartWithAnotherTimestep)
{
  Lammps lammps;
  lammps.run(std::string(atoms) + pulse + "\nrun 60 post no\nwrite_restart clock.restart\n");
  Lammps again;
  again.run(
      std::string(
          "units metal\natom_modify map array\nread_restart clock.restart\npair_style zero 6.0\n"
          "pair_coeff * *\ntimestep 0.002\nfix nve all nve\n") +
      pulse + "\nrun 10 post no\n");
  EXPECT_NEAR(again.value("f_ep[5]"), 0.24 + 0.02, 1e-12);
}

static void write_file(const std::string &name, const std::string &text)
{
  int rank;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) std::ofstream(name) << text;
  MPI_Barrier(MPI_COMM_WORLD);
}

TEST(Pulse, FollowsEveryWaveform)
{
  const double pi = std::acos(-1.0), ln2 = std::log(2.0), j = 2.0e9;
  write_file("ringing.txt", "# ps, relative\n0 0\n0.2 1.25\n0.4 1\n0.8 1\n1.0 -0.25\n");
  const struct {
    const char *waveform;
    std::function<double(double)> value;    // at a time in ps after the start
    double end, charge;                     // of one pulse, in ps
  } cases[] = {{"gaussian 0.2",
                [&](double t) {
                  return std::exp(-4 * ln2 * std::pow((t - 0.5) / 0.2, 2));
                },
                1.0, 0.1 * std::sqrt(pi / ln2) * std::erf(5 * std::sqrt(ln2))},
               {"halfsine 0.8",
                [&](double t) {
                  return std::sin(pi * t / 0.8);
                },
                0.8, 1.6 / pi},
               {"rc 0.6 0.02",
                [&](double t) {
                  return t < 0.6 ? 1 - std::exp(-t / 0.02)
                                 : std::exp((0.6 - t) / 0.02) - std::exp(-t / 0.02);
                },
                0.6 + 0.5 * ln2, 0.6 - 0.02 * std::ldexp(1.0, -25)},
               {"table ringing.txt",
                [&](double t) {
                  if (t < 0.2) return t / 0.2 * 1.25;
                  if (t < 0.4) return 1.25 - (t - 0.2) / 0.2 * 0.25;
                  return t < 0.8 ? 1.0 : 1.0 - (t - 0.8) / 0.2 * 1.25;
                },
                1.0, 0.125 + 0.225 + 0.4 + 0.075}};
  for (const auto &c : cases) {
    Lammps lammps;
    lammps.run(std::string(atoms) +
               "fix ep all electropulse delay 0.1 period 1.2 count 2 polarity "
               "alternating current 2.0e9 direction 0 3 4 waveform " +
               c.waveform + "\nthermo_style custom step f_ep f_ep[4]\nrun 0 post no\n");
    for (int n = 1; n <= 40; n++) {
      lammps.run("run 17 post no");
      const double now = n * 17 * 0.004 - 0.1;
      const double t = now < 1.2 ? now : now - 1.2, sign = now < 1.2 ? 1.0 : -1.0;
      const double expected = t < 0.0 || t >= c.end ? 0.0 : sign * j * c.value(t);
      EXPECT_NEAR(lammps.value("f_ep"), expected, 1e-9 * j) << c.waveform << ' ' << now;
      EXPECT_EQ(lammps.value("f_ep[2]"), now < 0.0 ? 0 : now < 1.2 ? 1 : 2);
      const double phase = lammps.value("f_ep[1]");
      EXPECT_EQ(t < 0.0 || t >= c.end, phase == 0 || phase > 3) << c.waveform << ' ' << now;
      if (now >= c.end && now < 1.2) {
        EXPECT_NEAR(lammps.value("f_ep[4]"), c.charge * 1e-12 * j, 1e-24 * j) << c.waveform;
      }
    }
    EXPECT_NEAR(lammps.value("f_ep[4]"), 0.0, 1e-15) << c.waveform;
  }
}

TEST(Pulse, ChargeOfASmoothWaveformIsTheSameForAnyTimestep)
{
  Lammps lammps;
  lammps.run(std::string(atoms) +
             "fix ep all electropulse waveform gaussian 0.05 current 2.0e9 direction 1 0 0\n"
             "run 20 post no\n");
  const double s = 2 * std::sqrt(std::log(2.0)) / 0.05;    // exp(-(s (t - 0.125))^2)
  const auto charge = [&](double t) {
    return 2.0e9 * 1e-12 * std::sqrt(std::acos(-1.0)) / (2 * s) *
        (std::erf(s * (t - 0.125)) + std::erf(s * 0.125));
  };
  EXPECT_NEAR(lammps.value("f_ep[4]"), charge(0.08), 1e-17);
  lammps.run("timestep 0.001\nrun 50 post no");
  EXPECT_NEAR(lammps.value("f_ep[5]"), 0.13, 1e-12);
  EXPECT_NEAR(lammps.value("f_ep[4]"), charge(0.13), 1e-17);
  EXPECT_NEAR(lammps.value("f_ep"), 2.0e9 * std::exp(-s * s * 0.005 * 0.005), 1.0);
  lammps.run("timestep 0.03\nrun 4 post no");
  EXPECT_NEAR(lammps.value("f_ep[5]"), 0.25, 1e-12);
  EXPECT_NEAR(lammps.value("f_ep[4]"), charge(0.25), 1e-17);
}

TEST(Pulse, OfATableReadsTheSameInARerun)
{
  write_file("saw.txt", "0 0\n0.4 1\n0.5 0\n");
  const std::string saw =
      "fix ep all electropulse waveform table saw.txt current 2.0e9 direction 0 "
      "0 1 origin 20\nthermo_style custom step f_ep f_ep[4] f_ep[5]\n";
  Lammps lammps;
  lammps.run(std::string(atoms) + "run 20 post no\n" + saw +
             "dump d all custom 85 saw.dump id type x y z\nrun 65 post no\nundump d\n");
  EXPECT_NEAR(lammps.value("f_ep"), 2.0e9 * 0.26 / 0.4, 1.0);
  Lammps again;
  again.run(std::string(atoms) + saw + "rerun saw.dump dump x y z\n");
  EXPECT_EQ(again.thermo("step"), 85.0);
  for (const char *quantity : {"f_ep", "f_ep[1]", "f_ep[3]", "f_ep[4]"})
    EXPECT_EQ(again.value(quantity), lammps.value(quantity)) << quantity;
}

// 1.7 V over 75 ohm and a wire of radius 10 nm.
TEST(Pulse, VoltageGivesTheCurrentDensity)
{
  Lammps lammps;
  lammps.run(std::string(atoms) +
             "fix ep all electropulse waveform square 1.0 voltage 1.7 resistance 75 area $(PI*1e4) "
             "direction 0 -1 0\nrun 1 post no\n");
  const double cm2 = std::acos(-1.0) * 1e-6 * 1e-6;    // (10 nm)^2 = (1e-6 cm)^2
  EXPECT_NEAR(lammps.value("f_ep"), 1.7 / 75 / cm2, 1e-14 * 7.2e9 * 10);
  EXPECT_NEAR(lammps.value("f_ep[7]"), -1.7 / 75 / cm2, 1e-14 * 7.2e9 * 10);
}
