// fix electropulse/orient: a potential energy, its exact force and virial, the same on any ranks.

#include "force_test.h"

#include <algorithm>
#include <cmath>
#include <numeric>

static const double bar = 1.0 / 1.6021765e6;    // eV/A^3, as LAMMPS has it
static const double a = 4.08, volume = a * a * a / 4.0;

// A periodic crystal of 72 atoms without other forces: one variant below, the other above.
static std::string twin(const std::string &more = "")
{
  return R"(
units metal
atom_modify map array
variable a equal 4.08
variable px equal v_a*sqrt(6)/2
variable py equal v_a*sqrt(3)
variable pz equal v_a/sqrt(2)
region box block 0 $(2*v_px) 0 $(2*v_py) 0 $(3*v_pz) units box
create_box 1 box
mass 1 196.97
region below block INF INF INF $(v_py-0.1) INF INF units box
region above block INF INF $(v_py-0.1) INF INF INF units box
lattice fcc $a orient x 1 1 -2 orient y 1 1 1 orient z 1 -1 0
create_atoms 1 region below
lattice fcc $a orient x -1 -1 2 orient y 1 1 1 orient z -1 1 0
create_atoms 1 region above
pair_style zero 4.5
pair_coeff * *
neighbor 0.3 bin
group some id 1:72:2
group both id 1:72
)" + more;
}

static std::string drive(const std::string &pressure, const std::string &group = "all",
                         const std::string &lattice = "4.08")
{
  return "fix o " + group + " electropulse/orient pressure " + pressure +
      " normal 0 1 0 motion 1 0 0 lattice " + lattice + "\n";
}

static const char *triclinic = "change_box all triclinic\n"
                               "change_box all xy delta 0.4 xz delta -0.3 yz delta 0.5 remap units "
                               "box\n";

struct Setting {
  const char *name, *box, *group;
};

class OrientForce : public ForceTest<Setting> {
 protected:
  static constexpr int atoms = 72;

  // Displaced by up to 0.35 A along each axis, across the periodic boundaries too.
  void set_up(int seed)
  {
    lammps.run("clear\n");
    electropulse_register(lammps.handle);
    lammps.run(twin(GetParam().box) + "displace_atoms all random 0.35 0.35 0.35 " +
               std::to_string(seed) + "\n" + drive("1e5", GetParam().group) +
               "thermo_style custom step pe f_o\nrun 0 post no\n");
    x.resize(3 * atoms);
    gather("x", x);
  }
};

TEST_P(OrientForce, IsMinusTheGradientOfThePotentialEnergy)
{
  for (int seed : {1, 2, 3}) {
    set_up(seed);
    std::vector<double> f(3 * atoms);
    gather("f", f);
    double largest = 0.0, total[3] = {0.0, 0.0, 0.0};
    for (int n = 0; n < 3 * atoms; n++) {
      largest = std::max(largest, std::fabs(f[n]));
      total[n % 3] += f[n];
    }
    ASSERT_GT(largest, 0.1);
    for (double t : total) EXPECT_NEAR(t, 0.0, 1e-12);
    ASSERT_GT(lammps.thermo("pe"), 1.0);

    // Rounding of some 30 eV over the step, 4e-15/2e-5 = 2e-10, and the square of the step where a third derivative
    // jumps, 300 eV/A^4, 2e-8.
    for (int n = 0; n < 3 * atoms; n++) {
      const auto at = [&](double s) {
        auto moved = x;
        moved[n] += s;
        lammps_scatter_atoms(lammps.handle, const_cast<char *>("x"), 1, 3, moved.data());
      };
      ASSERT_NEAR(f[n], -derivative(at, 2e-5), 5e-8 * std::max(largest, 1.0)) << seed << " " << n;
    }
  }
}

