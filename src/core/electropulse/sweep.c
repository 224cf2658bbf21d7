#include "electropulse/sweep.h"

#include "electropulse/sweep_plan.h"

#include <math.h>

// Structures for which the adaptive cutoff is guessed.
enum { SAMPLES = 32 };

static const struct {
  const char *name;
  ep_sweep_columns *columns;
  ep_sweep_list *neighbors;
} paths[EP_SWEEP_PATHS] = {
    {"portable code", ep_sweep_columns_portable, ep_sweep_neighbors_portable},
#ifdef __x86_64__
    {"AVX2", ep_sweep_columns_avx2, ep_sweep_neighbors_avx2},
    {"AVX-512", ep_sweep_columns_avx512, ep_sweep_neighbors_avx512},
#else
    {"AVX2", NULL, NULL},
    {"AVX-512", NULL, NULL},
#endif
};

int ep_sweep_has(ep_sweep_path path)
{
  switch (path) {
    case EP_SWEEP_PORTABLE:
      return 1;
#ifdef __x86_64__
    case EP_SWEEP_AVX2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case EP_SWEEP_AVX512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
          __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#endif
    default:
      return 0;
  }
}

ep_sweep_path ep_sweep_best(void)
{
  ep_sweep_path best = EP_SWEEP_AVX512;
  while (!ep_sweep_has(best)) best--;
  return best;
}

const char *ep_sweep_name(ep_sweep_path path)
{
  return paths[path].name;
}

unsigned char ep_sweep_exact(const ep_sweep *s, int atom)
{
  const ep_cna_site site = ep_cna_analyse(s->cells, s->x, atom, s->method, s->range);
  const int open = site.structure == EP_CNA_OTHER && site.coordination < s->enough &&
      site.asymmetry > s->lopsided;
  return (unsigned char) (site.structure + (open ? EP_SWEEP_OPEN : 0));
}

double ep_sweep_guess_reach(const ep_sweep *s)
{
  const int step = s->natoms / SAMPLES + 1;
  double sum = 0.0;
  int n = 0;
  for (int i = 0; i < s->natoms; i += step) {
    if (s->found[i] == EP_CNA_UNKNOWN) continue;
    const ep_cna_site site = ep_cna_analyse(s->cells, s->x, i, s->method, s->range);
    // Half-way between the second and third shell of bcc, where the mean of 12 neighbours is 4/3 of a cube's diagonal.
    sum += site.structure == EP_CNA_BCC ? 1.098 * site.cutoff : site.cutoff;
    n++;
  }
  return n ? fmin(sum / n, s->range) : s->range;
}

static ep_sweep_plan make_plan(const ep_sweep *s)
{
  ep_sweep_plan plan;
  const int adaptive = s->method == EP_CNA_ADAPTIVE;
  const double reach = fmin(adaptive ? s->reach : s->range, s->cells->width);
  // Rounding to single precision moves a coordinate by at most `unit`, a vector between two points by 2 sqrt(3) units, and
  // half its squared length by its length times that; the adaptive cutoff, itself a mean of lengths, moves 1.32 times
  // that. The second term is what 12 roundings of numbers up to reach^2 amount to. Both doubled.
  const double unit = ldexp(s->cells->half_extent + s->cells->width, -24);
  const double moved = 2.0 * sqrt(3.0) * unit * reach;
  plan.band = (float) (2.0 * ((adaptive ? 2.5 : 1.0) * moved + 12.0 * ldexp(reach * reach, -24)));
  plan.vector_error = (float) (2.0 * (2.0 * sqrt(3.0) * unit + 4.0 * ldexp(reach, -24)));
  plan.reach_sq = (float) (reach * reach);
  plan.quarter = (float) (0.25 * reach * reach);
  plan.half_shell = (float) (0.5 * (1.0 + sqrt(2.0)));
  // The adaptive cutoff moves by up to 1.32 times what distances do: it is 1.21 times the mean of 12 distances, or of 14,
  // of which eight count 1.15 times.
  plan.longest = adaptive ? 1.32 * reach : reach;
  plan.share = adaptive ? 0.5 / 2.32 : 0.5;
  plan.far = (float) (4.0 * (s->cells->half_extent + reach));
  return plan;
}

long ep_sweep_run(const ep_sweep *sweep, ep_sweep_path path, int threads)
{
  if (sweep->cells->npoints == 0) return 0;
  const ep_sweep_plan plan = make_plan(sweep);
  const int ncolumns = sweep->cells->size[0] * sweep->cells->size[2];
  ep_sweep_columns *const columns = paths[path].columns;
  if (threads <= 1) return columns(sweep, &plan, 0, ncolumns);
  long exact = 0;
  const int share = ncolumns / (8 * threads) + 1, nshares = (ncolumns + share - 1) / share;
#ifdef _OPENMP
#pragma omp parallel for schedule(dynamic) num_threads(threads) reduction(+ : exact)
#endif
  for (int n = 0; n < nshares; n++)
    exact +=
        columns(sweep, &plan, n * share, (n + 1) * share < ncolumns ? (n + 1) * share : ncolumns);
  return exact;
}

int ep_sweep_neighbors(ep_sweep_path path, const ep_cells *cells, const double *x, int i,
                       double range_sq, int *list, int max)
{
  return paths[path].neighbors(cells, x, i, range_sq, list, max);
}
