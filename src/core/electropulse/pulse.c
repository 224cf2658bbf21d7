#include "electropulse/pulse.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

static bool is_length(double t)
{
  return isfinite(t) && t >= 0.0;
}

static bool is_positive(double t)
{
  return isfinite(t) && t > 0.0;
}

// Binary digits after which a shape without an end of its own is cut.
static const double DIGITS = 25.0;
static const double LN2 = 0.693147180559945309417232121458176568;
static const double PI = 3.14159265358979323846264338327950288;

// Times within a pulse: its largest magnitude from `reach` to `leave`, and its end.
typedef struct {
  double reach, leave, end;
} parts;

static parts parts_of(const ep_pulse *p)
{
  const double half = 0.5 * p->width;
  switch (p->shape) {
    case EP_PULSE_GAUSSIAN: {
      const double centre = half * sqrt(DIGITS);
      return (parts){centre, centre, 2.0 * centre};
    }
    case EP_PULSE_HALF_SINE:
      return (parts){half, half, p->width};
    case EP_PULSE_RC:
      return (parts){p->width, p->width, p->width + DIGITS * LN2 * p->tau};
    case EP_PULSE_TABLE:
      return (parts){p->table->reach, p->table->leave, ep_waveform_end(p->table)};
    default:
      return (parts){p->rise, p->width, p->width + p->fall};
  }
}

double ep_pulse_duration(const ep_pulse *p)
{
  return parts_of(p).end;
}

ep_pulse_status ep_pulse_check(const ep_pulse *p)
{
  const bool square = p->shape == EP_PULSE_SQUARE;
  if ((unsigned) p->shape > EP_PULSE_TABLE) return EP_PULSE_BAD_SHAPE;
  if (!is_length(p->delay)) return EP_PULSE_BAD_DELAY;
  if (p->shape != EP_PULSE_TABLE && !is_positive(p->width)) return EP_PULSE_BAD_WIDTH;
  if (!is_length(p->rise) || p->rise > (square ? p->width : 0.0)) return EP_PULSE_BAD_RISE;
  if (!is_length(p->fall) || (!square && p->fall != 0.0)) return EP_PULSE_BAD_FALL;
  if (p->shape == EP_PULSE_RC && !is_positive(p->tau)) return EP_PULSE_BAD_TAU;
  if (p->shape == EP_PULSE_TABLE && !p->table) return EP_PULSE_BAD_TABLE;
  // 0.1 + 0.2 > 0.3 in binary: a train without gaps may be written in decimals
  if (p->count != 1 &&
      (!is_length(p->period) || p->period < ep_pulse_duration(p) * (1.0 - 4.0 * DBL_EPSILON)))
    return EP_PULSE_BAD_PERIOD;
  if (p->count < 0) return EP_PULSE_BAD_COUNT;
  return EP_PULSE_OK;
}

static double sign(const ep_pulse *p, int64_t index)
{
  return p->alternating && index % 2 == 0 ? -1.0 : 1.0;
}

// How far step * dt, or the start of a pulse, may be rounded.
static double rounding(const ep_pulse *p, double t)
{
  return isfinite(t) ? 4.0 * DBL_EPSILON * (fabs(t) + p->delay) : 0.0;
}

// What absorbs this rounding at an edge: little against the shortest part of a pulse.
static double edge_tolerance(const ep_pulse *p, parts at, double t)
{
  const double gap = p->count == 1 ? 0.0 : p->period - at.end;
  const double lengths[] = {at.reach, at.leave - at.reach, at.end - at.leave, gap};
  double shortest = at.end;
  for (int k = 0; k < 4; k++)
    if (lengths[k] > 1e-9 * at.leave && lengths[k] < shortest) shortest = lengths[k];
  return 1e-9 * shortest + rounding(p, t);
}

