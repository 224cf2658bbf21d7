// electropulse report: boundary trajectories and atoms, drawn as PNG and SVG.
#define _POSIX_C_SOURCE 200809L
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "axis.h"
#include "canvas.h"
#include "command.h"
#include "dump.h"
#include "figure.h"
#include "input.h"
#include "options.h"
#include "table.h"

#include <cairo-svg.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct options {
  const char *pulsed, *control, *before, *after, *title, *caption, *direction, *role_column,
      *output;
  bool help;
};

enum column { TIME, CURRENT, POSITION, CORE_TEMPERATURE, FAR_TEMPERATURE, COLUMNS };

static const struct ep_table_request requests[COLUMNS] = {
    [TIME] = {"time_ps", true},
    [CURRENT] = {"current_A_cm2", true},
    [POSITION] = {"position_A", true},
    [CORE_TEMPERATURE] = {"core_temperature_K", false},
    [FAR_TEMPERATURE] = {"far_temperature_K", false},
};

static void print_usage(FILE *out)
{
  fputs("Usage: electropulse report PULSED.csv --output NAME [options]\n"
        "\n"
        "Draws the position of a boundary over time, with the current pulses shaded, and\n"
        "atoms coloured by role, into NAME.png and NAME.svg.\n"
        "\n"
        "PULSED.csv has a line of column names, as LAMMPS' fix print writes it with commas:\n"
        "time_ps, current_A_cm2, position_A; optional core_temperature_K, far_temperature_K.\n"
        "\n"
        "  -o, --output NAME         write NAME.png and NAME.svg\n"
        "  -c, --control FILE.csv    the same run without current, under the pulsed one\n"
        "  -b, --before FILE         LAMMPS text dump: its last snapshot is drawn as 'before'\n"
        "  -a, --after FILE          the same for 'after'\n"
        "  -r, --role-column NAME    the dump's column of roles (0 bulk, 1 fault, 2 core,\n"
        "                            3 surface); without it: role, or the only c_ID[2]\n"
        "  -d, --direction AXIS      the direction of the current, for its arrow and label:\n"
        "                            x, y or z, with or without a sign\n"
        "  -t, --title TEXT          above the figure ('' for none)\n"
        "  -C, --caption TEXT        below the figure, up to three lines\n"
        "  -h, --help                this text\n",
        out);
}

static bool is_direction(const char *text)
{
  if (*text == '+' || *text == '-') text++;
  return (*text == 'x' || *text == 'y' || *text == 'z') && text[1] == '\0';
}

static int check_options(const struct options *o)
{
  if (!o->pulsed) return ep_options_error("report", "PULSED.csv is missing%s", "");
  if (!o->output) return ep_options_error("report", "--output is missing%s", "");
  if (!*o->output || o->output[strlen(o->output) - 1] == '/')
    return ep_options_error("report", "--output needs a file name, got '%s'", o->output);
  if (o->direction && !is_direction(o->direction))
    return ep_options_error(
        "report", "--direction must be x, y or z, with or without a sign, got '%s'", o->direction);
  if (!ep_canvas_drawable(o->title))
    return ep_options_error("report", "--title must be UTF-8 text on one line%s", "");
  if (o->caption && !ep_canvas_drawable(o->caption))
    return ep_options_error("report", "--caption must be UTF-8 text on one line%s", "");
  if (o->role_column && !o->before && !o->after)
    return ep_options_error("report", "--role-column needs --before or --after%s", "");
  return EP_EXIT_OK;
}

