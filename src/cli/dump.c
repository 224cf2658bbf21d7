// LAMMPS text dumps: the last snapshot of `dump custom`.
#include "dump.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// Coordinates beyond this (Angstrom) are junk, and would lose the atoms in the drawing.
static const double coordinate_limit = 1e7;

struct columns {
  size_t count, place[3], role;
};

static bool starts_with(struct ep_span span, const char *string)
{
  return span.length >= strlen(string) && !memcmp(span.start, string, strlen(string));
}

static struct ep_span after(struct ep_span span, const char *string)
{
  span.start += strlen(string);
  span.length -= strlen(string);
  return ep_text_trim(span);
}

// c_ID[2], where compute electropulse/core/atom keeps the role
static bool is_role_like(struct ep_span name)
{
  return name.length > 5 && starts_with(name, "c_") &&
      !memcmp(name.start + name.length - 3, "[2]", 3);
}

static bool find_columns(struct ep_span names, size_t line, const char *role_column,
                         struct columns *columns, struct ep_text_error *error)
{
  static const char *const wrapped[3] = {"x", "y", "z"}, *const unwrapped[3] = {"xu", "yu", "zu"};
  size_t plain[3] = {SIZE_MAX, SIZE_MAX, SIZE_MAX}, loose[3] = {SIZE_MAX, SIZE_MAX, SIZE_MAX};
  size_t named = SIZE_MAX, like = SIZE_MAX, nlike = 0;
  struct ep_span name;
  char quote[EP_QUOTE_SIZE];
  const struct ep_span all = names;
  for (columns->count = 0; ep_text_word(&names, &name); columns->count++) {
    for (int d = 0; d < 3; d++) {
      if (ep_text_equal(name, wrapped[d])) plain[d] = columns->count;
      if (ep_text_equal(name, unwrapped[d])) loose[d] = columns->count;
    }
    if (ep_text_equal(name, role_column ? role_column : "role")) named = columns->count;
    if (is_role_like(name)) {
      like = columns->count;
      nlike++;
    }
  }
  const bool all_loose = loose[0] != SIZE_MAX && loose[1] != SIZE_MAX && loose[2] != SIZE_MAX;
  for (int d = 0; d < 3; d++) {
    columns->place[d] = plain[d];
    if (plain[d] != SIZE_MAX) continue;
    if (!all_loose)
      return ep_text_fail(error, line, "no column '%s' or '%s' (the columns are '%s')", wrapped[d],
                          unwrapped[d], ep_text_quote(all, quote));
    memcpy(columns->place, loose, sizeof loose);
    break;
  }
  columns->role = named;
  if (named != SIZE_MAX) return true;
  if (role_column)
    return ep_text_fail(error, line, "no column '%.40s' (the columns are '%s')", role_column,
                        ep_text_quote(all, quote));
  if (nlike > 1)
    return ep_text_fail(error, line, "%zu columns could be the role: choose with --role-column",
                        nlike);
  if (nlike == 0)
    return ep_text_fail(error, line,
                        "no column 'role' or 'c_ID[2]' (the columns are '%s'): choose with "
                        "--role-column",
                        ep_text_quote(all, quote));
  columns->role = like;
  return true;
}

static bool next_line(struct ep_text *reader, struct ep_span *line, const char *wanted,
                      struct ep_text_error *error)
{
  if (ep_text_line(reader, line)) return true;
  return ep_text_fail(error, reader->line, "the file ends where %s should follow", wanted);
}

static bool read_count(struct ep_text *reader, const char *what, long long *value,
                       struct ep_text_error *error)
{
  struct ep_span line;
  double number;
  char quote[EP_QUOTE_SIZE];
  if (!next_line(reader, &line, what, error)) return false;
  if (!ep_text_number(line, &number) || !(number >= 0 && number < 9e15) || number != floor(number))
    return ep_text_fail(error, reader->line, "expected %s, found '%s'", what,
                        ep_text_quote(line, quote));
  *value = (long long) number;
  return true;
}

static bool read_box(struct ep_text *reader, struct ep_span kind, struct ep_dump *dump,
                     struct ep_text_error *error)
{
  const bool general = starts_with(kind, "abc origin"), tilted = starts_with(kind, "xy xz yz");
  const size_t wanted = general ? 4 : tilted ? 3 : 2;
  double bound[3][4] = {{0}};
  for (int d = 0; d < 3; d++) {
    struct ep_span line, word;
    char quote[EP_QUOTE_SIZE];
    if (!next_line(reader, &line, "the bounds of the box", error)) return false;
    const struct ep_span whole = line;
    size_t found = 0;
    for (; ep_text_word(&line, &word); found++)
      if (found < wanted &&
          (!ep_text_number(word, &bound[d][found]) || !(fabs(bound[d][found]) <= coordinate_limit)))
        return ep_text_fail(error, reader->line, "bounds of the box: bad value '%s'",
                            ep_text_quote(word, quote));
    if (found != wanted)
      return ep_text_fail(error, reader->line, "bounds of the box: expected %zu values, found '%s'",
                          wanted, ep_text_quote(whole, quote));
  }
  memset(dump->edge, 0, sizeof dump->edge);
  if (general) {
    for (int d = 0; d < 3; d++) {
      memcpy(dump->edge[d], bound[d], 3 * sizeof(double));
      dump->origin[d] = bound[d][3];
    }
    return true;
  }
  // a tilted box is written as the bounds of the parallelepiped: take the tilts off again
  const double xy = bound[0][2], xz = bound[1][2], yz = bound[2][2];
  bound[0][0] -= fmin(fmin(0, xy), fmin(xz, xy + xz));
  bound[0][1] -= fmax(fmax(0, xy), fmax(xz, xy + xz));
  bound[1][0] -= fmin(0, yz);
  bound[1][1] -= fmax(0, yz);
  for (int d = 0; d < 3; d++) {
    dump->origin[d] = bound[d][0];
    dump->edge[d][d] = bound[d][1] - bound[d][0];
  }
  dump->edge[1][0] = xy;
  dump->edge[2][0] = xz;
  dump->edge[2][1] = yz;
  return true;
}

