#ifndef ELECTROPULSE_TETHER_H
#define ELECTROPULSE_TETHER_H

#ifdef __cplusplus
extern "C" {
#endif

// A tether holds an atom to its site among the neighbours it had in a reference, and is slack while it stays there. With
// d_j the vectors to the n neighbours, r_j those in the reference and A the deformation of the periodic box since,
//   w = mean over j of (A r_j - d_j),   U = K/2 (|w| - D)^2 where |w| > D, 0 elsewhere.
// w is the displacement of the atom relative to the mean one of its neighbours.
typedef struct {
  double distance;     // D > 0, Angstrom
  double stiffness;    // K >= 0, eV/Angstrom^2
} ep_tether;

// Energy of an atom with this displacement, eV; sets `pull` to the force on it, -dU/dw, eV/Angstrom. Each of its n neighbours
// feels -pull/n, so that the forces add up to zero.
double ep_tether_energy(const ep_tether *tether, const double w[3], double pull[3]);

// Sets w for point i and the n > 0 points in list; positions x[3*i + k], Angstrom, periodic images given as further points;
// `expected` is A times the mean of the r_j.
void ep_tether_displacement(const double *x, int i, const int *list, int n,
                            const double expected[3], double w[3]);

// A box by its edges (xx 0 0), (xy yy 0) and (xz yz zz) in the order xx, yy, zz, yz, xz, xy, Angstrom, and what has become of it
// since the reference. Edges along axes that are not periodic say nothing about the atoms: they count as never changed.
typedef struct {
  double reference[6];
  double now[6];    // without the flips that a tilted box may have made, which move no atom
  int periodic[3];
} ep_tether_box;

// The box at the reference.
ep_tether_box ep_tether_box_make(const double edges[6], const int periodic[3]);

// Takes over the present edges, which between two calls must not have been tilted by half an edge or more.
void ep_tether_box_follow(ep_tether_box *box, const double edges[6]);

// Sets A: now times the inverse of reference, in the order of the edges.
void ep_tether_box_deformation(const ep_tether_box *box, double deformation[6]);

// Sets out to A v.
void ep_tether_deform(const double deformation[6], const double v[3], double out[3]);

// Sets `virial` to an atom's sum f_a x_b, eV, ab = xx, yy, zz, xy, xz, yz, from its w, its pull and the mean of its r_j:
// minus the derivative of U by the strain that moves points, and the periodic edges, along a in proportion to their b. In a
// box that is periodic along b, A follows, and it is pull_a w_b; along a free axis it is that of the forces alone.
void ep_tether_virial(const ep_tether_box *box, const double mean[3], const double w[3],
                      const double pull[3], double virial[6]);

#ifdef __cplusplus
}
#endif
#endif
