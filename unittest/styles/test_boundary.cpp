// compute electropulse/boundary and the roles behind it, on models whose boundary is where it was put.

#include "lammps_test.h"

#include <cmath>

static std::string computes(const std::string &more = "")
{
  return "compute core all electropulse/core/atom fcc lattice 4.075 neighbors 4 margin 2\n"
         "compute itb all electropulse/boundary core normal 0 1 0 motion 1 0 0 margin 6.0 " +
      more +
      "\n"
      "compute count all electropulse/core/count core\nthermo_style custom step c_itb\n";
}

static const double cell = 4.075 * std::sqrt(1.5);      // along x
static const double triple = 4.075 * std::sqrt(3.0);    // of (111) planes along y

static std::string with_boundary_at(const std::string &cells)
{
  return small_boundary(0.001, 1, cells);
}

TEST(Boundary, MovesWithTheModelByWholeCells)
{
  double position[2], core[2];
  const char *cells[] = {"5.125", "6.125"};
  for (int n = 0; n < 2; n++) {
    Lammps lammps;
    lammps.run(with_boundary_at(cells[n]) + computes() + "run 0 post no\n");
    position[n] = lammps.value("c_itb[1]");
    core[n] = lammps.value("c_itb[2]");
    EXPECT_EQ(lammps.value("c_itb"), position[n]);
    EXPECT_NEAR(position[n], cell * std::stod(cells[n]), 2.0);
    EXPECT_NEAR(core[n], position[n], 2.0);
    EXPECT_GT(lammps.value("c_itb[3]"), 20.0);
    EXPECT_GT(lammps.value("c_itb[4]"), 100.0);
    EXPECT_GT(lammps.value("c_itb[5]"), 100.0);
    // the band lies between the coherent boundaries, at 1 and 4 triple layers
    EXPECT_NEAR(lammps.value("c_itb[7]"), triple, 2.5);
    EXPECT_NEAR(lammps.value("c_itb[8]"), 4 * triple, 2.5);
  }
  EXPECT_NEAR(position[1] - position[0], cell, 0.3);
  EXPECT_NEAR(core[1] - core[0], cell, 0.3);
}

TEST(Boundary, DoesNotDependOnRanksAndTakesTheBandItIsGiven)
{
  Lammps world, alone(MPI_COMM_SELF);
  for (Lammps *lammps : {&world, &alone})
    lammps->run(with_boundary_at("6.125") + computes("band 10.0 25.0") + "run 5 post no\n");
  for (int n = 1; n <= 8; n++) {
    const std::string entry = "c_itb[" + std::to_string(n) + "]";
    EXPECT_NEAR(world.value(entry), alone.value(entry), 1e-8) << entry;
  }
  EXPECT_NEAR(world.value("c_itb[7]"), 10.0, 0.1);
  EXPECT_NEAR(world.value("c_itb[8]"), 25.0, 0.1);
}

TEST(Boundary, CountsOfRolesAndStructuresAddUp)
{
  Lammps lammps;
  lammps.run(with_boundary_at("6.125") + computes() +
             "variable is_core atom c_core[2]==2\nvariable is_hcp atom c_core[1]==2\n"
             "compute sums all reduce sum v_is_core v_is_hcp\n"
             "thermo_style custom step c_count[1] c_sums[1] c_sums[2]\nrun 0 post no\n");
  const double atoms = lammps_get_natoms(lammps.handle);
  double roles = 0.0, structures = 0.0;
  for (int n = 1; n <= 4; n++) roles += lammps.value("c_count[" + std::to_string(n) + "]");
  for (int n = 5; n <= 9; n++) structures += lammps.value("c_count[" + std::to_string(n) + "]");
  EXPECT_EQ(roles, atoms);
  EXPECT_EQ(structures, atoms);
  EXPECT_EQ(lammps.value("c_count[1]"), lammps.value("c_sums[1]"));
  EXPECT_EQ(lammps.value("c_count[1]"), lammps.value("c_core"));
  EXPECT_EQ(lammps.value("c_count[6]"), lammps.value("c_sums[2]"));
  EXPECT_EQ(lammps.value("c_count[6]"), lammps.value("c_count[2]"));    // faults are the hcp atoms
}

