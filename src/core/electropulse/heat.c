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
