#include "electropulse/heat.h"

#include "electropulse/constants.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

double ep_heat_wiedemann_franz(double resistivity, double temperature)
{
  const double ratio = EP_BOLTZMANN / EP_ELEMENTARY_CHARGE;
  return pi * pi / 3.0 * ratio * ratio * temperature / resistivity;
}

double ep_heat_rod_rise(double j, double resistivity, double length, double conductivity)
{
  return j * j * resistivity * length * length / (8.0 * conductivity);
}

double ep_heat_rod_current(double rise, double resistivity, double length, double conductivity)
{
  return sqrt(8.0 * conductivity * rise / resistivity) / length;
}

double ep_heat_rod_rise_wiedemann_franz(double voltage, double ends)
{
  const double lorenz = ep_heat_wiedemann_franz(1.0, 1.0);
  const double square = voltage * voltage / (4.0 * lorenz);
  return square / (sqrt(ends * ends + square) + ends);
}

double ep_heat_rod_time(double length, double capacity, double conductivity)
{
  return length * length * capacity / (pi * pi * conductivity);
}

// Energy is conserved: gamma T_e^2/2 + C T_l = gamma T^2/2 + C T.
double ep_heat_pair_end(const ep_heat_pair *p)
{
  const double c = p->capacity / p->gamma;
  const double sum = p->electrons * p->electrons + 2.0 * c * p->lattice;
  return sum / (sqrt(c * c + sum) + c);
}

// With it, dt = -(2 C/G) T_e dT_e/((T_e - T) (T_e + T + 2 C/gamma)); by partial fractions.
double ep_heat_pair_time(const ep_heat_pair *p, double electrons)
{
  const double end = ep_heat_pair_end(p), other = end + 2.0 * p->capacity / p->gamma;
  const double t = 2.0 * p->capacity / (p->coupling * (end + other));
  return t *
      (end * log((p->electrons - end) / (electrons - end)) +
       other * log((p->electrons + other) / (electrons + other)));
}

double ep_heat_pair_lattice(const ep_heat_pair *p, double electrons)
{
  return p->lattice +
      0.5 * p->gamma * (p->electrons - electrons) * (p->electrons + electrons) / p->capacity;
}

double ep_heat_rate(double j, double resistivity, double capacity)
{
  return j * j * resistivity / capacity;
}

double ep_heat_rod_diffusion(double length, double capacity, double conductivity)
{
  return length * length * capacity / conductivity;
}

double ep_heat_rod_approach(double time, double decay)
{
  const double x = time / decay;
  if (isnan(x)) return x;
  // the sinks are not felt yet: what they take off, of the order of erfc(pi/4 sqrt(1/x)), is below 1e-14
  if (x < 0.02) return 8.0 / (pi * pi) * x;
  double sum = 0.0, sign = 1.0;
  for (double odd = 1.0; odd * odd * x < 40.0; odd += 2.0, sign = -sign)
    sum += sign * exp(-odd * odd * x) / (odd * odd * odd);
  return 1.0 - 32.0 / (pi * pi * pi) * sum;
}
