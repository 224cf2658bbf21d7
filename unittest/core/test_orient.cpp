#include "electropulse/orient.h"
#include "lattice.h"

#include <gtest/gtest.h>

namespace {

using namespace lattice;

// The bond is 1, the normal z, the motion y.
const double a = std::sqrt(2.0), volume = a * a * a / 4.0;
const std::string plus = "ACBACBACBAC", minus = "ABCABCABCAB", coherent = "ABCABCBACBA";

ep_orient make(const Vec &normal = {0, 0, 1}, const Vec &motion = {0, 1, 0}, double pressure = 1.0)
{
  ep_boundary_axes axes;
  EXPECT_EQ(ep_boundary_axes_set(&axes, normal.data(), motion.data()), 0);
  return ep_orient_make(&axes, a, pressure);
}

// All points, and for each the list of those it can see.
struct Crystal {
  Points points;
  std::vector<std::vector<int>> near;

  explicit Crystal(Points p) : points(std::move(p)), near(points.size())
  {
    for (int i = 0; i < size(); i++)
      for (int j = 0; j < size(); j++)
        if (j != i && distance(points[i], points[j]) < 1.6) near[i].push_back(j);
  }
  int size() const { return static_cast<int>(points.size()); }
  const double *x() const { return points.front().data(); }

