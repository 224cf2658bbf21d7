#include "electropulse/boundary.h"
#include "lattice.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

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

TEST(BoundaryVariant, StandsACrystalTiltedByTwelveDegrees)
{
  const double s = std::sin(M_PI / 15), c = std::cos(M_PI / 15);
  for (int azimuth = 0; azimuth < 360; azimuth += 15) {
    const double ca = std::cos(azimuth * M_PI / 180), sa = std::sin(azimuth * M_PI / 180);
    const Matrix to = {{{ca, sa, 0}, {-sa, ca, 0}, {0, 0, 1}}},
                 back = {{{ca, -sa, 0}, {sa, ca, 0}, {0, 0, 1}}},
                 tilt = {{{1, 0, 0}, {0, c, -s}, {0, s, c}}};
    const auto turned = [&](const char *letters) {
      return back * (tilt * (to * from_middle(stack(letters, 1.0, 3.0))));
    };
    EXPECT_EQ(variant(turned("BACBACBAC"), 0, {0, 0, 1}, {0, 1, 0}), 1) << azimuth;
    EXPECT_EQ(variant(turned("CABCABCAB"), 0, {0, 0, 1}, {0, 1, 0}), -1) << azimuth;
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

// ---- bands of planes

struct Band {
  int status;
  double low, high;
  int left;
};

using Layers = std::vector<ep_boundary_layer>;

// The populations of a plane of 100 atoms. +: variant +1 only, -: variant -1 only, x: both, .: none, and a number: so many
// % are of variant -1. Variant +1 stands at smaller coordinates along the motion.
ep_boundary_layer plane(char c)
{
  const double at_plus = 10.0, at_minus = 50.0;
  const double minus = c == '+' || c == '.' ? 0.0 : c == '-' ? 100.0 : c == 'x' ? 40.0 : c - '0';
  const double plus = c == '.' ? 0.0 : 100.0 - minus;
  return {{plus, minus}, {at_plus * plus, at_minus * minus}};
}

void add(ep_boundary_layer &layer, double share, const ep_boundary_layer &more)
{
  for (int v : {0, 1}) {
    layer.population[v] += share * more.population[v];
    layer.moment[v] += share * more.moment[v];
  }
}

const int before =
    8;    // empty layers below the first plane and above the last, as at free surfaces

// Plane p stands in layer before + spacing * p; a share of its atoms is in the layers beside.
Layers layers(const std::string &planes, double rough = 0.0, double spacing = 4.0)
{
  Layers all(2 * before + static_cast<size_t>(spacing * double(planes.size())) + 1);
  for (size_t p = 0; p < planes.size(); p++) {
    const size_t l = before + static_cast<size_t>(spacing * double(p) + 1e-9);
    add(all[l - 1], 0.5 * rough, plane(planes[p]));
    add(all[l], 1.0 - rough, plane(planes[p]));
    add(all[l + 1], 0.5 * rough, plane(planes[p]));
  }
  return all;
}

Band find(const Layers &all, double low = 0.0, double thickness = 1.0)
{
  ep_boundary_band band = {0, 0, 0};
  const int status =
      ep_boundary_find_band(all.data(), static_cast<int>(all.size()), low, thickness, &band);
  return {status, band.low, band.high, band.left};
}

// The planes that lie in the band, as a string of the same length with blanks for those outside.
std::string planes_in(const Band &band, const std::string &planes, double spacing = 4.0)
{
  std::string in(planes.size(), ' ');
  if (band.status) return in;
  for (size_t p = 0; p < planes.size(); p++) {
    const double l = before + std::floor(spacing * double(p) + 1e-9);
    if (band.low <= l && l + 1 <= band.high) in[p] = planes[p];
  }
  return in;
}

std::string found_in(const std::string &planes, double rough = 0.0, double spacing = 4.0)
{
  return planes_in(find(layers(planes, rough, spacing)), planes, spacing);
}

TEST(BoundaryBand, IsWhereBothVariantsStand)
{
  EXPECT_EQ(found_in("+++xxxx--"), "   xxxx  ");
  EXPECT_EQ(found_in("-x-"), " x ");
  EXPECT_EQ(found_in("xxxx"), "xxxx");
  EXPECT_EQ(found_in("..+xx..."), "   xx   ");
}

TEST(BoundaryBand, EndsWithinAPlaneSpacingOfItsPlanes)
{
  const Band band = find(layers("++xx--"));
  const double first = before + 8, last = before + 13;    // the outer faces of the mixed layers
  EXPECT_GT(band.low, first - 3);
  EXPECT_LE(band.low, first);
  EXPECT_GE(band.high, last);
  EXPECT_LT(band.high, last + 3);
}

TEST(BoundaryBand, StandsThePlanesRoughness)
{
  for (double rough : {0.1, 0.3, 0.6})
    EXPECT_EQ(found_in("+++xxxx--", rough), "   xxxx  ") << rough;
}

TEST(BoundaryBand, ScalesWithLayersAndPlace)
{
  const auto all = layers("+++xxxx--");
  const Band unit = find(all), other = find(all, -20.0, 0.5);
  EXPECT_DOUBLE_EQ(other.low, -20.0 + 0.5 * unit.low);
  EXPECT_DOUBLE_EQ(other.high, -20.0 + 0.5 * unit.high);
  EXPECT_EQ(other.left, unit.left);
}

TEST(BoundaryBand, IsTheLongestRun)
{
  EXPECT_EQ(found_in("xx+xxx-x"), "   xxx  ");
  EXPECT_EQ(found_in("xxx+xx-xxxx"), "       xxxx");
  EXPECT_EQ(found_in("xxxx+xx-xxx"), "xxxx       ");
}

TEST(BoundaryBand, NeedsFivePercentOfTheRarerVariant)
{
  EXPECT_EQ(find(layers("444")).status, 1);
  EXPECT_EQ(found_in("555"), "555");
  EXPECT_EQ(found_in("0458640"), "  586  ");
}

TEST(BoundaryBand, IsNowhereInOneCrystalOrNone)
{
  for (const char *planes : {"+", "++++", "+++---", "......", "..+.-.."})
    EXPECT_EQ(find(layers(planes)).status, 1) << planes;
  EXPECT_EQ(find({}).status, 1);
}

// A crystal 1 % wider than the layers are made for: sharp planes are 5 layers apart now and then.
TEST(BoundaryBand, StandsPlanesNotQuiteFourLayersApart)
{
  const std::string planes = "+++" + std::string(40, 'x') + "---",
                    mixed = "   " + std::string(40, 'x') + "   ";
  for (double spacing : {3.9, 3.96, 3.98, 4.02, 4.04, 4.1})
    EXPECT_EQ(found_in(planes, 0.0, spacing), mixed) << spacing;
}

TEST(BoundaryBand, ReachesTheFirstAndTheLastLayer)
{
  const auto all = layers("xxxx");
  const Layers tight(all.begin() + before, all.begin() + before + 13);
  const Band band = find(tight);
  EXPECT_EQ(band.status, 0);
  EXPECT_LE(band.low, 0.0);
  EXPECT_GE(band.high, 13.0);
}

TEST(BoundaryBand, SaysWhichVariantIsLeft)
{
  EXPECT_EQ(find(layers("+xx-")).left, 1);
  EXPECT_EQ(find(layers("+55-")).left, 1) << "the mean position counts, not the number";
  auto mirrored = layers("+xx-");
  for (auto &l : mirrored) {
    std::swap(l.population[0], l.population[1]);
    std::swap(l.moment[0], l.moment[1]);
  }
  EXPECT_EQ(find(mirrored).left, -1);
  auto negative = layers("+xx-");
  for (auto &l : negative)
    for (int v : {0, 1}) l.moment[v] -= 1000.0 * l.population[v];
  EXPECT_EQ(find(negative).left, 1) << "at negative coordinates";
}

TEST(BoundaryBand, AsksOnlyTheAtomsOfTheBandWhichVariantIsLeft)
{
  auto all = layers("---xxx+++");
  for (int l = 0; l < before + 5; l++) all[l].moment[1] *= -1e9;    // far left, but outside
  EXPECT_EQ(find(all).left, 1);
}

TEST(BoundaryPosition, DividesTheRegionByTheAtoms)
{
  EXPECT_DOUBLE_EQ(ep_boundary_position(300, 700, 0, -10, 90), 20.0);
  EXPECT_DOUBLE_EQ(ep_boundary_position(1, 1, 0, -4, 4), 0.0);
}

TEST(BoundaryPosition, TakesAtomsOfNeitherVariantForHalfOfEach)
{
  EXPECT_DOUBLE_EQ(ep_boundary_position(300, 500, 200, 0, 100), 40.0);
  EXPECT_DOUBLE_EQ(ep_boundary_position(0, 0, 7, -4, 4), 0.0);
}

TEST(BoundaryPosition, IsAnEndWhenOneVariantIsGone)
{
  EXPECT_EQ(ep_boundary_position(0, 5, 0, -10, 90), -10.0);
  EXPECT_EQ(ep_boundary_position(5, 0, 0, -10, 90), 90.0);
  EXPECT_TRUE(std::isnan(ep_boundary_position(0, 0, 0, -10, 90)));
}

// A row of atoms 0.1 apart with a flat boundary, atoms within 2 of which are of neither variant: the count gives the
// boundary back to half the distance of atoms.
TEST(BoundaryPosition, GivesAFlatBoundaryBack)
{
  for (double boundary = 12.3; boundary < 80; boundary += 7.7) {
    int left = 0, right = 0, neither = 0;
    for (int i = 0; i < 1000; i++) {
      const double off = 0.1 * (i + 0.5) - boundary;
      (std::fabs(off) < 2.0 ? neither : off < 0.0 ? left : right)++;
    }
    EXPECT_NEAR(ep_boundary_position(left, right, neither, 0, 100), boundary, 0.1);
  }
}

}    // namespace
