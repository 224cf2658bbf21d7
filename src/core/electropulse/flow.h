#ifndef ELECTROPULSE_FLOW_H
#define ELECTROPULSE_FLOW_H

#include "electropulse/poisson.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// The linear system behind conduction.h, for the parts of the library that make and read it. Axis 0 is that of the current;
// arrays run over planes across it, rows and cells.
//
// The potential is phi = 1 - s + psi, in parts of the voltage, where s goes from 0 to 1 along the axis: psi is 0 at the
// electrodes, or periodic. That no charge gathers in a cell, the sum over its faces of
//   conductance * (phi here - phi there) = 0,
// is a symmetric system A psi = b. Conductances are the arithmetic mean of the conductivities of two cells, times
// ratio[axis]; that between an outermost cell and the electrode, half a cell away, is twice the conductivity of that cell.
// Fluxes are currents over voltage, bulk conductivity, and section over length of a cell, edge[1] * edge[2] / edge[0].
typedef struct {
  int size[3], periodic[3];
  double edge[3], ratio[3];    // ratio: (edge[0]/edge[axis])^2
  size_t plane, cells;
  double *sigma;       // over bulk; 0 where nothing conducts
  float *face[3];      // between a cell and the one before it; along the current one plane more
  int *begin, *end;    // the part of each row that conducts, within its plane
  double *psi,
      *p;    // with a plane more at either end, for electrodes or the other end of the period
  double *r, *q;
  double *sums;    // two for each plane
  double flux;     // through the last solution
  ep_poisson *poisson;
} ep_flow;

typedef struct {
  double spread;    // of the fluxes through all planes, over their mean
  double
      residual;    // root of the sum of squared imbalances over that of squared fluxes along the current
  int iterations;
} ep_flow_state;

// Lays out a system for cells with these edges; sides that are not periodic are insulating, ends electrodes. Returns 0, or 1
// for lack of memory; then nothing is held.
int ep_flow_create(ep_flow *flow, const int size[3], const double edge[3], const int periodic[3]);
void ep_flow_free(ep_flow *flow);

// Takes other edges; psi is kept. Returns 0, or 1 for lack of memory; then nothing has changed.
int ep_flow_stretch(ep_flow *flow, const double edge[3]);

// Takes over flow->sigma, in which every cell that conducts must have a path along the current.
void ep_flow_set(ep_flow *flow);

// Makes psi what it would be if planes were equipotentials: exact for a straight bar.
void ep_flow_from_slabs(ep_flow *flow);

// Conjugate gradients from psi on, preconditioned with a constant conductivity, until spread and residual, found anew from
// psi, are at most `tolerance`. Returns 0, or 1 when they are not after so many iterations.
int ep_flow_solve(ep_flow *flow, double tolerance, int iterations, int threads,
                  ep_flow_state *state);

// Gives vacuum beside metal the potential of that, and other vacuum that of its plane: metal that comes there starts so.
void ep_flow_fill_vacuum(ep_flow *flow);

// Of a cell: the means of the fluxes in and out along each axis; and its power, half of that of each of its faces and all of
// that to an electrode.
void ep_flow_through(const ep_flow *flow, size_t cell, double flux[3]);
double ep_flow_power(const ep_flow *flow, size_t cell);

#ifdef __cplusplus
}
#endif
#endif
