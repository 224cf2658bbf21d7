#include "electropulse/motion.h"

#include "electropulse/random.h"

#include <math.h>
#include <stdlib.h>

ep_motion_status ep_motion_add_up(const double *position, size_t rows, ep_motion_sums *sums,
                                  size_t *bad)
{
  *sums = (ep_motion_sums){0};
  if (rows < 2) return EP_MOTION_ROWS;
  for (size_t i = 0; i < rows; i++) {
    const double d = i > 0 ? position[i] - position[i - 1] : position[i];
    if (i > 0) {
      sums->count++;
      sums->sum += d;
      sums->sum_square += d * d;
      sums->right += d > 0 ? 1.0 : d < 0 ? 0.0 : 0.5;
    }
    if (isfinite(d) && isfinite(sums->sum_square)) continue;
    if (bad) *bad = i;
    return EP_MOTION_NUMBER;
  }
  return EP_MOTION_OK;
}

static void add(ep_motion_sums *total, const ep_motion_sums *run)
{
  total->count += run->count;
  total->sum += run->sum;
  total->sum_square += run->sum_square;
  total->right += run->right;
}

static double value_of(const ep_motion_sums *total, ep_motion_quantity quantity)
{
  const double n = (double) total->count;
  if (total->count < 1) return NAN;
  switch (quantity) {
    case EP_MOTION_MSD:
      return total->sum_square / n;
    case EP_MOTION_RMS:
      return sqrt(total->sum_square / n);
    case EP_MOTION_MEAN:
      return total->sum / n;
    case EP_MOTION_RIGHT:
      return total->right / n;
  }
  return NAN;
}

double ep_motion_value(const ep_motion_set *set, ep_motion_quantity quantity)
{
  ep_motion_sums total = {0};
  for (size_t i = 0; i < set->nruns; i++) add(&total, &set->runs[i]);
  return value_of(&total, quantity);
}

// The quantity over as many runs as the set has, drawn from it with replacement.
static double resample(const ep_motion_set *set, uint32_t seed, size_t number,
                       ep_motion_quantity quantity)
{
  ep_motion_sums total = {0};
  uint32_t words[4];
  for (size_t i = 0; i < set->nruns; i++) {
    if (i % 4 == 0) ep_random_words(seed, set->stream, (int64_t) number, (int64_t) (i / 4), words);
    // the high word of the product is uniform in 0 ... nruns - 1 to within nruns / 2^32
    add(&total, &set->runs[((uint64_t) words[i % 4] * set->nruns) >> 32]);
  }
  return value_of(&total, quantity);
}

static int compare_numbers(const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

// Between the two resamples next to a share of the n sorted ones, linearly.
static double percentile(const double *sorted, size_t n, double share)
{
  const double place = share * (double) (n - 1);
  const size_t below = (size_t) place;
  if (below + 1 >= n) return sorted[n - 1];
  return sorted[below] + (place - (double) below) * (sorted[below + 1] - sorted[below]);
}

static void set_limits(const ep_motion_bootstrap *bootstrap, ep_motion_estimate *estimate)
{
  const size_t n = bootstrap->resamples;
  for (size_t k = 0; k < n; k++)
    if (!isfinite(bootstrap->work[k])) return;
  qsort(bootstrap->work, n, sizeof *bootstrap->work, compare_numbers);
  estimate->low = percentile(bootstrap->work, n, 0.5 * (1.0 - bootstrap->level));
  estimate->high = percentile(bootstrap->work, n, 0.5 * (1.0 + bootstrap->level));
}

static ep_motion_status check(const ep_motion_bootstrap *bootstrap, const ep_motion_set *set)
{
  if (!bootstrap->work || bootstrap->resamples < 1 ||
      !(bootstrap->level > 0 && bootstrap->level < 1))
    return EP_MOTION_BOOTSTRAP;
  for (size_t i = 0; i < set->nruns; i++)
    if (set->runs[i].count < 1) return EP_MOTION_EMPTY;
  return set->nruns > 0 ? EP_MOTION_OK : EP_MOTION_EMPTY;
}

ep_motion_status ep_motion_interval(const ep_motion_bootstrap *bootstrap, const ep_motion_set *set,
                                    ep_motion_quantity quantity, ep_motion_estimate *estimate)
{
  *estimate = (ep_motion_estimate){NAN, NAN, NAN};
  const ep_motion_status status = check(bootstrap, set);
  if (status != EP_MOTION_OK) return status;
  estimate->value = ep_motion_value(set, quantity);
  // one run says nothing about how runs differ
  if (set->nruns < 2) return EP_MOTION_OK;
  for (size_t k = 0; k < bootstrap->resamples; k++)
    bootstrap->work[k] = resample(set, bootstrap->seed, k, quantity);
  set_limits(bootstrap, estimate);
  return EP_MOTION_OK;
}

static double difference(double a, double b)
{
  return a - b;
}

static double quotient(double a, double b)
{
  return b > 0 ? a / b : NAN;
}

static ep_motion_status relate(const ep_motion_bootstrap *bootstrap, const ep_motion_set *set,
                               const ep_motion_set *reference, double relation(double, double),
                               ep_motion_estimate *estimate)
{
  *estimate = (ep_motion_estimate){NAN, NAN, NAN};
  ep_motion_status status = check(bootstrap, set);
  if (status == EP_MOTION_OK) status = check(bootstrap, reference);
  if (status != EP_MOTION_OK) return status;
  if (set->stream == reference->stream) return EP_MOTION_STREAM;
  estimate->value =
      relation(ep_motion_value(set, EP_MOTION_MSD), ep_motion_value(reference, EP_MOTION_MSD));
  if (set->nruns < 2 || reference->nruns < 2) return EP_MOTION_OK;
  for (size_t k = 0; k < bootstrap->resamples; k++)
    bootstrap->work[k] = relation(resample(set, bootstrap->seed, k, EP_MOTION_MSD),
                                  resample(reference, bootstrap->seed, k, EP_MOTION_MSD));
  set_limits(bootstrap, estimate);
  return EP_MOTION_OK;
}

ep_motion_status ep_motion_excess(const ep_motion_bootstrap *bootstrap, const ep_motion_set *set,
                                  const ep_motion_set *reference, ep_motion_estimate *estimate)
{
  return relate(bootstrap, set, reference, difference, estimate);
}

ep_motion_status ep_motion_ratio(const ep_motion_bootstrap *bootstrap, const ep_motion_set *set,
                                 const ep_motion_set *reference, ep_motion_estimate *estimate)
{
  return relate(bootstrap, set, reference, quotient, estimate);
}
