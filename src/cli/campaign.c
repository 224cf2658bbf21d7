// Reading a campaign of tension runs.
#define _POSIX_C_SOURCE 200809L

#include "campaign.h"

#include "canvas.h"
#include "input.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char verb[] = "films";

// The strain must rise at the rate of the table to within this share; campaigns differ by factors of three and more.
static const double rate_tolerance = 0.2;

enum { FILE_NAME, METAL, POTENTIAL, SIZE, TEMPERATURE, RATE, VARIANT, SEED, HOPS, COLUMNS };
static const char *const column_names[COLUMNS] = {
    "file", "metal", "potential", "size", "temperature_K", "rate_per_s", "variant", "seed", "hops"};

static const struct ep_table_request run_requests[EP_RUN_COLUMNS] = {
    [EP_RUN_TIME] = {"time_ps", true},
    [EP_RUN_STRAIN] = {"strain", true},
    [EP_RUN_STRESS] = {"stress_GPa", true},
    [EP_RUN_TEMPERATURE] = {"temperature_K", false},
};

#ifdef __GNUC__
__attribute__((format(printf, 2, 3)))
#endif
static bool
complain(const char *path, const char *format, ...)
{
  char message[512];
  va_list rest;
  va_start(rest, format);
  vsnprintf(message, sizeof message, format, rest);
  va_end(rest);
  return ep_input_complain(verb, path, message);
}

bool ep_campaign_word(struct ep_span span, char out[EP_CAMPAIGN_WORD])
{
  if (span.length == 0 || span.length >= EP_CAMPAIGN_WORD) return false;
  for (size_t i = 0; i < span.length; i++)
    if (!isalnum((unsigned char) span.start[i]) && !memchr("._+-", span.start[i], 4)) return false;
  memcpy(out, span.start, span.length);
  out[span.length] = '\0';
  return true;
}

static char *copy(struct ep_span span)
{
  char *out = malloc(span.length + 1);
  if (!out) return NULL;
  memcpy(out, span.start, span.length);
  out[span.length] = '\0';
  return out;
}

// Whether a file's name can stand in every output.
static bool is_printable(const char *name)
{
  return !name || (ep_canvas_drawable(name) && !strchr(name, '"'));
}

// The file's name seen from here: relative ones start at the folder of the table.
static char *locate(const char *table, const char *file)
{
  const char *slash = strrchr(table, '/');
  const size_t folder = slash && file[0] != '/' ? (size_t) (slash - table) + 1 : 0;
  char *path = malloc(folder + strlen(file) + 1);
  if (!path) return NULL;
  memcpy(path, table, folder);
  strcpy(path + folder, file);
  return path;
}

// where[k] is the column of column_names[k], SIZE_MAX for hops when it is absent.
static bool read_header(const struct ep_span *header, size_t line, size_t where[COLUMNS],
                        struct ep_text_error *error)
{
  struct ep_span rest = *header, cell;
  char quote[EP_QUOTE_SIZE];
  for (int k = 0; k < COLUMNS; k++) where[k] = SIZE_MAX;
  for (size_t column = 0; ep_table_cell(&rest, &cell); column++) {
    int k = 0;
    while (k < COLUMNS && !ep_text_equal(cell, column_names[k])) k++;
    if (k == COLUMNS)
      return ep_text_fail(error, line,
                          "unknown column '%s'; known: file, metal, potential, size, "
                          "temperature_K, rate_per_s, variant, seed, hops",
                          ep_text_quote(cell, quote));
    if (where[k] != SIZE_MAX)
      return ep_text_fail(error, line, "column '%s' appears twice", column_names[k]);
    where[k] = column;
  }
  for (int k = 0; k < HOPS; k++)
    if (where[k] == SIZE_MAX) return ep_text_fail(error, line, "no column '%s'", column_names[k]);
  return true;
}

static bool read_word(struct ep_span cell, int column, size_t line, char out[EP_CAMPAIGN_WORD],
                      struct ep_text_error *error)
{
  char quote[EP_QUOTE_SIZE];
  return ep_campaign_word(cell, out) ||
      ep_text_fail(error, line,
                   "%s must be a word of at most %d letters, digits and . _ + -, got '%s'",
                   column_names[column], EP_CAMPAIGN_WORD - 1, ep_text_quote(cell, quote));
}

