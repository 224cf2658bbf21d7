// compute electropulse/d2min/atom and its fix ELECTROPULSE/REFERENCE: the definition, across boundaries and box changes, the
// same on any ranks and after a restart, and as others have it.

#include "lammps_test.h"

#include <algorithm>
#include <array>
#include <cmath>

using Vec = std::array<double, 3>;
using Matrix = std::array<Vec, 3>;    // rows
using Table = Lammps::Table;

enum { D2MIN, STRAIN, NEIGHBORS = 7, LOST, NCOLUMNS };

static Vec operator*(const Matrix &m, const Vec &v)
{
  Vec r = {};
  for (int k = 0; k < 3; k++)
    for (int l = 0; l < 3; l++) r[k] += m[k][l] * v[l];
  return r;
}
static Vec operator+(const Vec &a, const Vec &b)
{
  return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}
static Vec operator-(const Vec &a, const Vec &b)
{
  return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}
static double square(const Vec &a)
{
  return a[0] * a[0] + a[1] * a[1] + a[2] * a[2];
}
static double determinant(const Matrix &m)
{
  return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
      m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
      m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
}

// Where all atoms are, and the box: enough to know every vector between images of them.
struct Snapshot {
  Table places;    // unwrapped
  Matrix box;      // vectors as columns

  explicit Snapshot(Lammps &lammps) : box()
  {
    places = lammps.gather(lammps.compute_atoms("place"), 3);
    for (int k = 0; k < 3; k++) box[k][k] = lammps.thermo(std::string("l") + "xyz"[k]);
    box[0][1] = lammps.thermo("xy"), box[0][2] = lammps.thermo("xz"),
    box[1][2] = lammps.thermo("yz");
  }
  Vec vector(int from, int to, const Vec &image) const
  {
    const auto &a = places.at(from), &b = places.at(to);
    return Vec{b[0], b[1], b[2]} - Vec{a[0], a[1], a[2]} + box * image;
  }
};

// The definition by all pairs, images in all directions, and Cramer's rule.
static Table direct(const Snapshot &then, const Snapshot &now, double cutoff)
{
  // box vectors from the unwrapped positions of an atom to those inside the box at the reference, roughly
  std::map<int, Vec> home;
  for (const auto &[tag, p] : then.places) {
    Vec s;
    s[2] = p[2] / then.box[2][2];
    s[1] = (p[1] - then.box[1][2] * s[2]) / then.box[1][1];
    s[0] = (p[0] - then.box[0][1] * s[1] - then.box[0][2] * s[2]) / then.box[0][0];
    for (double &c : s) c = -std::floor(c);
    home[tag] = s;
  }
  Table table;
  for (const auto &[i, p] : then.places) {
    if (!now.places.count(i)) continue;
    std::vector<std::pair<Vec, Vec>> vectors;
    double lost = 0.0;
    for (const auto &[j, q] : then.places)
      for (double nx : {-1.0, 0.0, 1.0})
        for (double ny : {-1.0, 0.0, 1.0})
          for (double nz : {-1.0, 0.0, 1.0}) {
            const Vec image = Vec{nx, ny, nz} + home[j] - home[i];
            const Vec d = then.vector(i, j, image);
            if (square(d) >= cutoff * cutoff || square(d) == 0.0) continue;
            if (now.places.count(j))
              vectors.emplace_back(d, now.vector(i, j, image));
            else
              lost += 1.0;
          }
    Matrix x = {}, y = {}, f = {};
    for (const auto &[d0, d] : vectors)
      for (int k = 0; k < 3; k++)
        for (int l = 0; l < 3; l++) x[k][l] += d[k] * d0[l], y[k][l] += d0[k] * d0[l];
    for (int k = 0; k < 3; k++)
      for (int l = 0; l < 3; l++) {
        Matrix replaced = y;    // row k of F solves F_k Y = X_k
        replaced[l] = x[k];
        f[k][l] = determinant(replaced) / determinant(y);
      }
    std::vector<double> row(NCOLUMNS, 0.0);
    for (const auto &[d0, d] : vectors) row[D2MIN] += square(d - f * d0);
    static const int component[6][2] = {{0, 0}, {1, 1}, {2, 2}, {0, 1}, {0, 2}, {1, 2}};
    for (int c = 0; c < 6; c++) {
      const int k = component[c][0], l = component[c][1];
      for (int m = 0; m < 3; m++) row[STRAIN + c] += 0.5 * f[m][k] * f[m][l];
      if (k == l) row[STRAIN + c] -= 0.5;
    }
    row[NEIGHBORS] = (double) vectors.size();
    row[LOST] = lost;
    table[i] = row;
  }
  return table;
}

