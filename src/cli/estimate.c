// The verb `electropulse estimate`: what closed formulas give for a wire of a metal under a pulse.
#include "command.h"
#include "json.h"
#include "options.h"
#include "paper.h"
#include "prediction.h"
#include "text.h"

#include "electropulse/material.h"
#include "electropulse/resistivity.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NINPUTS = EP_PREDICTION_NINPUTS };

static const char verb[] = "estimate";
static const double room_temperature = 300.0;            // K
static const double smallest = 1e-40, largest = 1e40;    // beyond these products overflow
static const char paper_name[] = "au-itb";

// Where an input comes from.
enum source { NOWHERE, GIVEN, TABLE, QUOTED, DEFAULT, PAPER };
static const char *const source_names[] = {"",        "given", "table", "table, quoted",
                                           "default", "paper"};

struct estimate {
  struct ep_prediction prediction;
  enum source source[NINPUTS];
  bool json, paper;
};

static void print_usage(FILE *out)
{
  fputs(
      "Usage: electropulse estimate METAL --radius NM --length NM --current A/CM2 [options]\n"
      "       electropulse estimate --paper au-itb [--json]\n"
      "\n"
      "Prints what closed formulas give for a wire of a metal, for example Au, under a current\n"
      "pulse: resistance, current density, the stress of the electron wind by each law, forces,\n"
      "power at dislocation cores, temperature rise and dissipation time with and without the\n"
      "law of Wiedemann and Franz, skin depth, the pulse behind an RC filter, and the\n"
      "resistance of a neck. What is unknown stays so: a line that needs it says which option\n"
      "gives it. +- follows from the uncertainties that are stated; an input without one counts\n"
      "as exact.\n"
      "\n"
      "Wire:\n"
      "  --radius NM                round section, or\n"
      "  --width NM --height NM     rectangular section\n"
      "  --length NM                between the heat sinks at its ends\n"
      "  --neck NM                  radius of a neck, by itself: not in the wire's resistance\n"
      "Current:\n"
      "  --current A/CM2            current density, or\n"
      "  --voltage V                on the circuit and the wire\n"
      "  --circuit OHM              resistance of the circuit without the wire (0)\n"
      "Pulse:\n"
      "  --pulse NS                 width\n"
      "  --rc NS                    time constant of the circuit\n"
      "Cores:\n"
      "  --line NM --atoms N        length of dislocation line, number of its core atoms\n"
      "Metal, instead of the numbers of `electropulse materials`, SI units:\n"
      "  --resistivity --conductivity --capacity --melting --lattice --carriers --fermi --path\n"
      "  --dislocation --boundary --twin --drag, and --wind --direct: the valence of a bulk\n"
      "  atom. --path belongs to the resistivity in use, --wind to that of the table\n"
      "Others:\n"
      "  --temperature K            before the pulse (300)\n"
      "  --paper au-itb             all inputs of the experiment on pulsed gold: prints what the\n"
      "                             paper has beside each line, and what its numbers do not allow\n"
      "  --json                     print JSON\n"
      "  -h, --help                 this text\n"
      "\n"
      "A number may carry its standard uncertainty: --resistivity 20e-8+-1e-8.\n"
      "\n"
      "Exit status: 0 printed, 1 cannot print, 2 bad options.\n",
      out);
}

// Reads VALUE or VALUE+-UNCERTAINTY in the input's unit.
static bool read_given(const char *text, const struct ep_prediction_kind *kind,
                       struct ep_prediction_given *given)
{
  const char *mark = strstr(text, "+-");
  struct ep_span span = {text, mark ? (size_t) (mark - text) : strlen(text)};
  double value, uncertainty = NAN;
  if (!ep_text_number(span, &value)) return false;
  const double size = fabs(value);
  if (value == 0.0 ? kind->sign == EP_PREDICTION_POSITIVE : !(size >= smallest && size <= largest))
    return false;
  if (value < 0.0 && kind->sign != EP_PREDICTION_ANY) return false;
  if (mark) {
    span = (struct ep_span){mark + 2, strlen(mark + 2)};
    if (!ep_text_number(span, &uncertainty) || !(uncertainty >= 0.0 && uncertainty <= largest))
      return false;
  }
  *given = (struct ep_prediction_given){value * kind->scale, uncertainty * kind->scale};
  return true;
}

