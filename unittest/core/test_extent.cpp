// Lines and sheets of points, whose length and area are known, measured from the points alone.

#include "electropulse/extent.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>
#include <vector>

using Points = std::vector<std::array<double, 3>>;
static const ep_extent_rule RULE = {12.0, 10.0};

// `period` is the repeat along z, 0 for none.
static ep_extent measure(const Points &points, double period = 0.0)
{
  ep_extent sum = {0.0, 0.0};
  const double reach = ep_extent_reach(&RULE);
  const int images = period > 0.0 ? (int) std::ceil(reach / period) : 0;
  for (size_t i = 0; i < points.size(); i++) {
    std::vector<double> offsets;
    for (size_t j = 0; j < points.size(); j++)
      for (int m = -images; m <= images; m++) {
        if (j == i && m == 0) continue;
        const double d[3] = {points[j][0] - points[i][0], points[j][1] - points[i][1],
                             points[j][2] - points[i][2] + m * period};
        if (d[0] * d[0] + d[1] * d[1] + d[2] * d[2] < reach * reach)
          offsets.insert(offsets.end(), d, d + 3);
      }
    const ep_extent share = ep_extent_share(&RULE, offsets.data(), (int) offsets.size() / 3);
    sum.length += share.length;
    sum.area += share.area;
  }
  return sum;
}

// Atoms of a core: `across` x `across` rows, `spacing` apart along the direction (0,0,1), displaced at random by `noise`.
static Points tube(int across, double spacing, double length, double noise = 0.0)
{
  std::mt19937 random(1);
  std::normal_distribution<double> normal;
  Points points;
  for (int a = 0; a < across; a++)
    for (int b = 0; b < across; b++)
      for (double z = 0.25 * spacing; z < length; z += spacing)
        points.push_back({2.4 * a + noise * normal(random), 2.4 * b + noise * normal(random),
                          z + noise * normal(random)});
  return points;
}

static Points turned(Points points)
{
  const double c = std::cos(0.7), s = std::sin(0.7);
  for (auto &p : points) {
    p = {c * p[0] - s * p[1], s * p[0] + c * p[1], p[2]};
    p = {p[0], c * p[1] - s * p[2], s * p[1] + c * p[2]};
  }
  return points;
}

// The weight vanishes at its ends with its slope, so that a sum over a row of points is nearly its integral.
TEST(Extent, PeriodicLineHasItsPeriod)
{
  for (double spacing : {2.0, 2.88, 4.0})
    for (int across : {1, 2, 3}) {
      const double period = 8 * spacing;
      EXPECT_NEAR(measure(tube(across, spacing, period), period).length / period, 1.0, 0.01)
          << spacing << " " << across;
    }
}

TEST(Extent, RowsThatVibrateChangeLittle)
{
  const double period = 10 * 2.88;
  EXPECT_NEAR(measure(tube(3, 2.88, period, 0.2), period).length / period, 1.0, 0.03);
}

TEST(Extent, FreeEndsAreCorrected)
{
  for (double length : {28.8, 57.6, 115.2})
    EXPECT_NEAR(measure(tube(2, 2.88, length)).length, length, 2.88) << length;
}

TEST(Extent, DirectionDoesNotMatter)
{
  const Points points = tube(3, 2.88, 57.6, 0.1);
  const ep_extent a = measure(points), b = measure(turned(points));
  EXPECT_NEAR(a.length, b.length, 1e-9 * a.length);
  EXPECT_NEAR(a.area, b.area, 1e-9 * a.area);
}

TEST(Extent, TwoLinesBeyondTheRadiusCountTwice)
{
  const double period = 8 * 2.88;
  Points both = tube(2, 2.88, period);
  for (auto p : tube(2, 2.88, period)) both.push_back({p[0] + 16.0, p[1], p[2]});
  EXPECT_NEAR(measure(both, period).length / period, 2.0, 0.02);
}

TEST(Extent, LoopHasItsCircumference)
{
  const double radius = 40.0, circumference = 2.0 * M_PI * radius;
  const int n = (int) std::lround(circumference / 2.88);
  Points loop;
  for (int k = 0; k < n; k++)
    for (double r : {radius - 1.2, radius + 1.2})
      loop.push_back({r * std::cos(2.0 * M_PI * k / n), r * std::sin(2.0 * M_PI * k / n), 0.0});
  // A chord of 2 x 12 is 1.5 % shorter than its arc at this radius.
  EXPECT_NEAR(measure(loop).length / circumference, 1.0, 0.02);
}

// A strip as an incoherent boundary makes: height along y, periodic along z, two layers of atoms.
static Points strip(double height, double period)
{
  Points points;
  for (double x : {0.0, 1.4})
    for (double y = 1.175; y < height; y += 2.35)
      for (double z = 0.0; z < period - 0.1; z += 2.88) points.push_back({x, y, z});
  return points;
}

TEST(Extent, StripHasItsArea)
{
  const double period = 4 * 2.88;
  for (int layers : {9, 18, 36}) {
    const double height = layers * 2.35;
    EXPECT_NEAR(measure(strip(height, period), period).area / (height * period), 1.0, 0.05)
        << layers;
  }
}

// What the manual says of cores that are not larger than the range.
TEST(Extent, SmallCoresAreOverestimated)
{
  const auto area = [](double width) {
    Points points;
    for (double x : {0.0, 1.4})
      for (double y = 1.0; y < width; y += 2.0)
        for (double z = 0.0; z < 4 * 2.88 - 0.1; z += 2.88) points.push_back({x, y, z});
    return measure(points, 4 * 2.88).area / (width * 4 * 2.88);
  };
  EXPECT_NEAR(area(14.0), 1.03, 0.02);
  EXPECT_NEAR(area(10.0), 1.2, 0.05);
  EXPECT_NEAR(area(8.0), 1.44, 0.05);
  EXPECT_NEAR(measure(tube(2, 2.0, 12.0)).length / 12.0, 1.08, 0.05);
  EXPECT_NEAR(measure(tube(2, 2.0, 8.0)).length / 8.0, 1.44, 0.05);
}

TEST(Extent, SmallLoopsAreUnderestimated)
{
  const auto loop = [](double radius) {
    Points points;
    const int n = (int) std::lround(2.0 * M_PI * radius / 2.0);
    for (int k = 0; k < n; k++)
      points.push_back(
          {radius * std::cos(2.0 * M_PI * k / n), radius * std::sin(2.0 * M_PI * k / n), 0.0});
    return measure(points).length / (2.0 * M_PI * radius);
  };
  EXPECT_NEAR(loop(12.0), 0.91, 0.03);
  EXPECT_NEAR(loop(8.0), 0.75, 0.03);
}

TEST(Extent, DenserCoreIsNoLongerOrLarger)
{
  const double period = 8 * 2.88;
  Points thick = strip(42.3, period);
  for (auto p : strip(42.3, period)) thick.push_back({p[0] + 2.8, p[1], p[2]});
  EXPECT_NEAR(measure(thick, period).area / measure(strip(42.3, period), period).area, 1.0, 0.01);
  EXPECT_NEAR(measure(tube(3, 2.88, period), period).length /
                  measure(tube(1, 2.88, period), period).length,
              1.0, 0.01);
}

TEST(Extent, NoNeighboursIsFinite)
{
  const ep_extent share = ep_extent_share(&RULE, nullptr, 0);
  EXPECT_TRUE(std::isfinite(share.length) && share.length > 0.0);
  EXPECT_TRUE(std::isfinite(share.area) && share.area > 0.0);
}
