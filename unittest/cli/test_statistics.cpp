// Estimates and their intervals: by hand, against published regressions, and by how often they hold the truth.
#include "statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace {

using Numbers = std::vector<double>;

ep_estimate mean(const Numbers &x)
{
  return ep_statistics_mean(x.data(), x.size());
}

ep_estimate rate(const Numbers &events, const Numbers &exposure)
{
  return ep_statistics_rate(events.data(), exposure.data(), events.size());
}

// The share of Student's distribution between -t and t, by Simpson's rule on its density.
double student_share(double t, double freedom)
{
  const int n = 20000;
  const double norm = std::exp(std::lgamma((freedom + 1) / 2) - std::lgamma(freedom / 2)) /
      std::sqrt(freedom * std::acos(-1.0));
  double sum = 0;
  for (int i = 0; i <= n; i++) {
    const double x = t * i / n, weight = i == 0 || i == n ? 1 : i % 2 ? 4 : 2;
    sum += weight * std::pow(1 + x * x / freedom, -(freedom + 1) / 2);
  }
  return 2 * norm * sum * t / (3 * n);
}

void expect_nothing(const ep_estimate &e)
{
  EXPECT_TRUE(std::isnan(e.value));
  EXPECT_TRUE(std::isnan(e.low) && std::isnan(e.high));
}

void expect_no_interval(const ep_estimate &e, double value)
{
  EXPECT_DOUBLE_EQ(e.value, value);
  EXPECT_TRUE(std::isnan(e.low) && std::isnan(e.high) && std::isnan(e.error));
}

TEST(Statistics, MeanWithStudentsInterval)
{
  const ep_estimate e = mean({1, 2, 3, 4, 5});
  EXPECT_DOUBLE_EQ(e.value, 3);
  EXPECT_DOUBLE_EQ(e.error, std::sqrt(0.5));
  EXPECT_EQ(e.freedom, 4);
  EXPECT_NEAR(student_share((e.high - 3) / e.error, 4), 0.95, 1e-9);
  EXPECT_DOUBLE_EQ(3 - e.low, e.high - 3);
}

TEST(Statistics, EqualNumbersHaveAnIntervalOfNoWidth)
{
  const ep_estimate e = mean({2, 2, 2});
  EXPECT_EQ(e.low, 2);
  EXPECT_EQ(e.high, 2);
}

TEST(Statistics, OneNumberHasNoIntervalAndNoneNoMean)
{
  expect_no_interval(mean({7}), 7);
  expect_nothing(mean({}));
}

TEST(Statistics, DifferenceByWelch)
{
  // variances of the means 1/3 and 5/3; (1/3 + 5/3)^2/((1/3)^2/2 + (5/3)^2/3) = 4.0754717 degrees of freedom
  const ep_estimate parts[] = {mean({1, 2, 3}), mean({2, 4, 6, 8})};
  const double weights[] = {1, -1};
  const ep_estimate e = ep_statistics_sum(parts, weights, 2);
  EXPECT_DOUBLE_EQ(e.value, -3);
  EXPECT_NEAR(e.error, std::sqrt(2.0), 1e-14);
  EXPECT_NEAR(e.freedom, 216.0 / 53, 1e-12);
  EXPECT_NEAR(student_share((e.high - e.value) / e.error, e.freedom), 0.95, 1e-9);
  const ep_estimate single[] = {mean({1, 2, 3}), mean({2})};
  expect_no_interval(ep_statistics_sum(single, weights, 2), 0);
}

TEST(Statistics, AFactorScalesTheInterval)
{
  const ep_estimate one = mean({1, 2, 4});
  const double factor = -3;
  const ep_estimate e = ep_statistics_sum(&one, &factor, 1);
  EXPECT_DOUBLE_EQ(e.low, -3 * one.high);
  EXPECT_DOUBLE_EQ(e.high, -3 * one.low);
  EXPECT_DOUBLE_EQ(e.freedom, 2);
}

TEST(Statistics, RatioOnTheLogarithm)
{
  const ep_estimate a = mean({1.9, 2.0, 2.1}), b = mean({3.8, 4.0, 4.2, 4.0}),
                    ab = ep_statistics_ratio(&a, &b), ba = ep_statistics_ratio(&b, &a);
  EXPECT_DOUBLE_EQ(ab.value, 0.5);
  const double relative = std::hypot(a.error / a.value, b.error / b.value);
  EXPECT_DOUBLE_EQ(ab.error, 0.5 * relative);
  EXPECT_NEAR(student_share(std::log(ab.high / ab.value) / relative, ab.freedom), 0.95, 1e-9);
  EXPECT_DOUBLE_EQ(ab.low, 1 / ba.high);
  EXPECT_DOUBLE_EQ(ab.high, 1 / ba.low);
  const ep_estimate negative = mean({-1, -2});
  expect_nothing(ep_statistics_ratio(&negative, &b));
}

