#ifndef ELECTROPULSE_BOUNDARY_H
#define ELECTROPULSE_BOUNDARY_H

#include "electropulse/cell.h"

#ifdef __cplusplus
extern "C" {
#endif

// Where a boundary between the two twin variants of an fcc crystal stands. The variants share the (111) plane normal;
// a neighbour above that plane lies at the azimuth of the motion axis (a <112>) in one variant and opposite to it in
// the other. Lengths in Angstrom.
typedef struct {
  double normal[3];    // unit vector along <111>
  double motion[3];    // unit vector along <112>, across the boundary
} ep_boundary_axes;

// Makes orthonormal axes of two vectors; returns 0, or 1 when normal is zero or not finite, 2 when motion is, 3 when
// the two are not perpendicular within 1e-3 rad.
int ep_boundary_axes_set(ep_boundary_axes *axes, const double normal[3], const double motion[3]);

// The component of position x along a unit vector.
double ep_boundary_along(const double axis[3], const double *x);

// Which variant atom i belongs to: +1 or -1, or 0 in a boundary, at a twin plane or where disorder hides it. Looks at the
// neighbours within `range` (between the first two shells), positions and cells as in cell.h.
int ep_boundary_variant(const ep_boundary_axes *axes, const ep_cells *cells, const double *x, int i,
                        double range);

// Populations of the variants in thin layers along the normal; filled by the caller (over all processes).
typedef struct {
  double population[2];    // atoms of variant +1, -1
  double moment[2];        // sums of their positions along the motion axis
} ep_boundary_layer;

// The band of layers in which the two variants stand side by side.
typedef struct {
  double low, high;    // along the normal
  int left;            // the variant at smaller motion coordinate: +1 or -1
} ep_boundary_band;

// Finds the band: the longest run of (111) planes in each of which the rarer variant makes up at least 5 %. The layers
// are a quarter of the plane spacing thick, the first starting at `low`. Returns 0, or 1 when there is no such plane.
int ep_boundary_find_band(const ep_boundary_layer *layers, int nlayers, double low,
                          double thickness, ep_boundary_band *band);

// The boundary's position between the ends `from` and `to` of the counted region, from the numbers of atoms in it that
// belong to the left variant, to the right one, and to neither: those are taken to lie on both sides of it alike. Not a
// number when there are none at all.
double ep_boundary_position(double left, double right, double neither, double from, double to);

#ifdef __cplusplus
}
#endif
#endif
