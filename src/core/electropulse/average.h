#ifndef ELECTROPULSE_AVERAGE_H
#define ELECTROPULSE_AVERAGE_H

#ifdef __cplusplus
extern "C" {
#endif

// Exponentially averaged positions. A sample is the present position plus the displacement F/(m omega^2) by which an
// oscillator of frequency omega misses its place of rest.
typedef struct {
  double keep;    // weight of the average so far: exp(-interval / time constant)
  double
      longest;    // Angstrom: no sample is displaced farther; an average farther from its atom begins anew
  double relax;    // displacement per force, 0 for none
} ep_average;

enum { EP_AVERAGE_BLOCK = 64 };

// Takes a sample of n <= EP_AVERAGE_BLOCK atoms. mean[3*i + k] and x[3*i + k] are averaged and present positions in
// Angstrom, of one periodic image; f[3*i + k] are forces. Returns how many averages began anew. The same on every
// processor, to the last bit.
int ep_average_sample(const ep_average *average, double *mean, const double *x, const double *f,
                      int n);

#ifdef __cplusplus
}
#endif
#endif
