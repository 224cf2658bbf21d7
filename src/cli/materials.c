// The verb `electropulse materials`: the table of materials, with what is unknown.
#include "command.h"
#include "options.h"
#include "paper.h"

#include "electropulse/material.h"

#include <errno.h>
#include <getopt.h>
#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NROLES = EP_ROLE_SURFACE + 1, NPARTS = 2, WIDTH = 100, LABEL = 14 };

static const char verb[] = "materials";
static const char *const role_names[NROLES] = {
    [EP_ROLE_BULK] = "bulk",
    [EP_ROLE_FAULT] = "fault",
    [EP_ROLE_CORE] = "core",
    [EP_ROLE_SURFACE] = "surface",
};
static const char *const part_names[NPARTS] = {"wind", "direct"};

static const double room_temperature = 300.0;    // K

static void print_usage(FILE *out)
{
  fputs("Usage: electropulse materials [SYMBOL...] [--json]\n"
        "\n"
        "Without SYMBOL, prints which properties are known of which metal. With chemical symbols,\n"
        "for example Au, prints every property of these metals: value, uncertainty, the number as\n"
        "the reference prints it, note and reference. What is not known says unknown. For Au, it\n"
        "also prints what the numbers of the experiment on pulsed gold do not allow.\n"
        "\n"
        "      --json  print JSON: the metals named, or all\n"
        "  -h, --help  this text\n"
        "\n"
        "Exit status: 0 printed, 1 cannot print, 2 bad options or an unknown metal.\n",
        out);
}

static ep_quantity valence(const ep_material *m, int role, int part)
{
  return part ? ep_material_valence_direct(m, (ep_role) role)
              : ep_material_valence_wind(m, (ep_role) role);
}

static const char *lattice_name(const ep_material *m)
{
  return ep_material_structure(m) == EP_CNA_FCC ? "fcc" : "bcc";
}

// Label, then text broken between words so that lines end within the width.
static void print_wrapped(const char *label, const char *text)
{
  printf("  %-*s", LABEL - 2, label);
  int column = LABEL;
  while (*text) {
    const int length = (int) strcspn(text, " ");
    if (column > LABEL && column + 1 + length > WIDTH) {
      printf("\n%*s", LABEL, "");
      column = LABEL;
    } else if (column > LABEL) {
      putchar(' ');
      column++;
    }
    printf("%.*s", length, text);
    column += length;
    text += length;
    text += strspn(text, " ");
  }
  putchar('\n');
}

// Significant digits to show: to a tenth of the uncertainty.
static int digits(const ep_quantity *q)
{
  if (isnan(q->uncertainty)) return 6;
  const double wanted = ceil(log10(fabs(q->value) / q->uncertainty)) + 1.0;
  return wanted < 2.0 ? 2 : wanted > 6.0 ? 6 : (int) wanted;
}

static void print_quantity(const char *name, const char *unit, const ep_quantity *q)
{
  printf("\n%s\n", name);
  if (q->printed) {
    char text[160];
    const int length = snprintf(text, sizeof text, "%.*g %s", digits(q), q->value, unit);
    if (!isnan(q->uncertainty))
      snprintf(text + length, sizeof text - (size_t) length, " +- %.2g", q->uncertainty);
    print_wrapped("value", text);
    print_wrapped("printed", q->printed);
  } else {
    print_wrapped("value", "unknown");
  }
  if (q->note) print_wrapped("note", q->note);
  if (q->reference) print_wrapped("reference", q->reference);
  if (q->printed && !q->checked) print_wrapped("", "(quoted; not read in the reference)");
}

static void print_range(char text[40], double low, double high)
{
  const char *one = high < 1000.0 ? "%.3g" : "%.0f";
  const int length = snprintf(text, 40, one, low);
  if (low != high) {
    text[length] = '-';
    snprintf(text + length + 1, 40 - (size_t) length - 1, one, high);
  }
}

static void print_paper(const ep_material *gold)
{
  size_t count;
  const struct ep_paper_input *inputs = ep_paper_inputs(&count);
  const double velocity = ep_material_get(gold, EP_MATERIAL_FERMI_VELOCITY).value;
  struct ep_paper_check check[EP_PAPER_CHECKS];
  ep_paper_checks(velocity, room_temperature, check);

  puts("\nWhat the numbers of the experiment on pulsed gold do not allow");
  print_wrapped("reference", ep_paper_reference());
  puts("\n  Printed there:");
  for (size_t i = 0; i < count; i++) printf("    %-46s%s\n", inputs[i].name, inputs[i].printed);
  printf("  Not printed there, taken here: v_F = %.3g m/s, T = %g K.\n\n", velocity,
         room_temperature);
  printf("  %-40s%-27s%-9s%-10s%s\n", "", "formula", "printed", "follows", "unit");
  for (int i = 0; i < EP_PAPER_CHECKS; i++) {
    char printed[40], follows[40];
    print_range(printed, check[i].printed_low, check[i].printed_high);
    print_range(follows, check[i].follows_low, check[i].follows_high);
    printf("  %-40s%-27s%-9s%-10s%s\n", check[i].quantity, check[i].formula, printed, follows,
           check[i].unit);
  }
}

