// The wind's force, stress and loss against hand calculations from the same printed inputs.

#include "electropulse/constants.h"
#include "electropulse/wind.h"

#include <gtest/gtest.h>

static const double J = 1.7e13;    // A/m^2, the largest current density of Li et al. (2022)

TEST(Wind, ForcePerUnitValence)
{
  const ep_wind_valence z = {1.0, 0.0, 2.2e-8};
  // Z* rho j = 2.2e-8 * 1.7e13 = 3.74e5 V/m, in eV/Angstrom per elementary charge
  EXPECT_NEAR(ep_wind_force(&z, 2.2e-8, J), 3.74e-5, 1e-17);
  EXPECT_EQ(ep_wind_force(&z, 2.2e-8, -J), -ep_wind_force(&z, 2.2e-8, J));
}

TEST(Wind, OnlyTheDirectPartFollowsTheResistivity)
{
  const ep_wind_valence wind = {-8.0, 0.0, 2.2e-8}, direct = {0.0, 1.0, 2.2e-8},
                        both = {-8.0, 1.0, 2.2e-8};
  EXPECT_EQ(ep_wind_force(&wind, 2e-7, J), ep_wind_force(&wind, 2.2e-8, J));
  EXPECT_NEAR(ep_wind_force(&direct, 2e-7, J), 2e-7 * J * 1e-10, 1e-18);
  EXPECT_NEAR(ep_wind_force(&both, 2e-7, J),
              ep_wind_force(&wind, 2e-7, J) + ep_wind_force(&direct, 2e-7, J), 1e-17);
  // At the reference the two add up to the printed total.
  EXPECT_NEAR(ep_wind_force(&both, 2.2e-8, J), -7.0 * 2.2e-8 * J * 1e-10, 1e-17);
}

// 9.109e-31 * 1.40e6 * 1.7e13 / (3 * 1.602e-19) = 4.51e7 Pa: five times what Li et al. print, whose 0.9e-2 GPa belongs to
// 3.4e8 A/cm^2.
TEST(Wind, FermiLawIsFiveTimesThePrintedStress)
{
  EXPECT_NEAR(ep_wind_stress_fermi(1.40e6, J), 4.51e7, 0.005e7);
  EXPECT_NEAR(ep_wind_stress_fermi(1.40e6, J) / 0.9e7, 5.0, 0.05);
  EXPECT_NEAR(ep_wind_stress_fermi(1.40e6, 3.4e12), 0.9e7, 0.01e7);
}

TEST(Wind, DragLaw)
{
  // electrons drift at j/(e n) = 1798 m/s; B v / b
  EXPECT_NEAR(ep_wind_stress_drag(1e-6, 5.9e28, 2.884e-10, J), 1e-6 * 1798.4 / 2.884e-10, 1e3);
}

TEST(Wind, ResistivityLawOfFullAndPartialDislocations)
{
  EXPECT_NEAR(ep_wind_stress_resistivity(2.6e-25, 5.9e28, 2.884e-10, J), 0.145e9, 0.0005e9);
  EXPECT_NEAR(ep_wind_stress_resistivity(2.6e-25, 5.9e28, 1.665e-10, J), 0.25e9, 0.005e9);
}

// The power the drag takes from the electrons, force per length times drift velocity, is the power the line resists with:
// the resistivity law follows from energy balance.
TEST(Wind, ResistivityLawBalancesTheLoss)
{
  const double n = 5.9e28, b = 2.884e-10, drift = J / (EP_ELEMENTARY_CHARGE * n);
  const double force_per_length = ep_wind_stress_resistivity(2.6e-25, n, b, J) * b;
  EXPECT_NEAR(force_per_length * drift, ep_wind_loss(2.6e-25, J), 1e-12 * 75.0);
}

TEST(Wind, LossPerLineAndBoundary)
{
  EXPECT_NEAR(ep_wind_loss(2.6e-25, J), 75.1, 0.05);    // W/m
  const double per_angstrom =
      ep_wind_loss(2.6e-25, J) * 1e-10 * 1e-12 / EP_ELEMENTARY_CHARGE;    // eV/ps
  EXPECT_NEAR(per_angstrom * 2.884, 0.135, 0.0005);
}

TEST(Wind, LineForceIsSharedAmongItsAtoms)
{
  // 1 eV/Angstrom^3 = 160.2177 GPa
  const double total = 1.0 / 160.21766 * 2.884 * 100.0;
  EXPECT_NEAR(ep_wind_share(1e9, 2.884e-10, 100e-10, 1.0), total, 1e-6 * total);
  EXPECT_NEAR(40.0 * ep_wind_share(1e9, 2.884e-10, 100e-10, 40.0), total, 1e-6 * total);
}
