#include "electropulse/boundary.h"
#include "lattice.h"

#include <gtest/gtest.h>

#include <limits>

namespace {

using namespace lattice;

const double range = 1.207;    // with bonds of length 1

ep_boundary_axes axes(const Vec &normal, const Vec &motion)
{
  ep_boundary_axes set;
  EXPECT_EQ(ep_boundary_axes_set(&set, normal.data(), motion.data()), 0);
  return set;
}

int set_status(const Vec &normal, const Vec &motion)
{
  ep_boundary_axes set;
  return ep_boundary_axes_set(&set, normal.data(), motion.data());
}

int variant(const Points &points, int i, const Vec &normal, const Vec &motion)
{
  const auto a = axes(normal, motion);
  const Cloud cloud(points, range);
  return ep_boundary_variant(&a, &cloud.cells, cloud.x(), i, range);
}

TEST(BoundaryAxes, AreOrthonormal)
{
  const double tilt = 0.9e-3;
  for (const auto &[n, m] : {std::pair<Vec, Vec>{{0, 0, 5}, {0.01, 0, 0}},
                             {{1, 1, 1}, {1, 1, -2}},
                             {{-1e-20, 0, 0}, {0, 1e20, 0}},
                             {{0, 1, 0}, {std::cos(tilt), std::sin(tilt), 0}}}) {
    const auto a = axes(n, m);
    const Vec normal = {a.normal[0], a.normal[1], a.normal[2]},
              motion = {a.motion[0], a.motion[1], a.motion[2]};
    EXPECT_NEAR(dot(normal, normal), 1.0, 1e-15);
    EXPECT_NEAR(dot(motion, motion), 1.0, 1e-15);
    EXPECT_NEAR(dot(normal, motion), 0.0, 1e-15);
    EXPECT_NEAR(dot(normal, n), std::sqrt(dot(n, n)), 1e-12 * std::sqrt(dot(n, n)));
    EXPECT_NEAR(dot(motion, m), std::sqrt(dot(m, m)), 1e-6 * std::sqrt(dot(m, m)));
  }
}

TEST(BoundaryAxes, NameWhatIsWrong)
{
  const double inf = std::numeric_limits<double>::infinity(), nan = std::nan("");
  const Vec x = {1, 0, 0}, y = {0, 1, 0};
  for (const Vec &bad : {Vec{0, 0, 0}, Vec{nan, 0, 1}, Vec{0, inf, 0}, Vec{0, 0, -inf}}) {
    EXPECT_EQ(set_status(bad, y), 1);
    EXPECT_EQ(set_status(x, bad), 2);
    EXPECT_EQ(set_status(bad, bad), 1);
  }
  EXPECT_EQ(set_status(x, x), 3);
  EXPECT_EQ(set_status(x, {1.1e-3, 1, 0}), 3);
  EXPECT_EQ(set_status(x, {-1.1e-3, 1, 0}), 3);
  EXPECT_EQ(set_status(x, {0.9e-3, 1, 0}), 0);
}

TEST(BoundaryAlong, IsTheComponentAlongTheAxis)
{
  const double axis[3] = {0.6, 0, 0.8}, x[3] = {10, 77, -5};
  EXPECT_DOUBLE_EQ(ep_boundary_along(axis, x), 2.0);
}

// From layer to layer the atoms step along +y or along -y.
TEST(BoundaryVariant, TellsTheTwoStackingsApart)
{
  const Vec z = {0, 0, 1}, y = {0, 1, 0};
  const auto plus = from_middle(stack("ACBACBA", 1.0, 3.0)),
             minus = from_middle(stack("ABCABCA", 1.0, 3.0));
  EXPECT_EQ(variant(plus, 0, z, y), 1);
  EXPECT_EQ(variant(minus, 0, z, y), -1);
  EXPECT_EQ(variant(plus, 0, z, -1.0 * y), -1) << "the other sense of motion";
  EXPECT_EQ(variant(plus, 0, -1.0 * z, y), -1) << "upside down";
  EXPECT_EQ(variant(plus, 0, -1.0 * z, -1.0 * y), 1);
}

// In cubic axes (110) is a neighbour above (111), at the azimuth of [11-2].
TEST(BoundaryVariant, HoldsForAllAxesOfFcc)
{
  const auto points = fcc(std::sqrt(2.0), 2.5);
  for (double s0 : {-1.0, 1.0})
    for (double s1 : {-1.0, 1.0})
      for (double s2 : {-1.0, 1.0})
        for (int special : {0, 1, 2}) {
          const Vec normal = {s0, s1, s2};
          Vec motion = normal;
          motion[special] *= -2.0;
          EXPECT_EQ(variant(points, 0, normal, motion), 1);
          EXPECT_EQ(variant(points, 0, normal, -1.0 * motion), -1);
        }
}

TEST(BoundaryVariant, HoldsForEveryAtomInEveryOrientationUnderNoiseAndStrain)
{
  Random random(1);
  for (int n = 0; n < 200; n++) {
    const bool plus = n % 2;
    const auto turn = rotation(random);
    const auto strain = stretch(0.97 + 0.0003 * n, 1.0, 1.03 - 0.0003 * n);
    auto points = from_middle(stack(plus ? "BACBACBAC" : "CABCABCAB", 1.0, 3.0));
    points = turn * shaken(strain * points, 0.03, random);
    for (int i = 0; i < 7; i++)
      ASSERT_EQ(variant(points, i, turn * Vec{0, 0, 1}, turn * Vec{0, 1, 0}), plus ? 1 : -1);
  }
}

TEST(BoundaryVariant, IsZeroInTheTwinPlaneAndSignedOnBothSides)
{
  const std::string letters = "ABCABCBACBA";
  const auto points = stack(letters, 1.0, 4.0);
  for (int i = 0; i < static_cast<int>(points.size()); i++) {
    const auto &p = points[i];
    if (p[0] * p[0] + p[1] * p[1] > 2.0 || std::fabs(p[2]) > 3.0) continue;
    const int expected = p[2] > 0.1 ? 1 : p[2] < -0.1 ? -1 : 0;
    EXPECT_EQ(variant(points, i, {0, 0, 1}, {0, 1, 0}), expected) << p[2];
  }
}

TEST(BoundaryVariant, IsZeroInHcpInAStackingFaultAndWithoutNeighbors)
{
  EXPECT_EQ(variant(hcp(1.0, 3.0), 0, {0, 0, 1}, {0, 1, 0}), 0);
  EXPECT_EQ(variant(from_middle(stack("ABCABCBCABCAB", 1.0, 3.0)), 0, {0, 0, 1}, {0, 1, 0}), 0);
  EXPECT_EQ(variant({{1, 2, 3}}, 0, {0, 0, 1}, {0, 1, 0}), 0);
  EXPECT_EQ(variant({{0, 0, 0}, {0, 0, 1}}, 0, {0, 0, 1}, {0, 1, 0}), 0) << "straight above";
  EXPECT_EQ(variant(from_middle(stack("A", 1.0, 3.0)), 0, {0, 0, 1}, {0, 1, 0}), 0) << "one layer";
}

TEST(BoundaryVariant, IsSeldomDecidedInALiquid)
{
  Random random(2);
  int decided = 0;
  const int all = 400;
  for (int n = 0; n < all; n++)
    decided +=
        variant(shaken(fcc(std::sqrt(2.0), 2.5), 0.5, random), 0, {1, 1, 1}, {1, 1, -2}) != 0;
  EXPECT_LT(decided, all / 2);
}

// ---- bands of layers; layer l reaches from low + l * thickness to low + (l + 1) * thickness

struct Band {
  int status;
  double low, high;
  int left;
};

using Layers = std::vector<ep_boundary_layer>;

// +: variant +1 only, -: variant -1 only, x: both with +1 at smaller coordinates, .: no atoms, and a number:
// so many % of 100 atoms are of variant -1
ep_boundary_layer layer(char c)
{
  const double at_plus = 10.0, at_minus = 50.0;
  const double minus = c == '+' || c == '.' ? 0.0 : c == '-' ? 100.0 : c == 'x' ? 40.0 : c - '0';
  const double plus = c == '.' ? 0.0 : 100.0 - minus;
  return {{plus, minus}, {at_plus * plus, at_minus * minus}};
}

Layers layers(const std::string &text)
{
  Layers all;
  for (char c : text) all.push_back(layer(c));
  return all;
}

Band find(const Layers &all, double low = 0.0, double thickness = 1.0)
{
  ep_boundary_band band = {0, 0, 0};
  const int status =
      ep_boundary_find_band(all.data(), static_cast<int>(all.size()), low, thickness, &band);
  return {status, band.low, band.high, band.left};
}

TEST(BoundaryBand, IsWhereBothVariantsStand)
{
  const Band band = find(layers("+++xxxx--"), -2.0, 0.5);
  EXPECT_EQ(band.status, 0);
  EXPECT_DOUBLE_EQ(band.low, -0.5);
  EXPECT_DOUBLE_EQ(band.high, 1.5);
  EXPECT_EQ(band.left, 1);
}

TEST(BoundaryBand, CrossesTheHolesBetweenPlanes)
{
  for (const char *text : {"+.+..x..x..x..-", "+.+..x..x..x...", ".....x..x..x..."}) {
    const Band band = find(layers(text));
    EXPECT_EQ(band.status, 0);
    EXPECT_EQ(band.low, 5.0) << text;
    EXPECT_EQ(band.high, 12.0) << text;
  }
}

TEST(BoundaryBand, TakesAlmostEmptyLayersForHoles)
{
  auto all = layers("++xx.xx--");
  all[4] = {{1, 0}, {10, 0}};    // an atom off its plane
  const Band band = find(all);
  EXPECT_EQ(band.low, 2.0);
  EXPECT_EQ(band.high, 7.0);
}

TEST(BoundaryBand, IsTheLongestRun)
{
  Band band = find(layers("xx+xxx-x"));
  EXPECT_EQ(band.low, 3.0);
  EXPECT_EQ(band.high, 6.0);
  band = find(layers("xxx+xx-xxxx"));
  EXPECT_EQ(band.low, 7.0);
  EXPECT_EQ(band.high, 11.0);
  band = find(layers("-xxxx"));
  EXPECT_EQ(band.high, 5.0) << "up to the last layer";
  band = find(layers("x"));
  EXPECT_EQ(band.status, 0);
  EXPECT_EQ(band.high - band.low, 1.0);
}

TEST(BoundaryBand, NeedsFivePercentOfTheRarerVariant)
{
  EXPECT_EQ(find(layers("444")).status, 1);
  EXPECT_EQ(find(layers("555")).status, 0);
  const Band band = find(layers("0458640"));
  EXPECT_EQ(band.low, 2.0);
  EXPECT_EQ(band.high, 5.0);
}

TEST(BoundaryBand, IsNowhereInOneCrystalOrNone)
{
  for (const char *text : {"", "+", "++++", "+++---", "......", "..+.-.."})
    EXPECT_EQ(find(layers(text)).status, 1) << text;
}

TEST(BoundaryBand, SaysWhichVariantIsLeft)
{
  EXPECT_EQ(find(layers("+xx-")).left, 1);
  auto mirrored = layers("+xx-");
  for (auto &l : mirrored)
    std::swap(l.population[0], l.population[1]), std::swap(l.moment[0], l.moment[1]);
  EXPECT_EQ(find(mirrored).left, -1);
  auto negative = layers("+xx-");
  for (auto &l : negative)
    for (int v : {0, 1}) l.moment[v] -= 1000.0 * l.population[v];
  EXPECT_EQ(find(negative).left, 1) << "at negative coordinates";
}

TEST(BoundaryBand, AsksOnlyTheLayersOfTheBandWhichVariantIsLeft)
{
  auto all = layers("--xxx++");
  for (int l : {0, 1}) all[l].moment[1] = -1e9;    // far left, but outside
  EXPECT_EQ(find(all).left, 1);
}

TEST(BoundaryPosition, DividesTheRegionByTheAtoms)
{
  EXPECT_DOUBLE_EQ(ep_boundary_position(300, 700, -10, 90), 20.0);
  EXPECT_DOUBLE_EQ(ep_boundary_position(1, 1, -4, 4), 0.0);
}

TEST(BoundaryPosition, IsAnEndWhenOneVariantIsGone)
{
  EXPECT_EQ(ep_boundary_position(0, 5, -10, 90), -10.0);
  EXPECT_EQ(ep_boundary_position(5, 0, -10, 90), 90.0);
  EXPECT_TRUE(std::isnan(ep_boundary_position(0, 0, -10, 90)));
}

// A slab of two crystals with a flat boundary: the count gives the boundary back to half an atom's width.
TEST(BoundaryPosition, GivesAFlatBoundaryBack)
{
  for (double boundary = 12.3; boundary < 80; boundary += 7.7) {
    int left = 0, right = 0;
    for (int i = 0; i < 1000; i++) (0.1 * (i + 0.5) < boundary ? left : right)++;
    EXPECT_NEAR(ep_boundary_position(left, right, 0, 100), boundary, 0.05 + 1e-9);
  }
}

}    // namespace
