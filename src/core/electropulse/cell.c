#include "electropulse/cell.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Points a little beyond the reach are kept, too: they may vibrate into it without anything to be built anew.
static const double SPARE = 0.1;

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
  free(cells->cell_of);
  for (int k = 0; k < 3; k++) free(cells->place[k]);
  *cells = ep_cells_empty();
}

ep_cells_box ep_cells_no_box(void)
{
  const ep_cells_box box = {{HUGE_VAL, HUGE_VAL, HUGE_VAL}, {-HUGE_VAL, -HUGE_VAL, -HUGE_VAL}};
  return box;
}

void ep_cells_extend(ep_cells_box *box, const double point[3])
{
  for (int k = 0; k < 3; k++) {
    box->low[k] = point[k] < box->low[k] ? point[k] : box->low[k];
    box->high[k] = point[k] > box->high[k] ? point[k] : box->high[k];
    if (!isfinite(point[k])) box->high[0] = NAN;
  }
}

ep_cells_box ep_cells_bounds(const double *x, int n, const unsigned char *wanted)
{
  ep_cells_box box = ep_cells_no_box();
  double zero = 0.0;    // becomes not-a-number with a coordinate that is not finite
  for (int i = 0; i < n; i++) {
    if (wanted && !wanted[i]) continue;
    for (int k = 0; k < 3; k++) {
      const double q = x[3 * (size_t) i + k];
      box.low[k] = q < box.low[k] ? q : box.low[k];
      box.high[k] = q > box.high[k] ? q : box.high[k];
      zero += 0.0 * q;
    }
  }
  if (zero != 0.0) box.high[0] = NAN;
  return box;
}

// Cell along an axis of an offset from the lower corner; beyond the outermost cells, those.
static int cell_along(const ep_cells *c, double offset, int axis)
{
  const double k = offset / c->width;
  if (!(k > 0.0)) return 0;
  return k < c->size[axis] ? (int) k : c->size[axis] - 1;
}

static int reserve(void **array, size_t size)
{
  free(*array);
  *array = malloc(size);
  return *array != NULL;
}

static int reserve_cells(ep_cells *c, int ncells)
{
  if (ncells + 2 <= c->max_cells) return 1;
  c->max_cells = 0;
  if (!reserve((void **) &c->first, (size_t) (ncells + 2) * sizeof(int))) return 0;
  c->max_cells = ncells + 2;
  return 1;
}

static int reserve_points(ep_cells *c, int n)
{
  if (n < c->max_points) return 1;
  const size_t more = (size_t) n + (size_t) n / 16 + 1;
  c->max_points = 0;
  for (int k = 0; k < 3; k++)
    if (!reserve((void **) &c->place[k], (more + EP_CELLS_PADDING) * sizeof(float))) return 0;
  if (!reserve((void **) &c->point, (more + EP_CELLS_PADDING) * sizeof(int))) return 0;
  c->max_points = (int) more;
  return 1;
}

static int reserve_sorting(ep_cells *c, int n)
{
  if (n < c->max_sorting) return 1;
  c->max_sorting = 0;
  if (!reserve((void **) &c->cell_of, ((size_t) n + 1) * sizeof(int))) return 0;
  c->max_sorting = n + 1;
  return 1;
}

// Divides the box into cells; wider ones where the points are sparse, so that the grid never outgrows them.
static int lay_grid(ep_cells *c, const ep_cells_box *box, int n, double range)
{
  const double limit = 4.0 * n + 64.0;
  c->width = range *
      (1.0 + 1e-10);    // two points within range never lie two cells apart, rounding or not
  double total;
  for (;;) {
    total = 1.0;
    for (int k = 0; k < 3; k++) total *= floor((box->high[k] - box->low[k]) / c->width) + 1.0;
    if (total <= limit) break;
    c->width *= 1.26;
  }
  c->half_extent = 0.0;
  for (int k = 0; k < 3; k++) {
    const double length = box->high[k] - box->low[k];
    c->low[k] = box->low[k];
    c->size[k] = (int) (length / c->width) + 1;
    c->middle[k] = box->low[k] + 0.5 * length;
    c->half_extent = fmax(c->half_extent, 0.5 * length);
  }
  return reserve_cells(c, (int) total);
}

