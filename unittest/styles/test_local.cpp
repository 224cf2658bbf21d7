// fix electropulse, section slabs and grid: total current is conserved, what is known without atoms comes out, the same on
// any ranks, over restarts and reruns; wind and vibration follow the local current density.

#include "lammps_test.h"

#include <cmath>
#include <fstream>
#include <set>

static const double A = 4.08;                  // Angstrom
static const double VOLUME = A * A * A / 4;    // Angstrom^3
static const double RESISTIVITY = 2.2e-8;      // ohm m
static const double J = 1.7e9;                 // A/cm^2

static void read_model(Lammps &lammps, const std::string &file, const std::string &boundary)
{
  lammps.run("units metal\natom_modify map array sort 0 0\nboundary " + boundary + "\nread_data " +
             file +
             "\npair_style zero 6.0\npair_coeff * *\nneighbor 1.0 bin\ntimestep 0.002\n"
             "fix nve all nve\n");
}

// Makes on one process, so that atom IDs are the same on any number of ranks, a bar of fcc gold along y: 16 lattice
// constants long and 8 wide, from y = -0.1 A on; `remove` deletes from it. Free sides at a distance; y is filled.
static std::string make_bar(const std::string &name, const std::string &remove = "",
                            double gap = 0.0)
{
  const std::string file = "bar-" + name + "." + program_invocation_short_name + ".data";
  int rank;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    Lammps maker(MPI_COMM_SELF);
    maker.run("units metal\natom_modify map array\nboundary f f f\nlattice fcc 4.08\n"
              "region box block -8.1 12.1 -0.025 15.975 -8.1 12.1\ncreate_box 1 box\n"
              "region bar block -0.1 7.9 INF INF -0.1 7.9\ncreate_atoms 1 region bar\n"
              "mass 1 196.97\npair_style zero 6.0\npair_coeff * *\n" +
              remove +
              (gap > 0.0 ? "change_box all y delta " + std::to_string(-gap) + " " +
                       std::to_string(gap) + " units box\n"
                         : "") +
              "write_data " + file + " nocoeff");
  }
  MPI_Barrier(MPI_COMM_WORLD);
  return file;
}

// Half as wide and half as high between 6 and 10 lattice constants.
static const char NOTCH[] =
    "region wide block INF INF 5.9 9.9 INF INF\nregion core block 1.9 5.9 INF INF 1.9 5.9\n"
    "region around block INF INF INF INF INF INF\n"
    "group within region wide\ngroup inner region core\ngroup rim subtract within inner\n"
    "delete_atoms group rim compress yes\n";
static std::string notched_bar()
{
  static const std::string file = make_bar("notched", NOTCH);
  return file;
}
static std::string straight_bar()
{
  static const std::string file = make_bar("straight");
  return file;
}
static std::string free_bar()
{
  static const std::string file = make_bar("free", "", 30.0);
  return file;
}

static std::string pulse(const std::string &section, const std::string &more = "")
{
  return "fix ep all electropulse material Au resistivity 2.2e-8 volume $(4.08^3/4) waveform "
         "square "
         "10.0 current 1.7e9 direction 0 1 0 section " +
      section + " " + more + "\nthermo_style custom step f_ep\n";
}

static double entry(Lammps &lammps, int n)
{
  return lammps.value("f_ep[" + std::to_string(n) + "]");
}
enum { RESISTANCE = 9, LARGEST, CROWDING, ITERATIONS, RESIDUAL, TOTAL_CURRENT };

static double size_of(const std::vector<double> &v)
{
  return std::sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}

class Section : public testing::TestWithParam<const char *> {};
INSTANTIATE_TEST_SUITE_P(Kinds, Section, testing::Values("slabs", "grid"), [](const auto &info) {
  return std::string(info.param);
});

// Layers of atoms d apart, seen through quadratic B-splines of width h, leave a ripple of 2 (sin(pi h/d)/(pi h/d))^3: with d =
// 2.04 A 1 % in cells of 2.5 A and 0.4 % in slabs of 5 A. Cells have it along three axes, in the conductivity and again where
// atoms are given their current: 6 % at most. Sums over atoms do not have it.
static double ripple(const std::string &kind)
{
  return kind == "slabs" ? 0.008 : 0.06;
}

