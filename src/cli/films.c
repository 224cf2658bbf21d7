// electropulse films: yield, rate sensitivity, hops and flow of films in tension.
#define _POSIX_C_SOURCE 200809L
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "campaign.h"
#include "command.h"
#include "input.h"
#include "json.h"
#include "options.h"
#include "softening.h"
#include "yield_figure.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char verb[] = "films";

enum format { TEXT, JSON, CSV };

struct options {
  const char *table, *figure;
  struct ep_softening_rule rule;
  enum format format;
  bool partial, help;
};

// Under which name a part stands in JSON and CSV, and its title in text; parts of single runs have none there.
static const struct {
  const char *key, *title;
} parts[EP_SOFTENING_PARTS] = {
    [EP_SOFTENING_RUNS] = {"runs", NULL},
    [EP_SOFTENING_RISES] = {"rises", NULL},
    [EP_SOFTENING_GROUPS] = {"groups", "Yield and modulus"},
    [EP_SOFTENING_SIZES] = {"sizes", "Size: smaller against larger"},
    [EP_SOFTENING_RATES] = {"rates", "Rate: yield against ln(rate)"},
    [EP_SOFTENING_ENERGIES] = {"energies", "Activation free energy"},
    [EP_SOFTENING_HOPS] = {"hops", "Hops before yield"},
    [EP_SOFTENING_HOP_RATIOS] = {"hop_ratios", "Ratios of hop rates"},
    [EP_SOFTENING_FLOW] = {"flow", "Flow between slip events"},
    [EP_SOFTENING_FLOW_HOPS] = {"flow_hops", "Hops in the flow"},
    [EP_SOFTENING_FLOW_HOP_RATIOS] = {"flow_hop_ratios", "Ratios of hop rates in the flow"},
    [EP_SOFTENING_METALS] = {"metals", "Metals: earlier against later"},
    [EP_SOFTENING_VARIANTS] = {"variants", "Variants: later against earlier"},
    [EP_SOFTENING_SIZE_CHANGES] = {"size_changes",
                                   "Change of the size difference between variants"},
    [EP_SOFTENING_SIZE_RATES] = {"size_rates",
                                 "Change of the size ratio: lower against higher rate"},
};

static void print_usage(FILE *out)
{
  fputs("Usage: electropulse films TABLE.csv [options]\n"
        "\n"
        "What runs of films in tension say: yield, modulus, effect of the size, rate sensitivity\n"
        "with activation volume and energy, hop rates before yield and in the flow after it, the\n"
        "slope of that, metals and variants against each other; with 95 % intervals over runs.\n"
        "\n"
        "TABLE.csv names the runs, one a row: file, metal, potential, size, temperature_K,\n"
        "rate_per_s, variant, seed, and optional hops. Files are relative to the table's folder.\n"
        "A run has the columns time_ps, strain, stress_GPa (and temperature_K); its hops\n"
        "time_ps and, for any NAME, hops_NAME and exposure_NAME, counted from the start (1 and\n"
        "atom ps).\n"
        "\n"
        "  --drop F              the stress has yielded when it has fallen by this share (0.2)\n"
        "  --from STRAIN         where yield is looked for (0.02)\n"
        "  --elastic LOW:HIGH    strains between which the modulus is fitted (0.005:0.02)\n"
        "  --slip F              fall that is a slip event, share of the yield stress (0.1)\n"
        "  --until STRAIN        where the flow is no longer looked at (the end)\n"
        "  --sizes A,B,...       the sizes from small to large (S,M,L)\n"
        "  --sites [SIZE=]N      number of nucleation sites; needed for the activation energy\n"
        "  --attempt THZ         attempt frequency; needed for the activation energy\n"
        "  --lattice [METAL[:POTENTIAL]=]A\n"
        "                        fcc lattice constant in Angstrom for b (ZJW potentials: known)\n"
        "  --partial             go on where files of the table are missing, and name them\n"
        "  --json, --csv         print JSON, or comma-separated values, instead of the text\n"
        "  --figure FILE         draw yield against rate and stress-strain curves, .png or .svg\n"
        "  -h, --help            this text\n"
        "\n"
        "All definitions are in doc/films.rst. Exit status: 0 done, 1 bad data, 2 bad options.\n",
        out);
}

