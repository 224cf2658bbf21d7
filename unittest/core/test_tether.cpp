#include "electropulse/tether.h"
#include "lattice.h"

#include <gtest/gtest.h>

namespace {

using namespace lattice;

// The bond is 1.
const ep_tether tether = {0.45, 20.0};

TEST(TetherEnergy, IsNothingUntilTheTetherIsTaut)
{
  double pull[3];
  for (const Vec &w : {Vec{0, 0, 0}, Vec{0.2, -0.3, 0.1}, Vec{0, 0, 0.45}, Vec{-0.45, 0, 0}}) {
    EXPECT_EQ(ep_tether_energy(&tether, w.data(), pull), 0.0);
    for (double p : pull) EXPECT_EQ(p, 0.0);
  }
}

TEST(TetherEnergy, IsThatOfASpringBeyond)
{
  Random random(1);
  for (double stretch : {1e-9, 0.01, 0.3, 2.0}) {
    const Vec direction = rotation(random) * Vec{1, 0, 0};
    const Vec w = (0.45 + stretch) * direction;
    double pull[3];
    EXPECT_NEAR(ep_tether_energy(&tether, w.data(), pull), 10.0 * stretch * stretch,
                1e-14 * (1 + stretch));
    for (int k = 0; k < 3; k++) EXPECT_NEAR(pull[k], -20.0 * stretch * direction[k], 1e-13);
  }
}

TEST(TetherEnergy, CountsWithoutAForceWhereTheStiffnessIsZero)
{
  const ep_tether observer = {0.45, 0.0};
  const double w[3] = {1, 1, 0};
  double pull[3];
  EXPECT_EQ(ep_tether_energy(&observer, w, pull), 0.0);
  for (double p : pull) EXPECT_EQ(p, 0.0);
}

Vec displacement(const Points &now, int i, const std::vector<int> &near, const Vec &expected)
{
  Vec w;
  ep_tether_displacement(now.front().data(), i, near.data(), static_cast<int>(near.size()),
                         expected.data(), w.data());
  return w;
}

// A crystal cut off above a plane, one atom of its surface, and that atom's neighbours.
struct Site {
  Points points;
  int atom = 0;
  std::vector<int> near;
  Vec mean = {0, 0, 0};