TEST_P(Section, StraightBarHasTheDensityOfTheFixEverywhere)
{
  Lammps lammps;
  read_model(lammps, straight_bar(), "f p f");
  lammps.run(pulse(GetParam()) + "run 0 post no\n");
  const auto j = lammps.gather(lammps.fix_atoms("ep"), 3);
  ASSERT_EQ(j.size(), 8 * 8 * 16 * 4u);
  double sum = 0.0;
  for (const auto &atom : j) {
    ASSERT_NEAR(atom.second[1] / J, 1.0, ripple(GetParam()));
    ASSERT_NEAR(atom.second[0] / J, 0.0, ripple(GetParam()));
    ASSERT_NEAR(atom.second[2] / J, 0.0, ripple(GetParam()));
    sum += atom.second[1] / J;
  }
  EXPECT_NEAR(sum / (double) j.size(), 1.0, 1e-3);
  const double area = 64 * A * A, length = 16 * A;
  EXPECT_NEAR(entry(lammps, TOTAL_CURRENT) / (J * area * 1e-16), 1.0, 1e-12);
  EXPECT_NEAR(entry(lammps, RESISTANCE) / (RESISTIVITY * length / area * 1e10), 1.0, 2e-3);
  EXPECT_NEAR(entry(lammps, CROWDING), 1.0, ripple(GetParam()));
  EXPECT_NEAR(entry(lammps, LARGEST) / J, 1.0, ripple(GetParam()));
}

// In a window of whole layers the atoms' volume times their current density is the total current times its length: but for
// the steps at the ends of the notch, smooth over 3 widths on either side, and the ripple's mean over the layers.
TEST_P(Section, CurrentThroughEverySectionOfANeckIsTheTotalCurrent)
{
  Lammps lammps;
  read_model(lammps, notched_bar(), "f p f");
  lammps.run(pulse(GetParam(), GetParam()[0] == 's' ? "thickness 2.0" : "") + "run 0 post no\n");
  const auto j = lammps.gather(lammps.fix_atoms("ep"), 3), x = lammps.gather(lammps.atoms("x"), 3);
  const double total = entry(lammps, TOTAL_CURRENT), area = (double) j.size() * VOLUME / (16 * A);
  EXPECT_NEAR(total / (J * area * 1e-16), 1.0, 1e-12);    // the mean section
  const double windows[][2] = {{0, 4}, {7, 9}, {12, 16}};
  for (const auto &window : windows) {
    double sum = 0.0;
    for (const auto &atom : j) {
      const double y = x.at(atom.first)[1] / A;
      if (y > window[0] - 0.1 && y < window[1] - 0.1) sum += atom.second[1] * 1e-16 * VOLUME;
    }
    EXPECT_NEAR(sum / (A * (window[1] - window[0])) / total, 1.0, 0.015) << window[0];
  }
  EXPECT_GT(entry(lammps, CROWDING), 3.0);
  EXPECT_LT(entry(lammps, RESIDUAL), 1e-6);
}

// Slabs know areas only: 64 lattice constants squared outside the notch, 16 within it.
TEST(Slabs, DensityIsTheTotalCurrentOverTheArea)
{
  Lammps lammps;
  read_model(lammps, notched_bar(), "f p f");
  lammps.run(pulse("slabs", "thickness 2.0") + "run 0 post no\n");
  const auto j = lammps.gather(lammps.fix_atoms("ep"), 3), x = lammps.gather(lammps.atoms("x"), 3);
  const double total = entry(lammps, TOTAL_CURRENT);
  int wide = 0, narrow = 0;
  for (const auto &atom : j) {
    const double y = x.at(atom.first)[1] / A, here = atom.second[1] * 1e-16 * A * A / total;
    if (y < 2 || y > 14) {
      ASSERT_NEAR(here * 64, 1.0, 1e-3);
      wide++;
    } else if (y > 7.4 && y < 8.1) {
      ASSERT_NEAR(here * 16, 1.0, 1e-3);
      narrow++;
    }
    ASSERT_EQ(atom.second[0], 0.0);
  }
  EXPECT_GT(wide, 500);
  EXPECT_GT(narrow, 50);
  const double length = 16 * A,
               wire = RESISTIVITY * 1e10 * (0.75 * length / 64 + 0.25 * length / 16) / (A * A);
  // Where the area changes in proportion over 6 A, resistance is too small by this: ln(4)/48 against (1/64 + 1/16)/2.
  EXPECT_LT(entry(lammps, RESISTANCE) / wire, 1.0);
  EXPECT_GT(entry(lammps, RESISTANCE) / wire, 0.93);
  EXPECT_EQ(entry(lammps, ITERATIONS), 0.0);
}

