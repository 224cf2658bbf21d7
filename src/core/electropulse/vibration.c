#include "electropulse/vibration.h"

#include "electropulse/random.h"

#include <math.h>
#include <string.h>

static const double PI = 3.14159265358979323846;

double ep_vibration_scale(double kinetic, double energy)
{
  return kinetic > 0.0 ? sqrt(1.0 + energy / kinetic) : 1.0;
}

double ep_vibration_gain(double linear, double square, double energy)
{
  return linear > 0.0 ? 2.0 * energy / (linear + sqrt(linear * linear + 2.0 * square * energy))
                      : 0.0;
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

void ep_vibration_band_draw(const ep_vibration_band *band, int64_t pulse, int64_t tag,
                            uint32_t *words)
{
  for (int c = 0; c < band->cosines; c++, words += 6) {
    uint32_t w[8];
    for (int half = 0; half < 2; half++)
      ep_random_words(band->seed, band->stream, (pulse * EP_VIBRATION_MAX_COSINES + c) * 2 + half,
                      tag, w + 4 * half);
    memcpy(words, w, 6 * sizeof(uint32_t));
  }
}

// Vectors that every compiler for LAMMPS knows; the processor has them from two numbers on.
typedef double pair __attribute__((vector_size(2 * sizeof(double))));

// cos(2 pi x) = 1 - 2 sin^2(pi r) with |r| <= 1/2 the distance to the nearest integer; of the series of the sine, the term
// after the last is below 2e-18.
static pair cosine_of_turns(pair x)
{
  const double nearest = 0x1.8p52;    // has no fraction digits left
  const pair y = PI * (x - ((x + nearest) - nearest)), u = y * y;
  pair s = 1.0 - u * (1.0 / (20 * 21));
  s = 1.0 - u * (1.0 / (18 * 19)) * s;
  s = 1.0 - u * (1.0 / (16 * 17)) * s;
  s = 1.0 - u * (1.0 / (14 * 15)) * s;
  s = 1.0 - u * (1.0 / (12 * 13)) * s;
  s = 1.0 - u * (1.0 / (10 * 11)) * s;
  s = 1.0 - u * (1.0 / (8 * 9)) * s;
  s = 1.0 - u * (1.0 / (6 * 7)) * s;
  s = 1.0 - u * (1.0 / (4 * 5)) * s;
  s = y - y * u * (1.0 / (2 * 3)) * s;
  return 1.0 - 2.0 * s * s;
}

void ep_vibration_band_sum(const ep_vibration_band *band, const uint32_t *words, double time,
                           double force[3])
{
  static const double WORD = 1.0 / 4294967296.0;
  const int n = band->cosines;
  const double width = (band->high - band->low) / n, scale = sqrt(2.0 / n);
  for (int k = 0; k < 3; k++) {
    pair sum = {0.0, 0.0};
    for (int c = 0; c < n; c += 2) {
      const int d = c + 1 < n ? c + 1 : c;    // an odd one out is its own partner
      const uint32_t *a = words + 6 * c + k, *b = words + 6 * d + k;
      const pair place = {c, d}, frequency = {a[0], b[0]}, phase = {a[3], b[3]};
      const pair turns = (band->low + width * (place + WORD * frequency)) * time + WORD * phase;
      const pair both = cosine_of_turns(turns);
      sum += d == c ? 0.5 * both : both;
    }
    force[k] = scale * (sum[0] + sum[1]);
  }
}

void ep_vibration_band_force(const ep_vibration_band *band, int64_t pulse, int64_t tag, double time,
                             double force[3])
{
  uint32_t words[6 * EP_VIBRATION_MAX_COSINES];
  ep_vibration_band_draw(band, pulse, tag, words);
  ep_vibration_band_sum(band, words, time, force);
}
