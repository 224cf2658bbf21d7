// The current solver, on bodies whose resistance is known otherwise.

#include "conductor.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <string>

using namespace conductor;

// ---- closed forms

TEST(Conduction, UniformBarIsExact)
{
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> uniform(-0.1, 0.1);
  const Vec cell = {2.0, 2.5, 3.0};
  for (int axis = 0; axis < 3; axis++)
    for (int periodic = 0; periodic < 2; periodic++) {
      Sides size = {10, 12, 9}, around = {0, 0, 0};
      around[axis] = periodic;
      const ep_grid g = grid(size, cell, around, axis);
      const int b = (axis + 1) % 3, d = (axis + 2) % 3;
      const auto inside = [&](const Vec &x) {
        return x[b] > 2 * cell[b] && x[b] < 7 * cell[b] && x[d] > 3 * cell[d] && x[d] < 7 * cell[d];
      };
      const auto sigma = body(g, [&](const Vec &x) {
        return inside(x) ? 1.0 : 0.0;
      });
      const double area = 5 * cell[b] * 4 * cell[d], length = size[axis] * cell[axis];
      Solver solver(g);
      solver.rule.tolerance = 1e-13;
      std::vector<double> start(ep_grid_cells(&g));
      for (double &psi : start) psi = uniform(random);
      ep_conduction_set_potential(solver.handle, start.data());
      ASSERT_EQ(solver.solve(sigma), EP_CONDUCTION_OK) << axis << periodic;
      EXPECT_GT(solver.result.iterations, 0);
      EXPECT_NEAR(solver.result.conductance * length / area, 1.0, 1e-12);
      EXPECT_NEAR(solver.result.largest * area, 1.0, 1e-11);
      EXPECT_NEAR(solver.result.crowding, 1.0, 1e-11);
      EXPECT_NEAR(solver.result.volume, area * length, 1e-9);
      const auto field = solver.field();
      for (size_t i = 0; i < sigma.size(); i++)
        for (int k = 0; k < 3; k++)
          EXPECT_NEAR(field[4 * i + k] * area, k == axis ? sigma[i] : 0.0, 1e-11);
    }
}

TEST(Conduction, LayersAddTheirResistances)
{
  const ep_grid g = grid({12, 5, 5}, {2.0, 2.0, 2.0}, {0, 1, 0}, 0);
  const auto sigma = body(g, [](const Vec &x) {
    return 0.1 + 0.07 * x[0];
  });
  double resistance =
      0.0;    // of a column of cells, each 2 long and 2 x 2 across; electrodes half a cell away
  const auto s = [](int i) {
    return 0.1 + 0.07 * (2 * i + 1);
  };
  for (int i = 0; i + 1 < 12; i++) resistance += 2.0 / (4.0 * 0.5 * (s(i) + s(i + 1)));
  resistance += 1.0 / (4.0 * s(0)) + 1.0 / (4.0 * s(11));
  EXPECT_NEAR(solve(g, sigma).conductance, 25.0 / resistance, 1e-7 * 25.0 / resistance);
}

// A strip whose width falls from 1 to a at once, on one side. The upper half plane t is mapped into it by
//   dz/dt = (1/(pi t)) sqrt((t + a^2)/(t + 1)),   z = (1/pi) [ln((1+s)/(1-s)) - a ln((s+a)/(s-a))],   s^2 = (t + a^2)/(t + 1),
// with the step at Re z = 0 (Schwarz and Christoffel; for such bodies Trefethen, Z. angew. Math. Phys. 35, 692 (1984)).
// Resistance between far planes is that of the map of the strip ln(t)/pi; less x/1 on the wide and x/a on the narrow side
// there remains, in squares:
static double extra_squares_of_step(double a)
{
  return ((a + 1 / a) * std::log((1 + a) / (1 - a)) - 2 * std::log(4 * a / (1 - a * a))) / M_PI;
}