// Current needs room to spread: it takes the shorter way round the inner corner, leaves the outer ones nearly dead, and the
// resistance is above that of the slabs.
TEST(Grid, CurrentCrowdsAtTheCornersOfANotch)
{
  double resistance[2];
  Lammps::Table j, x;
  for (const std::string kind : {"slabs", "grid"}) {
    Lammps lammps;
    read_model(lammps, notched_bar(), "f p f");
    lammps.run(pulse(kind) + "run 0 post no\n");
    resistance[kind == "grid"] = entry(lammps, RESISTANCE);
    j = lammps.gather(lammps.fix_atoms("ep"), 3);
    x = lammps.gather(lammps.atoms("x"), 3);
  }
  EXPECT_GT(resistance[1], 1.1 * resistance[0]);
  double dead = 0.0, mean = 0.0, count = 0.0;
  for (const auto &atom : j) {
    const double *at = x.at(atom.first).data();
    if (std::fabs(at[1] / A - 5.25) > 0.3) continue;    // beside the step
    const double distance = std::max(std::fabs(at[0] / A - 3.75), std::fabs(at[2] / A - 3.75));
    if (distance > 3.4) dead = std::max(dead, atom.second[1]);
    if (distance < 2) mean += atom.second[1], count += 1.0;
  }
  EXPECT_LT(dead, 0.5 * mean / count);
}

// What any number of ranks sum up is the same to the last bit.
TEST_P(Section, SameOnAnyRanksAndInAnyOrderOfAtoms)
{
  const std::string script = pulse(GetParam()) + "run 0 post no\n";
  Lammps world, alone(MPI_COMM_SELF);
  read_model(world, notched_bar(), "f p f");
  read_model(alone, notched_bar(), "f p f");
  alone.run("atom_modify sort 1 4.0\n");
  world.run(script);
  alone.run(script);
  const auto a = world.gather(world.fix_atoms("ep"), 3), b = alone.gather(alone.fix_atoms("ep"), 3);
  double worst = 0.0;
  for (const auto &atom : a)
    for (int k = 0; k < 3; k++)
      worst = std::max(worst, std::fabs(atom.second[k] - b.at(atom.first)[k]));
  EXPECT_LT(worst, 1e-10 * J);
  for (int n = RESISTANCE; n <= TOTAL_CURRENT; n++)
    EXPECT_NEAR(entry(world, n), entry(alone, n), 1e-10 * std::fabs(entry(alone, n))) << n;
}

TEST_P(Section, AtomsCarryTheirVectorFromProcessToProcess)
{
  Lammps lammps;
  read_model(lammps, notched_bar(), "f p f");
  lammps.run(pulse(GetParam(), "every 1000000") + "velocity all set 0 40.0 0\nrun 0 post no\n");
  const auto before = lammps.gather(lammps.fix_atoms("ep"), 3);
  lammps.run("run 400 post no");    // half a box
  const auto after = lammps.gather(lammps.fix_atoms("ep"), 3);
  int differ = 0;
  for (const auto &atom : before) differ += atom.second != after.at(atom.first);
  EXPECT_EQ(differ, 0);
}

// In a minimisation atoms change places too.
TEST_P(Section, OutputStaysWithItsAtomInAMinimisation)
{
  Lammps lammps;
  read_model(lammps, notched_bar(), "f p f");
  lammps.run("atom_modify sort 1 4.0\n" + pulse(GetParam(), "every 1000000") + "run 1 post no\n");
  const auto before = lammps.gather(lammps.fix_atoms("ep"), 3);
  const double from = lammps.gather(lammps.atoms("x"), 3).at(1)[1];
  lammps.run("fix push all addforce 0 1 0\nmin_style quickmin\nminimize 0 0 400 1000\n");
  EXPECT_GT(lammps.gather(lammps.atoms("x"), 3).at(1)[1], from + 8.0);
  const auto after = lammps.gather(lammps.fix_atoms("ep"), 3);
  int differ = 0;
  for (const auto &atom : before) differ += atom.second != after.at(atom.first);
  EXPECT_EQ(differ, 0);
}

// Atoms that are gone when a run begins are gone from the metal.
TEST_P(Section, LooksAnewAfterAtomsWereDeleted)
{
  Lammps lammps;
  read_model(lammps, straight_bar(), "f p f");
  lammps.run(pulse(GetParam(), "every 1000000") + "run 2 post no\n");
  const double before = entry(lammps, RESISTANCE);
  lammps.run("region slot block INF INF 20 40 INF 16 units box\ndelete_atoms region slot\n"
             "run 1 post no\n");
  const double after = entry(lammps, RESISTANCE);
  EXPECT_GT(after, 1.1 * before);
  lammps.run("run 0 post no");
  EXPECT_NEAR(entry(lammps, RESISTANCE) / after, 1.0, 2e-5);    // the tolerance
}

