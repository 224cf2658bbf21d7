#ifndef ELECTROPULSE_PULSE_H
#define ELECTROPULSE_PULSE_H

#include "electropulse/waveform.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The shape of a pulse as a fraction of its peak, at time u after its start. A shape without an end of its own is cut
// where it has fallen to 2^-25 = 3e-8: every pulse is 0 before its start and from its end on.
typedef enum {
  // Linear edges: from 0 at u = 0 to 1 after `rise`, 1 until `width`, back at 0 `fall` later. With rise = fall, `width`
  // is the full width at half maximum and the area. An edge of length 0 is a jump; the value there is the later one.
  EP_PULSE_SQUARE,
  // 2^-(2 (u - 2.5 width)/width)^2 until u = 5 width: `width` is the full width at half maximum. The cut takes a part
  // erfc(5 sqrt(ln 2)) = 3.9e-9 of the area sqrt(pi/ln 2)/2 width = 1.0645 width of the Gaussian.
  EP_PULSE_GAUSSIAN,
  // sin(pi u/width) until u = width; area 2/pi width.
  EP_PULSE_HALF_SINE,
  // A jump to 1 for `width` behind a low-pass filter of one resistance and one capacitance: v(u) = 1 - exp(-u/tau) until
  // u = width, v(width) exp(-(u - width)/tau) afterwards, until u = width + 25 ln 2 tau. Reaches v(width) < 1; area
  // `width`, less a part of at most 2^-25.
  EP_PULSE_RC,
  // The points of `table`; its values may exceed 1.
  EP_PULSE_TABLE
} ep_pulse_shape;

// A train of pulses of one shape. All times in one unit (the LAMMPS styles use ps).
typedef struct {
  ep_pulse_shape shape;
  double delay;                // start of the first pulse, >= 0
  double width;                // > 0; not used by a table
  double rise;                 // of a square, 0 <= rise <= width; else 0
  double fall;                 // of a square, >= 0; else 0
  double tau;                  // of EP_PULSE_RC, > 0
  const ep_waveform *table;    // of EP_PULSE_TABLE; borrowed
  double period;               // start to start, >= duration; not used when count is 1
  int64_t count;               // number of pulses, >= 1; 0 = without end
  int alternating;             // nonzero: every second pulse has the opposite sign
} ep_pulse;

// Rise is before a pulse has its largest magnitude for the first time, fall is after it has it for the last time. So a
// square has its three parts; a Gaussian and a half-sine rise and fall, half the time each; a filtered square rises
// while the unfiltered one is on; a table does what its points of the largest magnitude say.
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
  EP_PULSE_BAD_SHAPE,
  EP_PULSE_BAD_DELAY,
  EP_PULSE_BAD_WIDTH,
  EP_PULSE_BAD_RISE,
  EP_PULSE_BAD_FALL,
  EP_PULSE_BAD_TAU,
  EP_PULSE_BAD_TABLE,    // null; ep_waveform_parse() checks what is in it
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

// From the start of one pulse to its end, in the unit of time.
double ep_pulse_duration(const ep_pulse *p);

// Finds the phase, the pulse and the time within it at time t, which counts as an edge when it is as near to one as
// rounding makes it: 1e-9 of the shortest part of a pulse, and the last digit of t. In a train without end, t is finite.
ep_pulse_place ep_pulse_locate(const ep_pulse *p, double t);

// The waveform at time t: between -1 and 1, or what a table says.
double ep_pulse_value(const ep_pulse *p, double t);

// Exact integral of the waveform from t0 to t1 >= t0, in the unit of time.
double ep_pulse_integral(const ep_pulse *p, double t0, double t1);

// Exact integral of the waveform squared from t0 to t1 >= t0, in the unit of time: what a Joule-like power scales with.
double ep_pulse_integral_square(const ep_pulse *p, double t0, double t1);

// The first time after t at which the waveform has a corner or a jump (start and end of every pulse, the edges of a
// square, the switch-off of a filtered one, each point of a table); infinity when none follows. Edges that only the last
// digit of t tells apart are one.
double ep_pulse_next_edge(const ep_pulse *p, double t);

#ifdef __cplusplus
}
#endif
#endif
