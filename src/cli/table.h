#ifndef ELECTROPULSE_CLI_TABLE_H
#define ELECTROPULSE_CLI_TABLE_H

#include "text.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { EP_TABLE_COLUMNS = 8 };

// A column that the caller wants from a table.
struct ep_table_request {
  const char *name;
  bool required;
};

// The wanted columns: values[k] holds `rows` numbers for request k, or is NULL where an optional
// column is absent.
struct ep_table {
  size_t rows;
  double *values[EP_TABLE_COLUMNS];
};

// Reads comma-separated values with column names in the first line, or in the last comment before the first row of numbers,
// and keeps the wanted columns (at most EP_TABLE_COLUMNS) by name. Blank lines, '#' comments and repeated header lines are
// skipped; nan and inf are kept; cells of other columns may hold anything. False, with error filled
// and nothing to free, for a missing or repeated wanted column, a row of the wrong length, a cell
// that is no number, or no rows at all.
bool ep_table_parse(const char *text, size_t length, const struct ep_table_request *requests,
                    size_t nrequests, struct ep_table *table, struct ep_text_error *error);

// The parts of ep_table_parse(), for tables with words in them. Opens a text: the reader after the line of column names, and
// that line, without '#'; false, with error filled, when there is none.
bool ep_table_open(const char *text, size_t length, struct ep_text *reader, struct ep_span *header,
                   struct ep_text_error *error);

// Takes the next row that is not blank, a comment or the header again; false at the end.
bool ep_table_row(struct ep_text *reader, const struct ep_span *header, struct ep_span *row);

// Whether the row that was read last has as many cells as the header; error is filled otherwise.
bool ep_table_check_row(const struct ep_text *reader, const struct ep_span *header,
                        const struct ep_span *row, struct ep_text_error *error);

// Takes the next cell, without blanks and double quotes around it, off the front of rest, which starts as a whole row; false
// after the last.
bool ep_table_cell(struct ep_span *rest, struct ep_span *cell);

// Frees what ep_table_parse() allocated and empties the table.
void ep_table_free(struct ep_table *table);

#ifdef __cplusplus
}
#endif
#endif
