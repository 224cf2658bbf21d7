// fix electropulse/joule: heat goes where the ledger says, as fast as the coupling says, the same on any ranks.

#include "lammps_test.h"

#include "electropulse/constants.h"
#include "electropulse/heat.h"

#include <cmath>

// Atoms that do not feel each other: all their heat is kinetic, so that energies can be compared to the last digits, and
// the two-temperature solution holds with 3/2 k an atom.
static std::string gas(const std::string &cells, double kelvin)
{
  return "units metal\natom_style atomic\natom_modify map array sort 0 0\nlattice fcc 4.08\n"
         "region box block " +
      cells +
      "\ncreate_box 1 box\ncreate_atoms 1 box\nmass 1 196.97\n"
      "pair_style zero 3.0\npair_coeff * *\ncomm_modify cutoff 5.0\nneighbor 1.0 bin\n"
      "timestep 0.001\nfix nve all nve\nvelocity all create " +
      std::to_string(kelvin) + " 1 loop geom mom yes\n";
}
static const double VOLUME = 4.08 * 4.08 * 4.08 / 4.0 * 1e-30;    // of an atom, m^3

static const std::string PULSE =
    "fix ep all electropulse material Au waveform square 0.2 rise 0.04 fall 0.04 period 0.32 "
    "count 2 current 1.7e9 direction 0 0 1\n";
static const double DOSE = 0.2 - 0.04 + 0.04 / 3.0 + 0.04 / 3.0;    // of one pulse, ps

static const std::string STRONG =
    "fix j all electropulse/joule ep electrons sink 300 seed 4711 cells 4 coupling 2.5e17 volume "
    "16.979328";

static std::string energies(int from, int to)
{
  std::string list;
  for (int k = from; k <= to; k++) list += " f_j[" + std::to_string(k) + "]";
  return list;
}
static const std::string THERMO =
    "thermo_style custom step temp ke etotal econserve f_j" + energies(1, 14) + "\n";

// The kinetic energy and the momentum that the atoms gained are those of the ledger: 1e-12 of the kinetic energy is rounding.
TEST(Joule, AtomsGainWhatTheLedgerSaysAndNoMomentum)
{
  std::string hot = STRONG;
  hot.replace(hot.find("sink 300"), 8, "sink 900");
  for (const char *more :
       {"", " every 7", " conductivity 318 wire 300 100 phonons 2.6", " width 100 0.2 slope 0"}) {
    Lammps lammps;
    lammps.run(gas("0 5 0 5 0 8", 300) + PULSE + hot + more + "\n" + THERMO + "run 0 post no\n");
    const double before = lammps.thermo("ke");
    lammps.run("run 497 post no");
    const double delivered = lammps.value("f_j[1]");
    EXPECT_GT(std::fabs(delivered), 0.1) << more;
    EXPECT_NEAR(lammps.thermo("ke") - before, delivered, 1e-12 * 497 * before) << more;
    EXPECT_EQ(lammps.value("f_j"), -delivered);
    for (const char *axis : {"x", "y", "z"})
      EXPECT_NEAR(lammps.value(std::string("vcm(all,") + axis + ")"), 0.0, 1e-12);
  }
}

// With coupling 0 the atoms of the end slabs exchange heat by conduction alone: what they have gained is in the ledger.
TEST(Joule, ConductionBesideTheEndSlabsKeepsTheLedger)
{
  Lammps lammps;
  lammps.run(gas("0 5 0 5 0 8", 300) +
             "fix ep all electropulse material Au waveform square 1.0 current 0 direction 0 0 1\n"
             "fix j all electropulse/joule ep electrons sink 200 start 300 seed 1 cells 8 coupling "
             "0 wire 1000 0 phonons 2.6 every 2\n" +
             THERMO + "run 0 post no\n");
  const double before = lammps.thermo("ke");
  lammps.run("run 1000 post no");
  const double delivered = lammps.value("f_j[1]");
  EXPECT_LT(delivered, -0.1);
  EXPECT_NEAR(lammps.thermo("ke") - before, delivered, 1e-12 * 1000 * before);
  EXPECT_NEAR(lammps.value("f_j[7]"), 0.0, 1e-10 * before);
}