// On both sides: two half strips side by side. Electrodes are one width away, where the disturbance has fallen to exp(-2 pi)
// and acts back with exp(-4 pi) = 4e-6. The corner is singular: gradients as r^(-1/3), errors as h^(4/3).
TEST(Conduction, StepInTwoDimensionsIsConformal)
{
  const double extra = 0.5 * extra_squares_of_step(0.5);
  double before = 1.0, limit = 0.0;
  for (int n : {16, 32, 64, 128}) {
    const ep_grid g = grid({2 * n, n, 1}, {1.0 / n, 1.0 / n, 1.0}, {0, 0, 1});
    const auto sigma = body(g, [](const Vec &x) {
      return x[0] < 1.0 || std::fabs(x[1] - 0.5) < 0.25 ? 1.0 : 0.0;
    });
    const auto result = solve(g, sigma, 1e-8);
    const double error = (1 / result.conductance - 3.0) / extra - 1.0;
    RecordProperty("error_at_" + std::to_string(n), std::to_string(error));
    EXPECT_LT(std::fabs(error), 0.5 * before) << n;
    limit = error - (before - error) / (std::pow(2.0, 4.0 / 3.0) - 1);
    before = error;
  }
  EXPECT_LT(before, 0.01);
  EXPECT_NEAR(limit, 0.0, 0.001);
}

// A ball of vacuum in the middle of each cubic cell: for filling c, (1 - c)/(1 + c/2) (Maxwell, A Treatise on Electricity and
// Magnetism, 1873, article 314); the next term is of order c^(10/3) (Rayleigh, Phil. Mag. 34, 481 (1892)).
static double ball_error(int n, double radius)
{
  const ep_grid g = grid({n, n, n}, {1.0 / n, 1.0 / n, 1.0 / n}, {1, 1, 1});
  const auto sigma = body(g, [&](const Vec &x) {
    const double r = std::hypot(x[0] - 0.5, x[1] - 0.5, x[2] - 0.5);
    return filling((r - radius) * n);
  });
  const double c = 4.0 / 3.0 * M_PI * radius * radius * radius;
  return (1 - solve(g, sigma, 1e-7).conductance) / (1 - (1 - c) / (1 + c / 2)) - 1;
}

TEST(Conduction, BallOfVacuumIsMaxwells)
{
  // Radius over edge of a cell 3.2, 6.4, 12.8, 25.6.
  double before = 0.05;
  for (int n : {16, 32, 64, 128}) {
    const double error = std::fabs(ball_error(n, 0.2));
    RecordProperty("error_at_" + std::to_string(n), std::to_string(error));
    EXPECT_LT(error, before) << n;
    before = error;
  }
  EXPECT_LT(before, 0.008);
}

// The resistance of a circular hole of radius a in a thin wall is 1/(2a) in free space (Maxwell, 1873, article 308), less in a
// tube of radius b. By Thomson's principle the current that flows in free space, 1/(2 pi a sqrt(a^2 - r^2)), bounds it from
// above, with an error of the square of what changes; its Fourier-Bessel series gives for one side
//   sum over j_n, J_1(j_n) = 0, of sin^2(j_n a/b) / (pi a^2 b^2 (j_n/b)^3 J_0(j_n)^2).
static double hole_in_tube(double a, double b)
{
  double sum = 0.0;
  for (int n = 1; n < 20000; n++) {
    double j = (n + 0.25) * M_PI;
    for (int k = 0; k < 4; k++) j -= ::j1(j) / (::j0(j) - ::j1(j) / j);
    const double l = j / b, s = std::sin(l * a), j0 = ::j0(j);
    sum += s * s / (M_PI * a * a * b * b * l * l * l * j0 * j0);
  }
  return 2.0 * sum;
}

// How much of a square of edge h around (y, z) lies within the circle of radius a around the origin.
static double part_in_circle(double y, double z, double h, double a)
{
  const double depth = (a - std::hypot(y, z)) / h;
  if (std::fabs(depth) > 1.0) return depth > 0.0 ? 1.0 : 0.0;
  int inside = 0;
  for (int i = 0; i < 16; i++)
    for (int k = 0; k < 16; k++)
      inside += std::hypot(y + h * ((i + 0.5) / 16 - 0.5), z + h * ((k + 0.5) / 16 - 0.5)) < a;
  return inside / 256.0;
}