// The pressure is the virial of the fix alone: nothing else acts and nothing moves.
TEST_P(OrientForce, HasTheVirialOfItsEnergy)
{
  set_up(4);
  if (GetParam().box[0] == '\0') lammps.run("change_box all triclinic\n");
  lammps.run("compute p all pressure NULL virial\ncompute s all stress/atom NULL\n"
             "compute sum all reduce sum c_s[1] c_s[2] c_s[3] c_s[4] c_s[5] c_s[6]\n"
             "thermo_style custom step pe c_p[1] c_sum[1]\nrun 0 post no\n");
  double virial[6], largest = 0.0;
  for (int n = 0; n < 6; n++) {
    const std::string component = "[" + std::to_string(n + 1) + "]";
    virial[n] = lammps.value("c_p" + component) * lammps.thermo("vol") * bar;
    EXPECT_NEAR(lammps.value("c_sum" + component) * bar, -virial[n], 1e-10) << "by atom";
    largest = std::max(largest, std::fabs(virial[n]));
  }
  ASSERT_GT(largest, 0.1);
  const double box[3][3] = {{lammps.thermo("lx"), lammps.thermo("xy"), lammps.thermo("xz")},
                            {0.0, lammps.thermo("ly"), lammps.thermo("yz")},
                            {0.0, 0.0, lammps.thermo("lz")}};
  const int strain[6][2] = {{0, 0}, {1, 1}, {2, 2}, {0, 1}, {0, 2}, {1, 2}};
  for (int n = 0; n < 6; n++) {
    const auto at = [&](double s) {
      double b[3][3];
      memcpy(b, box, sizeof b);
      for (int k = 0; k < 3; k++) b[strain[n][0]][k] += s * box[strain[n][1]][k];
      char command[256];
      snprintf(command, sizeof command,
               "change_box all x final 0 %.17g y final 0 %.17g z final 0 %.17g xy final %.17g "
               "xz final %.17g yz final %.17g remap units box",
               b[0][0], b[1][1], b[2][2], b[0][1], b[0][2], b[1][2]);
      lammps.run(command);
    };
    EXPECT_NEAR(virial[n], -derivative(at, 1e-5), 1e-6 * largest) << n;
    at(0.0);
  }
}

INSTANTIATE_TEST_SUITE_P(Boxes, OrientForce,
                         testing::Values(Setting{"Orthogonal", "", "all"},
                                         Setting{"Triclinic", triclinic, "all"},
                                         Setting{"PartOfTheAtoms", "", "some"}),
                         [](const auto &info) {
                           return info.param.name;
                         });

TEST(Orient, EnergyOfTheVariantsDiffersByPressureTimesVolume)
{
  for (const char *motion : {"1 0 0", "-1 0 0"}) {
    Lammps lammps;
    lammps.run("units metal\nlattice fcc 4.08 orient x 1 1 -2 orient y 1 1 1 orient z 1 -1 0\n"
               "region box block 0 3 0 2 0 4\ncreate_box 1 box\ncreate_atoms 1 box\nmass 1 1\n"
               "pair_style zero 4.5\npair_coeff * *\n"
               "fix o all electropulse/orient lattice 4.08 pressure -2.5e4 normal 0 2 0 motion " +
               std::string(motion) + "\nthermo_style custom step pe f_o\nrun 0 post no\n");
    const double atoms = lammps_get_natoms(lammps.handle), sign = motion[0] == '1' ? 1.0 : -1.0;
    const double other = sign > 0.0 ? 0.0 : -2.5e4 * bar * volume * atoms;
    EXPECT_NEAR(lammps.value("f_o"), other, 1e-10 * atoms);
    EXPECT_NEAR(lammps.thermo("pe"), other, 1e-10 * atoms);
    EXPECT_NEAR(lammps.value("f_o[1]"), sign, 1e-12);
    EXPECT_EQ(lammps.value("f_o[2]"), sign > 0.0 ? atoms : 0.0);
    EXPECT_EQ(lammps.value("f_o[3]"), sign > 0.0 ? 0.0 : atoms);
    EXPECT_EQ(lammps.value("f_o[4]"), 0.0);
    EXPECT_NEAR(lammps.value("f_o[5]"), sign > 0.0 ? atoms * volume : 0.0, 1e-9);
    EXPECT_NEAR(lammps.value("f_o[6]"), -2.5 * std::sqrt(2.0), 1e-12);
  }
}