static int bad_number(const struct ep_prediction_kind *kind, const char *text)
{
  static const char *const rules[] = {
      [EP_PREDICTION_POSITIVE] = " above 0",
      [EP_PREDICTION_NOT_NEGATIVE] = " of 0 or more",
      [EP_PREDICTION_ANY] = "",
  };
  char format[160];
  snprintf(format, sizeof format,
           "--%s must be a number%s%s%s%s, alone or with its uncertainty as in 10+-0.5, got '%%s'",
           kind->keyword, rules[kind->sign], *kind->unit ? " (" : "", kind->unit,
           *kind->unit ? ")" : "");
  return ep_options_error(verb, format, text);
}

static bool has(const struct estimate *e, enum ep_prediction_input input)
{
  return !isnan(e->prediction.input[input].value);
}

static int check_inputs(const struct estimate *e)
{
  static const struct {
    enum ep_prediction_input one, needed;
  } pairs[] = {
      {EP_PREDICTION_WIDTH, EP_PREDICTION_HEIGHT},    {EP_PREDICTION_HEIGHT, EP_PREDICTION_WIDTH},
      {EP_PREDICTION_CIRCUIT, EP_PREDICTION_VOLTAGE}, {EP_PREDICTION_RC, EP_PREDICTION_PULSE},
      {EP_PREDICTION_LINE, EP_PREDICTION_ATOMS},      {EP_PREDICTION_ATOMS, EP_PREDICTION_LINE},
  };
  const bool rectangular = has(e, EP_PREDICTION_WIDTH) || has(e, EP_PREDICTION_HEIGHT);
  if (has(e, EP_PREDICTION_RADIUS) && rectangular)
    return ep_options_error(verb, "--radius and --%s exclude each other: one section",
                            has(e, EP_PREDICTION_WIDTH) ? "width" : "height");
  if (has(e, EP_PREDICTION_CURRENT) && has(e, EP_PREDICTION_VOLTAGE))
    return ep_options_error(verb, "--voltage and --current exclude each other%s", "");
  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
    if (has(e, pairs[i].one) && !has(e, pairs[i].needed)) {
      char format[80];
      snprintf(format, sizeof format, "--%s needs --%%s",
               ep_prediction_kind(pairs[i].one)->keyword);
      return ep_options_error(verb, format, ep_prediction_kind(pairs[i].needed)->keyword);
    }
  if (!has(e, EP_PREDICTION_RADIUS) && !rectangular)
    return ep_options_error(verb, "--radius NM, or --width NM --height NM, is missing%s", "");
  if (!has(e, EP_PREDICTION_LENGTH)) return ep_options_error(verb, "--length NM is missing%s", "");
  if (!has(e, EP_PREDICTION_CURRENT) && !has(e, EP_PREDICTION_VOLTAGE))
    return ep_options_error(verb, "--current A/CM2 or --voltage V is missing%s", "");
  return EP_EXIT_OK;
}

static void start(struct estimate *e, const ep_material *metal)
{
  ep_prediction_start(&e->prediction, metal);
  for (int i = 0; i < NINPUTS; i++) {
    const ep_quantity q = ep_prediction_quantity(metal, (enum ep_prediction_input) i);
    e->source[i] = q.printed ? (q.checked ? TABLE : QUOTED) : NOWHERE;
  }
}

static void take(struct estimate *e, enum ep_prediction_input input, double value,
                 double uncertainty, enum source source)
{
  e->prediction.input[input] = (struct ep_prediction_given){value, uncertainty};
  e->source[input] = source;
}

static void take_paper(struct estimate *e)
{
  static const struct {
    enum ep_prediction_input input;
    enum ep_paper_item item;
    double unit;    // of the paper's number, SI
  } items[] = {
      {EP_PREDICTION_RADIUS, EP_PAPER_RADIUS, 1e-9},
      {EP_PREDICTION_LENGTH, EP_PAPER_LENGTH, 1e-9},
      {EP_PREDICTION_CURRENT, EP_PAPER_CURRENT, 1e13},
      {EP_PREDICTION_PULSE, EP_PAPER_WIDTH, 1e-9},
      {EP_PREDICTION_RESISTIVITY, EP_PAPER_RESISTIVITY, 1e-8},
      {EP_PREDICTION_CONDUCTIVITY, EP_PAPER_CONDUCTIVITY, 1.0},
  };
  for (size_t i = 0; i < sizeof items / sizeof items[0]; i++)
    take(e, items[i].input, ep_paper_input(items[i].item)->low * items[i].unit, NAN, PAPER);
  // the only stated range: half of that of the resistance measured
  const struct ep_paper_input *crystal = ep_paper_input(EP_PAPER_CRYSTAL);
  struct ep_prediction_given *rho = &e->prediction.input[EP_PREDICTION_RESISTIVITY];
  rho->uncertainty = rho->value * (crystal->high - crystal->low) / (crystal->high + crystal->low);
}