// The largest difference of a column, for D2min over 1 A^2 or its value.
static double worst(const Table &a, const Table &b, int from, int to)
{
  EXPECT_EQ(a.size(), b.size());
  double worst = 0.0;
  for (const auto &[tag, row] : a)
    for (int k = from; k < to; k++) {
      const double other = b.at(tag)[k];
      worst = std::max(worst, std::fabs(row[k] - other) / std::max(1.0, std::fabs(other)));
    }
  return worst;
}

// Lets LAMMPS evaluate the scalars of these.
static std::string show(const std::string &id, const std::string &other = "")
{
  return "thermo_style custom step temp pe c_" + id + (other.empty() ? "" : " c_" + other) + "\n";
}

static Table values(Lammps &lammps, const char *id = "d")
{
  return lammps.gather(lammps.compute_atoms(id), NCOLUMNS);
}

static double largest(const Table &table)
{
  double most = 0.0;
  for (const auto &row : table) most = std::max(most, row.second[D2MIN]);
  return most;
}

// Rounding of vectors of some 30 A from the origin, 1e-14, times D2min's slope 2 |d - F d0| and 18 neighbours: 1e-12; F is
// a ratio of sums: as much.
static const double rounding = 1e-11;

// Hot gold of 256 atoms, periodic; the drift takes atoms through boundaries and processes.
static std::string crystal(const std::string &box = "prism 0 4 0 4 0 4 0 0 0")
{
  return "units metal\natom_modify map array sort 0 0\nlattice fcc 4.1\nregion box " + box +
      "\ncreate_box 1 box\ncreate_atoms 1 box\nmass 1 196.97\n" + potential_and_integrator() +
      "velocity all create 1600 11 loop geom mom yes\nvelocity all set 8 4 -12 sum yes\n"
      "compute place all property/atom xu yu zu\n";
}

static std::string d2min(const std::string &settings, const std::string &id = "d")
{
  return "compute " + id + " all electropulse/d2min/atom cutoff " + settings + "\n";
}

TEST(D2min, IsThatOfItsDefinition)
{
  struct Case {
    const char *name, *box, *cutoff, *more;
  };
  for (const Case &c : {
           Case{"first shell", "prism 0 4 0 4 0 4 0 0 0", "3.5", ""},
           Case{"two shells, stretched and sheared", "prism 0 4 0 4 0 4 0.3 -0.2 0.4", "4.6",
                "fix pull all deform 1 x erate 0.3 y scale 0.98 xy erate 0.4 yz erate -0.3 remap "
                "x\n"},
           Case{"free surfaces", "block 0 4 0 4 0 4", "4.6",
                "velocity all zero linear\n"
                "change_box all boundary p f f y delta -9 9 z delta -9 9 units box\n"},
           Case{"a box thinner than twice the cutoff", "block 0 2 0 4 0 4", "4.6", ""},
       }) {
    SCOPED_TRACE(c.name);
    Lammps lammps;
    lammps.run(crystal(c.box) + c.more + d2min(c.cutoff) + show("d") + "run 0 post no\n");
    const Snapshot then(lammps);
    EXPECT_LT(largest(values(lammps)), 1e-24);
    lammps.run("run 200 post no");
    const Table ours = values(lammps), theirs = direct(then, Snapshot(lammps), std::stod(c.cutoff));
    EXPECT_GT(largest(ours), 1.0);
    EXPECT_LT(worst(ours, theirs, 0, NEIGHBORS), rounding);
    EXPECT_EQ(worst(ours, theirs, NEIGHBORS, NCOLUMNS), 0.0);
    double mean = 0.0;
    for (const auto &row : theirs) mean += row.second[D2MIN] / (double) theirs.size();
    EXPECT_NEAR(lammps.value("c_d"), mean, rounding);
  }
}