TEST_P(Section, NewAreaAfterARestartCountsAtOnce)
{
  const std::string file =
      std::string("area-") + GetParam() + "." + program_invocation_short_name + ".restart";
  Lammps first, second;
  read_model(first, notched_bar(), "f p f");
  first.run(pulse(GetParam(), "every 1000000 area 2000.0") + "run 2 post no\nwrite_restart " +
            file + "\n");
  second.run("units metal\natom_modify map array sort 0 0\nread_restart " + file +
             "\npair_style zero 6.0\npair_coeff * *\nneighbor 1.0 bin\ntimestep 0.002\n" +
             pulse(GetParam(), "every 1000000 area 500.0") + "run 1 post no\n");
  const auto a = first.gather(first.fix_atoms("ep"), 3),
             b = second.gather(second.fix_atoms("ep"), 3);
  ASSERT_EQ(a.size(), b.size());
  for (const auto &atom : a)
    for (int k = 0; k < 3; k++) ASSERT_NEAR(4.0 * b.at(atom.first)[k], atom.second[k], 1e-9 * J);
  EXPECT_NEAR(entry(second, LARGEST) / entry(first, LARGEST), 0.25, 1e-9);
}

// The notch moves through the box; found anew, current follows it.
TEST_P(Section, FollowsTheAtomsAtItsInterval)
{
  Lammps moved, placed;
  read_model(moved, notched_bar(), "f p f");
  moved.run(pulse(GetParam(), "every 100") + "velocity all set 0 40.0 0\nrun 100 post no\n");
  read_model(placed, notched_bar(), "f p f");
  placed.run("displace_atoms all move 0 8.0 0 units box\n" + pulse(GetParam()) + "run 0 post no\n");
  const auto a = moved.gather(moved.fix_atoms("ep"), 3),
             b = placed.gather(placed.fix_atoms("ep"), 3);
  double worst = 0.0;
  for (const auto &atom : a)
    for (int k = 0; k < 3; k++)
      worst = std::max(worst, std::fabs(atom.second[k] - b.at(atom.first)[k]));
  EXPECT_LT(worst, 2e-5 * J);    // the tolerance, and a start from another potential
  EXPECT_NEAR(entry(moved, RESISTANCE) / entry(placed, RESISTANCE), 1.0, 1e-5);
}

// No current, no search: the one at the beginning is all.
TEST(Grid, RestsWithoutCurrent)
{
  Lammps lammps;
  read_model(lammps, notched_bar(), "f p f");
  lammps.run(pulse("grid", "every 1 delay 0.1") + "velocity all set 0 40.0 0\nrun 0 post no\n");
  const double before = entry(lammps, RESIDUAL);
  EXPECT_GT(before, 0.0);
  lammps.run("run 49 post no");
  EXPECT_EQ(entry(lammps, RESIDUAL), before);
  for (const auto &atom : lammps.gather(lammps.fix_atoms("ep"), 3))
    for (double j : atom.second) ASSERT_EQ(j, 0.0);
  lammps.run("run 1 post no");
  EXPECT_NE(entry(lammps, RESIDUAL), before);
  EXPECT_GT(entry(lammps, LARGEST), 2 * J);
}

TEST_P(Section, AreaAndDirectionScaleTheDensity)
{
  Lammps mean, given;
  read_model(mean, notched_bar(), "f p f");
  read_model(given, notched_bar(), "f p f");
  mean.run(pulse(GetParam()) + "run 0 post no\n");
  std::string other = pulse(GetParam(), "area 2000.0");
  other.replace(other.find("direction 0 1 0"), 15, "direction 0 -3 0");
  given.run(other + "run 0 post no\n");
  const double ratio = -2000.0 / ((double) mean.thermo("atoms") * VOLUME / (16 * A));
  const auto a = mean.gather(mean.fix_atoms("ep"), 3), b = given.gather(given.fix_atoms("ep"), 3);
  for (const auto &atom : a)
    for (int k = 0; k < 3; k++) ASSERT_NEAR(b.at(atom.first)[k], ratio * atom.second[k], 1e-9 * J);
  EXPECT_NEAR(entry(given, TOTAL_CURRENT), J * 2000e-16, 1e-12 * J * 2000e-16);
  EXPECT_NEAR(entry(given, RESISTANCE) / entry(mean, RESISTANCE), 1.0, 1e-12);
}

// Free ends: electrodes stand somewhat inside the metal, wherever the box ends; in between, a bar is a bar.
TEST_P(Section, ElectrodesTouchTheEndsOfTheMetal)
{
  Lammps lammps;
  read_model(lammps, free_bar(), "f f f");
  lammps.run(pulse(GetParam()) + "run 0 post no\n");
  const double slab = std::string(GetParam()) == "slabs" ? 5.0 : 2.5;
  const double length = entry(lammps, RESISTANCE) * 64 * A * A / (RESISTIVITY * 1e10);
  EXPECT_GT(length, 16 * A - 5 * slab - A);
  EXPECT_LT(length, 16 * A - 3 * slab);
  for (const auto &atom : lammps.gather(lammps.fix_atoms("ep"), 3))
    ASSERT_NEAR(atom.second[1] / J, 1.0, ripple(GetParam()));
  EXPECT_NEAR(entry(lammps, TOTAL_CURRENT) / (J * 64 * A * A * 1e-16), 1.0, 5e-3);
}