static int read_options(int argc, char **argv, struct options *o)
{
  static const struct option known[] = {{"output", required_argument, NULL, 'o'},
                                        {"control", required_argument, NULL, 'c'},
                                        {"before", required_argument, NULL, 'b'},
                                        {"after", required_argument, NULL, 'a'},
                                        {"role-column", required_argument, NULL, 'r'},
                                        {"direction", required_argument, NULL, 'd'},
                                        {"title", required_argument, NULL, 't'},
                                        {"caption", required_argument, NULL, 'C'},
                                        {"help", no_argument, NULL, 'h'},
                                        {NULL, 0, NULL, 0}};
  *o = (struct options){.title = "Boundary motion under current pulses"};
  ep_options_restart();
  for (;;) {
    const int at = optind > 0 ? optind : 1;
    const int c = getopt_long(argc, argv, ":o:c:b:a:r:d:t:C:h", known, NULL);
    if (c == -1) break;
    switch (c) {
      case 'o':
        o->output = optarg;
        break;
      case 'c':
        o->control = optarg;
        break;
      case 'b':
        o->before = optarg;
        break;
      case 'a':
        o->after = optarg;
        break;
      case 'r':
        o->role_column = optarg;
        break;
      case 'd':
        o->direction = optarg;
        break;
      case 't':
        o->title = optarg;
        break;
      case 'C':
        o->caption = optarg;
        break;
      case 'h':
        o->help = true;
        return EP_EXIT_OK;
      case ':':
        return ep_options_error("report", "option '%s' needs a value", argv[optind - 1]);
      default:
        return ep_options_error("report", "unknown option '%s'",
                                argv[optind > at ? optind - 1 : at]);
    }
  }
  if (optind < argc) o->pulsed = argv[optind++];
  if (optind < argc)
    return ep_options_error("report", "one PULSED.csv is expected, found '%s' too", argv[optind]);
  return check_options(o);
}

// Turns what cannot be drawn into gaps and tells how many there are; returns how many values
// remain.
static size_t blank_bad_values(const char *path, const struct ep_table *table, enum column k)
{
  size_t bad = 0;
  for (size_t i = 0; i < table->rows; i++) {
    if (fabs(table->values[k][i]) <= EP_AXIS_LIMIT) continue;
    table->values[k][i] = NAN;
    bad++;
  }
  if (bad)
    fprintf(stderr,
            "electropulse report: %s: note: %s: %zu of %zu values are not finite or beyond %g: "
            "left out\n",
            path, requests[k].name, bad, table->rows, EP_AXIS_LIMIT);
  return table->rows - bad;
}

static bool read_run(const char *path, size_t wanted, struct ep_table *table,
                     struct ep_figure_run *run)
{
  struct ep_text_error error;
  char *text;
  size_t length, usable = 0;
  if (!ep_input_read("report", path, &text, &length)) return false;
  const bool good = ep_table_parse(text, length, requests, wanted, table, &error);
  free(text);
  if (!good) return ep_input_complain_text("report", path, &error);
  for (int k = 0; k < COLUMNS; k++)
    if (table->values[k] && blank_bad_values(path, table, k) == 0 && k > POSITION) {
      free(table->values[k]);
      table->values[k] = NULL;
    }
  double *const *columns = table->values;
  for (size_t i = 0; i < table->rows; i++)
    usable += isfinite(columns[TIME][i]) && isfinite(columns[POSITION][i]);
  if (usable == 0)
    return ep_input_complain("report", path, "no row with a finite time_ps and position_A");
  *run = (struct ep_figure_run){table->rows,
                                columns[TIME],
                                columns[CURRENT],
                                columns[POSITION],
                                columns[CORE_TEMPERATURE],
                                columns[FAR_TEMPERATURE]};
  return true;
}

static bool read_dump(const char *path, const char *role_column, struct ep_dump *dump)
{
  struct ep_text_error error;
  char *text;
  size_t length;
  if (!ep_input_read("report", path, &text, &length)) return false;
  const bool good = ep_dump_parse(text, length, role_column, dump, &error);
  free(text);
  return good || ep_input_complain_text("report", path, &error);
}

// A file that appears under its name only when it is complete.
struct output {
  char *path, *temporary;
  FILE *file;
};

