#ifndef ELECTROPULSE_VIBRATION_H
#define ELECTROPULSE_VIBRATION_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Ways to shake the core atoms, as changes of velocity between two steps of the integrator, all relative to the core's
// centre-of-mass velocity, so that the core as a whole gets no push. Applied between steps (not as forces within one),
// the energy put in is the exact change of kinetic energy and the state after a step is positions and velocities alone.

// The factor on relative velocities that raises the relative kinetic energy by `energy`, same unit; `energy` >= 0.
// Returns 1 when there is no kinetic energy to scale.
double ep_vibration_scale(double kinetic, double energy);

// The same where each atom has a weight g of its own: the relative velocity u becomes u + gain (g u - mean), `mean` being
// sum(m g u)/sum(m), so that no momentum is put in. Returns the gain that raises the kinetic energy by `energy` >= 0:
// gain linear + gain^2 square/2, where linear = sum(m g u^2) and square = sum(m |g u - mean|^2), all in one unit of energy.
// With all weights 1 it is ep_vibration_scale - 1. Returns 0 when there is nothing to scale.
double ep_vibration_gain(double linear, double square, double energy);

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

// A force that shakes within a band of frequencies: a sum of cosines, one in each of `cosines` equal parts of the band.
// Frequency and phase of each are random numbers keyed by seed, stream, pulse, atom and component: no state to keep.
typedef struct {
  double low, high;    // ends of the band, inverse unit of time
  int cosines;         // 1 to EP_VIBRATION_MAX_COSINES
  uint32_t seed, stream;
} ep_vibration_band;

enum { EP_VIBRATION_MAX_COSINES = 1024 };

// The random numbers of an atom in pulse number `pulse`, words[6*cosines]: of each cosine the frequencies and the phases of
// the three components.
void ep_vibration_band_draw(const ep_vibration_band *band, int64_t pulse, int64_t tag,
                            uint32_t *words);

// The force that these words make up at a time since the start of the pulse, below 2^51 periods; its mean square over
// time is 1 in each component.
void ep_vibration_band_sum(const ep_vibration_band *band, const uint32_t *words, double time,
                           double force[3]);

// Both: the force on an atom.
void ep_vibration_band_force(const ep_vibration_band *band, int64_t pulse, int64_t tag, double time,
                             double force[3]);

#ifdef __cplusplus
}
#endif
#endif
