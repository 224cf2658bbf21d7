// Fixes that take roles from compute electropulse/surface/atom: they act on the atoms of surface steps, and on no others.

#include "lammps_test.h"

#include <cmath>
#include <vector>

static const double J = 1.7e13;    // A/m^2

// A (111) slab of gold with a strip of one more layer, from one close-packed edge to another, and an adatom far from it. Made
// on one process, as small_boundary().
static std::string stepped_slab(double temperature, int seed)
{
  const std::string kelvin = std::to_string(2.0 * temperature), number = std::to_string(seed);
  const std::string file =
      "slab-" + kelvin + "-" + number + "." + program_invocation_short_name + ".data";
  int rank;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    Lammps maker(MPI_COMM_SELF);
    maker.run(R"(
units metal
atom_style atomic
atom_modify map array sort 0 0
boundary p p s
lattice fcc 4.075 orient x 1 -1 0 orient y 1 1 -2 orient z 1 1 1
variable px equal 4.075/sqrt(2)
variable row equal 4.075*sqrt(6)/4
variable d equal 4.075/sqrt(3)
region box block 0 $(12*v_px) 0 $(12*v_row) -0.1 $(6.5*v_d) units box
create_box 1 box
mass 1 196.97
region slab block INF INF INF INF -0.1 $(5.5*v_d) units box
region strip block INF INF $(0.8*v_row) $(5.8*v_row) $(5.5*v_d) $(6.5*v_d) units box
region one block $(6.2*v_px) $(6.8*v_px) $(8.8*v_row) $(9.8*v_row) $(5.5*v_d) $(6.5*v_d) units box
region all union 3 slab strip one
create_atoms 1 region all
)" + std::string(potential_and_integrator()) +
              R"(
minimize 0 1e-3 200 1000
velocity all create )" +
              kelvin + " " + number + R"( mom yes rot no dist gaussian
change_box all boundary p p f z delta -6 6 units box
write_data )" +
              file + " nocoeff");
  }
  MPI_Barrier(MPI_COMM_WORLD);
  return "units metal\natom_style atomic\natom_modify map array sort 0 0\nboundary p p "
         "f\nread_data " +
      file + "\n" + potential_and_integrator();
}

// From present positions: there are steps from the first step on.
static const std::string FACE = "compute face all electropulse/surface/atom fcc lattice 4.075\n";

static std::string pulse(const std::string &waveform = "waveform square 10.0")
{
  return "fix ep all electropulse " + waveform + " current 1.7e9 direction 0 3 4\n";
}

// Told by geometry alone: of the seventh layer, the two outermost of five rows, and the adatom; and what else lacks
// neighbours other than that: below the strip, rows between two of its rows lack none. Rows lie along x, 2.495 A apart.
enum Place { INSIDE, TERRACE, STEP };

static std::map<int, Place> places(Lammps &lammps)
{
  const double row = 4.075 * std::sqrt(6.0) / 4.0, layer = 4.075 / std::sqrt(3.0);
  std::map<int, Place> found;
  double bottom = 1e9;
  const auto x = lammps.gather(lammps.atoms("x"), 3);
  for (const auto &atom : x) bottom = std::min(bottom, atom.second[2]);
  for (const auto &atom : x) {
    const double height = (atom.second[2] - bottom) / layer, y = atom.second[1] / row;
    const bool on_top = height > 5.6, covered = y > 1.0 && y < 5.0;
    if (on_top)
      found[atom.first] = y > 1.5 && y < 4.6 ? TERRACE : STEP;
    else
      found[atom.first] = height < 0.4 || (height > 4.6 && !covered) ? TERRACE : INSIDE;
  }
  return found;
}

TEST(Steps, AreShakenAndNothingElse)
{
  Lammps lammps;
  lammps.run(stepped_slab(50, 1) + FACE + pulse() +
             "fix v all electropulse/vibrate ep face power 0.5 every 1\nrun 1 post no\n");
  const std::vector<double> zero(3);
  int steps = 0, wrong = 0;
  const auto where = places(lammps);
  for (const auto &row : lammps.gather(lammps.fix_atoms("v"), 3)) {
    const bool is_step = where.at(row.first) == STEP;
    steps += is_step;
    wrong += is_step != (row.second != zero);
  }
  EXPECT_EQ(steps, 2 * 12 + 1);
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(lammps.value("f_v[11]"), steps);
}

static const std::string TRAIN = "waveform square 0.2 rise 0.04 fall 0.04 period 0.32 count 2";
// area under the squared waveform of one pulse, ps
static const double DOSE = 0.2 - 0.04 + 0.04 / 3.0 + 0.04 / 3.0;

TEST(Steps, TakeUpExactlyThePowerAndNoMomentum)
{
  Lammps lammps;
  lammps.run(
      stepped_slab(50, 2) + FACE + pulse(TRAIN) +
      "fix v all electropulse/vibrate ep face power 0.5 every 1000000\nthermo_style custom step "
      "etotal f_v\nrun 0 post no\n");
  const double energy = lammps.thermo("etotal");
  lammps.run("run 150 post no");
  const double asked = 2.0 * 0.5 * (2 * 12 + 1) * DOSE;
  EXPECT_NEAR(lammps.value("f_v[1]") / asked, 1.0, 1e-10);
  EXPECT_NEAR((lammps.thermo("etotal") - energy) / asked, 1.0, 0.01);
  for (int k = 5; k < 8; k++)
    EXPECT_NEAR(lammps.value("f_v[" + std::to_string(k) + "]") * 1.0364269e-4, 0.0, 1e-10);
}

