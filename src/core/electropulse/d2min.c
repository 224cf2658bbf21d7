#include "electropulse/d2min.h"

#include "electropulse/axes.h"

static void outer_sum(const double *a, const double *b, int n, double sum[3][3])
{
  for (int j = 0; j < n; j++)
    for (int k = 0; k < 3; k++)
      for (int l = 0; l < 3; l++) sum[k][l] += a[3 * j + k] * b[3 * j + l];
}

static double residual(const double f[3][3], const double *reference, const double *present, int n)
{
  double sum = 0.0;
  for (int j = 0; j < n; j++)
    for (int k = 0; k < 3; k++) {
      const double *d0 = reference + 3 * j;
      const double d = present[3 * j + k] - (f[k][0] * d0[0] + f[k][1] * d0[1] + f[k][2] * d0[2]);
      sum += d * d;
    }
  return sum;
}

// f = x y^-1 for symmetric y >= 0 whose least eigenvalue is at least 1e-3 of their sum; returns 0 for others.
static int solve_directly(const double x[3][3], const double y[3][3], double f[3][3])
{
  double cofactor[3][3];
  for (int k = 0; k < 3; k++)
    for (int l = 0; l < 3; l++) {
      const double *p = y[(k + 1) % 3], *q = y[(k + 2) % 3];
      cofactor[k][l] = p[(l + 1) % 3] * q[(l + 2) % 3] - p[(l + 2) % 3] * q[(l + 1) % 3];
    }
  const double trace = y[0][0] + y[1][1] + y[2][2],
               det = y[0][0] * cofactor[0][0] + y[0][1] * cofactor[0][1] + y[0][2] * cofactor[0][2];
  if (!(det > 1e-3 * trace * trace * trace)) return 0;
  for (int k = 0; k < 3; k++)
    for (int l = 0; l < 3; l++)
      f[k][l] =
          (x[k][0] * cofactor[0][l] + x[k][1] * cofactor[1][l] + x[k][2] * cofactor[2][l]) / det;
  return 1;
}

// f = x y^+, and the projection on the directions that y spans; returns how many these are.
static int solve_in_span(const double x[3][3], double y[3][3], double f[3][3], double spanned[3][3])
{
  double value[3], axis[3][3];
  int rank = 0;
  ep_axes_principal(y, value, axis);
  for (int a = 0; a < 3; a++) {
    const double *e = axis[a];
    if (!(value[a] > EP_D2MIN_FLAT * value[2])) continue;
    rank++;
    for (int k = 0; k < 3; k++) {
      const double image = (x[k][0] * e[0] + x[k][1] * e[1] + x[k][2] * e[2]) / value[a];
      for (int l = 0; l < 3; l++) {
        f[k][l] += image * e[l];
        spanned[k][l] += e[k] * e[l];
      }
    }
  }
  return rank;
}

ep_d2min ep_d2min_fit(const double *reference, const double *present, int n)
{
  static const int component[6][2] = {{0, 0}, {1, 1}, {2, 2}, {0, 1}, {0, 2}, {1, 2}};
  ep_d2min fit = {0};
  double x[3][3] = {{0.0}}, y[3][3] = {{0.0}}, spanned[3][3] = {{0.0}};
  outer_sum(present, reference, n, x);
  outer_sum(reference, reference, n, y);
  fit.rank = solve_directly(x, y, fit.f) ? 3 : solve_in_span(x, y, fit.f, spanned);
  for (int c = 0; c < 6; c++) {
    const int k = component[c][0], l = component[c][1];
    double product = 0.0;
    for (int m = 0; m < 3; m++) product += fit.f[m][k] * fit.f[m][l];
    fit.strain[c] = 0.5 * (product - (fit.rank == 3 ? k == l : spanned[k][l]));
  }
  fit.d2min = residual(fit.f, reference, present, n);
  return fit;
}
