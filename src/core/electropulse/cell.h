#ifndef ELECTROPULSE_CELL_H
#define ELECTROPULSE_CELL_H

#ifdef __cplusplus
extern "C" {
#endif

// Linked cells: which points lie near a point. Positions are x[3*i + k], Angstrom, periodic images given as further
// points (ghosts); the caller keeps them unchanged while it asks.
typedef struct {
  int size[3];      // cells along each axis
  double low[3];    // lower corner
  double width;     // of a cell, >= the range it was built for
  int npoints;
  int *first;    // first[c] .. first[c+1]-1: the places in `point` of the points of cell c
  int *point;
  int max_cells, max_points;
} ep_cells;

typedef enum { EP_CELLS_OK, EP_CELLS_NO_MEMORY, EP_CELLS_NOT_FINITE } ep_cells_status;

// An empty structure, to be released by ep_cells_free.
ep_cells ep_cells_empty(void);

// Sorts n points into cells for neighbour queries up to `range` > 0; storage is reused from call to call. Fails on a
// position that is not finite and on lack of memory, and then holds no points.
ep_cells_status ep_cells_build(ep_cells *cells, const double *x, int n, double range);

// Writes the points nearer to point i than the square root of range_sq (at most the range built for; itself left out)
// to list, at most max of them, in no special order; returns how many there are, which may exceed max.
int ep_cells_neighbors(const ep_cells *cells, const double *x, int i, double range_sq, int *list,
                       int max);

void ep_cells_free(ep_cells *cells);

// Bytes held.
double ep_cells_memory(const ep_cells *cells);

#ifdef __cplusplus
}
#endif
#endif