// One step from one file, so that positions are identical.
TEST(Steps, ForcesDoNotDependOnRanks)
{
  for (const char *mode :
       {"vibrate ep face temperature 1500 0.05 4711",
        "wind ep face zeff step -200 surface -30 reference 2.2e-8 balance yes"}) {
    const std::string script = stepped_slab(50, 3) + FACE + pulse() + "fix d all electropulse/" +
        mode + " every 1\nrun 1 post no\n";
    Lammps world, alone(MPI_COMM_SELF);
    world.run(script);
    alone.run(script);
    const auto many = world.gather(world.fix_atoms("d"), 3),
               one = alone.gather(alone.fix_atoms("d"), 3);
    double worst = 0.0, largest = 0.0;
    for (const auto &row : many)
      for (int k = 0; k < 3; k++) {
        largest = std::max(largest, std::fabs(row.second[k]));
        worst = std::max(worst, std::fabs(row.second[k] - one.at(row.first)[k]));
      }
    EXPECT_GT(largest, 1e-3) << mode;
    EXPECT_LT(worst, 1e-12) << mode;
  }
}

TEST(Steps, AreBlownByTheirOwnValence)
{
  // Z* rho j in V/A, by place: inside, terrace, step
  const double size[] = {-10 * 2.2e-8 * J * 1e-10, -30 * 2.2e-8 * J * 1e-10,
                         -200 * 2.2e-8 * J * 1e-10},
               along[] = {0.0, 0.6, 0.8};
  Lammps lammps;
  lammps.run(stepped_slab(50, 1) + FACE + pulse() +
             "fix w all electropulse/wind ep face zeff bulk -10 surface -30 step -200 reference "
             "2.2e-8\nthermo_style custom step f_w[9]\nrun 0 post no\n");
  double worst = 0.0;
  const auto where = places(lammps);
  for (const auto &row : lammps.gather(lammps.fix_atoms("w"), 3))
    for (int k = 0; k < 3; k++)
      worst = std::max(worst, std::fabs(row.second[k] - size[where.at(row.first)] * along[k]));
  EXPECT_LT(worst, 1e-12 * std::fabs(size[STEP]));
  EXPECT_EQ(lammps.value("f_w[9]"), lammps.value("atoms"));
}

// Thermal disorder that a young average has not averaged away is no step.
TEST(Steps, AreNoneWhileAveragesSettle)
{
  Lammps lammps;
  lammps.run(stepped_slab(300, 5) + "comm_modify cutoff 8.5\n" +
             "compute face all electropulse/surface/atom fcc lattice 4.075 average 0.1\n" +
             pulse() +
             "fix v all electropulse/vibrate ep face power 0.1 every 1\nrun 70 post no\n");
  EXPECT_EQ(lammps.value("f_v[1]"), 0.0);
  lammps.run("run 30 post no");
  EXPECT_GE(lammps.value("f_v[11]"), 2 * 12 + 1 - 3);    // kicked ones may be on their way
}

TEST(Steps, HaveASpectrum)
{
  Lammps lammps;
  lammps.run(stepped_slab(50, 1) + FACE +
             "fix s all electropulse/spectrum 1 16 16 role face step\nrun 16 post no\n");
  EXPECT_EQ(lammps.value("f_s[12]"), 2 * 12 + 1);    // atoms sampled
}

TEST(Steps, RestartInMidPulseIsExact)
{
  const std::string set = "comm_modify cutoff 8.5\ncompute face all electropulse/surface/atom fcc "
                          "lattice 4.075 average 0.1\n" +
      pulse("waveform square 0.5 rise 0.1 fall 0.1 delay 0.2") +
      "fix v all electropulse/vibrate ep face temperature 1500 0.05 4711 every 20\n"
      "fix w all electropulse/wind ep face zeff step -2000 surface -30 reference 2.2e-8 every 15 "
      "balance yes\nthermo_style custom step f_v[1] f_w[1]\nthermo 10\n";
  Lammps straight;
  straight.run(stepped_slab(300, 4) + set + "restart 97 steps.*\nrun 150 post no\n");
  ASSERT_GT(straight.value("f_v[1]"), 0.1);
  Lammps restarted;
  restarted.run(
      "units metal\natom_style atomic\natom_modify map array sort 0 0\nread_restart steps.97\n" +
      std::string(potential_and_integrator()) + set + "run 53 post no\n");
  EXPECT_GT(restarted.value("f_ep"), 0.0);    // still in the pulse
  for (const char *what : {"x", "v"})
    EXPECT_TRUE(straight.gather(straight.atoms(what), 3) ==
                restarted.gather(restarted.atoms(what), 3))
        << what;
  for (const char *quantity : {"f_v[1]", "f_v[3]", "f_v[11]", "f_w[1]", "f_w[2]", "f_w[9]"})
    EXPECT_EQ(straight.value(quantity), restarted.value(quantity)) << quantity;
}
