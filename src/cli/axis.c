// Nice numbers for the axes of plots.
#include "axis.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MINUS "\xe2\x88\x92"

static double bounded(double value)
{
  if (isnan(value)) return 0;
  return fmax(-EP_AXIS_LIMIT, fmin(EP_AXIS_LIMIT, value));
}

static void set_labels(struct ep_axis *axis, double mantissa)
{
  const double largest = fmax(fabs(axis->low), fabs(axis->high));
  axis->exponent = largest >= 1e5 || largest < 1e-2 ? (int) floor(log10(largest)) : 0;
  const double shown = log10(axis->step) - axis->exponent;
  axis->decimals = shown < 0 || mantissa == 2.5 ? (int) -floor(shown + 1e-9) : 0;
  if (mantissa == 2.5) axis->decimals++;
  if (axis->decimals < 0) axis->decimals = 0;
}

struct ep_axis ep_axis_nice(double low, double high, int target)
{
  static const double mantissas[] = {1, 2, 2.5, 5, 10};
  low = bounded(low);
  high = bounded(high);
  if (low > high) {
    const double swap = low;
    low = high;
    high = swap;
  }
  // Ticks closer than this would have labels that differ in the eighth digit or not at all.
  const double size = fmax(fabs(low), fabs(high));
  if (size < 1e-100) {
    low = -1;
    high = 1;
  } else if (high == low) {
    low -= 0.05 * size;
    high += 0.05 * size;
  } else if (high - low < 1e-6 * size) {
    low -= 5e-7 * size;
    high += 5e-7 * size;
  }
  if (target < 1) target = 1;
  const double raw = (high - low) / target, power = pow(10, floor(log10(raw)));
  double mantissa = 10;
  for (int i = 4; i >= 0; i--)
    if (mantissas[i] * power >= raw * (1 - 1e-9)) mantissa = mantissas[i];
  struct ep_axis axis = {.step = mantissa * power};
  axis.first = floor(low / axis.step);
  const double last = ceil(high / axis.step);
  axis.count = (int) (last - axis.first) + 1;
  // Rounding of the product must not leave an end of the range outside.
  axis.low = fmin(low, axis.first * axis.step);
  axis.high = fmax(high, last * axis.step);
  set_labels(&axis, mantissa);
  return axis;
}

void ep_axis_crop(struct ep_axis *axis, double low, double high)
{
  const double slack = 1e-9 * axis->step;
  double last = axis->first + axis->count - 1;
  axis->low = low;
  axis->high = high;
  while (axis->first <= last && axis->first * axis->step < low - slack) axis->first++;
  while (axis->first <= last && last * axis->step > high + slack) last--;
  axis->count = (int) (last - axis->first) + 1;
}

double ep_axis_tick(const struct ep_axis *axis, int i)
{
  return (axis->first + i) * axis->step;
}

const char *ep_axis_label(const struct ep_axis *axis, int i, char out[EP_AXIS_LABEL_SIZE])
{
  const double value = ep_axis_tick(axis, i) / pow(10, axis->exponent);
  snprintf(out, EP_AXIS_LABEL_SIZE, "%s%.*f", axis->first + i < 0 ? MINUS : "", axis->decimals,
           fabs(value));
  return out;
}

const char *ep_axis_number(double value, char out[EP_AXIS_LABEL_SIZE])
{
  char plain[32], power[EP_AXIS_LABEL_SIZE];
  snprintf(plain, sizeof plain, "%.2e", fabs(value));
  char *e = strchr(plain, 'e');
  int exponent = 0;
  if (!e || value == 0 || (fabs(value) >= 1e-2 && fabs(value) < 1e4)) {
    snprintf(out, EP_AXIS_LABEL_SIZE, "%s%.4g", value < 0 ? MINUS : "", fabs(value));
    return out;
  }
  sscanf(e + 1, "%d", &exponent);
  *e = '\0';
  // 1.70 -> 1.7, 2.00 -> 2
  char *end = e;
  while (end > plain && end[-1] == '0') *--end = '\0';
  if (end > plain && end[-1] == '.') *--end = '\0';
  snprintf(out, EP_AXIS_LABEL_SIZE, "%s%.10s \xc3\x97 %.30s", value < 0 ? MINUS : "", plain,
           ep_axis_power(exponent, power));
  return out;
}

const char *ep_axis_power(int exponent, char out[EP_AXIS_LABEL_SIZE])
{
  static const char *const superscript[] = {
      "\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",     "\xc2\xb3",     "\xe2\x81\xb4",
      "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7", "\xe2\x81\xb8", "\xe2\x81\xb9"};
  char digits[16];
  snprintf(digits, sizeof digits, "%d", exponent);
  strcpy(out, "10");
  for (const char *d = digits; *d; d++)
    strcat(out, *d == '-' ? "\xe2\x81\xbb" : superscript[*d - '0']);
  return out;
}

double ep_axis_round(double limit)
{
  const double power = pow(10, floor(log10(limit) + 1e-9));
  return limit >= 5 * power ? 5 * power : limit >= 2 * power ? 2 * power : power;
}
