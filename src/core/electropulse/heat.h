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

#ifdef __cplusplus
}
#endif
#endif