TEST(Joule, SourceIsStoredOrGivenOrInTheSinks)
{
  Lammps lammps;
  lammps.run(gas("0 5 0 5 0 8", 300) + PULSE + STRONG + " wire 300 100 phonons 2.6\n" + THERMO +
             "run 700 post no\n");
  const double source = lammps.value("f_j[2]");
  EXPECT_GT(source, 1.0);
  EXPECT_GT(lammps.value("f_j[1]"), 0.01);
  EXPECT_GT(lammps.value("f_j[6]"), 0.1);
  EXPECT_NEAR(lammps.value("f_j[2]-f_j[5]-f_j[1]-f_j[6]"), 0.0, 1e-10 * source);
  EXPECT_NEAR(lammps.value("f_j[7]"), 0.0, 1e-10 * source);
  EXPECT_LT(lammps.value("f_j[4]"), source);    // the second pulse alone
  EXPECT_NEAR(lammps.value("f_j[4]") / source, 0.5, 0.01);
}

// rho j^2 t of the whole wire, with the paper's resistivity: 23 K/ps of a lattice with 2.49e6 J/m^3/K.
TEST(Joule, SourceIsTheHandCalculation)
{
  Lammps lammps;
  lammps.run(gas("0 5 0 5 0 8", 300) + PULSE + STRONG +
             " resistivity 20e-8 slope 0 wire 300 100 phonons 0\n" + THERMO + "run 700 post no\n");
  const double area = 20.4 * 20.4 * 1e-20, length = 300e-10, j = 1.7e13;
  const double joule = 20e-8 * j * j * area * length * 2 * DOSE * 1e-12;
  EXPECT_NEAR(lammps.value("f_j[2]") * EP_ELEMENTARY_CHARGE / joule, 1.0, 1e-6);
  EXPECT_NEAR(lammps.value("f_j[13]") / (20e-8 * length / area), 1.0, 1e-10);
  EXPECT_NEAR(joule / (2 * DOSE * area * length * 2.49e6), 23.2, 0.1);
}

// Without sinks: hot electrons and cold atoms in closed form. The step is explicit for the atoms and implicit for the
// electrons: an error of the order of dt/tau = 0.001 ps/0.064 ps at first, which falls with the step. The four slabs have 3
// degrees of freedom less each.
TEST(Joule, TwoTemperaturesOfAGasRelaxAsTheExactSolution)
{
  double error[2];
  for (int fine = 0; fine < 2; fine++) {
    Lammps lammps;
    lammps.run(gas("0 5 0 5 0 8", 300) +
               "fix ep all electropulse material Au waveform square 1.0 current 0 direction 0 0 1\n"
               "fix j all electropulse/joule ep electrons sink none start 2000 seed 1 cells 4 "
               "coupling 2.1e18 volume 16.979328 gamma 67.4\ntimestep " +
               (fine ? "0.0005" : "0.001") + "\n" + THERMO + "run 0 post no\n");
    const double atoms = 800, freedom = 1.5 * (atoms - 4) / atoms;
    const ep_heat_pair pair = {67.4, freedom * EP_BOLTZMANN / VOLUME, 2.1e18, 2000.0,
                               lammps.value("temp*(atoms-1)/(atoms-4)")};
    error[fine] = 0.0;
    for (int k = 1; k <= 4; k++) {
      lammps.run(std::string("run ") + (fine ? "40" : "20") + " post no");
      const double t = ep_heat_pair_time(&pair, lammps.value("f_j[9]")) * 1e12;
      error[fine] = std::max(error[fine], std::fabs(t / (0.02 * k) - 1.0));
      EXPECT_NEAR(lammps.value("f_j[5]+f_j[1]"), 0.0, 1e-10);
    }
    EXPECT_LT(error[fine], 0.02);
    lammps.run(std::string("run ") + (fine ? "2000" : "1000") + " post no");
    EXPECT_NEAR(lammps.value("f_j[9]") / ep_heat_pair_end(&pair), 1.0, 0.01);
  }
  EXPECT_NEAR(error[0] / error[1], 2.0, 0.4);
}