// The reference is hot and has no symmetry; the atoms cross boundaries.
TEST(D2min, IsZeroUnderTranslationAndAffineStrain)
{
  Lammps lammps;
  lammps.run(crystal() + "run 50 post no\n" + d2min("4.6") + "run 0 post no\n");
  for (const char *change :
       {"displace_atoms all move 7.1 -30.3 12.9 units box", "change_box all x scale 1.2 remap",
        "change_box all y scale 0.9 z scale 1.1 xy delta 1.5 yz delta -2.0 remap units box",
        "change_box all xz delta 5.0 remap units box\ndisplace_atoms all move -3 2 1 units box"}) {
    lammps.run(std::string(change) + "\nrun 0 post no\n");
    EXPECT_LT(largest(values(lammps)), 1e-22) << change;
  }
  const Table table = values(lammps);
  const double xx = 0.5 * (1.2 * 1.2 - 1.0), yy = table.begin()->second[STRAIN + 1];
  for (const auto &row : table) {
    EXPECT_NEAR(row.second[STRAIN], xx, 1e-12);
    EXPECT_NEAR(row.second[STRAIN + 1], yy, 1e-12);
  }
}

TEST(D2min, IsZeroUnderRotation)
{
  Lammps lammps;
  lammps.run(
      crystal("block 0 4 0 4 0 4") +
      "change_box all boundary f f f x delta -20 20 y delta -20 20 z delta -20 20 units box\n"
      "run 50 post no\n" +
      d2min("4.6") + "run 0 post no\n");
  for (const char *angle : {"5", "90", "170"}) {
    lammps.run("displace_atoms all rotate 8 8 8 1 2 -1 " + std::string(angle) +
               " units box\nrun 0 post no\n");
    const Table table = values(lammps);
    EXPECT_LT(largest(table), 1e-22);
    for (const auto &row : table)
      for (int c = 0; c < 6; c++) EXPECT_NEAR(row.second[STRAIN + c], 0.0, 1e-13);
  }
}

// The box flips several times; positions follow it affinely, image flags and the images that are neighbours do too.
TEST(D2min, FollowsFlipsOfTheBox)
{
  for (const std::string tilt : {"xy", "yz"}) {
    Lammps lammps;
    lammps.run(crystal() + "run 50 post no\nunfix nve\n" + d2min("4.6") +
               "fix shear all deform 1 " + tilt + " erate 3.0 xz erate -2.0 remap x flip yes\n" +
               "neigh_modify delay 0 every 1 check yes\ntimestep 0.002\n");
    int flips = 0;
    double before = 0.0;
    for (int part = 0; part < 10; part++) {
      lammps.run("run 50 post no");
      EXPECT_LT(largest(values(lammps)), 1e-20) << part;
      flips += lammps.thermo(tilt) < before;
      before = lammps.thermo(tilt);
    }
    EXPECT_GE(flips, 2);
    // F is 1 but for F_xz = -2 and this
    const double xy = tilt == "xy" ? 3.0 : 0.0, yz = tilt == "yz" ? 3.0 : 0.0, xz = -2.0;
    const double strain[] = {0.0,      0.5 * xy * xy, 0.5 * (xz * xz + yz * yz),
                             0.5 * xy, 0.5 * xz,      0.5 * (yz + xy * xz)};
    for (const auto &row : values(lammps))
      for (int c = 0; c < 6; c++) EXPECT_NEAR(row.second[STRAIN + c], strain[c], 1e-10) << c;
  }
}

// By more than half a box: it would be as far after a flip.
TEST(D2min, ShearBetweenRunsIsNoFlip)
{
  Lammps lammps;
  lammps.run("box tilt large\n" + crystal() + "run 50 post no\n" + d2min("4.6") +
             "run 0 post no\n");
  lammps.run("change_box all xy delta 9.0 yz delta -10.0 remap units box\nrun 0 post no\n");
  const Table table = values(lammps);
  EXPECT_LT(largest(table), 1e-22);
  for (const auto &row : table)
    EXPECT_NEAR(row.second[STRAIN + 3], 0.5 * 9.0 / 16.4, 1e-12);    // half of F_xy
}