TEST(CoreAtom, VacancyIsNoCoreAndSurfaceIsNoCore)
{
  Lammps lammps;
  lammps.run(
      "units metal\natom_modify map array\nboundary p s p\nlattice fcc 4.08\nregion box block 0 6 "
      "0 6 0 6\n"
      "create_box 1 box\ncreate_atoms 1 box\nmass 1 196.97\npair_style zero 6.0\npair_coeff * *\n"
      "region one sphere 3 3 3 0.1\ndelete_atoms region one\n"
      "compute core all electropulse/core/atom fcc lattice 4.08 neighbors 6 margin 1\n"
      "compute count all electropulse/core/count core\nthermo_style custom c_count[1]\nrun 0 post "
      "no\n");
  EXPECT_EQ(lammps.value("c_count[1]"), 0.0);
  EXPECT_EQ(lammps.value("c_count[3]"), 2.0 * 72.0);    // two (001) faces
}

// Averages follow an atom through the periodic boundary, a change of processor and a change of the box.
TEST(CoreAtom, AveragedPositionsFollowAMovingAndStrainedCrystal)
{
  Lammps lammps;
  lammps.run("units metal\natom_modify map array\nlattice fcc 4.08\nregion box block 0 6 0 6 0 "
             "6\ncreate_box 1 box\n"
             "create_atoms 1 box\nmass 1 196.97\npair_style zero 6.0\npair_coeff * *\ncomm_modify "
             "cutoff 8.5\n"
             "timestep 0.002\nvelocity all set 3.0 2.0 1.0 units box\nfix nve all nve\n"
             "change_box all triclinic\nfix strain all deform 5 x scale 1.02 xy final 1.0 remap x\n"
             "compute core all electropulse/core/atom fcc lattice 4.08 average 0.2 every 5\n"
             "compute count all electropulse/core/count core\nthermo_style custom c_count[5] "
             "c_count[10]\nrun 3000 post no\n");
  EXPECT_EQ(lammps.value("c_count[5]"), 864.0);    // all still fcc
  EXPECT_EQ(lammps.value("c_count[10]"), 0.0);     // none lost its average
}

// A tilted box that flips changes its vectors, not its atoms.
TEST(CoreAtom, AveragesSurviveTheFlipOfATiltedBox)
{
  Lammps lammps;
  lammps.run(
      "units metal\natom_modify map array\nlattice fcc 4.08\nregion box block 0 6 0 6 0 "
      "6\ncreate_box 1 box\n"
      "create_atoms 1 box\nmass 1 196.97\npair_style zero 6.0\npair_coeff * *\ncomm_modify cutoff "
      "8.5\n"
      "timestep 0.002\nchange_box all triclinic xy final 11.8 remap units box\nfix nve all nve\n"
      "fix shear all deform 1 xy final 12.9 remap x units box\n"
      "compute core all electropulse/core/atom fcc lattice 4.08 average 0.1 every 5 maxfrac 1\n"
      "compute count all electropulse/core/count core\nthermo_style custom c_count[10] xy\nrun "
      "1000 post no\n");
  EXPECT_LT(lammps.thermo("xy"), 0.0);    // flipped
  EXPECT_EQ(lammps.value("c_count[10]"), 0.0);
}

TEST(CoreAtom, AveragesBeginAnewAfterAMinimisationOfAnyLength)
{
  Lammps lammps;
  lammps.run(
      "units metal\natom_modify map array\nlattice fcc 4.08\nregion box block 0 6 0 6 0 "
      "6\ncreate_box 1 box\n"
      "create_atoms 1 box\nmass 1 196.97\n" +
      std::string(potential_and_integrator()) +
      "compute core all electropulse/core/atom fcc lattice 4.08 average 0.1 every 50 maxfrac 1\n"
      "displace_atoms all random 0.5 0.5 0.5 1\nrun 100 post no\nminimize 0 0 30 100\n"
      "thermo_style custom step c_core\nrun 0 post no\n");
  EXPECT_EQ(lammps.value("c_core"), 0.0);
}