static bool read_number(const char *text, double *value)
{
  const struct ep_span span = {text, strlen(text)};
  return ep_text_number(span, value) && isfinite(*value);
}

static bool read_positive(const char *text, double *value)
{
  return read_number(text, value) && *value > 0;
}

static bool read_window(const char *text, double window[2])
{
  const char *colon = strchr(text, ':');
  if (!colon) return false;
  const struct ep_span low = {text, (size_t) (colon - text)};
  return ep_text_number(low, &window[0]) && isfinite(window[0]) &&
      read_number(colon + 1, &window[1]) && window[0] < window[1];
}

// [NAME=]VALUE, once for a name, which is a word or two with a colon between them.
static bool read_named(const char *text, bool two, struct ep_softening_number *numbers,
                       size_t *count)
{
  const char *equal = strchr(text, '=');
  char word[EP_CAMPAIGN_WORD];
  if (*count == EP_SOFTENING_NAMES) return false;
  struct ep_softening_number *number = &numbers[*count];
  number->name[0] = '\0';
  if (equal) {
    struct ep_span name = {text, (size_t) (equal - text)};
    const char *colon = two ? memchr(text, ':', name.length) : NULL;
    if (colon) {
      const struct ep_span second = {colon + 1, (size_t) (equal - colon) - 1};
      name.length = (size_t) (colon - text);
      if (!ep_campaign_word(second, word)) return false;
    }
    if (!ep_campaign_word(name, word)) return false;
    snprintf(number->name, sizeof number->name, "%.*s", (int) (equal - text), text);
  }
  for (size_t i = 0; i < *count; i++)
    if (!strcmp(numbers[i].name, number->name)) return false;
  if (!read_positive(equal ? equal + 1 : text, &number->value)) return false;
  ++*count;
  return true;
}

static bool read_sizes(const char *text, struct ep_softening_rule *rule)
{
  struct ep_span rest = {text, strlen(text)}, cell;
  rule->nsizes = 0;
  while (ep_table_cell(&rest, &cell)) {
    if (rule->nsizes == EP_SOFTENING_NAMES) return false;
    char *size = rule->sizes[rule->nsizes];
    if (!ep_campaign_word(cell, size)) return false;
    for (size_t i = 0; i < rule->nsizes; i++)
      if (!strcmp(rule->sizes[i], size)) return false;
    rule->nsizes++;
  }
  return true;
}