  explicit Site(const Vec &normal) : points(fcc(std::sqrt(2.0), 3.0))
  {
    points.erase(std::remove_if(points.begin(), points.end(),
                                [&](const Vec &p) {
                                  return dot(p, normal) > 0.01;
                                }),
                 points.end());
    for (size_t j = 1; j < points.size(); j++)
      if (distance(points[j], points[0]) < 1.2) near.push_back(static_cast<int>(j));
    for (int j : near) mean = mean + (1.0 / near.size()) * (points[j] - points[0]);
  }
  Vec w(const Points &now) const { return displacement(now, atom, near, mean); }
};

void expect_near(const Vec &a, const Vec &b, double tolerance)
{
  for (int k = 0; k < 3; k++) EXPECT_NEAR(a[k], b[k], tolerance) << k;
}

const Vec surfaces[] = {{1, 1, 1}, {1, 0, 0}, {1, 1, 0}};
const size_t coordination[] = {9, 8, 7};

TEST(TetherDisplacement, IsTheAtomsOwnAndTheMeanOfItsNeighboursBackwards)
{
  for (int s = 0; s < 3; s++) {
    const Site site(surfaces[s]);
    ASSERT_EQ(site.near.size(), coordination[s]);
    expect_near(site.w(site.points), {0, 0, 0}, 1e-15);
    auto moved = site.points;
    for (auto &p : moved) p = p + Vec{7, -8, 9};
    expect_near(site.w(moved), {0, 0, 0}, 1e-14);
    const Vec step = {0.3, -0.1, 0.7};
    moved[0] = moved[0] + step;
    expect_near(site.w(moved), step, 1e-14);
    moved[0] = moved[0] - step;
    moved[site.near[1]] = moved[site.near[1]] + step;
    expect_near(site.w(moved), (-1.0 / site.near.size()) * step, 1e-14);
  }
}

// What 0.45 bonds let pass: slip by a partial anywhere on these surfaces, and by a whole Burgers vector. A hop to the next
// site is 1 bond; the way over to the next hollow of a {111} surface 0.58.
TEST(TetherDisplacement, IsShortWhereTheCrystalSlips)
{
  double longest_partial = 0.0, longest_full = 0.0;
  for (const auto &surface : surfaces) {
    const Site site(surface);
    for (const Vec &plane : {Vec{1, 1, 1}, Vec{-1, 1, 1}, Vec{1, -1, 1}, Vec{1, 1, -1}})
      for (double cut : {-0.1, 0.1}) {
        // any slip in the plane moves atoms by its length
        Vec along = {plane[0], -plane[1], 0};
        along = std::sqrt(0.5) * along;
        auto slipped = site.points;
        for (auto &p : slipped)
          if (dot(p, plane) > cut) p = p + along;
        const Vec w = site.w(slipped);
        longest_full = std::max(longest_full, std::sqrt(dot(w, w)));
        longest_partial = longest_full / std::sqrt(3.0);
      }
  }
  EXPECT_NEAR(longest_full, 3.0 / 7.0, 1e-14) << "of the 7 neighbours on {110}, 3 are left behind";
  EXPECT_LT(longest_full, tether.distance);
  EXPECT_LT(longest_partial, 0.25);
}

// A box, in LAMMPS' order of edges.
struct Box {
  Vec a, b, c;
  std::array<double, 6> edges() const { return {a[0], b[1], c[2], c[1], c[0], b[0]}; }
};

const int PERIODIC[3] = {1, 1, 1};

TEST(TetherBox, DeformationTurnsReferenceEdgesIntoPresentOnes)
{
  const Box before = {{5, 0, 0}, {0.7, 6, 0}, {-0.4, 1.1, 7}},
            after = {{5.5, 0, 0}, {0.2, 5.8, 0}, {0.3, -0.5, 7.2}};
  auto box = ep_tether_box_make(before.edges().data(), PERIODIC);
  ep_tether_box_follow(&box, after.edges().data());
  double deformation[6];
  ep_tether_box_deformation(&box, deformation);
  const Vec *from[3] = {&before.a, &before.b, &before.c}, *to[3] = {&after.a, &after.b, &after.c};
  for (int e = 0; e < 3; e++) {
    Vec edge;
    ep_tether_deform(deformation, from[e]->data(), edge.data());
    expect_near(edge, *to[e], 1e-14);
  }
}

TEST(TetherBox, FreeAxesAreNotDeformed)
{
  const Box before = {{5, 0, 0}, {0, 6, 0}, {0, 1.1, 7}},
            after = {{5.5, 0, 0}, {0, 9, 0}, {0, 0.6, 7.2}};
  const int periodic[3] = {1, 0, 1};
  auto box = ep_tether_box_make(before.edges().data(), periodic);
  ep_tether_box_follow(&box, after.edges().data());
  double deformation[6];
  ep_tether_box_deformation(&box, deformation);
  Vec out;
  ep_tether_deform(deformation, before.b.data(), out.data());
  expect_near(out, before.b, 1e-14);
  ep_tether_deform(deformation, before.a.data(), out.data());
  expect_near(out, after.a, 1e-14);
  ep_tether_deform(deformation, before.c.data(), out.data());
  expect_near(out, after.c, 1e-14);
}

// Sheared three box lengths far, as LAMMPS does it: flipped whenever a tilt exceeds one half.
TEST(TetherBox, FollowsThroughFlips)
{
  const Box start = {{5, 0, 0}, {0, 6, 0}, {0, 0, 7}};
  auto box = ep_tether_box_make(start.edges().data(), PERIODIC);
  double deformation[6];
  for (int n = 1; n <= 300; n++) {
    const double xy = 0.05 * n, xz = -0.04 * n, yz = 0.06 * n;
    Box flipped = {{5, 0, 0}, {xy, 6, 0}, {xz, yz, 7}};
    const double up = std::round(yz / 6);
    flipped.c = flipped.c - up * flipped.b;
    flipped.b[0] -= 5 * std::round(flipped.b[0] / 5);
    flipped.c[0] -= 5 * std::round(flipped.c[0] / 5);
    ep_tether_box_follow(&box, flipped.edges().data());
    ep_tether_box_deformation(&box, deformation);
    const double expected[6] = {1, 1, 1, yz / 7, xz / 7, xy / 6};
    for (int k = 0; k < 6; k++) ASSERT_NEAR(deformation[k], expected[k], 1e-12) << n << " " << k;
  }
}

// An atom among 5, displaced at random until the tether is taut, in a box that has been strained since the reference.
class TetherForce : public testing::TestWithParam<int> {
 protected:
  Random random{static_cast<Random::result_type>(GetParam())};
  const int periodic[3] = {GetParam() % 2, 1, (GetParam() / 2) % 2};
  Points points = Points(6);
  const std::vector<int> near = {1, 2, 3, 4, 5};
  Vec mean;
  ep_tether_box box;

