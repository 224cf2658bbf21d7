#ifndef ELECTROPULSE_TENSION_H
#define ELECTROPULSE_TENSION_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// The stress-strain curve of a sample pulled at a constant rate: where it yields, and where its stress rises again
// between one slip event and the next. Strain is a fraction, stress in any unit.

typedef enum {
  EP_TENSION_OK,
  EP_TENSION_ROWS,      // no row at or beyond the strain to look from
  EP_TENSION_NUMBER,    // a strain or stress is not finite
  EP_TENSION_ORDER,     // strain falls from one row to the next
  EP_TENSION_RULE    // drop outside (0, 1], rise <= 0, or a strain to look from that is not finite
} ep_tension_status;

typedef struct {
  const double *strain, *stress;    // [rows]
  size_t rows;
} ep_tension_curve;

// Yield is the first maximum from which the stress falls by the share `drop` of it; rows at strains below `from` do not count.
typedef struct {
  double from, drop;
} ep_tension_rule;

typedef struct {
  size_t peak;    // row of the yield stress; of the highest stress so far when it has not yielded
  size_t
      fall;    // first row by which the stress has fallen far enough; `rows` when it has not yielded
  bool
      yielded;    // false: the curve ends before it yields, and its yield stress is not below that at `peak`
} ep_tension_yield;

// Rows from the low after a slip event to the high before the next one, both included.
typedef struct {
  size_t first, last;
} ep_tension_rise;

// Finds the yield of a curve; EP_TENSION_ROWS, EP_TENSION_NUMBER or EP_TENSION_ORDER with the index of the first bad row in
// *bad (which may be NULL), EP_TENSION_RULE. A stress that never exceeds 0 does not yield.
ep_tension_status ep_tension_find_yield(const ep_tension_curve *curve, const ep_tension_rule *rule,
                                        ep_tension_yield *yield, size_t *bad);

// Finds the rises of a curve that ep_tension_find_yield() accepted, from row `first`, where the stress is falling, to row
// `end` exclusive. The stress turns where it then falls or rises by at least `size`, the least fall that counts as a slip
// event, in the unit of stress, > 0; the last rise may end with the curve. Stores up to `room` of them and returns how many
// there are.
size_t ep_tension_find_rises(const ep_tension_curve *curve, size_t first, size_t end, double size,
                             ep_tension_rise *rises, size_t room);

// The share of the strain rate that diffusion takes up when the stress rises with `slope` instead of with Young's modulus,
// eps_dot_diff/eps_dot = 1 - slope/modulus, from d sigma/d eps = (E/100) (eps_dot - eps_dot_diff)/eps_dot with strain in per
// cent: Wang et al., Nat. Commun. 12, 5237 (2021), doi:10.1038/s41467-021-25542-2. Slope and modulus in one unit.
double ep_tension_diffusion(double slope, double modulus);

#ifdef __cplusplus
}
#endif
#endif
