// Structures found by compute electropulse/core/atom are those of LAMMPS' compute cna/atom, atom for atom.

#include "electropulse/sweep.h"
#include "lammps_test.h"

static long long classified = 0;

static int processes()
{
  int n;
  MPI_Comm_size(MPI_COMM_WORLD, &n);
  return n;
}

// compute cna/atom keeps at most 16 neighbours of an atom and says so in a warning: beside an atom with as many its
// answer depends on which atoms are ghosts.
static bool stock_overflows(Lammps &lammps, int i, double cutoff)
{
  double **x = lammps.atoms("x");
  const int nall =
      lammps.nlocal() + lammps_extract_setting(lammps.handle, const_cast<char *>("nghost"));
  auto bonded = [&](int a, int b) {
    const double dx = x[a][0] - x[b][0], dy = x[a][1] - x[b][1], dz = x[a][2] - x[b][2];
    return a != b && dx * dx + dy * dy + dz * dz < cutoff * cutoff;
  };
  for (int j = 0; j < nall; j++) {
    if (!bonded(i, j)) continue;
    int coordination = 0;
    for (int k = 0; k < nall; k++) coordination += bonded(j, k);
    if (coordination >= 16) return true;
  }
  return false;
}

// The instructions our analysis may use on this processor.
static std::vector<std::string> vectors()
{
  std::vector<std::string> all = {"portable"};
  if (ep_sweep_has(EP_SWEEP_AVX2)) all.emplace_back("avx2");
  if (ep_sweep_has(EP_SWEEP_AVX512)) all.emplace_back("avx512");
  return all;
}

// Compares the stock compute, and ours with each set of instructions, on all atoms of the present configuration.
static void compare(Lammps &lammps, const std::string &what, double cutoff,
                    const std::string &crystal)
{
  const std::string rc = std::to_string(cutoff);
  for (const auto &v : vectors()) {
    setenv("ELECTROPULSE_VECTOR", v.c_str(), 1);
    lammps.run("compute " + v + " all electropulse/core/atom " + crystal + " cutoff " + rc +
               " maxfrac 1");
  }
  unsetenv("ELECTROPULSE_VECTOR");
  lammps.run("compute stock all cna/atom " + rc + "\nrun 0 post no\n");
  const double *stock = lammps.compute_atom("stock");
  const long long n = lammps.nlocal();
  for (const auto &v : vectors()) {
    double **ours = lammps.compute_atoms(v.c_str()), **first = lammps.compute_atoms("portable");
    long long differ = 0, roles_differ = 0;
    for (int i = 0; i < n; i++) {
      differ += ours[i][0] != stock[i] && !stock_overflows(lammps, i, std::stod(rc));
      roles_differ += ours[i][1] != first[i][1];
    }
    long long mine[3] = {differ, roles_differ, n}, all[3];
    MPI_Allreduce(mine, all, 3, MPI_LONG_LONG, MPI_SUM, MPI_COMM_WORLD);
    EXPECT_EQ(all[0], 0) << what << ", " << v;
    EXPECT_EQ(all[1], 0) << what << ", " << v;
    if (v == "portable") classified += all[2];
  }
  for (const auto &v : vectors()) lammps.run("uncompute " + v);
  lammps.run("uncompute stock");
}

static long long count_of(Lammps &lammps, int structure, double cutoff, const std::string &crystal)
{
  lammps.run("compute c all electropulse/core/atom " + crystal + " cutoff " +
             std::to_string(cutoff) + " maxfrac 1\nrun 0 post no");
  double **sites = lammps.compute_atoms("c");
  long long mine = 0, all;
  for (int i = 0; i < lammps.nlocal(); i++) mine += sites[i][0] == structure;
  MPI_Allreduce(&mine, &all, 1, MPI_LONG_LONG, MPI_SUM, MPI_COMM_WORLD);
  lammps.run("uncompute c");
  return all;
}

static const std::string no_forces =
    "pair_style zero 6.0\npair_coeff * *\nmass * 1.0\nneighbor 1.0 bin\n";