ep_pulse_place ep_pulse_locate(const ep_pulse *p, double t)
{
  ep_pulse_place place = {EP_PULSE_BEFORE, 0, 0.0};
  const parts at = parts_of(p);
  const double since = t - p->delay;
  const double tolerance = edge_tolerance(p, at, t);
  if (since < -tolerance) return place;

  double turn = 0.0, before = 0.0;    // whole periods, and how long they took
  if (p->count != 1) {
    turn = floor(since / p->period);
    if (since - turn * p->period >= p->period - tolerance) turn += 1.0;
    if (p->count && turn > (double) (p->count - 1)) turn = (double) (p->count - 1);
    before = turn * p->period;
  }
  place.index = (int64_t) turn + 1;
  place.time = fmax(since - before, 0.0);
  const double edges[] = {at.reach, at.leave, at.end};
  for (int e = 0; e < 3; e++)
    if (fabs(place.time - edges[e]) < tolerance) place.time = edges[e];
  if (place.time < at.reach)
    place.phase = EP_PULSE_RISE;
  else if (place.time < at.leave)
    place.phase = EP_PULSE_PLATEAU;
  else if (place.time < at.end)
    place.phase = EP_PULSE_FALL;
  else
    place.phase = p->count && place.index == p->count ? EP_PULSE_AFTER : EP_PULSE_GAP;
  return place;
}

// What a filtered square has reached u after its start, while the unfiltered one is on.
static double charged(const ep_pulse *p, double u)
{
  return -expm1(-u / p->tau);
}

static double square_value(const ep_pulse *p, double u)
{
  if (u < p->rise) return u / p->rise;
  if (u < p->width) return 1.0;
  return fmin((p->width + p->fall - u) / p->fall, 1.0);
}

// One positive pulse at u after its start, before its end.
static double shape_value(const ep_pulse *p, double u)
{
  switch (p->shape) {
    case EP_PULSE_GAUSSIAN: {
      const double z = 2.0 * u / p->width - sqrt(DIGITS);
      return exp2(-z * z);
    }
    case EP_PULSE_HALF_SINE:
      return sin(PI * u / p->width);
    case EP_PULSE_RC:
      return charged(p, fmin(u, p->width)) * exp(-fmax(u - p->width, 0.0) / p->tau);
    case EP_PULSE_TABLE:
      return ep_waveform_value(p->table, u);
    default:
      return square_value(p, u);
  }
}

double ep_pulse_value(const ep_pulse *p, double t)
{
  const ep_pulse_place at = ep_pulse_locate(p, t);
  switch (at.phase) {
    case EP_PULSE_RISE:
    case EP_PULSE_PLATEAU:
    case EP_PULSE_FALL:
      return sign(p, at.index) * shape_value(p, at.time);
    default:
      return 0.0;
  }
}

// Integrals over one positive pulse from its start to u later, 0 <= u <= duration, of the value (power 1) or its square
// (power 2).

static double square_area(const ep_pulse *p, double u, int power)
{
  const double share = 1.0 / (power + 1);    // of a full edge
  if (u < p->rise) return share * u * pow(u / p->rise, power);
  const double plateau = share * p->rise + fmin(u, p->width) - p->rise;
  if (u <= p->width) return plateau;
  const double left = p->width + p->fall - u;
  const double tail = p->fall > 0.0 ? left * pow(left / p->fall, power) : 0.0;
  return plateau + share * (p->fall - tail);
}

static double gaussian_area(const ep_pulse *p, double u, int power)
{
  const double narrow = sqrt(power * LN2), edge = sqrt(DIGITS);
  const double z = 2.0 * u / p->width - edge;
  return 0.25 * p->width * sqrt(PI) / narrow * (erf(narrow * z) + erf(narrow * edge));
}

static double half_sine_area(const ep_pulse *p, double u, int power)
{
  const double x = PI * u / p->width;
  const double half = sin(0.5 * x);
  return power == 1 ? 2.0 * p->width / PI * half * half
                    : 0.5 * (u - 0.5 * p->width / PI * sin(2.0 * x));
}

