#ifndef ELECTROPULSE_ZHOU_H
#define ELECTROPULSE_ZHOU_H

#include "electropulse/cna.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// Embedded-atom potentials of metals and their alloys in the analytic form of X. W. Zhou, R. A. Johnson and H. N. G.
// Wadley, Phys. Rev. B 69, 144113 (2004), doi:10.1103/PhysRevB.69.144113. Energy of atom i:
//   E_i = F(rho_i) + 1/2 sum_j phi(r_ij),   rho_i = sum_j f(r_ij)
// Lengths in Angstrom, energies in eV; the unit of the electron density cancels.

// The parameters of one element, under the article's names; zhou.c says where its table takes more than copying.
typedef struct {
  const char *symbol;
  int number;                    // atomic number
  double mass;                   // g/mol
  ep_cna_structure structure;    // EP_CNA_FCC or EP_CNA_BCC
  double r_e;                    // nearest neighbours in the crystal
  double f_e, rho_e, rho_s;      // densities
  double alpha, beta, kappa, lambda;
  double A, B;
  double F_n[4], F[4];    // of the cubics below and around rho_e
  double eta, F_e;
  double rho_n;    // where the cubics meet, in units of rho_e
} ep_zhou;

// How many elements there are, and each of them by number.
int ep_zhou_count(void);
const ep_zhou *ep_zhou_at(int n);

// The element with this chemical symbol ("Au"); null when there is none.
const ep_zhou *ep_zhou_find(const char *symbol);

// Density f(r) that an atom lends to a place at distance r >= 0.
double ep_zhou_density(const ep_zhou *element, double r);

// Pair energy phi(r) of two atoms at distance r >= 0, of one element or two.
double ep_zhou_pair(const ep_zhou *a, const ep_zhou *b, double r);

// Embedding energy F(rho) at density rho >= 0.
double ep_zhou_embedding(const ep_zhou *element, double rho);

// Cubic lattice constant that r_e stands for.
double ep_zhou_lattice(const ep_zhou *element);

// What is tabulated: F at 0, drho, ..., (nrho - 1) drho; f and r phi at 0, dr, ..., (nr - 1) dr.
typedef struct {
  int nrho, nr;
  double drho, dr;
  double cutoff;    // pairs farther apart do not interact
} ep_zhou_grid;

// A grid with so many points for distances, points >= 2, and four times as many steps for densities: LAMMPS' spline
// takes the slope at density 0 from one step, so that its error there falls with the square of the step, not with the
// fourth power. Distances end at the cutoff; 0 stands for sqrt(5) times the largest r_e, where the authors' own program
// cuts. Densities end at 5 times the largest rho_e, which a crystal reaches when compressed to about 0.7 of its lattice
// constant.
ep_zhou_grid ep_zhou_default_grid(const ep_zhou *const *elements, int count, int points,
                                  double cutoff);

// Writes the setfl file (LAMMPS' pair_style eam/alloy) of these elements, each once, into text as snprintf does: at most
// size bytes, ending in a null byte unless size is 0; returns the length of the whole file without it.
size_t ep_zhou_setfl(const ep_zhou *const *elements, int count, const ep_zhou_grid *grid,
                     char *text, size_t size);

#ifdef __cplusplus
}
#endif
#endif