static void print_material(const ep_material *m)
{
  printf("%s, %s\n", ep_material_symbol(m), lattice_name(m));
  for (int p = 0; p < EP_MATERIAL_NPROPERTIES; p++) {
    const ep_material_property property = (ep_material_property) p;
    const ep_quantity q = ep_material_get(m, property);
    print_quantity(ep_material_property_name(property), ep_material_property_unit(property), &q);
  }
  for (int role = 0; role < NROLES; role++)
    for (int part = 0; part < NPARTS; part++) {
      char name[80];
      snprintf(name, sizeof name, "effective valence of %s atoms, %s part", role_names[role],
               part_names[part]);
      const ep_quantity q = valence(m, role, part);
      print_quantity(name, "", &q);
    }
  if (!strcmp(ep_material_symbol(m), "Au")) print_paper(m);
}

static const char *mark(const ep_quantity *q)
{
  if (!q->printed) return ".";
  return q->checked ? "x" : "q";
}

static void print_list(void)
{
  enum { NAME = 46 };
  const int count = ep_material_count();
  printf("%-*s", NAME, "");
  for (int n = 0; n < count; n++) printf("%4s", ep_material_symbol(ep_material_at(n)));
  putchar('\n');
  for (int p = 0; p < EP_MATERIAL_NPROPERTIES; p++) {
    const ep_material_property property = (ep_material_property) p;
    printf("%-*s", NAME, ep_material_property_name(property));
    for (int n = 0; n < count; n++) {
      const ep_quantity q = ep_material_get(ep_material_at(n), property);
      printf("%4s", mark(&q));
    }
    putchar('\n');
  }
  for (int role = 0; role < NROLES; role++)
    for (int part = 0; part < NPARTS; part++) {
      char name[80];
      snprintf(name, sizeof name, "effective valence, %s, %s", role_names[role], part_names[part]);
      printf("%-*s", NAME, name);
      for (int n = 0; n < count; n++) {
        const ep_quantity q = valence(ep_material_at(n), role, part);
        printf("%4s", mark(&q));
      }
      putchar('\n');
    }
  puts("\nx known, read in the reference   q known, quoted   . unknown\n"
       "electropulse materials SYMBOL prints the numbers and their references.");
}

static void *allocated(void *pointer)
{
  if (!pointer) {
    fprintf(stderr, "electropulse %s: out of memory\n", verb);
    exit(EP_EXIT_FAILURE);
  }
  return pointer;
}

static void set(json_t *object, const char *key, json_t *item)
{
  if (json_object_set_new(object, key, item)) allocated(NULL);
}

static void append(json_t *array, json_t *item)
{
  if (json_array_append_new(array, item)) allocated(NULL);
}

static json_t *number(double value)
{
  return isfinite(value) ? json_real(value) : json_null();
}

static json_t *string(const char *text)
{
  return text ? json_string(text) : json_null();
}

static json_t *range(double low, double high)
{
  json_t *array = allocated(json_array());
  append(array, number(low));
  append(array, number(high));
  return array;
}

static json_t *quantity(const ep_quantity *q, const char *name, const char *unit)
{
  json_t *object = allocated(json_object());
  if (name) set(object, "name", string(name));
  set(object, "unit", string(unit));
  set(object, "value", number(q->value));
  set(object, "uncertainty", number(q->uncertainty));
  set(object, "printed", string(q->printed));
  set(object, "note", string(q->note));
  set(object, "reference", string(q->reference));
  set(object, "checked", json_boolean(q->checked));
  return object;
}

