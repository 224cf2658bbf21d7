// A panel of lines over time.
#include "plot.h"

#include <math.h>
#include <stdio.h>

enum { tick_size = 13, label_size = 14, head_size = 14 };

static bool flows(const double *time, const double *current, size_t row)
{
  return isfinite(time[row]) && isfinite(current[row]) && current[row] != 0;
}

// Whether a row next to a pulse tells that the current was off there.
static bool is_off(const double *time, const double *current, size_t row)
{
  return isfinite(time[row]) && isfinite(current[row]) && current[row] == 0;
}

bool ep_plot_pulse(const double *time, const double *current, size_t count, size_t *row,
                   double *begin, double *end)
{
  size_t first = *row;
  while (first < count && !flows(time, current, first)) first++;
  if (first >= count) {
    *row = count;
    return false;
  }
  size_t last = first;
  while (last + 1 < count && flows(time, current, last + 1) && time[last + 1] >= time[last]) last++;
  *begin = time[first];
  *end = time[last];
  if (first > 0 && is_off(time, current, first - 1) && time[first - 1] <= time[first])
    *begin = 0.5 * time[first - 1] + 0.5 * time[first];
  if (last + 1 < count && is_off(time, current, last + 1) && time[last + 1] >= time[last])
    *end = 0.5 * time[last] + 0.5 * time[last + 1];
  *row = last + 1;
  return true;
}

void ep_plot_range(const double *values, size_t count, double *low, double *high)
{
  for (size_t i = 0; i < count; i++) {
    if (!isfinite(values[i])) continue;
    *low = fmin(*low, values[i]);
    *high = fmax(*high, values[i]);
  }
}

double ep_plot_label_width(cairo_t *cr, const struct ep_axis *axis)
{
  double width = 0;
  char label[EP_AXIS_LABEL_SIZE];
  ep_canvas_font(cr, tick_size, false);
  for (int i = 0; i < axis->count; i++)
    width = fmax(width, ep_canvas_width(cr, ep_axis_label(axis, i, label)));
  return width;
}

struct map {
  struct ep_rect frame;
  const struct ep_axis *x, *y;
};

static double map_x(const struct map *map, double value)
{
  return map->frame.x + (value - map->x->low) / (map->x->high - map->x->low) * map->frame.w;
}

static double map_y(const struct map *map, double value)
{
  return map->frame.y + (map->y->high - value) / (map->y->high - map->y->low) * map->frame.h;
}

// A path in the making. A run of points in one column of pixels is drawn as its first, lowest,
// highest and last one: it looks the same, and a file of a million rows stays small.
struct pen {
  cairo_t *cr;
  size_t points;    // since the last gap
  size_t held;      // points in the column of pixels
  double x, y;      // the place of the pen
  double column, first, low, high, last;
};

static void pen_to(struct pen *pen, double x, double y)
{
  if (pen->points++ == 0)
    cairo_move_to(pen->cr, x, y);
  else
    cairo_line_to(pen->cr, x, y);
  pen->x = x;
  pen->y = y;
}

static void pen_flush(struct pen *pen)
{
  if (pen->held == 0) return;
  const double x = pen->column;
  pen_to(pen, x, pen->first);
  if (pen->held > 1) {
    if (pen->low < fmin(pen->first, pen->last)) pen_to(pen, x, pen->low);
    if (pen->high > fmax(pen->first, pen->last)) pen_to(pen, x, pen->high);
    pen_to(pen, x, pen->last);
  }
  pen->held = 0;
}

static void pen_add(struct pen *pen, double x, double y)
{
  // half a pixel, so that nothing is seen of it
  const double column = floor(2 * x) / 2 + 0.25;
  if (pen->held && column != pen->column) pen_flush(pen);
  if (pen->held++ == 0) {
    pen->column = column;
    pen->first = pen->low = pen->high = y;
  }
  pen->low = fmin(pen->low, y);
  pen->high = fmax(pen->high, y);
  pen->last = y;
}

