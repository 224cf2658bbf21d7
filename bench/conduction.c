// How long the current solver takes: a gold rod with a neck, on cubes of cells, from a cold and from a warm start.
#define _POSIX_C_SOURCE 200809L
#include "electropulse/conduction.h"
#include "electropulse/random.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { REPETITIONS = 5, SEED = 1 };

static const double pi = 3.14159265358979323846;
static const double lattice = 4.078;    // Angstrom, gold
static const double cell = 2.5;         // Angstrom
static const double amplitude =
    0.085;    // Angstrom, of the vibration along each axis, about that of gold at 300 K

enum { DEPOSIT, COLD, WARM, FIELD, SAMPLE, STAGES };

struct atoms {
  double *site, *x;
  int n;
};

static void *allocated(void *pointer)
{
  if (!pointer) {
    fputs("bench_conduction: out of memory\n", stderr);
    exit(1);
  }
  return pointer;
}

// CPU time of one thread, which others on the machine disturb less; else time as it passes.
static double now(int threads)
{
  struct timespec t;
  clock_gettime(threads > 1 ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

// Radius of the rod at s in 0 to 1 along it: half as thick in the middle.
static double radius(double s, double edge)
{
  return 0.4 * edge * (0.75 + 0.25 * cos(2.0 * pi * s));
}

// Perfect crystal within the rod, which sticks out at the electrodes.
static struct atoms make_rod(double edge)
{
  static const double basis[4][3] = {{0, 0, 0}, {0, 0.5, 0.5}, {0.5, 0, 0.5}, {0.5, 0.5, 0}};
  const int most = (int) (edge / lattice) + 4;
  struct atoms atoms = {NULL, NULL, 0};
  for (int pass = 0; pass < 2; pass++) {
    int n = 0;
    for (int i = -4; i < most; i++)
      for (int j = 0; j < most; j++)
        for (int k = 0; k < most; k++)
          for (int b = 0; b < 4; b++) {
            const double x[3] = {(i + basis[b][0]) * lattice, (j + basis[b][1]) * lattice,
                                 (k + basis[b][2]) * lattice};
            const double away = hypot(x[1] - 0.5 * edge, x[2] - 0.5 * edge);
            if (away > radius(x[0] / edge, edge)) continue;
            if (pass) memcpy(atoms.site + 3 * (size_t) n, x, sizeof x);
            n++;
          }
    atoms.n = n;
    if (!pass) atoms.site = allocated(malloc(3 * (size_t) n * sizeof(double)));
  }
  atoms.x = allocated(malloc(3 * (size_t) atoms.n * sizeof(double)));
  return atoms;
}

// Places the atoms anew about their sites, as some hundred steps of a run do.
static void vibrate(struct atoms *atoms, int64_t when)
{
  for (int i = 0; i < atoms->n; i++) {
    double kick[3];
    ep_random_normal3(SEED, 0, when, i, kick);
    for (int k = 0; k < 3; k++) atoms->x[3 * i + k] = atoms->site[3 * i + k] + amplitude * kick[k];
  }
}

static int compare(const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

static void check(ep_conduction_status status)
{
  if (status == EP_CONDUCTION_OK) return;
  fprintf(stderr, "bench_conduction: no solution, status %d\n", (int) status);
  exit(1);
}

static void time_size(int size, int threads, double tolerance)
{
  const double edge = size * cell, volume = lattice * lattice * lattice / 4.0;
  const ep_grid grid = {{size, size, size}, {0, 0, 0}, {cell, cell, cell}, {0, 0, 0}, 0};
  const size_t cells = ep_grid_cells(&grid);
  struct atoms atoms = make_rod(edge);
  double *sigma = allocated(malloc(cells * sizeof *sigma));
  double *field = allocated(malloc(4 * cells * sizeof *field));
  double *j = allocated(malloc(3 * (size_t) atoms.n * sizeof *j));
  double *share = allocated(malloc((size_t) atoms.n * sizeof *share));
  double start = now(threads);
  ep_conduction *conduction = allocated(ep_conduction_create(&grid));
  const double created = now(threads) - start;

  double taken[STAGES][REPETITIONS];
  int iterations[STAGES] = {0};
  ep_conduction_rule rule = ep_conduction_default();
  ep_conduction_result result;
  rule.threads = threads;
  rule.tolerance = tolerance;
  for (int repetition = 0; repetition < REPETITIONS; repetition++)
    for (int warm = 0; warm < 2; warm++) {
      vibrate(&atoms, 2 * repetition + warm);
      memset(sigma, 0, cells * sizeof *sigma);
      start = now(threads);
      ep_grid_deposit(&grid, atoms.x, NULL, atoms.n, volume, sigma);
      taken[DEPOSIT][repetition] = now(threads) - start;
      rule.cold = !warm;
      start = now(threads);
      check(ep_conduction_solve(conduction, sigma, &rule, &result));
      taken[warm ? WARM : COLD][repetition] = now(threads) - start;
      if (result.iterations > iterations[warm ? WARM : COLD])
        iterations[warm ? WARM : COLD] = result.iterations;
      start = now(threads);
      ep_conduction_field(conduction, field);
      taken[FIELD][repetition] = now(threads) - start;
      start = now(threads);
      ep_grid_sample(&grid, field, atoms.x, NULL, atoms.n, volume, j, share);
      taken[SAMPLE][repetition] = now(threads) - start;
    }

  printf("%4d^3 %8zu %8d %8.1f", size, result.conducting, atoms.n, 1e3 * created);
  for (int stage = 0; stage < STAGES; stage++) {
    qsort(taken[stage], REPETITIONS, sizeof(double), compare);
    printf(" %8.1f %8.1f", 1e3 * taken[stage][0], 1e3 * taken[stage][REPETITIONS / 2]);
    if (iterations[stage]) printf(" %3d", iterations[stage]);
  }
  putchar('\n');
  fflush(stdout);
  ep_conduction_destroy(conduction);
  free(atoms.site);
  free(atoms.x);
  free(sigma);
  free(field);
  free(j);
  free(share);
}

static int read_integer(const char *text, long low, long high, int *value)
{
  char *end;
  errno = 0;
  const long number = strtol(text, &end, 10);
  *value = (int) number;
  return *text && !*end && !errno && number >= low && number <= high;
}

static int usage(const char *format, const char *word)
{
  fputs("bench_conduction: ", stderr);
  fprintf(stderr, format, word);
  fputs("\nUsage: bench_conduction [--threads N] [--tolerance T] [size ...]\n", stderr);
  return 2;
}

int main(int argc, char **argv)
{
  int sizes[16] = {32, 64, 128}, nsizes = 0, threads = 1;
  double tolerance = ep_conduction_default().tolerance;
  for (int i = 1; i < argc; i++) {
    const char *value = i + 1 < argc ? argv[i + 1] : "";
    if (!strcmp(argv[i], "--threads")) {
      if (!read_integer(value, 1, 256, &threads))
        return usage("--threads must be from 1 to 256, got '%s'", value);
      i++;
    } else if (!strcmp(argv[i], "--tolerance")) {
      char *end;
      tolerance = strtod(value, &end);
      if (*end || !(tolerance >= 1e-10 && tolerance <= 0.1))
        return usage("--tolerance must be from 1e-10 to 0.1, got '%s'", value);
      i++;
    } else if (nsizes == 16) {
      return usage("no more than 16 sizes, got '%s' too", argv[i]);
    } else if (!read_integer(argv[i], 16, 256, &sizes[nsizes++])) {
      return usage("a size must be a number of cells from 16 to 256, got '%s'", argv[i]);
    }
  }
  printf("tolerance %g; %s time, ms, least and median of %d\n", tolerance,
         threads > 1 ? "elapsed" : "CPU", REPETITIONS);
  printf("%6s %8s %8s %8s %17s %17s %3s %17s %3s %17s %17s\n", "grid", "metal", "atoms", "create",
         "deposit", "cold solve", "it", "warm solve", "it", "field", "sample");
  for (int i = 0; i < (nsizes ? nsizes : 3); i++) time_size(sizes[i], threads, tolerance);
  return 0;
}
