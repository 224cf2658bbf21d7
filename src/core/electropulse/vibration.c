#include "electropulse/vibration.h"

#include "electropulse/random.h"

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

void ep_vibration_band_force(const ep_vibration_band *band, int64_t pulse, int64_t tag, double time,
                             double force[3])
{
  static const double TWO_PI = 6.28318530717958647692, WORD = 1.0 / 4294967296.0;
  const double width = (band->high - band->low) / band->cosines;
  for (int k = 0; k < 3; k++) force[k] = 0.0;
  for (int c = 0; c < band->cosines; c++) {
    uint32_t words[8];    // a frequency and a phase for each component
    for (int half = 0; half < 2; half++)
      ep_random_words(band->seed, band->stream, (pulse * EP_VIBRATION_MAX_COSINES + c) * 2 + half,
                      tag, words + 4 * half);
    for (int k = 0; k < 3; k++) {
      const double frequency = band->low + width * (c + WORD * words[k]);
      force[k] += cos(TWO_PI * (frequency * time + WORD * words[3 + k]));
    }
  }
  for (int k = 0; k < 3; k++) force[k] *= sqrt(2.0 / band->cosines);
}
