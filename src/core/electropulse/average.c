#define EP_AVERAGE_COMPONENTS ep_average_components_portable
#include "electropulse/average.h"

#include "electropulse/average_kernel.h"

#include <string.h>

static ep_average_components *best_components(void)
{
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx2")) return ep_average_components_avx2;
#endif
  return ep_average_components_portable;
}

static int sample_one(const ep_average *a, double *mean, const double *x, const double *f)
{
  double rest[3], d[3], length = 0.0, distance = 0.0;
  for (int k = 0; k < 3; k++) {
    rest[k] = a->relax * f[k];
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

int ep_average_sample(const ep_average *a, double *mean, const double *x, const double *f, int n)
{
  double next[3 * EP_AVERAGE_BLOCK];
  const double long_component = a->longest / sqrt(3.0);
  if (!best_components()(next, mean, x, f, 3 * n, a->relax, a->keep, long_component)) {
    memcpy(mean, next, 3 * (size_t) n * sizeof(double));
    return 0;
  }
  int anew = 0;
  for (int i = 0; i < n; i++) anew += sample_one(a, mean + 3 * i, x + 3 * i, f + 3 * i);
  return anew;
}
