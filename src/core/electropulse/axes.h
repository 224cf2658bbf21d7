#ifndef ELECTROPULSE_AXES_H
#define ELECTROPULSE_AXES_H

#ifdef __cplusplus
extern "C" {
#endif

// Eigenvalues and unit eigenvectors of a symmetric matrix, the smallest first, by Jacobi rotations; axis[a] belongs to
// value[a], which has the unit of m. Overwrites m.
void ep_axes_principal(double m[3][3], double value[3], double axis[3][3]);

#ifdef __cplusplus
}
#endif
#endif
