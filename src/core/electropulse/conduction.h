#ifndef ELECTROPULSE_CONDUCTION_H
#define ELECTROPULSE_CONDUCTION_H

#include "electropulse/grid.h"

#ifdef __cplusplus
extern "C" {
#endif

// Where current flows in a body: div(sigma grad phi) = 0 on the cells that hold metal. Vacuum is no unknown; no current
// enters it. A face between two cells of metal has the arithmetic mean of their conductivities, in single precision. Conjugate
// gradients, preconditioned with the Laplacian of a box that is all metal (poisson.h): the number of iterations does not
// depend on the number of cells. A handle holds some 70 bytes a cell.
//
// For many processes:
//   each     ep_bond_mark, ep_bond_follow, ep_bond_select    bonds combined in between by bitwise or
//   each     ep_grid_deposit                                 conductivities summed
//   one      ep_conduction_solve, ep_conduction_field        the field broadcast
//   each     ep_grid_sample
//
// The library keeps nothing outside the handle. FFTW's planner is not safe with threads: no two of create, place and
// destroy, nor other planning in the same program, at a time.
typedef struct ep_conduction ep_conduction;

typedef enum {
  EP_CONDUCTION_OK,
  EP_CONDUCTION_OPEN,    // no metal leads from one electrode to the other, or around the period: open circuit
  EP_CONDUCTION_NOT_FINITE,    // a conductivity is negative or not a finite number
  EP_CONDUCTION_UNFINISHED,    // the tolerance was not reached within the iterations allowed; the best is there
  EP_CONDUCTION_NO_MEMORY
} ep_conduction_status;

typedef struct {
  double cut;          // cells of less conductivity are vacuum; 0.02 serves atoms
  double tolerance;    // 1e-6 serves; down to 1e-10
  int iterations;      // at most
  int threads;         // where the library was built with OpenMP
  int cold;            // nonzero: starts from slabs, not from the last potential
} ep_conduction_rule;

// { 0.02, 1e-6, 1000, 1, 0 }
ep_conduction_rule ep_conduction_default(void);

typedef struct {
  double
      conductance;    // over the bulk conductivity, Angstrom: section over length of a straight bar
  double largest;     // largest current density of a cell over total current, 1/Angstrom^2
  double
      crowding;    // over the mean current density: total current times length over volume of metal
  double volume;    // of conducting metal (cells times conductivity), Angstrom^3
  double
      spread;    // of the currents through all planes across the axis, over their mean; <= tolerance
  double
      residual;    // root of the sum of squared imbalances of cells over that of squared fluxes; <= tolerance
  int iterations;
  size_t conducting;    // cells
  size_t removed;       // cells of metal without a path
} ep_conduction_result;

// NULL for lack of memory.
ep_conduction *ep_conduction_create(const ep_grid *grid);
void ep_conduction_destroy(ep_conduction *conduction);

// Moves to another grid, for instance after the box has changed; where its size and axis are the same, the potential is
// kept to start from. EP_CONDUCTION_NO_MEMORY: the handle remains as it was.
ep_conduction_status ep_conduction_place(ep_conduction *conduction, const ep_grid *grid);

// Solves for the conductivities sigma over cells. Unless the status is EP_CONDUCTION_OK or EP_CONDUCTION_UNFINISHED, result
// and potential are not touched.
ep_conduction_status ep_conduction_solve(ep_conduction *conduction, const double *sigma,
                                         const ep_conduction_rule *rule,
                                         ep_conduction_result *result);

// Resistance, ohm, of a conductance; bulk conductivity in S/m.
double ep_conduction_resistance(double conductance, double conductivity);

// Of the last solution, for ep_grid_sample: field[4*cell + k] is component k of the gradient of -phi, times bulk
// conductivity over total current, 1/Angstrom^2; field[4*cell + 3] the cell's power over its conductivity and volume and
// over total power, 1/Angstrom^3. All 0 where nothing conducts.
void ep_conduction_field(const ep_conduction *conduction, double *field);

// What is needed to start warm: the deviation of the potential from a straight line, over cells, in parts of the voltage.
// To be saved, and put back after ep_conduction_create, so that a restarted run goes on with the same numbers.
const double *ep_conduction_potential(const ep_conduction *conduction);
void ep_conduction_set_potential(ep_conduction *conduction, const double *potential);

// A VTK ImageData file (.vti, XML, data appended in this machine's byte order) of the last solution: conductivity over
// bulk, potential in V, current density in A/cm^2 for a total current in A and a bulk conductivity in S/m. Writes at most
// `size` bytes; returns how many the whole file has, so that size 0 asks for it. 0 for lack of memory.
size_t ep_conduction_image(const ep_conduction *conduction, double current, double conductivity,
                           char *buffer, size_t size);

#ifdef __cplusplus
}
#endif
#endif
