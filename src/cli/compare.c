// electropulse compare: whether a boundary moves more under pulses than without.
#define _POSIX_C_SOURCE 200809L
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "command.h"
#include "input.h"
#include "options.h"
#include "table.h"

#include "electropulse/motion.h"
#include "electropulse/random.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONTROL, PULSED, HEATED, CONDITIONS };

// intervals from fewer runs are so narrow that the user should hear of it
enum { FEW_RUNS = 10 };

static const double level = 0.95;
static const double limit = 1e100;    // A; what is beyond has no square
static const char *const condition_names[CONDITIONS] = {"control", "pulsed", "heated"};

enum { TIME, POSITION, COLUMNS };
static const struct ep_table_request requests[COLUMNS] = {
    [TIME] = {"time_ps", true},
    [POSITION] = {"position_A", true},
};

struct options {
  const char **files[CONDITIONS];    // each with room for argc names
  size_t nfiles[CONDITIONS];
  double ratio;
  size_t resamples;
  uint32_t seed;
  bool json, help;
};

// One file's displacements.
struct run {
  ep_motion_sums sums;
  const char *path;
};

// What the files of a condition say; a condition without files has no runs.
struct condition {
  ep_motion_sums *sums;
  ep_motion_set set;
  int64_t count;
  double rms;
  ep_motion_estimate msd, mean, right;
  ep_motion_estimate excess, ratio;    // over the control
};

// The time between rows, which all runs share.
struct interval {
  double time;
  const char *path;    // the file that set it, or NULL
};

enum answer { NO, YES, UNDECIDED, BELOW, NOT_ASKED };

static void print_usage(FILE *out)
{
  fputs("Usage: electropulse compare --control FILE... --pulsed FILE... [options]\n"
        "\n"
        "Compares the displacements of a boundary from one rest to the next with and without\n"
        "pulses, and says whether the pulses move it.\n"
        "\n"
        "Each FILE is one run (one random seed): comma-separated values with a line of column\n"
        "names, among them time_ps and position_A, and one row per pulse period, evenly spaced;\n"
        "the first row is the position before the first pulse. A row that is written twice, as\n"
        "LAMMPS' fix print does between two runs, counts once.\n"
        "\n"
        "  --control FILE...    runs without current\n"
        "  --pulsed FILE...     the same model under pulses\n"
        "  --heated FILE...     the same model, heated uniformly instead\n"
        "  --ratio R            how many times the control's mean squared displacement (MSD)\n"
        "                       counts as motion (4)\n"
        "  --bootstrap N        resamples for the 95 % intervals (10000)\n"
        "  --seed N             of the resampling, 0 to 4294967295 (1)\n"
        "  --json               print JSON instead of the table\n"
        "  -h, --help           this text\n"
        "\n"
        "The rule. moves: yes when the MSD of the pulsed runs is at least R times that of the\n"
        "control runs and the 95 % interval of the excess lies above 0. uniform heating: still\n"
        "when the MSD of the heated runs lies within the control's 95 % interval.\n"
        "\n"
        "Intervals are percentiles over resamples of whole runs. Few runs make them too narrow:\n"
        "on synthetic runs they hold the truth in about 93 % of cases with 40 runs, 89 % with\n"
        "10, 83 % with 5 and 50 % with 2; a single run has none. The order of the files does\n"
        "not matter.\n"
        "\n"
        "Exit status: 0 the pulsed runs move and the heated ones are still (what was given of\n"
        "the two), 1 bad data, 2 bad options, 3 otherwise.\n",
        out);
}

static bool read_integer(const char *text, uint64_t low, uint64_t high, uint64_t *value)
{
  char *end;
  if (*text < '0' || *text > '9') return false;
  errno = 0;
  const unsigned long long number = strtoull(text, &end, 10);
  *value = number;
  return errno == 0 && *end == '\0' && number >= low && number <= high;
}

static bool read_ratio(const char *text, double *value)
{
  const struct ep_span span = {text, strlen(text)};
  return ep_text_number(span, value) && isfinite(*value) && *value > 0;
}