// A gold crystal: its heat is kinetic and potential. The kinetic temperature of N atoms whose energy is constant scatters by
// T/sqrt(3 N) = 7 K at once; over 3 ps of a spectrum some 4 THz wide about 20 values are independent, so that the two means
// differ by 2 K (one standard deviation) when nothing is wrong. The heat capacity of the potential is 3 k within 2 %.
TEST(Joule, LatticeOfGoldGetsAsHotAsTheExactSolution)
{
  Lammps lammps;
  lammps.run("units metal\natom_style atomic\natom_modify map array sort 0 0\nlattice fcc 4.09\n"
             "region box block 0 5 0 5 0 5\ncreate_box 1 box\ncreate_atoms 1 box\nmass 1 196.97\n" +
             std::string(potential_and_integrator()) +
             "velocity all create 600 3 loop geom mom yes\n"
             "fix mean all ave/time 1 750 750 c_thermo_temp\nrun 1500 post no\n");
  const double start = lammps.value("f_mean");
  lammps.run("fix ep all electropulse material Au waveform square 1.0 current 0 direction 0 0 1\n"
             "fix j all electropulse/joule ep electrons sink none start 3000 seed 1 cells 2 "
             "coupling 3e17\nthermo_style custom step temp f_j[1] f_j[9]\nrun 1500 post no\n");
  const double gamma = 0.689e-3 * 19.28e6 / 196.97;
  const ep_heat_pair pair = {gamma, 3.0 * EP_BOLTZMANN / VOLUME, 3e17, 3000.0, start};
  const double rise = ep_heat_pair_end(&pair) - start;
  EXPECT_GT(rise, 100.0);
  EXPECT_NEAR(lammps.value("f_mean") - start, rise, 4 * 2.0 + 0.02 * rise);
}

// Each atom by itself goes to the electrons' temperature, not only their mean: half of the atoms start at 600 K, the others
// cold. The difference of the two temperatures falls as exp(-2 t/damp), damp = 3 k/(G V). A temperature of 1600 atoms
// scatters by sqrt(2/(3*1600)) = 2 % of itself.
TEST(Joule, HotAtomsCoolByThemselves)
{
  Lammps lammps;
  lammps.run(gas("0 8 0 8 0 13", 300) +
             "variable odd atom id%2\ngroup odd variable odd\ngroup even subtract all odd\n"
             "velocity odd create 600 5 loop geom mom no\nvelocity even scale 0.001\n"
             "compute odd odd temp\ncompute even even temp\n"
             "fix ep all electropulse material Au waveform square 1.0 current 0 direction 0 0 1\n"
             "fix j all electropulse/joule ep electrons sink 300 seed 1 cells 1 conductivity 1e6 "
             "coupling 2e18 volume 16.979328\n"
             "thermo_style custom step c_odd c_even\nrun 0 post no\n");
  const double before = lammps.value("c_odd-c_even");
  const double damp = 3.0 * EP_BOLTZMANN / (2e18 * VOLUME) * 1e12;
  EXPECT_NEAR(damp, 1.22, 0.01);
  lammps.run("run 600 post no");
  EXPECT_NEAR(lammps.value("c_odd-c_even") / before, std::exp(-2.0 * 0.6 / damp), 0.06);
}

// The piece lies off the middle of the wire; its slabs and atoms come to the parabola at their places.
TEST(Joule, SteadyStateIsTheParabola)
{
  Lammps lammps;
  lammps.run(gas("0 8 0 8 0 4", 300) +
             "fix ep all electropulse material Au waveform square 100.0 current 1e10 direction 0 0 "
             "1\n"
             "fix j all electropulse/joule ep electrons sink 300 seed 4711 cells 4 coupling 2e18 "
             "volume 16.979328 conductivity 318 resistivity 20e-8 slope 0 wire 100 20 phonons 0 "
             "capacity 1e6\n"
             "thermo_style custom step f_j[11] f_j[10]\nrun 8000 post no\n");
  const double peak = ep_heat_rod_rise(1e14, 20e-8, 100e-10, 318.0);
  EXPECT_GT(peak, 50.0);
  EXPECT_NEAR((lammps.value("f_j[11]") - 300) / peak, 1.0, 0.003);    // cells of L/24
  double mean = 0.0;
  for (int slab = 1; slab <= 4; slab++) {
    const std::string row = "f_j[" + std::to_string(5 + slab) + "]";
    const double x = lammps.value(row + "[1]") / 100.0;
    EXPECT_NEAR(x, 0.20 + 0.1632 * (slab - 0.5) / 4, 1e-9);
    const double rise = 4.0 * x * (1.0 - x) * peak;
    EXPECT_NEAR(lammps.value(row + "[2]") - 300, rise, 0.02 * peak);
    mean += rise / 4;
  }
  EXPECT_NEAR(lammps.value("f_j[10]") - 300, mean, 0.02 * peak);
}

