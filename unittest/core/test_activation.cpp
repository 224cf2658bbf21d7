// Thermally activated yield: the law against the most likely stress of a simulated ensemble.
#include "electropulse/activation.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

// SI, to be independent of the units of the core
const double k = 1.380649e-23, e = 1.602176634e-19;

// The stress (GPa) at which an event of rate N nu exp(-Omega (sigma_ath - sigma)/kT) most likely happens for the first time
// while the stress rises at E eps_dot: the maximum of rate times the probability that it has not happened yet.
double likeliest(const ep_activation &a, double athermal, double step)
{
  const double kt = k * a.temperature, loading = a.modulus * 1e9 * a.rate;
  double hazard = 0, best = 0, at = 0;
  for (double s = 0; s < athermal; s += step) {
    const double rate =
        a.sites * a.attempt * std::exp(-a.volume * 1e-30 * (athermal - s) * 1e9 / kt);
    const double density = rate * std::exp(-hazard);
    hazard += rate * step * 1e9 / loading;
    if (density > best) {
      best = density;
      at = s;
    }
  }
  return at;
}

TEST(Activation, TheLawGivesTheMostLikelyStress)
{
  const double step = 1e-4;
  for (const double rate : {1e7, 1e9})
    for (const double volume : {30.0, 80.0}) {
      const ep_activation a = {800, volume, 60, rate, 500, 3e12};
      const double athermal = ep_activation_energy(&a) * e / (volume * 1e-21) + 2.0;
      // the maximum is flat: its place is known to a few steps
      EXPECT_NEAR(likeliest(a, athermal, step), 2.0, 5 * step) << rate << " " << volume;
      EXPECT_NEAR(ep_activation_athermal(2.0, ep_activation_energy(&a), volume), athermal, 1e-12);
    }
}

TEST(Activation, VolumeFromTheRateDependence)
{
  // sigma at two rates by the law
  ep_activation a = {300, 24, 80, 1e8, 100, 1e13};
  const double slow = -ep_activation_energy(&a) * e / (24e-21);
  a.rate = 1e9;
  const double fast = -ep_activation_energy(&a) * e / (24e-21);
  EXPECT_NEAR(ep_activation_volume(300, (fast - slow) / std::log(10.0)), 24, 1e-10);
  EXPECT_NEAR(ep_activation_volume(800, 0.05), k * 800 / 0.05e9 * 1e30, 1e-9);
  EXPECT_TRUE(std::isinf(ep_activation_volume(800, 0)));
}

TEST(Activation, EnergyByHand)
{
  const ep_activation a = {800, 200, 60, 1e9, 1000, 3e12};
  const double kt = k * 800;
  EXPECT_NEAR(ep_activation_energy(&a),
              kt / e * std::log(kt * 1000 * 3e12 / (60e9 * 1e9 * 200e-30)), 1e-12);
}

TEST(Activation, BurgersVectorOfFcc)
{
  EXPECT_NEAR(ep_activation_burgers_cube(4.09), std::pow(4.09, 3) / std::pow(2.0, 1.5), 1e-12);
}

}    // namespace