// x - m (power 1) or x - m - m^2/2 (power 2) for m = 1 - exp(-x): what follows in x = m + m^2/2 + m^3/3 + ...
static double rest_of_logarithm(double x, double m, int power)
{
  if (m > 0.5) return power == 1 ? x - m : x - m - 0.5 * m * m;
  double sum = 0.0, product = pow(m, power);
  for (int k = power + 1; product > sum * DBL_EPSILON; k++) {
    product *= m;
    sum += product / k;
  }
  return sum;
}

static double filtered_area(const ep_pulse *p, double u, int power)
{
  const double on = fmin(u, p->width), off = u - on, m = charged(p, on);
  const double decay = -expm1(-power * off / p->tau) / power;
  return p->tau * (rest_of_logarithm(on / p->tau, m, power) + pow(m, power) * decay);
}

static double area(const ep_pulse *p, double u, int power)
{
  u = fmin(u, ep_pulse_duration(p));
  switch (p->shape) {
    case EP_PULSE_GAUSSIAN:
      return gaussian_area(p, u, power);
    case EP_PULSE_HALF_SINE:
      return half_sine_area(p, u, power);
    case EP_PULSE_RC:
      return filtered_area(p, u, power);
    case EP_PULSE_TABLE:
      return power == 1 ? ep_waveform_area(p->table, u) : ep_waveform_area_square(p->table, u);
    default:
      return square_area(p, u, power);
  }
}

// Not a difference of two integrals since the start of the train: late in a long one no digits would be left.
static double integrate(const ep_pulse *p, double t0, double t1, int power)
{
  const ep_pulse_place a = ep_pulse_locate(p, t0), b = ep_pulse_locate(p, t1);
  if (b.index == 0) return 0.0;
  const double last = power == 1 ? sign(p, b.index) : 1.0;
  if (a.index == b.index) return last * (area(p, b.time, power) - area(p, a.time, power));

  const double first = power == 1 ? sign(p, a.index) : 1.0;
  const double whole = area(p, ep_pulse_duration(p), power);
  const double rest = a.index == 0 ? 0.0 : first * (whole - area(p, a.time, power));
  const int64_t between = b.index - a.index - 1;
  const bool cancel = p->alternating && power == 1;
  const double sum = cancel ? -first * (double) (between % 2) : (double) between;
  return rest + sum * whole + last * area(p, b.time, power);
}

double ep_pulse_integral(const ep_pulse *p, double t0, double t1)
{
  return integrate(p, t0, t1, 1);
}

double ep_pulse_integral_square(const ep_pulse *p, double t0, double t1)
{
  return integrate(p, t0, t1, 2);
}

// The first edge after t of the pulse that begins at `start`; infinity when none follows.
static double next_in_pulse(const ep_pulse *p, double start, double t)
{
  if (p->shape == EP_PULSE_TABLE) return ep_waveform_next(p->table, start, t);
  const bool smooth = p->shape == EP_PULSE_GAUSSIAN || p->shape == EP_PULSE_HALF_SINE;
  const double edges[] = {0.0, smooth ? 0.0 : p->rise, smooth ? 0.0 : p->width,
                          ep_pulse_duration(p)};
  for (int e = 0; e < 4; e++)
    if (start + edges[e] > t) return start + edges[e];
  return INFINITY;
}

double ep_pulse_next_edge(const ep_pulse *p, double t)
{
  const int64_t index = ep_pulse_locate(p, t).index;
  if (index == 0 && p->delay > t) return p->delay;
  for (int64_t k = index > 0 ? index : 1; k <= index + 2 && (p->count == 0 || k <= p->count); k++) {
    const double start = p->delay + (k == 1 ? 0.0 : (double) (k - 1) * p->period);
    // the end of a pulse and the start of the next without a gap may differ in the last digit
    const double next = next_in_pulse(p, start, t + rounding(p, t));
    if (next < INFINITY) return next;
  }
  return INFINITY;
}