// A wall one cell, h, thick; its square tube acts as a round one of the same section. The length of the hole adds
// h/I^2 times the integral of j^2, which the edge, where j goes to infinity, makes h ln(a/h)/(4 pi a^2) to begin with; beside
// that it adds something proportional to h.
TEST(Conduction, HoleInWallExtrapolatesToMaxwells)
{
  EXPECT_NEAR(hole_in_tube(0.01, 1.0) * 2 * 0.01, 1.0 - 1.41 * 0.01, 1e-3);
  const double a = 0.15, exact = hole_in_tube(a, 1 / std::sqrt(M_PI));
  double sh = 0.0, shh = 0.0, sr = 0.0, shr = 0.0;    // for a straight line through the results
  const std::vector<int> sizes = {32, 48, 64, 96};
  for (int n : sizes) {
    const double h = 1.0 / n;
    const ep_grid g = grid({n + 1, n, n}, {h, h, h}, {0, 1, 1});
    const auto sigma = body(g, [&](const Vec &x) {
      const bool wall = std::fabs(x[0] - (n / 2 + 0.5) * h) < 0.1 * h;
      return wall ? part_in_circle(x[1] - 0.5, x[2] - 0.5, h, a) : 1.0;
    });
    const double hole = 1 / solve(g, sigma).conductance - 1.0;
    RecordProperty("over_exact_at_" + std::to_string(n), std::to_string(hole / exact));
    const double rest = hole - h * std::log(a / h) / (4 * M_PI * a * a);
    sh += h;
    shh += h * h;
    sr += rest;
    shr += h * rest;
  }
  const double limit = (sr * shh - sh * shr) / (sizes.size() * shh - sh * sh);
  RecordProperty("limit_over_exact", std::to_string(limit / exact));
  // Circles of a few cells' radius scatter by 1 %.
  EXPECT_NEAR(limit / exact, 1.0, 0.02);
}

// ---- what must hold for every body

static double wire(const Vec &x, const Vec &middle, double length)
{
  const double t = (x[0] - middle[0]) / (0.2 * length);
  const double radius = 0.45 * middle[1] * 2 * (1 - 0.7 * std::exp(-t * t));
  return radius - std::hypot(x[1] - middle[1], x[2] - middle[2]);
}

// A wire with a neck, with grains of other conductivity.
static std::vector<double> necked(const ep_grid &g, double sigma_of_grains = 0.4)
{
  const Vec middle = {0.5 * g.size[0] * g.cell[0], 0.5 * g.size[1] * g.cell[1],
                      0.5 * g.size[2] * g.cell[2]};
  return body(g, [&](const Vec &x) {
    const double grain = std::sin(0.9 * x[0]) * std::sin(1.1 * x[1]) * std::cos(0.7 * x[2]);
    const double here = filling(wire(x, middle, 2 * middle[0]));
    return here * (grain > 0.3 ? sigma_of_grains : 1.0);
  });
}

// Currents through all planes across axis 0, from conductivities and potential alone. The library keeps the conductance of a
// face in single precision.
static std::vector<double> plane_currents(const ep_grid &g, const std::vector<double> &sigma,
                                          const std::vector<double> &psi, double cut)
{
  const int n = g.size[0];
  std::vector<double> currents;
  const auto at = [&](int x, int y, int z) {
    const int c[3] = {(x + n) % n, y, z};
    return ep_grid_index(&g, c);
  };
  for (int x = 0; x <= n; x++) {
    double sum = 0.0;
    for (int y = 0; y < g.size[1]; y++)
      for (int z = 0; z < g.size[2]; z++) {
        const size_t i = at(x - 1, y, z), j = at(x, y, z);
        if (!g.periodic[0] && x == 0)
          sum += sigma[j] < cut ? 0 : (float) (2 * sigma[j]) * (0.5 / n - psi[j]);
        else if (!g.periodic[0] && x == n)
          sum += sigma[i] < cut ? 0 : (float) (2 * sigma[i]) * (0.5 / n + psi[i]);
        else if (sigma[i] >= cut && sigma[j] >= cut)
          sum += (float) (0.5 * (sigma[i] + sigma[j])) * (1.0 / n + psi[i] - psi[j]);
      }
    currents.push_back(sum);
  }
  return currents;
}

TEST(Conduction, CurrentIsTheSameThroughEveryPlane)
{
  for (int periodic = 0; periodic < 2; periodic++)
    for (double tolerance : {1e-6, 1e-8, 1e-10}) {
      const ep_grid g = grid({40, 24, 24}, {1.0, 1.1, 0.9}, {periodic, 0, 0});
      const auto sigma = necked(g);
      Solver solver(g);
      solver.rule.tolerance = tolerance;
      ASSERT_EQ(solver.solve(sigma), EP_CONDUCTION_OK);
      const auto currents = plane_currents(g, sigma, solver.potential(), solver.rule.cut);
      const auto ends = std::minmax_element(currents.begin(), currents.end());
      EXPECT_LT((*ends.second - *ends.first) / *ends.first, tolerance);
      EXPECT_NEAR(currents[3] * 1.1 * 0.9 / 1.0, solver.result.conductance,
                  tolerance * solver.result.conductance);
    }
}

