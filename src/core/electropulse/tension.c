#include "electropulse/tension.h"

#include <math.h>

static ep_tension_status check(const ep_tension_curve *curve, size_t *bad)
{
  for (size_t i = 0; i < curve->rows; i++) {
    ep_tension_status status = EP_TENSION_OK;
    if (!isfinite(curve->strain[i]) || !isfinite(curve->stress[i]))
      status = EP_TENSION_NUMBER;
    else if (i > 0 && curve->strain[i] < curve->strain[i - 1])
      status = EP_TENSION_ORDER;
    if (status == EP_TENSION_OK) continue;
    if (bad) *bad = i;
    return status;
  }
  return EP_TENSION_OK;
}

ep_tension_status ep_tension_find_yield(const ep_tension_curve *curve, const ep_tension_rule *rule,
                                        ep_tension_yield *yield, size_t *bad)
{
  if (!(rule->drop > 0 && rule->drop <= 1) || !isfinite(rule->from)) return EP_TENSION_RULE;
  const ep_tension_status status = check(curve, bad);
  if (status != EP_TENSION_OK) return status;
  size_t row = 0;
  while (row < curve->rows && curve->strain[row] < rule->from) row++;
  if (row == curve->rows) {
    if (bad) *bad = row;
    return EP_TENSION_ROWS;
  }
  *yield = (ep_tension_yield){row, curve->rows, false};
  for (; row < curve->rows; row++) {
    const double highest = curve->stress[yield->peak];
    if (curve->stress[row] > highest) {
      yield->peak = row;
    } else if (highest > 0 && curve->stress[row] <= (1 - rule->drop) * highest) {
      yield->fall = row;
      yield->yielded = true;
      break;
    }
  }
  return EP_TENSION_OK;
}

size_t ep_tension_find_rises(const ep_tension_curve *curve, size_t first, size_t end, double size,
                             ep_tension_rise *rises, size_t room)
{
  const double *stress = curve->stress;
  size_t count = 0, low = first, high = first;
  bool rising = false;
  for (size_t row = first; row < end; row++) {
    if (rising) {
      if (stress[row] > stress[high]) high = row;
    } else if (stress[row] < stress[low]) {
      low = row;
    }
    if (!rising && stress[row] - stress[low] >= size) {
      rising = true;
      high = row;
    } else if (rising && stress[high] - stress[row] >= size) {
      if (count < room) rises[count] = (ep_tension_rise){low, high};
      count++;
      rising = false;
      low = row;
    }
  }
  if (rising) {
    if (count < room) rises[count] = (ep_tension_rise){low, high};
    count++;
  }
  return count;
}

double ep_tension_diffusion(double slope, double modulus)
{
  return 1 - slope / modulus;
}
