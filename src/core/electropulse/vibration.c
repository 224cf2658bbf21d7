#include "electropulse/vibration.h"

#include <math.h>

double ep_vibration_scale(double kinetic, double energy)
{
  return kinetic > 0.0 ? sqrt(1.0 + energy / kinetic) : 1.0;
}

double ep_vibration_correction(double scale, double dt)
{
  return scale < 1.1 ? (scale - 1.0) * dt * dt / 8.0 : 0.0;
}

ep_vibration_langevin ep_vibration_langevin_step(double time, double damp)
{
  const ep_vibration_langevin step = {exp(-time / damp), sqrt(-expm1(-2.0 * time / damp))};
  return step;
}
