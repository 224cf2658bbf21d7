#include "electropulse/flow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void set_edges(ep_flow *f, const double edge[3])
{
  for (int k = 0; k < 3; k++) {
    f->edge[k] = edge[k];
    f->ratio[k] = edge[0] * edge[0] / (edge[k] * edge[k]);
  }
}

int ep_flow_create(ep_flow *f, const int size[3], const double edge[3], const int periodic[3])
{
  memset(f, 0, sizeof *f);
  memcpy(f->size, size, sizeof f->size);
  memcpy(f->periodic, periodic, sizeof f->periodic);
  set_edges(f, edge);
  f->plane = (size_t) size[1] * size[2];
  f->cells = f->plane * size[0];
  const size_t rows = (size_t) size[0] * size[1], padded = f->cells + 2 * f->plane;
  f->sigma = calloc(f->cells, sizeof(double));
  f->face[0] = calloc(f->cells + f->plane, sizeof(float));
  f->face[1] = calloc(f->cells, sizeof(float));
  f->face[2] = calloc(f->cells, sizeof(float));
  f->begin = calloc(rows, sizeof(int));
  f->end = calloc(rows, sizeof(int));
  f->psi = calloc(padded, sizeof(double));
  f->p = calloc(padded, sizeof(double));
  f->r = calloc(f->cells, sizeof(double));
  f->q = calloc(f->cells, sizeof(double));
  f->sums = calloc(2 * (size_t) size[0] + 2, sizeof(double));
  f->poisson = ep_poisson_create(size, edge, periodic[0]);
  if (f->sigma && f->face[0] && f->face[1] && f->face[2] && f->begin && f->end && f->psi && f->p &&
      f->r && f->q && f->sums && f->poisson)
    return 0;
  ep_flow_free(f);
  return 1;
}

void ep_flow_free(ep_flow *f)
{
  for (int k = 0; k < 3; k++) free(f->face[k]);
  free(f->sigma);
  free(f->begin);
  free(f->end);
  free(f->psi);
  free(f->p);
  free(f->r);
  free(f->q);
  free(f->sums);
  ep_poisson_destroy(f->poisson);
  memset(f, 0, sizeof *f);
}

int ep_flow_stretch(ep_flow *f, const double edge[3])
{
  if (memcmp(f->edge, edge, sizeof f->edge) == 0) return 0;
  ep_poisson *const poisson = ep_poisson_create(f->size, edge, f->periodic[0]);
  if (!poisson) return 1;
  ep_poisson_destroy(f->poisson);
  f->poisson = poisson;
  set_edges(f, edge);
  return 0;
}

// Between cells i and `before` of the arrays; none into vacuum.
static float face_between(const ep_flow *f, size_t i, size_t before)
{
  const double a = f->sigma[i], b = f->sigma[before];
  return a > 0.0 && b > 0.0 ? (float) (0.5 * (a + b)) : 0.0f;
}

void ep_flow_set(ep_flow *f)
{
  const int nx = f->size[0], ny = f->size[1], nz = f->size[2];
  const size_t around_x = f->cells - f->plane, around_y = f->plane - nz, around_z = nz - 1;
  float *const *const face = f->face;
  size_t i = 0, row = 0;
  for (int x = 0; x < nx; x++)
    for (int y = 0; y < ny; y++, row++) {
      f->begin[row] = f->end[row] = 0;
      for (int z = 0; z < nz; z++, i++) {
        face[0][i] = x > 0   ? face_between(f, i, i - f->plane)
            : f->periodic[0] ? face_between(f, i, i + around_x)
                             : (float) (2.0 * f->sigma[i]);
        face[1][i] = y > 0   ? face_between(f, i, i - nz)
            : f->periodic[1] ? face_between(f, i, i + around_y)
                             : 0.0f;
        face[2][i] = z > 0   ? face_between(f, i, i - 1)
            : f->periodic[2] ? face_between(f, i, i + around_z)
                             : 0.0f;
        if (f->sigma[i] <= 0.0) continue;
        if (f->end[row] == 0) f->begin[row] = y * nz + z;
        f->end[row] = y * nz + z + 1;
      }
    }
  for (size_t k = 0; k < f->plane; k++)
    face[0][f->cells + k] = f->periodic[0] ? face[0][k] : (float) (2.0 * f->sigma[around_x + k]);
}