TEST(Joule, VelocitiesDoNotDependOnRanksOrAtomOrder)
{
  // One step from one file, so that positions are identical.
  const std::string script = small_boundary(300, 1) +
      "fix ep all electropulse material Au waveform square 1.0 current 1.7e9 direction 0 1 0\n"
      "fix j all electropulse/joule ep electrons sink 300 start 1000 seed 4711 cells 4 wire 300 "
      "100 "
      "phonons 2.6\n" +
      THERMO + "run 1 post no\n";
  Lammps world;
  world.run(script);
  const auto v = world.gather(world.atoms("v"), 3);
  Lammps alone(MPI_COMM_SELF);
  alone.run(script);
  std::string sort = script;
  sort.replace(sort.find("sort 0 0"), 8, "sort 1 3.0");
  Lammps sorted(MPI_COMM_SELF);
  sorted.run(sort);
  for (Lammps *other : {&alone, &sorted}) {
    const auto w = other->gather(other->atoms("v"), 3);
    ASSERT_EQ(v.size(), w.size());
    double worst = 0.0;
    for (const auto &row : v)
      for (int k = 0; k < 3; k++)
        worst = std::max(worst, std::fabs(row.second[k] - w.at(row.first)[k]));
    EXPECT_LT(worst, 1e-12);
    for (int k = 1; k <= 14; k++) {
      const std::string entry = "f_j[" + std::to_string(k) + "]";
      EXPECT_NEAR(world.value(entry), other->value(entry),
                  1e-12 * std::max(1.0, std::fabs(world.value(entry))))
          << entry;
    }
  }
}

// In mid-pulse, between two exchanges of heat too, and the ledger goes on.
TEST(Joule, RestartIsExact)
{
  for (const char *mode : {"electrons sink 300 seed 4711 cells 4 coupling 1e17 wire 300 100 "
                           "phonons 2.6 every 4",
                           "lattice cells 4 every 4"}) {
    const std::string set = "fix ep all electropulse material Au waveform square 1.0 rise 0.1 "
                            "current 1.7e9 direction 0 1 0\nfix j all electropulse/joule ep " +
        std::string(mode) + "\n" + THERMO + "thermo 10\n";
    Lammps straight;
    straight.run(small_boundary(300, 11) + set + "restart 67 joule.*\nrun 120 post no\n");
    Lammps restarted;
    restarted.run("units metal\natom_style atomic\natom_modify map array sort 0 0\n"
                  "read_restart joule.67\n" +
                  std::string(potential_and_integrator()) + set + "run 53 post no\n");
    EXPECT_GT(restarted.value("f_ep"), 0.0);
    for (const char *what : {"x", "v"}) {
      const auto a = straight.gather(straight.atoms(what), 3),
                 b = restarted.gather(restarted.atoms(what), 3);
      int differ = 0;
      for (const auto &row : a) differ += row.second != b.at(row.first);
      EXPECT_EQ(differ, 0) << what;
    }
    EXPECT_NE(straight.value("f_j[1]"), 0.0);
    for (int k = 1; k <= 14; k++) {
      const std::string entry = "f_j[" + std::to_string(k) + "]";
      EXPECT_EQ(straight.value(entry), restarted.value(entry)) << entry;
    }
    for (int k = 1; k <= 4; k++)
      for (int c = 1; c <= 5; c++) {
        const std::string entry = "f_j[" + std::to_string(k) + "][" + std::to_string(c) + "]";
        EXPECT_EQ(straight.value(entry), restarted.value(entry)) << entry;
      }
    EXPECT_NEAR(restarted.value("f_j[7]"), 0.0, 1e-10 * restarted.value("f_j[2]"));
  }
}