static int check_options(const struct options *o)
{
  if (o->nfiles[CONTROL] == 0)
    return ep_options_error("compare", "--control FILE... is missing%s", "");
  if (o->nfiles[PULSED] + o->nfiles[HEATED] == 0)
    return ep_options_error("compare", "--pulsed FILE... is missing%s", "");
  for (int c = 0; c < CONDITIONS; c++)
    for (size_t i = 0; i < o->nfiles[c]; i++)
      for (int d = 0; d <= c; d++)
        for (size_t j = 0; j < (d == c ? i : o->nfiles[d]); j++)
          if (!strcmp(o->files[c][i], o->files[d][j]))
            return ep_options_error("compare", "'%s' is given twice: a file is one run",
                                    o->files[c][i]);
  return EP_EXIT_OK;
}

static int read_options(int argc, char **argv, struct options *o)
{
  enum { RATIO = CONDITIONS, BOOTSTRAP, SEED, JSON, HELP };
  static const struct option known[] = {{"control", required_argument, NULL, CONTROL},
                                        {"pulsed", required_argument, NULL, PULSED},
                                        {"heated", required_argument, NULL, HEATED},
                                        {"ratio", required_argument, NULL, RATIO},
                                        {"bootstrap", required_argument, NULL, BOOTSTRAP},
                                        {"seed", required_argument, NULL, SEED},
                                        {"json", no_argument, NULL, JSON},
                                        {"help", no_argument, NULL, HELP},
                                        {NULL, 0, NULL, 0}};
  uint64_t number;
  ep_options_restart();
  for (;;) {
    const int at = optind > 0 ? optind : 1;
    // '+': stop at the first word that is no option, since files are taken below
    const int c = getopt_long(argc, argv, "+:h", known, NULL);
    if (c == -1) break;
    switch (c) {
      case CONTROL:
      case PULSED:
      case HEATED:
        if (optarg[0] == '-')
          return ep_options_error("compare", "option '--%s' needs a file", condition_names[c]);
        o->files[c][o->nfiles[c]++] = optarg;
        while (optind < argc && argv[optind][0] != '-')
          o->files[c][o->nfiles[c]++] = argv[optind++];
        break;
      case RATIO:
        if (!read_ratio(optarg, &o->ratio))
          return ep_options_error("compare", "--ratio must be a number above 0, got '%s'", optarg);
        break;
      case BOOTSTRAP:
        if (!read_integer(optarg, 100, 10000000, &number))
          return ep_options_error(
              "compare", "--bootstrap must be an integer from 100 to 10000000, got '%s'", optarg);
        o->resamples = (size_t) number;
        break;
      case SEED:
        if (!read_integer(optarg, 0, UINT32_MAX, &number))
          return ep_options_error(
              "compare", "--seed must be an integer from 0 to 4294967295, got '%s'", optarg);
        o->seed = (uint32_t) number;
        break;
      case JSON:
        o->json = true;
        break;
      case HELP:
      case 'h':
        o->help = true;
        return EP_EXIT_OK;
      case ':':
        return ep_options_error("compare", "option '%s' needs a value", argv[optind - 1]);
      default:
        return ep_options_error("compare", "unknown option '%s'",
                                argv[optind > at ? optind - 1 : at]);
    }
  }
  if (optind < argc)
    return ep_options_error(
        "compare", "'%s' belongs to no option: files follow --control, --pulsed or --heated",
        argv[optind]);
  return check_options(o);
}

#ifdef __GNUC__
__attribute__((format(printf, 3, 4)))
#endif
static bool
complain_row(const char *path, size_t row, const char *format, ...)
{
  va_list rest;
  va_start(rest, format);
  fprintf(stderr, "electropulse compare: %s: row %zu: ", path, row);
  vfprintf(stderr, format, rest);
  fputc('\n', stderr);
  va_end(rest);
  return false;
}

