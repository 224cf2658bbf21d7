#ifndef ELECTROPULSE_SURFACE_H
#define ELECTROPULSE_SURFACE_H

#include "electropulse/role.h"
#include "electropulse/sweep.h"

#ifdef __cplusplus
extern "C" {
#endif

// Which atoms of an fcc crystal are on its surface, and on what part of it: from which of the 12 neighbour sites are taken,
// in the lattice that fits the atom's surroundings best. Neither the orientation of the crystal nor a homogeneous strain
// matters. "Neighbours" are those, adatoms left out; which sites are taken is told by how many neighbours each shares with the
// atom (test_surface: no two of the 144 different subsets that matter have the same numbers).
typedef enum {
  EP_SURFACE_NONE = 0,    // inside: 12 neighbours, or beside a vacancy in there
  EP_SURFACE_111 = 1,     // terrace: 9 neighbours, 6 of them in the layer
  EP_SURFACE_100 = 2,     // terrace: 8 neighbours, 4 of them in the layer
  EP_SURFACE_110 =
      3,    // row on top of a terrace: 7 neighbours, and another such row at a distance a beside it
  EP_SURFACE_TROUGH = 4,    // row below, between two on top: 11 neighbours
  EP_SURFACE_STEP =
      5,    // upper edge of a step or facet: 7 neighbours; or 8, of which one is missing in a {111} layer
  EP_SURFACE_KINK = 6,      // half-crystal position: 6 neighbours, also the end of a {110} row
  EP_SURFACE_ADATOM = 7,    // fewer: 3 to 5 neighbours
  EP_SURFACE_FOOT =
      8,    // lower edge of a step or facet, bottom of a pit: 10 or 11 neighbours, beside a surface atom
  EP_SURFACE_OTHER = 9,    // fewer than 12 neighbours that fit none of these
  EP_SURFACE_CLASSES = 10
} ep_surface_class;

enum { EP_SURFACE_SITES = 12 };

// The neighbours of one atom.
typedef struct {
  int fits;    // 1: atom[k] is at the k-th site, -1 for none; 0: no lattice fits, and these are the first few in no order
  int neighbors;    // how many; where no lattice fits, atoms within the first shell
  int atom[EP_SURFACE_SITES];
} ep_surface_site;

// How far atoms are looked at: so many lattice constants a, between the second shell and the third.
double ep_surface_range(double a);

// Finds the neighbours of the first n points of `cells`, built for ep_surface_range(a). Positions x as in cell.h, lattice
// constant a in Angstrom. Atoms that common-neighbour analysis calls fcc or hcp have all twelve, which are not named: only
// ep_surface_find_covered does that. `found` is room for n bytes.
void ep_surface_find_sites(const ep_cells *cells, const double *x, int n, double a,
                           ep_sweep_path path, int threads, unsigned char *found,
                           ep_surface_site *sites);

// To be called after the first pass below, with its codes of all points: names the neighbours of those of the first n that an
// adatom on them completes to twelve.
void ep_surface_find_covered(const ep_cells *cells, const double *x, int n, double a,
                             ep_sweep_path path, const unsigned char *codes,
                             ep_surface_site *sites);

// An atom's class depends on those of its neighbours: it is found in so many passes. Each reads the codes `from` of all atoms,
// ghosts too (none in the first), and writes the codes `to` of the first n, whose sites are given; codes of ghosts are then
// copied from their atoms.
enum { EP_SURFACE_PASSES = 5 };
void ep_surface_pass(int pass, const ep_surface_site *sites, int n, const unsigned char *from,
                     unsigned char *to);

// What a code of the last pass says.
ep_surface_class ep_surface_class_of(unsigned char code);
// Its role to the pulse: step for edges, kinks and adatoms; surface for the other classes; bulk inside.
ep_role ep_surface_role(unsigned char code);
// 1 for an atom of a terrace ({111}, {100}, {110} row or trough) all of whose neighbours on the surface are of the same
// facet, rows and troughs being one; else 0.
int ep_surface_is_interior(unsigned char code);

// Where hops and times are counted: 2 c - 1 for interior and 2 c for edge atoms of terraces of class c, c + 4 for the other
// classes; 0 is EP_SURFACE_NONE.
enum { EP_SURFACE_PLACES = EP_SURFACE_CLASSES + EP_SURFACE_TROUGH };
int ep_surface_place(unsigned char code);

#ifdef __cplusplus
}
#endif
#endif