static int read_options(int argc, char **argv, struct options *o)
{
  enum {
    DROP = 256,
    FROM,
    ELASTIC,
    SLIP,
    UNTIL,
    SIZES,
    SITES,
    ATTEMPT,
    LATTICE,
    PARTIAL,
    AS_JSON,
    AS_CSV,
    FIGURE
  };
  static const struct option known[] = {{"drop", required_argument, NULL, DROP},
                                        {"from", required_argument, NULL, FROM},
                                        {"elastic", required_argument, NULL, ELASTIC},
                                        {"slip", required_argument, NULL, SLIP},
                                        {"until", required_argument, NULL, UNTIL},
                                        {"sizes", required_argument, NULL, SIZES},
                                        {"sites", required_argument, NULL, SITES},
                                        {"attempt", required_argument, NULL, ATTEMPT},
                                        {"lattice", required_argument, NULL, LATTICE},
                                        {"partial", no_argument, NULL, PARTIAL},
                                        {"json", no_argument, NULL, AS_JSON},
                                        {"csv", no_argument, NULL, AS_CSV},
                                        {"figure", required_argument, NULL, FIGURE},
                                        {"help", no_argument, NULL, 'h'},
                                        {NULL, 0, NULL, 0}};
  struct ep_softening_rule *rule = &o->rule;
  ep_options_restart();
  for (;;) {
    const int at = optind > 0 ? optind : 1;
    const int c = getopt_long(argc, argv, ":h", known, NULL);
    const char *wrong = NULL;
    if (c == -1) break;
    switch (c) {
      case DROP:
        if (!read_positive(optarg, &rule->drop) || rule->drop > 1)
          wrong = "--drop must be a number above 0 and at most 1, got '%s'";
        break;
      case FROM:
        if (!read_number(optarg, &rule->from)) wrong = "--from must be a strain, got '%s'";
        break;
      case ELASTIC:
        if (!read_window(optarg, rule->elastic))
          wrong = "--elastic must be LOW:HIGH, two strains with LOW below HIGH, got '%s'";
        break;
      case SLIP:
        if (!read_positive(optarg, &rule->slip) || rule->slip > 1)
          wrong = "--slip must be a number above 0 and at most 1, got '%s'";
        break;
      case UNTIL:
        if (!read_positive(optarg, &rule->until)) wrong = "--until must be a strain, got '%s'";
        break;
      case SIZES:
        if (!read_sizes(optarg, rule))
          wrong = "--sizes must be up to 16 different words with commas between them, got '%s'";
        break;
      case SITES:
        if (!read_named(optarg, false, rule->sites, &rule->nsites))
          wrong = "--sites must be N or SIZE=N, a number above 0, once for a size, got '%s'";
        break;
      case ATTEMPT:
        if (!read_positive(optarg, &rule->attempt))
          wrong = "--attempt must be a frequency in THz above 0, got '%s'";
        rule->attempt *= 1e12;
        break;
      case LATTICE:
        if (!read_named(optarg, true, rule->lattices, &rule->nlattices))
          wrong = "--lattice must be A, METAL=A or METAL:POTENTIAL=A, in Angstrom, once for each, "
                  "got '%s'";
        break;
      case PARTIAL:
        o->partial = true;
        break;
      case AS_JSON:
        o->format = JSON;
        break;
      case AS_CSV:
        o->format = CSV;
        break;
      case FIGURE:
        if (!ep_yield_figure_kind(optarg))
          wrong = "--figure must be a file that ends in .png or .svg, got '%s'";
        o->figure = optarg;
        break;
      case 'h':
        o->help = true;
        return EP_EXIT_OK;
      case ':':
        return ep_options_error(verb, "option '%s' needs a value", argv[optind - 1]);
      default:
        return ep_options_error(verb, "unknown option '%s'", argv[optind > at ? optind - 1 : at]);
    }
    if (wrong) return ep_options_error(verb, wrong, optarg);
  }
  if (optind < argc) o->table = argv[optind++];
  if (!o->table) return ep_options_error(verb, "TABLE.csv is missing%s", "");
  if (optind < argc)
    return ep_options_error(verb, "one TABLE.csv is expected, found '%s' too", argv[optind]);
  return EP_EXIT_OK;
}

// Text

enum { MOST_COLUMNS = 10 + EP_SOFTENING_QUANTITIES, CELL = 80 };

struct text_row {
  char cells[MOST_COLUMNS][CELL];
};

#ifdef __GNUC__
__attribute__((format(printf, 3, 4)))
#endif
static void
set_cell(struct text_row *row, int column, const char *format, ...)
{
  va_list rest;
  va_start(rest, format);
  vsnprintf(row->cells[column], CELL, format, rest);
  va_end(rest);
}

static void format_number(char out[32], double value)
{
  if (isnan(value))
    strcpy(out, "n/a");
  else
    snprintf(out, 32, "%.4g", value);
}

static void format_estimate(struct text_row *row, int column, const struct ep_softening_quantity *q)
{
  const struct ep_estimate *e = &q->estimate;
  char value[32], low[32], high[32];
  format_number(value, e->value);
  format_number(low, e->low);
  format_number(high, e->high);
  if (q->plain || (isnan(e->value) && isnan(e->low) && isnan(e->high)))
    set_cell(row, column, "%s", value);
  else if (isnan(e->low) && isnan(e->high))
    set_cell(row, column, "%s [n/a]", value);
  else if (isfinite(e->error))
    set_cell(row, column, "%s +- %.3g [%s, %s]", value, e->error, low, high);
  else
    set_cell(row, column, "%s [%s, %s]", value, low, high);
}

static void set_word(struct text_row *row, int column, const char *of, const char *against)
{
  if (*against)
    set_cell(row, column, "%s/%s", of, against);
  else
    set_cell(row, column, "%s", of);
}

