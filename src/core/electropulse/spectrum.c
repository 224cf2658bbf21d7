#include "electropulse/spectrum.h"

#include <fftw3.h>
#include <math.h>

static const double TWO_PI = 6.283185307179586476925;

ep_spectrum_status ep_spectrum_open(ep_spectrum *s, int samples, double interval)
{
  if (samples < EP_SPECTRUM_LEAST_SAMPLES || samples > EP_SPECTRUM_MOST_SAMPLES || samples % 2)
    return EP_SPECTRUM_BAD_SAMPLES;
  if (!(interval > 0.0) || !isfinite(interval)) return EP_SPECTRUM_BAD_INTERVAL;
  *s = (ep_spectrum){.samples = samples, .interval = interval, .frequencies = samples / 2 + 1};
  s->spacing = 1.0 / (samples * interval);
  s->window = fftw_alloc_real(samples);
  s->signal = fftw_alloc_real(3 * (size_t) samples);
  s->transformed = fftw_alloc_real(6 * (size_t) s->frequencies);
  // Estimated, not measured: the same plan, and so the same rounding, in every run.
  if (s->window && s->signal && s->transformed)
    s->plan = fftw_plan_many_dft_r2c(1, &samples, 3, s->signal, NULL, 1, samples,
                                     (fftw_complex *) s->transformed, NULL, 1, s->frequencies,
                                     FFTW_ESTIMATE | FFTW_DESTROY_INPUT);
  if (!s->plan) {
    ep_spectrum_close(s);
    return EP_SPECTRUM_NO_MEMORY;
  }
  for (int n = 0; n < samples; n++) s->window[n] = 0.5 * (1.0 - cos(TWO_PI * n / samples));
  return EP_SPECTRUM_OK;
}

void ep_spectrum_close(ep_spectrum *s)
{
  if (s->plan) fftw_destroy_plan(s->plan);
  fftw_free(s->window);
  fftw_free(s->signal);
  fftw_free(s->transformed);
  *s = (ep_spectrum){0};
}

int ep_spectrum_size(const ep_spectrum *s)
{
  return 1 + 2 * s->frequencies;
}

void ep_spectrum_add(ep_spectrum *s, const double *velocity, double half_mass, double *sums)
{
  const int samples = s->samples, frequencies = s->frequencies;
  for (int k = 0; k < 3; k++) {
    double *signal = s->signal + k * (size_t) samples;
    double mean = 0.0;
    for (int n = 0; n < samples; n++) mean += s->window[n] * velocity[3 * n + k];
    mean /= 0.5 * samples;    // the sum of the window
    for (int n = 0; n < samples; n++) signal[n] = s->window[n] * (velocity[3 * n + k] - mean);
  }
  fftw_execute(s->plan);
  // the sum of the window squared is 3 N/8
  const double once = s->interval / (0.375 * samples);
  double *kinetic = sums + 1, *power = kinetic + frequencies;
  for (int q = 0; q < frequencies; q++) {
    double square = 0.0;
    for (int k = 0; k < 3; k++) {
      const double *z = s->transformed + 2 * (k * (size_t) frequencies + q);
      square += z[0] * z[0] + z[1] * z[1];
    }
    const double density = (q == 0 || q == frequencies - 1 ? once : 2.0 * once) * square;
    kinetic[q] += half_mass * density;
    power[q] += density;
  }
  sums[0] += 1.0;
}

double ep_spectrum_kinetic(const double *sums, int k)
{
  return sums[0] > 0.0 ? sums[1 + k] / sums[0] : 0.0;
}

double ep_spectrum_energy(const ep_spectrum *s, const double *sums)
{
  double sum = 0.0;
  for (int k = 0; k < s->frequencies; k++) sum += ep_spectrum_kinetic(sums, k);
  return sum * s->spacing;
}

void ep_spectrum_states(const ep_spectrum *s, const double *sums, double modes, double *states)
{
  const double energy = ep_spectrum_energy(s, sums);
  for (int k = 0; k < s->frequencies; k++)
    states[k] = energy > 0.0 ? modes * ep_spectrum_kinetic(sums, k) / energy : 0.0;
}

double ep_spectrum_frequency(const ep_spectrum *s, const double *sums)
{
  double moment = 0.0, sum = 0.0;
  for (int k = 0; k < s->frequencies; k++) {
    moment += k * s->spacing * sums[1 + k];
    sum += sums[1 + k];
  }
  return sum > 0.0 ? moment / sum : 0.0;
}

double ep_spectrum_amplitude(const ep_spectrum *s, const double *sums, double lowest)
{
  const double *power = sums + 1 + s->frequencies;
  double square = 0.0;
  for (int k = 1; k < s->frequencies; k++) {
    const double frequency = k * s->spacing;
    // `lowest` may be a multiple of the spacing, rounded
    if (frequency < lowest * (1.0 - 1e-9)) continue;
    square += power[k] / (TWO_PI * frequency * TWO_PI * frequency);
  }
  return sums[0] > 0.0 ? sqrt(square * s->spacing / sums[0]) : 0.0;
}