// Ends a run of points; a single point between two gaps becomes a dot.
static void pen_lift(struct pen *pen)
{
  pen_flush(pen);
  if (pen->points == 1) {
    cairo_new_sub_path(pen->cr);
    cairo_arc(pen->cr, pen->x, pen->y, 2, 0, 6.28318530717958648);
    cairo_close_path(pen->cr);
  }
  pen->points = 0;
}

static void draw_line(cairo_t *cr, const struct map *map, const struct ep_plot *plot,
                      const struct ep_plot_line *line)
{
  const size_t columns = 2 * (size_t) map->frame.w;
  const bool dense = plot->count > 2 * columns;
  struct pen pen = {.cr = cr};
  double before = -INFINITY;
  cairo_new_path(cr);
  for (size_t i = 0; i < plot->count; i++) {
    const double time = plot->time[i], value = line->values[i];
    if (!isfinite(time) || !isfinite(value)) {
      pen_lift(&pen);
      continue;
    }
    // a run that was continued from an earlier point: no line back in time
    if (time < before) pen_lift(&pen);
    before = time;
    if (dense)
      pen_add(&pen, map_x(map, time), map_y(map, value));
    else
      pen_to(&pen, map_x(map, time), map_y(map, value));
  }
  pen_lift(&pen);
  ep_canvas_colour(cr, line->colour);
  cairo_set_line_width(cr, 1.5);
  cairo_stroke(cr);
}

static void draw_pulses(cairo_t *cr, const struct map *map, const struct ep_plot *plot)
{
  size_t row = 0;
  double begin, end;
  if (!plot->current) return;
  ep_canvas_colour(cr, EP_SHADE);
  while (ep_plot_pulse(plot->time, plot->current, plot->count, &row, &begin, &end)) {
    const double left = map_x(map, begin), right = fmax(map_x(map, end), left + 1);
    cairo_rectangle(cr, left, map->frame.y, right - left, map->frame.h);
  }
  cairo_fill(cr);
}

static void draw_grid(cairo_t *cr, const struct map *map)
{
  const struct ep_rect *f = &map->frame;
  ep_canvas_colour(cr, EP_GRID);
  cairo_set_line_width(cr, 0.8);
  for (int i = 0; i < map->x->count; i++) {
    const double x = floor(map_x(map, ep_axis_tick(map->x, i))) + 0.5;
    cairo_move_to(cr, x, f->y);
    cairo_line_to(cr, x, f->y + f->h);
  }
  for (int i = 0; i < map->y->count; i++) {
    const double y = floor(map_y(map, ep_axis_tick(map->y, i))) + 0.5;
    cairo_move_to(cr, f->x, y);
    cairo_line_to(cr, f->x + f->w, y);
  }
  cairo_stroke(cr);
}

static void draw_labels(cairo_t *cr, const struct map *map, double label_width,
                        const struct ep_plot *plot)
{
  const struct ep_rect *f = &map->frame;
  char label[EP_AXIS_LABEL_SIZE], power[EP_AXIS_LABEL_SIZE], text[128];
  ep_canvas_colour(cr, EP_INK);
  ep_canvas_font(cr, tick_size, false);
  for (int i = 0; i < map->y->count; i++) {
    const double y = map_y(map, ep_axis_tick(map->y, i));
    ep_canvas_text(cr, EP_RIGHT, f->x - 7, y + 4.5, ep_axis_label(map->y, i, label));
  }
  for (int i = 0; plot->time_labels && i < map->x->count; i++) {
    const double x = map_x(map, ep_axis_tick(map->x, i));
    ep_canvas_text(cr, EP_CENTRE, x, f->y + f->h + 19, ep_axis_label(map->x, i, label));
  }
  if (plot->time_labels) {
    ep_canvas_font(cr, label_size, false);
    snprintf(text, sizeof text, map->x->exponent ? "Time (%s ps)" : "Time (ps)",
             ep_axis_power(map->x->exponent, power));
    ep_canvas_text(cr, EP_CENTRE, f->x + f->w / 2, f->y + f->h + 41, text);
  }
  // The label that stands upright shrinks rather than run into the next panel's.
  double size = label_size;
  ep_canvas_font(cr, size, false);
  const double room = f->h + EP_PLOT_HEAD - 8, width = ep_canvas_width(cr, plot->y_label);
  if (width > room) ep_canvas_font(cr, fmax(11, size * room / width), false);
  cairo_save(cr);
  cairo_translate(cr, f->x - 7 - label_width - 12, f->y + f->h / 2);
  cairo_rotate(cr, -1.57079632679489662);
  ep_canvas_text(cr, EP_CENTRE, 0, 0, plot->y_label);
  cairo_restore(cr);
}