TEST(D2min, OfNeighboursBeyondTheGhostAtoms)
{
  Lammps lammps;
  lammps.run(crystal("block 0 12 0 3 0 3") + d2min("3.5") +
             "group one id 25\ngroup two id 300\nrun 0 post no\n");
  const Snapshot then(lammps);
  // beyond the communication cutoff of 7.2; then beyond half the box, 24.6, too
  for (const char *far : {"15", "25"}) {
    lammps.run("displace_atoms one move " + std::string(far) + " 0.9 0 units box\n" +
               "displace_atoms two move 0 0 -30 units box\nrun 0 post no\n");
    const Table ours = values(lammps), theirs = direct(then, Snapshot(lammps), 3.5);
    EXPECT_GT(ours.at(25)[D2MIN], 12 * 15 * 15);
    EXPECT_LT(worst(ours, theirs, 0, NEIGHBORS), rounding);
    EXPECT_EQ(worst(ours, theirs, NEIGHBORS, NCOLUMNS), 0.0);
  }
}

TEST(D2min, GoesOnWithoutLostNeighbours)
{
  Lammps lammps;
  lammps.run(crystal() + d2min("3.5") + "group gone id 7 100 101 200\nrun 20 post no\n");
  lammps.run("uncompute d\n" + d2min("3.5") + "run 0 post no\n");
  const Snapshot then(lammps);
  lammps.run("delete_atoms group gone compress no\nrun 30 post no\n");
  const Table ours = values(lammps), theirs = direct(then, Snapshot(lammps), 3.5);
  EXPECT_LT(worst(ours, theirs, 0, NEIGHBORS), rounding);
  EXPECT_EQ(worst(ours, theirs, NEIGHBORS, NCOLUMNS), 0.0);
  double lost = 0.0;
  for (const auto &row : ours) lost += row.second[LOST];
  EXPECT_GE(lost, 4 * 12 - 6) << "less the neighbours among the lost";
}

// Atoms of the group have all their neighbours; atoms that come later have no reference.
TEST(D2min, OfAGroup)
{
  Lammps lammps;
  lammps.run(crystal() + "group some id 1:100\n" + d2min("3.5", "whole") +
             "compute d some electropulse/d2min/atom cutoff 3.5\n" + show("d") +
             "run 50 post no\n");
  const Table all = values(lammps, "whole"), some = values(lammps);
  double mean = 0.0;
  for (const auto &[tag, row] : some) {
    EXPECT_EQ(row, tag <= 100 ? all.at(tag) : std::vector<double>(NCOLUMNS, 0.0)) << tag;
    mean += row[D2MIN] / 100;
  }
  EXPECT_NEAR(lammps.value("c_d"), mean, 1e-12);
  lammps.run("create_atoms 1 single 0.1 0.1 0.6\nrun 0 post no\n");
  EXPECT_EQ(values(lammps).at(257), std::vector<double>(NCOLUMNS, 0.0));
}

TEST(D2min, IsZeroForAtomsThatLeftTheGroup)
{
  Lammps lammps;
  lammps.run(crystal() +
             "variable now atom (id<=100)||(step<15)\ngroup some dynamic all var now every 1\n" +
             d2min("3.5", "whole") + "compute d some electropulse/d2min/atom cutoff 3.5\n" +
             show("d") + "run 20 post no\n");
  const Table all = values(lammps, "whole"), some = values(lammps);
  double mean = 0.0;
  for (const auto &[tag, row] : some) {
    EXPECT_EQ(row, tag <= 100 ? all.at(tag) : std::vector<double>(NCOLUMNS, 0.0)) << tag;
    mean += row[D2MIN] / 100;
  }
  EXPECT_NEAR(lammps.value("c_d"), mean, 1e-12);
}

TEST(D2min, DoesNotDependOnRanks)
{
  const std::string script = small_boundary(300, 21) + d2min("4.6") + show("d") +
      "run 0 post no\ndisplace_atoms all random 0.3 0.3 0.3 12\n"
      "displace_atoms all move 1 1 3 units box\nrun 0 post no\n";
  Lammps world, alone(MPI_COMM_SELF);
  for (Lammps *lammps : {&world, &alone}) lammps->run(script);
  ASSERT_TRUE(world.gather(world.atoms("x"), 3) == alone.gather(alone.atoms("x"), 3));
  EXPECT_TRUE(values(world) == values(alone)) << "to the last bit";
  EXPECT_NEAR(world.value("c_d") / alone.value("c_d"), 1.0, 1e-13);
}