static bool read_positive(struct ep_span cell, int column, size_t line, double *out,
                          struct ep_text_error *error)
{
  char quote[EP_QUOTE_SIZE];
  return (ep_text_number(cell, out) && isfinite(*out) && *out > 0) ||
      ep_text_fail(error, line, "%s must be a number above 0, got '%s'", column_names[column],
                   ep_text_quote(cell, quote));
}

static bool read_seed(struct ep_span cell, size_t line, long long *out, struct ep_text_error *error)
{
  char quote[EP_QUOTE_SIZE];
  double number;
  if (!ep_text_number(cell, &number) || !(fabs(number) < 1e15) || number != floor(number))
    return ep_text_fail(error, line, "seed must be an integer, got '%s'",
                        ep_text_quote(cell, quote));
  *out = (long long) number;
  return true;
}

static bool read_row(struct ep_span row, size_t line, const size_t where[COLUMNS],
                     struct ep_campaign_run *run, struct ep_text_error *error)
{
  struct ep_span cells[COLUMNS] = {{NULL, 0}}, cell;
  for (size_t column = 0; ep_table_cell(&row, &cell); column++)
    for (int k = 0; k < COLUMNS; k++)
      if (where[k] == column) cells[k] = cell;
  run->line = line;
  if (cells[FILE_NAME].length == 0) return ep_text_fail(error, line, "file is empty");
  if (!read_word(cells[METAL], METAL, line, run->key.metal, error) ||
      !read_word(cells[POTENTIAL], POTENTIAL, line, run->key.potential, error) ||
      !read_word(cells[SIZE], SIZE, line, run->key.size, error) ||
      !read_positive(cells[TEMPERATURE], TEMPERATURE, line, &run->key.temperature, error) ||
      !read_positive(cells[RATE], RATE, line, &run->key.rate, error) ||
      !read_word(cells[VARIANT], VARIANT, line, run->key.variant, error) ||
      !read_seed(cells[SEED], line, &run->seed, error))
    return false;
  run->file = copy(cells[FILE_NAME]);
  if (cells[HOPS].length > 0) run->hops_file = copy(cells[HOPS]);
  if (!run->file || (!run->hops_file && cells[HOPS].length > 0))
    return ep_text_fail(error, line, "out of memory");
  return (is_printable(run->file) && is_printable(run->hops_file)) ||
      ep_text_fail(error, line, "the name of a file must be UTF-8 text without double quotes");
}

static bool same_key(const struct ep_campaign_key *a, const struct ep_campaign_key *b)
{
  return !strcmp(a->metal, b->metal) && !strcmp(a->potential, b->potential) &&
      !strcmp(a->size, b->size) && !strcmp(a->variant, b->variant) &&
      a->temperature == b->temperature && a->rate == b->rate;
}

// Runs of a group must be independent.
static bool check_new(const struct ep_campaign *campaign, const struct ep_campaign_run *run,
                      struct ep_text_error *error)
{
  for (size_t i = 0; i < campaign->count; i++) {
    const struct ep_campaign_run *other = &campaign->runs[i];
    if (other == run) continue;
    if (!strcmp(other->file, run->file) ||
        (other->hops_file && run->hops_file && !strcmp(other->hops_file, run->hops_file)))
      return ep_text_fail(error, run->line, "a file of line %zu again: a file is one run",
                          other->line);
    if (other->seed == run->seed && same_key(&other->key, &run->key))
      return ep_text_fail(error, run->line, "seed %lld again, of the group and seed of line %zu",
                          run->seed, other->line);
  }
  return true;
}

static bool read_list(const char *text, size_t length, struct ep_campaign *campaign,
                      struct ep_text_error *error)
{
  struct ep_text reader;
  struct ep_span header, row;
  size_t where[COLUMNS], capacity = 0;
  if (!ep_table_open(text, length, &reader, &header, error) ||
      !read_header(&header, reader.line, where, error))
    return false;
  while (ep_table_row(&reader, &header, &row)) {
    if (!ep_table_check_row(&reader, &header, &row, error)) return false;
    if (campaign->count == capacity) {
      capacity = capacity ? 2 * capacity : 64;
      struct ep_campaign_run *more = realloc(campaign->runs, capacity * sizeof *more);
      if (!more) return ep_text_fail(error, reader.line, "out of memory");
      campaign->runs = more;
    }
    struct ep_campaign_run *run = &campaign->runs[campaign->count];
    memset(run, 0, sizeof *run);
    if (!read_row(row, reader.line, where, run, error)) {
      free(run->file);
      free(run->hops_file);
      return false;
    }
    campaign->count++;
    if (!check_new(campaign, run, error)) return false;
  }
  return campaign->count > 0 || ep_text_fail(error, 0, "no rows after the header");
}

