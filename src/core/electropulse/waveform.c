#include "electropulse/waveform.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  const char *at, *end;
} span;

static bool is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static bool is_text(span s)
{
  for (const char *c = s.at; c < s.end; c++)
    if (((unsigned char) *c < ' ' && !is_blank(*c)) || *c == 0x7f) return false;
  return true;
}

static span take_line(span *rest)
{
  const char *stop = memchr(rest->at, '\n', (size_t) (rest->end - rest->at));
  const span line = {rest->at, stop ? stop : rest->end};
  rest->at = stop ? stop + 1 : rest->end;
  return line;
}

// The next word of a line; empty when none is left.
static span take_word(span *line)
{
  while (line->at < line->end && is_blank(*line->at)) line->at++;
  span word = {line->at, line->at};
  while (word.end < line->end && !is_blank(*word.end)) word.end++;
  line->at = word.end;
  return word;
}

static bool read_number(span word, double *value)
{
  char copy[64];    // strtod needs a null byte at the end; no sensible number is longer
  const size_t length = (size_t) (word.end - word.at);
  if (length == 0 || length >= sizeof copy) return false;
  memcpy(copy, word.at, length);
  copy[length] = '\0';
  if (strspn(copy, "0123456789+-.eE") != length) return false;    // no hexadecimal, nan, infinity
  char *end;
  *value = strtod(copy, &end);
  return *end == '\0' && isfinite(*value);
}

// Reads a line into *point: its status, and in *empty whether the line holds no point.
static ep_waveform_status read_point(span line, ep_waveform_point *point, bool *empty)
{
  if (!is_text(line)) return EP_WAVEFORM_BINARY;
  const char *comment = memchr(line.at, '#', (size_t) (line.end - line.at));
  if (comment) line.end = comment;
  const span time = take_word(&line), value = take_word(&line), more = take_word(&line);
  *empty = time.at == time.end;
  if (*empty) return EP_WAVEFORM_OK;
  if (value.at == value.end || more.at != more.end) return EP_WAVEFORM_COLUMNS;
  if (!read_number(time, &point->time) || !read_number(value, &point->value))
    return EP_WAVEFORM_NUMBER;
  return fabs(point->value) <= EP_WAVEFORM_MAX_VALUE ? EP_WAVEFORM_OK : EP_WAVEFORM_VALUE;
}

// Integral of a straight line over length h from value a to value b, and of its square.
static double trapezium(double h, double a, double b)
{
  return 0.5 * h * (a + b);
}

static double trapezium_square(double h, double a, double b)
{
  return h * (a * a + a * b + b * b) / 3.0;
}

// Adds to a sum whose rounding error so far is *error (Kahan): a million plain sums would lose five digits.
static double add(double sum, double term, double *error)
{
  const double corrected = term - *error, total = sum + corrected;
  *error = (total - sum) - corrected;
  return total;
}

static void sum_areas(ep_waveform_point *points, size_t n)
{
  double error = 0.0, error_square = 0.0;
  points[0].area = points[0].area_square = 0.0;
  for (size_t k = 1; k < n; k++) {
    const ep_waveform_point a = points[k - 1], b = points[k];
    const double h = b.time - a.time;
    points[k].area = add(a.area, trapezium(h, a.value, b.value), &error);
    points[k].area_square =
        add(a.area_square, trapezium_square(h, a.value, b.value), &error_square);
  }
}

ep_waveform_status ep_waveform_parse(const char *text, size_t length, ep_waveform_point *points,
                                     size_t capacity, ep_waveform *w, size_t *line)
{
  span rest = {text, text + length};
  if (length >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) rest.at += 3;    // byte-order mark
  size_t n = 0;
  double largest = 0.0;
  w->points = points;
  for (*line = 0; rest.at < rest.end;) {
    ++*line;
    ep_waveform_point point;
    bool empty;
    const ep_waveform_status status = read_point(take_line(&rest), &point, &empty);
    if (status != EP_WAVEFORM_OK) return status;
    if (empty) continue;
    if (n == 0 && point.time != 0.0) return EP_WAVEFORM_START;
    if (n > 0 && point.time <= points[n - 1].time) return EP_WAVEFORM_ORDER;
    if (n == capacity) return EP_WAVEFORM_MANY;
    points[n++] = point;
    const double size = fabs(point.value);
    if (size > largest || n == 1) w->reach = point.time;
    if (size >= largest) w->leave = point.time;
    largest = fmax(size, largest);
  }
  if (n < 2) return EP_WAVEFORM_FEW;
  if (largest == 0.0) return EP_WAVEFORM_ZERO;
  w->npoints = n;
  sum_areas(points, n);
  return EP_WAVEFORM_OK;
}

const char *ep_waveform_rule(ep_waveform_status status)
{
  switch (status) {
    case EP_WAVEFORM_BINARY:
      return "the file must be text without control characters";
    case EP_WAVEFORM_COLUMNS:
      return "a line must hold two columns, time and value, with a blank between";
    case EP_WAVEFORM_NUMBER:
      return "time and value must be finite decimal numbers";
    case EP_WAVEFORM_VALUE:
      return "a value must be >= -1e6 and <= 1e6";
    case EP_WAVEFORM_START:
      return "the first time must be 0";
    case EP_WAVEFORM_ORDER:
      return "a time must be greater than the one before";
    case EP_WAVEFORM_MANY:
      return "there must be no more than 1000000 points";
    case EP_WAVEFORM_FEW:
      return "there must be two points or more";
    case EP_WAVEFORM_ZERO:
      return "some value must differ from 0";
    default:
      return "";
  }
}

double ep_waveform_end(const ep_waveform *w)
{
  return w->points[w->npoints - 1].time;
}

// Number of points whose time, counted from `start`, is <= t.
static size_t points_until(const ep_waveform *w, double start, double t)
{
  size_t low = 0, high = w->npoints;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (start + w->points[middle].time <= t)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// The value on the line from point a to the next one.
static double on_line(const ep_waveform_point *a, double t)
{
  const double part = (t - a->time) / (a[1].time - a->time);
  return (1.0 - part) * a->value + part * a[1].value;
}

double ep_waveform_value(const ep_waveform *w, double t)
{
  const size_t n = points_until(w, 0.0, t);
  return n == 0 || n == w->npoints ? 0.0 : on_line(&w->points[n - 1], t);
}

double ep_waveform_area(const ep_waveform *w, double t)
{
  const size_t n = points_until(w, 0.0, t);
  if (n == 0) return 0.0;
  const ep_waveform_point *a = &w->points[n - 1];
  return n == w->npoints ? a->area : a->area + trapezium(t - a->time, a->value, on_line(a, t));
}

double ep_waveform_area_square(const ep_waveform *w, double t)
{
  const size_t n = points_until(w, 0.0, t);
  if (n == 0) return 0.0;
  const ep_waveform_point *a = &w->points[n - 1];
  return n == w->npoints ? a->area_square
                         : a->area_square + trapezium_square(t - a->time, a->value, on_line(a, t));
}

double ep_waveform_next(const ep_waveform *w, double start, double t)
{
  const size_t n = points_until(w, start, t);
  return n == w->npoints ? INFINITY : start + w->points[n].time;
}
