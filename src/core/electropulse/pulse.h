#ifndef ELECTROPULSE_PULSE_H
#define ELECTROPULSE_PULSE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A train of square pulses with linear edges, as a fraction of its peak: 0 outside a pulse, +1 or -1 on its plateau.
// All times in one unit (the LAMMPS styles use ps). A pulse rises from 0 at its start to 1 after `rise`, stays there
// until `width` after its start and is back at 0 `fall` later: with rise = fall, `width` is the full width at half
// maximum and the area under the pulse. An edge of length 0 is a jump; the value at the jump is the later one.
typedef struct {
  double delay;       // start of the first pulse, >= 0
  double width;       // start of the rise to start of the fall, > 0
  double rise;        // 0 <= rise <= width
  double fall;        // >= 0
  double period;      // start to start, >= width + fall; not used when count is 1
  int64_t count;      // number of pulses, >= 1; 0 = without end
  int alternating;    // nonzero: every second pulse has the opposite sign
} ep_pulse;

typedef enum {
  EP_PULSE_BEFORE,    // the first pulse has not started
  EP_PULSE_RISE,
  EP_PULSE_PLATEAU,
  EP_PULSE_FALL,
  EP_PULSE_GAP,     // between two pulses
  EP_PULSE_AFTER    // the last pulse is over
} ep_pulse_phase;

typedef enum {
  EP_PULSE_OK,
  EP_PULSE_BAD_DELAY,
  EP_PULSE_BAD_WIDTH,
  EP_PULSE_BAD_RISE,
  EP_PULSE_BAD_FALL,
  EP_PULSE_BAD_PERIOD,
  EP_PULSE_BAD_COUNT
} ep_pulse_status;

// Where a time lies in the train.
typedef struct {
  ep_pulse_phase phase;
  int64_t index;    // pulses that have started: 0 before the first, then 1, 2, ...
  double time;      // since the start of pulse `index`; 0 before the first
} ep_pulse_place;

// Says which member of p, the first in the order of the struct, is out of its range.
ep_pulse_status ep_pulse_check(const ep_pulse *p);

// Finds the phase, the pulse and the time within it at time t, which counts as an edge when it is as near to one as
// rounding makes it: 1e-9 of the shortest part of a pulse, and the last digit of t. In a train without end, t is finite.
ep_pulse_place ep_pulse_locate(const ep_pulse *p, double t);

// The waveform at time t, between -1 and 1.
double ep_pulse_value(const ep_pulse *p, double t);

// Exact integral of the waveform from t0 to t1 >= t0, in the unit of time.
double ep_pulse_integral(const ep_pulse *p, double t0, double t1);

// Exact integral of the waveform squared from t0 to t1 >= t0, in the unit of time: what a Joule-like power scales with.
double ep_pulse_integral_square(const ep_pulse *p, double t0, double t1);

// The first time after t at which the waveform has a corner or a jump; infinity when none follows.
double ep_pulse_next_edge(const ep_pulse *p, double t);

#ifdef __cplusplus
}
#endif
#endif