// Drops rows that repeat the one before, as LAMMPS writes them between two run commands, and checks the rest.
static bool check_rows(const char *path, struct ep_table *table)
{
  double *const *v = table->values;
  size_t kept = 0;
  for (size_t i = 0; i < table->rows; i++) {
    for (int k = 0; k <= EP_RUN_STRESS; k++)
      if (!isfinite(v[k][i]))
        return complain(path, "row %zu: %s is %g", i + 1, run_requests[k].name, v[k][i]);
    if (kept > 0) {
      const size_t last = kept - 1;
      if (v[EP_RUN_TIME][i] == v[EP_RUN_TIME][last] &&
          v[EP_RUN_STRAIN][i] == v[EP_RUN_STRAIN][last] &&
          v[EP_RUN_STRESS][i] == v[EP_RUN_STRESS][last])
        continue;
      if (v[EP_RUN_TIME][i] <= v[EP_RUN_TIME][last])
        return complain(path, "row %zu: time_ps goes from %g to %g", i + 1, v[EP_RUN_TIME][last],
                        v[EP_RUN_TIME][i]);
      if (v[EP_RUN_STRAIN][i] < v[EP_RUN_STRAIN][last])
        return complain(path, "row %zu: strain falls from %g to %g", i + 1, v[EP_RUN_STRAIN][last],
                        v[EP_RUN_STRAIN][i]);
    }
    for (int k = 0; k < EP_RUN_COLUMNS; k++)
      if (v[k]) v[k][kept] = v[k][i];
    kept++;
  }
  table->rows = kept;
  return true;
}

static bool check_rate(const char *path, const struct ep_table *table, double rate)
{
  const size_t last = table->rows - 1;
  const double *time = table->values[EP_RUN_TIME], *strain = table->values[EP_RUN_STRAIN];
  if (last == 0) return true;
  const double found = 1e12 * (strain[last] - strain[0]) / (time[last] - time[0]);
  return fabs(found - rate) <= rate_tolerance * rate ||
      complain(path, "strain rises at %.3g /s on average, and the table says %.3g /s", found, rate);
}

static bool read_run(const char *path, struct ep_campaign_run *run)
{
  struct ep_text_error error;
  char *text;
  size_t length;
  if (!ep_input_read(verb, path, &text, &length)) return false;
  const bool good = ep_table_parse(text, length, run_requests, EP_RUN_COLUMNS, &run->table, &error);
  free(text);
  if (!good) return ep_input_complain_text(verb, path, &error);
  return check_rows(path, &run->table) && check_rate(path, &run->table, run->key.rate);
}

// Whether hops and exposure count up from 0 or more.
static bool check_hops(const char *path, const struct ep_campaign_hops *hops)
{
  static const char *const prefixes[] = {"time_ps", "hops_", "exposure_"};
  for (size_t i = 0; i < hops->table.rows; i++)
    for (int k = 0; k < EP_HOPS_COLUMNS; k++) {
      const double *v = hops->table.values[k];
      const char *name = k == EP_HOPS_TIME ? "" : hops->name;
      if (!isfinite(v[i]) || (k != EP_HOPS_TIME && v[i] < 0))
        return complain(path, "row %zu: %s%s is %g", i + 1, prefixes[k], name, v[i]);
      if (i > 0 && v[i] < v[i - 1])
        return complain(path, "row %zu: %s%s falls from %g to %g: it must count up", i + 1,
                        prefixes[k], name, v[i - 1], v[i]);
    }
  return true;
}

