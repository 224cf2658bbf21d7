#include "electropulse/resistivity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

TEST(Resistivity, IsLinearAndIsTheReferenceAt300K)
{
  const ep_resistivity gold = {2.271e-8, 7.57e-11};
  EXPECT_EQ(ep_resistivity_at(&gold, 300.0), 2.271e-8);
  EXPECT_NEAR(ep_resistivity_at(&gold, 600.0), 4.542e-8, 1e-22);
}

// Dingle's series for a wide wire, 1 + 3/4 (1-p)/k + O(1/k^2).
TEST(Resistivity, OfAWideWireIsDinglesLimit)
{
  for (double p : {0.0, 0.3, 0.8})
    for (double k : {300.0, 1000.0})
      EXPECT_NEAR(ep_resistivity_wire_factor(k, p), 1.0 + 0.75 * (1.0 - p) / k, 2.0 / (k * k))
          << p << " " << k;
}

// In a narrow one the path ends at the surface: (1-p)/(1+p)/k. The next term is smaller by the order k ln(1/k); a rough
// surface has the smallest.
TEST(Resistivity, OfANarrowWireIsDinglesLimit)
{
  for (double p : {0.0, 0.3}) {
    double error = 1.0;
    for (double k : {0.1, 0.03, EP_RESISTIVITY_NARROWEST}) {
      const double ratio = ep_resistivity_wire_factor(k, p) * k * (1.0 + p) / (1.0 - p);
      EXPECT_LT(std::fabs(ratio - 1.0), 3.0 * k * std::log(1.0 / k)) << p << " " << k;
      EXPECT_LT(std::fabs(ratio - 1.0), error);
      error = std::fabs(ratio - 1.0);
    }
  }
}

// An independent calculation: electrons fly from random places of the section in random directions, are scattered by the
// bulk, and by the surface unless it is a mirror. sigma/sigma_0 = 3 <cos^2 (1 - what they lack)>.
TEST(Resistivity, OfAWireIsWhatRandomFlightsGive)
{
  std::mt19937 random(7);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  for (double p : {0.0, 0.5}) {
    const double diameter = 0.5;    // in mean free paths
    double sum = 0.0, squares = 0.0;
    const int n = 400000;
    for (int i = 0; i < n; i++) {
      const double radius = 0.5 * diameter * std::sqrt(uniform(random));
      const double across = 2.0 * M_PI * uniform(random), cosine = 2.0 * uniform(random) - 1.0;
      const double sine = std::sqrt(1.0 - cosine * cosine);
      const double x = radius * std::cos(across), y = radius * std::sin(across);
      // backwards along +x in the section, to the surface
      double path = (std::sqrt(0.25 * diameter * diameter - y * y) - x) / sine;
      const double chord = 2.0 * std::sqrt(0.25 * diameter * diameter - y * y) / sine;
      while (uniform(random) < p) path += chord;
      const double value = 3.0 * cosine * cosine * -std::expm1(-path);
      sum += value;
      squares += value * value;
    }
    const double mean = sum / n, error = std::sqrt((squares / n - mean * mean) / n);
    EXPECT_NEAR(1.0 / ep_resistivity_wire_factor(diameter, p), mean, 4.0 * error) << p;
  }
}

// The same integral with 3000 points a side; 1e-6 of the conductivity of the bulk is 0.0104 here.
TEST(Resistivity, OfTheNarrowestWireIsIntegratedWell)
{
  EXPECT_NEAR(ep_resistivity_wire_factor(EP_RESISTIVITY_NARROWEST, 0.0), 102.172, 0.0104);
}

TEST(Resistivity, OfAWireTooNarrowForTheIntegralIsUnknown)
{
  for (double k : {1e-6, 1e-3, 0.0099, 0.0, -1.0, std::nan("")})
    for (double p : {0.0, 0.5, 1.0}) EXPECT_TRUE(std::isnan(ep_resistivity_wire_factor(k, p))) << k;
}

TEST(Resistivity, OfAPerfectMirrorIsThatOfTheBulk)
{
  EXPECT_EQ(ep_resistivity_wire_factor(0.5, 1.0), 1.0);
  EXPECT_GT(ep_resistivity_wire_factor(0.5, 0.999), 1.0);
}

}    // namespace