TEST_P(Section, OpenCircuitCarriesNoCurrentWhereTold)
{
  static const std::string file =
      make_bar("cut", "region gap block INF INF 6.9 9.9 INF INF\ndelete_atoms region gap\n");
  Lammps lammps;
  read_model(lammps, file, "f p f");
  lammps.run(
      pulse(GetParam(), "open zero" + std::string(GetParam()[0] == 's' ? " thickness 3.0" : "")) +
      "run 2 post no\n");
  for (const auto &atom : lammps.gather(lammps.fix_atoms("ep"), 3))
    for (double j : atom.second) ASSERT_EQ(j, 0.0);
  EXPECT_EQ(entry(lammps, TOTAL_CURRENT), 0.0);
  EXPECT_EQ(entry(lammps, LARGEST), 0.0);
  EXPECT_TRUE(std::isinf(entry(lammps, RESISTANCE)));
  EXPECT_NEAR(lammps.value("f_ep"), J, 1e-3);    // what was asked for
}

// Atoms that rise over both edges of a gap leave their share in its slabs; that is no metal.
TEST(Slabs, GapOfThreeSlabsIsOpen)
{
  static const std::string file =
      make_bar("gap", "region gap block INF INF 6.9 9.9 INF INF\ndelete_atoms region gap\n");
  Lammps lammps;
  read_model(lammps, file, "f p f");
  lammps.run("create_atoms 1 single 15 34 15 units box\n" + pulse("slabs", "open zero") +
             "run 0 post no\n");
  EXPECT_EQ(entry(lammps, TOTAL_CURRENT), 0.0);
}

// A gap that cells bridge, but bonds do not: 1.5 lattice constants, 4.1 A free of layers.
TEST(Grid, GapOfAFewAngstromIsOpen)
{
  static const std::string file =
      make_bar("crack", "region gap block INF INF 6.9 7.9 INF INF\ndelete_atoms region gap\n");
  Lammps lammps;
  read_model(lammps, file, "f p f");
  lammps.run(pulse("grid", "open zero") + "run 0 post no\n");
  EXPECT_EQ(entry(lammps, TOTAL_CURRENT), 0.0);
}

TEST(Grid, EvaporatedAtomsAndIslandsCarryNothing)
{
  Lammps lammps;
  read_model(lammps, notched_bar(), "f p f");
  lammps.run("create_atoms 1 single -20 20 -20 units box\n" + pulse("grid") + "run 0 post no\n");
  int without = 0;
  for (const auto &atom : lammps.gather(lammps.fix_atoms("ep"), 3))
    without += atom.second[0] == 0.0 && atom.second[1] == 0.0 && atom.second[2] == 0.0;
  EXPECT_EQ(without, 1);
}

// Beyond an electrode bonds are asked too: over the end of the bar, near and far, there is no contact.
TEST(Grid, EvaporatedAtomsBeyondAnElectrodeCarryNothing)
{
  Lammps lammps;
  read_model(lammps, free_bar(), "f f f");
  lammps.run("create_atoms 1 single 15 68 15 units box\ncreate_atoms 1 single 15 75 15 units box\n"
             "create_atoms 1 single 15 -20 15 units box\n" +
             pulse("grid") + "run 0 post no\n");
  const auto j = lammps.gather(lammps.fix_atoms("ep"), 3), x = lammps.gather(lammps.atoms("x"), 3);
  for (const auto &atom : j) {
    const double y = x.at(atom.first)[1];
    if (y > 16 * A || y < -1.0)
      EXPECT_EQ(size_of(atom.second), 0.0) << y;
    else
      ASSERT_NEAR(atom.second[1] / J, 1.0, ripple("grid"));
  }
}

// They leave the cells as they are.
TEST(Grid, EvaporatedAtomsDoNotMakeItLarger)
{
  double size[2];
  for (int with = 0; with < 2; with++) {
    Lammps lammps;
    read_model(lammps, notched_bar(), "f p f");
    const std::string name = std::string("cells.") + program_invocation_short_name;
    if (with) lammps.run("create_atoms 1 single -30 20 40 units box\n");
    lammps.run(pulse("grid", "vtk " + name + ".*.vti 1") + "run 0 post no\n");
    size[with] = (double) std::ifstream(name + ".0.vti", std::ios::ate).tellg();
  }
  EXPECT_GT(size[0], 0.0);
  EXPECT_EQ(size[1], size[0]);
}

