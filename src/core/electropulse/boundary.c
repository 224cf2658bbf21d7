#include "electropulse/boundary.h"

#include "electropulse/sweep.h"

#include <math.h>

static double dot(const double *a, const double *b)
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static int normalise(double out[3], const double in[3])
{
  const double length = sqrt(dot(in, in));
  if (!isfinite(length) || length == 0.0) return 0;
  for (int k = 0; k < 3; k++) out[k] = in[k] / length;
  return 1;
}

int ep_boundary_axes_set(ep_boundary_axes *axes, const double normal[3], const double motion[3])
{
  if (!normalise(axes->normal, normal)) return 1;
  if (!normalise(axes->motion, motion)) return 2;
  const double along = dot(axes->normal, axes->motion);
  if (fabs(along) > 1e-3) return 3;
  for (int k = 0; k < 3; k++) axes->motion[k] -= along * axes->normal[k];
  normalise(axes->motion, axes->motion);
  return 0;
}

double ep_boundary_along(const double axis[3], const double *x)
{
  return dot(axis, x);
}

int ep_boundary_variant(const ep_boundary_axes *axes, const ep_cells *cells, const double *x, int i,
                        double range)
{
  enum { MAX_NEIGHBORS = 32 };
  const double in_plane = 0.35;    // in units of range: half the spacing of (111) planes
  const double decided = 0.4;      // of the perfect crystal's 1
  int list[MAX_NEIGHBORS];
  int n = ep_sweep_neighbors(ep_sweep_best(), cells, x, i, range * range, list, MAX_NEIGHBORS);
  if (n > MAX_NEIGHBORS) n = MAX_NEIGHBORS;

  double sum = 0.0;
  int counted = 0;
  for (int j = 0; j < n; j++) {
    double d[3];
    for (int k = 0; k < 3; k++) d[k] = x[3 * list[j] + k] - x[3 * i + k];
    const double above = dot(d, axes->normal);
    if (fabs(above) < in_plane * range) continue;
    counted++;
    const double along = dot(d, axes->motion);
    const double across_sq = dot(d, d) - above * above;    // squared length of the in-plane part
    if (across_sq <= 0.0) continue;
    const double c = along / sqrt(across_sq);
    sum += (above > 0.0 ? 1.0 : -1.0) * c * (4.0 * c * c - 3.0);    // cos 3 phi
  }
  if (counted == 0 || fabs(sum) < decided * counted) return 0;
  return sum > 0.0 ? 1 : -1;
}

int ep_boundary_find_band(const ep_boundary_layer *layers, int nlayers, double low,
                          double thickness, ep_boundary_band *band)
{
  enum { PLANE = 4 };    // layers a (111) plane
  const double rarer_share = 0.05;
  double fullest = 0.0;
  for (int l = 0; l < nlayers; l++)
    fullest = fmax(fullest, layers[l].population[0] + layers[l].population[1]);

  // A window of PLANE layers holds one plane, wherever the planes lie and however rough they are, or falls between two.
  int best_first = 0, best_last = -1, first = 0, last = -1;
  for (int w = 1 - PLANE; w < nlayers; w++) {
    double p[2] = {0.0, 0.0};
    for (int l = w > 0 ? w : 0; l < w + PLANE && l < nlayers; l++)
      for (int v = 0; v < 2; v++) p[v] += layers[l].population[v];
    const double all = p[0] + p[1];
    if (all <= rarer_share * fullest) continue;
    if (fmin(p[0], p[1]) < rarer_share * all) {
      last = first - 1;    // the run is over
      first = w + 1;
      continue;
    }
    if (last < first) first = w;
    last = w;
    if (last - first > best_last - best_first) {
      best_first = first;
      best_last = last;
    }
  }
  if (best_last < best_first) return 1;

  // The first of these windows has reached the lowest mixed plane with its top layer, the last still holds the highest
  // in its bottom layer; one layer more on either side for atoms off their plane.
  int from = best_first + PLANE - 1, to = best_last;
  if (from > to) from = to = (from + to) / 2;
  from -= 1;
  to += 1;
  double population[2] = {0.0, 0.0}, moment[2] = {0.0, 0.0};
  for (int l = best_first > 0 ? best_first : 0; l < best_last + PLANE && l < nlayers; l++)
    for (int v = 0; v < 2; v++) {
      population[v] += layers[l].population[v];
      moment[v] += layers[l].moment[v];
    }
  band->low = low + thickness * from;
  band->high = low + thickness * (to + 1);
  band->left = moment[0] / population[0] < moment[1] / population[1] ? 1 : -1;
  return 0;
}

double ep_boundary_position(double left, double right, double neither, double from, double to)
{
  return from + (to - from) * (left + 0.5 * neither) / (left + right + neither);
}