// References move with atoms on the paths of class Irregular too, where room for two computes must be asked for.
TEST(D2min, MovesWithAtomsThatAreBalanced)
{
  Lammps lammps;
  lammps.run(crystal("block 0 6 0 4 0 4") + d2min("5.9", "d") +
             d2min("5.9 reference trailing 20", "t") + "comm_modify cutoff 8.0\nrun 0 post no\n");
  const Snapshot then(lammps);
  lammps.run("comm_style tiled\nbalance 1.0 rcb\nfix even all balance 10 1.0 rcb\nrun 60 post no\n"
             "run 35 post no\n");
  const Table ours = values(lammps), theirs = direct(then, Snapshot(lammps), 5.9);
  EXPECT_LT(worst(ours, theirs, 0, NEIGHBORS), rounding);
  EXPECT_EQ(worst(ours, theirs, NEIGHBORS, NCOLUMNS), 0.0);
}

// At a multiple of N the value is against N steps before, in the next run too.
TEST(D2min, TrailingReferenceIsRenewed)
{
  Lammps lammps;
  lammps.run(crystal() + d2min("4.6 reference trailing 40", "d") + "run 0 post no\n");
  Snapshot then(lammps);
  for (int renewal = 0; renewal < 3; renewal++) {
    lammps.run("run 25 post no");
    EXPECT_LT(worst(values(lammps), direct(then, Snapshot(lammps), 4.6), 0, NCOLUMNS), rounding);
    lammps.run("run 15 post no");
    const Snapshot now(lammps);
    const Table at_renewal = values(lammps);
    EXPECT_GT(largest(at_renewal), 1.0);
    EXPECT_LT(worst(at_renewal, direct(then, now, 4.6), 0, NCOLUMNS), rounding);
    lammps.run("run 0 post no");
    EXPECT_LT(worst(values(lammps), at_renewal, 0, NCOLUMNS), rounding);
    then = now;
  }
}

TEST(D2min, TrailingReferenceBeginsAnewWhenTheClockIsSet)
{
  Lammps lammps;
  lammps.run(crystal() + d2min("4.6") + d2min("4.6 reference trailing 20", "t") +
             "run 30 post no\nreset_timestep 40\nrun 0 post no\n");
  EXPECT_LT(largest(values(lammps, "t")), 1e-24);
  const Table before = values(lammps);
  lammps.run("reset_timestep 100\nrun 0 post no\n");
  EXPECT_LT(largest(values(lammps, "t")), 1e-24);
  EXPECT_LT(worst(values(lammps), before, 0, NCOLUMNS), rounding) << "the fixed reference stays";
  lammps.run("run 5 post no");
  EXPECT_GT(largest(values(lammps, "t")), 0.01);
}

TEST(D2min, FixedReferenceIsTakenAtItsStep)
{
  Lammps lammps;
  lammps.run(crystal() + d2min("4.6 reference fixed 30") + "run 30 post no\n");
  const Snapshot then(lammps);
  EXPECT_LT(largest(values(lammps)), 1e-24);
  lammps.run("run 45 post no");
  EXPECT_LT(worst(values(lammps), direct(then, Snapshot(lammps), 4.6), 0, NCOLUMNS), rounding);
}

// With a time constant far below a step averages are the positions of the last sample, and the second sample, at step 20,
// is the first whose average is old enough.
TEST(D2min, IsOfAveragedPositions)
{
  Lammps lammps;
  lammps.run(crystal() + d2min("3.5 average 1e-6 every 10 hop 1.44", "a") +
             d2min("3.5 reference fixed 20", "d") + "run 80 post no\n");
  const Table now = values(lammps);
  EXPECT_LT(worst(values(lammps, "a"), now, 0, NCOLUMNS), rounding);
  lammps.run("run 5 post no");
  EXPECT_LT(worst(values(lammps, "a"), now, 0, NCOLUMNS), rounding) << "until the next sample";
  EXPECT_GT(worst(values(lammps), now, 0, NCOLUMNS), 0.01);
}

TEST(D2min, OfAveragesIsSmallInAHotCrystal)
{
  Lammps lammps;
  lammps.run(crystal() + "velocity all zero linear\nrun 300 post no\n" +
             d2min("3.5 average 0.4 hop 1.44", "a") + d2min("3.5 reference fixed 605", "d") +
             "run 610 post no\n" + show("a", "d") + "run 290 post no\n");
  EXPECT_GT(lammps.value("c_a"), 0.0);
  EXPECT_LT(lammps.value("c_a"), 0.25 * lammps.value("c_d"));
}