// Drops rows that repeat the one before and checks the rest; table->rows is what is left. The table
// keeps no line numbers, so messages count the rows after the header.
static bool check_rows(const char *path, struct ep_table *table, struct interval *interval)
{
  double *t = table->values[TIME], *x = table->values[POSITION];
  size_t kept = 0;
  for (size_t i = 0; i < table->rows; i++) {
    const size_t row = i + 1;
    if (!isfinite(t[i])) return complain_row(path, row, "time_ps is %g", t[i]);
    if (!(fabs(x[i]) < limit))
      return complain_row(path, row,
                          "position_A is %g at %g ps: a run that lost its boundary cannot be "
                          "compared",
                          x[i], t[i]);
    if (kept > 0) {
      const double step = t[i] - t[kept - 1];
      if (step == 0 && x[i] == x[kept - 1]) continue;
      if (step == 0)
        return complain_row(path, row, "time_ps %g a second time, with another position_A", t[i]);
      if (step < 0)
        return complain_row(path, row, "time_ps goes back from %g to %g", t[kept - 1], t[i]);
      if (!interval->path) *interval = (struct interval){step, path};
      // displacements over unlike times cannot be compared
      if (fabs(step - interval->time) > 0.01 * interval->time)
        return complain_row(path, row,
                            "%g ps after the row before; rows must be evenly spaced, %g ps apart "
                            "as at the start of %s",
                            step, interval->time, interval->path);
    }
    t[kept] = t[i];
    x[kept++] = x[i];
  }
  table->rows = kept;
  return true;
}

static bool read_run(const char *path, struct interval *interval, struct run *run)
{
  struct ep_table table;
  struct ep_text_error error;
  char *text;
  size_t length;
  if (!ep_input_read("compare", path, &text, &length)) return false;
  bool good = ep_table_parse(text, length, requests, COLUMNS, &table, &error);
  free(text);
  if (!good) return ep_input_complain_text("compare", path, &error);
  run->path = path;
  good = check_rows(path, &table, interval);
  if (good &&
      ep_motion_add_up(table.values[POSITION], table.rows, &run->sums, NULL) != EP_MOTION_OK)
    good = ep_input_complain("compare", path, "only one row: a displacement needs two");
  ep_table_free(&table);
  return good;
}

static int compare_runs(const void *a, const void *b)
{
  const ep_motion_sums *x = &((const struct run *) a)->sums, *y = &((const struct run *) b)->sums;
  if (x->count != y->count) return x->count < y->count ? -1 : 1;
  if (x->sum_square != y->sum_square) return x->sum_square < y->sum_square ? -1 : 1;
  if (x->sum != y->sum) return x->sum < y->sum ? -1 : 1;
  return (x->right > y->right) - (x->right < y->right);
}

static bool read_condition(const struct options *o, int c, struct interval *interval,
                           struct condition *condition)
{
  const size_t n = o->nfiles[c];
  struct run *runs = calloc(n, sizeof *runs);
  condition->sums = calloc(n, sizeof *condition->sums);
  bool good = runs && condition->sums;
  if (!good) ep_input_complain("compare", condition_names[c], "out of memory");
  for (size_t i = 0; good && i < n; i++) good = read_run(o->files[c][i], interval, &runs[i]);
  if (good) {
    // the same numbers for any order of the files
    qsort(runs, n, sizeof *runs, compare_runs);
    for (size_t i = 0; i < n; i++) {
      condition->sums[i] = runs[i].sums;
      condition->count += runs[i].sums.count;
      if (i > 0 && runs[i].sums.sum_square > 0 && compare_runs(&runs[i - 1], &runs[i]) == 0)
        fprintf(stderr,
                "electropulse compare: %s: note: the displacements are those of %s: is this one "
                "run given twice?\n",
                runs[i].path, runs[i - 1].path);
    }
    condition->set = (ep_motion_set){condition->sums, n, ep_random_stream(condition_names[c])};
    if (n < FEW_RUNS)
      fprintf(stderr, "electropulse compare: note: %s: %zu run%s: %s\n", condition_names[c], n,
              n == 1 ? "" : "s",
              n == 1 ? "no interval can be had" : "the intervals are too narrow");
  }
  free(runs);
  return good;
}

static void measure(const ep_motion_bootstrap *bootstrap, struct condition conditions[CONDITIONS])
{
  for (int i = 0; i < CONDITIONS; i++) {
    struct condition *c = &conditions[i];
    if (c->set.nruns == 0) continue;
    c->rms = ep_motion_value(&c->set, EP_MOTION_RMS);
    ep_motion_interval(bootstrap, &c->set, EP_MOTION_MSD, &c->msd);
    ep_motion_interval(bootstrap, &c->set, EP_MOTION_MEAN, &c->mean);
    ep_motion_interval(bootstrap, &c->set, EP_MOTION_RIGHT, &c->right);
    if (i == CONTROL) continue;
    ep_motion_excess(bootstrap, &c->set, &conditions[CONTROL].set, &c->excess);
    ep_motion_ratio(bootstrap, &c->set, &conditions[CONTROL].set, &c->ratio);
  }
}