// F. J. Anscombe, Am. Stat. 27, 17 (1973), doi:10.1080/00031305.1973.10478966: his four sets share slope 0.5 with standard
// error 0.118; this is the first.
TEST(Statistics, SlopeOfAnscombe)
{
  const Numbers x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5},
                y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
  const ep_estimate e = ep_statistics_slope(x.data(), y.data(), x.size());
  EXPECT_NEAR(e.value, 0.5, 5e-4);
  EXPECT_NEAR(e.error, 0.118, 5e-4);
  EXPECT_EQ(e.freedom, 9);
  EXPECT_NEAR(student_share((e.high - e.value) / e.error, 9), 0.95, 1e-9);
}

TEST(Statistics, SlopeOfTooFewRows)
{
  const Numbers x = {1, 2, 2}, y = {1, 4, 4}, same = {3, 3, 3};
  expect_no_interval(ep_statistics_slope(x.data(), y.data(), 2), 3);
  expect_nothing(ep_statistics_slope(x.data(), y.data(), 1));
  expect_nothing(ep_statistics_slope(x.data(), y.data(), 0));
  expect_nothing(ep_statistics_slope(same.data(), y.data(), 3));
}

TEST(Statistics, RateByHand)
{
  // chi^2 = 2 with 2 degrees of freedom: phi = 1
  const ep_estimate even = rate({4, 6, 2}, {1, 1, 1});
  EXPECT_DOUBLE_EQ(even.value, 4);
  EXPECT_NEAR(even.error, 4 / std::sqrt(12.0), 1e-14);
  EXPECT_NEAR(student_share(std::log(even.high / 4) * std::sqrt(12.0), 2), 0.95, 1e-9);
  // chi^2 = 12 with 1 degree of freedom: the standard error of the logarithm is 1
  const ep_estimate bursts = rate({0, 12}, {1, 1});
  EXPECT_DOUBLE_EQ(bursts.error, 6);
  // more regular than Poisson counts as Poisson
  EXPECT_NEAR(rate({6, 6, 6}, {1, 1, 1}).error, 6 / std::sqrt(18.0), 1e-14);
  // exposures weigh
  EXPECT_DOUBLE_EQ(rate({1, 9}, {1, 3}).value, 2.5);
}

TEST(Statistics, RateWithoutEventsOrRuns)
{
  const ep_estimate none = rate({0, 0}, {2, 3});
  EXPECT_EQ(none.value, 0);
  EXPECT_EQ(none.low, 0);
  EXPECT_NEAR(none.high, std::log(40.0) / 5, 1e-12);    // exp(-5 high) = 0.025
  expect_no_interval(rate({4}, {2}), 2);
  expect_nothing(rate({}, {}));
  expect_nothing(rate({0, 0}, {0, 0}));
}

TEST(Statistics, RatioToARateWithoutEventsIsABound)
{
  const ep_estimate none = rate({0, 0}, {2, 3}), some = rate({4, 6, 2}, {1, 1, 1}),
                    low = ep_statistics_ratio(&none, &some),
                    high = ep_statistics_ratio(&some, &none);
  EXPECT_EQ(low.value, 0);
  EXPECT_EQ(low.low, 0);
  EXPECT_DOUBLE_EQ(low.high, none.high / some.low);
  EXPECT_TRUE(std::isnan(high.value));
  EXPECT_DOUBLE_EQ(high.low, some.low / none.high);
  EXPECT_TRUE(std::isinf(high.high));
  expect_nothing(ep_statistics_ratio(&none, &none));
  const ep_estimate one = rate({4}, {2});
  expect_no_interval(ep_statistics_ratio(&none, &one), 0);
  expect_nothing(ep_statistics_ratio(&one, &none));
}

// How often intervals of rates hold the truth when runs differ (gamma-distributed means, 50 % apart) and when they do not.
// 3000 repetitions of a separate program gave 0.950 and 0.997 with five runs of 100 and 30 events on average; the tolerance is
// four binomial deviations of the repetitions here.
TEST(Statistics, IntervalsOfRatesHoldTheTruth)
{
  std::mt19937 random(4);
  const int repetitions = 2000;
  for (const bool differ : {true, false}) {
    const double truth = differ ? 100 : 30;
    int held = 0;
    for (int r = 0; r < repetitions; r++) {
      Numbers events, exposure(5, 1.0);
      for (int i = 0; i < 5; i++) {
        std::gamma_distribution<double> gamma(4, 0.25);
        std::poisson_distribution<int> poisson(truth * (differ ? gamma(random) : 1.0));
        events.push_back(poisson(random));
      }
      const ep_estimate e = rate(events, exposure);
      held += e.low <= truth && truth <= e.high;
    }
    const double expected = differ ? 0.950 : 0.997;
    EXPECT_NEAR(held / static_cast<double>(repetitions), expected,
                4 * std::sqrt(expected * (1 - expected) / repetitions));
  }
}

}    // namespace
