// Text, colours and arrows on a cairo surface.
#include "canvas.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { longest_text = 1024 };

void ep_canvas_colour(cairo_t *cr, uint32_t rgb)
{
  cairo_set_source_rgb(cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                       (rgb & 255) / 255.0);
}

void ep_canvas_font(cairo_t *cr, double size, bool bold)
{
  cairo_select_font_face(cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                         bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(cr, size);
}

double ep_canvas_width(cairo_t *cr, const char *text)
{
  cairo_text_extents_t extents;
  cairo_text_extents(cr, text, &extents);
  return extents.x_advance;
}

double ep_canvas_text(cairo_t *cr, enum ep_align align, double x, double y, const char *text)
{
  const double width = ep_canvas_width(cr, text);
  cairo_move_to(cr, x - width * (align == EP_CENTRE ? 0.5 : align == EP_RIGHT ? 1 : 0), y);
  cairo_show_text(cr, text);
  cairo_new_path(cr);
  return width;
}

static bool continues(char c)
{
  return ((unsigned char) c & 0xc0) == 0x80;
}

size_t ep_canvas_fit(cairo_t *cr, double width, const char *text, bool words)
{
  char part[longest_text];
  size_t length = strlen(text), word = 0;
  if (length < sizeof part && ep_canvas_width(cr, text) <= width) return length;
  size_t fits = 0;
  for (size_t end = 1; end <= length && end < sizeof part - 4; end++) {
    if (end < length && continues(text[end])) continue;
    memcpy(part, text, end);
    part[end] = '\0';
    if (ep_canvas_width(cr, part) > width) break;
    fits = end;
    if (text[end] == ' ' || text[end] == '\0') word = end;
  }
  return words && word > 0 ? word : fits;
}

double ep_canvas_clipped(cairo_t *cr, double x, double y, double width, const char *text)
{
  char part[longest_text];
  static const char ellipsis[] = "\xe2\x80\xa6";
  if (ep_canvas_fit(cr, width, text, false) == strlen(text))
    return ep_canvas_text(cr, EP_LEFT, x, y, text);
  const size_t fits = ep_canvas_fit(cr, width - ep_canvas_width(cr, ellipsis), text, false);
  snprintf(part, sizeof part, "%.*s%s", (int) fits, text, ellipsis);
  return ep_canvas_text(cr, EP_LEFT, x, y, part);
}

void ep_canvas_arrow(cairo_t *cr, double x0, double y0, double x1, double y1)
{
  const double length = hypot(x1 - x0, y1 - y0), head = 8, half = 3.5;
  if (!(length > head)) return;
  const double ux = (x1 - x0) / length, uy = (y1 - y0) / length;
  const double bx = x1 - ux * head, by = y1 - uy * head;
  cairo_move_to(cr, x0, y0);
  cairo_line_to(cr, bx, by);
  cairo_stroke(cr);
  cairo_move_to(cr, x1, y1);
  cairo_line_to(cr, bx - uy * half, by + ux * half);
  cairo_line_to(cr, bx + uy * half, by - ux * half);
  cairo_close_path(cr);
  cairo_fill(cr);
}

bool ep_canvas_drawable(const char *text)
{
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const unsigned char *at = (const unsigned char *) text;
  while (*at) {
    const int bytes = *at < 0x80 ? 1
        : *at >> 5 == 6          ? 2
        : *at >> 4 == 14         ? 3
        : *at >> 3 == 30         ? 4
                                 : 0;
    if (bytes == 0) return false;
    uint32_t code = bytes == 1 ? *at : *at & (0x7fu >> bytes);
    for (int i = 1; i < bytes; i++) {
      if ((at[i] & 0xc0) != 0x80) return false;
      code = code << 6 | (at[i] & 0x3fu);
    }
    if (code < least[bytes] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return false;
    if (code < ' ' || (code >= 0x7f && code < 0xa0)) return false;
    at += bytes;
  }
  return true;
}