TEST_P(Section, AtomsOutsideTheGroupAreNoMetal)
{
  Lammps lammps;
  read_model(lammps, notched_bar(), "f p f");
  std::string script = pulse(GetParam());
  script.replace(script.find("all"), 3, "metal");
  lammps.run("region half block INF INF INF INF INF 15.0 units box\ngroup metal region half\n" +
             script + "run 0 post no\n");
  const auto j = lammps.gather(lammps.fix_atoms("ep"), 3), x = lammps.gather(lammps.atoms("x"), 3);
  for (const auto &atom : j)
    if (x.at(atom.first)[2] > 15.0)
      ASSERT_EQ(atom.second[1], 0.0);
    else
      ASSERT_GT(atom.second[1], 0.0);
}

TEST(Uniform, EntriesAreThoseOfTheFix)
{
  Lammps lammps;
  read_model(lammps, notched_bar(), "f p f");
  lammps.run(
      "fix ep all electropulse waveform square 0.2 rise 0.1 fall 0.1 current 1.7e9 direction 0 "
      "3 4 area 500\nvelocity all set 0 40.0 0\nrun 0 post no\n");
  for (double part : {0.0, 0.5, 1.0, 1.0, 1.0, 0.5, 0.0}) {
    EXPECT_NEAR(entry(lammps, LARGEST), part * J, 1e-6 * J);
    EXPECT_NEAR(entry(lammps, TOTAL_CURRENT), part * J * 500e-16, 1e-12);
    EXPECT_EQ(entry(lammps, CROWDING), 1.0);
    lammps.run("run 25 post no");
  }
}

TEST(Grid, WritesImagesAtItsInterval)
{
  Lammps lammps;
  read_model(lammps, notched_bar(), "f p f");
  const std::string name = std::string("image.") + program_invocation_short_name;
  lammps.run(pulse("grid", "every 10 vtk " + name + ".*.vti 2") + "run 40 post no\n");
  for (int step : {0, 20, 40}) {
    std::ifstream file(name + "." + std::to_string(step) + ".vti");
    std::string line, all;
    while (std::getline(file, line)) all += line;
    EXPECT_NE(all.find("ImageData"), std::string::npos) << step;
  }
  EXPECT_FALSE(std::ifstream(name + ".10.vti").good());
}

TEST_P(Section, RerunFindsWhatTheRunFound)
{
  const std::string file =
      std::string("section-") + GetParam() + "." + program_invocation_short_name + ".dump";
  Lammps lammps, again;
  read_model(lammps, notched_bar(), "f p f");
  lammps.run(pulse(GetParam(), "every 10") + "velocity all set 0 40.0 0\ndump d all custom 10 " +
             file + " id type x y z\ndump_modify d format float %.17g\nrun 0 post no\n");
  read_model(again, notched_bar(), "f p f");
  again.run(pulse(GetParam(), "every 10"));
  for (const char *step : {"10", "20"}) {
    lammps.run("run 10 post no\ndump_modify d flush yes");
    again.run("rerun " + file + " first " + step + " last " + step + " dump x y z\n");
    const auto run = lammps.gather(lammps.fix_atoms("ep"), 3),
               rerun = again.gather(again.fix_atoms("ep"), 3);
    double worst = 0.0;
    for (const auto &atom : run)
      for (int k = 0; k < 3; k++)
        worst = std::max(worst, std::fabs(atom.second[k] - rerun.at(atom.first)[k]));
    EXPECT_LT(worst, 2e-5 * J) << step;    // of what the tolerance leaves
  }
}

static const std::string CORE =
    "comm_modify cutoff 9.0\ncompute core all electropulse/core/atom fcc lattice 4.08\n";

