// Yield and rises of stress-strain curves drawn by hand.
#include "electropulse/tension.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace {

// Rows at strains 0, 0.01, 0.02, ...
struct Curve {
  std::vector<double> strain, stress;
  explicit Curve(const std::vector<double> &stress) : stress(stress)
  {
    for (size_t i = 0; i < stress.size(); i++) strain.push_back(0.01 * static_cast<double>(i));
  }
  ep_tension_curve c() const { return {strain.data(), stress.data(), stress.size()}; }
};

ep_tension_yield yield_of(const Curve &curve, double from, double drop)
{
  const ep_tension_curve c = curve.c();
  const ep_tension_rule rule = {from, drop};
  ep_tension_yield yield;
  EXPECT_EQ(ep_tension_find_yield(&c, &rule, &yield, nullptr), EP_TENSION_OK);
  return yield;
}

std::vector<ep_tension_rise> rises_of(const Curve &curve, size_t first, double size)
{
  const ep_tension_curve c = curve.c();
  const size_t count = ep_tension_find_rises(&c, first, c.rows, size, nullptr, 0);
  std::vector<ep_tension_rise> rises(count);
  EXPECT_EQ(ep_tension_find_rises(&c, first, c.rows, size, rises.data(), count), count);
  return rises;
}

TEST(Tension, YieldIsTheMaximumBeforeTheFirstLargeFall)
{
  // falls by 10 % from 4, by 20 % from 5, and is higher later
  const Curve curve({0, 2, 4, 3.6, 5, 4.5, 4, 3, 6, 1});
  const ep_tension_yield y = yield_of(curve, 0, 0.2);
  EXPECT_TRUE(y.yielded);
  EXPECT_EQ(y.peak, 4u);
  EXPECT_EQ(y.fall, 6u);
  EXPECT_EQ(yield_of(curve, 0, 0.1).peak, 2u);
  EXPECT_EQ(yield_of(curve, 0, 0.5).peak, 8u);
}

TEST(Tension, AFallOfExactlyTheShareYields)
{
  EXPECT_TRUE(yield_of(Curve({0, 4, 2}), 0, 0.5).yielded);
  EXPECT_FALSE(yield_of(Curve({0, 4, 2.001}), 0, 0.5).yielded);
}

TEST(Tension, RowsBelowTheStrainToLookFromDoNotCount)
{
  const Curve curve({0, 3, 1, 2, 4, 1});
  EXPECT_EQ(yield_of(curve, 0, 0.2).peak, 1u);
  EXPECT_EQ(yield_of(curve, 0.02, 0.2).peak, 4u);
}

TEST(Tension, ACurveThatEndsBeforeItYieldsIsCensored)
{
  const ep_tension_yield y = yield_of(Curve({0, 1, 2, 5, 4.5}), 0, 0.2);
  EXPECT_FALSE(y.yielded);
  EXPECT_EQ(y.peak, 3u);
  EXPECT_EQ(y.fall, 5u);
}

TEST(Tension, WithoutTensileStressThereIsNoYield)
{
  EXPECT_FALSE(yield_of(Curve({-1, -2, -3}), 0, 0.2).yielded);
  EXPECT_FALSE(yield_of(Curve({0, 0, -3}), 0, 0.2).yielded);
}

TEST(Tension, NamesBadCurves)
{
  const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
  const ep_tension_rule rule = {0.02, 0.2};
  ep_tension_yield yield;
  size_t bad = 99;
  const Curve number({0, 1, nan, 3});
  ep_tension_curve c = number.c();
  EXPECT_EQ(ep_tension_find_yield(&c, &rule, &yield, &bad), EP_TENSION_NUMBER);
  EXPECT_EQ(bad, 2u);
  Curve order({0, 1, 2, 3});
  order.strain[3] = 0.015;
  c = order.c();
  EXPECT_EQ(ep_tension_find_yield(&c, &rule, &yield, &bad), EP_TENSION_ORDER);
  EXPECT_EQ(bad, 3u);
  const Curve low({0, 1});
  c = low.c();
  EXPECT_EQ(ep_tension_find_yield(&c, &rule, &yield, &bad), EP_TENSION_ROWS);
  EXPECT_EQ(bad, 2u);
  c.rows = 0;
  EXPECT_EQ(ep_tension_find_yield(&c, &rule, &yield, nullptr), EP_TENSION_ROWS);
  c = low.c();
  for (const double drop : {0.0, -0.1, 1.1, nan}) {
    const ep_tension_rule wrong = {0, drop};
    EXPECT_EQ(ep_tension_find_yield(&c, &wrong, &yield, nullptr), EP_TENSION_RULE) << drop;
  }
  for (const double from : {nan, inf}) {
    const ep_tension_rule wrong = {from, 0.2};
    EXPECT_EQ(ep_tension_find_yield(&c, &wrong, &yield, nullptr), EP_TENSION_RULE) << from;
  }
}

TEST(Tension, RisesLieBetweenSlipEvents)
{
  // a saw of two teeth and one that is not complete, on which 0.1 is no event
  const std::vector<ep_tension_rise> r =
      rises_of(Curve({5, 2, 1, 2, 1.9, 3, 1.5, 1.4, 2.4, 2.3, 3.4, 2, 2.5, 3.5}), 1, 1.0);
  ASSERT_EQ(r.size(), 3u);
  EXPECT_EQ(r[0].first, 2u);
  EXPECT_EQ(r[0].last, 5u);
  EXPECT_EQ(r[1].first, 7u);
  EXPECT_EQ(r[1].last, 10u);
  EXPECT_EQ(r[2].first, 11u);
  EXPECT_EQ(r[2].last, 13u);
}

TEST(Tension, WhatHardlyRisesIsNoRise)
{
  EXPECT_EQ(rises_of(Curve({5, 4, 3, 2, 1}), 1, 1.0).size(), 0u);
  EXPECT_EQ(rises_of(Curve({5, 1, 1.9, 1, 1.9}), 1, 1.0).size(), 0u);
  EXPECT_EQ(rises_of(Curve({5}), 1, 1.0).size(), 0u);
}

TEST(Tension, StoresNoMoreRisesThanThereIsRoomFor)
{
  const Curve curve({5, 1, 3, 1, 3, 1});
  const ep_tension_curve c = curve.c();
  ep_tension_rise one[2] = {{77, 77}, {77, 77}};
  EXPECT_EQ(ep_tension_find_rises(&c, 1, c.rows, 1.0, one, 1), 2u);
  EXPECT_EQ(one[0].last, 2u);
  EXPECT_EQ(one[1].first, 77u);
}

TEST(Tension, DiffusionTakesUpWhatTheSlopeLacks)
{
  // d sigma/d eps = (E/100) (eps_dot - eps_dot_diff)/eps_dot per per cent, E = 80 GPa, 30 % of 1e8 /s by diffusion
  const double modulus = 80, rate = 1e8, diffusion = 3e7;
  const double per_cent = modulus / 100 * (rate - diffusion) / rate;
  EXPECT_NEAR(ep_tension_diffusion(100 * per_cent, modulus), diffusion / rate, 1e-15);
  EXPECT_EQ(ep_tension_diffusion(80, 80), 0);
  EXPECT_EQ(ep_tension_diffusion(0, 80), 1);
}

}    // namespace