static int is_in(const ep_cells_box *box, const double *q)
{
  return (q[0] >= box->low[0]) & (q[0] <= box->high[0]) & (q[1] >= box->low[1]) &
      (q[1] <= box->high[1]) & (q[2] >= box->low[2]) & (q[2] <= box->high[2]);
}

ep_cells_status ep_cells_build(ep_cells *cells, const double *x, int n, double range)
{
  const ep_cells_box box = ep_cells_bounds(x, n, NULL);
  return ep_cells_build_around(cells, x, n, range, &box, 0.0);
}

ep_cells_status ep_cells_build_around(ep_cells *cells, const double *x, int n, double range,
                                      const ep_cells_box *box, double reach)
{
  static const ep_cells_box nowhere;
  cells->npoints = cells->noffered = 0;
  cells->moved = 0.0;
  if (n == 0 || box->low[0] > box->high[0]) {
    n = 0;
    box = &nowhere;
  }
  for (int k = 0; k < 3; k++)
    if (!isfinite(box->high[k] - box->low[k])) return EP_CELLS_NOT_FINITE;
  ep_cells_box wide = *box;
  cells->kept = *box;
  for (int k = 0; k < 3; k++) {
    cells->kept.low[k] -= reach;
    cells->kept.high[k] += reach;
    wide.low[k] -= (1.0 + SPARE) * reach;
    wide.high[k] += (1.0 + SPARE) * reach;
  }
  if (!lay_grid(cells, &wide, n, range) || !reserve_sorting(cells, n)) return EP_CELLS_NO_MEMORY;

  // Counting sort; first[] is shifted by one cell while the points are placed.
  const double low[3] = {wide.low[0], wide.low[1], wide.low[2]};
  const int nx = cells->size[0], ny = cells->size[1], ncells = nx * ny * cells->size[2];
  const double per_width = 1.0 / cells->width;
  int *const first = cells->first, *const cell_of = cells->cell_of;
  memset(first, 0, (size_t) (ncells + 2) * sizeof(int));
  for (int i = 0; i < n; i++) {
    const double *q = x + 3 * (size_t) i;
    if (!is_in(&wide, q)) {
      cell_of[i] = -1;
      continue;
    }
    int at[3];
    for (int k = 0; k < 3; k++) {
      at[k] = (int) ((q[k] - low[k]) * per_width);
      at[k] = at[k] < cells->size[k] ? at[k] : cells->size[k] - 1;
    }
    cell_of[i] = (at[2] * ny + at[1]) * nx + at[0];
    first[cell_of[i] + 2]++;
  }
  for (int c = 2; c < ncells + 2; c++) first[c] += first[c - 1];
  if (!reserve_points(cells, first[ncells + 1])) return EP_CELLS_NO_MEMORY;
  float *const px = cells->place[0], *const py = cells->place[1], *const pz = cells->place[2];
  const double mx = cells->middle[0], my = cells->middle[1], mz = cells->middle[2];
  for (int i = 0; i < n; i++) {
    if (cell_of[i] < 0) continue;
    const int p = first[cell_of[i] + 1]++;
    cells->point[p] = i;
    px[p] = (float) (x[3 * (size_t) i] - mx);
    py[p] = (float) (x[3 * (size_t) i + 1] - my);
    pz[p] = (float) (x[3 * (size_t) i + 2] - mz);
  }
  cells->npoints = first[ncells];
  cells->noffered = n;
  for (int k = 0; k < 3; k++)
    memset(cells->place[k] + cells->npoints, 0, EP_CELLS_PADDING * sizeof(float));
  memset(cells->point + cells->npoints, 0, EP_CELLS_PADDING * sizeof(int));
  return EP_CELLS_OK;
}