// Power found cell by cell is voltage times current.
TEST(Conduction, CellsShareTheWholePower)
{
  for (int periodic = 0; periodic < 2; periodic++) {
    const ep_grid g = grid({40, 24, 24}, {1.0, 1.1, 0.9}, {periodic, 0, 0});
    const auto sigma = necked(g);
    Solver solver(g);
    ASSERT_EQ(solver.solve(sigma), EP_CONDUCTION_OK);
    const auto field = solver.field();
    const double volume = g.cell[0] * g.cell[1] * g.cell[2], length = g.size[0] * g.cell[0];
    double share = 0.0, moment = 0.0;
    for (size_t i = 0; i < sigma.size(); i++) {
      share += field[4 * i + 3] * sigma[i] * volume;
      moment += field[4 * i] * sigma[i] * volume;
    }
    EXPECT_NEAR(share, 1.0, 1e-12);
    EXPECT_NEAR(moment / length, 1.0, 1e-6);
  }
}

TEST(Conduction, AxesAreAlike)
{
  const ep_grid g = grid({24, 16, 20}, {1.0, 1.1, 0.9}, {0, 0, 1});
  const auto sigma = necked(g);
  const double conductance = solve(g, sigma, 1e-9).conductance;
  for (int axis = 1; axis < 3; axis++) {
    ep_grid turned = g;
    for (int k = 0; k < 3; k++) {
      turned.size[(k + axis) % 3] = g.size[k];
      turned.cell[(k + axis) % 3] = g.cell[k];
      turned.periodic[(k + axis) % 3] = g.periodic[k];
    }
    turned.axis = axis;
    // The order of cells begins with the axis of the current.
    EXPECT_NEAR(solve(turned, sigma, 1e-9).conductance, conductance, 1e-9 * conductance);
  }
}

// A neck, and a bar cut to beyond its middle.
TEST(Conduction, IterationsDoNotGrowWithTheGrid)
{
  for (const bool cut : {false, true}) {
    int coarse = 0;
    for (int n : {32, 64, 128}) {
      if (cut && n == 128) continue;    // it takes 17, and seconds
      const double h = 32.0 / n;
      const ep_grid g = grid({n, n, n}, {h, h, h}, {0, 0, 0});
      const auto sigma = body(g, [&](const Vec &x) {
        if (!cut) return filling(wire(x, {16.0, 16.0, 16.0}, 32.0) / h);
        const bool outside = std::fmax(std::fabs(x[1] - 16), std::fabs(x[2] - 16)) > 14;
        return outside || (std::fabs(x[0] - 16) < 1.0 && x[1] > 12) ? 0.0 : 1.0;
      });
      const int iterations = solve(g, sigma).iterations;
      RecordProperty((cut ? "cut_at_" : "neck_at_") + std::to_string(n), iterations);
      if (n == 32) coarse = iterations;
      EXPECT_LE(iterations, 2 * coarse) << n;
      EXPECT_LE(iterations, 60) << n;
    }
  }
}

// ---- starting, stopping, going on

TEST(Conduction, StartsFromTheLastPotential)
{
  const ep_grid g = grid({48, 24, 24}, {1.0, 1.0, 1.0}, {0, 0, 0});
  Solver solver(g);
  ASSERT_EQ(solver.solve(necked(g)), EP_CONDUCTION_OK);
  const int cold = solver.result.iterations;
  ASSERT_EQ(solver.solve(necked(g)), EP_CONDUCTION_OK);
  EXPECT_EQ(solver.result.iterations, 0);
  const auto moved = necked(g, 0.41);
  ASSERT_EQ(solver.solve(moved), EP_CONDUCTION_OK);
  const double warm = solver.result.conductance;
  EXPECT_LT(solver.result.iterations, 0.7 * cold);
  solver.rule.cold = 1;
  ASSERT_EQ(solver.solve(moved), EP_CONDUCTION_OK);
  EXPECT_GT(solver.result.iterations, 0.8 * cold);
  EXPECT_NEAR(solver.result.conductance, warm, 1e-6 * warm);
}

