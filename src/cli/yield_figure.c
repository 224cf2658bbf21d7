// The figure of a campaign of tension runs: yield against rate, and stress-strain curves.
#include "yield_figure.h"

#include "axis.h"
#include "canvas.h"
#include "input.h"
#include "output.h"

#include <cairo-svg.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char verb[] = "films";

enum { WIDTH = 460, HEIGHT = 700, MARGIN = 24, MOST_ACROSS = 4, MOST_SERIES = 64 };
enum { LEFT = 62, RIGHT = 14, HEAD = 34, LEGEND = 26, FOOT = 50, TICK = 13, LABEL = 14 };

static const uint32_t colours[] = {EP_VERMILLION, EP_BLUE, 0x009e73, 0xcc79a7};
enum { COLOURS = sizeof colours / sizeof colours[0] };

// A panel's area and axes; x is the logarithm of the rate, or strain.
struct panel {
  struct ep_rect frame;
  struct ep_axis x, y;
};

// The runs of one metal, potential, temperature and variant.
struct series {
  const struct ep_campaign_key *key;
  double rate;    // of the stress-strain curves
};

struct layout {
  const struct ep_softening *softening;
  struct series series[MOST_SERIES];
  const char *sizes[EP_SOFTENING_NAMES];
  int nseries, nsizes, across;
  double rate_low, rate_high, strain_high;
};

enum ep_yield_figure_kind ep_yield_figure_kind(const char *path)
{
  const size_t length = strlen(path);
  if (length < 5) return EP_FIGURE_NEITHER;
  if (!strcmp(path + length - 4, ".png")) return EP_FIGURE_PNG;
  return strcmp(path + length - 4, ".svg") ? EP_FIGURE_NEITHER : EP_FIGURE_SVG;
}

// Whether the runs of a key have their stress axes with a series, so that variants can be compared by eye.
static bool alike(const struct ep_campaign_key *key, const struct series *series)
{
  const struct ep_campaign_key *of = series->key;
  return !strcmp(key->metal, of->metal) && !strcmp(key->potential, of->potential) &&
      key->temperature == of->temperature;
}

static bool belongs(const struct ep_campaign_key *key, const struct series *series)
{
  return alike(key, series) && !strcmp(key->variant, series->key->variant);
}

// Whether a run of this size and rate is there.
static bool ran(const struct layout *layout, const struct series *series, const char *size,
                double rate)
{
  for (size_t i = 0; i < layout->softening->nruns; i++) {
    const struct ep_softening_run *run = &layout->softening->runs[i];
    if (run->end != EP_RUN_MISSING && belongs(&run->run->key, series) &&
        run->run->key.rate == rate && !strcmp(run->run->key.size, size))
      return true;
  }
  return false;
}

static int colour_of(const struct layout *layout, const char *size)
{
  int n = 0;
  while (n < layout->nsizes && strcmp(layout->sizes[n], size)) n++;
  return n;
}

static const struct ep_softening_finding *groups(const struct layout *layout, size_t *count)
{
  *count = layout->softening->counts[EP_SOFTENING_GROUPS];
  return layout->softening->findings[EP_SOFTENING_GROUPS];
}

// The lowest rate at which most sizes were run, nan when none was.
static double curve_rate(const struct layout *layout, const struct series *series)
{
  size_t count;
  const struct ep_softening_finding *all = groups(layout, &count);
  int most = 0;
  double best = NAN;
  for (size_t i = 0; i < count; i++) {
    const double rate = all[i].of.rate;
    int sizes = 0;
    for (int n = 0; n < layout->nsizes; n++) sizes += ran(layout, series, layout->sizes[n], rate);
    if (sizes == 0 || sizes < most || (sizes == most && rate >= best)) continue;
    most = sizes;
    best = rate;
  }
  return best;
}

static void find_ranges(struct layout *layout)
{
  const struct ep_softening *s = layout->softening;
  layout->rate_low = INFINITY;
  layout->rate_high = -INFINITY;
  for (size_t i = 0; i < s->nruns; i++) {
    const struct ep_campaign_run *run = s->runs[i].run;
    const struct ep_table *table = &run->table;
    layout->rate_low = fmin(layout->rate_low, run->key.rate);
    layout->rate_high = fmax(layout->rate_high, run->key.rate);
    for (size_t row = 0; row < table->rows; row++)
      layout->strain_high = fmax(layout->strain_high, table->values[EP_RUN_STRAIN][row]);
  }
}

