#ifndef ELECTROPULSE_D2MIN_H
#define ELECTROPULSE_D2MIN_H

#ifdef __cplusplus
extern "C" {
#endif

// How an atom's surroundings have changed since a reference: the affine part, and what is left. After M. L. Falk and
// J. S. Langer, Phys. Rev. E 57, 7192 (1998), doi:10.1103/PhysRevE.57.7192: over the neighbours at d0 then and d now,
//   D2min = min over F of sum |d - F d0|^2,   F = X Y^+,   X = sum d d0^T,   Y = sum d0 d0^T
// Y^+ is the pseudo-inverse: it leaves out directions that the neighbours do not span, those of eigenvalues of Y below
// EP_D2MIN_FLAT times the largest. D2min is the same for any F there; this F is 0 there.
typedef struct {
  double d2min;      // Angstrom^2: the sum over neighbours
  double f[3][3];    // deformation gradient
  double strain
      [6];     // Green-Lagrange (F^T F - 1)/2: xx, yy, zz, xy, xz, yz; 0 in directions not spanned
  int rank;    // how many directions the neighbours span
} ep_d2min;

// Neighbours in a layer thinner than its root, 1e-6, times their distance span no third direction: rounding of positions
// (1e-14 of the box) would be a strain of 1e-8 there.
#define EP_D2MIN_FLAT 1e-12

// Of an atom with n >= 0 neighbours at reference[3*j + k] then and present[3*j + k] now, Angstrom from the atom.
ep_d2min ep_d2min_fit(const double *reference, const double *present, int n);

#ifdef __cplusplus
}
#endif
#endif
