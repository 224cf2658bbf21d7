#ifndef ELECTROPULSE_BOND_H
#define ELECTROPULSE_BOND_H

#include "electropulse/cell.h"
#include "electropulse/grid.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Which atoms are part of the conductor. On cells of 2 to 3 Angstrom a gap of twice that is bridged, so that paths are
// confirmed on atoms: two atoms nearer than `distance` are bonded. What is remembered is which cells have bonds between them:
// atoms in one cell count as bonded. Atoms without a path to both electrodes (around the period) are islands or have
// evaporated. This chooses atoms, not the way of the current: where both lips of a crack belong to the conductor, cells
// conduct across it unless it is some 3 cells wide.

// links[cell], one bit for each of the half of the 124 cells at most two away, and one for an atom in the cell itself.
typedef uint64_t ep_bond_links;

// The links of a cell through its faces, for following cells instead of atoms. Links to a cell that has none itself are
// not followed.
ep_bond_links ep_bond_faces(void);

// The largest `distance`, Angstrom: two of the shortest edges of a cell.
double ep_bond_reach(const ep_grid *grid);

// Adds to `links`, over cells, the bonds of the first n points of `cells`, built with a range of `distance` or more;
// x[3*i + k] are positions, the points from n on ghosts. Distance in Angstrom, at most ep_bond_reach. Each process adds its
// own atoms to zeros; arrays are then combined by bitwise or.
void ep_bond_mark(const ep_grid *grid, const ep_cells *cells, const double *x, int n,
                  double distance, ep_bond_links *links);

typedef enum { EP_BOND_PATH, EP_BOND_OPEN, EP_BOND_NO_MEMORY } ep_bond_status;

// Follows the bonds: on[cell] becomes 1 where atoms are part of the conductor, else 0. EP_BOND_OPEN: no bonds lead from one
// electrode to the other, or around the period; then all are 0. An atom touches an electrode when it is nearer than
// `distance` to its plane, or beyond it. The planes are beyond[0] and beyond[1] cells inside the lower and the upper end of
// the grid; with a period they are not used.
ep_bond_status ep_bond_follow(const ep_grid *grid, const ep_bond_links *links, double distance,
                              const int beyond[2], unsigned char *on);

// Sets weight[i] of the atoms that are not part of the conductor to 0; returns how many of the n are not.
int ep_bond_select(const ep_grid *grid, const unsigned char *on, const double *x, int n,
                   double *weight);

#ifdef __cplusplus
}
#endif
#endif
