#include "electropulse/section.h"

#include <math.h>
#include <stddef.h>

// The three slabs around a coordinate, and their weights; both 0 for an atom that is not there.
typedef struct {
  int slab[3];
  double weight[3];
} cloud;

static cloud cloud_at(const ep_section *s, double x)
{
  cloud c;
  const double t = (x - s->low) / s->width, middle = floor(t), u = t - middle - 0.5, n = s->count;
  for (int i = 0; i < 3; i++) {
    double at = middle + (i - 1);
    if (s->periodic)
      at -= n * floor(at / n);
    else
      at = fmin(fmax(at, 0.0), n - 1.0);
    c.slab[i] = (int) at;
  }
  c.weight[0] = 0.5 * (0.5 - u) * (0.5 - u);
  c.weight[1] = 0.75 - u * u;
  c.weight[2] = 0.5 * (0.5 + u) * (0.5 + u);
  return c;
}

// The nearest multiple of 2^-20: sums up to 2^32 of them do not depend on their order.
static double rounded(double v)
{
  return nearbyint(v * 0x1p20) * 0x1p-20;
}

void ep_section_deposit(const ep_section *section, const double *x, int stride,
                        const double *weight, int n, double each, double *volume)
{
  for (int i = 0; i < n; i++) {
    const cloud c = cloud_at(section, x[(size_t) stride * i]);
    const double whole = weight ? each * weight[i] : each;
    for (int k = 0; k < 3; k++) volume[c.slab[k]] += rounded(whole * c.weight[k]);
  }
}

int ep_section_gap(const ep_section *section, const double *volume)
{
  double most = 0.0;
  for (int s = 0; s < section->count; s++) most = fmax(most, volume[s]);
  for (int s = 0; s < section->count; s++)
    if (!(volume[s] > 0.0 && volume[s] >= EP_SECTION_LEAST * most)) return s;
  return -1;
}

double ep_section_conductance(const ep_section *section, const double *volume)
{
  double resistance = 0.0;
  for (int s = 0; s < section->count; s++)
    resistance += section->width * section->width / volume[s];
  return 1.0 / resistance;
}

double ep_section_crowding(const ep_section *section, const double *volume)
{
  double sum = 0.0, least = HUGE_VAL;
  for (int s = 0; s < section->count; s++) {
    sum += volume[s] / section->count;
    least = fmin(least, volume[s]);
  }
  return sum / least;
}

void ep_section_sample(const ep_section *section, const double *volume, const double *x, int stride,
                       const double *weight, int n, double *j)
{
  for (int i = 0; i < n; i++) {
    const cloud c = cloud_at(section, x[(size_t) stride * i]);
    j[i] = 0.0;
    for (int k = 0; k < 3; k++)
      if (volume[c.slab[k]] > 0.0) j[i] += c.weight[k] * section->width / volume[c.slab[k]];
    if (weight) j[i] *= weight[i];
  }
}
