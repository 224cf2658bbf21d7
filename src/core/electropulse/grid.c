#include "electropulse/grid.h"

#include <math.h>

// A number of cells that a Fourier transform likes: no factors but 2, 3, 5.
static int is_smooth(int n)
{
  for (int f = 2; f <= 5; f++)
    while (n % f == 0) n /= f;
  return n == 1;
}

// The one nearest to a length in cells; the upper of two.
static int smooth_near(double cells)
{
  const int n = cells > 1.5 ? (int) floor(cells + 0.5) : 1;
  for (int d = 0;; d++) {
    if (is_smooth(n + d)) return n + d;
    if (n > d && is_smooth(n - d)) return n - d;
  }
}

static int smooth_from(double cells)
{
  int n = (int) ceil(cells);
  while (!is_smooth(n)) n++;
  return n;
}

ep_grid_status ep_grid_fit(ep_grid *grid, const double low[3], const double high[3],
                           const int periodic[3], int axis, double cell)
{
  if (!(cell >= EP_GRID_LEAST && cell <= EP_GRID_MOST)) return EP_GRID_BAD_CELL;
  double total = 1.0;
  grid->axis = axis;
  for (int k = 0; k < 3; k++) {
    const double length = high[k] - low[k];
    if (!(length > 0.0 && isfinite(low[k]) && isfinite(high[k]))) return EP_GRID_BAD_BOX;
    if (length / cell > EP_GRID_CELLS) return EP_GRID_TOO_LARGE;
    grid->periodic[k] = periodic[k] != 0;
    if (periodic[k] || k == axis) {
      // Across the planes of the current nothing is transformed.
      grid->size[k] = k == axis ? (int) fmax(1.0, floor(length / cell + 0.5))
                                : smooth_near(length / cell);
      grid->cell[k] = length / grid->size[k];
      grid->low[k] = low[k];
      if (k == axis && !periodic[k] && grid->size[k] < 2) return EP_GRID_BAD_BOX;
    } else {
      grid->size[k] = smooth_from(length / cell + 4.0);
      grid->cell[k] = cell;
      grid->low[k] = low[k] - 0.5 * (grid->size[k] * cell - length);
    }
    total *= grid->size[k];
  }
  return total > EP_GRID_CELLS ? EP_GRID_TOO_LARGE : EP_GRID_OK;
}

size_t ep_grid_cells(const ep_grid *grid)
{
  return (size_t) grid->size[0] * grid->size[1] * grid->size[2];
}

size_t ep_grid_index(const ep_grid *grid, const int c[3])
{
  const int a = grid->axis, b = (a + 1) % 3, d = (a + 2) % 3;
  return ((size_t) c[a] * grid->size[b] + c[b]) * grid->size[d] + c[d];
}

// The three cells around a coordinate along one axis, as parts of an index, and their weights. A cell beyond a side that is
// not periodic has the weight 0.
typedef struct {
  size_t part[3];
  double weight[3];
} cloud;

static cloud cloud_along(const ep_grid *g, int k, size_t stride, double x)
{
  cloud c;
  const double t = (x - g->low[k]) / g->cell[k];
  const double middle = floor(t), u = t - middle - 0.5;
  const double weight[3] = {0.5 * (0.5 - u) * (0.5 - u), 0.75 - u * u, 0.5 * (0.5 + u) * (0.5 + u)};
  const double n = g->size[k];
  for (int i = 0; i < 3; i++) {
    double at = middle + (i - 1);
    if (g->periodic[k]) at -= n * floor(at / n);
    const int inside = at >= 0.0 && at < n;
    c.part[i] = inside ? (size_t) at * stride : 0;
    c.weight[i] = inside ? weight[i] : 0.0;
  }
  return c;
}

// Along the axes in the order of their strides, the slowest first.
static void clouds_around(const ep_grid *g, const double *x, cloud c[3])
{
  const int a = g->axis, b = (a + 1) % 3, d = (a + 2) % 3;
  c[0] = cloud_along(g, a, (size_t) g->size[b] * g->size[d], x[a]);
  c[1] = cloud_along(g, b, g->size[d], x[b]);
  c[2] = cloud_along(g, d, 1, x[d]);
}

static double relative_volume(const ep_grid *g, double volume)
{
  return volume / (g->cell[0] * g->cell[1] * g->cell[2]);
}

// The nearest multiple of 2^-44. Adding and taking away 1.5 * 2^8 leaves a number below 2^7 with so many bits.
static double rounded(double v)
{
  const double shift = 0x1.8p8;
  return v < 0x1p7 ? (v + shift) - shift : v;
}

void ep_grid_deposit(const ep_grid *grid, const double *x, const double *weight, int n,
                     double volume, double *sigma)
{
  const double whole = relative_volume(grid, volume);
  cloud c[3];
  for (int i = 0; i < n; i++) {
    if (weight && weight[i] == 0.0) continue;
    const double w = weight ? whole * weight[i] : whole;
    clouds_around(grid, x + 3 * (size_t) i, c);
    for (int p = 0; p < 3; p++)
      for (int q = 0; q < 3; q++) {
        const double pq = w * c[0].weight[p] * c[1].weight[q];
        double *const row = sigma + c[0].part[p] + c[1].part[q];
        for (int r = 0; r < 3; r++) row[c[2].part[r]] += rounded(pq * c[2].weight[r]);
      }
  }
}

void ep_grid_sample(const ep_grid *grid, const double *field, const double *x, const double *weight,
                    int n, double volume, double *j, double *share)
{
  cloud c[3];
  for (int i = 0; i < n; i++) {
    const double w = weight ? weight[i] : 1.0;
    double sum[4] = {0.0, 0.0, 0.0, 0.0}, inside = 0.0;
    if (w != 0.0) {
      clouds_around(grid, x + 3 * (size_t) i, c);
      for (int p = 0; p < 3; p++)
        for (int q = 0; q < 3; q++)
          for (int r = 0; r < 3; r++) {
            const double *const f = field + 4 * (c[0].part[p] + c[1].part[q] + c[2].part[r]);
            const double here = c[0].weight[p] * c[1].weight[q] * c[2].weight[r];
            for (int m = 0; m < 4; m++) sum[m] += here * f[m];
            if (f[3] > 0.0) inside += here;
          }
    }
    for (int k = 0; k < 3 && j; k++)
      j[3 * (size_t) i + k] = inside > 0.0 ? w * sum[k] / inside : 0.0;
    if (share) share[i] = w * volume * sum[3];
  }
}