  double order(const ep_orient &o, int i) const
  {
    return ep_orient_order(&o, x(), i, near[i].data(), static_cast<int>(near[i].size()));
  }
  std::vector<double> energies(const ep_orient &o, std::vector<double> *slopes = nullptr) const
  {
    std::vector<double> e(size()), s(size());
    for (int i = 0; i < size(); i++) e[i] = ep_orient_energy(&o, order(o, i), &s[i]);
    if (slopes) *slopes = s;
    return e;
  }
};

double order(const Points &points, const ep_orient &o = make())
{
  return Crystal(points).order(o, 0);
}

double order_of(const std::string &layers, const ep_orient &o = make())
{
  return order(from_middle(stack(layers, 1.0, 3.0)), o);
}

// The sum of the header in angles, with a weight of 1.
double order_by_angles(const Points &points, double range)
{
  double sum = 0.0;
  for (size_t j = 1; j < points.size(); j++) {
    const Vec d = points[j] - points[0];
    if (dot(d, d) > range * range) continue;
    const double theta = std::acos(d[2] / std::sqrt(dot(d, d))), phi = std::atan2(d[0], d[1]);
    sum += std::cos(theta) * std::pow(std::sin(theta), 3) * std::cos(3 * phi);
  }
  return 3.0 / (2.0 * std::sqrt(2.0)) * sum;
}

TEST(OrientOrder, IsOneInOneVariantAndMinusOneInTheOther)
{
  EXPECT_NEAR(order_of(plus), 1.0, 1e-14);
  EXPECT_NEAR(order_of(minus), -1.0, 1e-14);
  EXPECT_NEAR(order_of(plus, make({0, 0, 1}, {0, -1, 0})), -1.0, 1e-14) << "the other sense";
  EXPECT_NEAR(order_of(plus, make({0, 0, -1}, {0, -1, 0})), 1.0, 1e-14) << "upside down";
}

TEST(OrientOrder, HasTheSignOfTheBoundaryVariant)
{
  ep_boundary_axes axes;
  const Vec z = {0, 0, 1}, y = {0, 1, 0};
  ep_boundary_axes_set(&axes, z.data(), y.data());
  for (const auto &layers : {plus, minus}) {
    const auto points = from_middle(stack(layers, 1.0, 3.0));
    const Cloud cloud(points, 1.207);
    EXPECT_EQ(ep_boundary_variant(&axes, &cloud.cells, cloud.x(), 0, 1.207),
              std::lround(order(points)));
  }
}

TEST(OrientOrder, IsZeroOnATwinPlaneInHcpAndWhereAxesAreThoseOfNoTwin)
{
  EXPECT_NEAR(order_of(coherent), 0.0, 1e-14);
  EXPECT_NEAR(order(hcp(1.0, 2.5)), 0.0, 1e-14);
  EXPECT_NEAR(order_of(plus, make({0, 0, 1}, {1, 0, 0})), 0.0, 1e-14) << "motion along <110>";
  EXPECT_EQ(order({{0, 0, 0}}), 0.0) << "alone";
}

// Three of the six neighbours out of plane are gone.
TEST(OrientOrder, IsOneHalfAtAPerfectSurface)
{
  auto points = from_middle(stack(plus, 1.0, 3.0));
  points.erase(std::remove_if(points.begin(), points.end(),
                              [](const Vec &p) {
                                return p[2] > 0.1;
                              }),
               points.end());
  EXPECT_NEAR(order(points), EP_ORIENT_SATURATION, 1e-14);
}

TEST(OrientOrder, IsTheSumOverAngles)
{
  Random random(1);
  for (int n = 0; n < 50; n++) {
    // shaken too little for a neighbour to reach the fall of the weight, from 1.104 to 1.311
    auto points = from_middle(stack(n % 2 ? plus : minus, 1.0, 3.0));
    for (auto &p : points)
      for (auto &c : p) c += std::uniform_real_distribution<>(-0.025, 0.025)(random);
    EXPECT_NEAR(order(points), order_by_angles(points, 1.2), 1e-13);
  }
}

TEST(OrientOrder, HasTheSymmetryOfTheTwinAxis)
{
  Random random(2);
  const double c = -0.5, s = std::sqrt(0.75);
  const Matrix third = {{{c, -s, 0}, {s, c, 0}, {0, 0, 1}}};    // of a turn about the normal
  const auto points = shaken(from_middle(stack(plus, 1.0, 3.0)), 0.15, random);
  const double q = order(points);
  EXPECT_NEAR(order(third * points), q, 1e-13);
  EXPECT_NEAR(order(third * (third * points)), q, 1e-13);
  EXPECT_NEAR(order(stretch(-1, 1, 1) * points), q, 1e-13);
  EXPECT_NEAR(order(stretch(-1, -1, -1) * points), q, 1e-13) << "inversion";
  EXPECT_NEAR(order(stretch(-1, -1, 1) * points), -q, 1e-13) << "the twin operation";
  EXPECT_NEAR(order(stretch(1, 1, -1) * points), -q, 1e-13) << "the twin plane as a mirror";
}

TEST(OrientOrder, TurnsWithCrystalAndAxes)
{
  Random random(3);
  for (int n = 0; n < 20; n++) {
    const auto turn = rotation(random);
    const auto points = shaken(from_middle(stack(plus, 1.0, 3.0)), 0.1, random);
    EXPECT_NEAR(order(turn * points, make(turn * Vec{0, 0, 1}, turn * Vec{0, 1, 0})), order(points),
                1e-13);
  }
}

TEST(OrientOrder, DoesNotChangeWithTheVolume)
{
  const auto points = from_middle(stack(plus, 1.0, 3.0));
  for (double f : {0.95, 0.98, 1.02, 1.05})
    EXPECT_NEAR(order(stretch(f, f, f) * points), 1.0, 1e-13);
}

// One neighbour: its weight, whatever the direction.
double weight(double r)
{
  const auto o = make();
  const Vec d = {0.0, std::sqrt(0.75), 0.5};
  return order({{0, 0, 0}, r * d}, o) / order({{0, 0, 0}, d}, o);
}

TEST(OrientOrder, FallsSmoothlyBetweenTheShells)
{
  const auto o = make();
  const double width = o.outer - o.inner, h = 1e-4;
  EXPECT_NEAR(0.5 * (o.inner + o.outer), 0.5 * (1.0 + a), 1e-15);
  EXPECT_GT(o.inner, 1.1);
  EXPECT_LT(o.outer, a - 0.1);
  EXPECT_EQ(weight(o.outer * (1 + 1e-15)), 0.0);
  EXPECT_NEAR(weight(o.inner), 1.0, 1e-14);
  EXPECT_NEAR(weight(0.5 * (o.inner + o.outer)), 0.5, 1e-14);
  for (double r = o.inner; r < o.outer; r += 0.01) EXPECT_LT(weight(r + 0.005), weight(r));
  // At either end the function and two derivatives go on: it has left its value by 10 (h/width)^3 a step h further.
  EXPECT_NEAR((1.0 - weight(o.inner + h)) / (10 * std::pow(h / width, 3)), 1.0, 0.01);
  EXPECT_NEAR(weight(o.outer - h) / (10 * std::pow(h / width, 3)), 1.0, 0.01);
}

TEST(OrientOrder, IsSaturatedInACrystalThatVibrates)
{
  // 0.03 and 0.05 bonds are about the rms displacements of gold along an axis at 300 and at 800 K. Here neighbours move
  // without regard to each other, which disturbs the order more.
  Random random(4);
  for (const auto &[amplitude, allowed] : {std::pair<double, int>{0.03, 0}, {0.05, 10}}) {
    int below = 0;
    for (int n = 0; n < 1000; n++)
      below += order(shaken(from_middle(stack(plus, 1.0, 2.0)), amplitude, random)) <=
          EP_ORIENT_SATURATION;
    EXPECT_LE(below, allowed) << amplitude;
  }
}

TEST(OrientEnergy, IsPressureTimesVolumeInTheOtherVariantAndNothingInTheFavouredOne)
{
  double slope;
  for (double pressure : {0.006, 1.0, -0.3}) {
    const auto o = make({0, 0, 1}, {0, 1, 0}, pressure);
    EXPECT_NEAR(ep_orient_energy(&o, -1.0, &slope), pressure * volume, 1e-15);
    EXPECT_EQ(slope, 0.0);
    EXPECT_EQ(ep_orient_energy(&o, 1.0, &slope), 0.0);
    EXPECT_EQ(slope, 0.0);
    EXPECT_NEAR(ep_orient_energy(&o, 0.0, &slope), 0.5 * pressure * volume, 1e-15);
    EXPECT_NEAR(slope, -0.5 * 1.875 / EP_ORIENT_SATURATION * pressure * volume, 1e-15);
  }
}

TEST(OrientEnergy, FallsMonotonouslyAndEvenlyAndKnowsItsSlope)
{
  const auto o = make();
  double slope, ignored;
  for (double q = -1.2; q < 1.2; q += 0.013) {
    const double u = ep_orient_energy(&o, q, &slope), h = 1e-6;
    EXPECT_NEAR(u + ep_orient_energy(&o, -q, &ignored), o.energy, 1e-15);
    EXPECT_NEAR(u, o.energy * (1.0 - ep_orient_favoured(q)), 1e-15);
    EXPECT_LE(slope, 0.0);
    EXPECT_EQ(slope == 0.0, std::fabs(q) >= EP_ORIENT_SATURATION) << q;
    // Rounding, a few 1e-16/h, and h^2/6 of the third derivative, at most 60 energies per (2 saturation)^3.
    const double difference =
        (ep_orient_energy(&o, q + h, &ignored) - ep_orient_energy(&o, q - h, &ignored)) / (2 * h);
    EXPECT_NEAR(slope, difference, 1e-9);
  }
}

TEST(OrientPartialStress, IsPressureTimesPlaneSpacingOverBurgersVector)
{
  const double d111 = 4.08 / std::sqrt(3.0), partial = 4.08 / std::sqrt(6.0);
  EXPECT_NEAR(ep_orient_partial_stress(2.5), 2.5 * d111 / partial, 1e-15);
}

// Disturbed so much that orders of all sizes occur and neighbours stand in the fall of the weight.
class OrientForce : public testing::TestWithParam<int> {
 protected:
  Random random{static_cast<Random::result_type>(GetParam())};
  const Matrix turn = rotation(random);
  const ep_orient o = make(turn * Vec{0, 0, 1}, turn *Vec{0, 1, 0}, 0.7);
  Points points = shaken(turn * from_middle(stack("ABCACBA", 1.0, 2.1)), 0.12, random);