static enum answer moves(const struct condition *pulsed, const struct condition *control,
                         double ratio)
{
  if (pulsed->set.nruns == 0) return NOT_ASKED;
  if (!(pulsed->msd.value >= ratio * control->msd.value)) return NO;
  if (isnan(pulsed->excess.low)) return UNDECIDED;
  return pulsed->excess.low > 0 ? YES : NO;
}

// Whether uniform heating moves the boundary.
static enum answer heated_moves(const struct condition *heated, const struct condition *control)
{
  if (heated->set.nruns == 0) return NOT_ASKED;
  if (isnan(control->msd.low)) return UNDECIDED;
  if (heated->msd.value > control->msd.high) return YES;
  return heated->msd.value < control->msd.low ? BELOW : NO;
}

static void format_estimate(char *out, size_t size, const ep_motion_estimate *e)
{
  if (isnan(e->value))
    snprintf(out, size, "n/a");
  else if (isnan(e->low))
    snprintf(out, size, "%.3g [n/a]", e->value);
  else
    snprintf(out, size, "%.3g [%.3g, %.3g]", e->value, e->low, e->high);
}

static void print_table(const struct options *o, const struct condition conditions[CONDITIONS])
{
  printf("%-9s  %4s  %5s  %-27s  %7s  %-27s  %s\n", "condition", "runs", "steps", "MSD (A^2)",
         "rms (A)", "mean step (A)", "fraction right");
  for (int i = 0; i < CONDITIONS; i++) {
    const struct condition *c = &conditions[i];
    char msd[96], mean[96], right[96];
    if (c->set.nruns == 0) continue;
    format_estimate(msd, sizeof msd, &c->msd);
    format_estimate(mean, sizeof mean, &c->mean);
    format_estimate(right, sizeof right, &c->right);
    printf("%-9s  %4zu  %5lld  %-27s  %7.3g  %-27s  %s\n", condition_names[i], c->set.nruns,
           (long long) c->count, msd, c->rms, mean, right);
  }
  printf("\n");
  for (int i = CONTROL + 1; i < CONDITIONS; i++) {
    const struct condition *c = &conditions[i];
    char text[96];
    if (c->set.nruns == 0) continue;
    format_estimate(text, sizeof text, &c->excess);
    printf("excess MSD, %s over control (A^2)  %s\n", condition_names[i], text);
    format_estimate(text, sizeof text, &c->ratio);
    printf("ratio of MSD, %s to control        %s\n", condition_names[i], text);
  }
  printf("\n[95 %% intervals: %zu resamples of whole runs, seed %lu; n/a: fewer than two runs, or "
         "no motion to divide by]\n\n",
         o->resamples, (unsigned long) o->seed);
}

static void print_verdicts(const struct options *o, const struct condition conditions[CONDITIONS],
                           enum answer moved, enum answer heated)
{
  static const char *const heating[] = {[NO] = "still (MSD within the control's interval)",
                                        [YES] = "moves (MSD above the control's interval)",
                                        [UNDECIDED] = "undecided (the control has no interval)",
                                        [BELOW] = "not met (MSD below the control's interval)"};
  const double least = o->ratio * conditions[CONTROL].msd.value;
  if (moved == YES)
    printf("moves: yes (MSD at least %g times the control's, excess above 0)\n", o->ratio);
  else if (moved == UNDECIDED)
    printf("moves: undecided (the excess has no interval)\n");
  else if (moved == NO && conditions[PULSED].msd.value >= least)
    printf("moves: no (the interval of the excess reaches 0)\n");
  else if (moved == NO)
    printf("moves: no (MSD less than %g times the control's)\n", o->ratio);
  if (heated != NOT_ASKED) printf("uniform heating: %s\n", heating[heated]);
}

