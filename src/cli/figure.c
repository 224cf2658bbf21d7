// The figure of a report: trajectories over time, and atoms before and after.
#include "figure.h"

#include "atoms.h"
#include "axis.h"
#include "plot.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { margin = 26, gap = 18, column_gap = 44, head = 30, caption_line = 20, caption_lines = 3 };

// One or two pictures of atoms: in a column at the right or in a strip below the plots, one under
// the other or side by side.
struct arrangement {
  bool right;
  int rows, columns;
  double scale, width, height;    // pixels per Angstrom; of all together
};

static struct arrangement arrange(bool right, int rows, int columns, double width, double height,
                                  const struct ep_view *view)
{
  struct arrangement a = {.right = right, .rows = rows, .columns = columns};
  const double vx = view->x1 - view->x0, vy = view->y1 - view->y0;
  const double w = (width - gap * (columns - 1)) / columns;
  const double h = (height - EP_ATOMS_LEGEND - head * rows - gap * (rows - 1)) / rows;
  a.scale = fmin(fmin(w / vx, h / vy), 14);    // a few atoms need not be giants
  // the legend needs its room however narrow the atoms are
  a.width = fmax(fmin(width, 430), columns * a.scale * vx + gap * (columns - 1));
  a.height = rows * (a.scale * vy + head) + gap * (rows - 1) + EP_ATOMS_LEGEND;
  return a;
}

static struct arrangement best_arrangement(struct ep_rect area, int pictures,
                                           const struct ep_view *view)
{
  const double width = 0.4 * area.w, height = 0.46 * area.h;
  struct arrangement best = arrange(true, pictures, 1, width, area.h, view);
  const struct arrangement others[] = {arrange(true, 1, pictures, width, area.h, view),
                                       arrange(false, pictures, 1, area.w, height, view),
                                       arrange(false, 1, pictures, area.w, height, view)};
  for (int i = 0; i < 3; i++)
    if (others[i].scale > 1.02 * best.scale) best = others[i];
  return best;
}

static bool has_other(const struct ep_dump *dump)
{
  for (size_t i = 0; dump && i < dump->count; i++)
    if (dump->atoms[i].role == EP_DUMP_OTHER) return true;
  return false;
}

static void draw_pictures(cairo_t *cr, struct ep_rect area, const struct arrangement *a,
                          const struct ep_figure *figure, const struct ep_view *view,
                          const char *letter)
{
  const struct ep_dump *const dumps[2] = {figure->before, figure->after};
  static const char *const names[2] = {"Before", "After"};
  const double w = a->scale * (view->x1 - view->x0), h = a->scale * (view->y1 - view->y0);
  const double used = a->columns * w + gap * (a->columns - 1);
  const double left = area.x + fmax(0, (area.w - used) / 2);
  double bottom = area.y;
  for (int k = 0, at = 0; k < 2; k++) {
    if (!dumps[k]) continue;
    const struct ep_rect frame = {left + at % a->columns * (w + gap),
                                  area.y + head + at / a->columns * (h + head + gap), w, h};
    char text[64], panel[2] = {(char) (letter[0] + at), '\0'};
    ep_canvas_colour(cr, EP_INK);
    ep_canvas_font(cr, 15, true);
    const double x = frame.x + ep_canvas_text(cr, EP_LEFT, frame.x, frame.y - 9, panel) + 10;
    ep_canvas_font(cr, 14, false);
    snprintf(text, sizeof text, "%s (step %lld)", names[k], dumps[k]->step);
    const bool fits = ep_canvas_width(cr, text) <= frame.x + w - x;
    ep_canvas_clipped(cr, x, frame.y - 9, frame.x + w - x, fits ? text : names[k]);
    ep_atoms_draw(cr, frame, dumps[k], view);
    bottom = fmax(bottom, frame.y + h);
    at++;
  }
  const double legend = fmin(area.w, fmax(used, 430));
  ep_atoms_legend(cr, area.x + (area.w - legend) / 2, bottom, legend, a->scale,
                  has_other(figure->before) || has_other(figure->after), figure->direction);
}