// F = Z* e rho j: 1e-10 eV/A for each ohm m * A/m^2.
TEST_P(Section, WindFollowsTheLocalCurrentDensity)
{
  for (const std::string balance : {"no", "yes"}) {
    Lammps lammps;
    read_model(lammps, notched_bar(), "f p f");
    lammps.run(
        CORE + pulse(GetParam()) +
        "fix w all electropulse/wind ep core zeff bulk -8 surface 5 reference 2.2e-8 balance " +
        balance + "\nvelocity all set 0 40.0 0\nrun 10 post no\n");
    const auto f = lammps.gather(lammps.fix_atoms("w"), 3),
               j = lammps.gather(lammps.fix_atoms("ep"), 3),
               role = lammps.gather(lammps.compute_atoms("core"), 2);
    double back[3] = {0.0, 0.0, 0.0}, worst = 0.0, largest = 0.0, total = 0.0;
    const auto size = [&](int tag) {
      return (role.at(tag)[1] == 3.0 ? 5.0 : -8.0) * 2.2e-8 * 1e4 * 1e-10;
    };
    for (const auto &atom : j)
      for (int k = 0; k < 3; k++) {
        if (balance == "yes") back[k] += size(atom.first) * atom.second[k] / (double) j.size();
        largest = std::max(largest, std::fabs(f.at(atom.first)[k]));
        total += f.at(atom.first)[k];
      }
    for (const auto &atom : j)
      for (int k = 0; k < 3; k++)
        worst = std::max(
            worst, std::fabs(f.at(atom.first)[k] - size(atom.first) * atom.second[k] + back[k]));
    EXPECT_GT(largest, 1e-4);
    EXPECT_LT(worst, 1e-12 * largest);
    if (balance == "yes") { EXPECT_NEAR(total, 0.0, 1e-12 * largest * (double) j.size()); }
  }
}

// The boundary of the gold example, current along x between electrodes; core atoms conduct half as well.
static std::string boundary_pulse(const std::string &kind,
                                  const std::string &waveform = "square 10.0")
{
  return "fix ep all electropulse material Au waveform " + waveform +
      " current 1.7e9 direction 1 0 0 section " + kind + "\n";
}
static const std::string BOUNDARY_CORE =
    "compute core all electropulse/core/atom fcc lattice 4.075 neighbors 4 margin 2\n";
static const char LOCAL[] = "grid factors core 0.5 0.9";

TEST(Local, StressIsSharedOutByTheLocalCurrentDensity)
{
  Lammps lammps;
  const std::string stress =
      " all electropulse/wind ep core stress fermi velocity 1.4e6 length 23.0 burgers 1.664 ";
  lammps.run(small_boundary(300, 1) + BOUNDARY_CORE + boundary_pulse(LOCAL) + "fix w" + stress +
             "\nfix s" + stress + "along 0 3 4\nrun 0 post no\n");
  const auto w = lammps.gather(lammps.fix_atoms("w"), 3),
             s = lammps.gather(lammps.fix_atoms("s"), 3),
             j = lammps.gather(lammps.fix_atoms("ep"), 3),
             role = lammps.gather(lammps.compute_atoms("core"), 2);
  const double pascal = 9.1093837015e-31 * 1.4e6 * 1e4 * J / (3 * 1.602176634e-19);
  double count = 0.0, mean = 0.0, least = HUGE_VAL, most = 0.0;
  for (const auto &atom : role) count += atom.second[1] == 2.0;
  const double size = pascal * 1.664e-10 * 23e-10 / count / (1.602176634e-19 * 1e10);
  for (const auto &atom : role) {
    const int tag = atom.first;
    if (atom.second[1] != 2.0) {
      ASSERT_EQ(size_of(w.at(tag)), 0.0);
      continue;
    }
    const double part = size_of(j.at(tag)) / J;
    mean += part / count;
    least = std::min(least, part);
    most = std::max(most, part);
    for (int k = 0; k < 3; k++) ASSERT_NEAR(w.at(tag)[k], -size * j.at(tag)[k] / J, 1e-12 * size);
    ASSERT_NEAR(s.at(tag)[1], 0.6 * size * part, 1e-12 * size);
    ASSERT_NEAR(s.at(tag)[2], 0.8 * size * part, 1e-12 * size);
  }
  EXPECT_LT(most, 0.9);    // it is local
  EXPECT_GT(most, least);
  EXPECT_NEAR(lammps.value("f_w[11]") / (1e-9 * pascal * mean), 1.0, 1e-10);
}

class LocalVibration : public testing::TestWithParam<const char *> {};
INSTANTIATE_TEST_SUITE_P(Modes, LocalVibration,
                         testing::Values("temperature 1500 0.05 4711", "power 0.5",
                                         "resistive line 5e-24 25.0", "band 0.3 2.0 6.0 4711"),
                         [](const auto &info) {
                           const std::string mode = info.param;
                           return mode.substr(0, mode.find(' '));
                         });

