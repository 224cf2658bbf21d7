#ifndef ELECTROPULSE_CLI_PLOT_H
#define ELECTROPULSE_CLI_PLOT_H

#include "axis.h"
#include "canvas.h"

#ifdef __cplusplus
extern "C" {
#endif

// A line of a plot; values that are not finite are gaps.
struct ep_plot_line {
  const double *values;
  uint32_t colour;
  const char *label;    // in the legend; NULL for none
};

// A panel: lines over time (ps), with the time of current shaded; `current` may be NULL.
struct ep_plot {
  const char *letter, *title, *y_label;
  const double *time, *current;
  size_t count;
  struct ep_plot_line lines[2];
  int nlines;
  bool time_labels;    // write the labels of the time axis
};

// Heights in pixels above and below the frame of a panel.
enum { EP_PLOT_HEAD = 30, EP_PLOT_FOOT = 48 };

// Finds the next interval of time in which a finite current other than 0 flows, from row *row on,
// and moves *row past it; false when there is none. The current switches half-way between two rows,
// or at the row beside a gap or an end.
bool ep_plot_pulse(const double *time, const double *current, size_t count, size_t *row,
                   double *begin, double *end);

// Widens low ... high by the finite ones among values; start with low = INFINITY, high = -INFINITY.
void ep_plot_range(const double *values, size_t count, double *low, double *high);

// The width of the widest tick label of the axis.
double ep_plot_label_width(cairo_t *cr, const struct ep_axis *axis);

// Draws a panel: frame is the area of the data, label_width the room for tick labels at its left.
void ep_plot_draw(cairo_t *cr, struct ep_rect frame, double label_width, const struct ep_plot *plot,
                  const struct ep_axis *x, const struct ep_axis *y);

#ifdef __cplusplus
}
#endif
#endif