static void describe_current(const struct ep_figure_run *run, const char *direction,
                             const char *name, char *out, size_t size)
{
  double low = INFINITY, high = -INFINITY;
  char number[EP_AXIS_LABEL_SIZE];
  ep_plot_range(run->current, run->count, &low, &high);
  const double peak = fmax(fabs(low), fabs(high));
  if (!isfinite(peak))
    snprintf(out, size, "%s", name);
  else if (peak == 0)
    snprintf(out, size, "%s: no current", name);
  else
    snprintf(out, size, "%s: %s%s A/cm\xc2\xb2%s%s%s", name, low < 0 && high > 0 ? "\xc2\xb1" : "",
             ep_axis_number(high > 0 ? peak : low, number), direction ? " along " : "",
             direction && *direction == '-' ? "\xe2\x88\x92" : "",
             direction ? direction + strspn(direction, "-") : "");
}

// An axis whose ends are those of the data, where these are far enough apart to tell ticks from
// each other.
static struct ep_axis fitted_axis(double low, double high, double pad, double ticks)
{
  struct ep_axis axis = ep_axis_nice(low, high, (int) fmax(4, ticks));
  const double extra = pad * (high - low);
  if (high - low > fmax(1e-90, 1e-6 * fmax(fabs(low), fabs(high))))
    ep_axis_crop(&axis, low - extra, high + extra);
  return axis;
}

static void draw_plots(cairo_t *cr, struct ep_rect area, const struct ep_figure *figure)
{
  const struct ep_figure_run *const runs[2] = {figure->pulsed, figure->control};
  static const char *const names[2] = {"Pulsed run", "Control run"};
  static const char *const letters[3] = {"a", "b", "c"};
  double low = INFINITY, high = -INFINITY, start = INFINITY, stop = -INFINITY;
  char titles[2][128];
  struct ep_plot plots[3];
  struct ep_axis y[3];
  double weights[3], total = 0;
  int count = 0;
  memset(plots, 0, sizeof plots);
  for (int k = 0; k < 2; k++) {
    const struct ep_figure_run *run = runs[k];
    if (!run) continue;
    ep_plot_range(run->time, run->count, &start, &stop);
    ep_plot_range(run->position, run->count, &low, &high);
    describe_current(run, figure->direction, names[k], titles[k], sizeof titles[k]);
    plots[count] = (struct ep_plot){.title = titles[k],
                                    .y_label = "Boundary position (\xc3\x85)",
                                    .time = run->time,
                                    .current = run->current,
                                    .count = run->count,
                                    .nlines = 1,
                                    .lines = {{run->position, k == 0 ? EP_BLUE : EP_GREY, NULL}}};
    weights[count++] = 1;
  }
  const int npositions = count;
  if (figure->pulsed->core_temperature) {
    const struct ep_figure_run *run = figure->pulsed;
    const bool far = run->far_temperature != NULL;
    plots[count] =
        (struct ep_plot){.title = far ? "Temperature" : "Temperature of the core",
                         .y_label = "Temperature (K)",
                         .time = run->time,
                         .current = run->current,
                         .count = run->count,
                         .nlines = far ? 2 : 1,
                         .lines = {{run->core_temperature, EP_VERMILLION, far ? "core" : NULL},
                                   {run->far_temperature, EP_GREY, "far from the core"}}};
    weights[count++] = 0.6;
  }
  for (int i = 0; i < count; i++) total += weights[i];
  const double height = area.h - EP_PLOT_HEAD * count - EP_PLOT_FOOT;
  double label_width = 0;
  for (int i = 0; i < count; i++) {
    double from = low, to = high;
    if (i >= npositions) {
      from = INFINITY;
      to = -INFINITY;
      for (int k = 0; k < plots[i].nlines; k++)
        ep_plot_range(plots[i].lines[k].values, plots[i].count, &from, &to);
    }
    y[i] = fitted_axis(from, to, 0.06, height * weights[i] / total / 45);
    label_width = fmax(label_width, ep_plot_label_width(cr, &y[i]));
  }
  const double left = 7 + label_width + 28;
  const struct ep_axis x = fitted_axis(start, stop, 0, area.w / 90);
  // 8 px at the right for the half of the last label of the time axis
  struct ep_rect frame = {area.x + left, area.y, area.w - left - 8, 0};
  for (int i = 0; i < count; i++) {
    frame.y += EP_PLOT_HEAD;
    frame.h = height * weights[i] / total;
    plots[i].letter = letters[i];
    plots[i].time_labels = i == count - 1;
    ep_plot_draw(cr, frame, label_width, &plots[i], &x, &y[i]);
    frame.y += frame.h;
  }
}