static void set_positive(struct text_row *row, int column, double of, double against)
{
  if (!isnan(against))
    set_cell(row, column, "%g/%g", of, against);
  else if (!isnan(of))
    set_cell(row, column, "%g", of);
}

static void fill_row(struct text_row *row, const struct ep_softening_finding *f)
{
  const struct ep_softening_quantity *first = &f->quantities[0];
  int column = 0;
  set_word(row, column++, f->of.metal, f->against.metal);
  set_word(row, column++, f->of.potential, f->against.potential);
  set_word(row, column++, f->of.size, f->against.size);
  set_positive(row, column++, f->of.temperature, f->against.temperature);
  set_positive(row, column++, f->of.rate, f->against.rate);
  set_word(row, column++, f->of.variant, f->against.variant);
  set_cell(row, column++, "%s", f->name);
  if (first->against >= 0)
    set_cell(row, column, "%d/%d", first->n, first->against);
  else if (first->n >= 0)
    set_cell(row, column, "%d", first->n);
  column++;
  if (f->censored) set_cell(row, column, "%zu", f->censored);
  column++;
  if (f->missing) set_cell(row, column, "%zu", f->missing);
  column++;
  for (int q = 0; q < f->nquantities; q++) format_estimate(row, column++, &f->quantities[q]);
}

static void print_part(const struct ep_softening_finding *findings, size_t count, const char *title)
{
  static const char *const heads[] = {"metal",   "potential", "size", "T (K)",       "rate (/s)",
                                      "variant", "hops of",   "n",    "not yielded", "missing"};
  enum { HEADS = sizeof heads / sizeof heads[0] };
  struct text_row *rows = calloc(count + 1, sizeof *rows);
  size_t widths[MOST_COLUMNS] = {0};
  int columns = HEADS;
  if (!rows) {
    ep_input_complain(verb, title, "out of memory");
    return;
  }
  for (size_t i = 0; i < count; i++) {
    fill_row(&rows[i + 1], &findings[i]);
    for (int c = 0; c < MOST_COLUMNS; c++)
      if (strlen(rows[i + 1].cells[c]) > widths[c]) widths[c] = strlen(rows[i + 1].cells[c]);
  }
  for (int c = 0; c < HEADS; c++) set_cell(&rows[0], c, "%s", heads[c]);
  for (int q = 0; q < findings[0].nquantities; q++)
    set_cell(&rows[0], columns++, "%s", findings[0].quantities[q].name);
  printf("\n%s\n", title);
  for (size_t i = 0; i <= count; i++) {
    int blanks = 2;
    for (int c = 0; c < columns; c++) {
      if (widths[c] == 0) continue;    // a column without entries
      const size_t width = widths[c] > strlen(rows[0].cells[c]) ? widths[c]
                                                                : strlen(rows[0].cells[c]);
      if (rows[i].cells[c][0]) {
        printf("%*s%s", blanks, "", rows[i].cells[c]);
        blanks = 0;
      }
      blanks += (int) (width - strlen(rows[i].cells[c])) + 2;
    }
    if (i > 0 && findings[i - 1].verdict) printf("%*s%s", blanks, "", findings[i - 1].verdict);
    putchar('\n');
  }
  free(rows);
}

static void print_rule(const struct ep_softening_rule *rule)
{
  printf(
      "[yield: before the stress falls by %g of it, beyond strain %g; modulus: strains %g to %g;\n"
      " slip event: a fall by %g of the yield stress; a number is value +- standard error [95 %%\n"
      " interval over runs]; n/a: not known, or of too few runs; all definitions: doc/films.rst]\n",
      rule->drop, rule->from, rule->elastic[0], rule->elastic[1], rule->slip);
}

