#include "electropulse/extent.h"

#include "electropulse/axes.h"

#include <math.h>

static const double PI = 3.14159265358979323846;

static double dot(const double a[3], const double b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static void surroundings(const double *offset, int n, double range, double axis[3][3])
{
  double weight = 1.0, mean[3] = {0.0, 0.0, 0.0}, m[3][3] = {{0.0}};    // the atom itself
  for (int j = 0; j < n; j++) {
    const double *d = offset + 3 * j, u = 1.0 - dot(d, d) / (range * range);
    if (u <= 0.0) continue;
    weight += u * u;
    for (int k = 0; k < 3; k++) {
      mean[k] += u * u * d[k];
      for (int l = 0; l < 3; l++) m[k][l] += u * u * d[k] * d[l];
    }
  }
  for (int k = 0; k < 3; k++)
    for (int l = 0; l < 3; l++) m[k][l] -= mean[k] * mean[l] / weight;
  double value[3];
  ep_axes_principal(m, value, axis);
}

// What part of the weight lies within a line or a sheet that ends somewhere in range, from the distance of the centre of
// weight in units of the range. Both weights have the profile (1 - s^2)^2 across the end: with the end at distance d,
// the part is F = 1/2 + 15/16 (d - 2/3 d^3 + d^5/5) and the centre 5/32 (1 - d^2)^3 / F.
static double part_within(double centre)
{
  double low = 0.0, high = 1.0, part = 1.0;
  for (int k = 0; k < 40; k++) {
    const double d = 0.5 * (low + high), e = 1.0 - d * d;
    part = 0.5 + 15.0 / 16.0 * d * (1.0 - d * d * (2.0 / 3.0 - d * d / 5.0));
    if (5.0 / 32.0 * e * e * e / part > centre)
      low = d;
    else
      high = d;
  }
  return part;
}

double ep_extent_reach(const ep_extent_rule *rule)
{
  return hypot(rule->range, rule->radius);
}

ep_extent ep_extent_share(const ep_extent_rule *rule, const double *offset, int n)
{
  const double range = rule->range, radius = rule->radius;
  double axis[3][3];
  surroundings(offset, n, range, axis);
  const double *tangent = axis[2], *normal = axis[0];
  double line = 1.0, along = 0.0, sheet = 1.0, across[3] = {0.0, 0.0, 0.0};
  for (int j = 0; j < n; j++) {
    const double *d = offset + 3 * j, r_sq = dot(d, d);
    const double s = dot(d, tangent), h = dot(d, normal);
    const double on_line = 1.0 - s * s / (range * range);
    if (on_line > 0.0 && r_sq - s * s < radius * radius) {
      line += on_line * on_line;
      along += on_line * on_line * s;
    }
    const double on_sheet = 1.0 - (r_sq - h * h) / (range * range);
    if (on_sheet > 0.0 && fabs(h) < radius) {
      const double w = on_sheet * sqrt(on_sheet);
      sheet += w;
      for (int k = 0; k < 3; k++) across[k] += w * (d[k] - h * normal[k]);
    }
  }
  const double end = fabs(along) / (line * range),
               edge = sqrt(dot(across, across)) / (sheet * range);
  const ep_extent share = {part_within(end) * 16.0 / 15.0 * range / line,
                           part_within(edge) * 0.4 * PI * range * range / sheet};
  return share;
}