// One slab over the whole length has one current density. Here it is twice that of the fix: as if the fix had twice as much.
TEST_P(LocalVibration, AtTwiceTheDensityIsAsWithTwiceTheCurrent)
{
  // What a mode has to be given that does not know the current: powers and rates go with its square, forces with itself.
  const std::pair<std::string, std::string> changes[] = {
      {"0.05 ", "0.0125 "}, {"power 0.5", "power 2.0"}, {"band 0.3", "band 0.6"}};
  std::string stronger = GetParam();
  for (const auto &change : changes)
    if (stronger.find(change.first) != std::string::npos)
      stronger.replace(stronger.find(change.first), change.first.size(), change.second);
  const std::string drive = "fix v all electropulse/vibrate ep core ",
                    run = " every 1\ntimestep 0.001\nrun 1 post no\n";
  Lammps local, uniform;
  local.run(small_boundary(300, 1) + BOUNDARY_CORE +
            "fix ep all electropulse material Au waveform square 10.0 rise 0.01 current 1.7e9 "
            "direction 0 0 1 section slabs thickness 1000 volume 17.0 area $(2*17*atoms/lz)\n" +
            drive + GetParam() + run);
  uniform.run(small_boundary(300, 1) + BOUNDARY_CORE +
              "fix ep all electropulse material Au waveform square 10.0 rise 0.01 current 3.4e9 "
              "direction 0 0 1\n" +
              drive + stronger + run);
  const auto a = local.gather(local.fix_atoms("v"), 3),
             b = uniform.gather(uniform.fix_atoms("v"), 3);
  double worst = 0.0, largest = 0.0;
  for (const auto &atom : a)
    for (int k = 0; k < 3; k++) {
      worst = std::max(worst, std::fabs(atom.second[k] - b.at(atom.first)[k]));
      largest = std::max(largest, std::fabs(atom.second[k]));
    }
  EXPECT_GT(largest, 1e-6);
  EXPECT_LT(worst, 1e-8 * largest);    // slabs sum in steps of 1e-6 A^3
  EXPECT_NEAR(local.value("f_v[1]") / uniform.value("f_v[1]"), 1.0, 1e-8);
}

TEST_P(LocalVibration, LedgerHoldsTheMomentumAndTheEnergyPutIn)
{
  Lammps lammps;
  lammps.run(small_boundary(300, 2) + BOUNDARY_CORE +
             boundary_pulse(LOCAL + std::string(" every 20"),
                            "square 0.2 rise 0.04 fall 0.04 period 0.32 count 2") +
             "fix v all electropulse/vibrate ep core " + GetParam() +
             " every 5\nthermo_style custom step temp etotal f_v\nrun 0 post no\n");
  double before[3];
  const char *axis[] = {"x", "y", "z"};
  const double mass = lammps.value("mass(all)");
  for (int k = 0; k < 3; k++)
    before[k] = mass * lammps.value(std::string("vcm(all,") + axis[k] + ")");
  const double energy = lammps.thermo("etotal");
  lammps.run("run 200 post no");
  for (int k = 0; k < 3; k++) {
    const double after = mass * lammps.value(std::string("vcm(all,") + axis[k] + ")");
    EXPECT_NEAR((after - before[k]) * 1.0364269e-4, 0.0, 1e-10);    // eV ps/A
    EXPECT_NEAR(lammps.value("f_v[" + std::to_string(5 + k) + "]") * 1.0364269e-4, 0.0, 1e-10);
  }
  const double delivered = lammps.value("f_v[1]");
  EXPECT_GT(delivered, 0.5);
  EXPECT_NEAR(lammps.value("f_v[2]") / delivered, 1.0, 1e-9);    // asked
  // Without drive 0.064 eV come with the first steps, at which velocity Verlet's energy settles.
  EXPECT_NEAR(lammps.thermo("etotal") - energy, delivered + 0.064, 2e-3 + 1e-3 * delivered);
}

// Every atom is asked to take in the power times the square of its current density.
TEST(Local, PowerIsAskedByTheSquareOfTheLocalCurrentDensity)
{
  for (const std::string mode : {"power 0.5", "resistive line 5e-24 25.0"}) {
    Lammps lammps;
    lammps.run(small_boundary(300, 1) + BOUNDARY_CORE + boundary_pulse(LOCAL) +
               "fix v all electropulse/vibrate ep core " + mode + " every 1\nrun 1 post no\n");
    double square = 0.0, count = 0.0;
    const auto j = lammps.gather(lammps.fix_atoms("ep"), 3);
    for (const auto &atom : lammps.gather(lammps.compute_atoms("core"), 2)) {
      if (atom.second[1] != 2.0) continue;
      const double part = size_of(j.at(atom.first)) / J;
      square += part * part;
      count += 1.0;
    }
    const double dt = 0.004, line = 5e-24 * 1e8 * J * J * 25e-10 * 1e-12 / 1.602176634e-19 * dt;
    const double expected = mode[0] == 'p' ? 0.5 * square * dt : line * square / count;
    EXPECT_NEAR(lammps.value("f_v[2]") / expected, 1.0, 1e-9) << mode;
  }
}
