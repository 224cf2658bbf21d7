// Wires, necks and filtered pulses against hand calculations, limits and independent formulas.

#include "electropulse/circuit.h"
#include "electropulse/constants.h"
#include "electropulse/pulse.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

const double PI = std::acos(-1.0);

TEST(Circuit, WireOfThePaper)
{
  // 20e-8 ohm m x 100e-9 m / (3.14159e-16 m^2); Li et al. (2022) measured 63.0 to 67.3 ohm
  EXPECT_NEAR(ep_circuit_wire(20e-8, 100e-9, PI * 1e-16), 63.66, 0.005);
}

TEST(Circuit, SkinDepth)
{
  // copper at 50 Hz: 9.3 mm, as every text book has it
  EXPECT_NEAR(ep_circuit_skin_depth(1.72e-8, 50.0), 9.33e-3, 0.01e-3);
  // 20 uohm cm at 1/(3 ns) and 1/(6 ns): sqrt(20e-8 x 3e-9 / (pi x 1.25664e-6)) = 1.233e-5 m, and sqrt(2) times that
  EXPECT_NEAR(ep_circuit_skin_depth(20e-8, 1.0 / 3e-9), 1.233e-5, 0.001e-5);
  EXPECT_NEAR(ep_circuit_skin_depth(20e-8, 1.0 / 6e-9), 1.743e-5, 0.001e-5);
}

// The half-spaces on either side of the hole are each an equipotential disc on an insulating plane: two spreading
// resistances rho/(4 a), with the capacitance 8 eps_0 a of a disc and R C = rho eps_0 by the analogy of fields.
TEST(Circuit, MaxwellIsTwoSpreadingResistances)
{
  const double rho = 2.271e-8, a = 5e-9, eps = 8.854e-12;
  const double half_space = rho * eps / (8.0 * eps * a / 2.0);
  EXPECT_NEAR(ep_circuit_maxwell(rho, a), 2.0 * half_space, 1e-15 * rho / a);
}

// Free electrons, by counting: conductance = (2 e^2/h) (k_F a/2)^2, with k_F = (3 pi^2 n)^(1/3); while Drude has
// rho l = m v_F/(n e^2) = hbar k_F/(n e^2).
TEST(Circuit, SharvinCountsTheChannels)
{
  const double h = 6.62607015e-34, e = EP_ELEMENTARY_CHARGE, n = 5.90e28, a = 5e-9;
  const double kf = std::cbrt(3.0 * PI * PI * n);
  const double counted = h / (2.0 * e * e) * 4.0 / (kf * kf * a * a);
  const double rho_l = h / (2.0 * PI) * kf / (n * e * e);
  for (double rho : {2e-8, 20e-8})
    EXPECT_NEAR(ep_circuit_sharvin(rho, rho_l / rho, a), counted, 1e-12 * counted);
}

// 8 l/(3 pi a) = 6.4 for 38 nm and a radius of 5 nm
TEST(Circuit, GoldNeckOfFiveNanometersIsBallistic)
{
  const double maxwell = ep_circuit_maxwell(2.271e-8, 5e-9);
  const double sharvin = ep_circuit_sharvin(2.271e-8, 38e-9, 5e-9);
  EXPECT_NEAR(maxwell, 2.271, 1e-12);
  EXPECT_NEAR(sharvin / maxwell, 6.45, 0.005);
  EXPECT_EQ(ep_circuit_neck(2.271e-8, 38e-9, 5e-9), maxwell + sharvin);
}

TEST(Circuit, NeckGoesToItsLimits)
{
  // the smaller resistance is 3 pi a/(8 l) or 8 l/(3 pi a) of the larger one
  const double wide = ep_circuit_neck(2e-8, 38e-9, 38e-5),
               narrow = ep_circuit_neck(2e-8, 38e-5, 38e-9);
  EXPECT_NEAR(wide / ep_circuit_maxwell(2e-8, 38e-5), 1.0, 1e-4);
  EXPECT_NEAR(narrow / ep_circuit_sharvin(2e-8, 38e-5, 38e-9), 1.0, 1.2e-4);
}

// The filtered pulse of pulse.h: its values and its exact integral are worked out independently.
TEST(Circuit, FilteredPulseIsThatOfPulse)
{
  const double width = 3.0;
  for (double tau : {0.05, 0.5, 3.0, 30.0}) {
    SCOPED_TRACE(tau);
    const ep_pulse pulse = {EP_PULSE_RC, 0.0, width, 0.0, 0.0, tau, nullptr, 0.0, 1, 0};
    ASSERT_EQ(ep_pulse_check(&pulse), EP_PULSE_OK);
    const double peak = ep_circuit_rc_peak(width, tau);
    EXPECT_NEAR(peak, ep_pulse_value(&pulse, width), 1e-14);
    // the end, and where it started to be above half its peak
    const double end = ep_circuit_rc_end(width, tau, 0.5);
    EXPECT_NEAR(ep_pulse_value(&pulse, end), 0.5 * peak, 1e-12);
    EXPECT_NEAR(ep_pulse_value(&pulse, end - ep_circuit_rc_width(width, tau)), 0.5 * peak, 1e-12);
    EXPECT_NEAR(ep_pulse_value(&pulse, ep_circuit_rc_end(width, tau, 0.1)), 0.1 * peak, 1e-12);
    // the tail that pulse.h cuts off holds 2^-50 of the height squared
    const double heat = ep_pulse_integral_square(&pulse, 0.0, ep_pulse_duration(&pulse));
    EXPECT_NEAR(ep_circuit_rc_heat(width, tau), heat, 1e-12 * width);
  }
}

TEST(Circuit, ShortTimeConstantLeavesThePulseAlone)
{
  EXPECT_NEAR(ep_circuit_rc_peak(3.0, 0.01), 1.0, 1e-15);
  EXPECT_NEAR(ep_circuit_rc_width(3.0, 0.01), 3.0, 1e-14);
  EXPECT_EQ(ep_circuit_rc_end(3.0, 0.01, 1.0), 3.0);
}

TEST(Circuit, UnknownStaysUnknown)
{
  EXPECT_TRUE(std::isnan(ep_circuit_neck(2e-8, NAN, 5e-9)));
  EXPECT_TRUE(std::isnan(ep_circuit_wire(NAN, 1.0, 1.0)));
  EXPECT_TRUE(std::isnan(ep_circuit_rc_width(3.0, NAN)));
}

}    // namespace
