#include "electropulse/activation.h"

#include "electropulse/constants.h"

#include <math.h>

// eV per GPa A^3
static const double work = 1e-21 / EP_ELEMENTARY_CHARGE;

// in eV
static double thermal(double temperature)
{
  return EP_BOLTZMANN / EP_ELEMENTARY_CHARGE * temperature;
}

double ep_activation_volume(double temperature, double sensitivity)
{
  return thermal(temperature) / (sensitivity * work);
}

double ep_activation_energy(const ep_activation *a)
{
  const double kt = thermal(a->temperature);
  return kt * log(kt * a->sites * a->attempt / (a->modulus * a->volume * work * a->rate));
}

double ep_activation_athermal(double stress, double energy, double volume)
{
  return stress + energy / (volume * work);
}

double ep_activation_burgers_cube(double lattice)
{
  const double b = lattice / sqrt(2.0);
  return b * b * b;
}