// Atoms whose order falls below 1/2 take from the difference: none at 300 K, 0.05 % of it were measured at 820 K.
TEST(Orient, DifferenceHoldsInAHotCrystal)
{
  for (int kelvin : {300, 800}) {
    const std::string t = std::to_string(kelvin), twice = std::to_string(2 * kelvin);
    Lammps lammps;
    lammps.run("units metal\natom_modify map array\nlattice fcc 4.1 orient x 1 1 -2 orient y 1 1 1 "
               "orient z 1 -1 0\nregion box block 0 3 0 3 0 4\ncreate_box 1 box\n"
               "create_atoms 1 box\nmass 1 196.97\n" +
               std::string(potential_and_integrator()) + "velocity all create " + twice +
               " 1 loop geom\nfix bath all langevin " + t + " " + t + " 0.1 1\n" +
               drive("3000", "all", "4.1") +
               "fix mean all ave/time 5 40 200 f_o c_thermo_temp\nrun 600 post no\n");
    EXPECT_NEAR(lammps.value("f_mean[2]"), kelvin, 0.2 * kelvin);
    const double difference = 3000 * bar * 4.1 * 4.1 * 4.1 / 4.0 * lammps.value("atoms");
    EXPECT_LE(lammps.value("f_mean[1]"), (kelvin == 300 ? 1e-6 : 3e-3) * difference) << kelvin;
  }
}

TEST(Orient, EnergyBelongsToThePotentialEnergyAndToAtomsUnlessToldOtherwise)
{
  Lammps lammps;
  lammps.run(twin("displace_atoms all random 0.3 0.3 0.3 5\n") + drive("1e5", "some") +
             "compute e all pe/atom\ncompute sum all reduce sum c_e f_o\n"
             "thermo_style custom step pe f_o c_sum[1] press\nrun 0 post no\n");
  const double energy = lammps.value("f_o");
  EXPECT_GT(energy, 1.0);
  EXPECT_NEAR(lammps.thermo("pe"), energy, 1e-12);
  EXPECT_NEAR(lammps.value("c_sum[1]"), energy, 1e-12);
  EXPECT_NEAR(lammps.value("c_sum[2]/36"), lammps.value("f_o[1]"), 1e-12) << "order by atom";
  EXPECT_EQ(lammps.value("f_o[2]+f_o[3]+f_o[4]"), 36.0);
  EXPECT_NE(lammps.thermo("press"), 0.0);
  lammps.run("fix_modify o energy no virial no\nrun 0 post no\n");
  EXPECT_EQ(lammps.thermo("pe"), 0.0);
  EXPECT_EQ(lammps.thermo("press"), 0.0);
  EXPECT_NEAR(lammps.value("f_o"), energy, 1e-12);
}

static double worst(const Lammps::Table &a, const Lammps::Table &b)
{
  EXPECT_EQ(a.size(), b.size());
  double worst = 0.0;
  for (const auto &row : a)
    for (size_t k = 0; k < row.second.size(); k++)
      worst = std::max(worst, std::fabs(row.second[k] - b.at(row.first)[k]));
  return worst;
}

TEST(Orient, ForcesDoNotDependOnRanks)
{
  const std::string script = small_boundary(300, 21) + "displace_atoms all random 0.2 0.2 0.2 7\n" +
      drive("1e4", "all", "4.075") + "run 0 post no\n";
  Lammps world, alone(MPI_COMM_SELF);
  for (Lammps *lammps : {&world, &alone}) lammps->run(script);
  EXPECT_LT(worst(world.gather(world.atoms("f"), 3), alone.gather(alone.atoms("f"), 3)), 1e-12);
  EXPECT_NEAR(world.value("f_o"), alone.value("f_o"), 1e-10);
  for (int n = 1; n <= 6; n++) {
    const std::string entry = "f_o[" + std::to_string(n) + "]";
    EXPECT_NEAR(world.value(entry) / alone.value(entry), 1.0, 1e-12) << entry;
  }
}

// With a list that is kept between reneighbourings the energy is that of a fresh one, however seldom LAMMPS looks.
TEST(Orient, NeighboursAreNeverMissed)
{
  for (const char *rule : {"delay 0 every 1 check yes", "delay 0 every 1000 check no"}) {
    Lammps lammps;
    lammps.run(small_boundary(1200, 22) + "neighbor 0.2 bin\ncomm_modify cutoff 9.0\n" +
               drive("1e4", "all", "4.075") + "neigh_modify " + rule + "\nrun 60 post no\n");
    const double kept = lammps.value("f_o");
    lammps.run("run 0 post no");
    EXPECT_NEAR(lammps.value("f_o"), kept, 1e-9) << rule;
    lammps.run("run 10 pre no post no");
    const double later = lammps.value("f_o");
    EXPECT_NE(later, kept);
    lammps.run("run 0 post no");
    EXPECT_NEAR(lammps.value("f_o"), later, 1e-9) << rule;
  }
}