  // -dE/ds for points that move by s times `along`, from five points; differences atom by atom.
  double slope_of_energy(const Points &along) const
  {
    const double h = 1e-5;
    double sum[2] = {0.0, 0.0};
    for (int k : {1, 2}) {
      Crystal up(points), down(points);
      for (int i = 0; i < up.size(); i++) {
        up.points[i] = up.points[i] + k * h * along[i];
        down.points[i] = down.points[i] - k * h * along[i];
      }
      const auto e = up.energies(o), f = down.energies(o);
      for (int i = 0; i < up.size(); i++) sum[k - 1] += (e[i] - f[i]) / (2 * k * h);
    }
    return -(4.0 * sum[0] - sum[1]) / 3.0;
  }
};

TEST_P(OrientForce, IsMinusTheGradientOfTheEnergyAndItsVirialTheDerivativeByStrain)
{
  const Crystal crystal(points);
  std::vector<double> slopes;
  crystal.energies(o, &slopes);
  Points forces(points.size());
  double virial[6] = {}, largest = 0.0;
  Vec total = {0, 0, 0};
  for (int i = 0; i < crystal.size(); i++) {
    double v[6];
    ep_orient_force(&o, crystal.x(), i, crystal.near[i].data(),
                    static_cast<int>(crystal.near[i].size()), slopes.data(), forces[i].data(), v);
    for (int k = 0; k < 6; k++) virial[k] += v[k];
    for (double f : forces[i]) largest = std::max(largest, std::fabs(f));
    total = total + forces[i];
  }
  ASSERT_GT(largest, 0.1);
  EXPECT_LT(std::sqrt(dot(total, total)), 1e-13 * crystal.size()) << "pairs act on each other";

  // Error of the difference: rounding 1e-16/h = 1e-11 times the atoms around, and h^4.
  const Points still(points.size(), Vec{0, 0, 0});
  for (int i = 0; i < crystal.size(); i++)
    for (int k = 0; k < 3; k++) {
      Points along = still;
      along[i][k] = 1.0;
      ASSERT_NEAR(forces[i][k], slope_of_energy(along), 1e-8 * largest) << i << " " << k;
    }
  const int strain[6][2] = {{0, 0}, {1, 1}, {2, 2}, {0, 1}, {0, 2}, {1, 2}};
  for (int n = 0; n < 6; n++) {
    Points along = still;
    for (size_t i = 0; i < points.size(); i++) along[i][strain[n][0]] = points[i][strain[n][1]];
    EXPECT_NEAR(virial[n], slope_of_energy(along), 1e-8 * largest * crystal.size()) << n;
  }
}

INSTANTIATE_TEST_SUITE_P(Configurations, OrientForce, testing::Range(1, 9));

TEST(OrientForce, IsZeroInACrystalThatVibrates)
{
  Random random(5);
  const auto o = make();
  const Crystal crystal(shaken(from_middle(stack(plus, 1.0, 3.0)), 0.03, random));
  std::vector<double> slopes;
  crystal.energies(o, &slopes);
  double force[3], virial[6];
  for (int i = 0; i < 13; i++) {
    ep_orient_force(&o, crystal.x(), i, crystal.near[i].data(),
                    static_cast<int>(crystal.near[i].size()), slopes.data(), force, virial);
    for (double f : force) EXPECT_EQ(f, 0.0);
    for (double v : virial) EXPECT_EQ(v, 0.0);
  }
}

}    // namespace
