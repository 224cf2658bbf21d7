#include "electropulse/average.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static int sample_one(const ep_average *a, double *mean, const double *x, const double *f,
                      double relax)
{
  double rest[3], d[3], length = 0.0, distance = 0.0;
  for (int k = 0; k < 3; k++) {
    rest[k] = relax * f[k];
    d[k] = mean[k] - x[k];
    length += rest[k] * rest[k];
    distance += d[k] * d[k];
  }
  const double most = a->longest * a->longest;
  const double part = length > most ? a->longest / sqrt(length) : 1.0;
  const int anew = distance > most;
  const double keep = anew ? 0.0 : a->keep;
  for (int k = 0; k < 3; k++) mean[k] = x[k] + part * rest[k] + keep * (d[k] - part * rest[k]);
  return anew;
}

int ep_average_sample(const ep_average *a, double *mean, const double *x, const double *f,
                      const double *relax, int n)
{
  // Three components together, for vectors; where one of them is so long that the rules may apply, atom by atom.
  double factor[3 * EP_AVERAGE_BLOCK], next[3 * EP_AVERAGE_BLOCK];
  const double long_component = a->longest / sqrt(3.0), keep = a->keep;
  int64_t any_long = 0;
  for (int i = 0; i < n; i++)
    for (int k = 0; k < 3; k++) factor[3 * i + k] = relax[i];
  for (int q = 0; q < 3 * n; q++) {
    const double rest = factor[q] * f[q], d = mean[q] - x[q];
    any_long |= (fabs(rest) > long_component) | (fabs(d) > long_component);
    next[q] = x[q] + rest + keep * (d - rest);
  }
  if (!any_long) {
    memcpy(mean, next, 3 * (size_t) n * sizeof(double));
    return 0;
  }
  int anew = 0;
  for (int i = 0; i < n; i++) anew += sample_one(a, mean + 3 * i, x + 3 * i, f + 3 * i, relax[i]);
  return anew;
}