// What the drive releases turns into heat, and the sum stays.
TEST(Orient, EnergyIsConserved)
{
  Lammps lammps;
  lammps.run(small_boundary(300, 23) + drive("5e3", "all", "4.075") +
             "variable e equal etotal\nfix mean all ave/time 1 100 100 v_e\nrun 100 post no\n");
  const double before = lammps.value("f_mean"), drive_before = lammps.value("f_o");
  lammps.run("run 400 post no");
  const double released = drive_before - lammps.value("f_o");
  EXPECT_GT(released, 1.0);
  EXPECT_NEAR(lammps.value("f_mean"), before, 1e-3 * released);
}

// Periodic, so that it cannot turn.
TEST(Orient, MinimiserFindsWhereTheSumOfForcesVanishes)
{
  Lammps lammps;
  lammps.run(twin("replicate 2 1 1\ndisplace_atoms all random 0.1 0.1 0.1 24\n") +
             potential_and_integrator() + "run 0 post no\n");
  const double before = lammps.thermo("pe");
  lammps.run(drive("1e4", "some") + "thermo_style custom step pe f_o fnorm\nrun 0 post no\n");
  const double start = lammps.thermo("pe");
  EXPECT_NEAR(start - before, lammps.value("f_o"), 1e-9);
  lammps.run("minimize 0 1e-6 2000 20000\n");
  EXPECT_LT(lammps.thermo("fnorm"), 1e-6);
  EXPECT_LT(lammps.thermo("pe"), start - 1.0);
  EXPECT_GT(lammps.value("f_o"), 1.0);
}

// Two levels with one length of step are velocity Verlet, wherever the fix acts.
TEST(Orient, ActsOnItsLevelOfRespa)
{
  const std::string model = small_boundary(300, 25) + drive("1e4", "all", "4.075");
  Lammps verlet;
  verlet.run(model + "run 20 post no\n");
  for (const char *style : {"run_style respa 2 1 pair 1", "run_style respa 2 1 pair 2",
                            "fix_modify o respa 1\nrun_style respa 2 1 pair 2"}) {
    Lammps respa;
    respa.run(model + style + "\nrun 20 post no\n");
    EXPECT_LT(worst(verlet.gather(verlet.atoms("v"), 3), respa.gather(respa.atoms("v"), 3)), 1e-10)
        << style;
    EXPECT_NEAR(respa.value("f_o"), verlet.value("f_o"), 1e-8) << style;
  }
}

TEST(Orient, RerunGivesTheSameEnergy)
{
  const std::string file = "orient." + std::to_string(Lammps().nprocs) + ".dump";
  const std::string model = small_boundary(300, 26) + drive("1e4", "all", "4.075");
  Lammps lammps;
  lammps.run(model + "dump d all custom 10 " + file +
             " id type x y z\ndump_modify d format float %20.15g\nrun 20 post no\n");
  const double energy = lammps.value("f_o");
  Lammps again;
  again.run(model + "rerun " + file + " dump x y z\n");
  EXPECT_NEAR(again.value("f_o"), energy, 1e-8);
}

TEST(Orient, RestartIsExact)
{
  const auto settings = [](const std::string &file) {
    return drive("5e3", "all", "4.075") + "thermo_style custom step pe f_o\nrestart 87 " + file +
        ".*\n";
  };
  Lammps straight;
  straight.run(small_boundary(300, 27) + settings("orient") + "run 140 post no\n");
  Lammps restarted;
  restarted.run("units metal\natom_style atomic\natom_modify map array sort 0 0\n"
                "read_restart orient.87\n" +
                std::string(potential_and_integrator()) + settings("orient-again") +
                "run 53 post no\n");
  for (const char *what : {"x", "v", "f"})
    EXPECT_EQ(
        worst(straight.gather(straight.atoms(what), 3), restarted.gather(restarted.atoms(what), 3)),
        0.0)
        << what;
  for (const char *quantity : {"f_o", "f_o[1]", "f_o[2]", "f_o[5]"})
    EXPECT_EQ(straight.value(quantity), restarted.value(quantity)) << quantity;
}
