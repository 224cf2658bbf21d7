#ifndef ELECTROPULSE_CLI_CANVAS_H
#define ELECTROPULSE_CLI_CANVAS_H

#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A rectangle in pixels, from its upper left corner.
struct ep_rect {
  double x, y, w, h;
};

enum ep_align { EP_LEFT, EP_CENTRE, EP_RIGHT };

// Colours as 0xRRGGBB, of the palette of Okabe and Ito where they tell data apart.
enum {
  EP_INK = 0x222222,
  EP_FAINT = 0x666666,
  EP_GRID = 0xd9d9d9,
  EP_SHADE = 0xfbe3b4,
  EP_BLUE = 0x0072b2,
  EP_GREY = 0x6b6b6b,
  EP_VERMILLION = 0xd55e00
};

// Sets the source colour.
void ep_canvas_colour(cairo_t *cr, uint32_t rgb);

// Sets the font: size in pixels.
void ep_canvas_font(cairo_t *cr, double size, bool bold);

// Draws text (UTF-8) in the current font and colour, its baseline at y; returns its width.
double ep_canvas_text(cairo_t *cr, enum ep_align align, double x, double y, const char *text);

// The width of text in the current font.
double ep_canvas_width(cairo_t *cr, const char *text);

// The number of leading bytes of text that fit in width: all, or up to the end of a word or of a
// character.
size_t ep_canvas_fit(cairo_t *cr, double width, const char *text, bool words);

// Draws text from x, cut with an ellipsis where it is wider than width; returns the width drawn.
double ep_canvas_clipped(cairo_t *cr, double x, double y, double width, const char *text);

// Draws an arrow with a filled head from one point to another.
void ep_canvas_arrow(cairo_t *cr, double x0, double y0, double x1, double y1);

// Whether text is valid UTF-8 without control characters, which is all that can be drawn.
bool ep_canvas_drawable(const char *text);

#ifdef __cplusplus
}
#endif
#endif
