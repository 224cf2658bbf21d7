// fix electropulse/tether: a potential, its exact force and virial, across periodic boundaries, deformation, migration and
// restarts; slack while atoms stay, and no hops.

#include "force_test.h"

#include <algorithm>
#include <cmath>
#include <numeric>

static const double bar = 1.0 / 1.6021765e6;    // eV/A^3, as LAMMPS has it
static const double a = 4.09, bond = a / std::sqrt(2.0);
static const double D = 1.3, K = 20.0;

static std::string tethers(const std::string &more = "", const std::string &group = "all",
                           double stiffness = K)
{
  return "fix t " + group + " electropulse/tether cutoff 3.49 distance 1.3 stiffness " +
      std::to_string(stiffness) + " " + more + "\n";
}

static const char *silver = R"(
pair_style eam/alloy
pair_coeff * * ")" POTENTIALS_SOURCE R"(/Ag_ZJW04.eam.alloy" Ag
neighbor 1.0 bin
neigh_modify delay 0 every 5 check yes
timestep 0.005
)";

static const char *no_forces = "pair_style zero 4.5\npair_coeff * *\nneighbor 0.5 bin\n"
                               "timestep 0.005\n";

// A silver film of so many periods along x = [-1-12], 6 layers along y = [111] and 8 along z = [-110], with {110} faces; y
// and z are free unless `boundary` is p p p. IDs do not depend on the number of processes.
static std::string film(int periods, const std::string &more, const std::string &boundary = "p f f")
{
  const std::string n = std::to_string(periods), solid = boundary == "p p p" ? "1" : "0",
                    file = "film-" + n + solid + "." + program_invocation_short_name + ".data";
  int rank;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    Lammps maker(MPI_COMM_SELF);
    maker.run(R"(
units metal
boundary )" + boundary +
              R"(
variable a equal 4.09
variable lx equal )" +
              n + R"(*v_a*sqrt(6)/2
variable ly equal 2*v_a*sqrt(3)
variable lz equal 4*v_a/sqrt(2)
variable gap equal 8*(1-)" +
              solid + R"()
region box block 0 ${lx} $(-v_gap) $(v_ly+v_gap) $(-v_gap) $(v_lz+v_gap) units box
create_box 1 box
mass 1 107.87
region film block 0 ${lx} 0 $(v_ly-0.1) 0 $(v_lz-0.1) units box
lattice fcc $a orient x -1 -1 2 orient y 1 1 1 orient z -1 1 0 origin 0.02 0.02 0.02
create_atoms 1 region film
pair_style zero 4.5
pair_coeff * *
write_data )" +
              file + " nocoeff");
  }
  MPI_Barrier(MPI_COMM_WORLD);
  return "units metal\natom_style atomic\natom_modify map array sort 0 0\nboundary " + boundary +
      "\nread_data " + file + "\n" + more;
}

static double worst(const Lammps::Table &one, const Lammps::Table &other)
{
  EXPECT_EQ(one.size(), other.size());
  double worst = 0.0;
  for (const auto &row : one)
    for (size_t k = 0; k < row.second.size(); k++)
      worst = std::max(worst, std::fabs(row.second[k] - other.at(row.first)[k]));
  return worst;
}

struct Setting {
  const char *name, *boundary, *box, *tethers, *group;
};

static const char *triclinic =
    "change_box all triclinic\nchange_box all xy delta 0.4 xz delta -0.3 "
    "yz delta 0.5 remap units box\n";

// Displaced by up to 1 A along each axis after the reference, across periodic boundaries too.
class TetherForce : public ForceTest<Setting> {
 protected:
  int atoms = 0;

  void set_up(int seed)
  {
    lammps.run("clear\n");
    electropulse_register(lammps.handle);
    lammps.run(film(3, no_forces, GetParam().boundary) + "group some id 1:400:2\n" +
               GetParam().box + tethers(GetParam().tethers, GetParam().group) +
               "thermo_style custom step pe f_t\nrun 0 post no\n");
    // strained since the reference
    lammps.run("change_box all x scale 1.02 remap\ndisplace_atoms all random 1 1 1 " +
               std::to_string(seed) + "\nrun 0 post no\n");
    atoms = (int) lammps_get_natoms(lammps.handle);
    x.resize(3 * (size_t) atoms);
    gather("x", x);
  }
};

