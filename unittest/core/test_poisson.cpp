// The preconditioner of the current solver: the inverse of a constant-coefficient Laplacian.

#include "electropulse/poisson.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

struct Box {
  int size[3];
  double edge[3];
  int periodic;
};

static const std::vector<Box> BOXES = {{{7, 6, 5}, {1.0, 1.0, 1.0}, 0},
                                       {{8, 9, 10}, {1.0, 0.8, 1.3}, 1},
                                       {{30, 12, 1}, {1.2, 1.0, 1.0}, 0},
                                       {{2, 1, 16}, {1.0, 1.0, 2.0}, 0},
                                       {{64, 16, 18}, {1.0, 1.1, 0.9}, 1}};

static std::vector<double> apply(const Box &box, const std::vector<double> &u)
{
  const int *n = box.size;
  std::vector<double> f(u.size());
  const auto at = [&](int x, int y, int z) {
    return ((size_t) x * n[1] + (y + n[1]) % n[1]) * n[2] + (z + n[2]) % n[2];
  };
  const auto ratio = [&](int k) {
    return box.edge[0] * box.edge[0] / (box.edge[k] * box.edge[k]);
  };
  for (int x = 0; x < n[0]; x++)
    for (int y = 0; y < n[1]; y++)
      for (int z = 0; z < n[2]; z++) {
        const double here = u[at(x, y, z)];
        // The wall, half a cell away, has the value 0: the image beyond it is minus the cell.
        const auto beside = [&](int to) {
          if (to >= 0 && to < n[0]) return u[at(to, y, z)];
          return box.periodic ? u[at((to + n[0]) % n[0], y, z)] : -here;
        };
        f[at(x, y, z)] = 2 * here - beside(x - 1) - beside(x + 1) +
            ratio(1) * (2 * here - u[at(x, y - 1, z)] - u[at(x, y + 1, z)]) +
            ratio(2) * (2 * here - u[at(x, y, z - 1)] - u[at(x, y, z + 1)]);
      }
  return f;
}

static std::vector<double> invert(const Box &box, const std::vector<double> &f, int threads = 1)
{
  ep_poisson *p = ep_poisson_create(box.size, box.edge, box.periodic);
  EXPECT_NE(p, nullptr);
  const size_t plane = (size_t) box.size[1] * box.size[2];
  for (size_t i = 0; i < f.size(); i++)
    ep_poisson_plane(p, (int) (i / plane))[i % plane] = (float) f[i];
  ep_poisson_solve(p, threads);
  std::vector<double> u(f.size());
  for (size_t i = 0; i < f.size(); i++) u[i] = ep_poisson_plane(p, (int) (i / plane))[i % plane];
  ep_poisson_destroy(p);
  return u;
}

// Periodic: no mean over any plane, as the mode constant across the planes has a small term of its own.
static std::vector<double> random_values(const Box &box, unsigned seed)
{
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform(-1.0, 1.0);
  const size_t plane = (size_t) box.size[1] * box.size[2];
  std::vector<double> u(box.size[0] * plane);
  for (double &value : u) value = uniform(random);
  for (int x = 0; x < box.size[0] && box.periodic; x++) {
    double mean = 0.0;
    for (size_t i = 0; i < plane; i++) mean += u[x * plane + i] / plane;
    for (size_t i = 0; i < plane; i++) u[x * plane + i] -= mean;
  }
  return u;
}

TEST(Poisson, InvertsTheLaplacian)
{
  for (const Box &box : BOXES) {
    const auto u = random_values(box, 1), back = invert(box, apply(box, u));
    // Single precision, 6e-8, times the condition of the lowest modes: (2 size/pi)^2 at most.
    const double condition = 4.0 * box.size[0] * box.size[0] / (M_PI * M_PI);
    for (size_t i = 0; i < u.size(); i++) ASSERT_NEAR(back[i], u[i], 6e-8 * (20 + condition)) << i;
  }
}

TEST(Poisson, IsSymmetricAndPositive)
{
  for (const Box &box : BOXES) {
    const auto a = random_values(box, 2), b = random_values(box, 3);
    const auto ua = invert(box, a), ub = invert(box, b);
    double ab = 0.0, ba = 0.0, aa = 0.0, bb = 0.0;
    for (size_t i = 0; i < a.size(); i++) {
      ab += a[i] * ub[i];
      ba += b[i] * ua[i];
      aa += a[i] * ua[i];
      bb += b[i] * ub[i];
    }
    EXPECT_GT(aa, 0.0);
    EXPECT_GT(bb, 0.0);
    EXPECT_NEAR(ab, ba, 1e-6 * std::sqrt(aa * bb));
  }
}

// A constant right-hand side on a period has no solution; the answer is finite all the same.
TEST(Poisson, ConstantIsFinite)
{
  const Box box = {{16, 8, 8}, {1, 1, 1}, 1};
  for (double u : invert(box, std::vector<double>(16 * 8 * 8, 1.0))) EXPECT_TRUE(std::isfinite(u));
}

TEST(Poisson, ThreadsDoNotChangeABit)
{
  for (const Box &box : BOXES) {
    const auto f = random_values(box, 4);
    EXPECT_EQ(invert(box, f), invert(box, f, 3));
  }
}
