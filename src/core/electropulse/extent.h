#ifndef ELECTROPULSE_EXTENT_H
#define ELECTROPULSE_EXTENT_H

#ifdef __cplusplus
extern "C" {
#endif

// How long a dislocation line or how large a boundary is, from the positions of its core atoms alone. Each atom stands for
// a share: one over the density of core atoms along the line, or over the sheet, through it. The line's direction and the
// sheet's normal are the principal axes of the surroundings; densities are weighted with (1 - (s/range)^2)^2 along a line
// and (1 - (r/range)^2)^(3/2) in a sheet, and corrected near a free end or edge from the centre of weight.
typedef struct {
  double
      range;    // half-length of the stretch of line, or radius of the piece of sheet, that is looked at; > 0
  double
      radius;    // core atoms farther than this off the line or the sheet belong to another one; > 0
} ep_extent_rule;

typedef struct {
  double length;    // if the atom is part of a line, unit of the positions
  double area;      // if it is part of a sheet, that unit squared
} ep_extent;

// How far from an atom other core atoms matter.
double ep_extent_reach(const ep_extent_rule *rule);

// The share of one atom; offset[3*j + k] leads from it to the other n core atoms (periodic images too) within reach.
ep_extent ep_extent_share(const ep_extent_rule *rule, const double *offset, int n);

#ifdef __cplusplus
}
#endif
#endif