static bool plan(struct layout *layout, const struct ep_softening_rule *rule)
{
  size_t count;
  const struct ep_softening_finding *all = groups(layout, &count);
  for (size_t i = 0; i < count; i++) {
    int n = 0;
    while (n < layout->nseries && !belongs(&all[i].of, &layout->series[n])) n++;
    if (n == MOST_SERIES) return false;
    if (n == layout->nseries) layout->series[layout->nseries++].key = &all[i].of;
  }
  // colours and places by the order of sizes, whatever that of the table
  for (size_t k = 0; k < rule->nsizes; k++) {
    size_t i = 0;
    while (i < count && strcmp(all[i].of.size, rule->sizes[k])) i++;
    if (i < count) layout->sizes[layout->nsizes++] = rule->sizes[k];
  }
  for (int n = 0; n < layout->nseries; n++)
    layout->series[n].rate = curve_rate(layout, &layout->series[n]);
  layout->across = layout->nseries < MOST_ACROSS ? layout->nseries : MOST_ACROSS;
  find_ranges(layout);
  return true;
}

static double place_x(const struct panel *p, double x)
{
  return p->frame.x + (x - p->x.low) / (p->x.high - p->x.low) * p->frame.w;
}

static double place_y(const struct panel *p, double y)
{
  return p->frame.y + (p->y.high - y) / (p->y.high - p->y.low) * p->frame.h;
}

static void draw_axes(cairo_t *cr, const struct panel *p, const char *x_label, const char *y_label,
                      bool powers)
{
  const struct ep_rect *f = &p->frame;
  char label[EP_AXIS_LABEL_SIZE];
  cairo_set_line_width(cr, 0.8);
  ep_canvas_font(cr, TICK, false);
  for (int i = 0; i < p->x.count; i++) {
    const double tick = ep_axis_tick(&p->x, i), x = floor(place_x(p, tick)) + 0.5;
    ep_canvas_colour(cr, EP_GRID);
    cairo_move_to(cr, x, f->y);
    cairo_line_to(cr, x, f->y + f->h);
    cairo_stroke(cr);
    ep_canvas_colour(cr, EP_INK);
    ep_canvas_text(cr, EP_CENTRE, x, f->y + f->h + 18,
                   powers ? ep_axis_power((int) lround(tick), label)
                          : ep_axis_label(&p->x, i, label));
  }
  for (int i = 0; i < p->y.count; i++) {
    const double y = floor(place_y(p, ep_axis_tick(&p->y, i))) + 0.5;
    ep_canvas_colour(cr, EP_GRID);
    cairo_move_to(cr, f->x, y);
    cairo_line_to(cr, f->x + f->w, y);
    cairo_stroke(cr);
    ep_canvas_colour(cr, EP_INK);
    ep_canvas_text(cr, EP_RIGHT, f->x - 7, y + 4.5, ep_axis_label(&p->y, i, label));
  }
  ep_canvas_font(cr, LABEL, false);
  ep_canvas_text(cr, EP_CENTRE, f->x + f->w / 2, f->y + f->h + 39, x_label);
  cairo_save(cr);
  cairo_translate(cr, f->x - 44, f->y + f->h / 2);
  cairo_rotate(cr, -1.57079632679489662);
  ep_canvas_text(cr, EP_CENTRE, 0, 0, y_label);
  cairo_restore(cr);
  cairo_set_line_width(cr, 1);
  cairo_rectangle(cr, floor(f->x) + 0.5, floor(f->y) + 0.5, floor(f->w), floor(f->h));
  cairo_stroke(cr);
}

static void dot(cairo_t *cr, double x, double y, double radius)
{
  cairo_new_sub_path(cr);
  cairo_arc(cr, x, y, radius, 0, 6.28318530717958648);
}

// The mean of a group with its interval; beside it the single runs, small, open where one has not yielded yet.
static void draw_group(cairo_t *cr, const struct panel *p, const struct layout *layout,
                       const struct ep_softening_finding *group)
{
  const struct ep_estimate *yield = &group->quantities[0].estimate;
  const int n = colour_of(layout, group->of.size);
  // sizes side by side, so that none hides another
  const double x = place_x(p, log10(group->of.rate)) + 14 * (n - 0.5 * (layout->nsizes - 1));
  ep_canvas_colour(cr, colours[n % COLOURS]);
  cairo_set_line_width(cr, 1.2);
  for (size_t i = 0; i < layout->softening->nruns; i++) {
    const struct ep_softening_run *run = &layout->softening->runs[i];
    const struct ep_campaign_key *key = &run->run->key;
    const struct series own = {&group->of, 0};
    if (run->end == EP_RUN_MISSING || !belongs(key, &own) || key->rate != group->of.rate ||
        strcmp(key->size, group->of.size))
      continue;
    dot(cr, x + 5, place_y(p, run->stress), 2);
    if (run->end == EP_RUN_YIELDED)
      cairo_fill(cr);
    else
      cairo_stroke(cr);
  }
  if (!isfinite(yield->value)) return;
  if (isfinite(yield->low)) {
    const double low = place_y(p, yield->low), high = place_y(p, yield->high);
    cairo_move_to(cr, x, low);
    cairo_line_to(cr, x, high);
    cairo_move_to(cr, x - 4, low);
    cairo_line_to(cr, x + 4, low);
    cairo_move_to(cr, x - 4, high);
    cairo_line_to(cr, x + 4, high);
    cairo_stroke(cr);
  }
  dot(cr, x, place_y(p, yield->value), 4.5);
  cairo_fill(cr);
}