// What the paper prints for a line, in the line's unit; null where it prints nothing.
static const struct ep_paper_input *paper_of(const char *keyword, double *unit)
{
  static const struct {
    const char *keyword;
    enum ep_paper_item item;
    double unit;    // of the paper's number in that of the line
  } items[] = {
      {"resistance", EP_PAPER_CRYSTAL, 1.0},
      {"current_density", EP_PAPER_CURRENT, 1e9},
      {"stress_fermi", EP_PAPER_STRESS, 1.0},
      {"conductivity", EP_PAPER_CONDUCTIVITY, 1.0},
      {"conductivity_wf", EP_PAPER_CONDUCTIVITY, 1.0},
      {"rise", EP_PAPER_RISE, 1.0},
      {"pulse_rise", EP_PAPER_RISE, 1.0},
      {"rise_wf", EP_PAPER_RISE, 1.0},
      {"pulse_rise_wf", EP_PAPER_RISE, 1.0},
      {"rise_wf_hot", EP_PAPER_RISE, 1.0},
      {"dissipation", EP_PAPER_DISSIPATION, 1.0},
      {"dissipation_wf", EP_PAPER_DISSIPATION, 1.0},
      {"skin_depth", EP_PAPER_SKIN_DEPTH, 1.0},
      {"skin_depth_half", EP_PAPER_SKIN_DEPTH, 1.0},
  };
  for (size_t i = 0; i < sizeof items / sizeof items[0]; i++)
    if (!strcmp(items[i].keyword, keyword)) {
      *unit = items[i].unit;
      return ep_paper_input(items[i].item);
    }
  return NULL;
}

// "needs --neck, --path"
static void name_missing(uint64_t missing, char *out, size_t size)
{
  size_t length = (size_t) snprintf(out, size, "needs");
  const char *between = " --";
  for (int i = 0; i < NINPUTS; i++) {
    if (!(missing >> i & 1) || length >= size) continue;
    length += (size_t) snprintf(out + length, size - length, "%s%s", between,
                                ep_prediction_kind((enum ep_prediction_input) i)->keyword);
    between = ", --";
  }
}

// Whether an input that is missing is a number of the metal, which nobody knows, and not just one not given.
static bool unknown(uint64_t missing)
{
  return missing >> EP_PREDICTION_RESISTIVITY != 0;
}

// Columns: name, value, uncertainty, unit, and two more.
enum { CELLS = 6 };

static void print_row(const char *const cells[CELLS])
{
  static const int widths[CELLS] = {37, 11, 11, 12, 12, 0};
  ep_text_row(cells, widths, CELLS);
}

static void print_input(const struct estimate *e, enum ep_prediction_input input)
{
  const struct ep_prediction_kind *kind = ep_prediction_kind(input);
  const struct ep_prediction_given *given = &e->prediction.input[input];
  char value[48], spread[48] = "";
  if (isnan(given->value)) {
    if (input < EP_PREDICTION_RESISTIVITY) return;
    snprintf(value, sizeof value, "needs --%s", kind->keyword);
    print_row((const char *const[CELLS]){kind->name, "unknown", value, "", "", ""});
    return;
  }
  snprintf(value, sizeof value, "%.5g", given->value / kind->scale);
  if (!isnan(given->uncertainty))
    snprintf(spread, sizeof spread, "+- %.2g", given->uncertainty / kind->scale);
  print_row((const char *const[CELLS]){kind->name, value, spread, kind->unit,
                                       source_names[e->source[input]], ""});
}