// The first cell of a plane of psi or p.
static double *plane_of(const ep_flow *f, double *padded, int x)
{
  return padded + (x + 1) * f->plane;
}

// Fills the planes beyond the ends.
static void close_ends(const ep_flow *f, double *padded)
{
  if (!f->periodic[0]) return;    // they are 0
  const size_t bytes = f->plane * sizeof(double);
  memcpy(plane_of(f, padded, -1), plane_of(f, padded, f->size[0] - 1), bytes);
  memcpy(plane_of(f, padded, f->size[0]), plane_of(f, padded, 0), bytes);
}

// What a straight potential falls by from the cell before a plane to that in it, or between a cell and its electrode.
static double straight_fall(const ep_flow *f, int x)
{
  const int electrode = !f->periodic[0] && (x == 0 || x == f->size[0]);
  return (electrode ? 0.5 : 1.0) / f->size[0];
}

// The cells and faces around a part of a row.
typedef struct {
  const double *p, *x_before, *x_after, *y_before, *y_after;
  const float *x_face, *x_next, *y_face, *y_next, *z_face;
} row_view;

static row_view view_row(const ep_flow *f, double *padded, int x, int y)
{
  const int ny = f->size[1], nz = f->size[2];
  const int before = y > 0 ? y - 1 : ny - 1, after = y < ny - 1 ? y + 1 : 0;
  const size_t at = (size_t) y * nz, plane = x * f->plane;
  const double *const p = plane_of(f, padded, x);
  const row_view row = {p + at,
                        p + at - f->plane,
                        p + at + f->plane,
                        p + (size_t) before * nz,
                        p + (size_t) after * nz,
                        f->face[0] + plane + at,
                        f->face[0] + plane + at + f->plane,
                        f->face[1] + plane + at,
                        f->face[1] + plane + (size_t) after * nz,
                        f->face[2] + plane + at};
  return row;
}

// (A p) in cell z of a row, whose neighbours along it are cells `before` and `after`.
static inline double apply_cell(const row_view *v, int z, int before, int after, double y_ratio,
                                double z_ratio)
{
  const double p = v->p[z];
  return v->x_face[z] * (p - v->x_before[z]) + v->x_next[z] * (p - v->x_after[z]) +
      y_ratio * (v->y_face[z] * (p - v->y_before[z]) + v->y_next[z] * (p - v->y_after[z])) +
      z_ratio * (v->z_face[z] * (p - v->p[before]) + v->z_face[after] * (p - v->p[after]));
}

// q = A p in a row, from cell z to before cell end.
static void apply_row(const ep_flow *f, const row_view *v, int z, int end, double *q)
{
  const int nz = f->size[2];
  const double y_ratio = f->ratio[1], z_ratio = f->ratio[2];
  if (z == 0) {
    q[0] = apply_cell(v, 0, nz - 1, nz > 1 ? 1 : 0, y_ratio, z_ratio);
    z = 1;
  }
  if (end == nz && end > z) {
    end--;
    q[end] = apply_cell(v, end, end - 1, 0, y_ratio, z_ratio);
  }
  for (; z < end; z++) q[z] = apply_cell(v, z, z - 1, z + 1, y_ratio, z_ratio);
}

// Sums are taken in four parts: an addition need not wait for the one before.
static double dot(const double *a, const double *b, int n)
{
  double sum[4] = {0.0, 0.0, 0.0, 0.0};
  int i = 0;
  for (; i + 4 <= n; i += 4)
    for (int k = 0; k < 4; k++) sum[k] += a[i + k] * b[i + k];
  for (; i < n; i++) sum[0] += a[i] * b[i];
  return sum[0] + sum[1] + (sum[2] + sum[3]);
}

// The part of row y of plane x that conducts: returns how many cells, and where it begins among all cells.
static int part_of_row(const ep_flow *f, int x, int y, size_t *from)
{
  const size_t row = (size_t) x * f->size[1] + y;
  *from = x * f->plane + f->begin[row];
  return f->end[row] - f->begin[row];
}

