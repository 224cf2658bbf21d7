// The verb `electropulse materials`: the table of materials, with what is unknown.
#include "command.h"
#include "json.h"
#include "options.h"
#include "paper.h"
#include "text.h"

#include "electropulse/material.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NPARTS = 2 };

static const char verb[] = "materials";
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
    ep_text_print("value", text);
    ep_text_print("printed", q->printed);
  } else {
    ep_text_print("value", "unknown");
  }
  if (q->note) ep_text_print("note", q->note);
  if (q->reference) ep_text_print("reference", q->reference);
  if (q->printed && !q->checked) ep_text_print("", "(quoted; not read in the reference)");
}

static void print_material(const ep_material *m)
{
  printf("%s, %s\n", ep_material_symbol(m), lattice_name(m));
  for (int p = 0; p < EP_MATERIAL_NPROPERTIES; p++) {
    const ep_material_property property = (ep_material_property) p;
    const ep_quantity q = ep_material_get(m, property);
    print_quantity(ep_material_property_name(property), ep_material_property_unit(property), &q);
  }
  for (int role = 0; role < EP_ROLE_COUNT; role++)
    for (int part = 0; part < NPARTS; part++) {
      char name[80];
      snprintf(name, sizeof name, "effective valence of %s atoms, %s part",
               ep_role_name((ep_role) role), part_names[part]);
      const ep_quantity q = valence(m, role, part);
      print_quantity(name, "", &q);
    }
  if (!strcmp(ep_material_symbol(m), "Au")) {
    putchar('\n');
    ep_paper_print(m, room_temperature);
  }
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
  for (int role = 0; role < EP_ROLE_COUNT; role++)
    for (int part = 0; part < NPARTS; part++) {
      char name[80];
      snprintf(name, sizeof name, "effective valence, %s, %s", ep_role_name((ep_role) role),
               part_names[part]);
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

static json_t *quantity(const ep_quantity *q, const char *name, const char *unit)
{
  json_t *object = ep_json_object();
  if (name) ep_json_set(object, "name", ep_json_string(name));
  ep_json_set(object, "unit", ep_json_string(unit));
  ep_json_set(object, "value", ep_json_number(q->value));
  ep_json_set(object, "uncertainty", ep_json_number(q->uncertainty));
  ep_json_set(object, "printed", ep_json_string(q->printed));
  ep_json_set(object, "note", ep_json_string(q->note));
  ep_json_set(object, "reference", ep_json_string(q->reference));
  ep_json_set(object, "checked", json_boolean(q->checked));
  return object;
}

static json_t *material(const ep_material *m)
{
  json_t *object = ep_json_object();
  json_t *properties = ep_json_object();
  json_t *valences = ep_json_object();
  for (int p = 0; p < EP_MATERIAL_NPROPERTIES; p++) {
    const ep_material_property property = (ep_material_property) p;
    const ep_quantity q = ep_material_get(m, property);
    ep_json_set(
        properties, ep_material_property_keyword(property),
        quantity(&q, ep_material_property_name(property), ep_material_property_unit(property)));
  }
  for (int role = 0; role < EP_ROLE_COUNT; role++) {
    json_t *parts = ep_json_object();
    for (int part = 0; part < NPARTS; part++) {
      const ep_quantity q = valence(m, role, part);
      ep_json_set(parts, part_names[part], quantity(&q, NULL, "1"));
    }
    ep_json_set(valences, ep_role_name((ep_role) role), parts);
  }
  ep_json_set(object, "symbol", ep_json_string(ep_material_symbol(m)));
  ep_json_set(object, "structure", ep_json_string(lattice_name(m)));
  ep_json_set(object, "properties", properties);
  ep_json_set(object, "valence", valences);
  if (!strcmp(ep_material_symbol(m), "Au"))
    ep_json_set(object, "paper", ep_paper_json(m, room_temperature));
  return object;
}

static bool print_json(const ep_material *const *chosen, int nchosen)
{
  json_t *array = ep_json_array();
  for (int i = 0; i < nchosen; i++) ep_json_append(array, material(chosen[i]));
  return ep_json_print(array);
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
      return ep_options_unknown_metal(verb, argv[optind + i]);
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