static void print_line(const struct estimate *e, const struct ep_prediction_line *line,
                       const struct ep_prediction_result *result)
{
  char value[48], spread[48] = "", printed[40] = "", times[40] = "";
  if (line->group) printf("\n%s\n", line->group);
  if (result->missing) {
    char needs[160];
    name_missing(result->missing, needs, sizeof needs);
    print_row((const char *const[CELLS]){line->name, unknown(result->missing) ? "unknown" : "-",
                                         needs, "", "", ""});
    return;
  }
  snprintf(value, sizeof value, "%.4g%s", result->value, result->melted ? "!" : "");
  if (result->uncertainty > 0.0) snprintf(spread, sizeof spread, "+- %.2g", result->uncertainty);
  double unit;
  const struct ep_paper_input *paper = e->paper ? paper_of(line->keyword, &unit) : NULL;
  if (paper) {
    const double low = paper->low * unit, high = paper->high * unit;
    ep_paper_range(low, high, printed);
    ep_paper_range(result->value / high, result->value / low, times);
  }
  print_row((const char *const[CELLS]){line->name, value, spread, line->unit,
                                       e->paper ? printed : line->formula, times});
}

// What holds for the whole: at most NOTES of them; returns how many.
enum { NOTES = 3, NOTE_SIZE = 320 };
static int write_notes(const struct estimate *e, const struct ep_prediction_result *result,
                       char notes[NOTES][NOTE_SIZE])
{
  const struct ep_prediction_given *input = e->prediction.input;
  const double melting = input[EP_PREDICTION_MELTING].value;
  const double size =
      fmin(2.0 * input[EP_PREDICTION_RADIUS].value,
           fmin(input[EP_PREDICTION_WIDTH].value, input[EP_PREDICTION_HEIGHT].value));
  bool melted = false;
  int count = 0;
  for (int n = 0; n < ep_prediction_count(); n++) {
    const struct ep_prediction_line *line = ep_prediction_line(n);
    melted = melted || result[n].melted;
    if (!strcmp(line->keyword, "free_path") && result[n].value * line->scale > size)
      snprintf(notes[count++], NOTE_SIZE,
               "The electrons' mean free path, %.3g nm, exceeds %.3g nm of the section: its "
               "surfaces raise the resistivity above %.3g ohm m. Give a measured --resistivity.",
               result[n].value, size * 1e9, input[EP_PREDICTION_RESISTIVITY].value);
  }
  const double temperature = input[EP_PREDICTION_TEMPERATURE].value;
  const double reference = EP_RESISTIVITY_REFERENCE;
  const enum source source = e->source[EP_PREDICTION_RESISTIVITY];
  if (temperature != reference && (source == TABLE || source == QUOTED))
    snprintf(notes[count++], NOTE_SIZE,
             "The table's resistivity is that at %.3g K, not at %.6g K, and what the law of "
             "Wiedemann and Franz makes of it is not the metal's. Give --resistivity at that "
             "temperature, and --conductivity and --capacity, which are of room temperature too.",
             reference, temperature);
  if (melted)
    snprintf(notes[count++], NOTE_SIZE,
             "! above the melting temperature, %.6g K, where the formula and the numbers of the "
             "solid do not hold.",
             melting);
  return count;
}

static void print_tables(const struct estimate *e, const struct ep_prediction_result *result)
{
  const char *symbol = ep_material_symbol(e->prediction.metal);
  char notes[NOTES][NOTE_SIZE];
  printf("%s\n\n", symbol);
  print_row((const char *const[CELLS]){"Inputs", "value", "", "unit", "from", ""});
  for (int i = 0; i < NINPUTS; i++) print_input(e, (enum ep_prediction_input) i);
  putchar('\n');
  print_row((const char *const[CELLS]){"Results", "value", "", "unit",
                                       e->paper ? "paper" : "formula", e->paper ? "times" : ""});
  for (int n = 0; n < ep_prediction_count(); n++)
    if (ep_prediction_applies(&e->prediction, n)) print_line(e, ep_prediction_line(n), &result[n]);
  putchar('\n');
  const int nnotes = write_notes(e, result, notes);
  for (int i = 0; i < nnotes; i++) ep_text_print("note", notes[i]);
  printf("  electropulse materials %s tells the references.\n", symbol);
  if (e->paper) {
    putchar('\n');
    ep_paper_print(e->prediction.metal, room_temperature);
  }
}