static double total(const ep_flow *f, int which)
{
  double sum = 0.0;
  for (int x = 0; x < f->size[0]; x++) sum += f->sums[2 * x + which];
  return sum;
}

// q = A p; returns p.q. All steps go plane by plane, so that threads may share them and sums do not depend on how.
static double apply(const ep_flow *f, double *padded, double *q, int threads)
{
  (void) threads;
  close_ends(f, padded);
#ifdef _OPENMP
#pragma omp parallel for num_threads(threads)
#endif
  for (int x = 0; x < f->size[0]; x++) {
    double sum = 0.0;
    for (int y = 0; y < f->size[1]; y++) {
      size_t from;
      const int n = part_of_row(f, x, y, &from), z = (int) (from % f->size[2]);
      if (n == 0) continue;
      const row_view row = view_row(f, padded, x, y);
      apply_row(f, &row, z, z + n, q + from - z);
      sum += dot(padded + f->plane + from, q + from, n);
    }
    f->sums[2 * x] = sum;
  }
  return total(f, 0);
}

// z = M r, where `advance` has left r to be overwritten; returns r.z.
static double precondition(const ep_flow *f, int threads)
{
  ep_poisson_solve(f->poisson, threads);
#ifdef _OPENMP
#pragma omp parallel for num_threads(threads)
#endif
  for (int x = 0; x < f->size[0]; x++) {
    double sum = 0.0;
    for (int y = 0; y < f->size[1]; y++) {
      size_t from;
      const int n = part_of_row(f, x, y, &from);
      const double *const r = f->r + from;
      const float *const z = ep_poisson_plane(f->poisson, x) + from % f->plane;
      double part[4] = {0.0, 0.0, 0.0, 0.0};
      int i = 0;
      for (; i + 4 <= n; i += 4)
        for (int k = 0; k < 4; k++) part[k] += r[i + k] * z[i + k];
      for (; i < n; i++) part[0] += r[i] * z[i];
      sum += part[0] + part[1] + (part[2] + part[3]);
    }
    f->sums[2 * x] = sum;
  }
  return total(f, 0);
}

// p = z + keep p.
static void turn(const ep_flow *f, double keep, int threads)
{
  (void) threads;
#ifdef _OPENMP
#pragma omp parallel for num_threads(threads)
#endif
  for (int x = 0; x < f->size[0]; x++)
    for (int y = 0; y < f->size[1]; y++) {
      size_t from;
      const int n = part_of_row(f, x, y, &from);
      double *const p = f->p + f->plane + from;
      const float *const z = ep_poisson_plane(f->poisson, x) + from % f->plane;
      for (int i = 0; i < n; i++) p[i] = z[i] + keep * p[i];
    }
}

// psi += step p, r -= step q; leaves the sums of r and r^2 over each plane, and r for the preconditioner, 0 elsewhere.
static void advance(const ep_flow *f, double step, int threads)
{
  (void) threads;
#ifdef _OPENMP
#pragma omp parallel for num_threads(threads)
#endif
  for (int x = 0; x < f->size[0]; x++) {
    double sum[4] = {0.0, 0.0, 0.0, 0.0}, square[4] = {0.0, 0.0, 0.0, 0.0};
    float *const plane = ep_poisson_plane(f->poisson, x);
    memset(plane, 0, f->plane * sizeof(float));
    for (int y = 0; y < f->size[1]; y++) {
      size_t from;
      const int n = part_of_row(f, x, y, &from);
      double *const psi = f->psi + f->plane + from, *const r = f->r + from;
      const double *const p = f->p + f->plane + from, *const q = f->q + from;
      float *const z = plane + from % f->plane;
      for (int i = 0; i < n; i++) psi[i] += step * p[i];
      for (int i = 0; i < n; i++) {
        r[i] -= step * q[i];
        z[i] = (float) r[i];
      }
      int i = 0;
      for (; i + 4 <= n; i += 4)
        for (int k = 0; k < 4; k++) {
          sum[k] += r[i + k];
          square[k] += r[i + k] * r[i + k];
        }
      for (; i < n; i++) {
        sum[0] += r[i];
        square[0] += r[i] * r[i];
      }
    }
    f->sums[2 * x] = sum[0] + sum[1] + (sum[2] + sum[3]);
    f->sums[2 * x + 1] = square[0] + square[1] + (square[2] + square[3]);
  }
}

