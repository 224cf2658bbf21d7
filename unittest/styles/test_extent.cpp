// compute electropulse/core/extent: dislocation lines and an incoherent boundary of known length and area.

#include "lammps_test.h"

#include <cmath>
#include <cstdio>

static const char *CORE =
    "compute core all electropulse/core/atom fcc lattice 4.075 neighbors 4 margin 2\n";
static const char *EXTENT = "compute extent all electropulse/core/extent core\n"
                            "thermo_style custom step c_core c_extent[1] c_extent[2]\n";

// A straight edge dislocation a/2[1-10] along z in gold, `periods` of a*sqrt(3/2) long, which dissociates into two partials:
// the elastic field of the full dislocation, its outside held, relaxed. Hirth and Lothe, equation 3-45.
static std::string edge_dislocation(int periods)
{
  return R"(
units metal
atom_style atomic
atom_modify map array sort 0 0
boundary s s p
variable a equal 4.0701
variable px equal v_a/sqrt(2)
variable h equal v_a/sqrt(3)
variable pz equal v_a*sqrt(6)/2
lattice fcc $a orient x 1 -1 0 orient y 1 1 1 orient z -1 -1 2
region box block -0.01 $(v_px*40-0.01) -0.01 $(v_h*24-0.01) 0 $(v_pz*)" +
      std::to_string(periods) + R"() units box
create_box 1 box
create_atoms 1 box
mass 1 196.97
variable nu equal 0.44
variable dx atom x-20.25*v_px
variable dy atom y-11.5*v_h
variable rr atom v_dx*v_dx+v_dy*v_dy
variable b equal v_px/(2*PI)
variable ux atom v_b*(atan2(v_dy,v_dx)+v_dx*v_dy/(2*(1-v_nu)*v_rr))
variable uy atom -v_b*((1-2*v_nu)/(4*(1-v_nu))*ln(v_rr)+(v_dx*v_dx-v_dy*v_dy)/(4*(1-v_nu)*v_rr))
displace_atoms all move v_ux v_uy 0 units box
region inner block $(bound(all,xmin)+7) $(bound(all,xmax)-7) $(bound(all,ymin)+7) $(bound(all,ymax)-7) INF INF units box
group inner region inner
group outer subtract all inner
)" + std::string(potential_and_integrator()) +
      "fix hold outer setforce 0 0 0\nminimize 0 1e-3 300 3000\n";
}

TEST(Extent, StraightEdgeDislocationIsTwoPartialsOfItsLength)
{
  for (int periods : {3, 6}) {
    Lammps lammps;
    lammps.run(edge_dislocation(periods) + CORE + EXTENT + "run 0 post no\n");
    const double length = lammps.value("lz");
    EXPECT_GT(lammps.value("c_core"), 6.0 * periods);
    EXPECT_NEAR(lammps.value("c_extent[1]") / (2.0 * length), 1.0, 0.1) << periods;
    printf("line over geometry, %d periods: %.3f\n", periods,
           lammps.value("c_extent[1]") / (2.0 * length));
  }
}

TEST(Extent, IncoherentBoundaryHasTheAreaOfItsStep)
{
  Lammps lammps;
  lammps.run(small_boundary(1, 1) + CORE + EXTENT + "run 0 post no\n");
  const double area =
      3.0 * 4.075 * std::sqrt(3.0) * lammps.value("lz");    // between the coherent boundaries
  printf("area over geometry: %.3f\n", lammps.value("c_extent[2]") / area);
  EXPECT_NEAR(lammps.value("c_extent[2]") / area, 1.0, 0.1);
}

TEST(Extent, RanksAndCellsAgree)
{
  Lammps world;
  world.run(small_boundary(300, 2) + CORE + EXTENT + "run 0 post no\n");
  Lammps alone(MPI_COMM_SELF);
  alone.run(small_boundary(300, 2) + CORE + EXTENT + "run 0 post no\n");
  for (const char *what : {"c_extent[1]", "c_extent[2]"})
    EXPECT_NEAR(world.value(what) / alone.value(what), 1.0, 1e-10) << what;

  // Twice the cell along the line: twice the length and area.
  Lammps twice;
  twice.run(small_boundary(300, 2) + "change_box all boundary f f p\nreplicate 1 1 2\n" + CORE +
            EXTENT + "run 0 post no\n");
  for (const char *what : {"c_extent[1]", "c_extent[2]"})
    EXPECT_NEAR(twice.value(what) / alone.value(what), 2.0, 1e-6) << what;
}

// The same atoms in a triclinic cell, sheared by a whole period, have the same core.
TEST(Extent, TriclinicCell)
{
  Lammps straight, tilted;
  straight.run(small_boundary(300, 2) + CORE + EXTENT + "run 0 post no\n");
  tilted.run(small_boundary(300, 2) + "change_box all boundary f f p\nchange_box all triclinic\n" +
             CORE + EXTENT + "run 0 post no\n");
  for (const char *what : {"c_extent[1]", "c_extent[2]"})
    EXPECT_NEAR(tilted.value(what) / straight.value(what), 1.0, 1e-10) << what;
}

TEST(Extent, NoCoreIsNothing)
{
  Lammps lammps;
  lammps.run("units metal\natom_modify map array\nlattice fcc 4.075\nregion box block 0 5 0 5 0 5\n"
             "create_box 1 box\ncreate_atoms 1 box\nmass 1 196.97\n" +
             std::string(potential_and_integrator()) + CORE + EXTENT + "run 0 post no\n");
  EXPECT_EQ(lammps.value("c_extent[1]"), 0.0);
  EXPECT_EQ(lammps.value("c_extent[2]"), 0.0);
}
