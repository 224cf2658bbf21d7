#ifndef ELECTROPULSE_ROLE_H
#define ELECTROPULSE_ROLE_H

#include "electropulse/cna.h"

#ifdef __cplusplus
extern "C" {
#endif

// What an atom is to the pulse. Found in three steps, because the later ones look at neighbours:
// ep_role_propose for each atom; `margin` rounds that turn a candidate with a surface neighbour (or a neighbour reached
// by an earlier round) into a surface atom; ep_role_settle for each atom.
typedef enum {
  EP_ROLE_BULK = 0,     // crystal, and lone disturbed atoms in it
  EP_ROLE_FAULT = 1,    // hcp in an fcc crystal: stacking faults and coherent twin boundaries
  EP_ROLE_CORE = 2,     // dislocation cores and incoherent boundaries
  EP_ROLE_SURFACE =
      3,    // too few neighbours, all on one side, or disturbed within the margin of such an atom
  EP_ROLE_STEP =
      4,    // of a surface: edge of a step or facet, kink, adatom (surface.h); never proposed here
  EP_ROLE_CANDIDATE =
      5    // neither crystal, fault nor surface: core if it has enough of its kind around it
} ep_role;

enum { EP_ROLE_COUNT = EP_ROLE_STEP + 1 };    // what an atom can be in the end

// A role in one word, as users type it; for those below EP_ROLE_COUNT.
const char *ep_role_name(ep_role role);

typedef struct {
  ep_cna_structure crystal;    // EP_CNA_FCC or EP_CNA_BCC
  int min_core_neighbors;      // candidates among a candidate's neighbours that make it core
  int hysteresis;              // so many fewer suffice for an atom that was core before
} ep_role_rule;

// What a site must be to be open, that is beside vacuum: of structure other, with fewer neighbours than this ...
int ep_role_enough(const ep_role_rule *rule);
// ... and more asymmetry than this.
double ep_role_lopsided(void);
int ep_role_is_open(const ep_role_rule *rule, const ep_cna_site *site);

// The role as far as the atom's own surroundings tell: bulk, fault, surface or candidate.
ep_role ep_role_propose(const ep_role_rule *rule, ep_cna_structure structure, int is_open);

// The final role, from the proposed one, the number of candidates among the neighbours, and whether the atom was core.
ep_role ep_role_settle(const ep_role_rule *rule, ep_role proposed, int candidate_neighbors,
                       int was_core);

#ifdef __cplusplus
}
#endif
#endif
