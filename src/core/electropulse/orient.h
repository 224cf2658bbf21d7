#ifndef ELECTROPULSE_ORIENT_H
#define ELECTROPULSE_ORIENT_H

#include "electropulse/boundary.h"

#ifdef __cplusplus
extern "C" {
#endif

// An energy that differs between the two twin variants of an fcc crystal, so that a boundary between them feels a known
// pressure: after Janssens et al., Nature Materials 5, 124 (2006), doi:10.1038/nmat1559, with an order parameter for twins.
//
// The order of an atom is a sum over its neighbours at d, with y along the normal and x along the motion of the boundary:
//   q = sum h(d),   h(d) = 3/(2 sqrt 2) w(|d|) Y(d) / |d|^4,   Y = y Re (x + i z)^3 = y x (x^2 - 3 z^2)
// Y is the harmonic of degree 4 that the twin operation (half a turn about y) turns into -Y: q is 1 in variant +1 of
// ep_boundary_variant, -1 in the other, 0 on a coherent twin plane. w falls from 1 to 0 between the first two shells.
// An atom's energy falls smoothly from P V at q <= -EP_ORIENT_SATURATION to 0 at q >= EP_ORIENT_SATURATION.
typedef struct {
  double axes[3][3];      // unit vectors: motion (x), normal (y), and the third
  double inner, outer;    // Angstrom: w is 1 up to `inner`, 0 from `outer` on
  double
      energy;    // eV: of an atom of variant -1 over one of variant +1, pressure times the volume of an atom
} ep_orient;

// Beyond it the order counts as that of a perfect crystal. Perfect (111) surfaces have an order of 1/2.
#define EP_ORIENT_SATURATION 0.5

// For lattice constant a > 0, Angstrom, and a pressure in eV/Angstrom^3 that favours variant +1 where it is positive.
ep_orient ep_orient_make(const ep_boundary_axes *axes, double a, double pressure);

// The stress on partial dislocations that does the same work as the pressure, same unit: pressure times the spacing of
// (111) planes a/sqrt 3 over the Burgers vector of a partial a/sqrt 6.
double ep_orient_partial_stress(double pressure);

// Order of point i from the n points in list, which must hold all nearer than `outer`; positions as in cell.h.
double ep_orient_order(const ep_orient *orient, const double *x, int i, const int *list, int n);

// How much of a point of this order is variant +1, from 0 to 1.
double ep_orient_favoured(double order);

// Energy of a point of this order, eV, and its derivative by the order.
double ep_orient_energy(const ep_orient *orient, double order, double *slope);

// Sets `force` to the force on point i, eV/Angstrom, and `virial` to its share of sum f_a x_b, eV, ab = xx, yy, zz, xy, xz,
// yz; `slope` holds the derivatives of the energy by the order, of all points. Forces are not central: xy differs from yx,
// and the share is minus the derivative by the strain that moves points along a in proportion to their b.
void ep_orient_force(const ep_orient *orient, const double *x, int i, const int *list, int n,
                     const double *slope, double force[3], double virial[6]);

#ifdef __cplusplus
}
#endif
#endif
