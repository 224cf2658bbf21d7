#ifndef ELECTROPULSE_SWEEP_PLAN_H
#define ELECTROPULSE_SWEEP_PLAN_H

#include "electropulse/sweep.h"

// Between sweep.c and its kernels; not for others.

typedef struct {
  float reach_sq;        // neighbours nearer than its square root are gathered
  float quarter;         // of the squared cutoff of bonds; fixed cutoff
  float half_shell;      // the cutoff over the mean distance of neighbours; adaptive cutoff
  float band;            // half the difference of squared lengths that rounding may invert
  float vector_error;    // what rounding may do to the vector between two points, Angstrom
  float far;             // a coordinate out of reach of all points
  double share;          // of its slack that an atom may move
  double longest;        // cutoff; the adaptive one's largest, Angstrom
} ep_sweep_plan;

// Analyses the atoms of some columns of cells along y, of which there are size[0] * size[2]; returns the number of exact
// analyses.
typedef long ep_sweep_columns(const ep_sweep *, const ep_sweep_plan *, int from, int to);
ep_sweep_columns ep_sweep_columns_portable, ep_sweep_columns_avx2, ep_sweep_columns_avx512;

// As ep_cells_neighbors.
typedef int ep_sweep_list(const ep_cells *, const double *x, int i, double range_sq, int *list,
                          int max);
ep_sweep_list ep_sweep_neighbors_portable, ep_sweep_neighbors_avx2, ep_sweep_neighbors_avx512;

#endif
