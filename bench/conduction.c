// Times the current solver on wires of gold atoms with a neck: bench_conduction [largest number of cells along an edge].
#define _POSIX_C_SOURCE 200809L    // clock_gettime
#include "electropulse/conduction.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const double PI = 3.14159265358979323846;
static const double A = 4.08,
                    CELL = 2.5;    // lattice parameter of gold and edge of a cell, Angstrom

static double milliseconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return 1e3 * (double) now.tv_sec + 1e-6 * (double) now.tv_nsec;
}

static double normal_deviate(void)
{
  const double u = (rand() + 1.0) / (RAND_MAX + 2.0), v = rand() / (RAND_MAX + 1.0);
  return sqrt(-2.0 * log(u)) * cos(2.0 * PI * v);
}

static double radius_at(double x, double length, double radius)
{
  const double t = (x - 0.5 * length) / (0.7 * radius);
  return radius * (1.0 - 0.75 * exp(-t * t));
}

// Atoms of a wire along x that fills a cube of `cells` cells but for two on each side, and reaches beyond its ends.
static int make_wire(int cells, double length, double *x, int max)
{
  static const double site[4][3] = {
      {.25, .25, .25}, {.25, .75, .75}, {.75, .25, .75}, {.75, .75, .25}};
  const double radius = 0.5 * CELL * (cells - 4) - 1.0;
  const int along = (int) (length / A) + 3, across = (int) (radius / A) + 2;
  int n = 0;
  for (int i = -3; i < along; i++)
    for (int j = -across; j < across; j++)
      for (int k = -across; k < across; k++)
        for (int s = 0; s < 4 && n < max; s++) {
          double *const p = x + 3 * (size_t) n;
          p[0] = (i + site[s][0]) * A;
          p[1] = (j + site[s][1]) * A;
          p[2] = (k + site[s][2]) * A;
          if (hypot(p[1], p[2]) < radius_at(p[0], length, radius)) n++;
        }
  return n;
}

static void shake(double *x, int n, double amplitude)
{
  for (int i = 0; i < 3 * n; i++) x[i] += amplitude * normal_deviate();
}

static int time_solver(int cells)
{
  const double length = cells * CELL, side = 0.5 * CELL * (cells - 4) - 0.5;
  const double low[3] = {0.0, -side, -side}, high[3] = {length, side, side};
  const int periodic[3] = {0, 0, 0}, max = (int) (pow(length + 40.0, 3) / 16.0);
  ep_grid grid;
  double *const x = malloc(3 * (size_t) max * sizeof *x);
  if (!x || ep_grid_fit(&grid, low, high, periodic, 0, CELL)) return 1;
  const int n = make_wire(cells, length, x, max);
  shake(x, n, 0.1);
  const size_t ncells = ep_grid_cells(&grid);
  double *const sigma = malloc(ncells * sizeof *sigma),
                *const field = malloc(4 * ncells * sizeof *field),
                *const j = malloc(3 * (size_t) n * sizeof *j),
                *const share = malloc(n * sizeof *share);
  ep_conduction *const solver = ep_conduction_create(&grid);
  if (!sigma || !field || !j || !share || !solver) return 1;
  ep_conduction_rule rule = ep_conduction_default();
  ep_conduction_result cold, warm, tight;

  const double start = milliseconds();
  memset(sigma, 0, ncells * sizeof *sigma);
  ep_grid_deposit(&grid, x, NULL, n, A * A * A / 4.0, sigma);
  const double deposited = milliseconds();
  if (ep_conduction_solve(solver, sigma, &rule, &cold)) return 1;
  const double solved = milliseconds();
  ep_conduction_field(solver, field);
  ep_grid_sample(&grid, field, x, NULL, n, A * A * A / 4.0, j, share);
  const double sampled = milliseconds();
  rule.cold = 1;
  rule.tolerance = 1e-8;
  if (ep_conduction_solve(solver, sigma, &rule, &tight)) return 1;
  const double again = milliseconds();
  // As after a refresh: the atoms have vibrated.
  shake(x, n, 0.1);
  memset(sigma, 0, ncells * sizeof *sigma);
  ep_grid_deposit(&grid, x, NULL, n, A * A * A / 4.0, sigma);
  rule = ep_conduction_default();
  const double before = milliseconds();
  if (ep_conduction_solve(solver, sigma, &rule, &warm)) return 1;
  const double after = milliseconds();
  printf("%3d x %3d x %3d  %8d  %7.1f  %7.1f (%2d)  %7.1f (%2d)  %7.1f (%2d)  %7.1f\n",
         grid.size[0], grid.size[1], grid.size[2], n, deposited - start, solved - deposited,
         cold.iterations, after - before, warm.iterations, again - sampled, tight.iterations,
         sampled - solved);
  ep_conduction_destroy(solver);
  free(x);
  free(sigma);
  free(field);
  free(j);
  free(share);
  return 0;
}

int main(int argc, char **argv)
{
  const int largest = argc > 1 ? atoi(argv[1]) : 128;
  printf("CPU time, ms, on one core; in brackets iterations\n"
         "cells               atoms  deposit        cold          warm     to 1e-8      sample\n");
  for (int cells = 32; cells <= largest; cells *= 2)
    if (time_solver(cells)) {
      fprintf(stderr, "bench_conduction: %d cells along an edge could not be solved\n", cells);
      return 1;
    }
  return 0;
}
