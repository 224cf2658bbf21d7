// The fast part of average.c, compiled once for each instruction set, without contractions: all give the same bits.

#include <math.h>
#include <stdint.h>

// Writes the samples of n components to next[]; returns whether one is so long that a rule may apply to its atom.
typedef int ep_average_components(double *next, const double *mean, const double *x,
                                  const double *f, int n, double relax, double keep,
                                  double long_component);
ep_average_components ep_average_components_portable, ep_average_components_avx2;

#ifdef EP_AVERAGE_COMPONENTS
int EP_AVERAGE_COMPONENTS(double *next, const double *mean, const double *x, const double *f, int n,
                          double relax, double keep, double long_component)
{
  int64_t any_long = 0;
  for (int q = 0; q < n; q++) {
    const double rest = relax * f[q], d = mean[q] - x[q];
    any_long |= (fabs(rest) > long_component) | (fabs(d) > long_component);
    next[q] = x[q] + rest + keep * (d - rest);
  }
  return any_long != 0;
}
#endif