// Finds NAME of each column hops_NAME; the columns are looked up, and missing ones named, when they are read.
static bool name_hops(const char *text, size_t length, struct ep_campaign_run *run,
                      struct ep_text_error *error)
{
  static const char prefix[] = "hops_", other[] = "exposure_";
  struct ep_text reader;
  struct ep_span header, cell;
  char quote[EP_QUOTE_SIZE];
  size_t room = 0, exposures = 0;
  if (!ep_table_open(text, length, &reader, &header, error)) return false;
  for (struct ep_span rest = header; ep_table_cell(&rest, &cell);) room++;
  run->hops = calloc(room, sizeof *run->hops);
  if (!run->hops) return ep_text_fail(error, 0, "out of memory");
  for (struct ep_span rest = header; ep_table_cell(&rest, &cell);) {
    if (cell.length >= sizeof other - 1 && !memcmp(cell.start, other, sizeof other - 1))
      exposures++;
    if (cell.length < sizeof prefix - 1 || memcmp(cell.start, prefix, sizeof prefix - 1)) continue;
    const struct ep_span name = {cell.start + sizeof prefix - 1, cell.length - sizeof prefix + 1};
    if (!ep_campaign_word(name, run->hops[run->nhops].name))
      return ep_text_fail(error, reader.line,
                          "after hops_ a word of at most %d letters, digits and . _ + - must "
                          "stand, got '%s'",
                          EP_CAMPAIGN_WORD - 1, ep_text_quote(cell, quote));
    run->nhops++;
  }
  if (run->nhops == 0)
    return ep_text_fail(error, reader.line, "no column hops_NAME (the header is '%s')",
                        ep_text_quote(header, quote));
  if (exposures > run->nhops)
    return ep_text_fail(error, reader.line, "a column exposure_NAME has no hops_NAME");
  return true;
}

static bool read_hops(const char *path, struct ep_campaign_run *run)
{
  struct ep_text_error error;
  char *text;
  size_t length;
  if (!ep_input_read(verb, path, &text, &length)) return false;
  bool good = name_hops(text, length, run, &error);
  for (size_t i = 0; good && i < run->nhops; i++) {
    struct ep_campaign_hops *hops = &run->hops[i];
    char count[16 + EP_CAMPAIGN_WORD], exposure[16 + EP_CAMPAIGN_WORD];
    snprintf(count, sizeof count, "hops_%s", hops->name);
    snprintf(exposure, sizeof exposure, "exposure_%s", hops->name);
    const struct ep_table_request requests[EP_HOPS_COLUMNS] = {
        [EP_HOPS_TIME] = {"time_ps", true},
        [EP_HOPS_COUNT] = {count, true},
        [EP_HOPS_EXPOSURE] = {exposure, true},
    };
    good = ep_table_parse(text, length, requests, EP_HOPS_COLUMNS, &hops->table, &error);
  }
  free(text);
  if (!good) return ep_input_complain_text(verb, path, &error);
  for (size_t i = 0; i < run->nhops; i++)
    if (!check_hops(path, &run->hops[i])) return false;
  return true;
}

// Says that a file is not there; false when that is an error.
static bool tell_missing(const char *table, const struct ep_campaign_run *run, const char *file,
                         bool partial)
{
  complain(table, "%sline %zu: '%s' is missing%s", partial ? "note: " : "", run->line, file,
           partial ? "" : " (--partial goes on without)");
  return partial;
}

static bool read_file(const char *table, struct ep_campaign_run *run, const char *file,
                      bool read(const char *, struct ep_campaign_run *), bool partial,
                      bool *missing)
{
  char *path = locate(table, file);
  if (!path) return ep_input_complain(verb, file, "out of memory");
  *missing = access(path, F_OK) != 0;
  const bool good = *missing ? tell_missing(table, run, file, partial) : read(path, run);
  free(path);
  return good;
}

bool ep_campaign_read(const char *path, bool partial, struct ep_campaign *campaign)
{
  struct ep_text_error error;
  char *text;
  size_t length, found = 0;
  *campaign = (struct ep_campaign){NULL, 0};
  if (!ep_input_read(verb, path, &text, &length)) return false;
  bool good = read_list(text, length, campaign, &error);
  free(text);
  if (!good) return ep_input_complain_text(verb, path, &error);
  for (size_t i = 0; i < campaign->count; i++) {
    struct ep_campaign_run *run = &campaign->runs[i];
    bool missing = false;
    // all that is wrong is named at once
    if (!read_file(path, run, run->file, read_run, partial, &run->missing)) good = false;
    if (run->hops_file && !read_file(path, run, run->hops_file, read_hops, partial, &missing))
      good = false;
    found += !run->missing;
  }
  if (good && found == 0) return ep_input_complain(verb, path, "no run of this table is there");
  return good;
}

void ep_campaign_free(struct ep_campaign *campaign)
{
  for (size_t i = 0; i < campaign->count; i++) {
    struct ep_campaign_run *run = &campaign->runs[i];
    for (size_t k = 0; k < run->nhops; k++) ep_table_free(&run->hops[k].table);
    ep_table_free(&run->table);
    free(run->hops);
    free(run->file);
    free(run->hops_file);
  }
  free(campaign->runs);
  *campaign = (struct ep_campaign){NULL, 0};
}
