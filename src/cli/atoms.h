#ifndef ELECTROPULSE_CLI_ATOMS_H
#define ELECTROPULSE_CLI_ATOMS_H

#include "canvas.h"
#include "dump.h"

#ifdef __cplusplus
extern "C" {
#endif

// What is seen along z: the ranges of x and y, in Angstrom.
struct ep_view {
  double x0, y0, x1, y1;
};

// The height in pixels of what ep_atoms_legend() draws.
enum { EP_ATOMS_LEGEND = 74 };

// Gives the view that shows the atoms of one or two dumps (either may be NULL), and their box where
// it is about as large as they are.
struct ep_view ep_atoms_view(const struct ep_dump *a, const struct ep_dump *b);

// Draws the atoms as discs coloured by role, nearest on top, and the outline of the box; the view
// fills the frame.
void ep_atoms_draw(cairo_t *cr, struct ep_rect frame, const struct ep_dump *dump,
                   const struct ep_view *view);

// Draws the colours of the roles (and of other values if `other`), a scale bar for `scale` pixels
// per Angstrom, the axes, and where direction (as "x" or "-y", or NULL) is given an arrow along the
// current.
void ep_atoms_legend(cairo_t *cr, double x, double y, double width, double scale, bool other,
                     const char *direction);

#ifdef __cplusplus
}
#endif
#endif
