#ifndef ELECTROPULSE_CLI_TEXT_H
#define ELECTROPULSE_CLI_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// A piece of a buffer that need not end in a null byte.
struct ep_span {
  const char *start;
  size_t length;
};

// What is wrong with a text; line counts from 1, and 0 means the text as a whole.
struct ep_text_error {
  size_t line;
  char message[320];
};

// A reader's place in a buffer; line is the number of the line read last. Start from {start, end,
// 0}.
struct ep_text {
  const char *at, *end;
  size_t line;
};

// Enough for any quotation that ep_text_quote() makes.
enum { EP_QUOTE_SIZE = 48 };

// Takes the next line without its line end (LF or CR LF); false at the end of the text.
bool ep_text_line(struct ep_text *text, struct ep_span *line);

// Takes the next word between blanks off the front of rest; false when none is left.
bool ep_text_word(struct ep_span *rest, struct ep_span *word);

// Gives the span without blanks at its ends.
struct ep_span ep_text_trim(struct ep_span span);

// Whether the span and the null-terminated string are the same.
bool ep_text_equal(struct ep_span span, const char *string);

// Reads the whole span as a number, nan and inf included; false when it is none.
bool ep_text_number(struct ep_span span, double *value);

// Copies the span for use in a message, shortened, unprintable bytes as '?'; returns out.
const char *ep_text_quote(struct ep_span span, char out[EP_QUOTE_SIZE]);

// Prints a label, then the text broken between words so that lines end within 100 columns.
void ep_text_print(const char *label, const char *text);

// Prints a line of n cells, two blanks before the first, each but the last filled up to its width; no blanks at the end.
void ep_text_row(const char *const *cells, const int *widths, int n);

// Refuses an empty buffer, a compressed file and control characters other than white space: false,
// with error filled.
bool ep_text_check(const char *text, size_t length, struct ep_text_error *error);

// Fills error as printf does; always returns false, so that a parser can return it.
#ifdef __GNUC__
__attribute__((format(printf, 3, 4)))
#endif
bool ep_text_fail(struct ep_text_error *error, size_t line, const char *format, ...);

#ifdef __cplusplus
}
#endif
#endif
