#ifndef ELECTROPULSE_CLI_FIGURE_H
#define ELECTROPULSE_CLI_FIGURE_H

#include "dump.h"

#include <cairo.h>

#ifdef __cplusplus
extern "C" {
#endif

// The size of the figure in pixels.
enum { EP_FIGURE_WIDTH = 1400, EP_FIGURE_HEIGHT = 1000 };

// A run over time (ps): current density (A/cm^2), boundary position (Angstrom) and temperatures (K,
// may be NULL). Values that are not finite are gaps; at least one time and one position must be
// finite.
struct ep_figure_run {
  size_t count;
  const double *time, *current, *position, *core_temperature, *far_temperature;
};

// What to draw; all but pulsed may be NULL. Texts are UTF-8; direction is x, y or z, with or
// without sign.
struct ep_figure {
  const char *title, *caption, *direction;
  const struct ep_figure_run *pulsed, *control;
  const struct ep_dump *before, *after;
};

// Draws the figure on a white ground, EP_FIGURE_WIDTH times EP_FIGURE_HEIGHT pixels; errors are in
// cairo_status(cr).
void ep_figure_draw(cairo_t *cr, const struct ep_figure *figure);

#ifdef __cplusplus
}
#endif
#endif