static bool open_output(struct output *out, const char *name, const char *suffix)
{
  const size_t room = strlen(name) + 64;
  out->path = malloc(room);
  out->temporary = malloc(room);
  if (!out->path || !out->temporary) return ep_input_complain("report", name, "out of memory");
  snprintf(out->path, room, "%s%s", name, suffix);
  for (int i = 0; i < 100 && !out->file; i++) {
    snprintf(out->temporary, room, "%s%s.%ld-%d.tmp", name, suffix, (long) getpid(), i);
    const int fd = open(out->temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (fd < 0 && errno == EEXIST) continue;
    if (fd < 0) break;
    out->file = fdopen(fd, "wb");
    if (!out->file) {
      close(fd);
      unlink(out->temporary);
      break;
    }
  }
  return out->file || ep_input_complain("report", out->path, strerror(errno));
}

static cairo_status_t write_bytes(void *closure, const unsigned char *data, unsigned int length)
{
  struct output *out = closure;
  return fwrite(data, 1, length, out->file) == length ? CAIRO_STATUS_SUCCESS
                                                      : CAIRO_STATUS_WRITE_ERROR;
}

static bool close_output(struct output *out, cairo_status_t status)
{
  // a full disk may show only now
  const bool closed = fclose(out->file) == 0;
  const int reason = errno;
  out->file = NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    return ep_input_complain("report", out->path, cairo_status_to_string(status));
  return closed || ep_input_complain("report", out->path, strerror(reason));
}

static bool publish_output(struct output *out)
{
  if (rename(out->temporary, out->path) != 0)
    return ep_input_complain("report", out->path, strerror(errno));
  free(out->temporary);
  out->temporary = NULL;
  printf("%s\n", out->path);
  return true;
}

// Frees the names; a temporary file that was not published goes.
static void discard_output(struct output *out, bool opened)
{
  if (out->file) fclose(out->file);
  if (opened && out->temporary) unlink(out->temporary);
  free(out->path);
  free(out->temporary);
}

static bool write_png(struct output *out, const struct ep_figure *figure)
{
  cairo_surface_t *surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, EP_FIGURE_WIDTH, EP_FIGURE_HEIGHT);
  cairo_t *cr = cairo_create(surface);
  ep_figure_draw(cr, figure);
  cairo_status_t status = cairo_status(cr);
  cairo_destroy(cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream(surface, write_bytes, out);
  cairo_surface_destroy(surface);
  return close_output(out, status);
}

static bool write_svg(struct output *out, const struct ep_figure *figure)
{
  cairo_surface_t *surface =
      cairo_svg_surface_create_for_stream(write_bytes, out, EP_FIGURE_WIDTH, EP_FIGURE_HEIGHT);
#if CAIRO_VERSION >= CAIRO_VERSION_ENCODE(1, 16, 0)
  cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
#endif
  cairo_t *cr = cairo_create(surface);
  ep_figure_draw(cr, figure);
  cairo_status_t status = cairo_status(cr);
  cairo_destroy(cr);
  cairo_surface_finish(surface);
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  return close_output(out, status);
}

static bool write_figure(const char *output, const struct ep_figure *figure)
{
  struct output png = {0}, svg = {0};
  // --output figure.png means figure.png and figure.svg, not figure.png.png
  char *name = malloc(strlen(output) + 1);
  if (!name) return ep_input_complain("report", output, "out of memory");
  strcpy(name, output);
  char *dot = strrchr(name, '.');
  if (dot > name && dot[-1] != '/' && (!strcmp(dot, ".png") || !strcmp(dot, ".svg"))) *dot = '\0';
  const bool png_opened = open_output(&png, name, ".png");
  const bool svg_opened = png_opened && open_output(&svg, name, ".svg");
  const bool good = svg_opened && write_png(&png, figure) && write_svg(&svg, figure) &&
      publish_output(&png) && publish_output(&svg);
  discard_output(&png, png_opened);
  discard_output(&svg, svg_opened);
  free(name);
  return good;
}

static bool report(const struct options *o)
{
  struct ep_table pulsed_table = {0}, control_table = {0};
  struct ep_figure_run pulsed, control;
  struct ep_dump before = {0}, after = {0};
  const struct ep_figure figure = {
      .title = o->title,
      .caption = o->caption,
      .direction = o->direction,
      .pulsed = &pulsed,
      .control = o->control ? &control : NULL,
      .before = o->before ? &before : NULL,
      .after = o->after ? &after : NULL,
  };
  const bool good = read_run(o->pulsed, COLUMNS, &pulsed_table, &pulsed) &&
      (!o->control || read_run(o->control, POSITION + 1, &control_table, &control)) &&
      (!o->before || read_dump(o->before, o->role_column, &before)) &&
      (!o->after || read_dump(o->after, o->role_column, &after)) &&
      write_figure(o->output, &figure);
  ep_table_free(&pulsed_table);
  ep_table_free(&control_table);
  ep_dump_free(&before);
  ep_dump_free(&after);
  return good;
}

int ep_report_main(int argc, char **argv)
{
  struct options options;
  const int status = read_options(argc, argv, &options);
  if (status != EP_EXIT_OK) return status;
  if (options.help) {
    print_usage(stdout);
    return EP_EXIT_OK;
  }
  return report(&options) ? EP_EXIT_OK : EP_EXIT_FAILURE;
}