// Mode lattice: rho j^2 t of the atoms' volume, at once.
TEST(Joule, LatticeModeDeliversTheHandCalculation)
{
  Lammps lammps;
  lammps.run(gas("0 5 0 5 0 8", 300) + PULSE +
             "fix j all electropulse/joule ep lattice cells 4 resistivity 20e-8 slope 0 volume "
             "16.979328\n" +
             THERMO + "run 0 post no\n");
  const double before = lammps.thermo("ke");
  lammps.run("run 700 post no");
  const double expected =
      20e-8 * 1.7e13 * 1.7e13 * 800 * VOLUME * 2 * DOSE * 1e-12 / EP_ELEMENTARY_CHARGE;
  EXPECT_NEAR(lammps.value("f_j[2]") / expected, 1.0, 1e-9);
  EXPECT_NEAR(lammps.value("f_j[1]") / expected, 1.0, 1e-9);
  EXPECT_NEAR((lammps.thermo("ke") - before) / expected, 1.0, 1e-9);
  EXPECT_EQ(lammps.value("f_j[7]"), 0.0);
  for (const char *axis : {"x", "y", "z"})
    EXPECT_NEAR(lammps.value(std::string("vcm(all,") + axis + ")"), 0.0, 1e-12);
}

// A command that calls init() of all styles comes between two parts of a run.
TEST(Joule, HeatsInARunThatGoesOnWithoutSetup)
{
  const std::string start = gas("0 5 0 5 0 8", 300) + PULSE +
      "fix j all electropulse/joule ep lattice cells 4 resistivity 20e-8 slope 0 volume "
      "16.979328\n" +
      THERMO;
  Lammps straight, parts;
  straight.run(start + "run 200 post no\n");
  parts.run(start + "run 100 post no\nwrite_data joule.data\nrun 100 pre no post no\n");
  EXPECT_NE(straight.value("f_j[1]"), 0.0);
  EXPECT_NEAR(parts.value("f_j[1]") / straight.value("f_j[1]"), 1.0, 1e-12);
}

TEST(Joule, LatticeModeShowsWhatNoAtomCouldTake)
{
  const double joule = 2.271e-8 * 1.7e13 * 1.7e13 * 2 * DOSE * 1e-12 * VOLUME;
  const std::string fix = " electropulse/joule ep lattice volume 16.979328 resistivity 2.271e-8\n";
  for (const bool rest : {false, true}) {
    Lammps lammps;
    lammps.run(gas("0 5 0 5 0 8", 300) + "group one id 1\n" +
               (rest ? "velocity all set 0 0 0\n" : "") + PULSE + "fix j " +
               (rest ? "all" : "one") + fix + THERMO + "run 700 post no\n");
    const double atoms = rest ? 800.0 : 1.0;
    EXPECT_EQ(lammps.value("f_j[1]"), 0.0);
    EXPECT_NEAR(lammps.value("f_j[7]") / (atoms * joule / EP_ELEMENTARY_CHARGE), 1.0, 1e-9);
  }
}

// Step 50 is the last of the first pulse, and no multiple of 7.
TEST(Joule, HeatOfTheLastStepsOfAPulseIsNotThatOfTheNext)
{
  for (const char *mode : {"electrons sink 300 seed 1 cells 4", "lattice"}) {
    Lammps lammps;
    lammps.run(gas("0 5 0 5 0 8", 300) +
               "fix ep all electropulse material Au waveform square 0.05 period 0.05 count 3 "
               "current 1.7e9 direction 0 0 1\nfix j all electropulse/joule ep " +
               std::string(mode) + " slope 0 every 7 volume 16.979328\n" + THERMO +
               "run 60 post no\n");
    EXPECT_NEAR(lammps.value("f_j[4]/f_j[2]"), 6.0 / 56.0, 1e-9) << mode;
  }
}

// The resistivity follows the temperature of the atoms: proportional to it in a pure metal.
TEST(Joule, ResistivityFollowsTheLattice)
{
  double source[2];
  for (int hot = 0; hot < 2; hot++) {
    Lammps lammps;
    lammps.run(gas("0 5 0 5 0 8", hot ? 600 : 300) + PULSE +
               "fix j all electropulse/joule ep lattice\n" + THERMO + "run 0 post no\nrun 50\n");
    source[hot] = lammps.value("f_j[12]");
  }
  EXPECT_NEAR(source[1] / source[0], 2.0, 0.1);    // it heats by some 3 K
}