static void clip(cairo_t *cr, const struct ep_rect *frame)
{
  cairo_save(cr);
  cairo_rectangle(cr, frame->x, frame->y, frame->w, frame->h);
  cairo_clip(cr);
}

// The yields of a series and those alike, runs and means, with some room for intervals.
static void yield_range(const struct layout *layout, const struct series *series, double *low,
                        double *high)
{
  const struct ep_softening *s = layout->softening;
  double least = INFINITY, most = -INFINITY;
  for (size_t i = 0; i < s->nruns; i++) {
    if (!alike(&s->runs[i].run->key, series) || !isfinite(s->runs[i].stress)) continue;
    least = fmin(least, s->runs[i].stress);
    most = fmax(most, s->runs[i].stress);
  }
  if (!(least <= most)) least = most = 0;
  const double pad = fmax(0.3 * (most - least), 0.05 * fabs(most));
  *low = least - pad;
  *high = most + pad;
}

static void draw_yields(cairo_t *cr, struct ep_rect frame, const struct layout *layout,
                        const struct series *series)
{
  size_t count;
  const struct ep_softening_finding *all = groups(layout, &count);
  double low, high;
  yield_range(layout, series, &low, &high);
  const double first = floor(log10(layout->rate_low) - 0.2),
               last = ceil(log10(layout->rate_high) + 0.2);
  struct panel p = {frame, ep_axis_nice(first, last, (int) (last - first)),
                    ep_axis_nice(low, high, 5)};
  ep_axis_crop(&p.x, log10(layout->rate_low) - 0.4, log10(layout->rate_high) + 0.4);
  draw_axes(cr, &p, "Strain rate (/s)", "Yield stress (GPa)", true);
  clip(cr, &frame);
  for (size_t i = 0; i < count; i++)
    if (belongs(&all[i].of, series)) draw_group(cr, &p, layout, &all[i]);
  cairo_restore(cr);
}

static void draw_curve(cairo_t *cr, const struct panel *p, const struct ep_table *table)
{
  const double *strain = table->values[EP_RUN_STRAIN], *stress = table->values[EP_RUN_STRESS];
  for (size_t row = 0; row < table->rows; row++) {
    const double x = place_x(p, strain[row]), y = place_y(p, stress[row]);
    if (row == 0)
      cairo_move_to(cr, x, y);
    else
      cairo_line_to(cr, x, y);
  }
  cairo_stroke(cr);
}

static void draw_curves(cairo_t *cr, struct ep_rect frame, const struct layout *layout,
                        const struct series *series)
{
  const struct ep_softening *s = layout->softening;
  double low, high;
  yield_range(layout, series, &low, &high);
  struct panel p = {frame, ep_axis_nice(0, layout->strain_high, 5), ep_axis_nice(0, high, 5)};
  char label[96] = "Strain (no run)", rate[EP_AXIS_LABEL_SIZE];
  ep_axis_crop(&p.x, 0, fmax(layout->strain_high, 1e-6));
  if (isfinite(series->rate))
    snprintf(label, sizeof label, "Strain, at %s /s", ep_axis_number(series->rate, rate));
  draw_axes(cr, &p, label, "Stress (GPa)", false);
  clip(cr, &frame);
  cairo_set_line_width(cr, 1.1);
  cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
  for (int n = layout->nsizes - 1; n >= 0; n--)
    for (size_t i = 0; i < s->nruns; i++) {
      const struct ep_softening_run *run = &s->runs[i];
      if (run->end == EP_RUN_MISSING || !belongs(&run->run->key, series) ||
          run->run->key.rate != series->rate || strcmp(run->run->key.size, layout->sizes[n]))
        continue;
      ep_canvas_colour(cr, colours[n % COLOURS]);
      draw_curve(cr, &p, &run->run->table);
      dot(cr, place_x(&p, run->strain), place_y(&p, run->stress), 3);
      if (run->end == EP_RUN_YIELDED)
        cairo_fill(cr);
      else
        cairo_stroke(cr);
    }
  cairo_restore(cr);
}

