#ifndef ELECTROPULSE_CNA_H
#define ELECTROPULSE_CNA_H

#include "electropulse/cell.h"

#ifdef __cplusplus
extern "C" {
#endif

// Common-neighbour analysis: the local crystal structure of an atom from the bonds among its neighbours.
// Fixed cutoff: Faken and Jonsson, Comput. Mater. Sci. 2, 279 (1994), with the signatures of LAMMPS compute cna/atom.
// Adaptive cutoff: Stukowski, Modelling Simul. Mater. Sci. Eng. 20, 045021 (2012), doi:10.1088/0965-0393/20/4/045021.

// Numbered as in LAMMPS compute cna/atom.
typedef enum {
  EP_CNA_UNKNOWN = 0,
  EP_CNA_FCC = 1,
  EP_CNA_HCP = 2,
  EP_CNA_BCC = 3,
  EP_CNA_ICO = 4,
  EP_CNA_OTHER = 5
} ep_cna_structure;

typedef enum {
  EP_CNA_FIXED,      // one cutoff for all atoms
  EP_CNA_ADAPTIVE    // a cutoff for each atom, from the distances of its 12 or 14 nearest neighbours
} ep_cna_method;

// What the analysis says of one atom.
typedef struct {
  ep_cna_structure structure;
  int coordination;    // neighbours within `cutoff`
  double
      cutoff;    // Angstrom: the fixed one, or the local one (the search range with fewer than 12 neighbours)
  double
      asymmetry;    // |sum of the vectors to those neighbours| / their mean length: 0 in a crystal, about 2.4 at fcc (111)
} ep_cna_site;

// Cutoff half-way between the first two shells of fcc (also hcp, ico) with lattice constant a: (1/2 + sqrt(2)/4) a.
double ep_cna_cutoff_fcc(double a);

// Cutoff half-way between the second and third shell of bcc with lattice constant a: (1/2 + sqrt(2)/2) a.
double ep_cna_cutoff_bcc(double a);

// Analyses atom i among the points sorted into cells. Positions x as in cell.h. Fixed: `range` is the cutoff.
// Adaptive: `range` is how far neighbours are looked for. At most the range the cells were built for, Angstrom.
ep_cna_site ep_cna_analyse(const ep_cells *cells, const double *x, int i, ep_cna_method method,
                           double range);

#ifdef __cplusplus
}
#endif
#endif
