#include "electropulse/vibration.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace {

TEST(VibrationScale, RaisesTheKineticEnergyByExactlyTheEnergy)
{
  for (double kinetic : {1e-6, 0.04, 1.0, 250.0, 1e6})
    for (double share : {1e-3, 0.1, 1.0, 30.0, 1e4}) {
      const double energy = share * kinetic, f = ep_vibration_scale(kinetic, energy);
      EXPECT_NEAR((f * f - 1.0) * kinetic, energy, 4e-16 * (kinetic + energy));
    }
}

TEST(VibrationScale, AddsUpOverSteps)
{
  double velocity = 1.0;
  for (int step = 0; step < 1000; step++) velocity *= ep_vibration_scale(velocity * velocity, 0.01);
  EXPECT_NEAR(velocity * velocity, 11.0, 1e-12);
}

TEST(VibrationScale, IsOneWithoutEnergyAndWithoutMotion)
{
  EXPECT_EQ(ep_vibration_scale(3.0, 0.0), 1.0);
  EXPECT_EQ(ep_vibration_scale(0.0, 0.0), 1.0);
  EXPECT_EQ(ep_vibration_scale(0.0, 1.0), 1.0);
}

TEST(VibrationCorrection, IsZeroWithoutScalingAndOtherwiseHasItsSign)
{
  EXPECT_EQ(ep_vibration_correction(1.0, 0.001), 0.0);
  EXPECT_GT(ep_vibration_correction(1.01, 0.001), 0.0);
  EXPECT_LT(ep_vibration_correction(0.99, 0.001), 0.0);
}

TEST(VibrationCorrection, IsOfSecondOrderInTheTimestepAndFirstInTheScaling)
{
  const double one = ep_vibration_correction(1.001, 0.001);
  EXPECT_NEAR(ep_vibration_correction(1.001, 0.002) / one, 4.0, 1e-12);
  EXPECT_NEAR(ep_vibration_correction(1.002, 0.001) / one, 2.0, 1e-10);
}

// Oscillators of frequency 1 and mass 1, heated by scaling at every step of velocity Verlet. Returns the growth of their
// energy, averaged over the last period, less the energy put in, per that energy. Verlet keeps
// v^2/2 + x^2/2 - dt^2 x^2/8, so that without the correction dt^2/8 comes out.
double energy_error(double dt, bool correct)
{
  const int oscillators = 64, period = static_cast<int>(std::lround(2 * M_PI / dt)), periods = 100;
  std::vector<double> x(oscillators), v(oscillators);
  const auto kinetic = [&] {
    double sum = 0.0;
    for (double u : v) sum += 0.5 * u * u;
    return sum;
  };
  const auto total = [&] {
    double sum = kinetic();
    for (double q : x) sum += 0.5 * q * q;
    return sum;
  };
  for (int i = 0; i < oscillators; i++) {
    const double phase = 2 * M_PI * i / oscillators;
    x[i] = std::cos(phase), v[i] = std::sin(phase);
  }
  const double start = total(), energy = 10 * start / (period * periods);
  double mean = 0.0;
  for (int step = 0; step < period * periods; step++) {
    for (int i = 0; i < oscillators; i++) {
      v[i] -= 0.5 * dt * x[i];
      x[i] += dt * v[i];
      v[i] -= 0.5 * dt * x[i];
    }
    const double scale = ep_vibration_scale(kinetic(), energy);
    const double shift = correct ? ep_vibration_correction(scale, dt) : 0.0;
    for (int i = 0; i < oscillators; i++) v[i] *= scale, x[i] -= shift * x[i];
    if (step >= period * (periods - 1)) mean += (total() - energy * (step + 1)) / period;
  }
  return (mean - start) / (10 * start);
}

TEST(VibrationCorrection, KeepsTheEnergyOfVelocityVerlet)
{
  for (double dt : {0.1, 0.2}) {
    EXPECT_NEAR(energy_error(dt, false), dt * dt / 8, 0.1 * dt * dt / 8);
    EXPECT_LT(std::fabs(energy_error(dt, true)), 0.03 * dt * dt / 8);
  }
}

TEST(VibrationLangevin, KeepsTheTemperature)
{
  for (double time : {1e-12, 1e-6, 1e-3, 0.1, 0.5, 1.0, 3.0, 40.0}) {
    const auto s = ep_vibration_langevin_step(time, 1.0);
    EXPECT_NEAR(s.keep * s.keep + s.noise * s.noise, 1.0, 4e-16) << time;
  }
}

TEST(VibrationLangevin, OfTwoHalfStepsIsOneStep)
{
  for (double time : {1e-9, 1e-4, 0.02, 1.0, 10.0}) {
    const auto one = ep_vibration_langevin_step(time, 0.1),
               half = ep_vibration_langevin_step(0.5 * time, 0.1);
    EXPECT_NEAR(half.keep * half.keep, one.keep, 1e-15);
    const double variance = half.noise * half.noise * (1.0 + half.keep * half.keep);
    EXPECT_NEAR(variance / (one.noise * one.noise), 1.0, 1e-14);
  }
}

TEST(VibrationLangevin, DoesNothingInNoTime)
{
  const auto s = ep_vibration_langevin_step(0.0, 0.1);
  EXPECT_EQ(s.keep, 1.0);
  EXPECT_EQ(s.noise, 0.0);
}

TEST(VibrationLangevin, LosesNoPrecisionInShortTimes)
{
  for (double share : {1e-6, 1e-9, 1e-12, 1e-15, 1e-18}) {
    const auto s = ep_vibration_langevin_step(share * 0.3, 0.3);
    EXPECT_NEAR(s.keep, 1.0 - share + 0.5 * share * share, 1.2e-16);
    EXPECT_NEAR(s.noise / std::sqrt(2.0 * share), 1.0 - 0.5 * share, 1e-12) << share;
  }
}

TEST(VibrationLangevin, ForgetsTheVelocityInLongTimes)
{
  const auto s = ep_vibration_langevin_step(1000.0, 1.0);
  EXPECT_EQ(s.keep, 0.0);
  EXPECT_EQ(s.noise, 1.0);
}

}    // namespace
