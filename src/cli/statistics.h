#ifndef ELECTROPULSE_CLI_STATISTICS_H
#define ELECTROPULSE_CLI_STATISTICS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// Estimates from independent runs with 95 % intervals; distributions and regressions are GSL's.

// A value, its standard error, the degrees of freedom of that and the interval; what cannot be had is nan, and an interval
// may be open to one side (infinite).
struct ep_estimate {
  double value, error, freedom, low, high;
};

// A value without interval, nan for none at all.
struct ep_estimate ep_statistics_value(double value);

// The mean of x[n], n >= 0, with Student's interval; one number has none.
struct ep_estimate ep_statistics_mean(const double *x, size_t n);

// The sum of weights[i] times parts[i], n >= 1, independent ones, with the degrees of freedom of Welch and Satterthwaite:
// Welch, Biometrika 34, 28 (1947), doi:10.1093/biomet/34.1-2.28.
struct ep_estimate ep_statistics_sum(const struct ep_estimate *parts, const double *weights,
                                     size_t n);

// a/b of independent a, b > 0 with the interval of its logarithm, whose variance is the sum of the squares of the relative
// errors (delta method), by Student with Welch's and Satterthwaite's degrees of freedom. Where one of them is 0, the bound
// that follows from the ends of both intervals; otherwise nan.
struct ep_estimate ep_statistics_ratio(const struct ep_estimate *a, const struct ep_estimate *b);

// The slope of y[n] over x[n] by least squares, its error from the residuals with n - 2 degrees of freedom; nan when the x
// are fewer than two different ones.
struct ep_estimate ep_statistics_slope(const double *x, const double *y, size_t n);

// Events per exposure in n runs, sum events/sum exposure, with the interval of its logarithm by Student with n - 1 degrees
// of freedom. Its variance is phi/(sum events), phi = max(1, chi^2/(n - 1)) from Pearson's chi^2 of the runs: runs are the
// unit, and events of one run may come in bursts. Without events: Poisson's interval from 0. One run has no interval; no
// exposure, no value.
struct ep_estimate ep_statistics_rate(const double *events, const double *exposure, size_t n);

#ifdef __cplusplus
}
#endif
#endif
