#include "lattice.h"

#include <gtest/gtest.h>

#include <limits>

namespace {

using namespace lattice;

using Bytes = std::vector<unsigned char>;

std::vector<int> neighbors(const Cloud &cloud, int i, double range)
{
  std::vector<int> list(cloud.points.size() + 1, -1);
  const int max = static_cast<int>(list.size());
  const int n = ep_cells_neighbors(&cloud.cells, cloud.x(), i, range * range, list.data(), max);
  list.resize(n);
  std::sort(list.begin(), list.end());
  return list;
}

std::vector<int> neighbors_by_definition(const Points &points, int i, double range)
{
  std::vector<int> list;
  for (int j = 0; j < static_cast<int>(points.size()); j++)
    if (j != i && distance_sq(points[j], points[i]) < range * range) list.push_back(j);
  return list;
}

void expect_all_neighbors(const Cloud &cloud, double range)
{
  ASSERT_EQ(cloud.status, EP_CELLS_OK);
  for (int i = 0; i < cloud.size(); i++)
    ASSERT_EQ(neighbors(cloud, i, range), neighbors_by_definition(cloud.points, i, range)) << i;
}

Points random_points(int n, const Vec &low, const Vec &high, uint64_t seed)
{
  Random random(seed);
  Points points(n);
  for (auto &p : points)
    for (int k = 0; k < 3; k++)
      p[k] = std::uniform_real_distribution<double>(low[k], high[k])(random);
  return points;
}

TEST(Cells, FindTheNeighborsInRandomClouds)
{
  const struct {
    int n;
    Vec low, high;
  } boxes[] = {{800, {0, 0, 0}, {10, 10, 10}}, {800, {-7, -31, -5}, {3, -21, 5}},
               {500, {0, 0, 0}, {100, 1, 1}},  {500, {0, 0, 0}, {0, 40, 0}},
               {500, {-3, 0, 0}, {3, 0, 60}},  {300, {1e6, -1e6, 0}, {1e6 + 9, 9 - 1e6, 9}},
               {2, {0, 0, 0}, {1, 1, 1}}};
  for (const auto &b : boxes)
    for (double range : {0.5, 1.7, 30.0})
      expect_all_neighbors(Cloud(random_points(b.n, b.low, b.high, b.n), range), range);
}

TEST(Cells, FindTheNeighborsWithinLessThanTheRangeBuiltFor)
{
  const Cloud cloud(random_points(600, {0, 0, 0}, {10, 10, 10}, 1), 2.0);
  for (double range : {2.0, 1.999, 1.0, 0.1}) expect_all_neighbors(cloud, range);
}

TEST(Cells, FindTheShellsOfALattice)
{
  const double a = 4.08;
  const int shells[][2] = {{80, 12}, {105, 18}, {130, 42}};    // range in % of a, neighbours
  const Cloud cloud(fcc(a, 3 * a), 1.3 * a);
  for (const auto &s : shells)
    EXPECT_EQ(neighbors(cloud, 0, 0.01 * s[0] * a).size(), static_cast<size_t>(s[1]));
  expect_all_neighbors(cloud, 0.854 * a);
}

TEST(Cells, LeaveOutPointsAtExactlyTheRange)
{
  const Cloud cloud(sc(1.0, 6.0), 1.0);
  for (int i = 0; i < cloud.size(); i++) EXPECT_TRUE(neighbors(cloud, i, 1.0).empty());
  const double more = std::nextafter(1.0, 2.0);
  const Cloud wider(sc(1.0, 6.0), more);
  EXPECT_EQ(neighbors(wider, 0, more).size(), 6u);
  expect_all_neighbors(wider, more);
}

// Spacings equal to the range but for rounding: what counts is the rounded distance, as without cells.
TEST(Cells, DecideByTheDistanceWhereTheRangeIsTheSpacing)
{
  Random random(4);
  std::uniform_real_distribution<double> start(-50, 50), length(0.5, 5.0);
  int missed = 0, pairs = 0;
  for (int n = 0; n < 2000; n++) {
    const double spacing = length(random), low = n ? start(random) : 0.0;
    Points row;
    for (int i = 0; i < 200; i++) row.push_back({low + i * spacing, 0, 0});
    const Cloud cloud(row, spacing);
    for (int i = 0; i + 1 < cloud.size(); i++) {
      if (distance_sq(row[i], row[i + 1]) >= spacing * spacing) continue;
      const auto found = neighbors(cloud, i, spacing);
      missed += !std::count(found.begin(), found.end(), i + 1);
      pairs++;
    }
  }
  EXPECT_GT(pairs, 100000);
  EXPECT_EQ(missed, 0) << "of " << pairs << " pairs";
}

TEST(Cells, StayFewWhereThePointsAreSparse)
{
  const double far = 1e6;
  auto points = random_points(1000, {-far, -far, -far}, {far, far, far}, 2);
  for (int i = 0; i < 100; i++) points.push_back(points[i] + Vec{1, 1, 1});
  const Cloud cloud(points, 3.0);
  expect_all_neighbors(cloud, 3.0);
  EXPECT_EQ(neighbors(cloud, 0, 3.0), std::vector<int>{1000});
  EXPECT_LT(ep_cells_memory(&cloud.cells), 1e5);
}

TEST(Cells, AreAsNarrowAsTheRangeWhereThePointsAreDense)
{
  for (double place : {0.0, 1e4, -1e4}) {
    const Vec low = {place, -place, place};
    const Cloud cloud(random_points(4000, low, low + Vec{10, 10, 10}, 5), 1.0);
    EXPECT_NEAR(cloud.cells.width, 1.0, 1e-9) << place;
    for (int size : cloud.cells.size) EXPECT_LE(size, 10) << place;
  }
}

TEST(Cells, StandTheWidestSpreadOfNumbers)
{
  const Cloud cloud({{-1e150, 0, 0}, {1e150, 1e-150, 3}, {1e150, 0, 3}}, 1.0);
  ASSERT_EQ(cloud.status, EP_CELLS_OK);
  EXPECT_EQ(neighbors(cloud, 1, 1.0), std::vector<int>{2});
  EXPECT_TRUE(neighbors(cloud, 0, 1.0).empty());
}

TEST(Cells, TakeAllPointsInOnePlace)
{
  const Cloud cloud(Points(200, Vec{1, -2, 3}), 2.5);
  expect_all_neighbors(cloud, 2.5);
  EXPECT_EQ(neighbors(cloud, 7, 1e-9).size(), 199u);
}

TEST(Cells, TakeOnePointAndNone)
{
  const Cloud one({{-5, 6, 7}}, 2.5), none({}, 2.5);
  EXPECT_EQ(one.status, EP_CELLS_OK);
  EXPECT_TRUE(neighbors(one, 0, 2.5).empty());
  EXPECT_EQ(none.status, EP_CELLS_OK);
  EXPECT_EQ(none.cells.npoints, 0);
}

TEST(Cells, CountAllNeighborsEvenIfTheListIsFull)
{
  const Cloud cloud(fcc(1.0, 3.0), 0.8);
  int list[12];
  std::fill(list, list + 12, -1);
  EXPECT_EQ(ep_cells_neighbors(&cloud.cells, cloud.x(), 0, 0.64, list, 5), 12);
  for (int k = 0; k < 5; k++) EXPECT_GE(list[k], 0);
  for (int k = 5; k < 12; k++) EXPECT_EQ(list[k], -1) << "written beyond max";
  EXPECT_EQ(ep_cells_neighbors(&cloud.cells, cloud.x(), 0, 0.64, nullptr, 0), 12);
}

TEST(Cells, RefusePositionsThatAreNotFinite)
{
  const double inf = std::numeric_limits<double>::infinity();
  for (double bad : {inf, -inf, std::nan("")})
    for (int k = 0; k < 3; k++)
      for (int i : {0, 5, 9}) {
        auto points = random_points(10, {0, 0, 0}, {4, 4, 4}, 3);
        points[i][k] = bad;
        const Cloud cloud(points, 2.0);
        EXPECT_EQ(cloud.status, EP_CELLS_NOT_FINITE);
        EXPECT_EQ(cloud.cells.npoints, 0);
      }
  EXPECT_EQ(Cloud({{-1.7e308, 0, 0}, {1.7e308, 0, 0}}, 1.0).status, EP_CELLS_NOT_FINITE)
      << "the extent overflows";
}

TEST(Cells, HoldNoPointsAfterAFailure)
{
  Cloud cloud(fcc(1.0, 3.0), 0.8);
  auto bad = cloud.points;
  bad[3][1] = std::nan("");
  EXPECT_EQ(ep_cells_build(&cloud.cells, bad[0].data(), cloud.size(), 0.8), EP_CELLS_NOT_FINITE);
  EXPECT_EQ(cloud.cells.npoints, 0);
  EXPECT_EQ(ep_cells_build(&cloud.cells, cloud.x(), cloud.size(), 0.8), EP_CELLS_OK);
  expect_all_neighbors(cloud, 0.8);
}

TEST(Cells, ForgetTheFormerPointsWhenBuiltAgain)
{
  Cloud cloud({}, 1.0);
  for (int n : {3000, 3, 700, 0, 1, 2000}) {
    cloud.points = random_points(n, {-9, -9, -9}, {9, 9, 9}, n);
    cloud.status = ep_cells_build(&cloud.cells, cloud.x(), n, 1.5);
    EXPECT_EQ(cloud.cells.npoints, n);
    if (n < 1000) expect_all_neighbors(cloud, 1.5);
    for (int i = 0; i < n; i += 97)
      EXPECT_EQ(neighbors(cloud, i, 1.5), neighbors_by_definition(cloud.points, i, 1.5));
  }
}

TEST(Cells, KeepTheirStorageAndGiveItBack)
{
  Cloud cloud(fcc(1.0, 5.0), 0.8);
  const double held = ep_cells_memory(&cloud.cells);
  EXPECT_GE(held, 4.0 * cloud.size());
  ep_cells_build(&cloud.cells, cloud.x(), 10, 0.8);
  EXPECT_EQ(ep_cells_memory(&cloud.cells), held);
  ep_cells_free(&cloud.cells);
  EXPECT_EQ(ep_cells_memory(&cloud.cells), 0.0);
  ep_cells_free(&cloud.cells);
}

TEST(Cells, TellHowFarPointsMovedAndFindThemThere)
{
  std::mt19937_64 random(11);
  Cloud cloud(random_points(2000, {0, 0, 0}, {10, 10, 10}, 12), 1.2);
  double sum = 0.0;
  for (int step = 0; step < 5; step++) {
    double largest = 0.0;
    for (auto &p : cloud.points) {
      const Vec d = {0.01 * std::sin(double(random() % 100)), 0.008, -0.004};
      p = p + d;
      largest = std::max(largest, std::sqrt(dot(d, d)));
    }
    const double moved = ep_cells_move(&cloud.cells, cloud.x());
    EXPECT_GE(moved, largest);
    EXPECT_LT(moved, largest + 1e-5);
    sum += moved;
  }
  ASSERT_LT(2.0 * sum, 0.2);
  expect_all_neighbors(cloud, 1.0);
}

TEST(Cells, HoldOnlyWhatIsNearABox)
{
  const auto points = random_points(3000, {0, 0, 0}, {12, 12, 12}, 13);
  Bytes wanted(points.size());
  for (size_t i = 0; i < points.size(); i++) wanted[i] = points[i][0] < 3.0 && points[i][1] > 9.0;
  ep_cells cells = ep_cells_empty();
  const double *x = points.front().data();
  const int n = static_cast<int>(points.size());
  const ep_cells_box box = ep_cells_bounds(x, n, wanted.data());
  ASSERT_EQ(ep_cells_build_around(&cells, x, n, 1.0, &box, 1.0), EP_CELLS_OK);
  EXPECT_LT(cells.npoints, n / 5);
  for (int i = 0; i < n; i++) {
    if (!wanted[i]) continue;
    std::vector<int> list(n);
    list.resize(ep_cells_neighbors(&cells, x, i, 1.0, list.data(), n));
    std::sort(list.begin(), list.end());
    ASSERT_EQ(list, neighbors_by_definition(points, i, 1.0)) << i;
  }
  const ep_cells_box none = ep_cells_no_box();
  ASSERT_EQ(ep_cells_build_around(&cells, x, n, 1.0, &none, 1.0), EP_CELLS_OK);
  EXPECT_EQ(cells.npoints, 0);
  ep_cells_free(&cells);
}

TEST(Cells, SayWhenAPointThatWasLeftOutComesIn)
{
  Points points = random_points(500, {0, 0, 0}, {5, 5, 5}, 14);
  points.push_back({9, 2, 2});
  const double *x = points.front().data();
  const int n = static_cast<int>(points.size());
  const ep_cells_box box = {{0, 0, 0}, {5, 5, 5}};
  ep_cells cells = ep_cells_empty();
  ASSERT_EQ(ep_cells_build_around(&cells, x, n, 1.0, &box, 1.0), EP_CELLS_OK);
  EXPECT_EQ(cells.npoints, n - 1);
  points.back()[0] = 6.1;
  EXPECT_LT(ep_cells_move(&cells, x), 1e-5);
  points.back()[0] = 5.9;
  EXPECT_EQ(ep_cells_move(&cells, x), HUGE_VAL);
  ep_cells_free(&cells);
}

TEST(Cells, SayWhenAPositionBecomesNotANumber)
{
  Cloud cloud(random_points(100, {0, 0, 0}, {5, 5, 5}, 15), 1.0);
  cloud.points[7][1] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(ep_cells_move(&cloud.cells, cloud.x()), HUGE_VAL);
}

}    // namespace