static void draw_legend(cairo_t *cr, const struct layout *layout)
{
  double x = MARGIN;
  const double y = MARGIN + 12;
  ep_canvas_font(cr, LABEL, false);
  for (int n = 0; n < layout->nsizes; n++) {
    ep_canvas_colour(cr, colours[n % COLOURS]);
    dot(cr, x + 5, y - 5, 4.5);
    cairo_fill(cr);
    ep_canvas_colour(cr, EP_INK);
    x += 15 + ep_canvas_text(cr, EP_LEFT, x + 15, y, layout->sizes[n]) + 24;
  }
  ep_canvas_colour(cr, EP_FAINT);
  ep_canvas_clipped(cr, x, y, layout->across * WIDTH + MARGIN - x,
                    "mean and 95 % interval; small: runs; open: not yielded");
}

static void draw(cairo_t *cr, const struct layout *layout)
{
  ep_canvas_colour(cr, 0xffffff);
  cairo_paint(cr);
  draw_legend(cr, layout);
  for (int n = 0; n < layout->nseries; n++) {
    const struct series *series = &layout->series[n];
    const struct ep_campaign_key *key = series->key;
    const double x = MARGIN + WIDTH * (n % layout->across),
                 y = MARGIN + LEGEND + HEIGHT * (n / layout->across),
                 height = (HEIGHT - HEAD) / 2.0 - FOOT - 8;
    const struct ep_rect top = {x + LEFT, y + HEAD, WIDTH - LEFT - RIGHT, height},
                         bottom = {top.x, top.y + height + FOOT + 8, top.w, height};
    char title[160];
    snprintf(title, sizeof title, "%s (%s), %g K, %s", key->metal, key->potential, key->temperature,
             key->variant);
    ep_canvas_colour(cr, EP_INK);
    ep_canvas_font(cr, LABEL + 1, true);
    ep_canvas_clipped(cr, top.x, y + HEAD - 10, top.w, title);
    draw_yields(cr, top, layout, series);
    draw_curves(cr, bottom, layout, series);
  }
}

struct bytes {
  char *start;
  size_t length, capacity;
};

static cairo_status_t keep_bytes(void *closure, const unsigned char *data, unsigned int length)
{
  struct bytes *bytes = closure;
  if (bytes->capacity - bytes->length < length) {
    const size_t capacity = 2 * bytes->capacity + length;
    char *more = realloc(bytes->start, capacity);
    if (!more) return CAIRO_STATUS_NO_MEMORY;
    bytes->start = more;
    bytes->capacity = capacity;
  }
  memcpy(bytes->start + bytes->length, data, length);
  bytes->length += length;
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t render(const struct layout *layout, enum ep_yield_figure_kind kind,
                             struct bytes *bytes)
{
  const int rows = (layout->nseries + layout->across - 1) / layout->across;
  const int width = 2 * MARGIN + WIDTH * layout->across,
            height = 2 * MARGIN + LEGEND + HEIGHT * rows;
  cairo_surface_t *surface = kind == EP_FIGURE_PNG
      ? cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)
      : cairo_svg_surface_create_for_stream(keep_bytes, bytes, width, height);
#if CAIRO_VERSION >= CAIRO_VERSION_ENCODE(1, 16, 0)
  if (kind == EP_FIGURE_SVG) cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
#endif
  cairo_t *cr = cairo_create(surface);
  draw(cr, layout);
  cairo_status_t status = cairo_status(cr);
  cairo_destroy(cr);
  if (status == CAIRO_STATUS_SUCCESS && kind == EP_FIGURE_PNG)
    status = cairo_surface_write_to_png_stream(surface, keep_bytes, bytes);
  cairo_surface_finish(surface);
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  return status;
}

bool ep_yield_figure_write(const char *path, const struct ep_softening *softening,
                           const struct ep_softening_rule *rule)
{
  struct layout layout = {.softening = softening};
  struct bytes bytes = {NULL, 0, 0};
  if (!plan(&layout, rule)) return ep_input_complain(verb, path, "too many groups for a figure");
  const cairo_status_t status = render(&layout, ep_yield_figure_kind(path), &bytes);
  const bool good = status == CAIRO_STATUS_SUCCESS
      ? ep_output_write(verb, path, bytes.start, bytes.length)
      : ep_input_complain(verb, path, cairo_status_to_string(status));
  free(bytes.start);
  return good;
}
