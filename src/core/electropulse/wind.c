#include "electropulse/wind.h"

#include "electropulse/constants.h"

static const double NEWTON_PER_METAL = EP_ELEMENTARY_CHARGE * 1e10;    // N in 1 eV/Angstrom

double ep_wind_force(const ep_wind_valence *z, double resistivity, double j)
{
  return (z->wind * z->reference + z->direct * resistivity) * j * 1e-10;
}

double ep_wind_stress_fermi(double fermi_velocity, double j)
{
  return EP_ELECTRON_MASS * fermi_velocity * j / (3.0 * EP_ELEMENTARY_CHARGE);
}

double ep_wind_stress_drag(double drag, double carriers, double burgers, double j)
{
  return drag * j / (EP_ELEMENTARY_CHARGE * carriers * burgers);
}

double ep_wind_stress_resistivity(double dislocation_resistivity, double carriers, double burgers,
                                  double j)
{
  return dislocation_resistivity * EP_ELEMENTARY_CHARGE * carriers * j / burgers;
}

double ep_wind_share(double stress, double burgers, double length, double natoms)
{
  return stress * burgers * length / natoms / NEWTON_PER_METAL;
}

double ep_wind_equivalent(double force, double burgers, double length, double natoms)
{
  return force * NEWTON_PER_METAL * natoms / (burgers * length);
}

double ep_wind_loss(double specific_resistivity, double j)
{
  return specific_resistivity * j * j;
}
