#ifndef ELECTROPULSE_POISSON_H
#define ELECTROPULSE_POISSON_H

#ifdef __cplusplus
extern "C" {
#endif

// Solves the discrete Poisson equation with constant coefficients on a box, in single precision: what the current solver is
// preconditioned with. Across planes along the two inner axes real Fourier transforms (FFTW), along the outer axis a
// tridiagonal system for each mode (Hockney, J. ACM 12, 95 (1965), with elimination instead of cyclic reduction).
//
// The inner axes are periodic. The outer one is periodic, or has value 0 half a cell beyond its first and last plane. Where
// it is periodic, the mode that is constant across the planes gets a small constant term, as otherwise there would be no
// solution. The operation is symmetric and positive definite but for rounding.
typedef struct ep_poisson ep_poisson;

// size[0] planes of size[1] rows of size[2] cells, the edges of a cell being edge[k] long. NULL for lack of memory. Plans
// with FFTW: no two calls at a time; the same plans, hence numbers, each time.
ep_poisson *ep_poisson_create(const int size[3], const double edge[3], int periodic);
void ep_poisson_destroy(ep_poisson *poisson);

// The values in one plane, the last axis varying fastest: right-hand side before, solution after ep_poisson_solve.
float *ep_poisson_plane(ep_poisson *poisson, int plane);

// Solves sum over axes of (2 u - u_before - u_after) (edge[0]/edge[axis])^2 = values.
void ep_poisson_solve(ep_poisson *poisson, int threads);

#ifdef __cplusplus
}
#endif
#endif