static void print_text(const struct options *o, const struct ep_softening *softening)
{
  const bool energies = o->rule.nsites > 0 && isfinite(o->rule.attempt);
  for (int p = 0; p < EP_SOFTENING_PARTS; p++) {
    if (!parts[p].title || softening->counts[p] == 0) continue;
    if (p == EP_SOFTENING_ENERGIES && !energies)
      printf("\n%s\n  not known without --sites and --attempt\n", parts[p].title);
    else
      print_part(softening->findings[p], softening->counts[p], parts[p].title);
  }
  putchar('\n');
  for (size_t i = 0; i < softening->nruns; i++) {
    const struct ep_softening_run *run = &softening->runs[i];
    if (run->end == EP_RUN_CENSORED)
      printf("not yielded: %s (highest stress %.4g GPa, at strain %.4g)\n", run->run->file,
             run->stress, run->strain);
    if (run->end == EP_RUN_MISSING) printf("missing: %s\n", run->run->file);
  }
  print_rule(&o->rule);
}

// JSON

static json_t *json_estimate(const struct ep_softening_quantity *q)
{
  const struct ep_estimate *e = &q->estimate;
  if (q->plain) return ep_json_number(e->value);
  json_t *out = ep_json_object();
  if (q->n >= 0) ep_json_set(out, "n", json_integer(q->n));
  if (q->against >= 0) ep_json_set(out, "against_n", json_integer(q->against));
  ep_json_set(out, "value", ep_json_number(e->value));
  ep_json_set(out, "standard_error", ep_json_number(e->error));
  ep_json_set(out, "freedom", ep_json_number(e->freedom));
  ep_json_set(out, "low", ep_json_number(e->low));
  ep_json_set(out, "high", ep_json_number(e->high));
  return out;
}

static void json_word(json_t *object, const char *key, const char *word)
{
  if (*word) ep_json_set(object, key, ep_json_string(word));
}

static void json_key(json_t *object, const struct ep_campaign_key *key)
{
  json_word(object, "metal", key->metal);
  json_word(object, "potential", key->potential);
  json_word(object, "size", key->size);
  if (!isnan(key->temperature)) ep_json_set(object, "temperature_K", json_real(key->temperature));
  if (!isnan(key->rate)) ep_json_set(object, "rate_per_s", json_real(key->rate));
  json_word(object, "variant", key->variant);
}

static json_t *json_finding(const struct ep_softening_finding *f)
{
  json_t *out = ep_json_object(), *against = ep_json_object();
  if (f->run) {
    ep_json_set(out, "file", ep_json_string(f->run->file));
    ep_json_set(out, "seed", json_integer((json_int_t) f->run->seed));
  }
  json_key(out, &f->of);
  json_key(against, &f->against);
  if (json_object_size(against) > 0)
    ep_json_set(out, "against", against);
  else
    json_decref(against);
  json_word(out, "name", f->name);
  if (!f->run) {
    ep_json_set(out, "censored", json_integer((json_int_t) f->censored));
    ep_json_set(out, "missing", json_integer((json_int_t) f->missing));
  }
  for (int q = 0; q < f->nquantities; q++)
    ep_json_set(out, f->quantities[q].name, json_estimate(&f->quantities[q]));
  if (f->verdict) ep_json_set(out, f->run ? "end" : "verdict", ep_json_string(f->verdict));
  return out;
}

static json_t *json_numbers(const struct ep_softening_number *numbers, size_t count)
{
  json_t *out = ep_json_object();
  for (size_t i = 0; i < count; i++) ep_json_set(out, numbers[i].name, json_real(numbers[i].value));
  return out;
}

static json_t *json_rule(const struct ep_softening_rule *rule)
{
  json_t *out = ep_json_object(), *sizes = ep_json_array();
  for (size_t i = 0; i < rule->nsizes; i++) ep_json_append(sizes, ep_json_string(rule->sizes[i]));
  ep_json_set(out, "level", json_real(0.95));
  ep_json_set(out, "drop", json_real(rule->drop));
  ep_json_set(out, "from", json_real(rule->from));
  ep_json_set(out, "elastic", ep_json_range(rule->elastic[0], rule->elastic[1]));
  ep_json_set(out, "slip", json_real(rule->slip));
  ep_json_set(out, "until", ep_json_number(rule->until));
  ep_json_set(out, "sizes", sizes);
  ep_json_set(out, "sites", json_numbers(rule->sites, rule->nsites));
  ep_json_set(out, "attempt_per_s", ep_json_number(rule->attempt));
  ep_json_set(out, "lattice_A", json_numbers(rule->lattices, rule->nlattices));
  return out;
}

