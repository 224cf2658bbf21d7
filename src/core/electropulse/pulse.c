#include "electropulse/pulse.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

static bool is_length(double t)
{
  return isfinite(t) && t >= 0.0;
}

static double duration(const ep_pulse *p)
{
  return p->width + p->fall;
}

ep_pulse_status ep_pulse_check(const ep_pulse *p)
{
  if (!is_length(p->delay)) return EP_PULSE_BAD_DELAY;
  if (!is_length(p->width) || p->width == 0.0) return EP_PULSE_BAD_WIDTH;
  if (!is_length(p->rise) || p->rise > p->width) return EP_PULSE_BAD_RISE;
  if (!is_length(p->fall)) return EP_PULSE_BAD_FALL;
  // 0.1 + 0.2 > 0.3 in binary: a train without gaps may be written in decimals
  if (p->count != 1 &&
      (!is_length(p->period) || p->period < duration(p) * (1.0 - 4.0 * DBL_EPSILON)))
    return EP_PULSE_BAD_PERIOD;
  if (p->count < 0) return EP_PULSE_BAD_COUNT;
  return EP_PULSE_OK;
}

static double sign(const ep_pulse *p, int64_t index)
{
  return p->alternating && index % 2 == 0 ? -1.0 : 1.0;
}

// What absorbs the rounding of step * dt at an edge: little against the shortest part of a pulse.
static double edge_tolerance(const ep_pulse *p, double t)
{
  const double gap = p->count == 1 ? 0.0 : p->period - duration(p);
  const double parts[] = {p->rise, p->width - p->rise, p->fall, gap};
  double shortest = p->width;
  for (int k = 0; k < 4; k++)
    if (parts[k] > 1e-9 * p->width && parts[k] < shortest) shortest = parts[k];
  return 1e-9 * shortest + (isfinite(t) ? 4.0 * DBL_EPSILON * (fabs(t) + p->delay) : 0.0);
}

ep_pulse_place ep_pulse_locate(const ep_pulse *p, double t)
{
  ep_pulse_place place = {EP_PULSE_BEFORE, 0, 0.0};
  const double since = t - p->delay;
  const double unit = p->count == 1 ? duration(p) : p->period;
  const double tolerance = edge_tolerance(p, t);
  if (since < -tolerance) return place;

  double turn = 0.0;
  if (p->count != 1) {
    turn = floor(since / unit);
    if (since - turn * unit >= unit - tolerance) turn += 1.0;
    if (p->count && turn > (double) (p->count - 1)) turn = (double) (p->count - 1);
  }
  place.index = (int64_t) turn + 1;
  place.time = fmax(since - turn * unit, 0.0);
  const double edges[] = {p->rise, p->width, duration(p)};
  for (int e = 0; e < 3; e++)
    if (fabs(place.time - edges[e]) < tolerance) place.time = edges[e];
  if (place.time < p->rise)
    place.phase = EP_PULSE_RISE;
  else if (place.time < p->width)
    place.phase = EP_PULSE_PLATEAU;
  else if (place.time < duration(p))
    place.phase = EP_PULSE_FALL;
  else
    place.phase = p->count && place.index == p->count ? EP_PULSE_AFTER : EP_PULSE_GAP;
  return place;
}

double ep_pulse_value(const ep_pulse *p, double t)
{
  const ep_pulse_place at = ep_pulse_locate(p, t);
  switch (at.phase) {
    case EP_PULSE_RISE:
      return sign(p, at.index) * at.time / p->rise;
    case EP_PULSE_PLATEAU:
      return sign(p, at.index);
    case EP_PULSE_FALL:
      return sign(p, at.index) * fmin((duration(p) - at.time) / p->fall, 1.0);
    default:
      return 0.0;
  }
}

// Integral over one positive pulse from its start to u later, of the value (power 1) or its square (power 2).
static double area(const ep_pulse *p, double u, int power)
{
  const double share = 1.0 / (power + 1);    // of a full edge
  if (u <= 0.0) return 0.0;
  if (u < p->rise) return share * u * pow(u / p->rise, power);
  const double plateau = share * p->rise + fmin(u, p->width) - p->rise;
  if (u <= p->width) return plateau;
  const double left = fmax(duration(p) - u, 0.0);
  const double tail = p->fall > 0.0 ? left * pow(left / p->fall, power) : 0.0;
  return plateau + share * (p->fall - tail);
}

// Integral over the whole train from its start to t.
static double antiderivative(const ep_pulse *p, double t, int power)
{
  const ep_pulse_place at = ep_pulse_locate(p, t);
  if (at.index == 0) return 0.0;
  const double whole = area(p, duration(p), power);
  const bool cancels = p->alternating && power == 1;
  const double before = cancels ? (double) ((at.index - 1) % 2) : (double) (at.index - 1);
  return before * whole + (cancels ? sign(p, at.index) : 1.0) * area(p, at.time, power);
}

// Integral within one pulse when both ends lie in it: no cancellation of two large numbers late in a long train.
static double integrate(const ep_pulse *p, double t0, double t1, int power)
{
  const ep_pulse_place a = ep_pulse_locate(p, t0), b = ep_pulse_locate(p, t1);
  if (a.index == b.index) {
    if (a.index == 0) return 0.0;
    return (power == 1 ? sign(p, a.index) : 1.0) *
        (area(p, b.time, power) - area(p, a.time, power));
  }
  return antiderivative(p, t1, power) - antiderivative(p, t0, power);
}

double ep_pulse_integral(const ep_pulse *p, double t0, double t1)
{
  return integrate(p, t0, t1, 1);
}

double ep_pulse_integral_square(const ep_pulse *p, double t0, double t1)
{
  return integrate(p, t0, t1, 2);
}

double ep_pulse_next_edge(const ep_pulse *p, double t)
{
  const int64_t index = ep_pulse_locate(p, t).index;
  if (index == 0 && p->delay > t) return p->delay;
  const double edges[] = {0.0, p->rise, p->width, duration(p)};
  for (int64_t k = index > 0 ? index : 1; k <= index + 2 && (p->count == 0 || k <= p->count); k++) {
    const double start = p->delay + (k == 1 ? 0.0 : (double) (k - 1) * p->period);
    for (int e = 0; e < 4; e++)
      if (start + edges[e] > t) return start + edges[e];
  }
  return INFINITY;
}
