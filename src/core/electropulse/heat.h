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

// The same where the electrons conduct by the law of Wiedemann and Franz, whatever the resistivity depends on: from
// T_max^2 = T_0^2 + U^2/(4 L), with U the voltage along the rod, V, T_0 the temperature of its ends, K, and Sommerfeld's L
// (Kohlrausch, Ann. Phys. 306, 132 (1900)).
double ep_heat_rod_rise_wiedemann_franz(double voltage, double ends);

// Time constant, s, of the slowest decay of temperature in a rod between two heat sinks: L^2 C/(pi^2 kappa); C in J/m^3/K.
double ep_heat_rod_time(double length, double capacity, double conductivity);

// Two temperatures that become one, without current and conduction: gamma T_e dT_e/dt = -G (T_e - T_l) and
// C dT_l/dt = G (T_e - T_l); gamma > 0 in J/m^3/K^2, C > 0 in J/m^3/K, G > 0 in W/m^3/K, temperatures in K.
typedef struct {
  double gamma, capacity, coupling;
  double electrons, lattice;    // at the beginning
} ep_heat_pair;

// The temperature that both have at last, K.
double ep_heat_pair_end(const ep_heat_pair *p);

// The time, s, after which the electrons have this temperature, between that of the beginning and that of the end, K.
double ep_heat_pair_time(const ep_heat_pair *p, double electrons);

// The temperature of the lattice when the electrons have this one, K.
double ep_heat_pair_lattice(const ep_heat_pair *p, double electrons);

// How fast, K/s, the current heats metal that loses no heat: j^2 rho / C; C in J/m^3/K.
double ep_heat_rate(double j, double resistivity, double capacity);

// The scale of the time, s, in which heat diffuses over the length of the rod, pi^2 times that of its slowest decay:
// L^2 C/kappa.
double ep_heat_rod_diffusion(double length, double capacity, double conductivity);

// Which part of its last rise the middle of that rod has reached after this time, >= 0, of heating from an even start;
// time and decay (of the slowest mode) in one unit. 1 - (32/pi^3) sum of (-1)^k/(2k+1)^3 exp(-(2k+1)^2 time/decay): the
// parabola of the steady state, in the modes of the rod.
double ep_heat_rod_approach(double time, double decay);

#ifdef __cplusplus
}
#endif
#endif