// Averages are in the box of their last sample, which the box has left by the next.
TEST(D2min, OfAveragesIsZeroUnderStrainBetweenSamples)
{
  Lammps lammps;
  lammps.run(crystal() + "unfix nve\nvelocity all set 0 0 0\n" +
             "displace_atoms all random 0.2 0.2 0.2 77\ncomm_modify cutoff 8.0\n" +
             "fix pull all deform 1 x erate 0.1 xy erate 0.2 remap x\n" +
             d2min("3.5 average 0.004 every 7 hop 1.44") + "run 80 post no\n");
  for (int step = 0; step < 8; step++) {
    lammps.run("run 1 post no");
    EXPECT_LT(largest(values(lammps)), 1e-22) << step;
  }
}

static std::string restartable(const std::string &file)
{
  return d2min("4.6") + d2min("3.5 reference trailing 29", "t") +
      d2min("3.5 average 0.01 every 5 hop 1.44", "a") + show("d", "t") + "restart 87 " + file +
      ".*\n";
}

static std::string read_restart(const std::string &file)
{
  return "units metal\natom_style atomic\natom_modify map array sort 0 0\nread_restart " + file +
      "\n" + potential_and_integrator() + "compute place all property/atom xu yu zu\n" +
      restartable("d2min-again");
}

static void expect_same(Lammps &a, Lammps &b)
{
  for (const char *id : {"d", "t", "a"}) {
    EXPECT_TRUE(values(a, id) == values(b, id)) << id;
    EXPECT_GT(largest(values(b, id)), 0.01) << id;
  }
}

// Step 87 is one at which the trailing reference is renewed. No tilt: LAMMPS rounds positions of a tilted box anew.
TEST(D2min, RestartIsExact)
{
  Lammps straight;
  straight.run(crystal("block 0 4 0 4 0 4") + restartable("d2min") + "run 140 post no\n");
  Lammps restarted;
  restarted.run(read_restart("d2min.87") + "run 53 post no\n");
  expect_same(straight, restarted);
}

// The value of a renewal is against the reference before, after the restart too.
TEST(D2min, RestartBetweenRunsIsExact)
{
  for (const char *steps : {"70", "87"}) {
    SCOPED_TRACE(steps);
    Lammps straight;
    straight.run(crystal("block 0 4 0 4 0 4") + restartable("d2min") + "run " + steps +
                 " post no\nwrite_restart d2min.w\nrun 0 post no\n");
    Lammps restarted;
    restarted.run(read_restart("d2min.w") + "run 0 post no\n");
    expect_same(straight, restarted);
    straight.run("run 65 post no");
    restarted.run("run 65 post no");
    expect_same(straight, restarted);
  }
}

TEST(D2min, TrailingReferenceBeginsAnewWhenTheClockIsSetAfterARestart)
{
  Lammps straight;
  straight.run(crystal() + d2min("4.6 reference trailing 20") +
               "run 30 post no\nwrite_restart d2min.clock\n");
  Lammps restarted;
  restarted.run("units metal\natom_style atomic\natom_modify map array sort 0 0\n"
                "read_restart d2min.clock\n" +
                std::string(potential_and_integrator()) + "reset_timestep 35\n" +
                d2min("4.6 reference trailing 20") + "run 5 post no\n");
  EXPECT_LT(largest(values(restarted)), 1e-24);
}

// Frames without image flags, in which atoms jump through boundaries.
TEST(D2min, RerunGivesTheSame)
{
  const std::string computes = d2min("4.6") + d2min("4.6 reference trailing 20", "t");
  Lammps lammps;
  const std::string file = "d2min." + std::to_string(lammps.nprocs) + ".dump";
  lammps.run(crystal() + "fix pull all deform 1 x erate 0.2 xy erate 0.5 remap x\n" + computes +
             "dump d all custom 10 " + file +
             " id type x y z\ndump_modify d format float %20.15g\nrun 90 post no\n");
  Lammps again;
  again.run(crystal() + computes +
            "displace_atoms all random 0.5 0.5 0.5 1\nthermo 10\n"
            "thermo_style custom step c_d c_t\nrerun " +
            file + " dump x y z box yes\n");
  for (const char *id : {"d", "t"}) {
    EXPECT_GT(largest(values(lammps, id)), 1.0) << id;
    EXPECT_LT(worst(values(lammps, id), values(again, id), 0, NCOLUMNS), 1e-10) << id;
  }
}

