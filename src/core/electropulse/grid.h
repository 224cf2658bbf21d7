#ifndef ELECTROPULSE_GRID_H
#define ELECTROPULSE_GRID_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// A box of cells on which current is followed, and the passage from atoms to cells and back. Lengths in Angstrom,
// conductivities relative to that of the bulk metal.
//
// Along `axis` the current flows: from the electrode at the lower end of the box to the one at the upper end, or, where
// that axis is periodic, driven by a mean gradient of the potential. The other sides are periodic or insulating.
//
// Atoms and cells share conductivity by the triangular-shaped cloud: along each axis a weight for the three cells around
// an atom, a quadratic B-spline (Hockney and Eastwood, Computer Simulation Using Particles, 1988, section 5-3).
typedef struct {
  int size[3];       // cells along each axis
  double low[3];     // lower corner
  double cell[3];    // edges of a cell
  int periodic[3];
  int axis;    // 0, 1 or 2
} ep_grid;

typedef enum {
  EP_GRID_OK,
  EP_GRID_BAD_CELL,    // cell outside EP_GRID_LEAST to EP_GRID_MOST
  EP_GRID_BAD_BOX,    // high <= low somewhere, or not finite, or fewer than two cells between the electrodes
  EP_GRID_TOO_LARGE    // more than EP_GRID_CELLS cells
} ep_grid_status;

static const double EP_GRID_LEAST = 2.0, EP_GRID_MOST = 3.0;    // Angstrom
enum { EP_GRID_CELLS = 1 << 28 };

// Lays cells with edges near `cell`. Along a periodic axis low to high is the period; along `axis`, where it is not
// periodic, low and high are where the electrodes touch the metal (metal must reach 1.5 cells beyond them, or
// conductivity is missing there); along the others they bound the metal, and two empty cells and more are added on either
// side. Numbers of cells are such as a Fourier transform likes, so edges differ from `cell` by up to 1/8; only a period
// or a distance of electrodes that is a few cells short can make them differ by more.
ep_grid_status ep_grid_fit(ep_grid *grid, const double low[3], const double high[3],
                           const int periodic[3], int axis, double cell);

// Cells in all: the length of every array over cells.
size_t ep_grid_cells(const ep_grid *grid);

// Where cell (c[0], c[1], c[2]) is in such an array: `axis` varies slowest.
size_t ep_grid_index(const ep_grid *grid, const int c[3]);

// Adds to `sigma`, over cells, the conductivity of n atoms at x[3*i + k]: weight[i] (all 1 where weight is NULL, 0 to
// leave an atom out) times `volume`, that of an atom in the perfect crystal, Angstrom^3, so that it is weight in bulk
// metal. Positions may be those of any periodic image; what falls beyond another side is lost. Each process adds its own
// atoms, not its ghosts, to zeros; arrays are then summed. Contributions are multiples of 2^-44, so that sums up to 512 do
// not depend on their order: the same to the last bit on any number of processes.
void ep_grid_deposit(const ep_grid *grid, const double *x, const double *weight, int n,
                     double volume, double *sigma);

// What the solution says at n atoms: from field[4*cell + m] of ep_conduction_field, sigma over cells as it was
// solved for, and the atoms as they were deposited.
//
// j[3*i + k], unless NULL: current density at the atom over total current, 1/Angstrom^2: its weight times the mean of the
// cells' field; in a uniform field it is exact at every atom. 0 for atoms of weight 0 or away from all cells that conduct.
//
// share[i], unless NULL: the atom's share of the power, its weight times the mean of the squared field. The shares of all
// atoms that were deposited add up to 1, to rounding, by construction: each cell's power is divided as its conductivity was
// put together.
void ep_grid_sample(const ep_grid *grid, const double *field, const double *x, const double *weight,
                    int n, double volume, double *j, double *share);

#ifdef __cplusplus
}
#endif
#endif
