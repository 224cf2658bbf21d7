#ifndef ELECTROPULSE_WAVEFORM_H
#define ELECTROPULSE_WAVEFORM_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// A waveform that somebody measured or drew: straight lines between points, 0 before the first point and from the last
// one on. A first or last value other than 0 is thus a jump; there is none between points. Times in one unit (the LAMMPS
// styles use ps).

enum { EP_WAVEFORM_MAX_POINTS = 1000000, EP_WAVEFORM_MAX_VALUE = 1000000 };

typedef struct {
  double time, value;
  double area,
      area_square;    // integral of the value, and of its square, from the first point to this one
} ep_waveform_point;

typedef struct {
  const ep_waveform_point *points;    // borrowed: the caller's memory
  size_t npoints;                     // >= 2
  double reach, leave;    // time of the first and of the last point with the largest magnitude
} ep_waveform;

typedef enum {
  EP_WAVEFORM_OK,
  EP_WAVEFORM_BINARY,
  EP_WAVEFORM_COLUMNS,
  EP_WAVEFORM_NUMBER,
  EP_WAVEFORM_VALUE,
  EP_WAVEFORM_START,
  EP_WAVEFORM_ORDER,
  EP_WAVEFORM_MANY,
  EP_WAVEFORM_FEW,
  EP_WAVEFORM_ZERO
} ep_waveform_status;

// Reads text of `length` bytes, one point a line: time and value, apart by blanks or tabs. A # begins a comment; blank
// lines are skipped. Times begin with 0 and increase strictly; values are at most EP_WAVEFORM_MAX_VALUE in magnitude and
// not all 0; numbers are decimal. Fills points[capacity] and w, which borrows the points. Otherwise says what is wrong,
// and in *line which line of the text is the first to be so, counted from 1, or how many lines there are when no line
// is wrong by itself (EP_WAVEFORM_FEW, EP_WAVEFORM_ZERO). More than `capacity` points are EP_WAVEFORM_MANY.
ep_waveform_status ep_waveform_parse(const char *text, size_t length, ep_waveform_point *points,
                                     size_t capacity, ep_waveform *w, size_t *line);

// The rule that a status other than EP_WAVEFORM_OK says was broken, as half a sentence: "times must ...".
const char *ep_waveform_rule(ep_waveform_status status);

// The time of the last point.
double ep_waveform_end(const ep_waveform *w);

// The value at time t.
double ep_waveform_value(const ep_waveform *w, double t);

// Exact integral of the value, and of its square, from the first point to time t.
double ep_waveform_area(const ep_waveform *w, double t);
double ep_waveform_area_square(const ep_waveform *w, double t);

// For the waveform begun at `start`: the time of its first point after t; infinity when none follows.
double ep_waveform_next(const ep_waveform *w, double start, double t);

#ifdef __cplusplus
}
#endif
#endif
