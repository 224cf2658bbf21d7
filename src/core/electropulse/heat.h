#ifndef ELECTROPULSE_HEAT_H
#define ELECTROPULSE_HEAT_H

#ifdef __cplusplus
extern "C" {
#endif

// Heating by current, in SI units; current densities of either sign.

// Thermal conductivity of the electrons, W/m/K, that the law of Wiedemann and Franz gives to a metal of this resistivity,
// ohm m, at this temperature, K: L T / rho with Sommerfeld's L = (pi^2/3) (k_B/e)^2 = 2.443e-8 W ohm/K^2.
double ep_heat_wiedemann_franz(double resistivity, double temperature);

// How much hotter, K, the middle of a uniformly heated rod between two heat sinks becomes at last: j^2 rho L^2 / (8 kappa);
// j in A/m^2, rho in ohm m, length L in m, kappa in W/m/K.
double ep_heat_rod_rise(double j, double resistivity, double length, double conductivity);

// The inverse: the current density, A/m^2, at which the middle becomes hotter by this, K.
double ep_heat_rod_current(double rise, double resistivity, double length, double conductivity);

// How fast, K/s, the current heats metal that loses no heat: j^2 rho / C; C in J/m^3/K.
double ep_heat_rate(double j, double resistivity, double capacity);

// Time, s, in which heat leaves a rod between two heat sinks, in the two ways it is stated:
//   L^2 C / kappa, the scale of diffusion over the length
double ep_heat_rod_diffusion(double length, double capacity, double conductivity);
//   L^2 C / (pi^2 kappa), in which the slowest mode falls to 1/e
double ep_heat_rod_decay(double length, double capacity, double conductivity);

// Which part of its last rise the middle of that rod has reached after this time, >= 0, of heating from an even start;
// time and decay (of the slowest mode) in one unit. 1 - (32/pi^3) sum of (-1)^k/(2k+1)^3 exp(-(2k+1)^2 time/decay): the
// parabola of the steady state, in the modes of the rod.
double ep_heat_rod_approach(double time, double decay);

#ifdef __cplusplus
}
#endif
#endif
