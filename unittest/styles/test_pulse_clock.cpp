// The clock of fix electropulse is absolute: it follows changes of timestep, stands still in a minimisation, and reads
// the same in a rerun.

#include "lammps_test.h"

#include <cmath>

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