// The line above the frame: letter and title at the left, keys at the right, power of ten between.
static void draw_head(cairo_t *cr, const struct map *map, const struct ep_plot *plot)
{
  const struct ep_rect *f = &map->frame;
  const double base = f->y - 9;
  double right = f->x + f->w, begin, end;
  size_t row = 0;
  ep_canvas_font(cr, tick_size, false);
  if (plot->current && ep_plot_pulse(plot->time, plot->current, plot->count, &row, &begin, &end)) {
    ep_canvas_colour(cr, EP_INK);
    right -= ep_canvas_text(cr, EP_RIGHT, right, base, "current on") + 7;
    ep_canvas_colour(cr, EP_SHADE);
    cairo_rectangle(cr, right - 20, base - 11, 20, 13);
    cairo_fill_preserve(cr);
    ep_canvas_colour(cr, 0xd9b870);
    cairo_set_line_width(cr, 0.8);
    cairo_stroke(cr);
    right -= 38;
  }
  for (int i = plot->nlines - 1; i >= 0; i--) {
    if (!plot->lines[i].label) continue;
    ep_canvas_colour(cr, EP_INK);
    right -= ep_canvas_text(cr, EP_RIGHT, right, base, plot->lines[i].label) + 7;
    ep_canvas_colour(cr, plot->lines[i].colour);
    cairo_set_line_width(cr, 2.2);
    cairo_move_to(cr, right - 22, base - 4.5);
    cairo_line_to(cr, right, base - 4.5);
    cairo_stroke(cr);
    right -= 40;
  }
  ep_canvas_colour(cr, EP_INK);
  ep_canvas_font(cr, head_size + 1, true);
  double left = f->x + ep_canvas_text(cr, EP_LEFT, f->x, base, plot->letter) + 10;
  ep_canvas_font(cr, head_size, false);
  if (map->y->exponent) {
    char power[EP_AXIS_LABEL_SIZE], text[EP_AXIS_LABEL_SIZE + 8];
    snprintf(text, sizeof text, "(\xc3\x97 %s)", ep_axis_power(map->y->exponent, power));
    ep_canvas_text(cr, EP_RIGHT, f->x - 6, base, text);
  }
  ep_canvas_clipped(cr, left, base, right - left, plot->title);
}

void ep_plot_draw(cairo_t *cr, struct ep_rect frame, double label_width, const struct ep_plot *plot,
                  const struct ep_axis *x, const struct ep_axis *y)
{
  const struct map map = {frame, x, y};
  cairo_save(cr);
  cairo_rectangle(cr, frame.x, frame.y, frame.w, frame.h);
  cairo_clip(cr);
  draw_pulses(cr, &map, plot);
  draw_grid(cr, &map);
  cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
  // the first line is the one that matters: it goes on top
  for (int i = plot->nlines - 1; i >= 0; i--) draw_line(cr, &map, plot, &plot->lines[i]);
  cairo_restore(cr);
  ep_canvas_colour(cr, EP_INK);
  cairo_set_line_width(cr, 1);
  cairo_rectangle(cr, floor(frame.x) + 0.5, floor(frame.y) + 0.5, floor(frame.w), floor(frame.h));
  cairo_stroke(cr);
  draw_labels(cr, &map, label_width, plot);
  draw_head(cr, &map, plot);
}