// The error of the energy balance is that of the integrator: far below 1 % of what the current puts in, and falling.
TEST(Joule, EnergyIsConservedAsTheTimestepFalls)
{
  for (const char *mode :
       {"electrons sink none start 2500 seed 5 coupling 3e17 cells 2", "lattice cells 2"}) {
    double error[2];
    for (int fine = 0; fine < 2; fine++) {
      const std::string dt = fine ? "0.002" : "0.006", steps = fine ? "600" : "200";
      Lammps lammps;
      lammps.run(small_boundary(300, 8) + "timestep " + dt +
                 "\nfix ep all electropulse material Au waveform square 0.8 rise 0.1 fall 0.1 "
                 "current 1e10 direction 0 1 0\nfix j all electropulse/joule ep " +
                 mode + "\n" + THERMO + "run 0 post no\n");
      const double before = lammps.thermo("econserve");
      lammps.run("run " + steps + " post no");
      const double delivered = lammps.value("f_j[1]");
      EXPECT_GT(delivered, 1.0) << mode;
      error[fine] = std::fabs(lammps.thermo("econserve") - before) / delivered;
      EXPECT_LT(error[fine], 0.01) << mode;
    }
    EXPECT_LT(error[1], error[0] / 3.0) << mode;
  }
}

TEST(Joule, RerunAndMinimisationChangeNothing)
{
  Lammps lammps;
  lammps.run(small_boundary(300, 8) + PULSE +
             "fix j all electropulse/joule ep electrons sink 300 seed 5 coupling 3e17 cells 2\n" +
             THERMO +
             "dump d all custom 10 joule.dump id type x y z vx vy vz\n"
             "dump_modify d format float %.17g\nrun 20 post no\nundump d\n");
  const double delivered = lammps.value("f_j[1]"), source = lammps.value("f_j[2]");
  EXPECT_NE(delivered, 0.0);
  lammps.run("minimize 0 1e-4 5 5");
  EXPECT_EQ(lammps.value("f_j[1]"), delivered);
  lammps.run("rerun joule.dump dump x y z vx vy vz");
  EXPECT_EQ(lammps.value("f_j[1]"), delivered);
  EXPECT_EQ(lammps.value("f_j[2]"), source);
}

// Half of the atoms of a part of the wire go: the current density there doubles, and so do power and resistance, I^2 R.
TEST(Joule, NeckThatFormsHeatsAsItsResistance)
{
  for (const bool electrons : {true, false}) {
    Lammps lammps;
    lammps.run(
        gas("0 6 0 6 -0.025 15.975", 300) +
        "fix ep all electropulse material Au waveform square 9.0 current 1.7e9 direction 0 0 "
        "1 section slabs thickness 2.04 every 1\nfix j all electropulse/joule ep " +
        (electrons ? "electrons sink 300 seed 1" : "lattice") +
        " cells 8 slope 0 volume 16.979328\n" + THERMO + "run 1 post no\n");
    const auto power = [&](int slab) {
      return lammps.value("f_j[" + std::to_string(slab) + "][4]");
    };
    const double before = power(4), resistance = lammps.value("f_j[13]");
    EXPECT_NEAR(power(5) / before, 1.0, 0.01);
    lammps.run("region half block 0.25 3.25 INF INF 3.99 9.99\ngroup half region half\n"
               "delete_atoms group half compress no\nrun 1 post no\n");
    EXPECT_NEAR(power(4) / before, 2.0, 0.04) << electrons;
    EXPECT_NEAR(power(8) / before, 1.0, 0.02) << electrons;
    if (!electrons) continue;
    EXPECT_NEAR(lammps.value("f_j[13]") / resistance, (5 + 3 * 2) / 8.0, 0.05);
    EXPECT_NEAR(lammps.value("f_j[7]"), 0.0, 1e-10);
  }
}