static json_t *input_json(const struct estimate *e, enum ep_prediction_input input)
{
  const struct ep_prediction_kind *kind = ep_prediction_kind(input);
  const struct ep_prediction_given *given = &e->prediction.input[input];
  json_t *object = ep_json_object();
  ep_json_set(object, "name", ep_json_string(kind->name));
  ep_json_set(object, "unit", ep_json_string(kind->unit));
  ep_json_set(object, "value", ep_json_number(given->value / kind->scale));
  ep_json_set(object, "uncertainty", ep_json_number(given->uncertainty / kind->scale));
  const ep_quantity q = ep_prediction_quantity(e->prediction.metal, input);
  const bool of_table = e->source[input] == TABLE || e->source[input] == QUOTED;
  ep_json_set(object, "reference", ep_json_string(of_table ? q.reference : NULL));
  ep_json_set(object, "from",
              ep_json_string(isnan(given->value) ? NULL : source_names[e->source[input]]));
  return object;
}

static json_t *line_json(const struct estimate *e, const struct ep_prediction_line *line,
                         const struct ep_prediction_result *result)
{
  json_t *object = ep_json_object();
  json_t *missing = ep_json_array();
  for (int i = 0; i < NINPUTS; i++)
    if (result->missing >> i & 1)
      ep_json_append(missing,
                     ep_json_string(ep_prediction_kind((enum ep_prediction_input) i)->keyword));
  ep_json_set(object, "name", ep_json_string(line->name));
  ep_json_set(object, "unit", ep_json_string(line->unit));
  ep_json_set(object, "value", ep_json_number(result->value));
  ep_json_set(object, "uncertainty",
              ep_json_number(result->uncertainty > 0.0 ? result->uncertainty : NAN));
  ep_json_set(object, "formula", ep_json_string(line->formula));
  ep_json_set(object, "missing", missing);
  ep_json_set(object, "above_melting", json_boolean(result->melted));
  double unit;
  const struct ep_paper_input *paper = e->paper ? paper_of(line->keyword, &unit) : NULL;
  if (paper) {
    const double low = paper->low * unit, high = paper->high * unit;
    json_t *printed = ep_json_object();
    ep_json_set(printed, "printed", ep_json_range(low, high));
    ep_json_set(printed, "times", ep_json_range(result->value / high, result->value / low));
    ep_json_set(object, "paper", printed);
  }
  return object;
}

static bool print_json(const struct estimate *e, const struct ep_prediction_result *result)
{
  char notes[NOTES][NOTE_SIZE];
  json_t *object = ep_json_object(), *inputs = ep_json_object(), *lines = ep_json_object();
  json_t *note_array = ep_json_array();
  for (int i = 0; i < NINPUTS; i++) {
    const enum ep_prediction_input input = (enum ep_prediction_input) i;
    ep_json_set(inputs, ep_prediction_kind(input)->keyword, input_json(e, input));
  }
  for (int n = 0; n < ep_prediction_count(); n++)
    if (ep_prediction_applies(&e->prediction, n))
      ep_json_set(lines, ep_prediction_line(n)->keyword,
                  line_json(e, ep_prediction_line(n), &result[n]));
  const int nnotes = write_notes(e, result, notes);
  for (int i = 0; i < nnotes; i++) ep_json_append(note_array, ep_json_string(notes[i]));
  ep_json_set(object, "metal", ep_json_string(ep_material_symbol(e->prediction.metal)));
  ep_json_set(object, "inputs", inputs);
  ep_json_set(object, "results", lines);
  ep_json_set(object, "notes", note_array);
  if (e->paper) ep_json_set(object, "paper", ep_paper_json(e->prediction.metal, room_temperature));
  return ep_json_print(object);
}

// The words of the command line, before they are understood.
struct words {
  const char *given[NINPUTS], *metal, *paper;
  bool json, help;
};