// The frame is of the step where the run ended, and its averages would reach to that.
TEST(D2min, RerunIsOfItsFramesNotOfAverages)
{
  Lammps lammps;
  const std::string file = "d2min.end." + std::to_string(lammps.nprocs) + ".dump";
  lammps.run(crystal() + d2min("3.5 average 1e-6 every 10 hop 1.44", "a") +
             d2min("3.5 reference fixed 20", "d") + "run 85 post no\nwrite_dump all custom " +
             file + " id type x y z modify format float %20.15g\n");
  lammps.run("rerun " + file + " first 85 dump x y z box yes\n");
  EXPECT_GT(largest(values(lammps)), 1.0);
  EXPECT_LT(worst(values(lammps, "a"), values(lammps), 0, NCOLUMNS), 1e-10);
}

// Its references know no image flags, which atoms have again in the run.
TEST(D2min, RunAfterRerun)
{
  Lammps lammps;
  const std::string file = "d2min.then." + std::to_string(lammps.nprocs) + ".dump";
  lammps.run(crystal() + "dump d all custom 20 " + file +
             " id type x y z\ndump_modify d format float %20.15g\nrun 200 post no\nundump d\n");
  lammps.run(d2min("4.6") + d2min("4.6 reference trailing 20", "t") + show("d", "t") + "rerun " +
             file + " dump x y z box yes\n");
  const Table of_rerun = values(lammps);
  EXPECT_GT(largest(of_rerun), 1.0);
  lammps.run("run 0 post no\n");
  EXPECT_LT(worst(values(lammps), of_rerun, 0, NCOLUMNS), 1e-10);
  lammps.run("run 15 post no\n");
  for (const char *id : {"d", "t"}) EXPECT_LT(largest(values(lammps, id)), 200.0) << id;
}

// LAMMPS' own, where it has it: since 2023. It looks at neighbours of the present, not of the reference, so that the cutoff
// lies in a gap between shells which no atom crosses; and gives the root of the mean over neighbours, a third of the trace of
// F^T F - 1, and the root of half the square of its deviator. The box changes between runs: fix deform would change it between
// the fix's look and ours.
TEST(D2min, AgreesWithFixNonaffineDisplacement)
{
  Lammps lammps;
  if (!lammps_has_style(lammps.handle, "fix", "nonaffine/displacement"))
    GTEST_SKIP() << "this LAMMPS has no fix nonaffine/displacement";
  lammps.run(crystal() +
             "velocity all zero linear\nvelocity all scale 300\nvelocity all set 4 2 -6 sum yes\n"
             "compute now all coord/atom cutoff 3.5\nfix stock all nonaffine/displacement 50 d2min "
             "custom 3.5 fixed 50\n" +
             d2min("3.5 reference fixed 50") + "run 51 post no\n");
  for (int part = 0; part < 4; part++) {
    lammps.run(
        "change_box all x scale 1.01 y scale 0.99 xy delta 0.2 yz delta -0.1 remap units box\n"
        "run $(50-step%50) post no");
    const Table ours = values(lammps), stock = lammps.gather(lammps.fix_atoms("stock"), 3);
    const double *now = lammps.compute_atom("now");
    for (int i = 0; i < lammps.nlocal(); i++)
      ASSERT_EQ(now[i], 12.0) << "an atom crossed the cutoff";
    EXPECT_GT(largest(ours), 0.1);
    for (const auto &[tag, row] : ours) {
      ASSERT_EQ(row[NEIGHBORS], 12.0);
      ASSERT_EQ(row[LOST], 0.0);
      const auto &theirs = stock.at(tag);
      const double d2 = 12.0 * theirs[0] * theirs[0], *e = &row[STRAIN];
      ASSERT_NEAR(row[D2MIN], d2, std::max(1e-10 * d2, 1e-12)) << tag;
      const double third = 2.0 * (e[0] + e[1] + e[2]) / 3.0;
      ASSERT_NEAR(third, theirs[1], 1e-12);
      double deviator = 0.0;
      for (int c = 0; c < 6; c++) {
        const double part = 2.0 * e[c] - (c < 3 ? third : 0.0);
        deviator += (c < 3 ? 0.5 : 1.0) * part * part;
      }
      ASSERT_NEAR(std::sqrt(deviator), theirs[2], 1e-11);
    }
  }
}
