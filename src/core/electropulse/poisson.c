#include "electropulse/poisson.h"

#include <fftw3.h>
#include <math.h>
#include <stdlib.h>

static const double PI = 3.14159265358979323846;

// Modes whose tridiagonal systems are solved side by side: so few that their values stay in the nearest cache.
enum { BUNCH = 32 };

// The system of a mode is -u[x-1] + b u[x] - u[x+1] = f[x]. Elimination has the factors w[x] = 1/(b - w[x-1]), so that
//   y[x] = (f[x] + y[x-1]) w[x],   u[x] = y[x] + w[x] u[x+1].
// On a periodic axis all factors are the root r < 1 of r + 1/r = b, and y and u at the beginning follow from periodicity.
struct ep_poisson {
  int planes, periodic;
  size_t cells, modes;    // in a plane
  size_t cell_stride,
      mode_stride;    // from plane to plane: vectors like planes to begin at multiples of 64 bytes
  float *values;
  fftwf_complex *spectrum;
  float *factor;    // planes * modes; one plane where periodic
  fftwf_plan forward, backward;
};

static double eigenvalue(int mode, int size)
{
  const double s = sin(PI * mode / size);
  return 4.0 * s * s;
}

static void set_factors(ep_poisson *p, const int size[3], const double edge[3])
{
  const int half = size[2] / 2 + 1;
  const double y = edge[0] * edge[0] / (edge[1] * edge[1]),
               z = edge[0] * edge[0] / (edge[2] * edge[2]);
  for (int ky = 0; ky < size[1]; ky++)
    for (int kz = 0; kz < half; kz++) {
      float *const factor = p->factor + (size_t) ky * half + kz;
      double b = 2.0 + y * eigenvalue(ky, size[1]) + z * eigenvalue(kz, size[2]);
      if (p->periodic) {
        if (ky == 0 && kz == 0) b += 0.1 * eigenvalue(1, size[0] > 1 ? size[0] : 2);
        *factor = (float) (2.0 / (b + sqrt(b * b - 4.0)));
        continue;
      }
      double w = 0.0;
      for (int x = 0; x < size[0]; x++) {
        const int ends = (x == 0) + (x == size[0] - 1);
        w = 1.0 / (b + ends - w);
        factor[x * p->modes] = (float) w;
      }
    }
}

ep_poisson *ep_poisson_create(const int size[3], const double edge[3], int periodic)
{
  ep_poisson *const p = calloc(1, sizeof *p);
  if (!p) return NULL;
  p->planes = size[0];
  p->periodic = periodic;
  p->cells = (size_t) size[1] * size[2];
  p->modes = (size_t) size[1] * (size[2] / 2 + 1);
  p->cell_stride = (p->cells + 15) / 16 * 16;
  p->mode_stride = (p->modes + 7) / 8 * 8;
  p->values = fftwf_alloc_real(p->planes * p->cell_stride);
  p->spectrum = fftwf_alloc_complex(p->planes * p->mode_stride);
  p->factor = malloc((periodic ? 1 : p->planes) * p->modes * sizeof(float));
  if (p->values && p->spectrum && p->factor) {
    // Measured plans would be faster by a third, but differ from run to run, and numbers with them.
    p->forward = fftwf_plan_dft_r2c_2d(size[1], size[2], p->values, p->spectrum, FFTW_ESTIMATE);
    p->backward = fftwf_plan_dft_c2r_2d(size[1], size[2], p->spectrum, p->values, FFTW_ESTIMATE);
  }
  if (!p->forward || !p->backward) {
    ep_poisson_destroy(p);
    return NULL;
  }
  set_factors(p, size, edge);
  return p;
}

void ep_poisson_destroy(ep_poisson *p)
{
  if (!p) return;
  if (p->forward) fftwf_destroy_plan(p->forward);
  if (p->backward) fftwf_destroy_plan(p->backward);
  fftwf_free(p->values);
  fftwf_free(p->spectrum);
  free(p->factor);
  free(p);
}

float *ep_poisson_plane(ep_poisson *p, int x)
{
  return p->values + x * p->cell_stride;
}

// What the sum over all turns around the period leaves in front of the first plane, forwards or backwards.
static void turn_around(const ep_poisson *p, size_t first, int count, int backwards, float *carry)
{
  const float *const w = p->factor + first;
  for (int m = 0; m < count; m++) carry[2 * m] = carry[2 * m + 1] = 0.0f;
  for (int i = 0; i < p->planes; i++) {
    const int x = backwards ? p->planes - 1 - i : i;
    const float *const f = (const float *) (p->spectrum + x * p->mode_stride + first);
    for (int m = 0; m < count; m++)
      for (int c = 2 * m; c < 2 * m + 2; c++)
        carry[c] = backwards ? f[c] + carry[c] * w[m] : (f[c] + carry[c]) * w[m];
  }
  for (int m = 0; m < count; m++) {
    const float whole = 1.0f / (1.0f - powf(w[m], (float) p->planes));
    carry[2 * m] *= whole;
    carry[2 * m + 1] *= whole;
  }
}

static void solve_bunch(ep_poisson *p, size_t first, int count)
{
  float carry[2 * BUNCH] = {0.0f};
  const size_t step = p->periodic ? 0 : p->modes;
  if (p->periodic) turn_around(p, first, count, 0, carry);
  for (int x = 0; x < p->planes; x++) {
    float *const f = (float *) (p->spectrum + x * p->mode_stride + first);
    const float *const w = p->factor + x * step + first;
    for (int m = 0; m < count; m++) {
      f[2 * m] = carry[2 * m] = (f[2 * m] + carry[2 * m]) * w[m];
      f[2 * m + 1] = carry[2 * m + 1] = (f[2 * m + 1] + carry[2 * m + 1]) * w[m];
    }
  }
  for (int c = 0; c < 2 * BUNCH; c++) carry[c] = 0.0f;
  if (p->periodic) turn_around(p, first, count, 1, carry);
  for (int x = p->planes - 1; x >= 0; x--) {
    float *const f = (float *) (p->spectrum + x * p->mode_stride + first);
    const float *const w = p->factor + x * step + first;
    for (int m = 0; m < count; m++) {
      f[2 * m] = carry[2 * m] = f[2 * m] + carry[2 * m] * w[m];
      f[2 * m + 1] = carry[2 * m + 1] = f[2 * m + 1] + carry[2 * m + 1] * w[m];
    }
  }
}

void ep_poisson_solve(ep_poisson *p, int threads)
{
  const int bunches = (int) ((p->modes + BUNCH - 1) / BUNCH);
  const float scale = 1.0f / (float) p->cells;    // FFTW's transforms back and forth multiply by it
  (void) threads;
#ifdef _OPENMP
#pragma omp parallel num_threads(threads)
#endif
  {
#ifdef _OPENMP
#pragma omp for
#endif
    for (int x = 0; x < p->planes; x++)
      fftwf_execute_dft_r2c(p->forward, p->values + x * p->cell_stride,
                            p->spectrum + x * p->mode_stride);
#ifdef _OPENMP
#pragma omp for
#endif
    for (int b = 0; b < bunches; b++) {
      const size_t first = (size_t) b * BUNCH;
      solve_bunch(p, first, (int) (p->modes - first < BUNCH ? p->modes - first : BUNCH));
    }
#ifdef _OPENMP
#pragma omp for
#endif
    for (int x = 0; x < p->planes; x++) {
      float *const values = p->values + x * p->cell_stride;
      fftwf_execute_dft_c2r(p->backward, p->spectrum + x * p->mode_stride, values);
      for (size_t i = 0; i < p->cells; i++) values[i] *= scale;
    }
  }
}
