// Estimates and their intervals.
#include "statistics.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_statistics_double.h>

#include <math.h>

static const double upper = 0.975;    // both tails of a 95 % interval

static double half_width(double error, double freedom)
{
  return error > 0 ? gsl_cdf_tdist_Pinv(upper, freedom) * error : 0;
}

struct ep_estimate ep_statistics_value(double value)
{
  return (struct ep_estimate){value, NAN, NAN, NAN, NAN};
}

static struct ep_estimate student(double value, double error, double freedom)
{
  if (!isfinite(value) || !isfinite(error) || !(freedom > 0)) return ep_statistics_value(value);
  const double half = half_width(error, freedom);
  return (struct ep_estimate){value, error, freedom, value - half, value + half};
}

// For a value above 0 whose logarithm has the standard error `relative`.
static struct ep_estimate student_log(double value, double relative, double freedom)
{
  if (!isfinite(relative) || !(freedom > 0)) return ep_statistics_value(value);
  const double factor = exp(half_width(relative, freedom));
  return (struct ep_estimate){value, value * relative, freedom, value / factor, value * factor};
}

struct ep_estimate ep_statistics_mean(const double *x, size_t n)
{
  if (n == 0) return ep_statistics_value(NAN);
  const double mean = gsl_stats_mean(x, 1, n);
  if (n == 1) return ep_statistics_value(mean);
  return student(mean, gsl_stats_sd_m(x, 1, n, mean) / sqrt((double) n), (double) n - 1);
}

// Adds a share of the variance to the sums from which the degrees of freedom follow.
static void add_variance(double variance, double freedom, double *total, double *fourth)
{
  *total += variance;
  *fourth += variance * variance / freedom;
}

// Without any variance the degrees of freedom do not matter.
static double satterthwaite(double total, double fourth)
{
  return total > 0 ? total * total / fourth : 1;
}

struct ep_estimate ep_statistics_sum(const struct ep_estimate *parts, const double *weights,
                                     size_t n)
{
  double value = 0, total = 0, fourth = 0;
  for (size_t i = 0; i < n; i++) {
    const double error = weights[i] * parts[i].error;
    value += weights[i] * parts[i].value;
    add_variance(error * error, parts[i].freedom, &total, &fourth);
  }
  return student(value, sqrt(total), satterthwaite(total, fourth));
}

struct ep_estimate ep_statistics_ratio(const struct ep_estimate *a, const struct ep_estimate *b)
{
  if (a->value == 0 && b->value > 0) {
    const double high = a->high / b->low;
    return (struct ep_estimate){0, NAN, NAN, isnan(high) ? NAN : 0, high};
  }
  if (a->value > 0 && b->value == 0) {
    const double low = a->low / b->high;
    return (struct ep_estimate){NAN, NAN, NAN, low, isnan(low) ? NAN : INFINITY};
  }
  if (!(a->value > 0) || !(b->value > 0)) return ep_statistics_value(NAN);
  double total = 0, fourth = 0;
  add_variance(pow(a->error / a->value, 2), a->freedom, &total, &fourth);
  add_variance(pow(b->error / b->value, 2), b->freedom, &total, &fourth);
  return student_log(a->value / b->value, sqrt(total), satterthwaite(total, fourth));
}

struct ep_estimate ep_statistics_slope(const double *x, const double *y, size_t n)
{
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < n; i++) {
    low = fmin(low, x[i]);
    high = fmax(high, x[i]);
  }
  if (!(low < high)) return ep_statistics_value(NAN);
  double intercept, slope, c00, c01, c11, square;
  gsl_fit_linear(x, 1, y, 1, n, &intercept, &slope, &c00, &c01, &c11, &square);
  if (n == 2) return ep_statistics_value(slope);
  return student(slope, sqrt(c11), (double) n - 2);
}

struct ep_estimate ep_statistics_rate(const double *events, const double *exposure, size_t n)
{
  double count = 0, time = 0, square = 0;
  for (size_t i = 0; i < n; i++) {
    count += events[i];
    time += exposure[i];
  }
  if (!(time > 0)) return ep_statistics_value(NAN);
  const double rate = count / time;
  if (n < 2) return ep_statistics_value(rate);
  const double freedom = (double) n - 1;
  // half the quantile of chi^2 with 2 degrees of freedom: the mean that gives no event once in forty times
  if (count == 0)
    return (struct ep_estimate){0, NAN, freedom, 0, gsl_cdf_chisq_Pinv(upper, 2) / (2 * time)};
  for (size_t i = 0; i < n; i++) {
    const double expected = rate * exposure[i];
    if (expected > 0) square += (events[i] - expected) * (events[i] - expected) / expected;
  }
  const double dispersion = fmax(1, square / freedom);
  return student_log(rate, sqrt(dispersion / count), freedom);
}