// Flux through the face before cell i (counted through a plane more than there are) of plane x, along the current.
static double flux_before(const ep_flow *f, size_t i, int x)
{
  return f->face[0][i] * (straight_fall(f, x) + f->psi[i] - f->psi[i + f->plane]);
}

// Fluxes along the current: the mean over planes of their sums, how much those differ, and the sum of squares.
typedef struct {
  double mean, spread, square;
} plane_fluxes;

static plane_fluxes measure_planes(const ep_flow *f)
{
  plane_fluxes now = {0.0, 0.0, 0.0};
  double least = HUGE_VAL, most = -HUGE_VAL;
  const int planes = f->size[0] + !f->periodic[0];
  close_ends(f, f->psi);
  for (int x = 0; x < planes; x++) {
    double sum = 0.0;
    for (size_t i = x * f->plane; i < (x + 1) * f->plane; i++) {
      const double flux = flux_before(f, i, x);
      sum += flux;
      now.square += flux * flux;
    }
    now.mean += sum / planes;
    least = fmin(least, sum);
    most = fmax(most, sum);
  }
  now.spread = (most - least) / fabs(now.mean);
  return now;
}

// r = b - A psi, with the sums that `advance` leaves.
static void find_residual(const ep_flow *f, int threads)
{
  apply(f, f->psi, f->q, threads);
  for (int x = 0; x < f->size[0]; x++) {
    const double before = straight_fall(f, x), after = straight_fall(f, x + 1);
    for (int y = 0; y < f->size[1]; y++) {
      size_t from;
      const int n = part_of_row(f, x, y, &from);
      for (size_t i = from; i < from + n; i++)
        f->r[i] = before * f->face[0][i] - after * f->face[0][i + f->plane];
    }
  }
  for (size_t i = 0; i < f->cells + 2 * f->plane; i++) f->p[i] = 0.0;
  advance(f, 1.0, threads);
}

// What the sums of the residual say: how currents through the planes differ, and how much the cells are out of balance.
static void judge(const ep_flow *f, const plane_fluxes *now, ep_flow_state *state)
{
  double gained = 0.0, least = 0.0, most = 0.0;
  for (int x = 0; x < f->size[0]; x++) {
    gained += f->sums[2 * x];
    least = fmin(least, gained);
    most = fmax(most, gained);
  }
  state->spread = (most - least) / fabs(now->mean);
  state->residual = sqrt(total(f, 1) / now->square);
}

// Planes as equipotentials: exact for a straight bar.
void ep_flow_from_slabs(ep_flow *f)
{
  const int nx = f->size[0], periodic = f->periodic[0] != 0;
  double resistance = 0.0, phi = 0.0, *const fall = f->sums;
  for (int x = 0; x <= nx - periodic; x++) {
    fall[x] = 0.0;
    for (size_t i = x * f->plane; i < (x + 1) * f->plane; i++) fall[x] += f->face[0][i];
    fall[x] = 1.0 / fall[x];
    resistance += fall[x];
  }
  for (int x = 0; x < nx; x++) {
    if (x > 0 || !periodic) phi += straight_fall(f, x) - fall[x] / resistance;
    double *const psi = plane_of(f, f->psi, x);
    for (size_t i = 0; i < f->plane; i++) psi[i] = phi;
  }
}

static int is_done(const ep_flow_state *state, double tolerance)
{
  return state->spread <= tolerance && state->residual <= tolerance;
}

