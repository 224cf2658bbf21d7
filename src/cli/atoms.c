// A picture of atoms seen along z.
#include "atoms.h"

#include "axis.h"

#include <math.h>
#include <stdio.h>

static const double turn = 6.28318530717958648;
// Less than half the distance of neighbours (2.5 to 2.9 Angstrom), so that columns stay apart.
static const double disc_radius = 1.15;
// Above this many atoms their discs go into the figure as pixels: an SVG of them would not open.
enum { most_vector_atoms = 10000, oversampling = 2 };

static const struct {
  const char *name;
  uint32_t fill, edge;
} roles[EP_DUMP_ROLES] = {
    {"bulk", 0xdedede, 0xa6a6a6},    {"fault", 0x56b4e9, 0x2d7fb0}, {"core", 0xd55e00, 0x8f3f00},
    {"surface", 0xece3b0, 0xb3a86a}, {"other", 0xcc79a7, 0x8a4a6e},
};

static void widen(struct ep_view *view, double x, double y)
{
  view->x0 = fmin(view->x0, x);
  view->x1 = fmax(view->x1, x);
  view->y0 = fmin(view->y0, y);
  view->y1 = fmax(view->y1, y);
}

static double corner(const struct ep_dump *dump, int i, int dimension)
{
  return dump->origin[dimension] + (i & 1 ? dump->edge[0][dimension] : 0) +
      (i & 2 ? dump->edge[1][dimension] : 0);
}

struct ep_view ep_atoms_view(const struct ep_dump *a, const struct ep_dump *b)
{
  const struct ep_dump *const dumps[2] = {a, b};
  struct ep_view view = {INFINITY, INFINITY, -INFINITY, -INFINITY}, box = view;
  for (int k = 0; k < 2; k++) {
    if (!dumps[k]) continue;
    for (size_t i = 0; i < dumps[k]->count; i++)
      widen(&view, dumps[k]->atoms[i].x, dumps[k]->atoms[i].y);
    for (int i = 0; i < 4; i++) widen(&box, corner(dumps[k], i, 0), corner(dumps[k], i, 1));
  }
  const double dx = 0.15 * (view.x1 - view.x0), dy = 0.15 * (view.y1 - view.y0);
  const double margin = 1.3 * disc_radius;
  view.x0 -= margin;
  view.x1 += margin;
  view.y0 -= margin;
  view.y1 += margin;
  // vacuum around a slab is not worth its room
  if (box.x0 > view.x0 - dx) view.x0 = fmin(view.x0, box.x0);
  if (box.x1 < view.x1 + dx) view.x1 = fmax(view.x1, box.x1);
  if (box.y0 > view.y0 - dy) view.y0 = fmin(view.y0, box.y0);
  if (box.y1 < view.y1 + dy) view.y1 = fmax(view.y1, box.y1);
  return view;
}

// Places are given to cairo as they are, not by a translation: that would repeat a matrix for each
// atom in an SVG.
static void draw_discs(cairo_t *cr, double left, double top, const struct ep_dump *dump,
                       const struct ep_view *view, double scale)
{
  const double radius = fmax(disc_radius * scale, 0.7), edge = fmin(1.2, 0.2 * radius);
  cairo_set_line_width(cr, edge);
  for (size_t i = 0; i < dump->count; i++) {
    const struct ep_dump_atom *atom = &dump->atoms[i];
    cairo_new_path(cr);
    cairo_arc(cr, left + (atom->x - view->x0) * scale, top + (view->y1 - atom->y) * scale,
              radius - edge / 2, 0, turn);
    ep_canvas_colour(cr, roles[atom->role].fill);
    cairo_fill_preserve(cr);
    ep_canvas_colour(cr, roles[atom->role].edge);
    cairo_stroke(cr);
  }
}

static void draw_pixels(cairo_t *cr, struct ep_rect frame, const struct ep_dump *dump,
                        const struct ep_view *view, double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create(
      CAIRO_FORMAT_ARGB32, (int) ceil(frame.w * oversampling), (int) ceil(frame.h * oversampling));
  cairo_t *inner = cairo_create(surface);
  cairo_scale(inner, oversampling, oversampling);
  draw_discs(inner, 0, 0, dump, view, scale);
  cairo_destroy(inner);
  cairo_save(cr);
  cairo_translate(cr, frame.x, frame.y);
  cairo_scale(cr, 1.0 / oversampling, 1.0 / oversampling);
  cairo_set_source_surface(cr, surface, 0, 0);
  cairo_paint(cr);
  cairo_restore(cr);
  cairo_surface_destroy(surface);
}

void ep_atoms_draw(cairo_t *cr, struct ep_rect frame, const struct ep_dump *dump,
                   const struct ep_view *view)
{
  static const int around[4] = {0, 1, 3, 2};
  const double scale = fmin(frame.w / (view->x1 - view->x0), frame.h / (view->y1 - view->y0));
  cairo_save(cr);
  cairo_rectangle(cr, frame.x, frame.y, frame.w, frame.h);
  cairo_clip(cr);
  if (dump->count > most_vector_atoms)
    draw_pixels(cr, frame, dump, view, scale);
  else
    draw_discs(cr, frame.x, frame.y, dump, view, scale);
  cairo_new_path(cr);
  for (int i = 0; i < 4; i++)
    cairo_line_to(cr, frame.x + (corner(dump, around[i], 0) - view->x0) * scale,
                  frame.y + (view->y1 - corner(dump, around[i], 1)) * scale);
  cairo_close_path(cr);
  ep_canvas_colour(cr, EP_FAINT);
  cairo_set_line_width(cr, 1.2);
  cairo_stroke(cr);
  cairo_restore(cr);
}

