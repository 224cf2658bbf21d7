#ifndef ELECTROPULSE_SECTION_H
#define ELECTROPULSE_SECTION_H

#ifdef __cplusplus
extern "C" {
#endif

// Current density in a wire cut into slabs across the current: total current over the area of metal in each slab. The
// area is the volume of its atoms over the slab's width. Atoms count in the three slabs around them, by quadratic B-spline
// weights, so that atomic layers do not show. Total current is the same in every slab by construction. Angstrom.
typedef struct {
  double low;      // where the first slab begins, along the axis
  double width;    // of a slab, > 0
  int count;       // slabs, >= 1
  int periodic;    // nonzero: count * width is the period. 0: what falls beyond an end counts in the last slab there
} ep_section;

// Adds to volume[slab], Angstrom^3, that of n atoms at x[stride*i] along the axis: `each` times weight[i] (1 where weight
// is NULL). Each process adds its own atoms to zeros; arrays are then summed, to the same bits on any number of processes.
void ep_section_deposit(const ep_section *section, const double *x, int stride,
                        const double *weight, int n, double each, double *volume);

// A slab with less than this part of the metal of the fullest is a gap: atoms leave their share in slabs beside their own.
static const double EP_SECTION_LEAST = 0.05;

// The first slab that is a gap, or -1: the circuit is open there. A gap between two parts of a straight wire shows for
// certain when it is 2.7 slabs wide, and never when it is less than 1.9. A neck of so small an area is a gap too.
int ep_section_gap(const ep_section *section, const double *volume);

// Conductance over bulk conductivity, Angstrom, of the slabs one after another: 1 / sum(width / area). 0 with an empty slab.
double ep_section_conductance(const ep_section *section, const double *volume);

// The largest ratio of the mean area, volume over length, to that of a slab: that of the current densities. Infinite with an
// empty slab.
double ep_section_crowding(const ep_section *section, const double *volume);

// j[i], 1/Angstrom^2: current density at n atoms over total current, along the axis. The sum of j times `each` over all atoms
// is the length of the section. 0 between empty slabs only.
void ep_section_sample(const ep_section *section, const double *volume, const double *x, int stride,
                       const double *weight, int n, double *j);

#ifdef __cplusplus
}
#endif
#endif
