#ifndef ELECTROPULSE_TEST_CONDUCTOR_H
#define ELECTROPULSE_TEST_CONDUCTOR_H

#include "electropulse/conduction.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <random>
#include <vector>

// Bodies on grids, and the grids themselves, for the tests of the current solver.
namespace conductor {

using Vec = std::array<double, 3>;
using Sides = std::array<int, 3>;

inline ep_grid grid(const Sides &size, const Vec &cell, const Sides &periodic, int axis = 0)
{
  return {{size[0], size[1], size[2]},
          {0.0, 0.0, 0.0},
          {cell[0], cell[1], cell[2]},
          {periodic[0], periodic[1], periodic[2]},
          axis};
}

// Conductivities from a function of the middle of a cell.
inline std::vector<double> body(const ep_grid &g, const std::function<double(const Vec &)> &sigma)
{
  std::vector<double> values(ep_grid_cells(&g));
  int c[3];
  for (c[0] = 0; c[0] < g.size[0]; c[0]++)
    for (c[1] = 0; c[1] < g.size[1]; c[1]++)
      for (c[2] = 0; c[2] < g.size[2]; c[2]++) {
        Vec x;
        for (int k = 0; k < 3; k++) x[k] = g.low[k] + (c[k] + 0.5) * g.cell[k];
        values[ep_grid_index(&g, c)] = sigma(x);
      }
  return values;
}

// How much of a cell is metal when its middle lies so deep under a smooth surface, in cells.
inline double filling(double depth)
{
  return std::fmin(std::fmax(0.5 + depth, 0.0), 1.0);
}

class Solver {
 public:
  ep_conduction *handle;
  ep_conduction_rule rule = ep_conduction_default();
  ep_conduction_result result;

  explicit Solver(const ep_grid &g) : handle(ep_conduction_create(&g)), at(g)
  {
    EXPECT_NE(handle, nullptr);
  }
  ~Solver() { ep_conduction_destroy(handle); }
  Solver(const Solver &) = delete;
  Solver &operator=(const Solver &) = delete;

  ep_conduction_status solve(const std::vector<double> &sigma)
  {
    return ep_conduction_solve(handle, sigma.data(), &rule, &result);
  }
  std::vector<double> field() const
  {
    std::vector<double> values(4 * ep_grid_cells(&at));
    ep_conduction_field(handle, values.data());
    return values;
  }
  std::vector<double> potential() const
  {
    const double *psi = ep_conduction_potential(handle);
    return {psi, psi + ep_grid_cells(&at)};
  }

 private:
  ep_grid at;
};

inline ep_conduction_result solve(const ep_grid &g, const std::vector<double> &sigma,
                                  double tolerance = 1e-6)
{
  Solver solver(g);
  solver.rule.tolerance = tolerance;
  EXPECT_EQ(solver.solve(sigma), EP_CONDUCTION_OK);
  return solver.result;
}

// Points of a cubic lattice with these sites, those that are inside.
inline std::vector<Vec> crystal(double a, const std::vector<Vec> &sites, const Vec &low,
                                const Vec &high, const std::function<bool(const Vec &)> &inside)
{
  std::vector<Vec> points;
  int from[3], to[3];
  for (int k = 0; k < 3; k++) {
    from[k] = (int) std::floor(low[k] / a) - 1;
    to[k] = (int) std::ceil(high[k] / a) + 1;
  }
  for (int i = from[0]; i < to[0]; i++)
    for (int j = from[1]; j < to[1]; j++)
      for (int k = from[2]; k < to[2]; k++)
        for (const Vec &s : sites) {
          const Vec x = {a * (i + s[0]), a * (j + s[1]), a * (k + s[2])};
          bool in = inside(x);
          for (int m = 0; m < 3; m++) in = in && x[m] >= low[m] && x[m] < high[m];
          if (in) points.push_back(x);
        }
  return points;
}

// Gold: lattice parameter, Angstrom, and volume of an atom.
constexpr double A = 4.08, VOLUME = A * A * A / 4.0;

inline std::vector<Vec> gold(const Vec &low, const Vec &high,
                             const std::function<bool(const Vec &)> &inside)
{
  return crystal(A,
                 {{0.25, 0.25, 0.25}, {0.25, 0.75, 0.75}, {0.75, 0.25, 0.75}, {0.75, 0.75, 0.25}},
                 low, high, inside);
}

inline void shake(std::vector<Vec> &points, double amplitude, unsigned seed)
{
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal(0.0, amplitude);
  for (Vec &x : points)
    for (double &c : x) c += normal(random);
}

inline std::vector<double> deposit(const ep_grid &g, const std::vector<Vec> &points,
                                   const double *weight = nullptr)
{
  std::vector<double> sigma(ep_grid_cells(&g), 0.0);
  ep_grid_deposit(&g, points.front().data(), weight, (int) points.size(), VOLUME, sigma.data());
  return sigma;
}

}    // namespace conductor
#endif
