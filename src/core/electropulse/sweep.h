#ifndef ELECTROPULSE_SWEEP_H
#define ELECTROPULSE_SWEEP_H

#include "electropulse/cna.h"

#ifdef __cplusplus
extern "C" {
#endif

// Common-neighbour analysis of many atoms at once. It finds what ep_cna_analyse finds for each of them, some twenty
// times faster: in single precision, several atoms side by side, and once more exactly wherever rounding could matter.

// The code that does it, by the instructions it uses. All give the same results.
typedef enum { EP_SWEEP_PORTABLE, EP_SWEEP_AVX2, EP_SWEEP_AVX512, EP_SWEEP_PATHS } ep_sweep_path;

// Whether this processor and this build of the library have it.
int ep_sweep_has(ep_sweep_path path);

// The fastest one there is.
ep_sweep_path ep_sweep_best(void);

// "portable code", "AVX2" or "AVX-512".
const char *ep_sweep_name(ep_sweep_path path);

// Added to the structure of an atom that lacks neighbours on one side.
enum { EP_SWEEP_OPEN = 8 };

typedef struct {
  const ep_cells *cells;    // of x, built around the atoms to be analysed
  const double *x;
  ep_cna_method method;
  double range;    // as for ep_cna_analyse, Angstrom
  double reach;    // adaptive cutoff: how far to look for the neighbours of most atoms
  // An atom of structure other with fewer neighbours than `enough` and more asymmetry than `lopsided` is open.
  int enough;
  double lopsided;
  int natoms;    // those to be analysed are among the first so many points
  // In: EP_CNA_UNKNOWN for atoms to be passed over, anything else for the others. Out: their ep_cna_structure, and
  // EP_SWEEP_OPEN.
  unsigned char *found;
  // NULL, or: only those of them with due[i] <= odometer are analysed, and due[i] is set to when it must be done again.
  //
  // The odometer is the sum of what ep_cells_move returned: no point has moved farther since the odometer began. Between
  // two readings, s apart, no distance has changed by more than 2 s. An atom's structure follows from comparisons of
  // distances with the cutoff. When the closest of them was decided by S, it stands as long as 2 s < S; with an adaptive
  // cutoff, which moves by up to 1.32 times what distances do, as long as 2 s (1 + 1.32) < S. Points in cells farther away
  // were not compared; they were beyond the width of a cell when the cells were built, and come no nearer than `reach` as
  // long as 2 cells->moved < width - reach. Then, or when ep_cells_move returns an infinite number, cells must be built
  // anew and all atoms are due.
  //
  // Whether an atom with n neighbours is open follows from the sign of n |sum| - lopsided * length, where sum is that of
  // the vectors to them and length that of their lengths. No vector has changed by more than 2 s, so the sign stands as
  // long as 2 s n (n + lopsided) is less than its magnitude. Atoms that needed the exact code are due at once.
  float *due;
  double odometer;
} ep_sweep;

// A good `reach` for an adaptive cutoff: the mean of a few of the cutoffs. A bad one costs time only.
double ep_sweep_guess_reach(const ep_sweep *sweep);

// Analyses one atom exactly; returns what ep_sweep_run puts into found[atom].
unsigned char ep_sweep_exact(const ep_sweep *sweep, int atom);

// Analyses with so many threads, where the library was built with OpenMP; returns how many atoms needed the exact code.
long ep_sweep_run(const ep_sweep *sweep, ep_sweep_path path, int threads);

// ep_cells_neighbors, faster.
int ep_sweep_neighbors(ep_sweep_path path, const ep_cells *cells, const double *x, int i,
                       double range_sq, int *list, int max);

#ifdef __cplusplus
}
#endif
#endif
