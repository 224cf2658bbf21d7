#include "electropulse/role.h"
#include "electropulse/sweep.h"
#include "lattice.h"

#include <gtest/gtest.h>

namespace {

using namespace lattice;

using Bytes = std::vector<unsigned char>;

const double a_fcc = std::sqrt(2.0),
             a_bcc = 2.0 / std::sqrt(3.0);    // the nearest neighbour is at 1
const double r_fcc = ep_cna_cutoff_fcc(a_fcc), r_bcc = ep_cna_cutoff_bcc(a_bcc);
const double search = 1.9;

std::vector<ep_sweep_path> paths()
{
  std::vector<ep_sweep_path> all;
  for (int p = 0; p < EP_SWEEP_PATHS; p++)
    if (ep_sweep_has((ep_sweep_path) p)) all.push_back((ep_sweep_path) p);
  return all;
}

// A sweep over all points of a cloud.
struct Sweep : ep_sweep {
  Sweep(const Cloud &cloud, ep_cna_method m, double r) : ep_sweep{}
  {
    cells = &cloud.cells;
    x = cloud.x();
    method = m;
    range = reach = r;
    enough = 10;
    lopsided = 1.3;
    natoms = cloud.size();
    if (m == EP_CNA_ADAPTIVE) {
      bytes.assign(natoms, EP_CNA_OTHER);
      found = bytes.data();
      reach = ep_sweep_guess_reach(this);
    }
  }

  Bytes exact() const
  {
    Bytes all(natoms);
    for (int i = 0; i < natoms; i++) all[i] = ep_sweep_exact(this, i);
    return all;
  }

  Bytes fast(ep_sweep_path path, int threads = 1)
  {
    bytes.assign(natoms, EP_CNA_OTHER);
    found = bytes.data();
    asked_exact = ep_sweep_run(this, path, threads);
    return bytes;
  }