static void draw_roles(cairo_t *cr, double x, double y, double width, bool other)
{
  const int count = other ? EP_DUMP_ROLES : EP_DUMP_OTHER;
  double wanted = 0;
  ep_canvas_font(cr, 13, false);
  for (int i = 0; i < count; i++) wanted += 22 + ep_canvas_width(cr, roles[i].name);
  const double gap = fmin(26, fmax(6, (width - wanted) / (count - 1)));
  for (int i = 0; i < count; i++) {
    cairo_arc(cr, x + 8, y + 11, 7, 0, turn);
    ep_canvas_colour(cr, roles[i].fill);
    cairo_fill_preserve(cr);
    ep_canvas_colour(cr, roles[i].edge);
    cairo_set_line_width(cr, 1);
    cairo_stroke(cr);
    ep_canvas_colour(cr, EP_INK);
    x += 22 + ep_canvas_text(cr, EP_LEFT, x + 21, y + 15.5, roles[i].name) + gap;
  }
}

static void draw_scale_bar(cairo_t *cr, double x, double y, double width, double scale)
{
  char number[EP_AXIS_LABEL_SIZE], label[EP_AXIS_LABEL_SIZE + 8];
  const double length = ep_axis_round(width / 3 / (10 * scale)), pixels = length * 10 * scale;
  ep_canvas_colour(cr, EP_INK);
  cairo_rectangle(cr, x + 1, y - 5, pixels, 5);
  cairo_fill(cr);
  snprintf(label, sizeof label, "%s nm", ep_axis_number(length, number));
  ep_canvas_font(cr, 13, false);
  ep_canvas_text(cr, EP_LEFT, x + pixels + 9, y + 2.5, label);
}

// A small frame of the axes x and y, z towards the reader; returns its width.
static double draw_axes(cairo_t *cr, double right, double base)
{
  const double length = 26, x = right - length - 14;
  ep_canvas_colour(cr, EP_INK);
  ep_canvas_font(cr, 12, false);
  cairo_set_line_width(cr, 1.3);
  ep_canvas_arrow(cr, x, base, x + length, base);
  ep_canvas_arrow(cr, x, base, x, base - length);
  ep_canvas_text(cr, EP_LEFT, x + length + 4, base + 4, "x");
  ep_canvas_text(cr, EP_CENTRE, x - 9, base - length + 7, "y");
  return length + 14 + 18;
}

static void draw_current(cairo_t *cr, double right, double base, const char *direction)
{
  const double length = 40, middle = base - 12;
  const bool minus = direction[0] == '-';
  const char axis = direction[minus || direction[0] == '+'];
  const double sign = minus ? -1 : 1;
  ep_canvas_font(cr, 13, false);
  ep_canvas_colour(cr, EP_INK);
  double x = right - 14;
  if (axis == 'x') x = right - length;
  if (axis == 'x' || axis == 'y') {
    const double x0 = axis == 'x' ? x + length / 2 - sign * length / 2 : x + 7,
                 y0 = axis == 'x' ? middle : middle + sign * 15;
    ep_canvas_colour(cr, EP_VERMILLION);
    cairo_set_line_width(cr, 2);
    ep_canvas_arrow(cr, x0, y0, axis == 'x' ? x0 + sign * length : x0,
                    axis == 'x' ? y0 : y0 - sign * 30);
  } else {
    // towards the reader a dot, away a cross
    const double r = 8, c = x + 6, d = r * 0.7;
    ep_canvas_colour(cr, EP_VERMILLION);
    cairo_set_line_width(cr, 1.6);
    cairo_arc(cr, c, middle, r, 0, turn);
    cairo_stroke(cr);
    if (minus) {
      cairo_move_to(cr, c - d, middle - d);
      cairo_line_to(cr, c + d, middle + d);
      cairo_move_to(cr, c - d, middle + d);
      cairo_line_to(cr, c + d, middle - d);
      cairo_stroke(cr);
    } else {
      cairo_arc(cr, c, middle, 2.5, 0, turn);
      cairo_fill(cr);
    }
  }
  ep_canvas_colour(cr, EP_INK);
  ep_canvas_text(cr, EP_RIGHT, x - 9, middle + 4.5, "current");
}

void ep_atoms_legend(cairo_t *cr, double x, double y, double width, double scale, bool other,
                     const char *direction)
{
  const double base = y + EP_ATOMS_LEGEND - 8;
  draw_roles(cr, x, y + 4, width, other);
  draw_scale_bar(cr, x, base, width, scale);
  const double axes = draw_axes(cr, x + width, base);
  if (direction) draw_current(cr, x + width - axes - 16, base, direction);
}