  void SetUp() override
  {
    std::uniform_real_distribution<> any(-1.0, 1.0);
    for (auto &p : points)
      for (auto &c : p) c = any(random);
    for (auto &c : mean) c = any(random);
    points[0] = points[0] + Vec{3, 2, 1};
    box = make();
  }
  ep_tether_box make() const
  {
    // tilts along periodic axes only, as LAMMPS has them
    const double y = periodic[1], z = periodic[2];
    const double before[6] = {5, 6, 7, 0.4 * z, -0.3 * z, 0.2 * y};
    const double after[6] = {5.4, 5.9, 7.3, -0.2 * z, 0.5 * z, 0.8 * y};
    auto made = ep_tether_box_make(before, periodic);
    ep_tether_box_follow(&made, after);
    return made;
  }
  Vec w(const Points &now, const ep_tether_box &in) const
  {
    double deformation[6];
    Vec expected;
    ep_tether_box_deformation(&in, deformation);
    ep_tether_deform(deformation, mean.data(), expected.data());
    return displacement(now, 0, near, expected);
  }
  double energy(const Points &now, const ep_tether_box &in) const
  {
    double pull[3];
    return ep_tether_energy(&tether, w(now, in).data(), pull);
  }
  // -dU/ds, where at(s) is the energy: rounding 1e-15 U/h, and h^2/6 of a third derivative of a few K/D.
  template <class At> double slope(At at) const
  {
    const double h = 1e-5;
    return (at(-h) - at(h)) / (2 * h);
  }
};

TEST_P(TetherForce, IsMinusTheGradientAndItsVirialTheDerivativeByStrain)
{
  const double u = energy(points, box), tolerance = 1e-9 * std::max(u, 1.0);
  ASSERT_GT(u, 1.0);
  double pull[3], virial[6];
  const Vec present = w(points, box);
  ep_tether_energy(&tether, present.data(), pull);
  for (int i = 0; i < 6; i++)
    for (int k = 0; k < 3; k++)
      EXPECT_NEAR(i == 0 ? pull[k] : -pull[k] / 5, slope([&](double s) {
                    auto moved = points;
                    moved[i][k] += s;
                    return energy(moved, box);
                  }),
                  tolerance);

  ep_tether_virial(&box, mean.data(), present.data(), pull, virial);
  const int strain[6][2] = {{0, 0}, {1, 1}, {2, 2}, {0, 1}, {0, 2}, {1, 2}};
  for (int n = 0; n < 6; n++) {
    const int a = strain[n][0], b = strain[n][1];
    EXPECT_NEAR(virial[n], slope([&](double s) {
                  auto moved = points;
                  auto strained = box;
                  for (auto &p : moved) p[a] += s * p[b];
                  double *e = strained.now;
                  Vec edges[3] = {{e[0], 0, 0}, {e[5], e[1], 0}, {e[4], e[3], e[2]}};
                  for (int k = 0; k < 3; k++)
                    if (periodic[k]) edges[k][a] += s * edges[k][b];
                  const Box after = {edges[0], edges[1], edges[2]};
                  ep_tether_box_follow(&strained, after.edges().data());
                  return energy(moved, strained);
                }),
                tolerance)
        << n;
  }
}

INSTANTIATE_TEST_SUITE_P(Configurations, TetherForce, testing::Range(1, 9));

}    // namespace
