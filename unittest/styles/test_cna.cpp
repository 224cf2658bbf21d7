// Structures found by compute electropulse/core/atom are those of LAMMPS' compute cna/atom, atom for atom.

#include "lammps_test.h"

static long long classified = 0;

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

// Compares both computes on all atoms of the present configuration.
static void compare(Lammps &lammps, const std::string &what, double cutoff,
                    const std::string &crystal)
{
  const std::string rc = std::to_string(cutoff);
  lammps.run("compute ours all electropulse/core/atom " + crystal + " cutoff " + rc +
             " maxfrac 1\n" + "compute stock all cna/atom " + rc + "\n" + "run 0 post no\n");
  double **ours = lammps.compute_atoms("ours");
  const double *stock = lammps.compute_atom("stock");
  long long differ = 0, n = lammps.nlocal();
  for (int i = 0; i < n; i++)
    differ += ours[i][0] != stock[i] && !stock_overflows(lammps, i, std::stod(rc));
  long long mine[2] = {differ, n}, all[2];
  MPI_Allreduce(mine, all, 2, MPI_LONG_LONG, MPI_SUM, MPI_COMM_WORLD);
  EXPECT_EQ(all[0], 0) << what;
  classified += all[1];
  lammps.run("uncompute ours\nuncompute stock");
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
  struct Case {
    const char *name, *lattice, *cells, *crystal;
    double cutoff;
    int structure;
  };
  const Case cases[] = {{"fcc", "fcc 4.0", "11", "fcc", 0.8536 * 4.0, 1},
                        {"hcp", "hcp 2.83", "10", "fcc", 1.2071 * 2.83, 2},
                        {"bcc", "bcc 3.0", "13", "bcc", 1.2071 * 3.0, 3}};
  for (const Case &c : cases)
    for (const char *noise : {"0.0", "0.1", "0.2", "0.3", "0.4"}) {
      Lammps lammps;
      lammps.run("units metal\nlattice " + std::string(c.lattice) + "\nregion box block 0 " +
                 c.cells + " 0 " + c.cells + " 0 " + c.cells +
                 "\ncreate_box 1 box\ncreate_atoms 1 box\n" + no_forces);
      const long long perfect = count_of(lammps, c.structure, c.cutoff, c.crystal);
      EXPECT_EQ(perfect, (long long) lammps_get_natoms(lammps.handle)) << c.name;
      for (int seed = 1; seed <= 6; seed++) {
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

TEST(Cna, AMillionAtomsWereClassified)
{
  EXPECT_GE(classified, 1000000);
}