TEST(Joule, SlabOfOneAtomTakesNothing)
{
  Lammps lammps;
  lammps.run(gas("0 5 0 5 -0.025 7.975", 300) + PULSE + STRONG + "\n" + THERMO + "run 1 post no\n");
  lammps.run("region second block INF INF INF INF 1.95 3.95\ngroup second region second\n"
             "region one sphere 2 2 2 0.3\ngroup kept region one\ngroup gone subtract second kept\n"
             "delete_atoms group gone compress no\nrun 0 post no\n");
  const double before = lammps.thermo("ke"), delivered = lammps.value("f_j[1]");
  lammps.run("run 20 post no");
  EXPECT_EQ(lammps.value("f_j[2][6]"), 1.0);
  EXPECT_EQ(lammps.value("f_j[2][5]"), 0.0);
  EXPECT_GT(lammps.value("f_j[2][3]"), 200.0);
  EXPECT_NEAR(lammps.thermo("ke") - before, lammps.value("f_j[1]") - delivered, 1e-10 * before);
}

TEST(Joule, RerunStartsNoElectrons)
{
  Lammps lammps;
  lammps.run(small_boundary(300, 8) +
             "dump d all custom 10 joule.dump id type x y z vx vy vz\nrun 20 post no\nundump d\n" +
             PULSE + "fix j all electropulse/joule ep electrons sink 300 seed 5 cells 2\n" +
             THERMO + "rerun joule.dump dump x y z vx vy vz");
  EXPECT_EQ(lammps.value("f_j[9]"), 0.0);
  EXPECT_EQ(lammps.value("f_j[13]"), 0.0);
}

// The electrons of a uniform wire do not see how lattice planes fall into slabs.
TEST(Joule, SlabsShareThePlanesOfTheCrystalUnevenlyWithoutHarm)
{
  Lammps lammps;
  lammps.run(gas("0 5 0 5 0 4", 0.001) +
             "fix ep all electropulse material Au waveform square 1.0 current 1.7e9 direction 0 0 "
             "1\nfix j all electropulse/joule ep electrons sink 300 seed 4711 cells 5\n"
             "thermo_style custom step f_j[1]\nrun 5 post no\n");
  double least = 1e9, most = 0.0;
  for (int slab = 1; slab <= 5; slab++) {
    const std::string row = "f_j[" + std::to_string(slab) + "]";
    least = std::min(least, lammps.value(row + "[6]"));
    most = std::max(most, lammps.value(row + "[6]"));
    EXPECT_NEAR(lammps.value(row + "[2]"), 300.0, 2.0);
  }
  EXPECT_GE(most, 1.5 * least);
}

// Half as wide and half as thick over a quarter of the bar: there the current density is four times, the power per volume
// 16 times, and per length 4 times that of the wide part; in the middle of both, since slabs smear atoms over one and a half of them.
TEST(Joule, HeatFollowsTheLocalCurrentDensity)
{
  for (const char *mode : {"electrons sink 300 seed 1", "lattice"}) {
    Lammps lammps;
    lammps.run("units metal\natom_modify map array sort 0 0\nboundary f f f\nlattice fcc 4.08\n"
               "region box block -8.1 12.1 -0.025 15.975 -8.1 12.1\ncreate_box 1 box\n"
               "region ends block -0.1 7.9 INF 5.9 -0.1 7.9\n"
               "region neck block 1.9 5.9 5.9 9.9 1.9 5.9\n"
               "region rest block -0.1 7.9 9.9 INF -0.1 7.9\n"
               "region bar union 3 ends neck rest\ncreate_atoms 1 region bar\nmass 1 196.97\n"
               "pair_style zero 6.0\npair_coeff * *\nneighbor 1.0 bin\ntimestep 0.001\n"
               "fix nve all nve\nvelocity all create 300 1 loop geom\n"
               "fix ep all electropulse material Au waveform square 1.0 current 1.7e9 direction 0 "
               "1 0 section slabs thickness 2.04 ends electrodes\n"
               "fix j all electropulse/joule ep " +
               std::string(mode) + " cells 16 slope 0 volume 16.979328\n" + THERMO +
               "run 2 post no\n");
    const auto power = [&](int slab) {
      return lammps.value("f_j[" + std::to_string(slab) + "][4]");
    };
    EXPECT_GT(power(1), 0.0) << mode;
    EXPECT_NEAR(power(4) / power(3), 1.0, 0.01) << mode;
    EXPECT_NEAR((power(8) + power(9)) / (power(3) + power(4)), 4.0, 0.04) << mode;
    EXPECT_NEAR(lammps.value("f_j[7]"), 0.0, 1e-10 * lammps.value("f_j[2]")) << mode;
  }
}