TEST(Conduction, GoesOnWithTheSameNumbers)
{
  const ep_grid g = grid({32, 20, 20}, {1.0, 1.0, 1.0}, {1, 0, 0});
  Solver whole(g), again(g);
  ASSERT_EQ(whole.solve(necked(g)), EP_CONDUCTION_OK);
  ep_conduction_set_potential(again.handle, whole.potential().data());
  ASSERT_EQ(whole.solve(necked(g, 0.6)), EP_CONDUCTION_OK);
  ASSERT_EQ(again.solve(necked(g, 0.6)), EP_CONDUCTION_OK);
  EXPECT_EQ(whole.result.conductance, again.result.conductance);
  EXPECT_EQ(whole.potential(), again.potential());
}

TEST(Conduction, ThreadsDoNotChangeABit)
{
  const ep_grid g = grid({32, 20, 20}, {1.0, 1.0, 1.0}, {0, 0, 0});
  Solver one(g), three(g);
  three.rule.threads = 3;
  ASSERT_EQ(one.solve(necked(g)), EP_CONDUCTION_OK);
  ASSERT_EQ(three.solve(necked(g)), EP_CONDUCTION_OK);
  EXPECT_EQ(one.potential(), three.potential());
}

TEST(Conduction, MovesToAnotherGrid)
{
  const ep_grid g = grid({32, 20, 20}, {1.0, 1.0, 1.0}, {0, 0, 0});
  Solver solver(g);
  ASSERT_EQ(solver.solve(necked(g)), EP_CONDUCTION_OK);
  const double before = solver.result.conductance;
  const int cold = solver.result.iterations;
  ep_grid stretched = g;
  stretched.cell[0] = 1.01;
  ASSERT_EQ(ep_conduction_place(solver.handle, &stretched), EP_CONDUCTION_OK);
  ASSERT_EQ(solver.solve(necked(g)), EP_CONDUCTION_OK);
  EXPECT_LT(solver.result.iterations, cold);
  EXPECT_NEAR(solver.result.conductance, solve(stretched, necked(g)).conductance, 1e-6 * before);
  const ep_grid other = grid({16, 24, 20}, {2.0, 1.0, 1.0}, {0, 0, 0});
  ASSERT_EQ(ep_conduction_place(solver.handle, &other), EP_CONDUCTION_OK);
  ASSERT_EQ(ep_conduction_solve(solver.handle, necked(other).data(), &solver.rule, &solver.result),
            EP_CONDUCTION_OK);
  EXPECT_NEAR(solver.result.conductance, solve(other, necked(other)).conductance, 1e-9 * before);
}

TEST(Conduction, SaysWhenItIsNotDone)
{
  const ep_grid g = grid({32, 20, 20}, {1.0, 1.0, 1.0}, {0, 0, 0});
  Solver solver(g);
  solver.rule.iterations = 5;
  EXPECT_EQ(solver.solve(necked(g)), EP_CONDUCTION_UNFINISHED);
  EXPECT_EQ(solver.result.iterations, 5);
  EXPECT_GT(std::fmax(solver.result.spread, solver.result.residual), solver.rule.tolerance);
  // what there is, is of the last iteration
  const auto currents = plane_currents(g, necked(g), solver.potential(), solver.rule.cut);
  const double mean = std::accumulate(currents.begin(), currents.end(), 0.0) / currents.size();
  EXPECT_NEAR(solver.result.conductance / mean, 1.0, 1e-7);
}

// ---- what is no conductor

TEST(Conduction, IslandsCarryNothing)
{
  for (int periodic = 0; periodic < 2; periodic++) {
    const ep_grid g = grid({20, 12, 12}, {1.0, 1.0, 1.0}, {periodic, 0, 0});
    const auto bar = body(g, [](const Vec &x) {
      return x[1] < 5 && x[2] < 5 ? 1.0 : 0.0;
    });
    auto sigma = bar;
    size_t islands = 0;
    for (int x : {4, 5, 6, 12, 19}) {
      const int c[3] = {x, 8, 8};
      sigma[ep_grid_index(&g, c)] = 1.0;
      islands++;
    }
    // joined by an edge only
    const int c[3] = {9, 5, 5};
    sigma[ep_grid_index(&g, c)] = 1.0;
    islands++;
    Solver solver(g);
    ASSERT_EQ(solver.solve(sigma), EP_CONDUCTION_OK);
    EXPECT_EQ(solver.result.removed, islands);
    EXPECT_EQ(solver.result.conducting, 20u * 5 * 5);
    EXPECT_NEAR(solver.result.conductance, 25.0 / 20.0, 1e-9);
    const auto field = solver.field();
    for (size_t i = 0; i < sigma.size(); i++) EXPECT_EQ(field[4 * i + 3] > 0.0, bar[i] > 0.0) << i;
  }
}