static int read_words(int argc, char **argv, struct words *w)
{
  enum { NAMED = 3, FIRST = 256, PAPER_OPTION = FIRST + NINPUTS, JSON, HELP };
  struct option known[NINPUTS + NAMED + 1] = {
      [NINPUTS] = {"paper", required_argument, NULL, PAPER_OPTION},
      {"json", no_argument, NULL, JSON},
      {"help", no_argument, NULL, HELP},
  };
  for (int i = 0; i < NINPUTS; i++)
    known[i] = (struct option){ep_prediction_kind((enum ep_prediction_input) i)->keyword,
                               required_argument, NULL, FIRST + i};
  ep_options_restart();
  for (int c; (c = getopt_long(argc, argv, ":h", known, NULL)) != -1;) {
    if (c >= FIRST && c < PAPER_OPTION) {
      const char **given = &w->given[c - FIRST];
      if (*given)
        return ep_options_error(verb, "--%s is given twice",
                                ep_prediction_kind((enum ep_prediction_input)(c - FIRST))->keyword);
      *given = optarg;
    } else if (c == PAPER_OPTION) {
      w->paper = optarg;
    } else if (c == JSON) {
      w->json = true;
    } else if (c == HELP || c == 'h') {
      w->help = true;
      return EP_EXIT_OK;
    } else if (c == ':') {
      return ep_options_error(verb, "option '%s' needs a value", argv[optind - 1]);
    } else {
      const char name[] = {'-', (char) optopt, '\0'};
      const bool is_short = optopt > 0 && optopt < FIRST && strncmp(argv[optind - 1], "--", 2);
      return ep_options_error(verb, "unknown option '%s'", is_short ? name : argv[optind - 1]);
    }
  }
  if (optind < argc) w->metal = argv[optind];
  if (optind + 1 < argc)
    return ep_options_error(verb, "one metal at a time, got '%s' too", argv[optind + 1]);
  return EP_EXIT_OK;
}

static int understand_paper(const struct words *w, struct estimate *e)
{
  if (strcmp(w->paper, paper_name) != 0)
    return ep_options_error(verb, "--paper must be au-itb, got '%s'", w->paper);
  if (w->metal)
    return ep_options_error(verb, "--paper au-itb sets all inputs: '%s' cannot be given too",
                            w->metal);
  for (int i = 0; i < NINPUTS; i++)
    if (w->given[i])
      return ep_options_error(verb, "--paper au-itb sets all inputs: --%s cannot be given too",
                              ep_prediction_kind((enum ep_prediction_input) i)->keyword);
  start(e, ep_material_find("Au"));
  take(e, EP_PREDICTION_TEMPERATURE, room_temperature, NAN, DEFAULT);
  take_paper(e);
  e->paper = true;
  return EP_EXIT_OK;
}

static int understand(const struct words *w, struct estimate *e)
{
  e->json = w->json;
  if (w->paper) return understand_paper(w, e);
  if (!w->metal) return ep_options_error(verb, "the metal is missing, for example Au%s", "");
  const ep_material *metal = ep_material_find(w->metal);
  if (!metal) return ep_options_unknown_metal(verb, w->metal);
  start(e, metal);
  take(e, EP_PREDICTION_TEMPERATURE, room_temperature, NAN, DEFAULT);
  for (int i = 0; i < NINPUTS; i++) {
    const enum ep_prediction_input input = (enum ep_prediction_input) i;
    const struct ep_prediction_kind *kind = ep_prediction_kind(input);
    if (!w->given[i]) continue;
    if (!read_given(w->given[i], kind, &e->prediction.input[i]))
      return bad_number(kind, w->given[i]);
    e->source[i] = GIVEN;
  }
  e->prediction.path_given = e->source[EP_PREDICTION_PATH] == GIVEN;
  const int status = check_inputs(e);
  if (status == EP_EXIT_OK && has(e, EP_PREDICTION_VOLTAGE) && !has(e, EP_PREDICTION_CIRCUIT))
    take(e, EP_PREDICTION_CIRCUIT, 0.0, NAN, DEFAULT);
  return status;
}

int ep_estimate_main(int argc, char **argv)
{
  struct words words = {.metal = NULL};
  struct estimate e = {.json = false};
  int status = read_words(argc, argv, &words);
  if (status == EP_EXIT_OK && words.help) {
    print_usage(stdout);
    return EP_EXIT_OK;
  }
  if (status == EP_EXIT_OK) status = understand(&words, &e);
  if (status != EP_EXIT_OK) return status;

  struct ep_prediction_result *result = calloc((size_t) ep_prediction_count(), sizeof *result);
  if (!result) {
    fprintf(stderr, "electropulse %s: out of memory\n", verb);
    return EP_EXIT_FAILURE;
  }
  ep_prediction_compute(&e.prediction, result);
  bool done = true;
  if (e.json)
    done = print_json(&e, result);
  else
    print_tables(&e, result);
  free(result);
  if (fflush(stdout) || !done) {
    fprintf(stderr, "electropulse %s: cannot print: %s\n", verb, strerror(errno));
    return EP_EXIT_FAILURE;
  }
  return EP_EXIT_OK;
}
