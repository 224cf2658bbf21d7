#include "electropulse/vibration.h"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <vector>

namespace {

// Velocities in one dimension, masses and weights at random: after u + gain (weight u - mean) there is that much more energy,
// and no momentum.
TEST(Gain, PutsInTheEnergyAskedAndNoMomentum)
{
  const double m[] = {1.0, 2.5, 0.7, 3.0}, w[] = {4.0, 0.0, 1.0, 0.3};
  double u[] = {0.3, -1.2, 0.8, 0.0}, mass = 0.0, momentum = 0.0, before = 0.0;
  for (int i = 0; i < 3; i++) momentum += m[i] * u[i];
  u[3] = -momentum / m[3];
  double mean = 0.0, linear = 0.0, square = 0.0;
  for (int i = 0; i < 4; i++) {
    mass += m[i];
    mean += m[i] * w[i] * u[i];
    linear += m[i] * w[i] * u[i] * u[i];
    before += 0.5 * m[i] * u[i] * u[i];
  }
  mean /= mass;
  for (int i = 0; i < 4; i++) square += m[i] * std::pow(w[i] * u[i] - mean, 2);
  for (double energy : {0.0, 1e-9, 0.2, 50.0}) {
    const double gain = ep_vibration_gain(linear, square, energy);
    double after = 0.0, left = 0.0;
    for (int i = 0; i < 4; i++) {
      const double changed = u[i] + gain * (w[i] * u[i] - mean);
      after += 0.5 * m[i] * changed * changed;
      left += m[i] * changed;
    }
    EXPECT_NEAR(after - before, energy, 1e-14 * (before + after));
    EXPECT_NEAR(left, 0.0, 1e-14 * (1.0 + gain));
  }
}

TEST(Gain, OfEqualWeightsIsTheScaleLessOne)
{
  for (double energy : {1e-6, 0.1, 3.0})
    EXPECT_NEAR(ep_vibration_gain(2 * 0.7, 2 * 0.7, energy), ep_vibration_scale(0.7, energy) - 1.0,
                1e-15);
  EXPECT_EQ(ep_vibration_gain(0.0, 0.0, 1.0), 0.0);
}

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

const ep_vibration_band BAND = {2.0, 5.0, 16, 77, 3};    // THz

// Power of component k in [from, to], of what is sampled over `span` ps under a Hann window.
double power(int k, int64_t pulse, int64_t tag, double from, double to)
{
  const double span = 40.0, dt = 0.02;
  const int n = (int) std::lround(span / dt);
  std::vector<double> x(n);
  for (int i = 0; i < n; i++) {
    double force[3];
    ep_vibration_band_force(&BAND, pulse, tag, i * dt, force);
    x[i] = force[k] * (1.0 - std::cos(2.0 * M_PI * i / n));
  }
  double sum = 0.0;
  for (int m = (int) std::ceil(from * span); m <= to * span; m++) {
    std::complex<double> amplitude = 0.0;
    for (int i = 0; i < n; i++)
      amplitude += x[i] * std::polar(1.0, -2.0 * M_PI * ((long) m * i % n) / n);
    sum += std::norm(amplitude);
  }
  return sum;
}

// A Hann window spreads a line over two bins to each side; what lies farther falls with the third power of the distance.
TEST(VibrationBand, SpectrumLiesInTheBand)
{
  for (int k = 0; k < 3; k++)
    for (int64_t tag : {1, 4711}) {
      const double inside = power(k, 1, tag, BAND.low - 0.1, BAND.high + 0.1);
      const double all = power(k, 1, tag, 0.0, 25.0);
      EXPECT_GT(inside / all, 0.99999) << k << " " << tag;
      // and fills it
      EXPECT_GT(power(k, 1, tag, 2.0, 3.5) / all, 0.2);
      EXPECT_GT(power(k, 1, tag, 3.5, 5.0) / all, 0.2);
    }
}

// The number of periods is rounded three times on the way, and each time by half a unit in its last place at most.
TEST(VibrationBand, IsTheSumOfTheCosinesThatWereDrawn)
{
  for (int cosines : {1, 2, 3, 16, 17, int(EP_VIBRATION_MAX_COSINES)})
    for (double time : {0.0, 0.01, 3.7, 1234.5}) {
      const ep_vibration_band band = {2.0, 5.0, cosines, 77, 3};
      std::vector<uint32_t> words(6 * cosines);
      ep_vibration_band_draw(&band, 3, 4711, words.data());
      double force[3], same[3], sum[3] = {};
      ep_vibration_band_sum(&band, words.data(), time, force);
      ep_vibration_band_force(&band, 3, 4711, time, same);
      for (int c = 0; c < cosines; c++)
        for (int k = 0; k < 3; k++) {
          const double share = c + words[6 * c + k] / 4294967296.0;
          const double frequency = band.low + (band.high - band.low) / cosines * share;
          EXPECT_GE(frequency, band.low);
          EXPECT_LT(frequency, band.high);
          sum[k] +=
              std::cos(2 * M_PI *
                       std::remainder(frequency * time + words[6 * c + 3 + k] / 4294967296.0, 1.0));
        }
      const double turns = band.high * time + 1.0, unit = 2.2e-16;
      for (int k = 0; k < 3; k++) {
        EXPECT_NEAR(force[k], std::sqrt(2.0 / cosines) * sum[k],
                    std::sqrt(2.0 * cosines) * (2 * M_PI * 3.0 * turns + 4.0) * unit);
        EXPECT_EQ(force[k], same[k]);
      }
    }
}

TEST(VibrationBand, MeanSquareIsOne)
{
  double sum[3] = {};
  const int n = 4000;
  for (int tag = 1; tag <= n; tag++) {
    double force[3];
    ep_vibration_band_force(&BAND, 1, tag, 0.37 * tag, force);
    for (int k = 0; k < 3; k++) sum[k] += force[k] * force[k];
  }
  // a sum of 16 cosines is nearly normal: its square varies by sqrt(2)
  for (double s : sum) EXPECT_NEAR(s / n, 1.0, 4.0 * std::sqrt(2.0 / n));
}

TEST(VibrationBand, AtomsPulsesComponentsSeedsAndStreamsDiffer)
{
  double same[5] = {};
  const int n = 4000;
  ep_vibration_band seed = BAND, stream = BAND;
  seed.seed++;
  stream.stream++;
  for (int tag = 1; tag <= n; tag++) {
    double a[3], b[4][3];
    const double t = 0.0123 * tag;
    ep_vibration_band_force(&BAND, 1, tag, t, a);
    ep_vibration_band_force(&BAND, 1, tag + n, t, b[0]);
    ep_vibration_band_force(&BAND, 2, tag, t, b[1]);
    ep_vibration_band_force(&seed, 1, tag, t, b[2]);
    ep_vibration_band_force(&stream, 1, tag, t, b[3]);
    for (int other = 0; other < 4; other++) same[other] += a[0] * b[other][0];
    same[4] += a[0] * a[1];
  }
  for (double s : same) EXPECT_NEAR(s / n, 0.0, 4.0 / std::sqrt(n));
}

// No state: any time, in any order.
TEST(VibrationBand, IsAFunctionOfTimeAlone)
{
  double first[3], other[3], again[3];
  ep_vibration_band_force(&BAND, 3, 42, 1.234, first);
  ep_vibration_band_force(&BAND, 3, 42, 99.0, other);
  ep_vibration_band_force(&BAND, 3, 42, 1.234, again);
  for (int k = 0; k < 3; k++) {
    EXPECT_EQ(first[k], again[k]);
    EXPECT_NE(first[k], other[k]);
  }
}

}    // namespace