// Thin metal at the cut is metal, below it vacuum.
TEST(Conduction, CutIsWhereVacuumBegins)
{
  const ep_grid g = grid({8, 4, 4}, {1.0, 1.0, 1.0}, {0, 0, 0});
  const auto sigma = body(g, [](const Vec &x) {
    return x[1] < 2 ? 0.02 : 0.0199;
  });
  EXPECT_EQ(solve(g, sigma).conducting, 8u * 2 * 4);
}

TEST(Conduction, OpenCircuitIsNamed)
{
  for (int periodic = 0; periodic < 2; periodic++) {
    const ep_grid g = grid({20, 6, 6}, {1.0, 1.0, 1.0}, {periodic, 1, 1});
    const auto whole = std::vector<double>(ep_grid_cells(&g), 1.0);
    const auto cracked = body(g, [](const Vec &x) {
      return x[0] > 10 && x[0] < 11 ? 0.0 : 1.0;
    });
    // two halves that touch in an edge only
    const auto touching = body(g, [](const Vec &x) {
      return (x[0] < 10) == (x[1] < 3) ? 1.0 : 0.0;
    });
    Solver solver(g);
    EXPECT_EQ(solver.solve(cracked), EP_CONDUCTION_OPEN);
    EXPECT_EQ(solver.solve(std::vector<double>(whole.size(), 0.0)), EP_CONDUCTION_OPEN);
    EXPECT_EQ(solver.solve(whole), EP_CONDUCTION_OK);
    const auto kept = solver.potential();
    const double conductance = solver.result.conductance;
    EXPECT_EQ(solver.solve(cracked), EP_CONDUCTION_OPEN);
    EXPECT_EQ(solver.solve(touching), EP_CONDUCTION_OPEN);
    EXPECT_NEAR(conductance, 36.0 / 20.0, 1e-12);
    EXPECT_EQ(kept, solver.potential());
    EXPECT_EQ(solver.result.conductance, conductance);
  }
}

// A spiral meets itself one pitch on: it goes around the period although no straight way does.
TEST(Conduction, PathAroundThePeriodMayWind)
{
  const ep_grid g = grid({8, 8, 3}, {1.0, 1.0, 1.0}, {1, 1, 0});
  const auto stairs = body(g, [](const Vec &x) {
    const double d = x[0] - x[1];
    return d > -0.5 && d < 1.5 ? 1.0 : 0.0;
  });
  const auto sideways = body(g, [](const Vec &x) {
    return x[0] < 2 ? 1.0 : 0.0;
  });
  Solver solver(g);
  EXPECT_EQ(solver.solve(sideways), EP_CONDUCTION_OPEN);
  EXPECT_EQ(solver.solve(stairs), EP_CONDUCTION_OPEN);
  auto closed = stairs;    // where the stairs meet the sides
  const int corner[3] = {0, 7, 1}, step[3] = {0, 7, 0}, last[3] = {0, 7, 2};
  for (const int *c : {corner, step, last}) closed[ep_grid_index(&g, c)] = 1.0;
  EXPECT_EQ(solver.solve(closed), EP_CONDUCTION_OK);
}

TEST(Conduction, RefusesWhatIsNoConductivity)
{
  const ep_grid g = grid({8, 4, 4}, {1.0, 1.0, 1.0}, {0, 0, 0});
  Solver solver(g);
  for (double wrong : {-0.1, (double) NAN, (double) INFINITY}) {
    std::vector<double> sigma(ep_grid_cells(&g), 1.0);
    sigma[17] = wrong;
    EXPECT_EQ(solver.solve(sigma), EP_CONDUCTION_NOT_FINITE);
  }
}

