#include "electropulse/average.h"

extern "C" {
#include "electropulse/average_kernel.h"
}

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace {

const ep_average half = {0.5, 1.0, 0.0};

std::vector<double> zeros(int n)
{
  return std::vector<double>(3 * n, 0.0);
}

TEST(Average, IsExponential)
{
  double mean[3] = {0.3, 0.0, -0.2};
  const double rest[3] = {0.0, 0.0, 0.0}, force[3] = {0.0, 0.0, 0.0};
  const ep_average average = {std::exp(-0.1), 1.0, 0.0};
  for (int n = 0; n < 20; n++) EXPECT_EQ(ep_average_sample(&average, mean, rest, force, 1), 0);
  EXPECT_NEAR(mean[0], 0.3 * std::exp(-2.0), 1e-15);
  EXPECT_EQ(mean[1], 0.0);
  EXPECT_NEAR(mean[2], -0.2 * std::exp(-2.0), 1e-15);
}

// An oscillator of this frequency is known at rest from any one sample: x + F/(m omega^2) = x - (x - rest).
TEST(Average, FindsTheRestOfAnOscillatorAtOnce)
{
  const double rest[3] = {10.0, -20.0, 30.0}, x[3] = {10.2, -20.1, 30.05}, k = 2.5;
  double force[3], mean[3] = {10.2, -20.1, 30.05};
  for (int c = 0; c < 3; c++) force[c] = -k * (x[c] - rest[c]);
  const ep_average now = {0.0, 1.0, 1.0 / k};
  ep_average_sample(&now, mean, x, force, 1);
  for (int c = 0; c < 3; c++) EXPECT_NEAR(mean[c], rest[c], 1e-14);
}

#ifdef __x86_64__
TEST(Average, IsTheSameWithAndWithoutAvx2)
{
  if (!__builtin_cpu_supports("avx2")) GTEST_SKIP() << "this processor has no AVX2";
  std::mt19937_64 random(2);
  std::normal_distribution<double> normal;
  for (int n = 1; n <= 3 * EP_AVERAGE_BLOCK; n++) {
    std::vector<double> mean(n), x(n), force(n), one(n), other(n);
    for (auto *v : {&mean, &x, &force})
      for (double &c : *v) c = normal(random);
    const double limit = 2.0 + 0.01 * n;
    EXPECT_EQ(ep_average_components_portable(one.data(), mean.data(), x.data(), force.data(), n,
                                             0.3, 0.9, limit),
              ep_average_components_avx2(other.data(), mean.data(), x.data(), force.data(), n, 0.3,
                                         0.9, limit));
    EXPECT_EQ(one, other) << n;
  }
}
#endif

TEST(Average, BeginsAnewForAnAtomThatWentFar)
{
  for (double far : {0.999, 1.001}) {
    auto mean = zeros(3), x = zeros(3);
    const auto force = zeros(3);
    x[3] = 0.6 * far, x[4] = 0.8 * far;    // the second atom
    EXPECT_EQ(ep_average_sample(&half, mean.data(), x.data(), force.data(), 3), far > 1.0);
    EXPECT_NEAR(mean[3], far > 1.0 ? x[3] : 0.5 * x[3], 1e-15);
    EXPECT_EQ(mean[0], 0.0);
  }
}

TEST(Average, DisplacesNoSampleFartherThanAllowed)
{
  auto mean = zeros(1);
  const double x[3] = {0, 0, 0}, force[3] = {30.0, 0.0, 40.0};
  const ep_average now = {0.0, 1.5, 1.0};
  ep_average_sample(&now, mean.data(), x, force, 1);
  EXPECT_NEAR(mean[0], 0.9, 1e-15);
  EXPECT_NEAR(mean[2], 1.2, 1e-15);
}

// Blocks are fast while no atom needs a rule; one that does must not change what the others get, to the last bit.
TEST(Average, OfAnAtomDoesNotDependOnItsBlock)
{
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal(0.0, 0.3);
  const ep_average average = {0.5, 1.0, 0.7};
  int began = 0, blocks_with_rules = 0;
  for (int n = 1; n <= EP_AVERAGE_BLOCK; n++) {
    std::vector<double> mean(3 * n), x(3 * n), force(3 * n);
    for (auto *v : {&mean, &x, &force})
      for (double &c : *v) c = normal(random);
    auto alone = mean;
    int alone_began = 0;
    for (int i = 0; i < n; i++)
      alone_began += ep_average_sample(&average, &alone[3 * i], &x[3 * i], &force[3 * i], 1);
    const int together = ep_average_sample(&average, mean.data(), x.data(), force.data(), n);
    EXPECT_EQ(together, alone_began);
    EXPECT_EQ(mean, alone) << n;
    began += together;
    blocks_with_rules += together > 0;
  }
  EXPECT_GT(began, 20);
  EXPECT_LT(blocks_with_rules, EP_AVERAGE_BLOCK);
}

}    // namespace
