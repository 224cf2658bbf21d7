#ifndef ELECTROPULSE_MOTION_H
#define ELECTROPULSE_MOTION_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Whether a boundary moves: statistics of its displacements from one rest to the next, over several
// runs that differ by their random seed. Displacements of one run are not independent (the position
// estimate wanders), so intervals come from resampling whole runs. Lengths in Angstrom.

typedef enum {
  EP_MOTION_OK,
  EP_MOTION_ROWS,        // fewer than two positions
  EP_MOTION_NUMBER,      // a position is not finite, or too large to be squared
  EP_MOTION_EMPTY,       // no run, or a run without displacements
  EP_MOTION_STREAM,      // two sets with one random stream: they would not be independent
  EP_MOTION_BOOTSTRAP    // no resamples, no storage, or a level outside (0, 1)
} ep_motion_status;

// What the displacements of one run add up to.
typedef struct {
  int64_t count;        // displacements
  double sum;           // A
  double sum_square;    // A^2
  double right;         // displacements > 0, and half of those that are 0
} ep_motion_sums;

// The runs of one condition; the stream tells its random numbers from those of other conditions.
typedef struct {
  const ep_motion_sums *runs;    // [nruns], each with count >= 1
  size_t nruns;
  uint32_t stream;
} ep_motion_set;

typedef enum {
  EP_MOTION_MSD,     // mean squared displacement, A^2
  EP_MOTION_RMS,     // its square root, A
  EP_MOTION_MEAN,    // mean displacement, A
  EP_MOTION_RIGHT    // fraction of displacements to the right, 0 counting as half
} ep_motion_quantity;

// How intervals are made.
typedef struct {
  uint32_t seed;
  size_t resamples;    // >= 1
  double level;        // share of the resamples inside the interval, in (0, 1)
  double *work;        // [resamples], overwritten
} ep_motion_bootstrap;

// A value and its interval; low and high are nan where no interval can be had.
typedef struct {
  double value, low, high;
} ep_motion_estimate;

// Adds up the displacements between neighbours of position[rows], in A; EP_MOTION_ROWS, or
// EP_MOTION_NUMBER with the index of the first bad position in *bad (which may be NULL).
ep_motion_status ep_motion_add_up(const double *position, size_t rows, ep_motion_sums *sums,
                                  size_t *bad);

// The quantity over all displacements of the set, each with the same weight; nan for an empty set.
double ep_motion_value(const ep_motion_set *set, ep_motion_quantity quantity);

// The quantity with its percentile bootstrap interval, none for a single run; EP_MOTION_EMPTY or
// EP_MOTION_BOOTSTRAP.
ep_motion_status ep_motion_interval(const ep_motion_bootstrap *bootstrap, const ep_motion_set *set,
                                    ep_motion_quantity quantity, ep_motion_estimate *estimate);

// The mean squared displacement of the set less that of the reference, in A^2, the two resampled
// independently, without interval when either is a single run; EP_MOTION_EMPTY, EP_MOTION_STREAM or
// EP_MOTION_BOOTSTRAP.
ep_motion_status ep_motion_excess(const ep_motion_bootstrap *bootstrap, const ep_motion_set *set,
                                  const ep_motion_set *reference, ep_motion_estimate *estimate);

// The same for the ratio of the two, without value when the reference's is 0 and without interval
// when that of a resample is; errors as ep_motion_excess().
ep_motion_status ep_motion_ratio(const ep_motion_bootstrap *bootstrap, const ep_motion_set *set,
                                 const ep_motion_set *reference, ep_motion_estimate *estimate);

#ifdef __cplusplus
}
#endif
#endif