TEST(Cna, GoldWithFaultsAndVacanciesAt300And800K)
{
  for (int temperature : {300, 800}) {
    Lammps lammps;
    lammps.run(R"(
units metal
atom_modify map array
variable h equal 4.09/sqrt(3)
lattice fcc 4.09 orient x 1 1 -2 orient y 1 1 1 orient z 1 -1 0
region box block 0 8 0 6 0 12
create_box 1 box
create_atoms 1 box
mass 1 196.97
pair_style eam/alloy
pair_coeff * * ")" POTENTIALS_DIR R"(/Au_Grochola.eam.alloy" Au
neighbor 1.0 bin
region upper block INF INF $(v_h*9.5) INF INF INF units box
group upper region upper
displace_atoms upper move $(4.09/sqrt(6)) 0 0 units box
variable vacancy atom "id % 97 == 0"
group vacancies variable vacancy
delete_atoms group vacancies
timestep 0.004
fix nve all nve
)");
    lammps.run("velocity all create " + std::to_string(2 * temperature) +
               " 4711 loop all\nfix bath all langevin " + std::to_string(temperature) + " " +
               std::to_string(temperature) + " 0.1 4711\nrun 250 post no");
    for (int frame = 0; frame < 40; frame++) {
      lammps.run("run 10 post no");
      compare(lammps, "gold at " + std::to_string(temperature) + " K", 0.8536 * 4.09, "fcc");
    }
  }
}

TEST(Cna, PerturbedFccHcpBccAndIcosahedra)
{
  const bool many = processes() == 2;
  struct Case {
    const char *name, *lattice, *cells, *crystal;
    double cutoff;
    int structure;
  };
  const Case cases[] = {{"fcc", "fcc 4.0", "24", "fcc", 0.8536 * 4.0, 1},
                        {"hcp", "hcp 2.83", "20", "fcc", 1.2071 * 2.83, 2},
                        {"bcc", "bcc 3.0", "26", "bcc", 1.2071 * 3.0, 3}};
  for (const Case &c : cases)
    for (const char *noise : {"0.0", "0.1", "0.2", "0.3", "0.4"}) {
      Lammps lammps;
      lammps.run("units metal\nlattice " + std::string(c.lattice) + "\nregion box block 0 " +
                 c.cells + " 0 " + c.cells + " 0 " + c.cells +
                 "\ncreate_box 1 box\ncreate_atoms 1 box\n" + no_forces);
      const long long perfect = count_of(lammps, c.structure, c.cutoff, c.crystal);
      EXPECT_EQ(perfect, (long long) lammps_get_natoms(lammps.handle)) << c.name;
      for (int seed = 1; seed <= (many ? 16 : 3); seed++) {
        lammps.run("displace_atoms all random " + std::string(noise) + " " + noise + " " + noise +
                   " " + std::to_string(seed));
        compare(lammps, std::string(c.name) + " perturbed by " + noise + " A", c.cutoff, c.crystal);
      }
    }

  // 13-atom icosahedra: the centre has twelve neighbours at 2.7 A, these are 5 % farther from one another
  Lammps lammps;
  std::string atoms;
  const double r = 2.7, phi = 1.618033988749895, s = r / 1.902113032590307;
  for (int cluster = 0; cluster < 8; cluster++) {
    const double x = 8.0 + 16.0 * (cluster & 1), y = 8.0 + 16.0 * (cluster >> 1 & 1),
                 z = 8.0 + 16.0 * (cluster >> 2);
    auto add = [&](double dx, double dy, double dz) {
      atoms += "create_atoms 1 single " + std::to_string(x + dx) + " " + std::to_string(y + dy) +
          " " + std::to_string(z + dz) + " units box\n";
    };
    add(0, 0, 0);
    for (int a : {-1, 1})
      for (int b : {-1, 1}) {
        add(0, a * s, b * phi * s);
        add(a * s, b * phi * s, 0);
        add(b * phi * s, 0, a * s);
      }
  }
  lammps.run("units metal\nregion box block 0 32 0 32 0 32 units box\ncreate_box 1 box\n" + atoms +
             no_forces);
  EXPECT_EQ(count_of(lammps, 4, 3.3, "fcc"), 8);
  compare(lammps, "icosahedra", 3.3, "fcc");
}

TEST(Cna, FreeSurfaces)
{
  for (const char *noise : {"0.05", "0.25"}) {
    Lammps lammps;
    lammps.run(
        "units metal\nboundary s s s\nlattice fcc 4.08 orient x 1 1 -2 orient y 1 1 1 orient z 1 "
        "-1 0\n"
        "region ball sphere 4 3 6 16 units lattice\nregion all block -1 9 -1 7 -1 13\n"
        "create_box 1 all\nregion part sphere 20 20 20 15 units box\ncreate_atoms 1 region part\n" +
        no_forces + "displace_atoms all random " + noise + " " + noise + " " + noise + " 5");
    compare(lammps, "ball with free surface", 3.48, "fcc");
  }
}

TEST(Cna, TriclinicBox)
{
  for (int seed = 1; seed <= 4; seed++) {
    Lammps lammps;
    lammps.run("units metal\nlattice fcc 4.08\nbox tilt large\nregion box prism 0 8 0 8 0 8 0 0 0\n"
               "create_box 1 box\ncreate_atoms 1 box\n" +
               no_forces +
               "change_box all xy final 6.0 xz final -4.0 yz final 3.0 remap units box\n" +
               "displace_atoms all random 0.15 0.15 0.15 " + std::to_string(seed));
    compare(lammps, "sheared fcc", 3.55, "fcc");
  }
}