double ep_cells_move(ep_cells *cells, const double *x)
{
  float *const px = cells->place[0], *const py = cells->place[1], *const pz = cells->place[2];
  const double mx = cells->middle[0], my = cells->middle[1], mz = cells->middle[2];
  float largest = 0.0f, zero = 0.0f;
  for (int p = 0; p < cells->npoints; p++) {
    const double *q = x + 3 * (size_t) cells->point[p];
    const float qx = (float) (q[0] - mx), qy = (float) (q[1] - my), qz = (float) (q[2] - mz);
    const float dx = qx - px[p], dy = qy - py[p], dz = qz - pz[p];
    const float d = dx * dx + dy * dy + dz * dz;
    largest = d > largest ? d : largest;
    zero += 0.0f * d;
    px[p] = qx;
    py[p] = qy;
    pz[p] = qz;
  }
  int came_in = 0;
  for (int i = 0; i < cells->noffered; i++)
    if (cells->cell_of[i] < 0) came_in |= is_in(&cells->kept, x + 3 * (size_t) i);
  // Both ends of a displacement are rounded to single precision.
  const double rounding = 2.0 * sqrt(3.0) * ldexp(cells->half_extent + cells->width, -24);
  const double moved = zero != 0.0f || came_in ? HUGE_VAL : sqrt(largest) * (1.0 + 1e-6) + rounding;
  cells->moved += moved;
  return moved;
}

int ep_cells_are_within(const double *x, int i, int j, double range_sq)
{
  const double *a = x + 3 * (size_t) i, *b = x + 3 * (size_t) j;
  const double dx = b[0] - a[0], dy = b[1] - a[1], dz = b[2] - a[2];
  return dx * dx + dy * dy + dz * dz < range_sq;
}

void ep_cells_within(const ep_cells *cells, const double place[3], double range, int from[3],
                     int to[3])
{
  // whole cells; points may have moved out of theirs
  const double reach = fmax(range * (1.0 + 1e-10), cells->width) + cells->moved;
  for (int k = 0; k < 3; k++) {
    from[k] = cell_along(cells, place[k] - reach - cells->low[k], k);
    to[k] = cell_along(cells, place[k] + reach - cells->low[k], k);
  }
}

void ep_cells_band(const ep_cells *cells, double range, float *nearer, float *farther)
{
  // 2 sqrt(3) roundings of a coordinate, and more
  const double rounding = 4.0 * 0x1p-24 * (cells->half_extent + cells->width + range);
  const double less = fmax(range - rounding, 0.0), more = range + rounding;
  *nearer = (float) (less * less * (1.0 - 1e-6));
  *farther = (float) (more * more * (1.0 + 1e-6));
}

int ep_cells_neighbors(const ep_cells *cells, const double *x, int i, double range_sq, int *list,
                       int max)
{
  const double *xi = x + 3 * (size_t) i;
  const float *const px = cells->place[0], *const py = cells->place[1], *const pz = cells->place[2];
  const float fx = (float) (xi[0] - cells->middle[0]), fy = (float) (xi[1] - cells->middle[1]),
              fz = (float) (xi[2] - cells->middle[2]);
  int from[3], to[3], count = 0;
  float nearer, farther;
  ep_cells_within(cells, xi, sqrt(range_sq), from, to);
  ep_cells_band(cells, sqrt(range_sq), &nearer, &farther);
  for (int cz = from[2]; cz <= to[2]; cz++)
    for (int cy = from[1]; cy <= to[1]; cy++) {
      const int *row = cells->first + (cz * cells->size[1] + cy) * cells->size[0];
      for (int q = row[from[0]]; q < row[to[0] + 1]; q++) {
        const float dx = px[q] - fx, dy = py[q] - fy, dz = pz[q] - fz;
        const float d = dx * dx + dy * dy + dz * dz;
        if (d > farther) continue;
        const int j = cells->point[q];
        if (j == i || !(d < nearer || ep_cells_are_within(x, i, j, range_sq))) continue;
        if (count < max) list[count] = j;
        count++;
      }
    }
  return count;
}

double ep_cells_memory(const ep_cells *cells)
{
  return (double) sizeof(int) * cells->max_cells + (double) sizeof(int) * cells->max_sorting +
      (sizeof(int) + 3.0 * sizeof(float)) * cells->max_points;
}
