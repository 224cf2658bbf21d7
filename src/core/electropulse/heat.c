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

double ep_heat_rate(double j, double resistivity, double capacity)
{
  return j * j * resistivity / capacity;
}

double ep_heat_rod_diffusion(double length, double capacity, double conductivity)
{
  return length * length * capacity / conductivity;
}

double ep_heat_rod_decay(double length, double capacity, double conductivity)
{
  return ep_heat_rod_diffusion(length, capacity, conductivity) / (pi * pi);
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