// Writes the caption in up to caption_lines lines upwards from the bottom; returns the height it
// takes.
static double draw_caption(cairo_t *cr, const char *caption)
{
  const char *lines[caption_lines];
  int count = 0;
  const double width = EP_FIGURE_WIDTH - 2 * margin;
  ep_canvas_font(cr, 14, false);
  for (const char *at = caption; *at && count < caption_lines;) {
    lines[count++] = at;
    at += ep_canvas_fit(cr, width, at, true);
    at += strspn(at, " ");
  }
  ep_canvas_colour(cr, EP_INK);
  for (int i = 0; i < count; i++) {
    char line[1024];
    const double y = EP_FIGURE_HEIGHT - margin + 4 - caption_line * (count - 1 - i);
    const bool last = i + 1 == count;
    const size_t length = last ? strlen(lines[i]) : (size_t) (lines[i + 1] - lines[i]);
    snprintf(line, sizeof line, "%.*s", (int) (length < sizeof line ? length : sizeof line - 1),
             lines[i]);
    if (last)
      ep_canvas_clipped(cr, margin, y, width, lines[i]);
    else
      ep_canvas_text(cr, EP_LEFT, margin, y, line);
  }
  return count ? caption_line * count + 14 : 0;
}

void ep_figure_draw(cairo_t *cr, const struct ep_figure *figure)
{
  struct ep_rect area = {margin, margin, EP_FIGURE_WIDTH - 2 * margin,
                         EP_FIGURE_HEIGHT - 2 * margin};
  ep_canvas_colour(cr, 0xffffff);
  cairo_paint(cr);
  if (figure->title && *figure->title) {
    double size = 21;
    do ep_canvas_font(cr, size, true);
    while (ep_canvas_width(cr, figure->title) > area.w && --size > 14);
    ep_canvas_colour(cr, EP_INK);
    ep_canvas_clipped(cr, area.x, area.y + 16, area.w, figure->title);
    area.y += 32;
    area.h -= 32;
  }
  if (figure->caption) area.h -= draw_caption(cr, figure->caption);

  const int pictures = (figure->before != NULL) + (figure->after != NULL);
  if (pictures) {
    const struct ep_view view = ep_atoms_view(figure->before, figure->after);
    const struct arrangement a = best_arrangement(area, pictures, &view);
    const int nplots = 1 + (figure->control != NULL) + (figure->pulsed->core_temperature != NULL);
    const char letter[2] = {(char) ('a' + nplots), '\0'};
    struct ep_rect place = area;
    if (a.right) {
      place.w = a.width;
      place.x = area.x + area.w - a.width;
      area.w -= a.width + column_gap;
    } else {
      place.h = a.height;
      place.y = area.y + area.h - a.height;
      area.h -= a.height + gap;
    }
    draw_pictures(cr, place, &a, figure, &view, letter);
  }
  draw_plots(cr, area, figure);
}
