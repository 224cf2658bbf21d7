#include "electropulse/circuit.h"

#include "electropulse/constants.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

double ep_circuit_wire(double resistivity, double length, double section)
{
  return resistivity * length / section;
}

double ep_circuit_skin_depth(double resistivity, double frequency)
{
  return sqrt(resistivity / (pi * frequency * EP_VACUUM_PERMEABILITY));
}

double ep_circuit_maxwell(double resistivity, double radius)
{
  return resistivity / (2.0 * radius);
}

double ep_circuit_sharvin(double resistivity, double path, double radius)
{
  return 4.0 * resistivity * path / (3.0 * pi * radius * radius);
}

double ep_circuit_neck(double resistivity, double path, double radius)
{
  return ep_circuit_maxwell(resistivity, radius) + ep_circuit_sharvin(resistivity, path, radius);
}

double ep_circuit_rc_peak(double width, double tau)
{
  return -expm1(-width / tau);
}

double ep_circuit_rc_width(double width, double tau)
{
  return width + tau * log1p(exp(-width / tau));
}

double ep_circuit_rc_end(double width, double tau, double fraction)
{
  return width - tau * log(fraction);
}

double ep_circuit_rc_heat(double width, double tau)
{
  return width - tau * ep_circuit_rc_peak(width, tau);
}
