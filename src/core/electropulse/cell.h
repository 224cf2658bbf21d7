#ifndef ELECTROPULSE_CELL_H
#define ELECTROPULSE_CELL_H

#ifdef __cplusplus
extern "C" {
#endif

// A box along the axes, Angstrom; empty when low > high.
typedef struct {
  double low[3], high[3];
} ep_cells_box;

// Linked cells: which points lie near a point. Positions are x[3*i + k], Angstrom, periodic images given as further
// points (ghosts); the caller keeps them unchanged while it asks.
typedef struct {
  int size
      [3];    // cells along each axis; cell (cx, cy, cz) is number (cz * size[1] + cy) * size[0] + cx
  double low[3];    // lower corner
  double width;     // of a cell, >= the range it was built for
  int npoints;      // sorted into cells
  int *first;       // first[c] .. first[c+1]-1: the places in `point` of the points of cell c
  int *point;
  // Positions in the order of `point`, less `middle`, in single precision: place[k][p] for axis k. Each axis has
  // EP_CELLS_PADDING more entries that may be read, as `point` has.
  float *place[3];
  double middle[3];
  double half_extent;    // no |place| is larger
  double moved;          // since they were built, Angstrom: the sum of what ep_cells_move returned
  int noffered;          // points to choose from; those left out have cell_of < 0
  ep_cells_box kept;     // within reach: a point that was left out must not come here
  int *cell_of;
  int max_cells, max_points, max_sorting;
} ep_cells;

enum { EP_CELLS_PADDING = 16 };

typedef enum { EP_CELLS_OK, EP_CELLS_NO_MEMORY, EP_CELLS_NOT_FINITE } ep_cells_status;

// An empty structure, to be released by ep_cells_free.
ep_cells ep_cells_empty(void);

ep_cells_box ep_cells_no_box(void);

// Makes the box hold a point. A coordinate that is not finite makes the box so.
void ep_cells_extend(ep_cells_box *box, const double point[3]);

// The smallest box around those of n points whose byte in `wanted` is not 0; around all where wanted is NULL. With a
// coordinate that is not finite, one that is not finite.
ep_cells_box ep_cells_bounds(const double *x, int n, const unsigned char *wanted);

// Sorts n points into cells for neighbour queries up to `range` > 0; storage is reused from call to call. Fails on a
// position that is not finite and on lack of memory, and then holds no points.
ep_cells_status ep_cells_build(ep_cells *cells, const double *x, int n, double range);

// The same for the neighbours of the points in a box: points farther than 1.1 `reach` from it are left out. `reach` is as
// far as neighbours will be looked for.
ep_cells_status ep_cells_build_around(ep_cells *cells, const double *x, int n, double range,
                                      const ep_cells_box *box, double reach);

// Takes over new positions of the sorted points, which stay in their cells; returns the largest displacement of one, or a
// little more, Angstrom. Infinite, and the cells must be built anew: when a point that was left out has come within reach,
// or a position is not a number.
double ep_cells_move(ep_cells *cells, const double *x);

// Writes the points nearer to point i than the square root of range_sq (itself left out) to list, at most max of them,
// in no special order; returns how many there are, which may exceed max. Beyond the range built for it looks through
// more cells.
int ep_cells_neighbors(const ep_cells *cells, const double *x, int i, double range_sq, int *list,
                       int max);

// For searches of one's own: the cells, from[k] to to[k] along each axis, that hold all points within range of a place, ...
void ep_cells_within(const ep_cells *cells, const double place[3], double range, int from[3],
                     int to[3]);
// ... squared distances in single precision, of `place`, below and above which points are certainly nearer and farther
// than the range, ...
void ep_cells_band(const ep_cells *cells, double range, float *nearer, float *farther);
// ... and what is true in between.
int ep_cells_are_within(const double *x, int i, int j, double range_sq);

void ep_cells_free(ep_cells *cells);

// Bytes held.
double ep_cells_memory(const ep_cells *cells);

#ifdef __cplusplus
}
#endif
#endif
