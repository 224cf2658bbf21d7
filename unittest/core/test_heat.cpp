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

// 1.7e13^2 x 20e-8 / 2.49e6 = 2.32e13 K/s: gold melts 1037 K above room temperature, after 45 ps
TEST(Heat, RateWithoutSinks)
{
  const double rate = ep_heat_rate(1.7e13, 20e-8, 2.49e6);
  EXPECT_NEAR(rate * 1e-12, 23.2, 0.05);
  EXPECT_NEAR(1037.0 / rate * 1e12, 44.7, 0.05);
  EXPECT_EQ(ep_heat_rate(-1.7e13, 20e-8, 2.49e6), rate);
}

// (100 nm)^2 x 2.49e6 J/m^3/K / 318 W/m/K = 7.83e-11 s; Li et al. (2022) print 7.9e-11 s
TEST(Heat, TimesOfTheRod)
{
  EXPECT_NEAR(ep_heat_rod_diffusion(100e-9, 2.49e6, 318.0), 7.83e-11, 0.005e-11);
  EXPECT_NEAR(ep_heat_rod_time(100e-9, 2.49e6, 318.0), 7.83e-11 / 9.8696, 0.001e-11);
}

// The rod from rest under even heating, in the unit of time of the slowest mode: T' = T''/pi^2 + 8/pi^2 on a length of 1,
// so that the middle goes to 1; by Crank and Nicolson's rule. With h = 1/200 and dt = 2e-4 the error of the second
// differences is below pi^2 h^2/12 = 2e-5 and that of the time steps smaller.
TEST(Heat, RodApproachSolvesTheHeatEquation)
{
  const double pi = std::acos(-1.0);
  const int n = 200;
  const double dt = 2e-4, r = dt / (2.0 * pi * pi) * n * n, source = 8.0 / (pi * pi) * dt;
  std::vector<double> t(n + 1, 0.0), right(n + 1), upper(n + 1);
  const double wanted[] = {0.01, 0.05, 0.1, 0.5, 1.0, 3.0};
  int next = 0;
  for (int step = 1; next < 6; step++) {
    upper[0] = right[0] = 0.0;
    for (int i = 1; i < n; i++) {
      const double b = t[i] + r * (t[i - 1] - 2.0 * t[i] + t[i + 1]) + source;
      const double pivot = 1.0 + 2.0 * r - r * upper[i - 1];
      upper[i] = r / pivot;
      right[i] = (b + r * right[i - 1]) / pivot;
    }
    for (int i = n - 1; i > 0; i--) t[i] = right[i] + upper[i] * t[i + 1];
    if (std::fabs(step * dt - wanted[next]) < 0.5 * dt) {
      EXPECT_NEAR(ep_heat_rod_approach(wanted[next], 1.0), t[n / 2], 2e-5) << wanted[next];
      next++;
    }
  }
}

TEST(Heat, RodApproachIsAdiabaticAtFirstAndSteadyAtLast)
{
  // rise j^2 rho t / C, before the sinks are felt
  const double j = 1.7e13, rho = 20e-8, length = 100e-9, kappa = 36.6, capacity = 2.49e6;
  const double decay = ep_heat_rod_time(length, capacity, kappa), time = 1e-13;
  EXPECT_NEAR(ep_heat_rod_rise(j, rho, length, kappa) * ep_heat_rod_approach(time, decay),
              ep_heat_rate(j, rho, capacity) * time, 1e-12);
  EXPECT_EQ(ep_heat_rod_approach(0.0, 1.0), 0.0);
  EXPECT_NEAR(ep_heat_rod_approach(30.0, 1.0), 1.0, 1e-12);
  // the two branches meet
  EXPECT_NEAR(ep_heat_rod_approach(0.02 * (1 - 1e-12), 1.0), ep_heat_rod_approach(0.02, 1.0),
              1e-13);
  EXPECT_TRUE(std::isnan(ep_heat_rod_approach(NAN, 1.0)));
  EXPECT_TRUE(std::isnan(ep_heat_rod_approach(1.0, NAN)));
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

// For a small rise the conductivity of Wiedemann and Franz is a constant, and for a large one T_max = U/(2 sqrt(L)): 3.2 K for
// a millivolt, whatever the metal.
TEST(Heat, RodRiseByWiedemannAndFranzHasItsLimits)
{
  const double rho = 20e-8, length = 100e-9, j = 1e11;
  const double rise = ep_heat_rod_rise_wiedemann_franz(rho * j * length, 300.0);
  const double constant = ep_heat_rod_rise(j, rho, length, ep_heat_wiedemann_franz(rho, 300.0));
  EXPECT_NEAR(rise / constant, 1.0, rise / 600.0);
  EXPECT_NEAR(ep_heat_rod_rise_wiedemann_franz(1.0, 1e-6), 3199.0, 1.0);
}

// Over a thousandth of a kelvin both temperatures are straight lines.
TEST(Heat, PairBeginsWithTheFluxAndEndsAtOneTemperature)
{
  const ep_heat_pair pair = {67.0, 2.5e6, 2.1e16, 1000.0, 300.0};
  const double fall = 1e-3, seconds = 67.0 * 1000.0 * fall / (2.1e16 * 700.0);
  EXPECT_NEAR(ep_heat_pair_time(&pair, 1000.0 - fall) / seconds, 1.0, 1e-5);
  EXPECT_NEAR((ep_heat_pair_lattice(&pair, 1000.0 - fall) - 300.0) /
                  (2.1e16 * 700.0 * seconds / 2.5e6),
              1.0, 1e-5);
  const double end = ep_heat_pair_end(&pair);
  EXPECT_NEAR(ep_heat_pair_lattice(&pair, end), end, 1e-10);
  EXPECT_GT(ep_heat_pair_time(&pair, end + 1e-6), 1e-12);
}

}    // namespace