TEST_P(TetherForce, IsMinusTheGradientOfThePotentialEnergy)
{
  set_up(1);
  std::vector<double> f(x.size());
  gather("f", f);
  double largest = 0.0, total[3] = {0.0, 0.0, 0.0};
  for (size_t n = 0; n < f.size(); n++) {
    largest = std::max(largest, std::fabs(f[n]));
    total[n % 3] += f[n];
  }
  ASSERT_GT(largest, 1.0);
  for (double t : total) EXPECT_NEAR(t, 0.0, 1e-11);
  ASSERT_GT(lammps.value("f_t[2]"), 5.0) << "taut";

  // Rounding of some 100 eV over the step, 1e-14/2e-5 = 1e-9.
  for (size_t n = 0; n < f.size(); n += 29) {
    const auto at = [&](double s) {
      auto moved = x;
      moved[n] += s;
      lammps_scatter_atoms(lammps.handle, const_cast<char *>("x"), 1, 3, moved.data());
    };
    ASSERT_NEAR(f[n], -derivative(at, 2e-5), 1e-8 * largest) << n;
  }
}

// The pressure is the virial of the fix alone: nothing else acts and nothing moves.
TEST_P(TetherForce, HasTheVirialOfItsEnergy)
{
  set_up(2);
  const bool free = GetParam().boundary[2] == 'f';
  if (GetParam().box[0] == '\0') lammps.run("change_box all triclinic\n");
  lammps.run("compute p all pressure NULL virial\ncompute s all stress/atom NULL\n"
             "compute sum all reduce sum c_s[1] c_s[2] c_s[3] c_s[4] c_s[5] c_s[6]\n"
             "thermo_style custom step pe c_p[1] c_sum[1]\nrun 0 post no\n");
  double virial[6], largest = 0.0;
  for (int n = 0; n < 6; n++) {
    const std::string component = "[" + std::to_string(n + 1) + "]";
    virial[n] = lammps.value("c_p" + component) * lammps.thermo("vol") * bar;
    EXPECT_NEAR(lammps.value("c_sum" + component) * bar, -virial[n], 1e-9) << "by atom";
    largest = std::max(largest, std::fabs(virial[n]));
  }
  ASSERT_GT(largest, 1.0);
  const double low[3] = {lammps.thermo("xlo"), lammps.thermo("ylo"), lammps.thermo("zlo")};
  const double box[3][3] = {{lammps.thermo("lx"), lammps.thermo("xy"), lammps.thermo("xz")},
                            {0.0, lammps.thermo("ly"), lammps.thermo("yz")},
                            {0.0, 0.0, lammps.thermo("lz")}};
  const int strain[6][2] = {{0, 0}, {1, 1}, {2, 2}, {0, 1}, {0, 2}, {1, 2}};
  for (int n = 0; n < (free ? 3 : 6); n++) {
    const auto at = [&](double s) {
      double b[3][3];
      memcpy(b, box, sizeof b);
      for (int k = 0; k < 3; k++) b[strain[n][0]][k] += s * box[strain[n][1]][k];
      char command[512];
      snprintf(command, sizeof command,
               "change_box all x final %.17g %.17g y final %.17g %.17g z final %.17g %.17g "
               "remap units box",
               low[0], low[0] + b[0][0], low[1], low[1] + b[1][1], low[2], low[2] + b[2][2]);
      std::string all = command;
      if (!free) {
        snprintf(command, sizeof command, " xy final %.17g xz final %.17g yz final %.17g", b[0][1],
                 b[0][2], b[1][2]);
        all.insert(all.find(" remap"), command);
      }
      lammps.run(all);
    };
    EXPECT_NEAR(virial[n], -derivative(at, 1e-5), 1e-6 * largest) << n;
    at(0.0);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Boxes, TetherForce,
    testing::Values(Setting{"Film", "p f f", "", "", "all"},
                    Setting{"PartOfTheAtoms", "p f f", "", "", "some"},
                    Setting{"Orthogonal", "p p p", "", "coordination 13", "all"},
                    Setting{"Triclinic", "p p p", triclinic, "coordination 13", "all"}),
    [](const auto &info) {
      return info.param.name;
    });

// Group `one`: one atom of the upper face.
static const char *one_on_top = "region spot block 12.2 13.2 6.5 8 10 INF units box\n"
                                "group one region spot\n";

TEST(Tether, IsASpringBeyondTheDistanceAndNothingWithin)
{
  Lammps lammps;
  lammps.run(film(3, no_forces) + tethers() + "thermo_style custom step pe f_t\nrun 0 post no\n" +
             std::string(one_on_top));
  ASSERT_EQ(lammps.value("count(one)"), 1.0);
  EXPECT_NEAR(lammps.value("f_t[3]"), 0.0, 1e-13);
  const double tethered = lammps.value("f_t[1]");
  for (double d : {0.5, 1.29, 1.31, 2.0, 4.0}) {
    lammps.run("displace_atoms one move " + std::to_string(d) + " 0 0 units box\nrun 0 post no\n");
    const double stretch = std::max(0.0, d - D);
    EXPECT_NEAR(lammps.value("f_t"), 0.5 * K * stretch * stretch, 1e-11) << d;
    EXPECT_NEAR(lammps.thermo("pe"), lammps.value("f_t"), 1e-12) << d;
    EXPECT_EQ(lammps.value("f_t[1]"), tethered);
    EXPECT_EQ(lammps.value("f_t[2]"), d > D) << d;
    EXPECT_NEAR(lammps.value("f_t[3]"), d, 1e-12);
    lammps.run("displace_atoms one move $(-1*" + std::to_string(d) + ") 0 0 units box\n");
  }
}

TEST(Tether, HoldsAtomsWithFewNeighboursOnly)
{
  const auto tethered = [](const std::string &below, const std::string &group) {
    Lammps lammps;
    lammps.run(film(3, no_forces) +
               "compute n all coord/atom cutoff 3.49\ncompute sum all reduce sum c_n\n"
               "thermo_style custom step c_sum\ngroup some id 1:400:3\nrun 0 post no\n"
               "variable few atom c_n<" +
               below + "\ngroup few variable few\ngroup both intersect few " + group + "\n" +
               tethers("coordination " + below, group) + "run 0 post no\n");
    const double expected = lammps.value("count(both)");
    EXPECT_EQ(lammps.value("f_t[1]"), expected) << below << " " << group;
    return expected;
  };
  EXPECT_GT(tethered("8", "all"), 20.0);
  EXPECT_GT(tethered("12", "all"), tethered("8", "all"));
  EXPECT_GT(tethered("12", "all"), tethered("12", "some"));
  EXPECT_EQ(tethered("13", "all"), 144.0);
}

TEST(Tether, EnergyBelongsToThePotentialEnergyAndToAtomsUnlessToldOtherwise)
{
  Lammps lammps;
  lammps.run(film(3, no_forces) + tethers() +
             "run 0 post no\ndisplace_atoms all random 1 1 1 5\ncompute e all pe/atom\n"
             "compute sum all reduce sum c_e\ncompute most all reduce max f_t\n"
             "thermo_style custom step pe f_t c_sum c_most press\nrun 0 post no\n");
  const double energy = lammps.value("f_t");
  EXPECT_GT(energy, 1.0);
  EXPECT_NEAR(lammps.thermo("pe"), energy, 1e-12 * energy);
  EXPECT_NEAR(lammps.value("c_sum"), energy, 1e-12 * energy);
  EXPECT_EQ(lammps.value("c_most"), lammps.value("f_t[3]")) << "displacement by atom";
  EXPECT_NE(lammps.thermo("press"), 0.0);
  lammps.run("fix_modify t energy no virial no\nrun 0 post no\n");
  EXPECT_EQ(lammps.thermo("pe"), 0.0);
  EXPECT_EQ(lammps.thermo("press"), 0.0);
  EXPECT_NEAR(lammps.value("f_t"), energy, 1e-12 * energy);
}

TEST(Tether, ForcesDoNotDependOnRanks)
{
  const std::string script = film(5, no_forces) + tethers() +
      "run 0 post no\ndisplace_atoms all random 1 1 1 7\nrun 0 post no\n";
  Lammps world, alone(MPI_COMM_SELF);
  for (Lammps *lammps : {&world, &alone}) lammps->run(script);
  EXPECT_LT(worst(world.gather(world.atoms("f"), 3), alone.gather(alone.atoms("f"), 3)), 1e-12);
  EXPECT_NEAR(world.value("f_t"), alone.value("f_t"), 1e-11);
  for (int n = 1; n <= 5; n++) {
    const std::string entry = "f_t[" + std::to_string(n) + "]";
    EXPECT_NEAR(world.value(entry), alone.value(entry), 1e-12) << entry;
  }
}

// The crystal drifts across boundaries, of the box and of processes; nobody moves relative to the neighbours.
TEST(Tether, FollowsAtomsThatMoveOn)
{
  Lammps lammps;
  lammps.run(film(5, no_forces) + tethers() +
             "velocity all set 60 0 0\nfix nve all nve\nrun 400 post no\n");
  // Rounding of positions in each of the steps and box lengths.
  EXPECT_LT(lammps.value("f_t[3]"), 1e-11);
  EXPECT_EQ(lammps.value("f_t[2]"), 0.0);
}

// Atoms that deform with the box stay where they belong, flips of the tilted box included.
TEST(Tether, FollowsTheDeformationOfTheBox)
{
  for (const char *deform : {"x erate 1.0", "y erate -0.3 z erate 0.5", "xy erate 3.0",
                             "yz erate -3.0 xz erate 2.5 x erate 0.5"}) {
    Lammps lammps;
    lammps.run(film(5, no_forces, "p p p") + "change_box all triclinic\n" +
               tethers("coordination 13") + "fix d all deform 1 " + deform +
               " remap x\nrun 100 post no\n");
    EXPECT_LT(lammps.value("f_t[3]"), 1e-11) << deform;
    lammps.run("run 0 post no\nrun 40 post no\n");
    EXPECT_LT(lammps.value("f_t[3]"), 1e-11) << deform;
  }
}

static std::string hot_film(double temperature, const std::string &more)
{
  return film(5, silver) + more + "velocity all create " + std::to_string(2 * temperature) +
      " 11 mom yes rot yes dist gaussian loop all\nfix nve all nve\n";
}

TEST(Tether, LeavesTheDynamicsAloneWhileItIsSlack)
{
  Lammps with, without;
  with.run(hot_film(300, tethers()) + "run 200 post no\n");
  without.run(hot_film(300, "") + "run 200 post no\n");
  EXPECT_EQ(with.value("f_t[5]"), 0.0);
  EXPECT_GT(with.value("f_t[4]"), 0.3) << "atoms vibrate";
  EXPECT_EQ(worst(with.gather(with.atoms("x"), 3), without.gather(without.atoms("x"), 3)), 0.0);
}

// A distance so short that tethers are often taut. They are softer than the metal: errors of the integrator should not grow.
static const char *taut = "fix t all electropulse/tether cutoff 3.49 distance 0.2 stiffness 5\n";

TEST(Tether, EnergyAndMomentumAreConserved)
{
  Lammps lammps;
  lammps.run(hot_film(600, taut) +
             "variable e equal etotal\nvariable p equal vcm(all,x)*mass(all)\n"
             "fix mean all ave/time 1 100 100 v_e\nrun 100 post no\n");
  const double before = lammps.value("f_mean");
  lammps.run("run 400 post no\n");
  EXPECT_GT(lammps.value("f_t[5]"), 50.0);
  EXPECT_GT(lammps.value("f_t"), 1.0);
  EXPECT_NEAR(lammps.value("f_mean"), before, 1e-2 * lammps.value("f_t"));
  EXPECT_NEAR(lammps.value("v_p"), 0.0, 1e-8);
}

// Surface atoms relax by more than the distance, so that tethers stay taut.
TEST(Tether, MinimiserFindsWhereTheSumOfForcesVanishes)
{
  Lammps lammps;
  lammps.run(film(3, silver) +
             "fix t all electropulse/tether cutoff 3.49 distance 0.01 stiffness 5\n"
             "run 0 post no\ndisplace_atoms all random 0.1 0.1 0.1 3\n"
             "thermo_style custom step pe f_t fnorm\nrun 0 post no\n");
  const double start = lammps.thermo("pe");
  lammps.run("minimize 0 1e-5 2000 20000\n");
  EXPECT_LT(lammps.thermo("fnorm"), 1e-5);
  EXPECT_LT(lammps.thermo("pe"), start - 1.0);
  EXPECT_GT(lammps.value("f_t"), 0.1);
}

// Two levels with one length of step are velocity Verlet, wherever the fix acts.
TEST(Tether, ActsOnItsLevelOfRespa)
{
  Lammps verlet;
  verlet.run(hot_film(600, taut) + "run 20 post no\n");
  ASSERT_GT(verlet.value("f_t[5]"), 0.0);
  for (const char *style : {"run_style respa 2 1 pair 1", "run_style respa 2 1 pair 2",
                            "fix_modify t respa 1\nrun_style respa 2 1 pair 2"}) {
    Lammps respa;
    respa.run(hot_film(600, taut) + style + "\nrun 20 post no\n");
    EXPECT_LT(worst(verlet.gather(verlet.atoms("v"), 3), respa.gather(respa.atoms("v"), 3)), 1e-10)
        << style;
    EXPECT_NEAR(respa.value("f_t"), verlet.value("f_t"), 1e-8) << style;
    EXPECT_NEAR(respa.value("f_t[5]"), verlet.value("f_t[5]"), 1e-12) << style;
  }
}

TEST(Tether, RerunGivesTheSameEnergyWithAndWithoutImages)
{
  const std::string file = "tether." + std::to_string(Lammps().nprocs) + ".dump";
  Lammps lammps;
  lammps.run(hot_film(600, taut) + "velocity all set 40 0 0 sum yes\ndump d all custom 25 " + file +
             " id type x y z ix iy iz\ndump_modify d sort id format float %20.15g\n"
             "run 100 post no\n");
  const double energy = lammps.value("f_t");
  ASSERT_GT(energy, 0.1);
  for (const char *columns : {"x y z ix iy iz", "x y z"}) {
    Lammps again;
    again.run(film(5, silver) + taut + "rerun " + file + " dump " + columns + "\n");
    EXPECT_NEAR(again.value("f_t"), energy, 1e-9) << columns;
    EXPECT_EQ(again.value("f_t[5]"), 0.0) << "no time passes";
  }
}

// In mid-run of a film that was strained after its reference, and before a reference that is still to come.
TEST(Tether, RestartIsExact)
{
  for (const char *step : {"20", "100"}) {
    const auto settings = [&](const std::string &file) {
      return "fix t all electropulse/tether cutoff 3.49 distance 0.5 stiffness 5 average 0.02 "
             "reference fixed " +
          std::string(step) + "\nthermo_style custom step pe f_t\nrestart 67 " + file + ".*\n";
    };
    Lammps straight;
    straight.run(hot_film(600, settings("tether")) +
                 "run 40 post no\nchange_box all x scale 1.02 remap\nrun 120 post no\n");
    Lammps restarted;
    restarted.run("units metal\natom_style atomic\natom_modify map array sort 0 0\n"
                  "read_restart tether.67\n" +
                  std::string(silver) + settings("tether-again") +
                  "fix nve all nve\nrun 93 post no\n");
    ASSERT_GT(straight.value("f_t[5]"), 0.0);
    for (const char *what : {"x", "v", "f"})
      EXPECT_EQ(worst(straight.gather(straight.atoms(what), 3),
                      restarted.gather(restarted.atoms(what), 3)),
                0.0)
          << what << " " << step;
    for (const char *quantity : {"f_t", "f_t[1]", "f_t[2]", "f_t[3]", "f_t[4]", "f_t[5]"})
      EXPECT_EQ(straight.value(quantity), restarted.value(quantity)) << quantity << " " << step;
  }
}

TEST(Tether, BeginsAfterTheStepOfTheReference)
{
  Lammps lammps;
  lammps.run(hot_film(600, tethers("reference fixed 50")) + "run 50 post no\n");
  EXPECT_EQ(lammps.value("f_t[1]"), 0.0);
  lammps.run("run 0 post no\n");
  EXPECT_GT(lammps.value("f_t[1]"), 100.0);
  EXPECT_LT(lammps.value("f_t[3]"), 1e-12);
  lammps.run("run 1 post no\n");
  EXPECT_GT(lammps.value("f_t[3]"), 1e-3);
  lammps.run("reset_timestep 0\nrun 10 post no\n");
  EXPECT_GT(lammps.value("f_t[1]"), 100.0) << "the reference stays";
}

// An instant's own displacements are in all later ones: their mean square is twice that about the mean positions, of which
// averages over 0.5 ps miss some. On one process only: what the averages are does not depend on the number.
TEST(Tether, TakesAveragesForAReference)
{
  if (Lammps().nprocs > 1) GTEST_SKIP() << "the same on one process";
  std::vector<double> mean_square;
  for (const char *average : {"0", "0.5"}) {
    Lammps lammps;
    lammps.run(hot_film(300, tethers("reference fixed 400 average " + std::string(average))) +
               "compute square all reduce avesq f_t\nrun 500 post no\n"
               "fix mean all ave/time 5 100 500 c_square\nrun 500 post no\n");
    EXPECT_GT(lammps.value("f_t[1]"), 100.0);
    mean_square.push_back(lammps.value("f_mean"));
  }
  EXPECT_NEAR(mean_square[1] / mean_square[0], 0.5, 0.15);
}

// Counted in atoms times time, whatever happens to the clock.
TEST(Tether, CountsTheTimeThatTethersAreTaut)
{
  const std::string model = film(3, no_forces) + tethers("", "all", 0.0) +
      "fix nve all nve\nrun 0 post no\n" + std::string(one_on_top) +
      "displace_atoms one move 2 0 0 units box\n";
  Lammps lammps;
  lammps.run(model + "run 7 post no\n");
  EXPECT_EQ(lammps.value("f_t"), 0.0) << "a tether without stiffness only counts";
  EXPECT_EQ(lammps.value("f_t[2]"), 1.0);
  EXPECT_NEAR(lammps.value("f_t[5]"), 7 * 0.005, 1e-15);
  lammps.run("timestep 0.002\nrun 5 post no\nreset_timestep 1000\nrun 5 post no\n");
  EXPECT_NEAR(lammps.value("f_t[5]"), 7 * 0.005 + 10 * 0.002, 1e-15);
  lammps.run("minimize 0 0 5 5\n");
  EXPECT_NEAR(lammps.value("f_t[5]"), 7 * 0.005 + 10 * 0.002, 1e-15);
  lammps.run("displace_atoms one move -2 0 0 units box\nrun 3 post no\n");
  EXPECT_NEAR(lammps.value("f_t[5]"), 7 * 0.005 + 10 * 0.002, 1e-15);
  EXPECT_EQ(lammps.value("f_t[2]"), 0.0);
  EXPECT_NEAR(lammps.value("f_t[4]"), 2.0, 1e-12) << "the largest so far";
}

// A neighbour that is beyond all ghost atoms, on whatever process.
TEST(Tether, PullsBackNeighboursFromAfar)
{
  Lammps lammps;
  lammps.run(film(12, no_forces) + tethers() +
             "comm_modify cutoff 5\nthermo_style custom step pe f_t\nrun 0 post no\n" +
             std::string(one_on_top) + "displace_atoms one move 24 0 0 units box\nrun 0 post no\n");
  ASSERT_EQ(lammps.value("count(one)"), 1.0);
  // The atom itself, and neighbours of n = 7 to 11 at 24/n: of 2 in the row, 4 beside and 1 below it.
  double energy = 0.5 * K * std::pow(24 - D, 2);
  for (double n : {7.0, 7.0, 11.0, 11.0, 11.0, 11.0}) energy += 0.5 * K * std::pow(24 / n - D, 2);
  EXPECT_NEAR(lammps.value("f_t"), energy, 1e-9 * energy);
  EXPECT_NEAR(lammps.thermo("pe"), energy, 1e-9 * energy);
  const auto f = lammps.gather(lammps.atoms("f"), 3);
  double total[3] = {0.0, 0.0, 0.0}, largest = 0.0;
  for (const auto &row : f)
    for (int k = 0; k < 3; k++) {
      total[k] += row.second[k];
      largest = std::max(largest, std::fabs(row.second[k]));
    }
  for (double t : total) EXPECT_NEAR(t, 0.0, 1e-11 * largest);
  EXPECT_GT(largest, K * (24 - D));
}

// What it is for. Hops are seen by a tether without stiffness around every atom: one that has hopped is, on average over 1 ps,
// 0.8 nearest-neighbour distances away from its site. Trajectories do not depend on the number of processes: on one only.
TEST(Tether, SuppressesHopsOnAHotSurface)
{
  if (Lammps().nprocs > 1) GTEST_SKIP() << "the same on one process";
  double hops[2], share[2];
  for (double stiffness : {0.0, K}) {
    Lammps lammps;
    lammps.run(film(5, silver) + "min_style cg\nminimize 0 1e-3 100 1000\nreset_timestep 0\n" +
               tethers("", "all", stiffness) +
               "fix o all electropulse/tether cutoff 3.49 distance 2.31 stiffness 0 "
               "coordination 100\nvelocity all create 1400 12 mom yes rot yes dist gaussian\n"
               "fix nvt all nvt temp 700 700 0.1\nfix mean all ave/atom 10 20 200 f_o\n"
               "variable hopped atom f_mean>2.31\ncompute hops all reduce sum v_hopped\n"
               "thermo_style custom step temp f_t f_o c_hops\nrun 3000 post no\n");
    hops[stiffness > 0.0] = lammps.value("c_hops");
    share[stiffness > 0.0] = lammps.value("f_t[5]/f_t[1]/(step*dt)");
  }
  EXPECT_GE(hops[0], 8.0) << "there are many";
  EXPECT_GT(share[0], 0.02);
  EXPECT_EQ(hops[1], 0.0);
  EXPECT_LT(share[1], 0.01) << "the tethers were slack nearly all the time";
}
