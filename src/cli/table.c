// Comma-separated values, as LAMMPS' fix print writes them.
#include "table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static struct ep_span strip_quotes(struct ep_span span)
{
  if (span.length >= 2 && span.start[0] == '"' && span.start[span.length - 1] == '"') {
    span.start++;
    span.length -= 2;
  }
  return span;
}

bool ep_table_cell(struct ep_span *rest, struct ep_span *cell)
{
  if (!rest->start) return false;
  const char *comma = rest->length ? memchr(rest->start, ',', rest->length) : NULL;
  *cell = *rest;
  if (comma) {
    cell->length = (size_t) (comma - rest->start);
    rest->start = comma + 1;
    rest->length -= cell->length + 1;
  } else {
    rest->start = NULL;
    rest->length = 0;
  }
  *cell = strip_quotes(ep_text_trim(*cell));
  return true;
}

static size_t count_cells(struct ep_span line)
{
  size_t count = 0;
  for (struct ep_span cell; ep_table_cell(&line, &cell);) count++;
  return count;
}

// Finds the wanted columns in the header: where[k] is the column of request k, or SIZE_MAX.
static bool read_header(struct ep_span header, size_t line, const struct ep_table_request *requests,
                        size_t nrequests, size_t *where, struct ep_text_error *error)
{
  for (size_t k = 0; k < nrequests; k++) where[k] = SIZE_MAX;
  struct ep_span rest = header, cell;
  for (size_t column = 0; ep_table_cell(&rest, &cell); column++)
    for (size_t k = 0; k < nrequests; k++) {
      if (!ep_text_equal(cell, requests[k].name)) continue;
      if (where[k] != SIZE_MAX)
        return ep_text_fail(error, line, "column '%s' appears twice", requests[k].name);
      where[k] = column;
    }
  for (size_t k = 0; k < nrequests; k++) {
    if (where[k] != SIZE_MAX || !requests[k].required) continue;
    char quote[EP_QUOTE_SIZE];
    return ep_text_fail(error, line, "no column '%s' (the header is '%s')", requests[k].name,
                        ep_text_quote(header, quote));
  }
  return true;
}

static bool grow(struct ep_table *table, const size_t *where, size_t nrequests, size_t *capacity)
{
  if (*capacity > SIZE_MAX / sizeof(double) / 2) return false;
  const size_t wanted = *capacity ? *capacity * 2 : 1024;
  for (size_t k = 0; k < nrequests; k++) {
    if (where[k] == SIZE_MAX) continue;
    double *values = realloc(table->values[k], wanted * sizeof *values);
    if (!values) return false;
    table->values[k] = values;
  }
  *capacity = wanted;
  return true;
}

static bool read_row(struct ep_span row, size_t line, const struct ep_table_request *requests,
                     size_t nrequests, const size_t *where, struct ep_table *table,
                     struct ep_text_error *error)
{
  struct ep_span cell;
  for (size_t column = 0; ep_table_cell(&row, &cell); column++)
    for (size_t k = 0; k < nrequests; k++) {
      char quote[EP_QUOTE_SIZE];
      if (where[k] != column) continue;
      if (!ep_text_number(cell, &table->values[k][table->rows]))
        return ep_text_fail(error, line, "%s: expected a number, found '%s'", requests[k].name,
                            ep_text_quote(cell, quote));
    }
  table->rows++;
  return true;
}

bool ep_table_open(const char *text, size_t length, struct ep_text *reader, struct ep_span *header,
                   struct ep_text_error *error)
{
  if (!ep_text_check(text, length, error)) return false;
  *reader = (struct ep_text){text, text + length, 0};
  if (length >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) reader->at += 3;    // byte-order mark
  struct ep_text comment = *reader;
  struct ep_span line;
  *header = (struct ep_span){NULL, 0};
  while (ep_text_line(reader, &line)) {
    line = ep_text_trim(line);
    if (line.length == 0) continue;
    if (line.start[0] != '#') {
      struct ep_span rest = line, cell;
      double number;
      ep_table_cell(&rest, &cell);
      if (header->length == 0 || !ep_text_number(cell, &number)) {
        *header = line;
        return true;
      }
      break;
    }
    // fix print users sometimes write the header as a comment: then rows of numbers follow the last one
    line.start++;
    line.length--;
    line = ep_text_trim(line);
    if (line.length == 0) continue;
    *header = line;
    comment = *reader;
  }
  *reader = comment;
  return header->length > 0 || ep_text_fail(error, 0, "the file has only blank lines");
}

bool ep_table_row(struct ep_text *reader, const struct ep_span *header, struct ep_span *row)
{
  while (ep_text_line(reader, row)) {
    *row = ep_text_trim(*row);
    if (row->length == 0 || row->start[0] == '#') continue;
    if (row->length != header->length || memcmp(row->start, header->start, row->length))
      return true;
  }
  return false;
}

bool ep_table_check_row(const struct ep_text *reader, const struct ep_span *header,
                        const struct ep_span *row, struct ep_text_error *error)
{
  const size_t columns = count_cells(*header), cells = count_cells(*row);
  return cells == columns ||
      ep_text_fail(error, reader->line, "expected %zu values, found %zu", columns, cells);
}

static bool parse(struct ep_text *reader, const struct ep_span *header,
                  const struct ep_table_request *requests, size_t nrequests, struct ep_table *table,
                  struct ep_text_error *error)
{
  size_t where[EP_TABLE_COLUMNS], capacity = 0;
  if (!read_header(*header, reader->line, requests, nrequests, where, error)) return false;
  for (struct ep_span row; ep_table_row(reader, header, &row);) {
    if (!ep_table_check_row(reader, header, &row, error)) return false;
    if (table->rows == capacity && !grow(table, where, nrequests, &capacity))
      return ep_text_fail(error, reader->line, "out of memory");
    if (!read_row(row, reader->line, requests, nrequests, where, table, error)) return false;
  }
  if (table->rows == 0) return ep_text_fail(error, 0, "no rows after the header");
  return true;
}

bool ep_table_parse(const char *text, size_t length, const struct ep_table_request *requests,
                    size_t nrequests, struct ep_table *table, struct ep_text_error *error)
{
  memset(table, 0, sizeof *table);
  if (nrequests > EP_TABLE_COLUMNS) return ep_text_fail(error, 0, "too many columns wanted");
  struct ep_text reader;
  struct ep_span header;
  if (!ep_table_open(text, length, &reader, &header, error)) return false;
  if (parse(&reader, &header, requests, nrequests, table, error)) return true;
  ep_table_free(table);
  return false;
}

void ep_table_free(struct ep_table *table)
{
  for (size_t k = 0; k < EP_TABLE_COLUMNS; k++) free(table->values[k]);
  memset(table, 0, sizeof *table);
}