int ep_flow_solve(ep_flow *f, double tolerance, int iterations, int threads, ep_flow_state *state)
{
  state->iterations = 0;
  for (int stuck = 0;;) {
    // The residual that conjugate gradients carry along drifts from the true one, which is what counts.
    find_residual(f, threads);
    const plane_fluxes now = measure_planes(f);
    judge(f, &now, state);
    state->spread = fmax(state->spread, now.spread);
    f->flux = now.mean;
    if (is_done(state, tolerance)) return 0;
    if (stuck || state->iterations >= iterations) return 1;
    double rz_before = 0.0;
    do {
      const double rz = precondition(f, threads);
      turn(f, rz_before > 0.0 ? rz / rz_before : 0.0, threads);
      rz_before = rz;
      const double pq = apply(f, f->p, f->q, threads);
      stuck = !(pq > 0.0);    // rounding is all that is left
      if (stuck) break;
      advance(f, rz / pq, threads);
      state->iterations++;
      judge(f, &now, state);
    } while (state->iterations < iterations && !is_done(state, 0.9 * tolerance));
  }
}

void ep_flow_fill_vacuum(ep_flow *f)
{
  const int nx = f->size[0], ny = f->size[1], nz = f->size[2];
  for (int x = 0; x < nx; x++) {
    double *const psi = plane_of(f, f->psi, x);
    const double *const sigma = f->sigma + x * f->plane;
    double mean = 0.0;
    int metal = 0;
    for (size_t i = 0; i < f->plane; i++)
      if (sigma[i] > 0.0) {
        mean += psi[i];
        metal++;
      }
    mean /= metal;
    for (int y = 0; y < ny; y++)
      for (int z = 0; z < nz; z++) {
        const size_t i = (size_t) y * nz + z;
        if (sigma[i] > 0.0) continue;
        const size_t beside[4] = {y > 0 ? i - nz : i, y < ny - 1 ? i + nz : i, z > 0 ? i - 1 : i,
                                  z < nz - 1 ? i + 1 : i};
        double sum = 0.0;
        int count = 0;
        for (int k = 0; k < 4; k++)
          if (sigma[beside[k]] > 0.0) {
            sum += psi[beside[k]];
            count++;
          }
        psi[i] = count ? sum / count : mean;
      }
  }
}

// How the potential falls through the faces of a cell, before and after it along each axis, and their conductances.
typedef struct {
  double fall[3][2], conductance[3][2];
} cell_faces;

static cell_faces look_at(const ep_flow *f, size_t i)
{
  const int ny = f->size[1], nz = f->size[2];
  const int x = (int) (i / f->plane), y = (int) (i % f->plane) / nz, z = (int) (i % nz);
  const size_t y_turn = f->plane - nz, z_turn = nz - 1;
  const size_t y_before = y > 0 ? i - nz : i + y_turn, y_after = y < ny - 1 ? i + nz : i - y_turn,
               z_before = z > 0 ? i - 1 : i + z_turn, z_after = z < nz - 1 ? i + 1 : i - z_turn;
  const double *const psi = f->psi + f->plane;
  const cell_faces around = {{{straight_fall(f, x) + f->psi[i] - psi[i],
                               straight_fall(f, x + 1) + psi[i] - psi[i + f->plane]},
                              {psi[y_before] - psi[i], psi[i] - psi[y_after]},
                              {psi[z_before] - psi[i], psi[i] - psi[z_after]}},
                             {{f->face[0][i], f->face[0][i + f->plane]},
                              {f->ratio[1] * f->face[1][i], f->ratio[1] * f->face[1][y_after]},
                              {f->ratio[2] * f->face[2][i], f->ratio[2] * f->face[2][z_after]}}};
  return around;
}

void ep_flow_through(const ep_flow *f, size_t cell, double flux[3])
{
  const cell_faces around = look_at(f, cell);
  for (int k = 0; k < 3; k++)
    flux[k] = 0.5 *
        (around.conductance[k][0] * around.fall[k][0] +
         around.conductance[k][1] * around.fall[k][1]);
}

double ep_flow_power(const ep_flow *f, size_t cell)
{
  const cell_faces around = look_at(f, cell);
  const int to_electrode[2] = {!f->periodic[0] && cell < f->plane,
                               !f->periodic[0] && cell >= f->cells - f->plane};
  double power = 0.0;
  for (int k = 0; k < 3; k++)
    for (int s = 0; s < 2; s++)
      power += (k == 0 && to_electrode[s] ? 1.0 : 0.5) * around.conductance[k][s] *
          around.fall[k][s] * around.fall[k][s];
  return power;
}