TEST(Conduction, ResistanceInOhm)
{
  // A gold wire 100 nm long, 10 nm in radius, of 20 microohm cm: 63.7 ohm.
  EXPECT_NEAR(ep_conduction_resistance(M_PI * 100.0 * 100.0 / 1000.0, 1 / 20e-8), 63.66, 0.01);
}

// ---- atoms

// A gold wire of 32 A radius with a neck, against the same body cut from a continuum, from grids of 2 and 1 A.
TEST(Conduction, NeckOfAtomsIsThatOfAContinuum)
{
  const double length = 50 * A;
  for (double neck : {16.0, 8.0}) {
    const auto depth = [&](const Vec &x) {
      const double t = (x[0] - 0.5 * length) / 25.0;
      return neck + (32.0 - neck) * (1 - std::exp(-t * t)) - std::hypot(x[1], x[2]);
    };
    const auto continuum = [&](double edge) {
      const int n = (int) std::lround(length / edge), across = 2 * (int) std::ceil(34.0 / edge);
      const double h = length / n;
      ep_grid g = grid({n, across, across}, {h, h, h}, {1, 0, 0});
      g.low[1] = g.low[2] = -0.5 * across * h;
      return solve(g,
                   body(g,
                        [&](const Vec &x) {
                          return filling(depth(x) / h);
                        }))
          .conductance;
    };
    const double coarse = continuum(2.0), fine = continuum(1.0), exact = 2 * fine - coarse;
    EXPECT_NEAR(fine / coarse, 1.0, 0.02);
    auto atoms = gold({0.0, -40.0, -40.0}, {length, 40.0, 40.0}, [&](const Vec &x) {
      return depth(x) > 0.0;
    });
    shake(atoms, 0.1, 5);
    for (double cell : {2.0, 2.5, 3.0}) {
      ep_grid g;
      const double low[3] = {0.0, -32.0, -32.0}, high[3] = {length, 32.0, 32.0};
      const int periodic[3] = {1, 0, 0};
      ASSERT_EQ(ep_grid_fit(&g, low, high, periodic, 0, cell), EP_GRID_OK);
      const double conductance = solve(g, deposit(g, atoms)).conductance;
      RecordProperty("neck_" + std::to_string((int) neck) + "_cell_" + std::to_string(cell),
                     std::to_string(conductance / exact));
      EXPECT_NEAR(conductance / exact, 1.0, 0.03) << neck << " " << cell;
    }
  }
}

// A wire of 24 A radius, its middle part in a sheath of atoms of half the conductivity.
struct Wire {
  double length = 30 * A;
  std::vector<Vec> atoms;
  std::vector<double> weight;
  ep_grid g;

  explicit Wire(int periodic)
  {
    const double beyond = periodic ? 0.0 : 2 * A;
    atoms = gold({-beyond, -30, -30}, {length + beyond, 30, 30}, [](const Vec &x) {
      return std::hypot(x[1], x[2]) < 24.0;
    });
    shake(atoms, 0.1, 7);
    for (const Vec &x : atoms) weight.push_back(std::hypot(x[1], x[2]) > 20.0 ? 0.5 : 1.0);
    const double low[3] = {0.0, -25.0, -25.0}, high[3] = {length, 25.0, 25.0};
    const int sides[3] = {periodic, 0, 0};
    EXPECT_EQ(ep_grid_fit(&g, low, high, sides, 0, 2.5), EP_GRID_OK);
  }
};

TEST(Conduction, AtomsShareTheWholePower)
{
  for (int periodic = 0; periodic < 2; periodic++) {
    const Wire wire(periodic);
    const auto sigma = deposit(wire.g, wire.atoms, wire.weight.data());
    Solver solver(wire.g);
    ASSERT_EQ(solver.solve(sigma), EP_CONDUCTION_OK);
    const int n = (int) wire.atoms.size();
    std::vector<double> j(3 * n), share(n);
    ep_grid_sample(&wire.g, solver.field().data(), wire.atoms.front().data(), wire.weight.data(), n,
                   VOLUME, j.data(), share.data());
    EXPECT_NEAR(std::accumulate(share.begin(), share.end(), 0.0), 1.0, 1e-11);
    for (double s : share) EXPECT_GE(s, 0.0);
    // Atoms share the current as they share the conductivity, but for what was cut away: some tenths of a percent.
    double inside = 0.0, core = 0.0, sheath = 0.0, most = 0.0;
    int ncore = 0, nsheath = 0;
    for (int i = 0; i < n; i++) {
      if (wire.atoms[i][0] < 6.0 || wire.atoms[i][0] > wire.length - 6.0) continue;
      inside += j[3 * i] * VOLUME;
      most = std::fmax(most, j[3 * i]);
      (wire.weight[i] == 1.0 ? core : sheath) += j[3 * i];
      (wire.weight[i] == 1.0 ? ncore : nsheath)++;
    }
    EXPECT_NEAR(inside / (wire.length - 12.0), 1.0, 0.01);
    EXPECT_NEAR(sheath / nsheath / (core / ncore), 0.5, 0.01);
    EXPECT_LT(most / (core / ncore), 1.2);
  }
}