static bool print_json(const struct options *o, const struct ep_softening *softening)
{
  json_t *out = ep_json_object();
  ep_json_set(out, "rule", json_rule(&o->rule));
  for (int p = 0; p < EP_SOFTENING_PARTS; p++) {
    json_t *array = ep_json_array();
    for (size_t i = 0; i < softening->counts[p]; i++)
      ep_json_append(array, json_finding(&softening->findings[p][i]));
    ep_json_set(out, parts[p].key, array);
  }
  return ep_json_print(out);
}

// CSV

// A number, nothing for none.
static void csv_number(double value)
{
  putchar(',');
  if (!isnan(value)) printf("%.12g", value);
}

static void csv_count(int n)
{
  putchar(',');
  if (n >= 0) printf("%d", n);
}

static void csv_word(const char *of, const char *against)
{
  printf(",%s%s%s", of, *against ? "/" : "", against);
}

static void print_csv(const struct ep_softening *softening)
{
  puts("part,file,seed,metal,potential,size,temperature_K,rate_per_s,variant,name,verdict,censored,"
       "missing,quantity,n,against_n,value,standard_error,freedom,low,high");
  for (int p = 0; p < EP_SOFTENING_PARTS; p++)
    for (size_t i = 0; i < softening->counts[p]; i++) {
      const struct ep_softening_finding *f = &softening->findings[p][i];
      for (int k = 0; k < f->nquantities; k++) {
        const struct ep_softening_quantity *q = &f->quantities[k];
        printf("%s,", parts[p].key);
        if (f->run)
          printf("\"%s\",%lld", f->run->file, f->run->seed);
        else
          putchar(',');
        csv_word(f->of.metal, f->against.metal);
        csv_word(f->of.potential, f->against.potential);
        csv_word(f->of.size, f->against.size);
        csv_number(f->of.temperature);
        csv_number(f->of.rate);
        if (!isnan(f->against.rate)) printf("/%.12g", f->against.rate);
        csv_word(f->of.variant, f->against.variant);
        printf(",%s,%s", f->name, f->verdict ? f->verdict : "");
        csv_count(f->run ? -1 : (int) f->censored);
        csv_count(f->run ? -1 : (int) f->missing);
        printf(",%s", q->name);
        csv_count(q->n);
        csv_count(q->against);
        csv_number(q->estimate.value);
        csv_number(q->estimate.error);
        csv_number(q->estimate.freedom);
        csv_number(q->estimate.low);
        csv_number(q->estimate.high);
        putchar('\n');
      }
    }
}

static bool print(const struct options *o, const struct ep_softening *softening)
{
  bool done = true;
  switch (o->format) {
    case TEXT:
      print_text(o, softening);
      break;
    case JSON:
      done = print_json(o, softening);
      break;
    case CSV:
      print_csv(softening);
      break;
  }
  if (!fflush(stdout) && done) return true;
  fprintf(stderr, "electropulse films: cannot print: %s\n", strerror(errno));
  return false;
}

static bool films(const struct options *o)
{
  struct ep_campaign campaign = {NULL, 0};
  struct ep_softening softening = {.nruns = 0};
  const bool good = ep_campaign_read(o->table, o->partial, &campaign) &&
      ep_softening_measure(&campaign, &o->rule, &softening) &&
      (!o->figure || ep_yield_figure_write(o->figure, &softening, &o->rule)) &&
      print(o, &softening);
  ep_softening_free(&softening);
  ep_campaign_free(&campaign);
  return good;
}

int ep_films_main(int argc, char **argv)
{
  struct options options = {.rule = {.from = 0.02,
                                     .drop = 0.2,
                                     .elastic = {0.005, 0.02},
                                     .slip = 0.1,
                                     .until = INFINITY,
                                     .attempt = NAN,
                                     .sizes = {"S", "M", "L"},
                                     .nsizes = 3}};
  const int status = read_options(argc, argv, &options);
  if (status != EP_EXIT_OK) return status;
  if (options.help) {
    print_usage(stdout);
    return EP_EXIT_OK;
  }
  return films(&options) ? EP_EXIT_OK : EP_EXIT_FAILURE;
}