static json_t *paper(const ep_material *gold)
{
  size_t count;
  const struct ep_paper_input *inputs = ep_paper_inputs(&count);
  const double velocity = ep_material_get(gold, EP_MATERIAL_FERMI_VELOCITY).value;
  struct ep_paper_check check[EP_PAPER_CHECKS];
  ep_paper_checks(velocity, room_temperature, check);

  json_t *object = allocated(json_object());
  json_t *input_array = allocated(json_array());
  json_t *check_array = allocated(json_array());
  for (size_t i = 0; i < count; i++) {
    json_t *item = allocated(json_object());
    set(item, "name", string(inputs[i].name));
    set(item, "unit", string(inputs[i].unit));
    set(item, "printed", string(inputs[i].printed));
    set(item, "range", range(inputs[i].low, inputs[i].high));
    append(input_array, item);
  }
  for (int i = 0; i < EP_PAPER_CHECKS; i++) {
    json_t *item = allocated(json_object());
    set(item, "quantity", string(check[i].quantity));
    set(item, "unit", string(check[i].unit));
    set(item, "formula", string(check[i].formula));
    set(item, "printed", range(check[i].printed_low, check[i].printed_high));
    set(item, "follows", range(check[i].follows_low, check[i].follows_high));
    append(check_array, item);
  }
  set(object, "reference", string(ep_paper_reference()));
  set(object, "fermi_velocity", number(velocity));
  set(object, "temperature", number(room_temperature));
  set(object, "inputs", input_array);
  set(object, "checks", check_array);
  return object;
}

static json_t *material(const ep_material *m)
{
  json_t *object = allocated(json_object());
  json_t *properties = allocated(json_object());
  json_t *valences = allocated(json_object());
  for (int p = 0; p < EP_MATERIAL_NPROPERTIES; p++) {
    const ep_material_property property = (ep_material_property) p;
    const ep_quantity q = ep_material_get(m, property);
    set(properties, ep_material_property_keyword(property),
        quantity(&q, ep_material_property_name(property), ep_material_property_unit(property)));
  }
  for (int role = 0; role < NROLES; role++) {
    json_t *parts = allocated(json_object());
    for (int part = 0; part < NPARTS; part++) {
      const ep_quantity q = valence(m, role, part);
      set(parts, part_names[part], quantity(&q, NULL, "1"));
    }
    set(valences, role_names[role], parts);
  }
  set(object, "symbol", string(ep_material_symbol(m)));
  set(object, "structure", string(lattice_name(m)));
  set(object, "properties", properties);
  set(object, "valence", valences);
  if (!strcmp(ep_material_symbol(m), "Au")) set(object, "paper", paper(m));
  return object;
}

static bool print_json(const ep_material *const *chosen, int nchosen)
{
  json_t *array = allocated(json_array());
  for (int i = 0; i < nchosen; i++) append(array, material(chosen[i]));
  const bool done = !json_dumpf(array, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(12));
  json_decref(array);
  putchar('\n');
  return done;
}

static int unknown_metal(const char *symbol)
{
  fprintf(stderr, "electropulse %s: unknown metal '%s'; known: ", verb, symbol);
  for (int n = 0; n < ep_material_count(); n++)
    fprintf(stderr, "%s%s", n ? ", " : "", ep_material_symbol(ep_material_at(n)));
  fputc('\n', stderr);
  return EP_EXIT_USAGE;
}

int ep_materials_main(int argc, char **argv)
{
  enum { JSON = 256 };
  static const struct option known[] = {
      {"json", no_argument, NULL, JSON},
      {"help", no_argument, NULL, 'h'},
      {NULL, 0, NULL, 0},
  };
  bool json = false;
  ep_options_restart();
  for (int letter; (letter = getopt_long(argc, argv, ":h", known, NULL)) != -1;) {
    switch (letter) {
      case JSON:
        json = true;
        break;
      case 'h':
        print_usage(stdout);
        return EP_EXIT_OK;
      default: {
        const char name[] = {'-', (char) optopt, '\0'};
        const bool is_short = optopt > 0 && optopt < JSON && strncmp(argv[optind - 1], "--", 2);
        return ep_options_error(verb, "unknown option '%s'", is_short ? name : argv[optind - 1]);
      }
    }
  }

  const int nnames = argc - optind;
  const int nchosen = nnames ? nnames : ep_material_count();
  const ep_material **chosen = allocated(malloc((size_t) nchosen * sizeof *chosen));
  for (int i = 0; i < nchosen; i++) {
    chosen[i] = nnames ? ep_material_find(argv[optind + i]) : ep_material_at(i);
    if (!chosen[i]) {
      free(chosen);
      return unknown_metal(argv[optind + i]);
    }
  }

  bool done = true;
  if (json) {
    done = print_json(chosen, nchosen);
  } else if (nnames) {
    for (int i = 0; i < nchosen; i++) {
      if (i) putchar('\n');
      print_material(chosen[i]);
    }
  } else {
    print_list();
  }
  free(chosen);
  if (fflush(stdout) || !done) {
    fprintf(stderr, "electropulse %s: cannot print: %s\n", verb, strerror(errno));
    return EP_EXIT_FAILURE;
  }
  return EP_EXIT_OK;
}