// ---- the picture

// The bytes after the mark of the appended data, and what the header says of them.
static std::string attribute(const std::string &file, const std::string &after,
                             const std::string &name)
{
  const size_t tag = file.find(after), at = file.find(name + "=\"", tag) + name.size() + 2;
  return file.substr(at, file.find('"', at) - at);
}

static std::vector<float> values_of(const std::string &file, const std::string &name)
{
  const size_t data = file.find("encoding=\"raw\">\n_") + 17;
  const size_t offset = data + std::stoul(attribute(file, "Name=\"" + name, "offset"));
  uint64_t bytes;
  std::memcpy(&bytes, file.data() + offset, sizeof bytes);
  std::vector<float> values(bytes / sizeof(float));
  std::memcpy(values.data(), file.data() + offset + sizeof bytes, bytes);
  return values;
}

TEST(Conduction, ImageIsReadBack)
{
  ep_grid g = grid({4, 12, 5}, {2.0, 2.5, 3.0}, {0, 0, 0}, 1);
  g.low[0] = -1.5;
  const auto sigma = body(g, [](const Vec &x) {
    return x[2] < 9.0 ? 0.5 : 0.0;
  });
  Solver solver(g);
  ASSERT_EQ(solver.solve(sigma), EP_CONDUCTION_OK);
  const double current = 1e-6, bulk = 4.5e7;
  const size_t size = ep_conduction_image(solver.handle, current, bulk, nullptr, 0);
  std::string file(size, '\0');
  EXPECT_EQ(ep_conduction_image(solver.handle, current, bulk, &file[0], size), size);
  EXPECT_EQ(attribute(file, "<VTKFile", "type"), "ImageData");
  EXPECT_EQ(attribute(file, "<ImageData", "WholeExtent"), "0 4 0 12 0 5");
  EXPECT_EQ(attribute(file, "<ImageData", "Origin"), "-1.5 0 0");
  EXPECT_EQ(attribute(file, "<ImageData", "Spacing"), "2 2.5 3");
  const auto conductivity = values_of(file, "conductivity"), phi = values_of(file, "potential"),
             j = values_of(file, "current density");
  ASSERT_EQ(conductivity.size(), 4u * 12 * 5);
  ASSERT_EQ(phi.size(), 4u * 12 * 5);
  ASSERT_EQ(j.size(), 3u * 4 * 12 * 5);
  const double area = 8.0 * 9.0, length = 30.0;    // Angstrom
  const double ohm = length / (0.5 * area * bulk * 1e-10);
  for (int z = 0, i = 0; z < 5; z++)
    for (int y = 0; y < 12; y++)
      for (int x = 0; x < 4; x++, i++) {
        const bool metal = z < 3;
        EXPECT_FLOAT_EQ(conductivity[i], metal ? 0.5f : 0.0f);
        EXPECT_NEAR(phi[i], metal ? current * ohm * (1 - (y + 0.5) / 12) : 0.0,
                    1e-6 * current * ohm);
        EXPECT_NEAR(j[3 * i + 1], metal ? 1e16 * current / area : 0.0,
                    1e-5 * 1e16 * current / area);
        EXPECT_NEAR(j[3 * i] + j[3 * i + 2], 0.0, 1e-5 * 1e16 * current / area);
      }
  EXPECT_EQ(file.substr(size - 28), "\n</AppendedData>\n</VTKFile>\n");
  std::string less(100, 'x');
  EXPECT_EQ(ep_conduction_image(solver.handle, current, bulk, &less[0], 90), size);
  EXPECT_EQ(less, file.substr(0, 90) + std::string(10, 'x'));
}
