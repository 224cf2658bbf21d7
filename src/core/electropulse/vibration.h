#ifndef ELECTROPULSE_VIBRATION_H
#define ELECTROPULSE_VIBRATION_H

#ifdef __cplusplus
extern "C" {
#endif

// Ways to shake the core atoms, as changes of velocity between two steps of the integrator, all relative to the core's
// centre-of-mass velocity, so that the core as a whole gets no push. Applied between steps (not as forces within one),
// the energy put in is the exact change of kinetic energy and the state after a step is positions and velocities alone.

// The factor on relative velocities that raises the relative kinetic energy by `energy`, same unit; `energy` >= 0.
// Returns 1 when there is no kinetic energy to scale.
double ep_vibration_scale(double kinetic, double energy);

// How far an atom is to be displaced after such a scaling, per (force/mass - its mean over the core), ps^2: the term
// that keeps the energy error of velocity Verlet from growing with the energy put in. See docs of
// fix electropulse/vibrate. It holds for small steps: 0 for a scale of 1.1 or more.
double ep_vibration_correction(double scale, double dt);

// The Ornstein-Uhlenbeck step of a Langevin thermostat over `time` with damping time `damp`, same unit: the relative
// velocity becomes keep * velocity + noise * sqrt(kT/m) * normal deviate.
typedef struct {
  double keep, noise;
} ep_vibration_langevin;

ep_vibration_langevin ep_vibration_langevin_step(double time, double damp);

#ifdef __cplusplus
}
#endif
#endif