TEST(Cna, TwoTypeAlloy)
{
  for (int seed = 1; seed <= 4; seed++) {
    Lammps lammps;
    lammps.run("units metal\nlattice fcc 4.0\nregion box block 0 8 0 8 0 8\ncreate_box 2 "
               "box\ncreate_atoms 1 box\n"
               "set type 1 type/fraction 2 0.4 " +
               std::to_string(seed) + "\n" + no_forces + "displace_atoms all random 0.2 0.2 0.2 " +
               std::to_string(seed));
    compare(lammps, "alloy", 0.8536 * 4.0, "fcc");
  }
}

// Periodic images of an atom, even of itself, are neighbours of their own: one cell of 2.9 A along z suffices.
TEST(Cna, SlabThinnerThanTwiceTheCutoff)
{
  for (int thickness = 1; thickness <= 2; thickness++) {
    Lammps lammps;
    lammps.run("units metal\nboundary p p p\nlattice fcc 4.08 orient x 1 1 -2 orient y 1 1 1 "
               "orient z 1 -1 0\n"
               "processors * * 1\nregion box block 0 9 0 8 0 " +
               std::to_string(thickness) + "\ncreate_box 1 box\ncreate_atoms 1 box\n" + no_forces);
    EXPECT_EQ(count_of(lammps, 1, 3.48, "fcc"), (long long) lammps_get_natoms(lammps.handle));
    lammps.run("displace_atoms all random 0.2 0.2 0.0 7");
    compare(lammps, "thin slab", 3.48, "fcc");
  }
}

TEST(Cna, TenMillionAtomsWereClassifiedOnTwoProcesses)
{
  EXPECT_GE(classified, processes() == 2 ? 10000000 : 2000000);
}

static const char *const hot_gold = R"(
units metal
atom_modify map array
lattice fcc 4.09
region box block 0 9 0 9 0 9
create_box 1 box
create_atoms 1 box
mass 1 196.97
pair_style eam/alloy
pair_coeff * * ")" POTENTIALS_DIR R"(/Au_Grochola.eam.alloy" Au
comm_modify cutoff 7.5
neighbor 1.0 bin
neigh_modify every 10 delay 0 check no
region hole sphere 4 4 4 1.2
delete_atoms region hole
velocity all create 1200 1 loop all
timestep 0.004
fix nve all nve
)";

// Evaluated often, the compute looks only at atoms whose surroundings may have changed.
static void expect_going_on(const std::string &every)
{
  for (const char *options : {"fcc lattice 4.09", "fcc adaptive 5.4", "fcc lattice 4.09 grow 1"}) {
    Lammps lammps;
    lammps.run(hot_gold);
    lammps.run("run 30 post no\n" +
               ("compute ours all electropulse/core/atom " + std::string(options)) +
               " maxfrac 1\ncompute sum all reduce sum c_ours[1]\n"
               "fix each all ave/time " +
               every + " 1 " + every + " c_sum");
    for (int n = 0; n < 12; n++) {
      lammps.run("run 9 post no");
      const auto on = lammps.gather(lammps.compute_atoms("ours"), 2);
      lammps.run("compute anew all electropulse/core/atom " + std::string(options) +
                 " maxfrac 1\nrun 0 post no");
      const auto anew = lammps.gather(lammps.compute_atoms("anew"), 2);
      lammps.run("uncompute anew");
      EXPECT_TRUE(on == anew) << options << ", every " << every << ", step " << 39 + 9 * n;
    }
  }
}

TEST(CoreAtom, GoesOnFromTheLastStepAsIfItBeganAnew)
{
  expect_going_on("1");
}

TEST(CoreAtom, GoesOnFromThreeStepsAgoAsIfItBeganAnew)
{
  expect_going_on("3");
}

static double largest_difference(Lammps &lammps, const std::string &model, int steps)
{
  lammps.run(model +
             "compute a low electropulse/core/atom fcc lattice 4.0 maxfrac 1\n"
             "compute b low electropulse/core/atom fcc lattice 4.0 maxfrac 1\n"
             "fix each all ave/time 1 1 1 c_a\n"
             "variable differ atom abs(c_a[1]-c_b[1])+abs(c_a[2]-c_b[2])\n"
             "compute sum all reduce sum v_differ\nvariable sum equal c_sum\n"
             "fix most all ave/time 4 1 4 v_sum mode scalar ave running\n"
             "thermo_style custom step f_most\nrun " +
             std::to_string(steps));
  return lammps.value("f_most");
}

