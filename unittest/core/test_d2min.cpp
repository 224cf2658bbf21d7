#include "electropulse/d2min.h"

#include "electropulse/axes.h"
#include "lattice.h"

#include <gtest/gtest.h>

namespace {

using namespace lattice;

// Squares of rounding: 12 neighbours, 3 components, some 10 units in the last place of 4 A.
const double zero = 36 * 1e-28;

const int component[6][2] = {{0, 0}, {1, 1}, {2, 2}, {0, 1}, {0, 2}, {1, 2}};

ep_d2min fit(const Points &reference, const Points &present)
{
  return ep_d2min_fit(reference.empty() ? nullptr : reference.front().data(),
                      present.empty() ? nullptr : present.front().data(),
                      static_cast<int>(reference.size()));
}

// The vectors from an atom to its neighbours.
Points fcc_neighbors(double a)
{
  Points points = fcc(a, 0.8 * a);
  points.erase(points.begin());
  return points;
}

const double b = 2.5;
const Points octahedron = {{b, 0, 0}, {-b, 0, 0}, {0, b, 0}, {0, -b, 0}, {0, 0, b}, {0, 0, -b}};
const Points square = {{b, 0, 0}, {-b, 0, 0}, {0, b, 0}, {0, -b, 0}};

double residual(const double f[3][3], const Points &reference, const Points &present)
{
  const Matrix m = {
      {{f[0][0], f[0][1], f[0][2]}, {f[1][0], f[1][1], f[1][2]}, {f[2][0], f[2][1], f[2][2]}}};
  double sum = 0.0;
  for (size_t j = 0; j < reference.size(); j++) sum += distance_sq(present[j], m * reference[j]);
  return sum;
}

void expect_strain(const ep_d2min &f, const std::array<double, 6> &strain, double error = 1e-14)
{
  for (int c = 0; c < 6; c++) EXPECT_NEAR(f.strain[c], strain[c], error) << c;
}

TEST(D2min, IsZeroForAnyAffineChange)
{
  Random random(1);
  std::normal_distribution<double> normal(0.0, 0.2);
  const Points reference = fcc_neighbors(4.0);
  ASSERT_EQ(reference.size(), 12u);
  for (int n = 0; n < 100; n++) {
    Matrix m = rotation(random);
    const bool rotates = n < 50;
    if (!rotates)
      for (auto &row : m)
        for (auto &c : row) c += normal(random);
    const ep_d2min f = fit(reference, m * reference);
    EXPECT_EQ(f.rank, 3);
    EXPECT_LT(f.d2min, zero);
    for (int k = 0; k < 3; k++)
      for (int l = 0; l < 3; l++) EXPECT_NEAR(f.f[k][l], m[k][l], 1e-14);
    for (int c = 0; c < 6; c++) {
      const int k = component[c][0], l = component[c][1];
      const Vec column_k = {m[0][k], m[1][k], m[2][k]}, column_l = {m[0][l], m[1][l], m[2][l]};
      const double strain = rotates ? 0.0 : 0.5 * (dot(column_k, column_l) - (k == l));
      EXPECT_NEAR(f.strain[c], strain, 2e-14);
    }
  }
}

// By hand: of a shift of one neighbour half goes into F, the other half is missed by it and by its opposite.
TEST(D2min, OfOneNeighbourOfSixThatMoved)
{
  const double d = 0.3, g = d / (2 * b);
  Points along = octahedron, across = octahedron;
  along[0][0] += d;
  across[0][1] += d;
  EXPECT_NEAR(fit(octahedron, along).d2min, d * d / 2, 1e-15);
  expect_strain(fit(octahedron, along), {g + g * g / 2, 0, 0, 0, 0, 0});
  EXPECT_NEAR(fit(octahedron, across).d2min, d * d / 2, 1e-15);
  expect_strain(fit(octahedron, across), {g * g / 2, 0, 0, g / 2, 0, 0});
}

TEST(D2min, OfAnAtomThatMovedAmongNeighboursOnAllSides)
{
  const Vec u = {0.3, -0.2, 0.5};
  Points present = octahedron;
  for (auto &p : present) p = p - u;
  EXPECT_NEAR(fit(octahedron, present).d2min, 6 * dot(u, u), 1e-14);
  expect_strain(fit(octahedron, present), {0, 0, 0, 0, 0, 0});
}

// Neighbours in one layer below: F takes a shift along it for shear, however far.
TEST(D2min, MissesAHopAcrossALayer)
{
  Points below = square;
  for (auto &p : below) p[2] -= 1.8;
  Points present = below;
  for (auto &p : present) p = p - Vec{b, b, 0};
  EXPECT_LT(fit(below, present).d2min, zero);
  EXPECT_NEAR(fit(below, present).f[0][2], b / 1.8, 1e-14);
}

TEST(D2min, IsTheMinimum)
{
  Random random(2);
  std::normal_distribution<double> normal(0.0, 1e-3);
  for (int n = 0; n < 50; n++) {
    const Points reference = shaken(fcc_neighbors(4.0), 0.1, random);
    const Points present = shaken(rotation(random) * reference, 0.4, random);
    const ep_d2min f = fit(reference, present);
    EXPECT_NEAR(residual(f.f, reference, present), f.d2min, 1e-13 * f.d2min);
    // A change e of F adds sum |e d0|^2 and nothing of first order.
    double other[3][3], e[3][3];
    for (int k = 0; k < 3; k++)
      for (int l = 0; l < 3; l++) other[k][l] = f.f[k][l] + (e[k][l] = normal(random));
    const double more = residual(e, reference, Points(reference.size(), Vec{0, 0, 0}));
    EXPECT_NEAR(residual(other, reference, present) - f.d2min, more, 1e-12 * f.d2min);
  }
}

// The normal equations, by determinants in higher precision.
TEST(D2min, AgreesWithCramersRule)
{
  Random random(3);
  for (int n = 0; n < 50; n++) {
    const Points reference = shaken(fcc_neighbors(4.0), 0.2, random);
    const Points present = shaken(reference, 0.3, random);
    long double x[3][3] = {}, y[3][3] = {};
    for (size_t j = 0; j < reference.size(); j++)
      for (int k = 0; k < 3; k++)
        for (int l = 0; l < 3; l++) {
          x[k][l] += (long double) present[j][k] * reference[j][l];
          y[k][l] += (long double) reference[j][k] * reference[j][l];
        }
    const auto det = [](const long double m[3][3]) {
      return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
          m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
          m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    };
    const ep_d2min f = fit(reference, present);
    for (int k = 0; k < 3; k++)
      for (int l = 0; l < 3; l++) {
        long double replaced[3][3];    // row k of F solves F_k Y = X_k
        for (int r = 0; r < 3; r++)
          for (int c = 0; c < 3; c++) replaced[r][c] = r == l ? x[k][c] : y[r][c];
        EXPECT_NEAR(f.f[k][l], (double) (det(replaced) / det(y)), 1e-13);
      }
  }
}

TEST(D2min, OfNeighboursInAPlaneSeesThePlane)
{
  Random random(4);
  const Matrix in_plane = {{{1.1, 0.2, 0}, {0, 0.9, 0}, {0, 0, 1}}};
  const std::array<double, 6> strain = {0.5 * (1.21 - 1), 0.5 * (0.04 + 0.81 - 1), 0, 0.11, 0, 0};
  for (int n = 0; n < 20; n++) {
    const Points present = rotation(random) * (in_plane * square);
    const ep_d2min f = fit(square, present);
    EXPECT_EQ(f.rank, 2);
    EXPECT_LT(f.d2min, zero);
    expect_strain(f, strain);

    // the same in another plane: strains turn with it
    const Matrix turn = rotation(random);
    const Points turned = turn * square;
    const ep_d2min g = fit(turned, present);
    EXPECT_EQ(g.rank, 2);
    EXPECT_LT(g.d2min, zero);
    const Vec normal = turn * Vec{0, 0, 1};
    const auto e = [&g](const Vec &v) {
      const double *s = g.strain;
      return Vec{s[0] * v[0] + s[3] * v[1] + s[4] * v[2], s[3] * v[0] + s[1] * v[1] + s[5] * v[2],
                 s[4] * v[0] + s[5] * v[1] + s[2] * v[2]};
    };
    EXPECT_LT(distance(e(normal), {0, 0, 0}), 1e-13);
    const Vec x = turn * Vec{1, 0, 0}, y = turn * Vec{0, 1, 0};
    EXPECT_NEAR(dot(x, e(x)), strain[0], 1e-13);
    EXPECT_NEAR(dot(y, e(y)), strain[1], 1e-13);
    EXPECT_NEAR(dot(x, e(y)), strain[3], 1e-13);
  }
  Points buckled = square;
  buckled[0][2] += 0.3;
  EXPECT_NEAR(fit(square, buckled).d2min, 0.3 * 0.3 / 2, 1e-15);
}

TEST(D2min, OfFewNeighbours)
{
  EXPECT_EQ(fit({}, {}).rank, 0);
  EXPECT_EQ(fit({}, {}).d2min, 0.0);
  expect_strain(fit({}, {}), {0, 0, 0, 0, 0, 0}, 0.0);

  const ep_d2min one = fit({{0, b, 0}}, {{0, 0, 1.2 * b}});
  EXPECT_EQ(one.rank, 1);
  EXPECT_LT(one.d2min, zero);
  expect_strain(one, {0, 0.22, 0, 0, 0, 0});

  // on both sides of the atom, which moved away from their line
  const ep_d2min two = fit({{b, 0, 0}, {-b, 0, 0}}, {{b, 0, -0.4}, {-b, 0, -0.4}});
  EXPECT_EQ(two.rank, 1);
  EXPECT_NEAR(two.d2min, 2 * 0.16, 1e-15);
  expect_strain(two, {0, 0, 0, 0, 0, 0});
}

TEST(Axes, DiagonaliseTheMatrix)
{
  Random random(5);
  std::normal_distribution<double> normal;
  for (int n = 0; n < 100; n++) {
    double m[3][3], used[3][3], value[3], axis[3][3];
    for (int k = 0; k < 3; k++)
      for (int l = 0; l <= k; l++) m[k][l] = m[l][k] = n == 0 ? (k == l) : normal(random);
    std::copy(&m[0][0], &m[0][0] + 9, &used[0][0]);
    ep_axes_principal(used, value, axis);
    EXPECT_LE(value[0], value[1]);
    EXPECT_LE(value[1], value[2]);
    for (int a = 0; a < 3; a++)
      for (int k = 0; k < 3; k++) {
        EXPECT_NEAR(m[k][0] * axis[a][0] + m[k][1] * axis[a][1] + m[k][2] * axis[a][2],
                    value[a] * axis[a][k], 1e-14);
        EXPECT_NEAR(axis[a][0] * axis[k][0] + axis[a][1] * axis[k][1] + axis[a][2] * axis[k][2],
                    a == k, 1e-14);
      }
  }
}

}    // namespace
