#ifndef ELECTROPULSE_CLI_AXIS_H
#define ELECTROPULSE_CLI_AXIS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// An axis from low to high with ticks at (first + i) * step, i = 0 ... count - 1; the step is 1, 2,
// 2.5 or 5 times a power of ten. Labels show the value divided by ten to the power `exponent`.
struct ep_axis {
  double low, high, step, first;
  int count, decimals, exponent;
};

// Values beyond this are not drawn.
#define EP_AXIS_LIMIT 1e100

enum { EP_AXIS_LABEL_SIZE = 48 };

// Makes an axis with about `target` intervals whose ends are ticks and that includes low and high,
// in any order; equal, non-finite or huge ends give a sensible axis too.
struct ep_axis ep_axis_nice(double low, double high, int target);

// Gives the axis exactly the ends low < high and only the ticks between them; the step stays.
void ep_axis_crop(struct ep_axis *axis, double low, double high);

// The value of tick i.
double ep_axis_tick(const struct ep_axis *axis, int i);

// Writes the label of tick i into out (UTF-8, with a true minus sign); returns out.
const char *ep_axis_label(const struct ep_axis *axis, int i, char out[EP_AXIS_LABEL_SIZE]);

// Writes value as '1.7 × 10⁹' (UTF-8), or plainly where that is short; returns out.
const char *ep_axis_number(double value, char out[EP_AXIS_LABEL_SIZE]);

// Writes ten to the power exponent as '10⁹' (UTF-8); returns out.
const char *ep_axis_power(int exponent, char out[EP_AXIS_LABEL_SIZE]);

// The largest of 1, 2 and 5 times a power of ten that is not above limit > 0.
double ep_axis_round(double limit);

#ifdef __cplusplus
}
#endif
#endif