// Compute a goes on from step to step; b, asked every fourth step only, begins anew.
TEST(CoreAtom, SeesWhatComesFromAfar)
{
  const std::string rest =
      "mass * 100\npair_style zero 7.0\npair_coeff * *\nneighbor 3.0 bin\n"
      "neigh_modify every 1 delay 0 check yes\ntimestep 0.001\nfix nve all nve\n";
  const std::string slab =
      "units metal\natom_modify map array\nlattice fcc 4.0\nregion box block 0 8 0 8 0 14\n"
      "create_box 2 box\nregion low block INF INF INF INF 0 4.2\ncreate_atoms 1 region low\n"
      "group low type 1\n";
  Lammps lump, atom;
  EXPECT_EQ(
      largest_difference(lump,
                         slab +
                             "region top block INF INF INF INF 8.4 9.2\ncreate_atoms 2 region "
                             "top\ngroup top type 2\ndisplace_atoms top move 0 0 0.2 units "
                             "box\n" +
                             rest + "velocity low set 0 0 0\nvelocity top set 0 0 -60 units box\n",
                         300),
      0.0);
  EXPECT_EQ(largest_difference(
                atom,
                slab + "create_atoms 2 single 12.0 14.0 20.0 units box\ngroup top type 2\n" + rest +
                    "group low union low top\nvelocity all set 0 0 0\nvelocity top set "
                    "0 0 -10 units box\n",
                300),
            0.0);
}

// Between two samples averages do not change, nor does what follows from them.
TEST(CoreAtom, KeepsWhatItFoundBetweenSamples)
{
  for (const char *options : {"", " grow 1", " hysteresis 1"}) {
    const std::string compute = "all electropulse/core/atom fcc lattice 4.09 average 0.1 every 6" +
        std::string(options) + " maxfrac 1\n";
    Lammps often, seldom;
    for (Lammps *lammps : {&often, &seldom}) {
      lammps->run(hot_gold);
      lammps->run("compute ours " + compute);
    }
    often.run("compute sum all reduce sum c_ours[1]\nfix each all ave/time 1 1 1 c_sum");
    seldom.run("compute sum all reduce sum c_ours[1]\nfix each all ave/time 23 1 23 c_sum");
    for (int n = 0; n < 6; n++) {
      often.run("run 23 post no");
      seldom.run("run 23 post no");
      EXPECT_TRUE(often.gather(often.compute_atoms("ours"), 2) ==
                  seldom.gather(seldom.compute_atoms("ours"), 2))
          << options << n;
    }
  }
}

TEST(CoreAtom, OfAGroupIsThatOfAll)
{
  Lammps lammps;
  lammps.run(hot_gold);
  lammps.run("region part sphere 3 3 3 2.5\ngroup part region part\nrun 20 post no\n"
             "compute all all electropulse/core/atom fcc lattice 4.09 margin 0 neighbors 0 maxfrac "
             "1\n"
             "compute part part electropulse/core/atom fcc lattice 4.09 margin 0 neighbors 0 "
             "maxfrac 1\nrun 0 post no");
  double **all = lammps.compute_atoms("all"), **part = lammps.compute_atoms("part");
  const int *mask = lammps.masks();
  long long n = 0, total;
  for (int i = 0; i < lammps.nlocal(); i++) {
    const bool in = mask[i] & 2;
    EXPECT_EQ(part[i][0], in ? all[i][0] : 0.0);
    EXPECT_EQ(part[i][1], in ? all[i][1] : 0.0);
    n += in;
  }
  MPI_Allreduce(&n, &total, 1, MPI_LONG_LONG, MPI_SUM, MPI_COMM_WORLD);
  EXPECT_GT(total, 100);
}

TEST(CoreAtom, IsTheSameWithThreads)
{
  Lammps lammps;
  if (!lammps_config_has_package("OPENMP") && !lammps_config_has_package("USER-OMP"))
    GTEST_SKIP() << "this LAMMPS has no OPENMP package";
  lammps.run(hot_gold);
  lammps.run("compute core all electropulse/core/atom fcc lattice 4.09 average 0.1 every 5 grow 1 "
             "maxfrac 1\nrun 37 post no");
  const auto one = lammps.gather(lammps.compute_atoms("core"), 2);
  Lammps threaded;
  threaded.run("package omp 3\n" + std::string(hot_gold));
  threaded.run("compute core all electropulse/core/atom fcc lattice 4.09 average 0.1 every 5 grow "
               "1 maxfrac 1\nrun 37 post no");
  EXPECT_TRUE(one == threaded.gather(threaded.compute_atoms("core"), 2));
}