  Bytes bytes;
  long asked_exact = 0;
};

void expect_exact(const Cloud &cloud, ep_cna_method method, double range, const std::string &what)
{
  Sweep sweep(cloud, method, range);
  const Bytes exact = sweep.exact();
  for (auto path : paths())
    ASSERT_EQ(sweep.fast(path), exact) << what << ", " << ep_sweep_name(path);
}

struct Metal {
  const char *name;
  Points points;
  double range;
};

std::vector<Metal> metals(double radius)
{
  return {{"fcc", fcc(a_fcc, radius), r_fcc},
          {"hcp", hcp(1.0, radius), r_fcc},
          {"bcc", bcc(a_bcc, radius), r_bcc}};
}

TEST(Sweep, HasPortableCodeEverywhereAndTakesTheBest)
{
  EXPECT_TRUE(ep_sweep_has(EP_SWEEP_PORTABLE));
  EXPECT_TRUE(ep_sweep_has(ep_sweep_best()));
  for (auto path : paths()) EXPECT_LE(path, ep_sweep_best());
  EXPECT_FALSE(ep_sweep_has(EP_SWEEP_PATHS));
}

// Balls with free surfaces, from perfect to molten.
TEST(Sweep, FindsWhatTheExactAnalysisFinds)
{
  Random random(1);
  std::array<long, 16> seen{};
  for (const auto &metal : metals(8.0))
    for (double amplitude : {0.0, 0.02, 0.05, 0.08, 0.12, 0.2})
      for (int n = 0; n < 3; n++) {
        auto points = shaken(metal.points, amplitude, random);
        std::shuffle(points.begin(), points.end(), random);
        points.resize(points.size() - points.size() / 50);    // vacancies
        const std::string what = metal.name + std::to_string(amplitude);
        const Cloud cloud(points, metal.range), far(points, search);
        expect_exact(cloud, EP_CNA_FIXED, metal.range, what);
        expect_exact(far, EP_CNA_ADAPTIVE, search, what + " adaptive");
        for (auto code : Sweep(cloud, EP_CNA_FIXED, metal.range).exact()) seen[code]++;
      }
  for (int code : {(int) EP_CNA_FCC, (int) EP_CNA_HCP, (int) EP_CNA_BCC, (int) EP_CNA_OTHER,
                   EP_CNA_OTHER + (int) EP_SWEEP_OPEN})
    EXPECT_GT(seen[code], 1000) << code;
}

TEST(Sweep, FindsIcosahedra)
{
  Points points;
  for (int n = 0; n < 64; n++)
    for (const auto &p : icosahedron(1.0))
      points.push_back(p + Vec{4.0 * (n % 4), 4.0 * (n / 4 % 4), 4.0 * (n / 16)});
  const Cloud cloud(points, r_fcc);
  expect_exact(cloud, EP_CNA_FIXED, r_fcc, "icosahedra");
  const Bytes exact = Sweep(cloud, EP_CNA_FIXED, r_fcc).exact();
  EXPECT_EQ(std::count(exact.begin(), exact.end(), EP_CNA_ICO), 64);
}

// The cutoff is a distance that occurs a million times, and the number above it.
TEST(Sweep, DecidesExactlyWhereSinglePrecisionCannot)
{
  const auto points = fcc(a_fcc, 7.0);
  for (double range : {a_fcc, std::nextafter(a_fcc, 2.0), 1.0, std::nextafter(1.0, 2.0)}) {
    const Cloud cloud(points, range);
    expect_exact(cloud, EP_CNA_FIXED, range, std::to_string(range));
    Sweep sweep(cloud, EP_CNA_FIXED, range);
    sweep.fast(ep_sweep_best());
    EXPECT_GT(sweep.asked_exact, cloud.size() / 2) << "rounding never mattered";
  }
}

TEST(Sweep, AsksTheExactAnalysisSeldom)
{
  Random random(2);
  const Cloud cloud(shaken(fcc(a_fcc, 9.0), 0.03, random), r_fcc);
  Sweep sweep(cloud, EP_CNA_FIXED, r_fcc);
  for (auto path : paths()) {
    sweep.fast(path);
    EXPECT_LT(sweep.asked_exact, 0.005 * cloud.size()) << ep_sweep_name(path);
  }
}

TEST(Sweep, StandsAnyPlaceAndExtent)
{
  Random random(3);
  auto points = shaken(fcc(a_fcc, 6.0), 0.05, random);
  const size_t n = points.size();
  for (double far : {1e3, 1e5, 1e7}) {
    points.resize(n);
    for (size_t i = 0; i < n; i++) points.push_back(points[i] + Vec{far, -far, 0.5 * far});
    expect_exact(Cloud(points, r_fcc), EP_CNA_FIXED, r_fcc, std::to_string(far));
  }
}

TEST(Sweep, StandsHeapsAndLoneAtoms)
{
  Random random(4);
  const auto heap = shaken(Points(2500, Vec{0, 0, 0}), 0.4, random);
  for (auto method : {EP_CNA_FIXED, EP_CNA_ADAPTIVE}) {
    expect_exact(Cloud(heap, search), method, search, "heap");
    expect_exact(Cloud(Points(30, Vec{1, 2, 3}), search), method, search, "one place");
    expect_exact(Cloud({{1, 2, 3}}, search), method, search, "one atom");
    expect_exact(Cloud({{0, 0, 0}, {1, 0, 0}, {50, 0, 0}}, search), method, search, "three atoms");
  }
}

TEST(Sweep, PassesOverAtomsThatAreNotWanted)
{
  Random random(5);
  const Cloud cloud(shaken(fcc(a_fcc, 6.0), 0.08, random), r_fcc);
  Sweep sweep(cloud, EP_CNA_FIXED, r_fcc);
  const Bytes exact = sweep.exact();
  for (auto path : paths()) {
    Bytes found(cloud.size(), EP_CNA_UNKNOWN);
    for (int i = 0; i < cloud.size(); i += 7) found[i] = EP_CNA_OTHER;
    sweep.found = found.data();
    ep_sweep_run(&sweep, path, 1);
    for (int i = 0; i < cloud.size(); i++)
      ASSERT_EQ(found[i], i % 7 ? (unsigned char) EP_CNA_UNKNOWN : exact[i]) << i;
  }
}

// Neighbours of the wanted atoms are needed, the rest of the world is not.
TEST(Sweep, NeedsOnlyTheSurroundings)
{
  Random random(6);
  const Cloud all(shaken(fcc(a_fcc, 8.0), 0.05, random), r_fcc);
  Bytes wanted(all.size(), EP_CNA_UNKNOWN);
  for (int i = 0; i < all.size(); i++) wanted[i] = distance(all.points[i], {2, 1, 0}) < 2.0;
  const ep_cells_box box = ep_cells_bounds(all.x(), all.size(), wanted.data());
  ep_cells some = ep_cells_empty();
  ASSERT_EQ(ep_cells_build_around(&some, all.x(), all.size(), r_fcc, &box, r_fcc), EP_CELLS_OK);
  EXPECT_LT(some.npoints, all.size() / 4);
  Sweep sweep(all, EP_CNA_FIXED, r_fcc);
  const Bytes exact = sweep.exact();
  sweep.cells = &some;
  sweep.found = wanted.data();
  ep_sweep_run(&sweep, ep_sweep_best(), 1);
  for (int i = 0; i < all.size(); i++)
    if (wanted[i]) { ASSERT_EQ(wanted[i], exact[i]) << i; }
  ep_cells_free(&some);
}

TEST(Sweep, GivesTheSameWithThreads)
{
  Random random(7);
  const Cloud cloud(shaken(fcc(a_fcc, 9.0), 0.09, random), r_fcc);
  Sweep sweep(cloud, EP_CNA_FIXED, r_fcc);
  for (auto path : paths()) {
    const Bytes one = sweep.fast(path, 1);
    for (int threads : {2, 3, 8}) EXPECT_EQ(sweep.fast(path, threads), one) << threads;
  }
}

// Atoms that vibrate, looked at after every small move. Returns how many of all atoms were wrong at any time, and in
// *share what part of them was looked at.
long vibrate(const Metal &metal, ep_cna_method method, double range, ep_sweep_path path,
             double shorten, double *share)
{
  Random random(8);
  std::normal_distribution<double> normal(0.0, 1.0);
  const Points home = metal.points;
  Points where = shaken(home, 0.04, random);
  const double wider = 1.15;
  Cloud cloud(where, wider * range);
  Sweep sweep(cloud, method, range);
  std::vector<float> due(cloud.size(), -1.0f);
  Bytes found(cloud.size(), EP_CNA_OTHER);
  sweep.found = found.data();
  sweep.due = due.data();
  double looked_at = 0.0;
  long wrong = 0;
  const int steps = 40;
  for (int step = 0; step < steps; step++) {
    for (size_t i = 0; i < where.size(); i++)
      for (int k = 0; k < 3; k++) {
        double &c = cloud.points[i][k];
        c += -0.002 * (c - home[i][k]) + 0.0008 * normal(random);
      }
    sweep.odometer += shorten * ep_cells_move(&cloud.cells, cloud.x());
    if (!(2.0 * cloud.cells.moved < cloud.cells.width - sweep.reach)) {
      EXPECT_EQ(ep_cells_build(&cloud.cells, cloud.x(), cloud.size(), wider * range), EP_CELLS_OK);
      std::fill(due.begin(), due.end(), -1.0f);
      sweep.odometer = 0.0;
    }
    for (float d : due) looked_at += d <= (float) sweep.odometer;
    ep_sweep_run(&sweep, path, 1);
    const Bytes exact = sweep.exact();
    for (int i = 0; i < cloud.size(); i++) wrong += found[i] != exact[i];
  }
  *share = looked_at / ((double) steps * cloud.size());
  return wrong;
}

TEST(Sweep, GoesOnFromTheLastOneExactly)
{
  for (const auto &metal : metals(5.0))
    for (auto path : paths())
      for (auto method : {EP_CNA_FIXED, EP_CNA_ADAPTIVE}) {
        const double range = method == EP_CNA_FIXED ? metal.range : search;
        double share;
        EXPECT_EQ(vibrate(metal, method, range, path, 1.0, &share), 0)
            << metal.name << ", " << ep_sweep_name(path);
        // In bcc the 12th and 13th neighbour are about as far as one another: an adaptive cutoff spares hardly an atom.
        if (method == EP_CNA_FIXED || metal.range == r_fcc) {
          EXPECT_LT(share, 0.7) << metal.name << ": hardly an atom was spared";
        }
      }
}

// An atom comes down on a cold surface, from where it was not compared with those that it meets.
TEST(Sweep, GoesOnUntilAPointComesNearThatWasFar)
{
  const auto crystal = fcc(a_fcc, 5.0);
  Points points;
  for (const auto &p : crystal)
    if (p[2] < 1e-9) points.push_back(p);
  points.push_back({0, 0.25 * a_fcc, 2.0});
  const size_t flying = points.size() - 1;
  Cloud cloud(points, 1.15 * r_fcc);
  Sweep sweep(cloud, EP_CNA_FIXED, r_fcc);
  std::vector<float> due(cloud.size(), -1.0f);
  Bytes found(cloud.size(), EP_CNA_OTHER);
  sweep.found = found.data();
  sweep.due = due.data();
  int rebuilt = 0;
  for (int step = 0; step < 60; step++) {
    cloud.points[flying][2] -= 0.02;
    sweep.odometer += ep_cells_move(&cloud.cells, cloud.x());
    if (!(2.0 * cloud.cells.moved < cloud.cells.width - r_fcc)) {
      ASSERT_EQ(ep_cells_build(&cloud.cells, cloud.x(), cloud.size(), 1.15 * r_fcc), EP_CELLS_OK);
      std::fill(due.begin(), due.end(), -1.0f);
      sweep.odometer = 0.0;
      rebuilt++;
    }
    ep_sweep_run(&sweep, ep_sweep_best(), 1);
    ASSERT_EQ(found, sweep.exact()) << step;
  }
  EXPECT_GT(rebuilt, 5);
}

TEST(Sweep, WouldGoWrongIfAtomsMovedFartherThanTold)
{
  double share;
  EXPECT_GT(vibrate(metals(6.0)[0], EP_CNA_FIXED, r_fcc, ep_sweep_best(), 0.1, &share), 10);
}

TEST(SweepNeighbors, AreThoseOfTheCells)
{
  Random random(10);
  const auto crystal = shaken(fcc(a_fcc, 5.0), 0.04, random);
  const auto sorted = [](std::vector<int> list, int n) {
    list.resize(n);
    std::sort(list.begin(), list.end());
    return list;
  };
  for (double shift : {0.0, 1e5})
    for (double range : {r_fcc, 1.0, 2.6}) {    // beyond what the cells were built for, too
      auto points = crystal;
      for (auto &p : points) p = p + Vec{shift, -shift, 0};
      const Cloud cloud(points, r_fcc);
      for (int i = 0; i < cloud.size(); i++) {
        std::vector<int> expected(cloud.size());
        const int n = ep_cells_neighbors(&cloud.cells, cloud.x(), i, range * range, expected.data(),
                                         cloud.size());
        for (auto path : paths()) {
          std::vector<int> list(cloud.size());
          const int m = ep_sweep_neighbors(path, &cloud.cells, cloud.x(), i, range * range,
                                           list.data(), cloud.size());
          ASSERT_EQ(sorted(list, m), sorted(expected, n)) << ep_sweep_name(path) << range;
        }
      }
    }
}

TEST(SweepNeighbors, LieExactlyWithinTheRange)
{
  const Cloud cloud(sc(1.0, 4.0), 1.0);
  for (auto path : paths())
    for (double range : {1.0, std::nextafter(1.0, 2.0)}) {
      int list[8];
      const int n = ep_sweep_neighbors(path, &cloud.cells, cloud.x(), 0, range * range, list, 3);
      EXPECT_EQ(n, range > 1.0 && range * range > 1.0 ? 6 : 0) << ep_sweep_name(path);
    }
}

TEST(Sweep, ClassifiesAMillionAtoms)
{
  Random random(9);
  const auto crystal = fcc(a_fcc, 11.0);
  long classified = 0, differ = 0;
  for (int n = 0; classified < 1000000; n++) {
    const Cloud cloud(shaken(crystal, 0.01 + 0.002 * (n % 60), random), r_fcc);
    Sweep sweep(cloud, EP_CNA_FIXED, r_fcc);
    const Bytes exact = sweep.exact();
    for (auto path : paths()) {
      const Bytes fast = sweep.fast(path);
      for (int i = 0; i < cloud.size(); i++) differ += fast[i] != exact[i];
    }
    classified += cloud.size();
  }
  EXPECT_EQ(differ, 0);
}

}    // namespace