static bool read_atom(struct ep_span line, size_t number, const struct columns *columns,
                      struct ep_dump_atom *atom, struct ep_text_error *error)
{
  double place[3] = {0}, role = -1;
  char quote[EP_QUOTE_SIZE];
  struct ep_span word;
  size_t found = 0;
  for (; ep_text_word(&line, &word); found++) {
    for (int d = 0; d < 3; d++)
      if (found == columns->place[d] &&
          (!ep_text_number(word, &place[d]) || !(fabs(place[d]) <= coordinate_limit)))
        return ep_text_fail(error, number, "%c: bad coordinate '%s'", "xyz"[d],
                            ep_text_quote(word, quote));
    if (found == columns->role && !ep_text_number(word, &role))
      return ep_text_fail(error, number, "role: expected a number, found '%s'",
                          ep_text_quote(word, quote));
  }
  if (found != columns->count)
    return ep_text_fail(error, number, "expected %zu values, found %zu", columns->count, found);
  atom->x = place[0];
  atom->y = place[1];
  atom->z = place[2];
  atom->role = EP_DUMP_OTHER;
  for (int k = 0; k < EP_DUMP_OTHER; k++)
    if (role == k) atom->role = (enum ep_dump_role) k;
  return true;
}

static bool read_atoms(struct ep_text *reader, const struct columns *columns, long long count,
                       struct ep_dump *dump, struct ep_text_error *error)
{
  // Four values and their blanks take eight bytes a line: a false count must not allocate the
  // world.
  const size_t left = (size_t) (reader->end - reader->at);
  const size_t likely = (unsigned long long) count < left / 8 + 1 ? (size_t) count : left / 8 + 1;
  dump->atoms = malloc(likely * sizeof *dump->atoms);
  if (!dump->atoms) return ep_text_fail(error, 0, "out of memory for %zu atoms", likely);
  while (dump->count < (unsigned long long) count) {
    struct ep_span line;
    if (dump->count == likely || !ep_text_line(reader, &line) || starts_with(line, "ITEM:"))
      return ep_text_fail(error, reader->line,
                          "the snapshot of step %lld is cut short: %lld atoms announced, %zu found",
                          dump->step, count, dump->count);
    if (!read_atom(line, reader->line, columns, &dump->atoms[dump->count], error)) return false;
    dump->count++;
  }
  return true;
}

// Moves the reader to the last line that begins a snapshot.
static bool find_last(struct ep_text *reader, struct ep_text_error *error)
{
  struct ep_text at = *reader, last = {NULL, NULL, 0};
  struct ep_span line;
  size_t lines = 0;
  while (ep_text_line(&at, &line)) {
    if (lines++ == 0 && !starts_with(line, "ITEM:"))
      return ep_text_fail(error, 1, "not a LAMMPS text dump: the first line should begin 'ITEM:'");
    if (!starts_with(line, "ITEM: TIMESTEP")) continue;
    last = at;
  }
  if (!last.at) return ep_text_fail(error, 0, "no snapshot: no line 'ITEM: TIMESTEP'");
  *reader = last;
  return true;
}

static bool parse(struct ep_text *reader, const char *role_column, struct ep_dump *dump,
                  struct ep_text_error *error)
{
  long long count = -1;
  bool box = false;
  struct ep_span line;
  if (!find_last(reader, error)) return false;
  if (!read_count(reader, "a timestep", &dump->step, error)) return false;
  while (next_line(reader, &line, "'ITEM: ATOMS'", error)) {
    if (starts_with(line, "ITEM: NUMBER OF ATOMS")) {
      if (!read_count(reader, "a number of atoms", &count, error)) return false;
    } else if (starts_with(line, "ITEM: BOX BOUNDS")) {
      if (!read_box(reader, after(line, "ITEM: BOX BOUNDS"), dump, error)) return false;
      box = true;
    } else if (starts_with(line, "ITEM: ATOMS")) {
      struct columns columns;
      if (count < 0)
        return ep_text_fail(error, reader->line, "no number of atoms before the atoms");
      if (!box) return ep_text_fail(error, reader->line, "no bounds of the box before the atoms");
      if (count == 0) return ep_text_fail(error, reader->line, "the snapshot has no atoms");
      if (!find_columns(after(line, "ITEM: ATOMS"), reader->line, role_column, &columns, error))
        return false;
      return read_atoms(reader, &columns, count, dump, error);
    }
    // anything else, such as ITEM: TIME, says nothing that is drawn
  }
  return false;
}

static int compare(const void *left, const void *right)
{
  const struct ep_dump_atom *a = left, *b = right;
  if (a->z != b->z) return a->z < b->z ? -1 : 1;
  if (a->y != b->y) return a->y < b->y ? -1 : 1;
  return (a->x > b->x) - (a->x < b->x);
}

bool ep_dump_parse(const char *text, size_t length, const char *role_column, struct ep_dump *dump,
                   struct ep_text_error *error)
{
  memset(dump, 0, sizeof *dump);
  if (!ep_text_check(text, length, error)) return false;
  struct ep_text reader = {text, text + length, 0};
  if (!parse(&reader, role_column, dump, error)) {
    ep_dump_free(dump);
    return false;
  }
  qsort(dump->atoms, dump->count, sizeof *dump->atoms, compare);
  return true;
}

void ep_dump_free(struct ep_dump *dump)
{
  free(dump->atoms);
  memset(dump, 0, sizeof *dump);
}
