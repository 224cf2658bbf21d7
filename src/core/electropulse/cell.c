#include "electropulse/cell.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

ep_cells ep_cells_empty(void)
{
  ep_cells cells;
  memset(&cells, 0, sizeof cells);
  return cells;
}

void ep_cells_free(ep_cells *cells)
{
  free(cells->first);
  free(cells->point);
  *cells = ep_cells_empty();
}

static int cell_along(const ep_cells *c, double x, int axis)
{
  const int k = (int) ((x - c->low[axis]) / c->width);
  return k < c->size[axis] ? k : c->size[axis] - 1;
}

static int cell_of(const ep_cells *c, const double *x)
{
  return (cell_along(c, x[2], 2) * c->size[1] + cell_along(c, x[1], 1)) * c->size[0] +
      cell_along(c, x[0], 0);
}

static int reserve(int **array, int *max, int n)
{
  if (n <= *max) return 1;
  int *grown = realloc(*array, (size_t) n * sizeof(int));
  if (!grown) return 0;
  *array = grown;
  *max = n;
  return 1;
}

ep_cells_status ep_cells_build(ep_cells *cells, const double *x, int n, double range)
{
  double low[3] = {0.0, 0.0, 0.0}, high[3] = {0.0, 0.0, 0.0};
  cells->npoints = 0;
  for (int i = 0; i < n; i++)
    for (int k = 0; k < 3; k++) {
      const double q = x[3 * i + k];
      if (!isfinite(q)) return EP_CELLS_NOT_FINITE;
      if (i == 0 || q < low[k]) low[k] = q;
      if (i == 0 || q > high[k]) high[k] = q;
    }

  for (int k = 0; k < 3; k++)
    if (!isfinite(high[k] - low[k])) return EP_CELLS_NOT_FINITE;

  // Wider cells where the points are sparse: the grid never outgrows the points.
  const double limit = 4.0 * n + 64.0;
  cells->width = range *
      (1.0 + 1e-12);    // two points within range never lie two cells apart, rounding or not
  double total;
  for (;;) {
    total = 1.0;
    for (int k = 0; k < 3; k++) total *= floor((high[k] - low[k]) / cells->width) + 1.0;
    if (total <= limit) break;
    cells->width *= 1.26;
  }
  int ncells = 1;
  for (int k = 0; k < 3; k++) {
    cells->low[k] = low[k];
    cells->size[k] = (int) ((high[k] - low[k]) / cells->width) + 1;
    ncells *= cells->size[k];
  }
  if (!reserve(&cells->first, &cells->max_cells, ncells + 2) ||
      !reserve(&cells->point, &cells->max_points, n + 1))
    return EP_CELLS_NO_MEMORY;

  // Counting sort; first[] is shifted by one cell while the points are placed.
  int *first = cells->first;
  memset(first, 0, (size_t) (ncells + 2) * sizeof(int));
  for (int i = 0; i < n; i++) first[cell_of(cells, x + 3 * i) + 2]++;
  for (int c = 2; c < ncells + 2; c++) first[c] += first[c - 1];
  for (int i = 0; i < n; i++) cells->point[first[cell_of(cells, x + 3 * i) + 1]++] = i;
  cells->npoints = n;
  return EP_CELLS_OK;
}

int ep_cells_neighbors(const ep_cells *cells, const double *x, int i, double range_sq, int *list,
                       int max)
{
  const double *xi = x + 3 * i;
  int at[3], count = 0;
  for (int k = 0; k < 3; k++) at[k] = cell_along(cells, xi[k], k);
  for (int cz = at[2] - 1; cz <= at[2] + 1; cz++) {
    if (cz < 0 || cz >= cells->size[2]) continue;
    for (int cy = at[1] - 1; cy <= at[1] + 1; cy++) {
      if (cy < 0 || cy >= cells->size[1]) continue;
      const int row = (cz * cells->size[1] + cy) * cells->size[0];
      const int from = at[0] > 0 ? at[0] - 1 : 0;
      const int to = at[0] + 1 < cells->size[0] ? at[0] + 1 : at[0];
      for (int q = cells->first[row + from]; q < cells->first[row + to + 1]; q++) {
        const int j = cells->point[q];
        const double dx = x[3 * j] - xi[0], dy = x[3 * j + 1] - xi[1], dz = x[3 * j + 2] - xi[2];
        if (dx * dx + dy * dy + dz * dz < range_sq && j != i) {
          if (count < max) list[count] = j;
          count++;
        }
      }
    }
  }
  return count;
}

double ep_cells_memory(const ep_cells *cells)
{
  return sizeof(int) * ((double) cells->max_cells + cells->max_points);
}
