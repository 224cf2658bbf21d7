#ifndef ELECTROPULSE_HOP_H
#define ELECTROPULSE_HOP_H

#ifdef __cplusplus
extern "C" {
#endif

// Whether an atom has changed its site: whether it has moved by more than a distance against its reference neighbours, those
// it had when it came there.
typedef enum {
  EP_HOP_HERE,    // a reference neighbour that is near
  EP_HOP_AWAY,    // one so far away that who of the two has moved must be told by the others
  EP_HOP_GONE     // one that has hopped itself since, or is lost
} ep_hop_neighbor;

typedef enum {
  EP_HOP_STAYS,
  EP_HOP_HOPS,
  EP_HOP_RENEW    // stays, at rest, but neighbours have left: its reference should be taken anew
} ep_hop_verdict;

// An atom at rest is nearer to its site than so much of the distance.
#define EP_HOP_REST 0.25

// Of one atom with n reference neighbours. shift[3*j + k] is how much the vector from the atom to neighbour j has changed since
// the reference; distance is the least displacement of a hop; Angstrom. Gone neighbours are left out, away ones too unless
// they are more than those here. When more than half of the rest have shifted by more than half the distance, the
// displacement is that against the mean of the rest, else against the mean of those that have not: a slip may carry some
// neighbours off, however far. *moved is the length of the displacement, Angstrom; it hops when that is more than `distance`.
// Without neighbours to tell by: EP_HOP_RENEW.
ep_hop_verdict ep_hop_judge(double distance, const double *shift, const unsigned char *neighbors,
                            int n, double *moved);

#ifdef __cplusplus
}
#endif
#endif