static void print_json_number(double value)
{
  if (isfinite(value))
    printf("%.17g", value);
  else
    fputs("null", stdout);
}

static void print_json_estimate(const char *name, const ep_motion_estimate *e)
{
  printf(", \"%s\": {\"value\": ", name);
  print_json_number(e->value);
  printf(", \"low\": ");
  print_json_number(e->low);
  printf(", \"high\": ");
  print_json_number(e->high);
  printf("}");
}

static void print_json(const struct options *o, const struct condition conditions[CONDITIONS],
                       double period, enum answer moved, enum answer heated, bool met)
{
  static const char *const excess[] = {
      [NO] = "\"no\"", [YES] = "\"yes\"", [UNDECIDED] = "\"undecided\"", [NOT_ASKED] = "null"};
  static const char *const heating[] = {[NO] = "\"still\"",
                                        [YES] = "\"moves\"",
                                        [UNDECIDED] = "\"undecided\"",
                                        [BELOW] = "\"below\"",
                                        [NOT_ASKED] = "null"};
  printf("{\n  \"rule\": {\"ratio\": %.17g, \"level\": %.17g, \"bootstrap\": %zu, \"seed\": %lu},\n"
         "  \"period_ps\": %.17g,\n  \"conditions\": {",
         o->ratio, level, o->resamples, (unsigned long) o->seed, period);
  for (int i = 0; i < CONDITIONS; i++) {
    const struct condition *c = &conditions[i];
    if (c->set.nruns == 0) continue;
    printf("%s\n    \"%s\": {\"runs\": %zu, \"displacements\": %lld, \"rms_A\": ",
           i == CONTROL ? "" : ",", condition_names[i], c->set.nruns, (long long) c->count);
    print_json_number(c->rms);
    print_json_estimate("msd_A2", &c->msd);
    print_json_estimate("mean_A", &c->mean);
    print_json_estimate("right", &c->right);
    if (i != CONTROL) {
      print_json_estimate("excess_A2", &c->excess);
      print_json_estimate("ratio", &c->ratio);
    }
    printf("}");
  }
  printf("\n  },\n  \"moves\": %s,\n  \"uniform_heating\": %s,\n  \"met\": %s\n}\n", excess[moved],
         heating[heated], met ? "true" : "false");
}

static int compare(const struct options *o)
{
  struct condition conditions[CONDITIONS] = {{0}};
  struct interval interval = {0};
  int status = EP_EXIT_FAILURE;
  double *work = malloc(o->resamples * sizeof *work);
  bool good = work || ep_input_complain("compare", "--bootstrap", "out of memory");
  for (int c = 0; good && c < CONDITIONS; c++)
    good = o->nfiles[c] == 0 || read_condition(o, c, &interval, &conditions[c]);
  if (good) {
    const ep_motion_bootstrap bootstrap = {o->seed, o->resamples, level, work};
    measure(&bootstrap, conditions);
    const enum answer moved = moves(&conditions[PULSED], &conditions[CONTROL], o->ratio);
    const enum answer heated = heated_moves(&conditions[HEATED], &conditions[CONTROL]);
    const bool met = (moved == YES || moved == NOT_ASKED) && (heated == NO || heated == NOT_ASKED);
    if (o->json) {
      print_json(o, conditions, interval.time, moved, heated, met);
    } else {
      print_table(o, conditions);
      print_verdicts(o, conditions, moved, heated);
    }
    status = met ? EP_EXIT_OK : EP_EXIT_NOT_MET;
  }
  for (int c = 0; c < CONDITIONS; c++) free(conditions[c].sums);
  free(work);
  return status;
}

int ep_compare_main(int argc, char **argv)
{
  struct options options = {.ratio = 4, .resamples = 10000, .seed = 1};
  const char **names = calloc((size_t) argc * CONDITIONS, sizeof *names);
  if (!names) {
    fputs("electropulse compare: out of memory\n", stderr);
    return EP_EXIT_FAILURE;
  }
  for (int c = 0; c < CONDITIONS; c++) options.files[c] = names + (size_t) argc * (size_t) c;
  int status = read_options(argc, argv, &options);
  if (options.help)
    print_usage(stdout);
  else if (status == EP_EXIT_OK)
    status = compare(&options);
  free(names);
  return status;
}
