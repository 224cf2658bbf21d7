// compute electropulse/surface/atom: classes of built crystals, and hops that were made by hand.

#include "lammps_test.h"

#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>

namespace {

// Rows of the global array, and its columns.
enum {
  I111 = 1,
  E111,
  I100,
  E100,
  I110,
  E110,
  ITROUGH,
  ETROUGH,
  STEP,
  KINK,
  ADATOM,
  FOOT,
  OTHER,
  INSIDE,
  TOTAL
};
enum { ATOMS = 1, HOPS, EXPOSURE };

class Surface : public Lammps {
 public:
  using Lammps::Lammps;
  double at(int row, int column)
  {
    return value("c_n[" + std::to_string(row) + "][" + std::to_string(column) + "]");
  }
  double total_hops() { return value("c_s"); }
  Table table() { return gather(compute_atoms("s"), 4); }
  std::vector<double> counts()
  {
    std::vector<double> all;
    for (int row = I111; row <= TOTAL; row++)
      for (int column = ATOMS; column <= EXPOSURE; column++) all.push_back(at(row, column));
    return all;
  }
};

const std::string OUTPUT =
    "compute n all electropulse/surface/count s\nthermo_style custom step c_s c_n[1][1]\n";
const std::string NO_FORCES =
    "mass 1 107.87\npair_style zero 7.0\npair_coeff * *\nneighbor 1.0 bin\n"
    "timestep 0.002\n";
const std::string EVERY_10 =
    "compute s all electropulse/surface/atom fcc lattice 4.0 every 10\n" + OUTPUT;

// Nine layers with {100} faces, on which atoms stand still; an adatom on top has the last ID.
std::string slab_with_adatom(const std::string &width = "6")
{
  return "units metal\natom_style atomic\natom_modify map array sort 0 0\nboundary p p f\n"
         "lattice fcc 4.0\nregion box block 0 " +
      width + " 0 " + width +
      " -6 6\ncreate_box 1 box\n"
      "region slab block INF INF INF INF -2.01 0.01\ncreate_atoms 1 region slab\n"
      "create_atoms 1 single 2.5 2 0.5\ngroup adatom id $(atoms)\n" +
      NO_FORCES;
}

const char *JUMP = "displace_atoms adatom move 0.5 0.5 0\nrun 10 post no\n";
const char *JUMP_BACK = "displace_atoms adatom move -0.5 -0.5 0\nrun 10 post no\n";

// The small film of examples/ag_pt_film, half as long: 25 layers {111} along y, 13 layers {110} along z.
std::string film(const std::string &periods = "6")
{
  return R"(
units metal
atom_style atomic
atom_modify map array sort 0 0
boundary p f f
variable a equal 4.15
variable px equal v_a*sqrt(6)/2
variable by equal 12.5*v_a/sqrt(3)
variable bz equal 6.5*v_a*sqrt(2)/4
lattice fcc $a orient x -1 -1 2 orient y 1 1 1 orient z -1 1 0
region box block $(0.06*v_px) $(v_px*()" +
      periods + R"(+0.06)) -45 45 -30 30 units box
create_box 1 box
region film block INF INF $(-v_by) ${by} $(-v_bz) ${bz} units box
create_atoms 1 region film
)";
}

const std::string SILVER =
    "mass 1 107.87\npair_style eam/alloy\npair_coeff * * \"" POTENTIALS_SOURCE
    "/Ag_ZJW04.eam.alloy\" Ag\nneighbor 1.0 bin\nneigh_modify delay 0 every 2 "
    "check yes\ncomm_modify cutoff 8.7\ntimestep 0.005\n";

// Files of a test, one for each number of processes.
std::string file_name(const std::string &what)
{
  int n;
  MPI_Comm_size(MPI_COMM_WORLD, &n);
  return "surface-" + what + "." + std::to_string(n);
}

int rank()
{
  int me;
  MPI_Comm_rank(MPI_COMM_WORLD, &me);
  return me;
}

// A hot film in motion: a data file and a dump of its unwrapped positions every 20 steps, made on one process.
void make_hot_film(const std::string &data, const std::string &dump)
{
  if (rank() == 0) {
    Surface maker(MPI_COMM_SELF);
    maker.run(film() + SILVER +
              "velocity all create 2400 4711 mom yes rot no\nfix 1 all nve\nrun 100 post no\n"
              "write_data " +
              data +
              " nocoeff\nreset_timestep 0\nfix d all deform 1 x erate 0.02 remap x\n"
              "compute s all electropulse/surface/atom fcc lattice 4.2 every 20\n" +
              OUTPUT + "dump 1 all custom 20 " + dump +
              " id xu yu zu\n"
              "dump_modify 1 sort id format float %.15g\nrun 600 post no");
    std::ofstream expected(dump + ".expected");
    expected.precision(17);
    for (double c : maker.counts()) expected << c << "\n";
    maker.run("undump 1");
  }
  MPI_Barrier(MPI_COMM_WORLD);
}

std::vector<double> numbers_of(const std::string &file)
{
  std::ifstream in(file);
  std::vector<double> numbers;
  for (double c; in >> c;) numbers.push_back(c);
  return numbers;
}

// ---- Classes

TEST(SurfaceAtom, FilmHasItsFaces)
{
  Surface lammps;
  lammps.run(film() + NO_FORCES + "compute s all electropulse/surface/atom fcc lattice 4.15\n" +
             OUTPUT + "run 0 post no\n");
  // A period holds 25 x 13 atoms: the test of the core counts them.
  const double periods = 6;
  EXPECT_EQ(lammps.at(TOTAL, ATOMS), 325 * periods);
  EXPECT_EQ(lammps.at(INSIDE, ATOMS), 207 * periods);
  EXPECT_EQ(lammps.at(I111, ATOMS), 6 * periods);
  EXPECT_EQ(lammps.at(E111, ATOMS), 8 * periods);
  EXPECT_EQ(lammps.at(I110, ATOMS), 38 * periods);
  EXPECT_EQ(lammps.at(E110, ATOMS), 4 * periods);
  EXPECT_EQ(lammps.at(ITROUGH, ATOMS), 38 * periods);
  EXPECT_EQ(lammps.at(ETROUGH, ATOMS), 4 * periods);
  EXPECT_EQ(lammps.at(STEP, ATOMS) + lammps.at(FOOT, ATOMS) + lammps.at(ADATOM, ATOMS),
            12 * periods);
  EXPECT_EQ(lammps.at(KINK, ATOMS), 8 * periods);
  EXPECT_EQ(lammps.at(OTHER, ATOMS), 0);
  std::map<std::pair<int, int>, int> columns;
  for (const auto &row : lammps.table()) columns[{(int) row.second[0], (int) row.second[1]}]++;
  EXPECT_EQ((columns[{3, 1}]), 38 * periods);
  EXPECT_EQ((columns[{1, 0}]), 8 * periods);
  EXPECT_EQ((columns[{6, 0}]), 8 * periods);
}

// Also where the box is hardly wider than the ghost shell, and with averages.
TEST(SurfaceAtom, RanksAgreeOnClasses)
{
  const std::string shaken = film() + SILVER +
      "displace_atoms all random 0.3 0.3 0.3 77\n"
      "compute s all electropulse/surface/atom fcc lattice 4.15 average 0.1\n" +
      OUTPUT + "run 0 post no\n";
  Surface world, alone(MPI_COMM_SELF);
  world.run(shaken);
  alone.run(shaken);
  EXPECT_EQ(world.counts(), alone.counts());
}

TEST(SurfaceAtom, OnlyAtomsOfTheGroupCount)
{
  Surface lammps;
  lammps.run(slab_with_adatom() +
             "group others subtract all adatom\n"
             "compute s others electropulse/surface/atom fcc lattice 4.0 every 10\n" +
             OUTPUT + "run 10 post no\n" + JUMP);
  EXPECT_EQ(lammps.at(ADATOM, ATOMS), 0);
  EXPECT_EQ(lammps.at(E100, ATOMS), 4) << "atoms outside the group are neighbours all the same";
  EXPECT_EQ(lammps.total_hops(), 0);
  EXPECT_EQ(lammps.at(TOTAL, ATOMS), lammps.value("atoms") - 1);
}

// In an atom-style variable as in a dump, brackets mean the column.
// Exposure is that of the atoms that were in the group at the look before.
TEST(SurfaceAtom, OfADynamicGroup)
{
  Surface lammps;
  lammps.run(slab_with_adatom() +
             "variable upper atom (z>-3)||(step<40)\ngroup upper dynamic all var upper every 10\n"
             "compute s upper electropulse/surface/atom fcc lattice 4.0 every 10\n" +
             OUTPUT + "run 30 post no\n" + JUMP + "run 40 post no\n" + JUMP_BACK);
  const double most = lammps.value("atoms"), few = lammps.at(TOTAL, ATOMS);
  EXPECT_LT(few, most);
  EXPECT_EQ(lammps.total_hops(), 2);
  const double whole = 40 * most * 0.002, part = 50 * few * 0.002;
  EXPECT_NEAR(lammps.at(TOTAL, EXPOSURE), whole + part, 1e-9);
}

TEST(SurfaceAtom, ClassSelectsAtoms)
{
  Surface lammps;
  lammps.run(slab_with_adatom() + EVERY_10 +
             "variable is_adatom atom c_s[1]==7\ncompute found all reduce sum v_is_adatom\n"
             "thermo_style custom step c_found\nrun 0 post no\n");
  EXPECT_EQ(lammps.value("c_found"), 1);
}

// ---- Hops

TEST(SurfaceAtom, HopCountsOnceAndFromWhereItBegan)
{
  Surface lammps;
  lammps.run(slab_with_adatom() + EVERY_10 + "run 20 post no\n" + JUMP + "run 50 post no\n");
  EXPECT_EQ(lammps.total_hops(), 1);
  EXPECT_EQ(lammps.at(ADATOM, HOPS), 1);
  const int adatom = (int) lammps.value("atoms");
  for (const auto &row : lammps.table()) EXPECT_EQ(row.second[2], row.first == adatom) << row.first;
  // rattling to and fro: each is a change of site
  lammps.run(std::string(JUMP_BACK) + JUMP + JUMP_BACK);
  EXPECT_EQ(lammps.total_hops(), 4);
  EXPECT_EQ(lammps.at(ADATOM, HOPS), 4);
}

// From site to site by straight motion: one hop, however finely it is sampled, with or without averages.
TEST(SurfaceAtom, SlowHopCountsOnce)
{
  for (const char *how :
       {"every 1", "every 7", "every 100", "every 10 average 0.02", "every 50 average 0.1"}) {
    Surface lammps;
    lammps.run(
        slab_with_adatom() +
        "comm_modify cutoff 9.0\ncompute s all electropulse/surface/atom fcc lattice 4.0 " + how +
        "\n" + OUTPUT +
        "run 200 post no\nfix move adatom move linear 5 5 0 units box\nrun 200 post no\nunfix "
        "move\nrun 300 post no\n");
    // 5 A/ps for 0.4 ps are half a lattice constant
    EXPECT_EQ(lammps.total_hops(), 1) << how;
    EXPECT_EQ(lammps.at(ADATOM, HOPS), 1) << how;
  }
}

// A command that calls init() of all styles comes between two parts of a run.
TEST(SurfaceAtom, RunGoesOnWithoutSetup)
{
  Surface lammps;
  lammps.run(slab_with_adatom() + EVERY_10 +
             "run 20 post no\ndisplace_atoms adatom move 0.5 0.5 0\nwrite_data " +
             file_name("between.data") + "\nrun 15 pre no post no\n");
  EXPECT_EQ(lammps.total_hops(), 1);
  EXPECT_NEAR(lammps.at(ADATOM, EXPOSURE), 30 * 0.002, 1e-12);
}

TEST(SurfaceAtom, NoHopShortOfTheNextSite)
{
  Surface lammps;
  lammps.run(slab_with_adatom() + EVERY_10 +
             "run 10 post no\ndisplace_atoms adatom move 0.39 0.39 0\nrun 10 post no\n");
  EXPECT_EQ(lammps.total_hops(), 0);
  const int adatom = (int) lammps.value("atoms");
  EXPECT_NEAR(lammps.table()[adatom][3], 0.39 * 4.0 * std::sqrt(2.0), 1e-12);
  lammps.run("displace_atoms adatom move 0.02 0.02 0\nrun 10 post no\n");
  EXPECT_EQ(lammps.total_hops(), 1);
}

TEST(SurfaceAtom, AcrossThePeriodicBoundary)
{
  Surface lammps;
  lammps.run(slab_with_adatom() + EVERY_10 + "run 10 post no\n");
  for (int jump = 1; jump <= 14; jump++) {
    lammps.run(JUMP);
    EXPECT_EQ(lammps.total_hops(), jump);
  }
}

// Over ten lattice constants at once: still one, and none of the atoms left behind.
TEST(SurfaceAtom, FarJump)
{
  Surface lammps;
  lammps.run(slab_with_adatom("12") + EVERY_10 +
             "run 10 post no\ndisplace_atoms adatom move 5 1 0\nrun 20 post no\n");
  EXPECT_EQ(lammps.total_hops(), 1);
}

// A row atom of the terrace comes out and leaves a vacancy: that one only.
TEST(SurfaceAtom, AtomLeavesTheTerrace)
{
  Surface lammps;
  lammps.run(slab_with_adatom() + EVERY_10 +
             "region one sphere 4 4 0 0.1\ngroup one region one\nrun 10 post no\n"
             "displace_atoms one move 0.5 0 0.5\nrun 50 post no\n");
  EXPECT_EQ(lammps.total_hops(), 1);
  EXPECT_EQ(lammps.at(I100, HOPS), 1);
  EXPECT_EQ(lammps.at(STEP, ATOMS), 4) << "around the vacancy";
}

// Two atoms that trade places, an adatom and one of the terrace, are two hops.
TEST(SurfaceAtom, Exchange)
{
  Surface lammps;
  lammps.run(
      slab_with_adatom() + EVERY_10 +
      "region one sphere 2.5 2.5 0 0.1\ngroup one region one\nrun 10 post no\n"
      "displace_atoms adatom move 0 0.5 -0.5\ndisplace_atoms one move 0 0.5 0.5\nrun 50 post no\n");
  EXPECT_EQ(lammps.total_hops(), 2);
  EXPECT_EQ(lammps.at(ADATOM, HOPS), 1);
  EXPECT_EQ(lammps.at(E100, HOPS), 1);
}

// The upper part of a block slips over the lower one on a (111) plane, by a partial, by a whole Burgers vector, and by more.
TEST(SurfaceAtom, SlipIsNoHop)
{
  Surface lammps;
  lammps.run("units metal\natom_style atomic\natom_modify map array sort 0 0\nboundary f f "
             "f\nlattice fcc 4.0\n"
             "region box block -12 20 -12 20 -12 20\ncreate_box 1 box\n"
             "region block block 0.01 8.01 0.01 8.01 0.01 8.01\ncreate_atoms 1 region block\n" +
             NO_FORCES + "variable upper atom x+y+z>4*12.1\ngroup upper variable upper\n" +
             EVERY_10 + "run 10 post no\n");
  // a/6 [1 1 -2] and a/6 [-1 2 -1] make a/2 [0 1 -1]
  lammps.run("displace_atoms upper move $(1/6) $(1/6) $(-1/3)\nrun 20 post no\n");
  EXPECT_EQ(lammps.total_hops(), 0);
  lammps.run("displace_atoms upper move $(-1/6) $(1/3) $(-1/6)\nrun 20 post no\n");
  EXPECT_EQ(lammps.total_hops(), 0);
  for (int n = 0; n < 3; n++) lammps.run("displace_atoms upper move 0 0.5 -0.5\nrun 20 post no\n");
  double terraces_and_steps = 0;
  for (int row = I111; row <= STEP; row++) terraces_and_steps += lammps.at(row, HOPS);
  EXPECT_EQ(terraces_and_steps + lammps.at(INSIDE, HOPS), 0);
}

TEST(SurfaceAtom, StrainIsNoHop)
{
  Surface lammps;
  lammps.run(film() + NO_FORCES +
             "compute s all electropulse/surface/atom fcc lattice 4.15 every 10\n" + OUTPUT +
             "run 10 post no\n");
  const double rows = lammps.at(I110, ATOMS);
  lammps.run("fix d all deform 1 x erate 0.1 remap x\nrun 500 post no\n");    // 10 %
  EXPECT_EQ(lammps.total_hops(), 0);
  EXPECT_EQ(lammps.at(I110, ATOMS), rows);
}

TEST(SurfaceAtom, HotCrystalWithoutSurfaceHasNone)
{
  Surface lammps;
  lammps.run("units metal\natom_style atomic\natom_modify map array\nlattice fcc 4.16\nregion box "
             "block 0 6 0 6 0 6\n"
             "create_box 1 box\ncreate_atoms 1 box\n" +
             SILVER +
             "velocity all create 1600 4711 mom yes\nfix 1 all nve\nrun 100 post no\n"
             "compute s all electropulse/surface/atom fcc lattice 4.16 every 20\n" +
             OUTPUT + "run 200 post no\n");
  EXPECT_EQ(lammps.total_hops(), 0);
  EXPECT_EQ(lammps.at(INSIDE, EXPOSURE), 864 * 200 * 0.005);
}

// ---- Time

TEST(SurfaceAtom, ExposureIsAtomsTimesTime)
{
  Surface lammps;
  lammps.run(slab_with_adatom() + EVERY_10 + "run 100 post no\n");
  for (int row = I111; row <= TOTAL; row++)
    EXPECT_NEAR(lammps.at(row, EXPOSURE), lammps.at(row, ATOMS) * 0.2, 1e-9) << row;
  // up to the last sample
  lammps.run("run 5 post no\n");
  EXPECT_NEAR(lammps.at(ADATOM, EXPOSURE), 0.2, 1e-12);
  lammps.run("timestep 0.004\nrun 15 post no\n");
  EXPECT_NEAR(lammps.at(ADATOM, EXPOSURE), 0.2 + 5 * 0.002 + 15 * 0.004, 1e-12);
}

TEST(SurfaceAtom, ClockSetAnew)
{
  Surface lammps;
  lammps.run(slab_with_adatom() + EVERY_10 + "run 15 post no\nreset_timestep 100000\n" + JUMP +
             "reset_timestep 0\n" + JUMP + "reset_timestep 3\nrun 7 post no\n");
  EXPECT_EQ(lammps.total_hops(), 2);
  EXPECT_NEAR(lammps.at(TOTAL, EXPOSURE), lammps.value("atoms") * 42 * 0.002, 1e-9);
}

// Whoever asks, and how often, does not matter.
TEST(SurfaceAtom, AskingChangesNothing)
{
  Surface often, seldom;
  const std::string run =
      "velocity all create 2400 4711 mom yes loop geom\nfix 1 all nve\nrun 200 post no\n";
  const std::string compute =
      "compute s all electropulse/surface/atom fcc lattice 4.2 every 20 average 0.05\n";
  often.run(film() + SILVER + compute + OUTPUT + "thermo 1\n" + run);
  seldom.run(film() + SILVER + compute + OUTPUT + "thermo 200\n" + run);
  EXPECT_EQ(often.counts(), seldom.counts());
}

// ---- Dumps

// A dump of unwrapped positions, as they come from fix ave/atom with plain column labels, gives the hops of the run it was
// made in; and on any number of processes, where atoms change these at will.
TEST(SurfaceAtom, RerunCountsAsOnTheFly)
{
  const std::string data = file_name("hot.data"), dump = file_name("hot.dump");
  make_hot_film(data, dump);
  if (rank() == 0) {
    std::ifstream in(dump);
    std::stringstream all;
    all << in.rdbuf();
    std::string text = all.str();
    for (size_t at; (at = text.find("id xu yu zu")) != std::string::npos;)
      text.replace(at, 11, "id x y z");
    std::ofstream(dump) << text;
  }
  MPI_Barrier(MPI_COMM_WORLD);
  Surface lammps;
  lammps.run("units metal\natom_style atomic\natom_modify map array\nboundary p f f\nread_data " +
             data + "\n" + NO_FORCES +
             "timestep 0.005\ncompute s all electropulse/surface/atom fcc lattice 4.2\n" + OUTPUT +
             "rerun " + dump + " dump x y z\n");
  const auto expected = numbers_of(dump + ".expected");
  const auto found = lammps.counts();
  ASSERT_EQ(expected.size(), found.size());
  EXPECT_GT(expected[3 * (TOTAL - 1) + 1], 20) << "hops";
  for (size_t k = 0; k < found.size(); k++) EXPECT_NEAR(found[k], expected[k], 1e-9) << k;
}

// ---- Restart

TEST(SurfaceAtom, RestartIsExact)
{
  const std::string data = file_name("restart.data"), dump = file_name("restart.dump"),
                    restart = file_name("restart");
  make_hot_film(data, dump);
  const std::string settings = SILVER + "fix 1 all nve\n";
  const std::string compute =
      "compute s all electropulse/surface/atom fcc lattice 4.2 every 20 average 0.05\n" + OUTPUT;
  Surface whole, first, second;
  const std::string read =
      "units metal\natom_style atomic\natom_modify map array sort 0 0\nboundary p f f\nread_data " +
      data + "\n";
  whole.run(read + settings + compute + "restart 130 " + restart + ".unused\nrun 400 post no\n");
  first.run(read + settings + compute + "restart 130 " + restart + "\nrun 130 post no\n");
  second.run("read_restart " + restart + ".130\n" + settings + compute + "restart 130 " + restart +
             ".unused\nrun 270 post no\n");
  EXPECT_GT(whole.total_hops(), 5);
  EXPECT_LT(first.total_hops(), whole.total_hops());
  EXPECT_EQ(whole.counts(), second.counts());
  EXPECT_EQ(whole.table(), second.table());
}

}    // namespace
