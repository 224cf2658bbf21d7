#include "electropulse/heat.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace {

// Sommerfeld's Lorenz number, from the tables of CODATA 2018: 2.443 004 x 10^-8 W ohm/K^2.
TEST(Heat, WiedemannFranzHasSommerfeldsNumber)
{
  EXPECT_NEAR(ep_heat_wiedemann_franz(1.0, 1.0), 2.443e-8, 0.0005e-8);
  // a metal with 20 uohm cm at 300 K cannot have much more than 37 W/m/K
  EXPECT_NEAR(ep_heat_wiedemann_franz(20e-8, 300.0), 36.6, 0.05);
}

// kappa T'' + rho j^2 = 0 with T = 0 at both ends, on a grid, by elimination. Second differences are exact for the
// parabola that solves it, so that only rounding is left: about n^2 units in the last place.
TEST(Heat, RodRiseSolvesTheHeatEquation)
{
  const double j = 1.7e13, rho = 20e-8, length = 100e-9, kappa = 36.6;
  const int n = 100;
  const double h = length / n, source = rho * j * j / kappa * h * h;
  std::vector<double> upper(n), right(n);
  for (int i = 1; i < n; i++) {
    const double pivot = 2.0 - (i > 1 ? upper[i - 1] : 0.0);
    upper[i] = 1.0 / pivot;
    right[i] = (source + (i > 1 ? right[i - 1] : 0.0)) / pivot;
  }
  double t = 0.0;
  for (int i = n - 1; i >= n / 2; i--) t = right[i] + upper[i] * t;
  EXPECT_NEAR(ep_heat_rod_rise(j, rho, length, kappa), t, 1e-11 * t);
}

TEST(Heat, RodCurrentIsTheInverse)
{
  for (double rise : {1.0, 83.0, 120.0, 1e4})
    for (double kappa : {37.0, 318.0}) {
      const double j = ep_heat_rod_current(rise, 20e-8, 100e-9, kappa);
      EXPECT_NEAR(ep_heat_rod_rise(j, 20e-8, 100e-9, kappa), rise, 1e-14 * rise);
      EXPECT_EQ(ep_heat_rod_rise(-j, 20e-8, 100e-9, kappa),
                ep_heat_rod_rise(j, 20e-8, 100e-9, kappa));
    }
}

}    // namespace
