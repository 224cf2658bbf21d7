#include "electropulse/orient.h"

#include <math.h>
#include <string.h>

static double dot(const double *a, const double *b)
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

// From 0 at t <= 0 to 1 at t >= 1, twice continuously differentiable.
static double step(double t, double *slope)
{
  if (t <= 0.0 || t >= 1.0) {
    *slope = 0.0;
    return t > 0.0;
  }
  const double rest = 1.0 - t;
  *slope = 30.0 * t * t * rest * rest;
  return t * t * t * (10.0 - t * (15.0 - 6.0 * t));
}

ep_orient ep_orient_make(const ep_boundary_axes *axes, double a, double pressure)
{
  ep_orient orient;
  const double *x = axes->motion, *y = axes->normal;
  const double z[3] = {x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2],
                       x[0] * y[1] - x[1] * y[0]};
  memcpy(orient.axes[0], x, sizeof z);
  memcpy(orient.axes[1], y, sizeof z);
  memcpy(orient.axes[2], z, sizeof z);
  // A quarter of the way in from either shell, at a/sqrt 2 and a: thermal motion seldom leads there.
  const double first = sqrt(0.5) * a, second = a;
  orient.inner = first + 0.25 * (second - first);
  orient.outer = second - 0.25 * (second - first);
  orient.energy = pressure * a * a * a / 4.0;
  return orient;
}

double ep_orient_partial_stress(double pressure)
{
  return sqrt(2.0) * pressure;
}

// The weight of a neighbour at distance r, and its derivative by r.
static double weight(const ep_orient *orient, double r, double *slope)
{
  const double width = orient->outer - orient->inner;
  const double fallen = step((r - orient->inner) / width, slope);
  *slope /= -width;
  return 1.0 - fallen;
}

static const double SCALE =
    1.0606601717798212;    // 3/(2 sqrt 2): the six neighbours out of plane make 1

double ep_orient_order(const ep_orient *orient, const double *x, int i, const int *list, int n)
{
  const double inner_sq = orient->inner * orient->inner, outer_sq = orient->outer * orient->outer;
  double order = 0.0;
  for (int j = 0; j < n; j++) {
    const double *xj = x + 3 * list[j];
    const double d[3] = {xj[0] - x[3 * i], xj[1] - x[3 * i + 1], xj[2] - x[3 * i + 2]};
    const double r_sq = dot(d, d);
    if (r_sq >= outer_sq) continue;
    const double p[3] = {dot(orient->axes[0], d), dot(orient->axes[1], d), dot(orient->axes[2], d)};
    double slope, h = p[1] * p[0] * (p[0] * p[0] - 3.0 * p[2] * p[2]) / (r_sq * r_sq);
    if (r_sq > inner_sq) h *= weight(orient, sqrt(r_sq), &slope);
    order += h;
  }
  return SCALE * order;
}

double ep_orient_favoured(double order)
{
  double slope;
  return step(0.5 + 0.5 * order / EP_ORIENT_SATURATION, &slope);
}

double ep_orient_energy(const ep_orient *orient, double order, double *slope)
{
  const double favoured = step(0.5 + 0.5 * order / EP_ORIENT_SATURATION, slope);
  *slope *= -orient->energy * 0.5 / EP_ORIENT_SATURATION;
  return orient->energy * (1.0 - favoured);
}

// The gradient of h by d.
static void gradient(const ep_orient *orient, const double *d, double r_sq, double out[3])
{
  const double r = sqrt(r_sq);
  double fall;
  const double w = weight(orient, r, &fall);
  const double x = dot(orient->axes[0], d), y = dot(orient->axes[1], d),
               z = dot(orient->axes[2], d);
  const double of_y[3] = {3.0 * y * (x * x - z * z), x * (x * x - 3.0 * z * z), -6.0 * x * y * z};
  const double radial = y * x * (x * x - 3.0 * z * z) * (fall / r - 4.0 * w / r_sq);
  for (int k = 0; k < 3; k++) {
    const double turned =
        of_y[0] * orient->axes[0][k] + of_y[1] * orient->axes[1][k] + of_y[2] * orient->axes[2][k];
    out[k] = SCALE * (w * turned + radial * d[k]) / (r_sq * r_sq);
  }
}

// h is even: moving i changes the order of i by -grad h(d) and that of j by the same. The pair's force is opposite on j.
void ep_orient_force(const ep_orient *orient, const double *x, int i, const int *list, int n,
                     const double *slope, double force[3], double virial[6])
{
  memset(force, 0, 3 * sizeof(double));
  memset(virial, 0, 6 * sizeof(double));
  const double outer_sq = orient->outer * orient->outer;
  for (int j = 0; j < n; j++) {
    const double both = slope[i] + slope[list[j]];
    if (both == 0.0) continue;
    const double *xj = x + 3 * list[j];
    const double d[3] = {xj[0] - x[3 * i], xj[1] - x[3 * i + 1], xj[2] - x[3 * i + 2]};
    const double r_sq = dot(d, d);
    if (r_sq >= outer_sq) continue;
    double f[3];
    gradient(orient, d, r_sq, f);
    for (int k = 0; k < 3; k++) {
      f[k] *= both;
      force[k] += f[k];
      virial[k] -= 0.5 * f[k] * d[k];
    }
    virial[3] -= 0.5 * f[0] * d[1];
    virial[4] -= 0.5 * f[0] * d[2];
    virial[5] -= 0.5 * f[1] * d[2];
  }
}
